"""Government grant to each force."""
