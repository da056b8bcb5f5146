"""Measures: reviewed questions about bodies, each answered for every period with its uncertainty."""
