"""From the LSOAs of 2011 to those of 2021."""
