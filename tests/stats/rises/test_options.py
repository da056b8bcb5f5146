"""What `farrington` refuses, and how it says so."""

import numpy as np
import pytest

from hueandcry.errors import HueAndCryError
from hueandcry.stats import rises

COUNTS = np.ones((2, 80))


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("frequency", 4, "expected one of 12, 52"),
        ("threshold_method", "nbPlugin", "expected one of 'nb_plugin', 'delta', 'muan'"),
        ("power", "3/4", "expected one of '2/3', '1/2', 'none'"),
        ("b", 0, "expected a whole number, 1 or more"),
        ("b", 2.5, "expected a whole number, 1 or more"),
        ("w", -1, "expected a whole number, 0 or more"),
        ("w", 6, "expected 2 w + 1 periods within a year of 12"),
        ("no_periods", 11, "expected at most 10 blocks, since w = 1 leaves 9 periods of the year"),
        ("no_periods", 0, "expected a whole number, 1 or more"),
        ("past_not_included", -1, "expected a whole number, 0 or more"),
        ("alpha", 0.0, "expected a number above 0, at most 0.5"),
        ("alpha", 5, "expected a number above 0, at most 0.5"),
        ("p_threshold_trend", 1.5, "expected a number above 0, at most 1"),
        ("weights_threshold", 0.0, "expected a number above 0"),
        ("limit54", (5,), "expected (counts, periods), such as (5, 4)"),
        ("limit54", (5, 0), "expected (counts, periods), such as (5, 4)"),
    ],
)
def test_wrong_option_is_answered_with_the_right_ones(option, value, sentence):
    with pytest.raises(rises.RisesInputError) as raised:
        rises.farrington(COUNTS, at=[79], **{"frequency": 12, option: value})

    assert sentence in str(raised.value)
    assert f"farrington({option}=…): found {value!r}" in str(raised.value)


@pytest.mark.parametrize("w", range(6))
def test_every_number_of_blocks_that_fits_the_year_is_taken(w):
    for no_periods in range(1, 12 - (2 * w + 1) + 2):
        result = rises.farrington(np.full((1, 90), 7.0), at=[89], frequency=12, w=w, no_periods=no_periods)

        assert result.mu0[0, 0] == pytest.approx(7.0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"counts": np.ones(80)}, "found shape (80,); expected two dimensions, (series, times)"),
        ({"counts": np.array([["a"]])}, "expected numbers, NaN for no data"),
        ({"at": [80]}, "found 80; expected 0 to 79"),
        ({"at": [-1]}, "found -1; expected 0 to 79"),
        ({"at": [1.5]}, "expected 0-based time indices"),
        ({"dates": np.arange(5).astype("datetime64[D]")}, "found shape (5,); expected (80,)"),
        ({"dates": np.zeros(80).astype("datetime64[D]")}, "expected dates that always increase"),
        ({"population": np.ones((1, 80))}, "found (1, 80); expected the shape of counts, (2, 80)"),
    ],
)
def test_wrong_shape_is_told_precisely(arguments, sentence):
    arguments = {"counts": COUNTS, "at": [79], "frequency": 12} | arguments

    with pytest.raises(rises.RisesInputError) as raised:
        rises.farrington(arguments.pop("counts"), **arguments)

    assert sentence in str(raised.value)


@pytest.mark.parametrize("name", ["counts", "population"])
@pytest.mark.parametrize("value", [-1.0, np.inf, -np.inf])
def test_impossible_value_is_refused_with_its_place(name, value):
    arrays = {"counts": COUNTS.copy(), "population": COUNTS.copy()}
    arrays[name][1, 17] = value

    with pytest.raises(ValueError, match=rf"{name}.*found {value} in series 1 at time 17"):
        rises.farrington(arrays["counts"], population=arrays["population"], at=[79], frequency=12)


def test_refusal_belongs_to_the_errors_shown_to_people():
    assert issubclass(rises.RisesInputError, HueAndCryError)
    assert issubclass(rises.RisesInputError, ValueError)
