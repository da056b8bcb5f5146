"""Which series rose beyond what was to be expected."""
