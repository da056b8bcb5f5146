import doctest

import pytest

from hueandcry.sources.feeds import numbers, periods
from hueandcry.sources.feeds.numbers import NotANumberError, number, whole


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("7", 7),
        ("1,954", 1954),
        ("1,234,567", 1234567),
        ("12 345", 12345),
        ("12\u00a0345", 12345),
        ("  7 \t", 7),
        ("-31", -31),
        ("\u221231", -31),
        ("+4", 4),
        ("5257081.0", 5257081),
        ("", None),
        ("  ", None),
    ],
)
def test_whole_reads_published_numbers(written, read):
    assert whole(written) == read


@pytest.mark.parametrize(
    "written", ["1,95", "1,9545", "12,34,567", "1 23", "<5", "*", "n/a", "12a", "1.5", "--3", "1,234 567"]
)
def test_whole_refuses_what_is_not_a_whole_number(written):
    with pytest.raises(NotANumberError):
        whole(written)


@pytest.mark.parametrize(
    ("written", "read"), [("89.5", 89.5), ("1,234.5", 1234.5), ("1e3", 1000.0), ("-0.5", -0.5), (" ", None)]
)
def test_number_reads_fractions(written, read):
    assert number(written) == read


@pytest.mark.parametrize("module", [numbers, periods])
def test_examples_in_the_text_hold(module):
    assert doctest.testmod(module).failed == 0
