"""Questions that pages put to the build being served, each answered in plain values."""
