"""The 42 simulated worlds on which Noufaily et al. (2013, section 4.1 and table I) compared their method with the old
one.

624 weeks of negative-binomial counts with log mean theta + beta t + seasonal waves; the last 49 weeks are judged.
Past outbreaks stand in the five years before, one more may come in the judged weeks. The authors' account leaves
small things open; what we chose is said at `with_outbreaks`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["JUDGED", "SCENARIOS", "WEEKS", "Outbreaks", "Scenario", "mean_counts", "quiet_counts", "with_outbreaks"]

Floats = NDArray[np.float64]

WEEKS = 624
JUDGED = np.arange(575, 624)
_BASELINE = np.arange(312, 575)
_PAST_SIZES = (2, 3, 5, 10)
_LARGEST_SIZE = 10


@dataclass(frozen=True)
class Scenario:
    """log mean(t) = theta + beta t + sum over j <= waves of gamma1 cos(2 pi j t / 52) + gamma2 sin(2 pi j t / 52), t
    = 1 … 624.

    `dispersion` is variance / mean; 1 is Poisson.
    """

    number: int
    theta: float
    beta: float
    gamma1: float
    gamma2: float
    dispersion: float
    waves: int


# theta, beta where there is a trend, gamma1, gamma2 where there is a season, dispersion
_WORLDS = (
    (0.1, 0.0025, 0.6, 0.6, 1.5),
    (-2.0, 0.005, 0.1, 0.3, 2.0),
    (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0),
    (2.5, 0.001, 1.0, 0.1, 3.0),
    (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)


def _all() -> tuple[Scenario, ...]:
    found: list[Scenario] = []
    for theta, beta, gamma1, gamma2, dispersion in _WORLDS:
        for slope in (0.0, beta):
            for waves in (0, 1, 2):
                season = (gamma1, gamma2) if waves else (0.0, 0.0)
                found.append(Scenario(len(found) + 1, theta, slope, *season, dispersion, waves))
    return tuple(found)


SCENARIOS = _all()


def mean_counts(scenario: Scenario) -> Floats:
    """(624,) expected counts a week."""
    t = np.arange(1, WEEKS + 1)
    log_mean = scenario.theta + scenario.beta * t
    for j in range(1, scenario.waves + 1):
        angle = 2.0 * np.pi * j * t / 52.0
        log_mean = log_mean + scenario.gamma1 * np.cos(angle) + scenario.gamma2 * np.sin(angle)
    return np.exp(log_mean)


def quiet_counts(scenario: Scenario, n_series: int, rng: np.random.Generator) -> Floats:
    """(n_series, 624) counts in which nothing ever breaks out."""
    mean = np.broadcast_to(mean_counts(scenario), (n_series, WEEKS))
    excess = scenario.dispersion - 1.0
    if excess == 0.0:
        return rng.poisson(mean).astype(np.float64)
    return rng.negative_binomial(mean / excess, 1.0 / scenario.dispersion).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Outbreaks:
    """`counts` (series, 624) with outbreaks; `breaking` where cases of the judged weeks' outbreak fell; its `size`
    (series,)."""

    counts: Floats
    breaking: NDArray[np.bool_]
    size: NDArray[np.int64]


def with_outbreaks(scenario: Scenario, quiet: Floats, rng: np.random.Generator) -> Outbreaks:
    """Add four outbreaks to the baseline years and one to the judged weeks of every series.

    An outbreak of size k starting in week s has Poisson(k x standard deviation of that week's count) cases, each in
    week s + floor(L), log L normal with mean 0 and standard deviation 0.5. The past ones have k = 2, 3, 5 and 10, the
    one to be found k drawn evenly from 1 to 10; starts are drawn evenly. (The sizes of the past ones and the rounding
    are our reading; with them the method shows the reference's rates.)
    """
    mean = mean_counts(scenario)
    counts, breaking = quiet.copy(), np.zeros(quiet.shape, dtype=bool)
    size = np.asarray(rng.integers(1, _LARGEST_SIZE + 1, quiet.shape[0]), dtype=np.int64)
    for row, k in enumerate(size):
        for past in _PAST_SIZES:
            np.add.at(counts[row], _weeks(rng.choice(_BASELINE), past, mean, scenario.dispersion, rng), 1.0)
        weeks = _weeks(rng.choice(JUDGED), int(k), mean, scenario.dispersion, rng)
        np.add.at(counts[row], weeks, 1.0)
        breaking[row, weeks] = True
    return Outbreaks(counts, breaking, size)


def _weeks(start: int, k: int, mean: Floats, dispersion: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """The week of each case of one outbreak, as far as it falls within the series."""
    cases = rng.poisson(k * np.sqrt(dispersion * mean[start]))
    weeks = start + np.floor(rng.lognormal(0.0, 0.5, cases)).astype(np.int64)
    return weeks[weeks < WEEKS]
