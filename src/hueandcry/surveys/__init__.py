"""Surveys: waves of answers become published estimates; nobody's answers are kept."""
