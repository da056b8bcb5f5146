"""Metropolitan Police borough series."""
