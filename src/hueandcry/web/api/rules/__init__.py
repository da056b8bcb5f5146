"""Decisions of the drop-in API: how a request is read, which points an area holds. Values in, values out."""
