"""What the package refuses, and how it says so."""

from hueandcry.errors import HueAndCryError


class SurveysInputError(HueAndCryError, ValueError):
    """A design, an array or an option that cannot be used; says what was found, expected, where, and the remedy."""


def refused(where: str, found: object, expected: str, remedy: str) -> SurveysInputError:
    return SurveysInputError(found=str(found), expected=expected, where=where, remedy=remedy)


def one_of(where: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise refused(where, repr(value), "one of " + ", ".join(repr(a) for a in allowed), "Choose one of these.")
