"""Areas, boundaries, postcodes."""
