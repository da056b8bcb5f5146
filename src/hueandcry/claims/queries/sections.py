"""Reading a reviewed file part by part, collecting every fault with the key at which it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hueandcry.errors import HueAndCryError
from hueandcry.ui.languages import Bilingual

NOTHING = Bilingual("")
ADDRESS = re.compile(r"https?://\S+")

# No count, sum of pounds or share that anybody publishes is larger.
LARGEST = 10**15


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a file."""

    where: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        """Return it as a sentence."""
        return f"{self.where}: found {self.found}; expected {self.expected}. {self.remedy}"


class FaultyClaim(HueAndCryError):
    """A file that cannot be understood: every fault of it, told together."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        first = faults[0]
        super().__init__(found=first.found, expected=first.expected, where=first.where, remedy=first.remedy)

    def __str__(self) -> str:
        """Return every fault, one a line."""
        return "\n".join(str(one) for one in self.faults)


@dataclass
class Section:
    """One table of a file, at `where`. What is asked for is ticked off: what nobody asked for is a fault."""

    raw: Mapping[str, Any]
    where: str
    faults: list[Fault]
    asked: set[str] = field(default_factory=set)

    def fault(self, key: str, found: str, expected: str, remedy: str = "Put it right in the file.") -> None:
        """Note a fault at a key."""
        place = key if self.where.endswith(": ") else f".{key}"
        self.faults.append(Fault(f"{self.where}{place}", found, expected, remedy))

    def error(self, key: str, error: HueAndCryError) -> None:
        """Note what a rule refused, with the place it names."""
        self.fault(f"{key}, {error.where}" if error.where else key, error.found, error.expected, error.remedy)

    def has(self, key: str) -> bool:
        """Return whether the key stands in the file."""
        self.asked.add(key)
        return key in self.raw

    def plain(self, key: str, *, default: str | None = None, among: Sequence[str] = ()) -> str:
        """Return a text that is not translated: a name, a source as it names itself. Without a default it must be."""
        value = self._get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fault(key, _seen(value), "a text" if not among else f"one of {', '.join(among)}")
            return ""
        if among and value not in among:
            self.fault(key, repr(value), f"one of {', '.join(among)}")
        return value

    def text(self, key: str, *, needed: bool = True) -> Bilingual:
        """Return a text of a page in English and Welsh; one without the other is a fault."""
        english, welsh = self._get(key, ""), self._get(f"{key}_cy", "")
        if not isinstance(english, str) or not isinstance(welsh, str):
            self.fault(key, f"{_seen(english)} and {_seen(welsh)}", "a text in English and in Welsh")
            return NOTHING
        if needed and not english.strip():
            self.fault(key, "nothing", "a text")
        if bool(english.strip()) != bool(welsh.strip()):
            lacking = f"{key}_cy" if english.strip() else key
            self.fault(lacking, "nothing", "the same in the other language", "Write both, or neither.")
        return Bilingual(english, welsh)

    def texts(self, key: str) -> tuple[Bilingual, ...]:
        """Return a list of texts, as many in Welsh as in English."""
        english, welsh = self._get(key, []), self._get(f"{key}_cy", [])
        if not _are_texts(english) or not _are_texts(welsh) or len(english) != len(welsh):
            self.fault(key, f"{_seen(english)} and {_seen(welsh)}", "as many texts in Welsh as in English")
            return ()
        return tuple(Bilingual(one, other) for one, other in zip(english, welsh, strict=True))

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of names."""
        value = self._get(key, [])
        if not _are_texts(value):
            self.fault(key, _seen(value), "a list of names")
            return ()
        return tuple(value)

    def number(self, key: str) -> int | float | None:
        """Return a number, or None where there is none."""
        value = self._get(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
            self.fault(key, _seen(value), f"a number, of {LARGEST:,} at most")
            return None
        return value

    def address(self, key: str) -> str:
        """Return the address of a page; nothing where there is none."""
        value = self.plain(key, default="")
        if value and not ADDRESS.fullmatch(value):
            self.fault(key, repr(value), "an address that begins with https:// or http://")
        return value

    def whole(self, key: str, default: int, *, most: int) -> int:
        """Return a small whole number."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.fault(key, _seen(value), f"a whole number from 0 to {most}")
            return default
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return yes or no."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            self.fault(key, _seen(value), "true or false")
            return default
        return value

    def day(self, key: str) -> date | None:
        """Return a day, written as a date or as its text; None where there is none."""
        value = self._get(key, None)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(key, _seen(value), "a day such as 2017-07-27")
            return None

    def section(self, key: str) -> Section:
        """Return a table inside this one; an empty one where there is none."""
        value = self._get(key, {})
        if not isinstance(value, Mapping):
            self.fault(key, _seen(value), "a table")
            value = {}
        return Section(value, self._inside(key), self.faults)

    def sections(self, key: str) -> list[Section]:
        """Return the tables of a list, counted from 1."""
        value = self._get(key, [])
        if not isinstance(value, Sequence) or not all(isinstance(one, Mapping) for one in value):
            self.fault(key, _seen(value), f"tables written [[{key}]]")
            return []
        return [Section(one, self._inside(f"{key}[{at}]"), self.faults) for at, one in enumerate(value, start=1)]

    def done(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.raw:
            if key not in self.asked:
                self.fault(key, "a key that means nothing here", f"one of {', '.join(sorted(self.asked))}")

    def _inside(self, key: str) -> str:
        return f"{self.where}{key}" if self.where.endswith(": ") else f"{self.where}.{key}"

    def _get(self, key: str, default: Any) -> Any:
        self.asked.add(key)
        return self.raw.get(key, default)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _seen(value: object) -> str:
    return "nothing" if value is None else repr(value)
