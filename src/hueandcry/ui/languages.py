"""Texts that are known in both languages: written so in a reviewed file, or translated when a build is made."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, override

from hueandcry.ui.format import language


@dataclass(frozen=True)
class Bilingual:
    """A text in English and in Welsh; where no Welsh is known (None, or empty) the English stands in its place.

    Put into a page or a sentence it is in the language of the page; machines are given `english`.
    """

    english: str
    welsh: str | None = None

    def __str__(self) -> str:
        """Return it in the language of the page."""
        return self.welsh if self.welsh and language() == "cy" else self.english

    def __bool__(self) -> bool:
        """Is there any text?"""
        return bool(self.english)


def in_welsh(message: str) -> str:
    """Return a message marked for translation in Welsh, whatever language is active."""
    with override("cy"):
        return gettext(message)


def in_both(message: str) -> Bilingual:
    """Return a message marked for translation in both languages."""
    return Bilingual(message, in_welsh(message))


def named(name: str, welsh: str | None) -> str:
    """Return the name in the language of the page; the English one where there is no Welsh."""
    return str(Bilingual(name, welsh))
