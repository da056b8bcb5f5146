"""Categories: theirs, and what stands behind each here."""

from datetime import date

import pytest

from hueandcry.offences.queries import street_kinds
from hueandcry.web.api.rules.categories import categories, category_of, kinds_of
from hueandcry.web.api.rules.errors import Unknown

# As data.police.uk answers to crime-categories, in its order.
THEIRS = [
    {"url": "all-crime", "name": "All crime"},
    {"url": "anti-social-behaviour", "name": "Anti-social behaviour"},
    {"url": "bicycle-theft", "name": "Bicycle theft"},
    {"url": "burglary", "name": "Burglary"},
    {"url": "criminal-damage-arson", "name": "Criminal damage and arson"},
    {"url": "drugs", "name": "Drugs"},
    {"url": "other-theft", "name": "Other theft"},
    {"url": "possession-of-weapons", "name": "Possession of weapons"},
    {"url": "public-order", "name": "Public order"},
    {"url": "robbery", "name": "Robbery"},
    {"url": "shoplifting", "name": "Shoplifting"},
    {"url": "theft-from-the-person", "name": "Theft from the person"},
    {"url": "vehicle-crime", "name": "Vehicle crime"},
    {"url": "violent-crime", "name": "Violence and sexual offences"},
    {"url": "other-crime", "name": "Other crime"},
]


def test_categories_are_theirs_in_their_order():
    assert categories(street_kinds(), None) == THEIRS


def test_categories_of_an_early_month_bear_the_names_of_then():
    names = {one["url"]: one["name"] for one in categories(street_kinds(), date(2012, 5, 1))}

    assert names["violent-crime"] == "Violent crime"
    assert names["public-disorder-weapons"] == "Public disorder and weapons"


@pytest.mark.parametrize(("month", "named"), [(date(2013, 4, 1), True), (date(2013, 5, 1), False)])
def test_categories_given_up_are_listed_to_their_last_month(month, named):
    assert ("public-disorder-weapons" in {one["url"] for one in categories(street_kinds(), month)}) is named


@pytest.mark.parametrize(
    ("category", "kinds"),
    [
        ("all-crime", None),
        ("burglary", ["burglary"]),
        ("violent-crime", ["violent-crime", "violent-crime-2013"]),
        ("public-disorder-weapons", ["public-disorder-weapons"]),
    ],
)
def test_category_stands_for_kinds(category, kinds):
    assert kinds_of(category, street_kinds()) == kinds


@pytest.mark.parametrize("category", ["burglery", "", "Burglary", "violent-crime-2013", "' OR 1=1 --"])
def test_category_that_is_unknown_is_not_taken_for_all_crime(category):
    with pytest.raises(Unknown) as refused:
        kinds_of(category, street_kinds())

    assert refused.value.status == 404


def test_every_kind_comes_back_under_a_category_that_can_be_asked_for():
    for kind in street_kinds():
        assert kind.code in (kinds_of(category_of(kind.code), street_kinds()) or [])
