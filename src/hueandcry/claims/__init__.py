"""Claims: figures that somebody published, worked out again from data."""
