"""What was published becomes tables: estimates, changes between waves, and what goes with the invented county."""

import pytest

from hueandcry.sources.actions import load
from hueandcry.stats import surveys as stats
from hueandcry.surveys import actions, queries
from hueandcry.surveys.rules.showing import ASKED_OTHERWISE, GROUPED_OTHERWISE, MODES_DIFFER, OVERLAP, TELEPHONE
from hueandcry.warehouse import builds, reading
from hueandcry.warehouse.builds import CheckFailed
from police_files import street_file, street_row
from surveys.waves import LATER, NOW, QUESTIONS, built, folder, rows

NEXT = {"wave": "2026", "wave_title": "All of 2026", "begins": "2026-01-01", "ends": "2026-10-31"}


def published(home, at, *, now=NOW, note="", **design):
    return actions.publish(home=home, folder=folder(at, **design), now=now, note=note)


def reader(home):
    """A reader of its own: builds of different homes made at one moment have one name."""
    return reading.Reader(builds.current(home))


def test_build_without_surveys_has_their_tables_empty(home):
    read = reader(built(home))

    assert [queries.surveys(read), queries.estimates(read), queries.changes(read), queries.groups(read)] == [[]] * 4


def test_published_estimates_stand_in_the_build(home, tmp_path):
    made = published(home, tmp_path)

    read = reader(built(home))

    victims = queries.estimates(read, survey="small", estimate="victim", split="")
    figure = next(one for one in made.json("figures.json") if (one["estimate"], one["split"]) == ("victim", ""))
    assert [(one.value, one.lower, one.upper, one.base, one.unit) for one in victims] == [
        (figure["value"], figure["lower"], figure["upper"], figure["base"], "proportion")
    ]
    assert (victims[0].sha256, victims[0].published_at, victims[0].is_shown) == (made.files["figures.json"], NOW, True)
    assert {one.domain for one in queries.estimates(read, estimate="victim", split="force")} == {
        "kent", "gwent", "northumbria"
    }  # fmt: skip


def test_wave_knows_its_names_in_both_languages(home, tmp_path):
    published(home, tmp_path)

    wave = queries.wave(reader(built(home)), "small", "2025")

    assert (wave.title.english, wave.title.welsh) == ("A small survey of nowhere", "Arolwg bach o unman")
    assert str(wave.title_of("victim")) == "Victims"
    assert wave.domain_title("sex", "f").welsh == "Benyw"
    assert wave.domain_title("force", "gwent").welsh == "Heddlu Gwent"


def test_change_between_two_waves_is_tested_as_the_statistics_test_it(home, tmp_path):
    first = published(home, tmp_path / "a")
    second = published(home, tmp_path / "b", respondents=rows(seed=2, share=0.35), **NEXT)

    change = queries.changes(reader(built(home)), estimate="victim", split="")

    def estimates(made, name):
        figure = next(one for one in made.json("figures.json") if (one["estimate"], one["split"]) == ("victim", ""))
        numbers = {key: stats.estimates.np.array(figure[key], float) for key in ("value", "se", "degrees", "base")}
        return stats.Estimates(
            kind="proportion", **numbers, weighted_base=numbers["base"], simple_se=numbers["se"], wave=stats.Wave(name)
        )

    expected = stats.change(estimates(first, "2025"), estimates(second, "2026"))
    assert [(one.before, one.wave, one.state) for one in change] == [("2025", "2026", "tested")]
    assert [change[0].difference, change[0].lower, change[0].upper, change[0].p_value] == pytest.approx(
        [float(getattr(expected, name)) for name in ("difference", "lower", "upper", "p_value")], rel=1e-5
    )
    assert change[0].more_than_chance is True


def test_every_domain_is_tested(home, tmp_path):
    published(home, tmp_path / "a")
    published(home, tmp_path / "b", respondents=rows(seed=2), **NEXT)

    found = queries.changes(reader(built(home)), estimate="victim")

    assert {(one.split, one.domain) for one in found} == {
        ("", ""), ("sex", "f"), ("sex", "m"), ("force", "kent"), ("force", "gwent"), ("force", "northumbria")
    }  # fmt: skip
    assert {one.state for one in found} == {"tested"}


def test_change_from_a_figure_that_is_not_shown_is_not_shown(home, tmp_path):
    few = [row | {"force": "kent" if at < 40 else "gwent"} for at, row in enumerate(rows())]
    published(home, tmp_path / "a", respondents=few)
    published(home, tmp_path / "b", respondents=rows(seed=2), **NEXT)

    change = queries.changes(reader(built(home)), estimate="victim", split="force", domain="kent")[0]

    assert (change.state, change.difference, change.more_than_chance) == ("not shown", None, None)


def test_telephone_year_is_shown_and_never_tested(home, tmp_path):
    # From May 2020 the Crime Survey was asked by telephone.
    published(home, tmp_path / "a")
    published(home, tmp_path / "b", mode="telephone", wave="2026", begins="2026-01-01", ends="2026-06-30")
    published(home, tmp_path / "c", wave="2027", begins="2027-01-01", ends="2027-06-30", respondents=rows(seed=3))

    read = reader(built(home))

    told = {(one.before, one.wave): (one.state, one.why) for one in queries.changes(read, estimate="victim", split="")}
    assert told == {
        ("2025", "2026"): ("barred", TELEPHONE),
        ("2026", "2027"): ("barred", TELEPHONE),
        ("2025", "2027"): ("tested", ""),
    }
    assert {one.p_value for one in queries.changes(read, wave="2026")} == {None}
    assert queries.estimates(read, wave="2026", estimate="victim", split="")[0].is_shown


def test_waves_that_overlap_share_people_and_are_not_tested(home, tmp_path):
    published(home, tmp_path / "a")
    published(home, tmp_path / "b", **{**NEXT, "begins": "2025-07-01"})

    change = queries.changes(reader(built(home)), estimate="victim", split="")[0]

    assert (change.state, change.why) == ("barred", OVERLAP)


def test_question_that_was_asked_otherwise_is_not_compared(home, tmp_path):
    published(home, tmp_path / "a")
    reworded = QUESTIONS.replace("Did you tell the police?", "Did you tell anybody?")
    published(home, tmp_path / "b", questions=reworded, respondents=rows(seed=2), **NEXT)

    read = reader(built(home))

    states = {one.estimate: (one.state, one.why) for one in queries.changes(read, split="")}
    assert states["reported"] == ("barred", ASKED_OTHERWISE)
    assert states["victim"] == ("tested", "")


def test_group_of_another_name_is_not_compared_though_it_has_the_same_code(home, tmp_path):
    published(home, tmp_path / "a")
    renamed = QUESTIONS.replace('text = "Female"', 'text = "Women and girls"')
    published(home, tmp_path / "b", questions=renamed, respondents=rows(seed=2), **NEXT)

    read = reader(built(home))

    told = {one.domain: (one.state, one.why) for one in queries.changes(read, estimate="victim", split="sex")}
    assert told == {"f": ("barred", GROUPED_OTHERWISE), "m": ("tested", "")}


def test_other_way_of_asking_is_told_beside_the_test(home, tmp_path):
    published(home, tmp_path / "a")
    published(home, tmp_path / "b", mode="online", respondents=rows(seed=2), **NEXT)

    change = queries.changes(reader(built(home)), estimate="victim", split="")[0]

    assert (change.state, change.why) == ("tested", MODES_DIFFER)


def test_correction_stands_and_the_first_is_listed(home, tmp_path):
    published(home, tmp_path / "a")
    published(home, tmp_path / "a", respondents=rows(seed=2), now=LATER, note="Weights were wrong.")

    read = reader(built(home, LATER))

    assert [(one.number, one.note) for one in queries.publications(read)] == [(1, ""), (2, "Weights were wrong.")]
    assert {one.number for one in queries.estimates(read)} == {2}


def test_figures_as_published_on_a_day_leave_later_publications_out(home, tmp_path):
    published(home, tmp_path / "a")
    published(home, tmp_path / "a", respondents=rows(seed=2), now=LATER, note="Weights were wrong.")

    read = reader(built(home, LATER, as_of="2026-11"))

    assert {one.number for one in queries.estimates(read)} == {1}


# ---- the invented county --------------------------------------------------------------------------------------------


def test_invented_wave_goes_when_the_invented_county_does(home, tmp_path):
    actions.publish(home=home, folder=folder(tmp_path / "wave", invented="true"), now=NOW)
    actions.publish(home=home, folder=folder(tmp_path / "real", survey="real"), now=NOW)
    street_file(tmp_path / "2022-08-kent-street.csv", [street_row(number, month="2022-08") for number in range(3)])
    load(home=home, paths=[tmp_path / "2022-08-kent-street.csv"], now=NOW, release="2022-10")

    assert [wave.survey for wave in queries.surveys(reader(built(home)))] == ["real"]


# ---- checks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        ({"state": "not shown"}, "unfounded_estimates"),
        ({"lower": None}, "unfounded_estimates"),
        ({"value": 2.0}, "unfounded_estimates"),
    ],
)
def test_build_that_contradicts_itself_is_thrown_away(home, tmp_path, monkeypatch, spoil, check):
    published(home, tmp_path)
    spoilt = actions.building._estimate_rows
    monkeypatch.setattr(
        actions.building, "_estimate_rows", lambda wave: ({**row, **spoil} for row in list(spoilt(wave))[:1])
    )

    with pytest.raises(CheckFailed) as raised:
        built(home)

    assert raised.value.where == f"the check {check}"


def test_test_of_a_telephone_year_would_be_noticed(home, tmp_path, monkeypatch):
    published(home, tmp_path / "a")
    published(home, tmp_path / "b", mode="telephone", respondents=rows(seed=2), **NEXT)
    monkeypatch.setattr("hueandcry.surveys.rules.comparing.Round.by_telephone", False)

    with pytest.raises(CheckFailed) as raised:
        built(home)

    assert raised.value.where == "the check telephone_tests"


def test_estimate_that_stands_twice_is_noticed(home, tmp_path, monkeypatch):
    published(home, tmp_path)
    once = actions.building._estimate_rows
    monkeypatch.setattr(actions.building, "_estimate_rows", lambda wave: [*once(wave), next(iter(once(wave)))])

    with pytest.raises(CheckFailed) as raised:
        built(home)

    assert raised.value.where == "the check doubled_estimates"
