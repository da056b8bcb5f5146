"""Errors of calibrated waves: the short way by covariances equals forming every residual."""

import numpy as np
import pytest

from hueandcry.stats import surveys
from hueandcry.stats.surveys import residuals, variance
from hueandcry.stats.surveys.selection import all_answered, select
from hueandcry.stats.surveys.variance import cells_of
from stats.surveys.samples import sample

GIVEN = sample(seed=4, n=900)
AGES = {"16-24": 14_000, "25-44": 31_000, "45-64": 29_000, "65+": 21_000}
SEXES = {"F": 49_000, "M": 46_000}
MARGINS = (surveys.Margin(GIVEN.age, AGES, "age"), surveys.Margin(GIVEN.sex, SEXES, "sex"))
TWO_STAGES = {"population": np.full(900, 30.0), "second_population": np.full(900, 200.0)}


def lonely_strata():
    """Strata of which four have a single cluster."""
    return np.where(np.isin(GIVEN.strata, [f"stratum {i}" for i in range(4)]), 0, GIVEN.clusters)


DESIGNS = {
    "one stage": GIVEN.design(),
    "no clusters": GIVEN.design(clusters=None),
    "no strata": GIVEN.design(strata=None),
    "two stages": GIVEN.design(**TWO_STAGES),
    **{f"lonely, {choice}": GIVEN.design(clusters=lonely_strata(), lonely=choice)
       for choice in ("adjust", "remove", "certainty", "average", "uncentred")},
    "two stages, lonely": GIVEN.design(clusters=lonely_strata(), **TWO_STAGES),
}  # fmt: skip
FITTED = {
    "raked": lambda design: surveys.rake(design, MARGINS),
    "regression": lambda design: surveys.calibrate(
        design, [MARGINS[0], surveys.Quantity(GIVEN.incidents, 50_000, "incidents")]
    ),
}


def both_ways(design, values, domains):
    """Return the variances of a total by covariances, where they cancel, and by forming residuals."""
    selection = select(design, domains, all_answered(values[:, None]))
    weighted = selection.weight * selection.known(values)
    short, cancels = design.residuals.variances(selection, cells_of(design, selection), weighted)
    every = np.ones(selection.number, dtype=bool)
    return short, cancels, variance._of_residuals(design, selection, weighted, every)


@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("fitted", FITTED)
@pytest.mark.parametrize("design", DESIGNS)
def test_covariances_give_the_variance_of_residuals(monkeypatch, design, fitted, sparse):
    if sparse:
        monkeypatch.setattr(residuals, "_DENSE", 0)
    calibrated = FITTED[fitted](DESIGNS[design])
    values = np.where(np.arange(900) % 17 == 0, np.nan, GIVEN.victim + GIVEN.incidents)

    for domains in (None, surveys.domains(GIVEN.strata, GIVEN.sex), surveys.only(GIVEN.age == "65+")):
        short, cancels, formed = both_ways(calibrated, values, domains)

        assert not cancels.any()
        np.testing.assert_allclose(short, formed, rtol=1e-9)


def test_what_is_known_is_formed_from_residuals_and_has_no_error():
    raked = surveys.rake(GIVEN.design(), MARGINS)

    _, cancels, formed = both_ways(raked, np.ones(900), surveys.domains(GIVEN.age))

    assert cancels.tolist() == [True] * 4
    np.testing.assert_allclose(formed, 0, atol=1e-10)


def test_what_is_nearly_known_keeps_its_error():
    raked = surveys.rake(GIVEN.design(), MARGINS)
    nearly = np.where(np.arange(900) == 7, 1.0001, 1.0)

    found = surveys.totals(raked, nearly, domains=surveys.domains(GIVEN.age))

    selection = select(raked, surveys.domains(GIVEN.age), np.ones(900, dtype=bool))
    formed = variance._of_residuals(
        raked, selection, selection.weight * selection.known(nearly), np.ones(4, dtype=bool)
    )
    np.testing.assert_allclose(found.se, np.sqrt(formed), rtol=1e-12)


def test_domain_without_respondents_has_no_variance():
    raked = surveys.rake(GIVEN.design(), MARGINS)
    nobody = surveys.Domains(np.where(GIVEN.sex == "F", 1, -1), ("nobody", "women"))

    found = surveys.means(raked, GIVEN.victim, domains=nobody)

    assert np.isnan(found.se).tolist() == [True, False]
