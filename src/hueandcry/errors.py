"""Errors written for a person. Everything else is our fault and goes to the log.

An error of this family says four things: what was *found*, what was *expected*, *where*, and the *remedy*.
The command line and the pages show exactly these, never a traceback.
"""


class HueAndCryError(Exception):
    """Something the person can put right.

    Subclasses are declared beside the function that raises them.
    """

    exit_code = 2

    def __init__(self, *, found: str, expected: str, where: str, remedy: str) -> None:
        self.found = found
        self.expected = expected
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.where}: found {self.found}; expected {self.expected}. {self.remedy}"


class NotReady(HueAndCryError):
    """Something has to be made first, such as a build: pages answer 503 and say so."""
