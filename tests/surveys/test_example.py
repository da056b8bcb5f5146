"""The invented waves show what is planted in them, by the means that a real wave would be judged by."""

import pytest

from hueandcry.sources.actions import load_example
from hueandcry.surveys import actions, queries
from hueandcry.surveys.embedded import county
from hueandcry.warehouse import builds, frozen, reading
from hueandcry.warehouse.home import Home
from surveys.waves import LATER, NOW, built


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("example")).make()
    load_example(home=home, now=NOW)
    actions.publish_example(home=home, now=NOW)
    return built(home)


@pytest.fixture
def read(home):
    return reading.Reader(builds.current(home))


def test_public_wave_pair_and_one_business_wave(read):
    assert [(one.survey, one.wave) for one in queries.waves(read)] == [
        ("exampleshire-business", "2026"), ("exampleshire-public", "2026"), ("exampleshire-public", "2025")
    ]  # fmt: skip


def test_all_of_it_says_that_it_is_invented(read):
    assert {wave.invented for wave in queries.waves(read)} == {True}
    assert {one.invented for one in queries.estimates(read)} == {True}
    assert {wave.about["run_by"] for wave in queries.waves(read)} == {"Nobody: the wave is invented"}


def test_fraud_rose_and_computer_misuse_did_not(read):
    found = {one.estimate: one for one in queries.changes(read, survey="exampleshire-public", split="")}

    assert (found["victim-fraud"].more_than_chance, found["victim-fraud"].difference > 0.03) == (True, True)
    assert found["victim-computer-misuse"].more_than_chance is False


def test_young_people_are_threatened_more_often(read):
    found = queries.groups(read, survey="exampleshire-public", estimate="victim-threats-online", split="age")

    assert [(one.wave, one.verdict) for one in found if one.domain == "16-24"] == [("2025", "more"), ("2026", "more")]


def test_businesses_that_sell_things_meet_fraud_more_often(read):
    found = queries.groups(read, survey="exampleshire-business", estimate="victim-fraud", split="sector")

    assert {one.domain for one in found if one.verdict == "more"} == {"selling"}


def test_estimates_by_district_have_the_names_of_the_build(read):
    found = {one.domain for one in queries.estimates(read, estimate="victim-fraud", split="district")}

    assert {str(name) for name in queries.area_names(read, sorted(found)).values()} == set(county.DISTRICTS)


def test_published_again_nothing_changes(home):
    before = {one.slug: one.number for one in frozen.every(home, "survey")}

    actions.publish_example(home=home, now=LATER)

    assert {one.slug: one.number for one in frozen.every(home, "survey")} == before


def test_changed_recipe_is_a_correction(tmp_path, monkeypatch):
    home = Home(tmp_path).make()
    monkeypatch.setattr(county, "A_POINT", 5)
    actions.publish_example(home=home, now=NOW)
    monkeypatch.setattr(county, "A_POINT", 6)

    made = actions.publish_example(home=home, now=LATER)

    assert [(one.slug, one.number, one.note) for one in made] == [
        ("exampleshire-public.2025", 2, "The recipe of the example has changed."),
        ("exampleshire-public.2026", 2, "The recipe of the example has changed."),
        ("exampleshire-business.2026", 1, ""),
    ]


def test_recipe_always_makes_the_same_files():
    one, two = ([(wave.name, wave.files) for wave in county.waves()] for _ in range(2))

    assert one == two
