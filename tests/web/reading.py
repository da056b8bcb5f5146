"""What a page says: its words without markup, and how many questions it put to the build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

from django.http import HttpResponse

from hueandcry.warehouse.reading import Reader


def words(response: HttpResponse) -> str:
    """Return the text of a page's main part, blanks drawn together."""
    page = response.content.decode()
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", main[0] if main else page)
    return re.sub(r"\s+", " ", unescape(text)).replace(" .", ".").replace(" ,", ",")


def links(response: HttpResponse) -> list[str]:
    """Return where a page leads, in order."""
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', response.content.decode())]


@contextmanager
def questions(monkeypatch) -> Iterator[list[str]]:
    """Collect the names of the SELECTs that are put to the build."""
    asked: list[str] = []
    for method in ("rows", "columns", "arrow"):
        real = getattr(Reader, method)

        def counted(self, package, sql, _real=real, **parameters):
            asked.append(sql)
            return _real(self, package, sql, **parameters)

        monkeypatch.setattr(Reader, method, counted)
    yield asked
