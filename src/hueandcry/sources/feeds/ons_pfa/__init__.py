"""ONS police force area tables."""
