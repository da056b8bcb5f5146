"""Base templates, components and charts: how everything looks."""
