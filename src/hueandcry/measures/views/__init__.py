"""Views of measures: one question or one comparison each, then a page or a file."""
