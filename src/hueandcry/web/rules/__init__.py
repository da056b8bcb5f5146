"""Decisions of the pages: plain values in, plain value out."""
