"""ONS Postcode Directory."""
