"""Estimates and errors against what is known: textbooks, every possible sample, invented populations."""

from itertools import combinations, product

import numpy as np
import pytest

from hueandcry.stats import surveys
from hueandcry.stats.surveys.selection import select
from hueandcry.stats.surveys.variance import cells_of, dense_variances, variances
from stats.surveys.samples import HEMPELMANN, hempelmann, sample


def test_two_stage_example_of_the_r_help_list():
    design, answers = hempelmann(), HEMPELMANN["answers"]

    mean, total = surveys.means(design, answers), surveys.totals(design, answers)

    assert (round(float(mean.value), 3), round(float(mean.se), 4)) == HEMPELMANN["mean"]
    assert (round(float(total.value)), round(float(total.se))) == HEMPELMANN["total"]
    assert mean.degrees == 2


def test_two_stage_variance_is_the_textbook_sum():
    # Cochran 1977, chapter 11, written out for each cluster.
    design, y, sizes = hempelmann(), HEMPELMANN["answers"], np.array([100, 50, 75])
    parts = [y[:4], y[4:7], y[7:]]
    totals = [size * part.mean() for size, part in zip(sizes, parts, strict=True)]
    between = 23**2 * (1 - 3 / 23) * np.var(totals, ddof=1) / 3
    within = (
        23
        / 3
        * sum(
            size**2 * (1 - part.size / size) * part.var(ddof=1) / part.size
            for size, part in zip(sizes, parts, strict=True)
        )
    )

    found = surveys.totals(design, y)

    assert found.se**2 == pytest.approx(between + within, rel=1e-12)


def test_variance_of_a_total_is_unbiased_over_every_two_stage_sample():
    # Two strata; of each, 2 of 3 clusters; of each cluster, 2 of its 2 to 4 people.
    rng = np.random.default_rng(5)
    population = [[rng.normal(10, 4, size) for size in sizes] for sizes in ((2, 3, 4), (3, 2, 3))]
    truth = sum(cluster.sum() for stratum in population for cluster in stratum)
    values, variances_found = [], []
    for drawn in product(*(_two_stage_samples(stratum) for stratum in population)):
        found = _total(drawn)
        values.append(float(found.value))
        variances_found.append(float(found.se) ** 2)

    # Every sample of a stratum's clusters and people is equally likely within its choice of clusters.
    weights = np.array([a[0] * b[0] for a, b in product(*(_two_stage_samples(stratum) for stratum in population))])
    mean = np.average(values, weights=weights)
    assert mean == pytest.approx(truth, rel=1e-12)
    assert np.average(variances_found, weights=weights) == pytest.approx(
        np.average((np.array(values) - mean) ** 2, weights=weights), rel=1e-10
    )


def _two_stage_samples(stratum):
    """(chance, rows) of each sample; rows are (cluster, person, weight, clusters, people, value)."""
    for pair in combinations(range(len(stratum)), 2):
        choices = [list(combinations(range(stratum[c].size), 2)) for c in pair]
        for people in product(*choices):
            rows = [
                (c, i, 3 / 2 * stratum[c].size / 2, 3, stratum[c].size, stratum[c][i])
                for c, chosen in zip(pair, people, strict=True)
                for i in chosen
            ]
            yield 1 / np.prod([len(choice) for choice in choices]), rows


def _total(drawn):
    rows = [(number, *row) for number, (_, rows) in enumerate(drawn) for row in rows]
    strata, clusters, people, weights, n_clusters, n_people, values = map(np.array, zip(*rows, strict=True))
    design = surveys.Design(
        weights, strata=strata, clusters=clusters, second_units=people,
        population=n_clusters, second_population=n_people,
    )  # fmt: skip
    return surveys.totals(design, values)


def test_stratified_mean_is_the_textbook_formula():
    # Cochran 1977, section 5.4.
    rng = np.random.default_rng(2)
    sizes, drawn = np.array([400, 250, 90]), np.array([12, 9, 5])
    strata = np.repeat([0, 1, 2], drawn)
    y = rng.normal(20, 5, strata.size) + 4 * strata
    design = surveys.Design((sizes / drawn)[strata], strata=strata, population=sizes[strata])
    parts = [y[strata == h] for h in range(3)]
    shares = sizes / sizes.sum()
    variance = sum(
        share**2 * (1 - part.size / size) * part.var(ddof=1) / part.size
        for share, size, part in zip(shares, sizes, parts, strict=True)
    )

    found = surveys.means(design, y)

    assert found.value == pytest.approx(sum(s * p.mean() for s, p in zip(shares, parts, strict=True)), rel=1e-13)
    assert found.se**2 == pytest.approx(variance, rel=1e-12)
    assert found.degrees == 23


@pytest.mark.parametrize("choice", ["certainty", "remove", "adjust", "average", "uncentred"])
def test_lonely_psu_counts_as_chosen(choice):
    weights, y = np.array([2.0, 3, 4, 1, 5, 6]), np.array([1.0, 0, 2, 1, 3, 5])
    z = weights * y
    within = 2 * ((z[0] - z[:2].mean()) ** 2 + (z[1] - z[:2].mean()) ** 2) / 1
    within += 3 / 2 * ((z[2:5] - z[2:5].mean()) ** 2).sum()
    by_hand = {
        "certainty": within,
        "remove": within,
        "adjust": within + (z[5] - z.mean()) ** 2,
        "average": within * 3 / 2,
        "uncentred": within + z[5] ** 2,
    }

    found = surveys.totals(surveys.Design(weights, strata=list("aabbbc"), lonely=choice), y)

    assert found.se**2 == pytest.approx(by_hand[choice], rel=1e-13)


def test_average_without_a_known_stratum_knows_nothing():
    found = surveys.means(surveys.Design(np.ones(3), strata=list("abc"), lonely="average"), np.arange(3.0))

    assert found.value == 1
    assert np.isnan(found.se)


def test_certain_unit_adds_nothing():
    # T. Lumley's page on lonely PSUs: one town taken with certainty, seven of 31 drawn; R gives 445.18 (132.39) and
    # 15077 (458.53).
    weights = np.array([1, 1.004, 1.893, 2.173, 2.971, 4.762, 6.335, 13.730])
    unemployed = np.array([4123, 1623, 760, 767, 568, 331, 187, 129], float)
    design = surveys.Design(weights, strata=[2, 1, 1, 1, 1, 1, 1, 1], population=[1, *[31] * 7])

    mean, total = surveys.means(design, unemployed), surveys.totals(design, unemployed)

    assert (round(float(mean.value), 2), round(float(mean.se), 2)) == (445.18, 132.39)
    assert (round(float(total.value)), round(float(total.se), 2)) == (15077, 458.53)


@pytest.mark.parametrize("choice", ["remove", "adjust", "average", "uncentred"])
@pytest.mark.parametrize("stages", [1, 2])
def test_cells_of_domains_give_what_a_full_table_gives(choice, stages):
    given = sample(3, 160)
    strata = np.where(given.clusters == 9, "alone", given.strata)
    changes = {"strata": strata, "lonely": choice}
    if stages == 2:
        changes |= {"population": np.full(160, 40), "second_population": np.full(160, 30)}
    design = given.design(**changes)
    domains = surveys.domains(given.age, given.sex)
    selection = select(design, domains, np.ones(160, dtype=bool))
    influence = np.random.default_rng(1).normal(3, 1, 160)
    finest = design.stages[-1]

    found = variances(design, selection, cells_of(design, selection), influence)

    table = np.zeros((finest.number, domains.number))
    np.add.at(table, (finest.unit[selection.rows], selection.domain), selection.weight * influence)
    np.testing.assert_allclose(found, dense_variances(design, table), rtol=1e-11)
    assert design.stages[0].lonely.any()


def test_intervals_hold_the_truth_as_often_as_they_say():
    # Twenty strata of sixty clusters of ten; four clusters drawn from each. Victims cluster, one in six overall.
    rng = np.random.default_rng(11)
    risk = rng.beta(2, 10, (20, 60))
    people = (rng.random((20, 60, 10)) < risk[:, :, None]).astype(float)
    truth, held = people.mean(), {"logit": 0, "likelihood": 0, "beta": 0, "asin": 0}
    strata, clusters = np.repeat(np.arange(20), 40), np.repeat(np.arange(80), 10)
    design = surveys.Design(np.full(800, 15.0), strata=strata, clusters=clusters, population=np.full(800, 60))
    for _ in range(400):
        drawn = np.concatenate([people[h, rng.choice(60, 4, replace=False)].ravel() for h in range(20)])
        for method in held:
            found = surveys.proportions(design, drawn, method=method)
            held[method] += int(found.lower <= truth <= found.upper)

    # 95 % of 400 is 380; three standard errors of such a count are 13.
    assert all(abs(count - 380) <= 13 for count in held.values()), held
