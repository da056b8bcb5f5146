"""Small samples and invented populations for the tests."""

from dataclasses import dataclass

import numpy as np

from hueandcry.stats import surveys

# A two-stage sample with the answers R's survey gives for it, asked and answered on the R-help list by M. Hempelmann
# on 7 July 2006: 3 of 23 clusters, then some of 100, 50 and 75 units.
HEMPELMANN = {
    "answers": np.array([23, 33, 77, 25, 35, 74, 27, 37, 72], float),
    "clusters": [1, 1, 1, 1, 2, 2, 2, 3, 3],
    "second_units": [1, 2, 3, 4, 1, 2, 3, 1, 2],
    "population": [23] * 9,
    "second_population": np.array([100] * 4 + [50] * 3 + [75] * 2),
    "weights": 23 / 3 * np.array([25.0] * 4 + [50 / 3] * 3 + [37.5] * 2),
    "mean": (45.796, 5.5483),
    "total": (78999, 13643),
}


def hempelmann() -> surveys.Design:
    names = ("clusters", "second_units", "population", "second_population")
    return surveys.Design(HEMPELMANN["weights"], **{name: HEMPELMANN[name] for name in names})


@dataclass(frozen=True)
class Sample:
    """Respondents in random order."""

    strata: np.ndarray
    clusters: np.ndarray
    weights: np.ndarray
    age: np.ndarray
    sex: np.ndarray
    victim: np.ndarray
    incidents: np.ndarray

    def design(self, **changes: object) -> surveys.Design:
        parts = {"weights": self.weights, "strata": self.strata, "clusters": self.clusters, "lonely": "adjust"}
        return surveys.Design(**(parts | changes))


def sample(seed: int = 1, n: int = 600) -> Sample:
    """Ten strata of about ten clusters each; victims cluster."""
    rng = np.random.default_rng(seed)
    strata = rng.integers(0, 10, n)
    clusters = rng.integers(0, 10, n)
    risk = rng.beta(3, 9, (10, 10))[strata, clusters]
    victim = (rng.random(n) < risk).astype(float)
    return Sample(
        strata=np.array([f"stratum {s}" for s in strata]),
        clusters=clusters,
        weights=rng.gamma(4.0, 25.0, n) + 10,
        age=np.array(["16-24", "25-44", "45-64", "65+"])[rng.integers(0, 4, n)],
        sex=np.array(["F", "M"])[rng.integers(0, 2, n)],
        victim=victim,
        incidents=victim * (1 + rng.poisson(0.6, n)),
    )
