"""Profiles: fraud and online crime in an area, told to its neighbourhood board; and what boards send back."""
