"""Editions: the dashboard as it was published, frozen; and what neighbourhood boards send back."""
