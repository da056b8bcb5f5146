"""Views: a profile as a page and as files, and the form by which a board tells what it found."""
