"""Headline survey figures, each with its address."""
