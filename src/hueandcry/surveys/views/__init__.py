"""Views of surveys: one question each, then a page or a file."""
