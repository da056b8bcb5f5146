"""Names of the small areas of the 2011 and the 2021 map."""
