"""A verdict that changes is news, once; what was said stays on file; figures as of an earlier day are no news."""

from datetime import datetime

import pytest

from claims.making import CHECK, HEAD, build, enough, fact, later, reviewed_in, rows, written
from hueandcry.claims import actions
from hueandcry.claims.actions.publishing import CHANGES, TOPIC
from hueandcry.claims.queries import built
from hueandcry.warehouse import builds, published, reading
from hueandcry.warehouse.reading import Reader

STANDS = enough(before=100, after=186)
FALLS = enough()
UNANSWERED = """-- Question: how many?
-- Grain: one row.
-- Reads: figures.
SELECT 'after' AS name, n AS value, 'count' AS unit, '' AS source, '' AS sha256 FROM figures
"""


@pytest.fixture
def make(home, tmp_path, monkeypatch):
    """Return a function that makes a build of one claim as it stands then."""
    made = []

    def of(text: str, *, publish: bool = True, as_of: str | None = None, **selects: str):
        folder = written(tmp_path / str(len(made)), {"claim": text}, **selects)
        with reviewed_in(monkeypatch, folder):
            made.append(build(home, publish=publish, as_of=as_of))
        return made[-1]

    return of


def told(made) -> list[tuple]:
    return [(row["build"], row["was"], row["now"]) for row in rows(made, "claim_changes")]


def test_the_first_verdict_is_told(make):
    first = make(FALLS)

    assert told(first) == [(first.id, None, "does not stand")]
    (row,) = rows(first, "claims")
    assert row["since_build"] == first.id
    assert datetime.fromisoformat(row["since_at"]).strftime("%Y%m%dT%H%M%SZ") == first.id[:16]


def test_the_same_verdict_again_is_no_news(make):
    first, second = make(FALLS), make(FALLS)

    assert told(second) == [(first.id, None, "does not stand")]
    assert rows(second, "claims")[0]["since_build"] == first.id


def test_a_verdict_that_changes_is_news_and_the_earlier_one_stays(make):
    first, second, third = make(FALLS), make(STANDS), make(FALLS)

    assert told(third) == [
        (first.id, None, "does not stand"),
        (second.id, "does not stand", "stands"),
        (third.id, "stands", "does not stand"),
    ]


def test_another_figure_with_the_same_verdict_is_no_news(make):
    first, second = make(FALLS), make(enough(after=50000))

    assert rows(first, "claims")[0]["recomputed"] != rows(second, "claims")[0]["recomputed"]
    assert len(told(second)) == 1


def test_news_outlives_the_builds_that_told_it(make, home):
    made = [make(text) for text in (FALLS, STANDS, STANDS, STANDS, STANDS)]

    assert reading.reader_of(home, made[1].id) is None
    assert [build_id for build_id, _, _ in told(made[-1])] == [made[0].id, made[1].id]


def test_a_build_as_of_an_earlier_day_tells_nothing_and_is_not_kept(make, home):
    first = make(FALLS)

    earlier = make(STANDS, as_of="2026-01")

    assert told(earlier) == [(first.id, None, "does not stand")]
    assert published.builds(home, TOPIC) == [first.id]
    assert told(make(FALLS)) == [(first.id, None, "does not stand")]


def test_a_first_build_as_of_an_earlier_day_has_no_history(make):
    made = make(FALLS, as_of="2026-01")

    reader = Reader(made)
    (one,) = built.every(reader)
    assert (one.since_build, one.since_at, built.changes(reader)) == ("", None, [])


def test_a_build_that_was_served_but_not_yet_published_is_caught_up_with(make, home):
    first = make(FALLS, publish=False)
    assert published.builds(home, TOPIC) == []

    second = make(STANDS)

    assert published.builds(home, TOPIC) == [first.id, second.id]
    assert told(second)[0] == (first.id, None, "does not stand")


def test_a_publication_that_ended_half_way_is_finished(make, home):
    first = make(FALLS)
    (home.published / TOPIC / f"{first.id}.parquet").unlink()  # as if the process had ended between the two files

    second = make(FALLS)

    assert published.builds(home, TOPIC) == published.builds(home, CHANGES) == [first.id, second.id]


def test_publishing_twice_changes_nothing(make, home):
    made = make(FALLS)
    before = published.read(home, TOPIC, made.id)

    actions.publish(home=home, build=made)

    assert published.read(home, TOPIC, made.id) == before


def test_a_claim_that_is_no_longer_reviewed_is_not_spoken_of(make, home, tmp_path, monkeypatch):
    make(FALLS)
    with reviewed_in(monkeypatch, written(tmp_path / "other", {"another": STANDS})):
        made = build(home)

    reader = Reader(made)
    assert [one["id"] for one in built.told(reader)] == ["another"]
    assert [change.claim for change in built.changes(reader)] == ["another"]


def test_a_missing_table_changes_the_verdict_and_says_why(make):
    make(STANDS)

    made = make(HEAD + fact("before", 100) + fact("after") + CHECK, claim=UNANSWERED)

    change = built.changes(Reader(made))[0]
    assert (str(change.was), str(change.now)) == ("stands", "cannot be checked")
    assert str(change.why) == "The table figures is not loaded."


def test_a_build_without_claims_says_what_to_do(home):
    made = builds.build(home=home, steps=[], checks=[], now=later(), settings={})

    with pytest.raises(built.NoClaims, match="hueandcry build"):
        built.told(Reader(made))
    actions.publish(home=home, build=made)
    assert published.builds(home, TOPIC) == []
