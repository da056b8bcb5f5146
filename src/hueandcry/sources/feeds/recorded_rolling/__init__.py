"""Recorded crime by force, as rolling twelve-month totals."""
