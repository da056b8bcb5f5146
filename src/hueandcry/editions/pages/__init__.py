"""What an edition says, in words and in the plain values that components take: for pages and for paper alike."""
