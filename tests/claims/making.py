"""Reviewed claims made for a test, and builds with little more in them than claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hueandcry.claims import actions
from hueandcry.claims.queries import reviewed
from hueandcry.claims.queries.claim import Claim
from hueandcry.warehouse import builds
from hueandcry.warehouse.builds import Build, Step, Workshop
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
_MINUTES = count()

SPEAKERS = """
[gazette]
name = "The Gazette"
name_cy = "Y Gazette"
kind = "publication"
[reader]
name = "A reading"
name_cy = "Darlleniad"
kind = "reading"
"""
DOCUMENTS = """
[article]
title = "An article"
publisher = "The Gazette"
on = 2017-07-27
precision = "day"
"""
HEAD = """
title = "A rises by 86 %"
title_cy = "Mae A yn codi 86 %"
words = "up by 86 per cent"
words_cy = "i fyny 86 y cant"
quoted = true
who = "gazette"
document = "article"
section = "The first paragraph"
section_cy = "Y paragraff cyntaf"
checked_by = "not yet checked"
checked_by_cy = "heb ei wirio eto"
"""
CHECK = """
[[check]]
expression = "change(before, after)"
[check.claimed]
text = "86 %"
text_cy = "86 %"
value = "86"
unit = "%"
"""


def fact(name: str, value: object = None, **more: str) -> str:
    """Return a fact as it stands in a file; without a value it is read in the build."""
    told = {"label": f'"{name} in words"', "label_cy": f'"{name} mewn geiriau"', "unit": '"count"', **more}
    if value is None:
        told = {**told, "built": "true"}
    else:
        entered = {"status": '"verified"', "document": '"article"', "section": '"There"', "section_cy": '"Yno"'}
        told = {**entered, **told, "value": str(value)}
    lines = "\n".join(f"{key} = {text}" for key, text in told.items())
    return f'\n[[fact]]\nname = "{name}"\n{lines}\n'


def enough(before: object = 21307, after: object = 39339) -> str:
    """Return a claim that can be worked out."""
    return HEAD + fact("before", before) + fact("after", after) + CHECK


def written(folder: Path, claims: Mapping[str, str], **selects: str) -> Path:
    """Write a folder of reviewed claims, each with its SELECT if one is given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "speakers.toml").write_text(SPEAKERS, "utf-8")
    (folder / "documents.toml").write_text(DOCUMENTS, "utf-8")
    for slug, text in claims.items():
        (folder / slug).mkdir(exist_ok=True)
        (folder / slug / "claim.toml").write_text(text, "utf-8")
        if slug in selects:
            (folder / slug / "facts.sql").write_text(selects[slug], "utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    """Return every fault of a folder, as sentences."""
    return [str(one) for one in reviewed.looked_through(folder)[1]]


def claim(folder: Path, slug: str = "claim") -> Claim:
    """Return one claim of a folder that has no fault."""
    found, wrong = reviewed.looked_through(folder)
    assert wrong == ()
    return next(one for one in found if one.slug == slug)


def build(home: Home, *, publish: bool = True, before: tuple[Step, ...] = (), as_of: str | None = None) -> Build:
    """Make a build of claims, after other steps if any; a minute later each time: a build is known by its time."""
    made = builds.build(
        home=home,
        steps=[*before, *actions.steps()],
        checks=actions.checks(),
        now=later(),
        settings={},
        as_of=as_of,
    )
    if publish:
        actions.publish(home=home, build=made)
    return made


def later() -> datetime:
    """Return a moment, a minute after the last one."""
    return NOW + timedelta(minutes=next(_MINUTES))


def in_a_build(home: Home, ask: Callable[[Workshop], Any], *, before: tuple[Step, ...] = ()) -> Any:
    """Return what a question answers at the end of a build of these steps."""
    answers: list[Any] = []
    asked = Step("Ask", lambda shop: answers.append(ask(shop)))
    builds.build(home=home, steps=[*before, asked], checks=[], now=later(), settings={})
    return answers[0]


def rows(made: Build, table: str) -> list[dict[str, Any]]:
    """Return a table of a build."""
    reader = Reader(made)
    try:
        result = reader._engine.execute(f'FROM "{table}"')
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    finally:
        reader.close()


@contextmanager
def reviewed_in(monkeypatch: pytest.MonkeyPatch, folder: Path):
    """Let builds read another folder of reviewed claims."""
    with monkeypatch.context() as patched:
        patched.setattr(reviewed.looked_through, "__defaults__", (folder,))
        yield
