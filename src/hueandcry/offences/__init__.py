"""Kinds of crime, offline and online."""
