"""What must hold for any sample whatever."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hueandcry.stats import surveys

some = settings(max_examples=60, deadline=None)


@st.composite
def samples(draw):
    """A few dozen respondents of a few strata, clusters and domains, some answers missing."""
    n = draw(st.integers(6, 60))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    strata = rng.integers(0, draw(st.integers(1, 5)), n)
    clusters = rng.integers(0, draw(st.integers(1, 12)), n)
    weights = rng.choice([0.5, 1, 2, 3.7, 1000], n)
    yes = (rng.random(n) < draw(st.floats(0, 1))).astype(float)
    counts = yes * rng.integers(1, 40, n)
    domain = rng.integers(0, draw(st.integers(1, 7)), n)
    stages = draw(st.booleans())
    sizes = {"population": 12 + strata, "second_population": np.full(n, n)} if stages else {}
    lonely = draw(st.sampled_from(["adjust", "remove", "certainty", "uncentred"]))
    missing = rng.random(n) < draw(st.sampled_from([0, 0.3]))
    return {
        "design": {"weights": weights, "strata": strata, "clusters": clusters, "lonely": lonely, **sizes},
        "yes": np.where(missing, np.nan, yes),
        "counts": np.where(missing, np.nan, counts),
        "domain": domain,
    }


def _design(s, **changes):
    return surveys.Design(**(s["design"] | changes))


@some
@given(samples())
def test_totals_of_a_partition_add_up(s):
    design = _design(s)

    whole = surveys.totals(design, s["counts"])
    parts = surveys.totals(design, s["counts"], domains=surveys.domains(s["domain"]))

    assert np.nansum(parts.value) == pytest.approx(np.nan_to_num(whole.value))
    assert parts.base.sum() == whole.base
    assert parts.weighted_base.sum() == pytest.approx(whole.weighted_base)
    assert (parts.degrees <= whole.degrees).all()


@some
@given(samples())
def test_means_of_a_partition_average_to_the_whole(s):
    whole = surveys.means(_design(s), s["counts"])
    parts = surveys.means(_design(s), s["counts"], domains=surveys.domains(s["domain"]))

    average = np.nansum(parts.value * parts.weighted_base) / max(parts.weighted_base.sum(), 1e-300)
    assert average == pytest.approx(np.nan_to_num(whole.value))


@some
@given(samples(), st.integers(0, 2**32 - 1))
def test_order_of_respondents_does_not_matter(s, seed):
    order = np.random.default_rng(seed).permutation(s["yes"].size)
    moved = {k: v[order] if isinstance(v, np.ndarray) else v for k, v in s["design"].items()}
    domains = surveys.domains(s["domain"])

    one = surveys.proportions(_design(s), s["yes"], domains=domains)
    two = surveys.proportions(
        surveys.Design(**moved), s["yes"][order], domains=surveys.Domains(domains.codes[order], domains.labels)
    )

    for name in ("value", "se", "lower", "upper", "degrees", "base"):
        np.testing.assert_allclose(getattr(one, name), getattr(two, name), rtol=1e-9, atol=1e-12)


@some
@given(samples(), st.floats(1e-6, 1e6))
def test_unit_of_the_weights_matters_to_totals_alone(s, unit):
    one, two = _design(s), _design(s, weights=s["design"]["weights"] * unit)

    means = [surveys.means(d, s["counts"]) for d in (one, two)]
    totals = [surveys.totals(d, s["counts"]) for d in (one, two)]

    np.testing.assert_allclose(means[0].value, means[1].value, rtol=1e-9)
    np.testing.assert_allclose(means[0].se, means[1].se, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(totals[0].value * unit, totals[1].value, rtol=1e-9)
    np.testing.assert_allclose(totals[0].se * unit, totals[1].se, rtol=1e-7, atol=1e-9 * unit)


@some
@given(samples(), st.floats(-1e3, 1e3), st.floats(-100, 100))
def test_mean_moves_with_shift_and_scale(s, scale, shift):
    one, two = surveys.means(_design(s), s["counts"]), surveys.means(_design(s), scale * s["counts"] + shift)

    np.testing.assert_allclose(two.value, scale * one.value + shift, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(two.se, abs(scale) * one.se, rtol=1e-6, atol=1e-6)


@some
@given(samples())
def test_names_of_strata_clusters_and_domains_do_not_matter(s):
    named = {
        "strata": np.char.add("stratum ", s["design"]["strata"].astype(str)),
        "clusters": np.char.add("cluster ", (90 - s["design"]["clusters"]).astype(str)),
    }

    one = surveys.means(_design(s), s["yes"], domains=surveys.domains(s["domain"]))
    two = surveys.means(_design(s, **named), s["yes"], domains=surveys.domains(s["domain"].astype(str)))

    np.testing.assert_allclose(one.se, two.se, rtol=1e-9, atol=1e-12)


@some
@given(samples(), st.sampled_from(["logit", "likelihood", "asin", "beta"]), st.floats(0.5, 0.999))
def test_intervals_hold_the_share_and_stay_in_range(s, method, level):
    found = surveys.proportions(_design(s), s["yes"], domains=surveys.domains(s["domain"]), method=method, level=level)

    known = ~np.isnan(found.lower)
    tiny = 1e-9
    assert (found.lower[known] >= 0).all() and (found.upper[known] <= 1).all()
    assert (found.lower[known] <= found.value[known] + tiny).all()
    assert (found.upper[known] >= found.value[known] - tiny).all()


@some
@given(samples())
def test_wider_confidence_is_a_wider_interval(s):
    narrow, wide = (surveys.proportions(_design(s), s["yes"], level=level) for level in (0.8, 0.99))

    assert not narrow.lower < wide.lower
    assert not narrow.upper > wide.upper


@some
@given(samples())
def test_errors_are_never_negative_and_nan_only_where_nobody_answered(s):
    found = surveys.means(_design(s), s["counts"], domains=surveys.domains(s["domain"]))

    assert (np.isnan(found.se) == (found.base == 0)).all()
    assert (found.se[found.base > 0] >= 0).all()


@some
@given(samples())
def test_contrast_of_a_domain_with_nothing_is_its_mean(s):
    domains = surveys.domains(s["domain"])
    means = surveys.means(_design(s), s["yes"], domains=domains)

    factors = np.zeros(domains.number)
    factors[0] = 1
    found = surveys.contrasts(_design(s), s["yes"], factors, domains=domains)

    np.testing.assert_allclose([found.value, found.se], [means.value[0], means.se[0]], rtol=1e-9, atol=1e-12)


@some
@given(samples())
def test_post_stratifying_makes_the_population_known(s):
    labels = np.unique(s["domain"])
    margin = surveys.Margin(s["domain"], {int(label): 100.0 + 10 * int(label) for label in labels})

    fitted = surveys.rake(_design(s), [margin])
    found = surveys.totals(fitted, np.ones(s["yes"].size))

    assert found.value == pytest.approx(sum(margin.targets.values()))
    assert found.se == pytest.approx(0, abs=1e-6 * float(found.value))
