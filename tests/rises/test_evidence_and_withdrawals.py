"""Which rise comes first, and why one is taken back."""

import pytest

from hueandcry.rises.rules.evidence import strength
from hueandcry.rises.rules.withdrawals import why_withdrawn

RISE = {
    "q_value": 0.05,
    "p_value": 1e-4,
    "observed": 31,
    "upper_usual": 19.0,
    "scheme": "street",
    "area": "E",
    "kind": "b",
}


@pytest.mark.parametrize(
    "stronger",
    [
        {"q_value": 0.04, "p_value": 0.9, "observed": 20},
        {"p_value": 1e-5, "observed": 20},
        {"observed": 32},
        {"upper_usual": 18.0},
        {"scheme": "mps"},
        {"area": "D"},
        {"kind": "a"},
    ],
)
def test_strongest_is_by_q_then_p_then_size_then_code(stronger):
    assert strength(RISE | stronger) < strength(RISE)


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (31, 19, "31 was published in build b1; the month was published again and now has 19."),
        (1031, 1019, "1,031 was published in build b1; the month was published again and now has 1,019."),
        (31, 31, "31 was published in build b1; the count is the same, but what it is compared with has changed."),
        (31, None, "31 was published in build b1; the month is no longer among the data."),
        (31, 0, "31 was published in build b1; the month was published again and now has 0."),
    ],
)
def test_why_withdrawn_tells_what_was_said_and_what_is_known_now(was, now, words):
    assert why_withdrawn(was, now, "b1") == words


def test_why_withdrawn_is_said_in_the_language_asked_for():
    assert why_withdrawn(31, 19, "b1", say=lambda text: "%(published_in)s/%(was)s/%(now)s") == "b1/31/19"
