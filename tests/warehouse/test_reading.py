"""A build made by another version of the software is never read as if it were ours."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings

from hueandcry.sources.actions import building
from hueandcry.warehouse import builds, reading
from hueandcry.warehouse.reading import BuiltOtherwise, NothingBuilt

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def build(home, *, minutes=0):
    now = NOW + timedelta(minutes=minutes)
    return builds.build(home=home, steps=building.steps(), checks=building.checks(), now=now, settings={})


def test_a_build_of_our_form_is_read(home):
    made = build(home)

    assert reading.reader(home).build == made
    assert reading.can_serve(home)


def test_nothing_can_be_served_before_the_first_build(home):
    with pytest.raises(NothingBuilt):
        reading.reader(home)
    assert not reading.can_serve(home)


def test_a_build_of_another_form_is_refused_with_the_remedy(home, monkeypatch):
    made = build(home)
    monkeypatch.setattr(builds, "FORM", builds.FORM + 1)

    with pytest.raises(BuiltOtherwise, match="Run `hueandcry build`"):
        reading.reader(home)

    assert not reading.can_serve(home)
    assert reading.reader_of(home, made.id) is None


def test_pages_say_that_there_are_no_figures_yet_and_machines_are_told_when_to_ask_again(home, monkeypatch):
    build(home)
    monkeypatch.setattr(builds, "FORM", builds.FORM + 1)

    with override_settings(HOME=home):
        page, feed = Client().get("/"), Client().get("/rises.json")

    assert (page.status_code, feed.status_code) == (503, 503)
    assert feed.json()["error"]["remedy"] == "Run `hueandcry build`: it makes a new one from all that is loaded."


def test_the_next_build_is_served_and_the_other_stays_unread(home, monkeypatch):
    build(home)
    monkeypatch.setattr(builds, "FORM", builds.FORM + 1)
    second = build(home, minutes=1)

    assert reading.reader(home).build == second
