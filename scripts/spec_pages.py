"""Specification tests as pages of the manual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Spec:
    """One file of specification tests, as Markdown."""

    slug: str
    title: str
    summary: str
    markdown: str


def specs(folder: Path) -> Iterator[Spec]:
    """Yield every file of specification tests, in the order of their names."""
    yield from ()
