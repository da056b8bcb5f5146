"""What was found, put into the plain values that components take."""
