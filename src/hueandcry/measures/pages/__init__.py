"""What measures answer, put into the plain values that pages, charts and files for machines are made of."""
