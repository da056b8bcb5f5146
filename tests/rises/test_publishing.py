"""What was published is kept; what no longer stands is taken back, visibly."""

from hueandcry.rises import actions, queries
from hueandcry.warehouse import published, reading
from rises.worlds import DISTRICT, FORCE, LAST, World, build, month, quiet, small_area, table, with_last

RISEN = {(DISTRICT, "burglary"): with_last(quiet(14), 31)}
REVISED = {(DISTRICT, "burglary"): with_last(quiet(14), 19)}


def test_a_build_keeps_on_file_what_it_published(home):
    made = build(home, World(RISEN))

    kept = published.read(home, "rises", made.id).to_pylist()

    assert [(row["area"], row["kind"], row["month"], row["observed"]) for row in kept] == [
        (DISTRICT, "burglary", LAST, 31)
    ]
    assert [(row["published_in"], row["withdrawn_in"]) for row in kept] == [(made.id, None)]


def test_a_month_published_again_is_judged_again_and_its_rise_withdrawn(home):
    first = build(home, World(RISEN))

    second = build(home, World(REVISED))

    assert [row["verdict"] for row in table(second) if row["month"] == LAST] == ["within its usual range"]
    assert table(second, "withdrawn") == [
        {
            "scheme": "street",
            "area": DISTRICT,
            "kind": "burglary",
            "month": LAST,
            "was_observed": 31,
            "now_observed": 19,
            "published_in": first.id,
            "withdrawn_in": second.id,
            "why": f"31 was published in build {first.id}; the month was published again and now has 19.",
        }
    ]


def test_a_rise_that_stands_is_not_withdrawn(home):
    build(home, World(RISEN))

    assert table(build(home, World(RISEN)), "withdrawn") == []


def test_what_was_withdrawn_stays_visible_with_the_build_that_took_it_back(home):
    first, second = build(home, World(RISEN)), build(home, World(REVISED))

    third = build(home, World(REVISED))

    assert [(row["published_in"], row["withdrawn_in"]) for row in table(third, "withdrawn")] == [(first.id, second.id)]


def test_a_rise_confirmed_again_is_withdrawn_no_longer(home):
    build(home, World(RISEN))
    build(home, World(REVISED))

    assert table(build(home, World(RISEN)), "withdrawn") == []


def test_a_rise_that_a_stricter_rate_does_not_confirm_says_that_the_count_is_the_same(home):
    first = build(home, World(RISEN))

    (gone,) = table(build(home, World(RISEN), false_discovery_rate=1e-9), "withdrawn")

    assert gone["why"] == (
        f"31 was published in build {first.id}; the count is the same, but what it is compared with has changed."
    )


def test_a_rise_whose_month_was_unloaded_says_that_it_is_gone(home):
    build(home, World(RISEN))

    (gone,) = table(build(home, World(RISEN, last=month("2021-11"))), "withdrawn")

    assert (gone["was_observed"], gone["now_observed"]) == (31, None)
    assert gone["why"].endswith("the month is no longer among the data.")


def test_a_small_area_whose_count_fell_to_nothing_now_has_none(home):
    code = small_area(1)
    build(home, World({(code, "burglary"): with_last(quiet(3), 25)}))

    (gone,) = table(build(home, World({(code, "burglary"): with_last(quiet(3), 0)})), "withdrawn")

    assert (gone["was_observed"], gone["now_observed"]) == (25, 0)


def test_a_rise_whose_month_is_no_longer_judged_again_is_not_withdrawn(home):
    counts = quiet(9)
    counts[-24] = 60
    code = small_area(1)
    made = build(home, World({(code, "burglary"): counts}))
    assert [row["month"] for row in table(made) if row["verdict"] == "rise"] == [month("2020-01")]

    later = build(home, World({(code, "burglary"): counts}), small_area_months=12)

    assert table(later, "withdrawn") == []


def test_rises_of_an_area_no_longer_known_are_not_spoken_of(home):
    build(home, World({(small_area(1), "burglary"): with_last(quiet(9), 60)}))

    assert table(build(home, World({(FORCE, "burglary"): quiet(90)})), "withdrawn") == []


def test_a_build_as_of_an_earlier_day_publishes_nothing_and_takes_nothing_back(home):
    build(home, World(RISEN))

    made = build(home, World(REVISED), as_of="2021-12")

    assert table(made, "withdrawn") == []
    assert made.id not in published.builds(home, "rises")
    assert table(build(home, World(RISEN)), "withdrawn") == []


def test_a_build_that_was_served_but_not_yet_published_is_caught_up_with(home):
    first = build(home, World(RISEN), publish=False)
    assert published.builds(home, "rises") == []

    second = build(home, World(REVISED))

    assert published.builds(home, "rises") == [first.id, second.id]
    assert [row["published_in"] for row in table(second, "withdrawn")] == [first.id]


def test_publishing_twice_changes_nothing(home):
    made = build(home, World(RISEN))
    before = published.read(home, "rises", made.id)

    actions.publish(home=home, build=made)

    assert published.read(home, "rises", made.id) == before


def test_an_unfinished_file_is_not_taken_for_a_build(home):
    made = build(home, World(RISEN))
    (home.published / "rises" / "20990101T000000Z-killed.new").write_bytes(b"PAR1")

    assert published.builds(home, "rises") == [made.id]


def test_withdrawn_rises_are_told_with_names_and_the_reason(home):
    first = build(home, World(RISEN))
    build(home, World(REVISED))

    (told,) = queries.withdrawn(home)

    assert (told["area_name"], told["kind_name"], told["month"]) == ("Canterbury", "Burglary", LAST)
    assert told["why"] == f"31 was published in build {first.id}; the month was published again and now has 19."
    assert queries.withdrawn(home, force="kent") == [told]
    assert queries.withdrawn(home, force="essex") == []
    reading.reader(home).close()
