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
    "written",
    [
        *("1,95", "1,9545", "12,34,567", "1 23", "<5", "*", "n/a", "12a", "1.5", "--3", "1,234 567"),
        *("٣٤", "１２", "²", "1_000", "0x10", "nan", "inf", "=1+1", "1\0002"),
        *("1e400", "9" * 25, "9" * 5_000, "-1000000000000001"),
    ],
)
def test_whole_refuses_what_is_not_a_whole_number(written):
    with pytest.raises(NotANumberError):
        whole(written)


@pytest.mark.parametrize(
    ("written", "read"), [("89.5", 89.5), ("1,234.5", 1234.5), ("1e3", 1000.0), ("-0.5", -0.5), (" ", None)]
)
def test_number_reads_fractions(written, read):
    assert number(written) == read


@pytest.mark.parametrize("written", ["1e400", "-1e16", "9" * 5_000, "nan", "inf"])
def test_number_refuses_what_no_table_could_hold(written):
    with pytest.raises(NotANumberError):
        number(written)


def test_what_is_refused_is_shown_in_short():
    with pytest.raises(NotANumberError, match=f"^'{'x' * 60}…' is not a number$"):
        number("x" * 100_000)


@pytest.mark.parametrize("module", [numbers, periods])
def test_examples_in_the_text_hold(module):
    assert doctest.testmod(module).failed == 0
