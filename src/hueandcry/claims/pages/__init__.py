"""What was found of claims, put into the plain values that pages, feeds and machines are given."""
