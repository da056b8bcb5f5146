"""A cell that a spreadsheet would take for a formula is made plain text.

The marks are those of OWASP, "CSV Injection" (2023 edition): = + - @ tab and carriage return at the beginning.
"""

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> object:
    """Return text with an apostrophe before a mark that begins a formula; numbers and the rest as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_MARKS):
        return f"'{value}"
    return value
