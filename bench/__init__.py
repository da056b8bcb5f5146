"""Measurements: speed and memory, each beside its peer or limit in the same run."""
