"""Hue and Cry: raise it, and see who answers."""

__version__ = "0.1.0"
