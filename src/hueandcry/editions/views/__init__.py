"""Views: one edition is asked for and answered, from what is frozen."""
