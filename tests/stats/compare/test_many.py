"""P-values of many comparisons."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from hueandcry.stats import compare

THEIRS = {"bh": "fdr_bh", "by": "fdr_by", "holm": "holm", "hochberg": "simes-hochberg", "bonferroni": "bonferroni"}
P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@pytest.mark.parametrize("method", THEIRS)
def test_adjusted_p_equals_statsmodels(method):
    p = np.round(np.random.default_rng(5).beta(0.5, 2, 200), 3)  # rounded: some are equal

    found = compare.adjusted_p(p, method=method)

    np.testing.assert_allclose(found, multipletests(p, method=THEIRS[method])[1], rtol=1e-12)


def test_benjamini_hochberg_of_their_own_example():
    """Benjamini & Hochberg 1995, section 3.3: four of fifteen at 0.05, where Bonferroni finds three."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]

    assert (compare.adjusted_p(p) <= 0.05).sum() == 4
    assert (compare.adjusted_p(p, method="bonferroni") <= 0.05).sum() == 3


def test_missing_test_is_not_in_the_family():
    found = compare.adjusted_p([0.01, np.nan, 0.04])

    assert found[[0, 2]].tolist() == [0.02, 0.04] and np.isnan(found[1])
    assert np.isnan(compare.adjusted_p([np.nan])).all()
    assert compare.adjusted_p([]).size == 0


@pytest.mark.parametrize(
    ("p", "options", "sentence"),
    [
        ([0.1, 1.2], {}, "found 1.2 at position 1; expected probabilities, 0 to 1"),
        ([-0.1], {}, "found -0.1 at position 0; expected 0 or more"),
        ([[0.1]], {}, "found shape (1, 1); expected one dimension, (units,)"),
        ([0.1], {"method": "fdr"}, "expected one of 'bh', 'by', 'holm', 'hochberg', 'bonferroni'"),
    ],
)
def test_what_cannot_be_used_is_told(p, options, sentence):
    with pytest.raises(compare.CompareInputError) as raised:
        compare.adjusted_p(p, **options)

    assert sentence in str(raised.value)


@settings(deadline=None)
@given(P_VALUES, st.sampled_from(list(THEIRS)))
def test_adjusting_never_lowers_nor_reorders(p, method):
    found = compare.adjusted_p(p, method=method)

    order = np.argsort(p, kind="stable")
    assert (found >= np.array(p) * (1 - 1e-12)).all() and (found <= 1).all()
    assert (np.diff(found[order]) >= 0).all()
