"""Reading a table of TOML key by key: what is missing, of the wrong sort or unknown becomes a fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from hueandcry.surveys.rules.faults import Faults

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
WEB = re.compile(r"https?://[^\s<>\"']+")
# Text that is longer than this is no title and no question.
MOST_LETTERS = 5_000
MOST_BYTES = 1_000_000
LARGEST = 1e15
_NEEDED: Any = object()


def parsed(data: bytes, faults: Faults) -> Table | None:
    """Return a TOML file as a table, or None and a fault."""
    if len(data) > MOST_BYTES:
        faults.add("", f"{len(data):,} bytes", f"at most {MOST_BYTES:,}", "This file holds a design or questions only.")
        return None
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        faults.add("", "bytes that are not UTF-8", "TOML in UTF-8", "Save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        faults.add("", f"broken TOML: {error}", "TOML", "Mend that line.")
    except ValueError:
        faults.add("", "a number of too many digits", f"numbers below {LARGEST:.0e}")
    except RecursionError:
        faults.add("", "tables within tables without end", "TOML", "Write it as the manual shows.")
    else:
        return Table(content, faults)
    return None


class Table:
    """One table of a TOML file. Each key is asked for once; `finish` tells of keys that nobody asked for."""

    def __init__(self, content: dict[str, Any], faults: Faults, where: str = "") -> None:
        self.where = where
        self._content = content
        self._faults = faults
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Is the key there?"""
        return key in self._content

    def fault(self, key: str, found: str, expected: str, remedy: str = "") -> None:
        """Note that a key holds what it may not."""
        self._faults.add(self._place(key), found, expected, remedy)

    def text(self, key: str, default: str = _NEEDED) -> str:
        """Return a text, without white space around it."""
        value = self._take(key, str, "a text", default)
        if len(value) > MOST_LETTERS:
            self.fault(key, f"a text of {len(value):,} letters", f"at most {MOST_LETTERS:,}")
        return self._plain(key, value)

    def slug(self, key: str, default: str = _NEEDED) -> str:
        """Return a name made of small letters, digits and hyphens."""
        value = self.text(key, default)
        if key in self._content and value and not SLUG.fullmatch(value):
            self.fault(key, repr(value), "small letters, digits and hyphens, such as 'public-2026'")
        return value

    def address(self, key: str) -> str:
        """Return a web address; empty where there is none. Others, such as scripts, would become links of a page."""
        value = self.text(key, "")
        if value and not WEB.fullmatch(value):
            self.fault(key, "no web address", "an address that begins with https:// or http://")
            return ""
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str = _NEEDED) -> str:
        """Return one of the words that are allowed."""
        value = self.text(key, default)
        if key in self._content and value not in allowed:
            self.fault(key, repr(value), "one of " + ", ".join(repr(one) for one in allowed))
        return value

    def whole(self, key: str, default: int = _NEEDED, *, least: int = 0) -> int:
        """Return a whole number."""
        value = self._take(key, int, "a whole number", default)
        if key in self._content and not least <= value < LARGEST:
            self.fault(key, f"{value}" if abs(value) < LARGEST else "a number too large", f"{least} or more")
            return least
        return value

    def above_zero(self, key: str, default: float | None = _NEEDED) -> float | None:
        """Return a number above 0."""
        value = self._take(key, (int, float), "a number", default)
        if key in self._content and value is not None and not 0 < value < LARGEST:
            self.fault(key, f"{value:.6}" if isinstance(value, float) else "a number too large", "a number above 0")
            return default
        return value if value is None else float(value)

    def number(self, key: str) -> float:
        """Return any number."""
        value = self._take(key, (int, float), "a number", _NEEDED)
        if not -LARGEST < value < LARGEST:
            self.fault(key, "no finite number", "a number")
            return 0.0
        return float(value)

    def truth(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        return self._take(key, bool, "true or false", default)

    def day(self, key: str) -> date:
        """Return a day."""
        value = self._take(key, date, "a day, such as 2026-04-01 without quotation marks", _NEEDED)
        return value.date() if isinstance(value, datetime) else value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; an absent one is empty."""
        found = self._take(key, list, "a list of texts", [])
        if not all(isinstance(one, str) for one in found):
            self.fault(key, "something that is no text", "a list of texts")
            return ()
        return tuple(self._plain(key, one) for one in found)

    def numbers(self, key: str) -> dict[str, float]:
        """Return a table of numbers by name; an absent one is empty."""
        found = self._take(key, dict, "a table of numbers", {})
        wrong = [name for name, value in found.items() if not _is_number(value)]
        for name in wrong:
            self.fault(f"{key}.{name}", "no finite number", "a number")
        return {name: float(value) for name, value in found.items() if name not in wrong}

    def table(self, key: str) -> Table:
        """Return a table within this one; an absent one is empty."""
        return Table(self._take(key, dict, "a table", {}), self._faults, self._place(key))

    def tables(self, key: str) -> list[Table]:
        """Return a list of tables; an absent one is empty."""
        found = self._take(key, list, "a list of tables", [])
        return [
            Table(one if isinstance(one, dict) else {}, self._faults, f"{self._place(key)} {at}")
            for at, one in enumerate(found, 1)
        ]

    def named_tables(self, key: str) -> dict[str, Table]:
        """Return the tables within a table, by name."""
        inner = self.table(key)
        return {name: inner.table(name) for name in inner._content}

    def finish(self) -> None:
        """Tell of the keys that nobody asked for: they may be misspelt, and then something else is missing."""
        for key in self._content:
            if key not in self._asked:
                self.fault(key, "a key that means nothing here", "one of " + ", ".join(sorted(self._asked)))

    def _plain(self, key: str, value: str) -> str:
        """Return a text in one line; marks that no page and no feed can hold are a fault."""
        line = " ".join(value.split())
        if not line.isprintable():
            self.fault(key, "a mark that cannot be printed", "letters, digits and punctuation")
        return line

    def _take(self, key: str, kind: type | tuple[type, ...], expected: str, default: Any) -> Any:
        self._asked.add(key)
        value = self._content.get(key, default)
        blank = _BLANK[kind[0] if isinstance(kind, tuple) else kind]
        if value is _NEEDED:
            self.fault(key, "nothing", expected)
            return blank
        if value is default:
            return value
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(key, f"a value of another sort ({type(value).__name__})", expected)
            return blank if default is _NEEDED else default
        return value

    def _place(self, key: str) -> str:
        return f"{self.where}, {key}" if self.where and key else self.where or key


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -LARGEST < value < LARGEST


# What stands in for a value that a fault was told of: the file is refused, so nobody sees it.
_BLANK: dict[type, Any] = {
    str: "",
    int: 0,
    bool: False,
    date: date.min,
    list: [],
    dict: {},
}
