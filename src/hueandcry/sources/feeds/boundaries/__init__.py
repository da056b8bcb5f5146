"""Boundaries: GeoJSON and TopoJSON, any coordinate reference system."""
