"""District, community safety partnership and police force."""
