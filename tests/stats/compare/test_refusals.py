"""What the interval functions refuse, and how they say so."""
# ruff: noqa: E501 - one case, one line

import numpy as np
import pytest

from hueandcry.errors import HueAndCryError
from hueandcry.stats import compare


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: compare.poisson_interval([3, -1]), "poisson_interval(count=…): found -1 at position 1; expected 0 or more"),
        (lambda: compare.poisson_interval([-1, -2, 3]), "found -1 at position 0 and 1 more"),
        (lambda: compare.poisson_interval([[1, 2], [np.inf, 2]]), "found inf at position (1, 0); expected finite numbers"),
        (lambda: compare.poisson_interval(-4), "poisson_interval(count=…): found -4; expected 0 or more"),
        (lambda: compare.poisson_interval("many"), "expected numbers, NaN for missing"),
        (lambda: compare.poisson_interval([1, None]), "found type object; expected numbers, NaN for missing"),
        (lambda: compare.poisson_interval(3, level=95), "found 95; expected a number above 0 and below 1. Write 95 % as 0.95."),
        (lambda: compare.poisson_interval(3, level=1), "expected a number above 0 and below 1"),
        (lambda: compare.poisson_interval(3, level=np.nan), "found nan; expected a number above 0 and below 1"),
        (lambda: compare.poisson_interval(3, method="wald"), "found 'wald'; expected one of 'exact', 'byar'. Choose one"),
        (lambda: compare.poisson_interval(3).scaled(0), "scaled(by=…): found 0; expected numbers above 0"),
        (lambda: compare.rate_interval(3, 0), "rate_interval(base=…): found 0; expected a base above 0 wherever count is"),
        (lambda: compare.rate_interval([1, 2], [1, 2, 3]), "rate_interval(count, base=…): found shapes (2,) and (3,)"),
        (lambda: compare.rate_interval(1, 2, method="wilson"), "rate_interval(method=…): found 'wilson'"),
        (lambda: compare.proportion_interval(3, 2), "found 3; expected at most whole, of which it is a part. For a ratio"),
        (lambda: compare.proportion_interval([0, 1], 0), "proportion_interval(part=…): found 1 at position 1"),
        (lambda: compare.proportion_interval(1, 2, method="byar"), "expected one of 'wilson', 'exact'"),
        (lambda: compare.proportion_difference(1, 2, 3, 2), "proportion_difference(other_part=…): found 3"),
        (lambda: compare.direct_rate([1, 2], [5, 6], [1]), "found shape (1,); expected (2,), one for each stratum of count"),
        (lambda: compare.direct_rate([1, 2], [5, 6], [0, 0]), "found 0 people in all; expected people"),
        (lambda: compare.direct_rate([1, 2], [5, 0], [1, 1]), "direct_rate(population=…): found 0 at position 1"),
        (lambda: compare.direct_rate([1], [5], [1], method="byar"), "one of 'dobson_byar', 'dobson_exact', 'fay_feuer'"),
        (lambda: compare.indirect_ratio(2, 0), "indirect_ratio(expected=…): found 0; expected a base above 0"),
        (lambda: compare.expected_counts([1, -2], [1, 1]), "expected_counts(population=…): found -2 at position 1"),
        (lambda: compare.reference_rates([[1]], [[0]]), "reference_rates(population=…): found 0 at position (0, 0)"),
        (lambda: compare.ratio_interval(1, 2, numerator_se=-1), "ratio_interval(numerator_se=…): found -1"),
        (
            lambda: compare.ratio_interval(1, 2, numerator_se=1, denominator_se=1, covariance=2),
            "found 2; expected a covariance within numerator_se x denominator_se. Give the covariance, not the correlation.",
        ),
        (lambda: compare.ratio_interval(1, 2, method="delta"), "found 'delta'; expected one of 'log', 'fieller'"),
        (lambda: compare.rate_ratio(1, 1, 1, 0), "rate_ratio(other_base=…): found 0"),
        (lambda: compare.exact_ratio_limit(3, 0.0), "exact_ratio_limit(p=…): found 0; expected above 0 and below 1"),
        (lambda: compare.exact_proportion_limit(3, 1.5, 0.1), "exact_proportion_limit(target=…): found 1.5"),
        (lambda: compare.exact_proportion_limit(3.5, 0.5, 0.1), "found 3.5; expected whole numbers"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_precisely(call, sentence):
    with pytest.raises(compare.CompareInputError) as raised:
        call()

    assert sentence in str(raised.value)


def test_refusal_belongs_to_the_errors_shown_to_people():
    assert issubclass(compare.CompareInputError, HueAndCryError)
    assert issubclass(compare.CompareInputError, ValueError)


def test_arrays_are_never_changed_in_place():
    count, base = np.array([0.0, 5.0, np.nan, 9.0]), np.array([0.0, 10.0, 10.0, 20.0])
    before = count.copy(), base.copy()

    compare.poisson_interval(count)
    compare.rate_interval(count, base)
    compare.proportion_interval(count, base)
    compare.shrink_rates(count, base)
    compare.shrink_proportions(count, base)
    compare.funnel(count, base, kind="proportion").limits()
    compare.winsorised(count)
    compare.truncated(count)
    compare.random_effects(count, base + 1)
    compare.reporting(count, base, estimated_se=1)
    compare.adjusted_p(count / 10)

    np.testing.assert_array_equal(count, before[0])
    np.testing.assert_array_equal(base, before[1])
