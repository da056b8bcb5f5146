"""What can be wrong with a request, by the HTTP status it is answered with."""

from __future__ import annotations

from typing import ClassVar

from hueandcry.errors import HueAndCryError

LONGEST_SHOWN = 80


class Refusal(HueAndCryError):
    """A request that cannot be answered; `status` says to a machine which kind it is."""

    status: ClassVar[int] = 400


class Malformed(Refusal):
    """A parameter that cannot be read."""

    status = 400


class Unknown(Refusal):
    """Something that does not exist here."""

    status = 404


class TooMany(Refusal):
    """An answer larger than the API gives."""

    status = 503


def shown(text: str) -> str:
    """Return what a caller sent, short enough to be repeated to them."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")
