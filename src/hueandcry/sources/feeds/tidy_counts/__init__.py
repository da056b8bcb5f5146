"""Tidy counts: any monthly series, described by a small TOML file beside it."""
