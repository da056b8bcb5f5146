"""How tests read a feed: invented bytes in, and the reading as plain rows out."""

from __future__ import annotations

from hueandcry.bodies.queries import names
from hueandcry.sources.feeds import Feed, Reading, Sample, feeds, workbooks

HEAD = 64 * 1024


def feed(slug: str) -> Feed:
    return next(one for one in feeds() if one.slug == slug)


def sample(data: bytes, name: str = "invented.csv") -> Sample:
    return Sample(name=name, head=data[:HEAD], whole=len(data) <= HEAD, sheets=workbooks.sheet_names(data))


def read(slug: str, data: bytes, name: str = "invented.csv") -> Reading:
    """Read bytes that the feed must recognise as its own."""
    one = feed(slug)
    assert one.recognises(sample(data, name))
    return one.read(data, name, names())


def rows(reading: Reading) -> list[dict]:
    return [row for part in reading.parts for row in part.table.to_pylist()]


def reasons(reading: Reading) -> dict[int, str]:
    """Return record number → reason of everything set aside."""
    return {one.record: one.reason for one in reading.set_aside}


def lines(*rows: str, end: str = "\n", bom: bool = False) -> bytes:
    return (("\ufeff" if bom else "") + end.join(rows) + end).encode()
