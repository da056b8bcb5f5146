"""Pages and machine interfaces that gather from several rooms."""
