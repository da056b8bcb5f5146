"""Names and populations of forces; the populations are tried by witnesses first."""
