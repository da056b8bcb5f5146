"""Decisions about published files: plain values in, plain values out."""
