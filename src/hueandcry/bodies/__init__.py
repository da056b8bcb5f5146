"""Forces, agencies and their names through time."""
