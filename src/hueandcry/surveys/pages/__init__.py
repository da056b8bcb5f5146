"""Answers of queries put into the plain values that pages, downloads and feeds are made of."""
