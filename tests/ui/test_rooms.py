"""A room that the operator closes answers 404 at every address, and the others go on."""

import pytest
from django.test import Client, override_settings

from hueandcry.ui.rooms import closed_by


@pytest.mark.parametrize(
    ("kind", "asked", "closed"),
    [
        ("demo", None, set()),
        ("newsroom", None, set()),
        ("public_body", None, set()),
        ("police", None, {"claims"}),
        ("provider", None, {"claims", "editions"}),
        ("police", "", set()),
        ("demo", "claims, surveys,", {"claims", "surveys"}),
        ("anything else", None, set()),
    ],
)
def test_rooms_close_by_operator_unless_it_says_which(kind, asked, closed):
    assert closed_by(kind, asked) == closed


def statuses(paths: list[str]) -> list[int]:
    client = Client()
    return [client.get(path).status_code for path in paths]


@pytest.mark.parametrize("path", ["/privacy/", "/cy/privacy/", "/rises.csv"])
def test_every_address_of_a_closed_room_answers_404(home, path):
    with override_settings(HOME=home, ROOMS_CLOSED=frozenset()):
        before = statuses([path])
    with override_settings(HOME=home, ROOMS_CLOSED=frozenset({"web"})):
        after = statuses([path])

    assert before[0] in (200, 503)
    assert after == [404]


def test_other_rooms_stay_open(home):
    with override_settings(HOME=home, ROOMS_CLOSED=frozenset({"claims"})):
        assert statuses(["/privacy/"]) == [200]
