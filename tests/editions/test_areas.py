"""Whom an edition is about; and sums that are whole or not told."""

import pytest

from hueandcry.bodies import queries as bodies
from hueandcry.editions.rules.areas import areas
from hueandcry.editions.rules.counts import Count, mostly_there, named, together, whole_table


class Named:
    """A body as the build names it."""

    def __init__(self, one) -> None:
        self.slug, self.name, self.name_cy, self.kind, self.country = (
            one.slug, one.name, one.welsh_name, one.kind, one.country,
        )  # fmt: skip


BODIES = [Named(one) for one in bodies.bodies()]


def found(table, *, together=True):
    return areas(BODIES, bodies.regions(), table=table, together=together)


def test_one_force_with_figures_brings_every_force_region_and_country():
    kinds = [one.kind for one in found(["kent"], together=False)]

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"country": 2, "region": 10, "force": 43}


def test_a_table_of_several_bodies_begins_with_all_of_them_together():
    first = found(["guernsey", "kent", "btp"])[0]

    assert (first.code, first.kind, first.members) == ("all-bodies", "together", ("btp", "guernsey", "kent"))


def test_the_invented_county_stands_alone():
    assert [(one.code, one.kind) for one in found(["exampleshire"])] == [("exampleshire", "invented")]


def test_wales_and_its_forces_have_welsh_names():
    named = {one.code: one.name_cy for one in found(["kent"])}

    assert (named["wales"], named["north-wales"], named["england-and-wales"]) == (
        "Cymru", "Heddlu Gogledd Cymru", "Cymru a Lloegr",
    )  # fmt: skip


def test_a_sum_is_whole_only_if_every_member_is():
    counts = {("kent", "x"): Count(3), ("essex", "x"): Count(4), ("surrey", "x"): Count(None, 1, 3)}

    assert together(counts, ["kent", "essex"], "x") == Count(7, 0, 2, many=True)
    assert together(counts, ["kent", "surrey", "sussex"], "x") == Count(None, 2, 3, many=True)
    assert together(counts, ["kent", "surrey"], "x").why == "members"


def test_a_body_that_is_missing_is_never_counted_as_zero():
    assert together({}, ["kent"], "x").n is None
    assert together({}, ["kent", "essex"], "x") == Count(None, 2, 2, many=True)
    assert together({}, ["kent", "essex"], "x").why == "no_data"


def test_a_zero_that_was_counted_is_a_figure():
    assert together({("kent", "x"): Count(0), ("essex", "x"): Count(0)}, ["kent", "essex"], "x").n == 0


def test_a_published_table_without_its_total_has_no_sum():
    counts = {("kent", "x"): Count(3), ("essex", "x"): Count(4)}

    assert whole_table(counts, ["kent", "essex"], "x", has_total=True).n == 7
    found = whole_table(counts, ["kent", "essex"], "x", has_total=False)
    assert (found.n, found.why) == (None, "no_total")


def test_a_body_of_which_only_another_item_is_told_belongs_to_the_table():
    counts = {("kent", "x"): Count(3), ("essex", "y"): Count(4), ("essex", "x"): Count(None)}

    assert named(counts) == ["essex", "kent"]
    assert whole_table(counts, named(counts), "x", has_total=False) == Count(None, 1, 2, many=True)


@pytest.mark.parametrize(
    ("then", "answer"),
    [
        ({}, False),
        ({"kent": 1}, False),
        ({"kent": 1, "essex": None}, False),
        ({"kent": 1, "surrey": 1, "sussex": 1}, False),
        ({"kent": 0, "essex": 1}, True),
        ({"kent": 1, "essex": 1, "gwent": 1}, True),
    ],
)
def test_an_earlier_period_can_be_compared_with_if_half_of_the_bodies_were_whole_then(then, answer):
    now = {(body, "x"): Count(5) for body in ("kent", "essex", "gwent")} | {("surrey", "x"): Count(None, 1, 3)}

    assert mostly_there(now, {(body, "x"): Count(n) for body, n in then.items()}, "x") is answer


def test_where_nothing_is_whole_nothing_can_be_compared():
    assert not mostly_there({}, {("kent", "x"): Count(5)}, "x")
