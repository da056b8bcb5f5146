"""Residents of each LSOA."""
