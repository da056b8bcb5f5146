"""A wave is read, checked, estimated and frozen: figures equal the statistics, and no person leaves the file."""

import logging
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from scipy import special

from hueandcry.stats import surveys
from hueandcry.surveys import actions
from hueandcry.surveys.rules.faults import WaveRefused
from hueandcry.surveys.rules.showing import FEW_SAID, SHOWN
from hueandcry.warehouse import frozen
from hueandcry.warehouse.frozen import NotFrozen
from surveys.waves import LATER, NOW, QUESTIONS, SECRET, folder, rows


def figures(found):
    return {(one["estimate"], one["split"], one["domain"]): one for one in found.figures}


def design_of(made):
    weights, strata, psu = (np.array([row[name] for row in made]) for name in ("weight", "stratum", "psu"))
    return surveys.Design(weights.astype(float), strata=strata, clusters=psu)


def column(made, name, meaning):
    return np.array([meaning.get(row[name], np.nan) for row in made], dtype=float)


HAPPENED = {"yes": 1.0, "no": 0.0}


def six(value):
    return float(f"{value:.6g}")


def test_share_is_that_of_the_statistics_with_interval_error_and_base(tmp_path):
    made = rows()

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))[("victim", "", "")]

    expected = surveys.proportions(design_of(made), column(made, "tricked", HAPPENED))
    assert {name: found[name] for name in ("value", "lower", "upper", "se", "degrees")} == {
        name: six(float(getattr(expected, name))) for name in ("value", "lower", "upper", "se", "degrees")
    }
    assert (found["base"], found["state"]) == (5 * round(int(expected.base) / 5), "shown")
    assert found["design_effect"] == round(float(expected.design_effect()), 2)


def test_domains_are_those_of_the_statistics(tmp_path):
    made = rows()

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))

    expected = surveys.proportions(
        design_of(made), column(made, "tricked", HAPPENED), domains=surveys.domains([row["sex"] for row in made])
    )
    assert [found[("victim", "sex", code)]["value"] for code in "fm"] == [six(value) for value in expected.value]
    assert [found[("victim", "sex", code)]["lower"] for code in "fm"] == [six(value) for value in expected.lower]


def test_forces_are_known_by_any_name_on_file(tmp_path):
    found = actions.estimate(folder(tmp_path))

    assert sorted(key[2] for key in figures(found) if key[:2] == ("victim", "force")) == [
        "gwent",
        "kent",
        "northumbria",
    ]
    force = next(one for one in found.about["splits"] if one["slug"] == "force")
    assert force["domains"][0] == {"code": "gwent", "title": {"en": "Gwent Police", "cy": "Heddlu Gwent"}}


def test_share_among_victims_leaves_out_everybody_else(tmp_path):
    made = rows()

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))[("reported", "", "")]

    told = column(made, "told", HAPPENED)
    assert found["value"] == six(float(surveys.means(design_of(made), told).value))
    assert found["base"] == 5 * round(int(np.isfinite(told).sum()) / 5)


def test_incidents_are_capped_at_the_98th_percentile_and_told_per_thousand(tmp_path):
    made = rows(1200, share=0.3)
    made[0] |= {"tricked": "yes", "times": "400", "told": "no"}
    made[1] |= {"tricked": "yes", "times": "many", "told": "no"}

    found = actions.estimate(folder(tmp_path, respondents=made))

    weights = design_of(made).weights
    counts = np.array(
        [0 if row["tricked"] == "no" else float(row["times"]) if row["times"].isdigit() else np.nan for row in made]
    )
    many = np.array([row["times"] == "many" for row in made])
    capped = surveys.capped(np.where(many, 0, counts), weights, too_many=many)
    assert capped.cap < 10
    assert found.about["method"]["caps"] == {"times": capped.cap}
    expected = surveys.means(design_of(made), capped.counts).per(1000)
    assert figures(found)[("incidents", "", "")]["value"] == six(float(expected.value))


def test_cap_of_pooled_waves_can_be_given(tmp_path):
    found = actions.estimate(folder(tmp_path, method="caps = { times = 1 }"))

    value = figures(found)[("incidents", "", "")]["value"]
    assert value == pytest.approx(1000 * figures(found)[("victim", "", "")]["value"], rel=1e-5)


def test_cap_of_few_victims_is_not_told(tmp_path):
    # With a dozen victims the 98th percentile is what one of them said.
    found = actions.estimate(folder(tmp_path, respondents=rows(share=0.02)))

    assert found.about["method"]["caps"] == {"times": None}


def test_number_of_victims_takes_who_did_not_answer_for_like_those_who_did(tmp_path):
    made = rows()

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))

    everybody = design_of(made).weights.sum()
    assert found[("number-victims", "", "")]["value"] == pytest.approx(
        everybody * found[("victim", "", "")]["value"], rel=1e-5
    )


NUMBER_TOLD = """
[[estimates]]
slug = "number-told"
title = "Number who told the police"
what = "How many victims told the police."
kind = "people"
yes = ["told=yes"]
among = ["tricked=yes"]
"""


def test_number_among_victims_counts_victims_and_not_everybody(tmp_path):
    made = rows()
    for row in made[::7]:
        row["told"] = "rather-not-say" if row["told"] else ""

    found = figures(actions.estimate(folder(tmp_path, respondents=made, questions=QUESTIONS + NUMBER_TOLD)))

    victims = found[("number-victims", "", "")]["value"]
    assert found[("number-told", "", "")]["value"] == pytest.approx(
        victims * found[("reported", "", "")]["value"], rel=1e-5
    )
    told, tricked = column(made, "told", HAPPENED), column(made, "tricked", HAPPENED)
    expected = surveys.grossed_totals(design_of(made), told, among=tricked)
    assert found[("number-told", "", "")]["se"] == six(float(expected.se))


def test_share_among_victims_has_the_sampling_points_of_victims(tmp_path):
    made = rows()
    for row in made:
        if row["psu"] == "psu 0":
            row |= {"tricked": "no", "times": "", "told": ""}

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))

    points = {(row["stratum"], row["psu"]) for row in made if row["tricked"] == "yes"}
    assert (found[("victim", "", "")]["degrees"], found[("reported", "", "")]["degrees"]) == (50, len(points) - 10)


def test_error_of_a_number_allows_for_chance_in_who_did_not_answer(tmp_path):
    made = rows()
    for row in made[::4]:
        row |= {"tricked": "rather-not-say", "times": "", "told": ""}

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))[("number-victims", "", "")]

    expected = surveys.grossed_totals(design_of(made), column(made, "tricked", HAPPENED))
    assert (found["value"], found["se"]) == (six(float(expected.value)), six(float(expected.se)))


def test_numbers_of_people_need_weights_that_add_up_to_people(tmp_path):
    at = folder(tmp_path)
    text = (at / "design.toml").read_text()
    (at / "design.toml").write_text(text.replace("grossed = true", "grossed = false"))

    assert {one["estimate"] for one in actions.estimate(at).figures} == {"victim", "reported", "incidents"}


MARGIN = '[margins.sex]\ncolumn = "sex"\ntargets = { f = 50000, m = 48000 }'


def test_raked_wave_has_the_errors_of_residuals(tmp_path):
    made = rows()

    found = figures(actions.estimate(folder(tmp_path, respondents=made, more=MARGIN)))[("victim", "", "")]

    margin = surveys.Margin([row["sex"] for row in made], {"f": 50000, "m": 48000})
    raked = surveys.rake(design_of(made), [margin])
    expected = surveys.proportions(raked, column(made, "tricked", HAPPENED))
    assert (found["value"], found["se"]) == (six(float(expected.value)), six(float(expected.se)))


def test_targets_may_stand_in_a_file(tmp_path):
    at = folder(tmp_path, more='[margins.sex]\ncolumn = "sex"\nfile = "sexes.csv"')
    (at / "sexes.csv").write_text("level,target\nf,50000\nm,48000\n")

    inline = actions.estimate(folder(tmp_path / "other", more=MARGIN))

    found = actions.estimate(at)
    assert found.figures == inline.figures
    assert [one["file"] for one in found.about["sources"]] == [
        "design.toml", "respondents.csv", "sexes.csv", "questionnaire.toml"
    ]  # fmt: skip


def test_regression_to_a_total(tmp_path):
    made = rows()
    for at, row in enumerate(made):
        row["rooms"] = str(1 + at % 5)
    more = f'{MARGIN}\n[totals.rooms]\ncolumn = "rooms"\ntotal = 290000'

    found = figures(actions.estimate(folder(tmp_path, respondents=made, method='fit = "greg"', more=more)))[
        ("victim", "", "")
    ]

    known = [
        surveys.Margin([row["sex"] for row in made], {"f": 50000, "m": 48000}),
        surveys.Quantity(np.array([float(row["rooms"]) for row in made]), 290000),
    ]
    expected = surveys.means(surveys.calibrate(design_of(made), known), column(made, "tricked", HAPPENED))
    assert (found["value"], found["se"]) == (six(float(expected.value)), six(float(expected.se)))


def test_two_stages_with_finite_populations(tmp_path):
    made = rows()
    for row in made:
        row |= {"psus": "40", "people": "900"}
    columns = 'populations = ["psus", "people"]'

    found = figures(actions.estimate(folder(tmp_path, respondents=made, columns=columns)))[("victim", "", "")]

    plain = design_of(made)
    sized = surveys.Design(
        plain.weights, strata=plain.strata, clusters=plain.clusters, population=np.full(600, 40.0),
        second_population=np.full(600, 900.0),
    )  # fmt: skip
    assert found["se"] == six(float(surveys.means(sized, column(made, "tricked", HAPPENED)).se))


def test_published_design_factor_where_no_unit_is_given(tmp_path):
    at = folder(tmp_path, method="design_factor = 1.4")
    text = (at / "design.toml").read_text()
    (at / "design.toml").write_text(text.replace('strata = "stratum"\nclusters = ["psu"]', ""))

    found = actions.estimate(at)

    assert figures(found)[("victim", "", "")]["design_effect"] == round(1.4**2, 2)
    assert found.about["method"]["sampling_units"] is None


def test_parquet_and_csv_give_the_same_figures(tmp_path):
    at, other = folder(tmp_path / "csv"), folder(tmp_path / "parquet")
    table = pa.csv.read_csv(at / "respondents.csv")
    pa.parquet.write_table(table, other / "respondents.parquet")
    (other / "respondents.csv").unlink()

    assert actions.estimate(other).figures == actions.estimate(at).figures
    assert actions.estimate(other).about["sources"][1]["file"] == "respondents.parquet"


def test_codes_that_parquet_keeps_as_decimals_are_still_codes(tmp_path):
    coded = QUESTIONS.replace('code = "f"', 'code = "1"').replace('code = "m"', 'code = "2"')
    made = [row | {"sex": "1" if row["sex"] == "f" else "2"} for row in rows()]
    at, other = (folder(tmp_path / name, respondents=made, questions=coded) for name in ("csv", "parquet"))
    table = pa.csv.read_csv(at / "respondents.csv")
    places = table.column_names.index("sex")
    table = table.set_column(places, "sex", table["sex"].cast(pa.float64()))
    pa.parquet.write_table(table, other / "respondents.parquet")
    (other / "respondents.csv").unlink()

    assert actions.estimate(other).figures == actions.estimate(at).figures


# ---- what is not shown ----------------------------------------------------------------------------------------------


def test_small_base_is_not_shown_and_says_so(tmp_path):
    made = rows()
    for at, row in enumerate(made):
        row["force"] = "kent" if at < 40 else "gwent"

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))[("victim", "force", "kent")]

    assert (found["state"], found["why"], found["base"]) == ("not shown", "Too few people answered.", 40)
    assert [found[name] for name in ("value", "lower", "upper", "se", "degrees", "design_effect")] == [None] * 6


def test_larger_least_base_may_be_asked_for(tmp_path):
    found = figures(actions.estimate(folder(tmp_path, method="least_base = 250")))

    assert {found[("victim", "force", force)]["why"] for force in ("kent", "gwent")} == {"Too few people answered."}
    assert found[("victim", "", "")]["state"] == "shown"


def test_handful_of_victims_in_a_group_is_not_shown_nor_can_be_worked_out(tmp_path):
    made = rows()
    kept = 0
    for row in made:
        if row["force"] == "kent" and row["tricked"] == "yes":
            kept += 1
            if kept > 3:
                row |= {"tricked": "no", "times": "", "told": "", "words": ""}

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))

    why = {force: found[("number-victims", "force", force)]["why"] for force in ("kent", "gwent", "northumbria")}
    # Three victims in Kent would be the total less the two others: one more is hidden.
    assert why["kent"] == "Not shown, to protect people."
    assert sorted(why.values()) == ["", "Not shown, to protect people.", "Not shown, to protect people."]


def test_nobody_of_a_group_is_not_shown_as_zero(tmp_path):
    made = [row | {"sex": "f"} for row in rows()]

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))[("victim", "sex", "m")]

    assert (found["value"], found["base"], found["why"]) == (None, 0, "Nobody was asked.")


def test_base_of_a_handful_is_not_told_nor_can_be_worked_out(tmp_path):
    made = rows()
    for at, row in enumerate(made):
        row["force"] = "kent" if at < 3 else ("gwent" if at < 120 else "northumbria")

    found = figures(actions.estimate(folder(tmp_path, respondents=made)))

    bases = [found[("victim", "force", force)]["base"] for force in ("kent", "gwent", "northumbria")]
    # The total less the two others would be the three people of Kent: one more is hidden.
    assert (bases[0], bases.count(None)) == (None, 2)
    without = [one for one in found.values() if one["base"] is None]
    assert {(one["state"], one["value"]) for one in without} == {("not shown", None)}


# ---- groups ---------------------------------------------------------------------------------------------------------


def test_group_that_is_affected_more_is_told_with_its_difference(tmp_path):
    made = rows(900, share=0.1)
    rng = np.random.default_rng(5)
    for row in made:
        if row["sex"] == "f" and row["tricked"] == "no" and rng.random() < 0.25:
            row |= {"tricked": "yes", "times": "1", "told": "no"}

    found = actions.estimate(folder(tmp_path, respondents=made))

    women = next(one for one in found.groups if one["domain"] == "f")
    design, yes = design_of(made), column(made, "tricked", HAPPENED)
    expected = surveys.contrasts(design, yes, [1, -1], domains=surveys.domains([row["sex"] for row in made]))
    assert women["difference"] == six(float(expected.value))
    assert (women["verdict"], next(one for one in found.groups if one["domain"] == "m")["verdict"]) == ("more", "less")


def test_group_is_not_compared_where_everybody_else_are_too_few_to_be_shown(tmp_path):
    # Thirty men are not shown; women are, and with the difference men would be too.
    made = [row | {"sex": "m" if at < 30 else "f"} for at, row in enumerate(rows())]

    found = actions.estimate(folder(tmp_path, respondents=made))

    assert {key[2]: one["state"] for key, one in figures(found).items() if key[:2] == ("victim", "sex")} == {
        "f": "shown", "m": "not shown"
    }  # fmt: skip
    assert found.groups == ()


def test_group_is_not_compared_where_everybody_else_hold_a_handful(tmp_path):
    questions = QUESTIONS.replace('slug = "force"\ntitle = "Force"', 'slug = "force"\ngroups = true\ntitle = "Force"')
    made = rows()
    yes = 0
    for row in made:
        if row["force"] != "kent" and row["tricked"] == "yes":
            yes += 1
            if yes > 4:
                row |= {"tricked": "no", "times": "", "told": "", "words": ""}

    found = actions.estimate(folder(tmp_path, respondents=made, questions=questions))

    assert [one for one in found.groups if one["split"] == "force"] == []


def test_groups_that_are_not_shown_still_count_among_those_that_were_looked_at(tmp_path):
    questions = QUESTIONS.replace('slug = "force"\ntitle = "Force"', 'slug = "force"\ngroups = true\ntitle = "Force"')
    made = rows()
    for at, row in enumerate(made):
        row["force"] = "kent" if at < 40 else ("gwent" if at % 2 else "northumbria")

    found = [
        one
        for one in actions.estimate(folder(tmp_path, respondents=made, questions=questions)).groups
        if one["split"] == "force"
    ]

    design, yes = design_of(made), column(made, "tricked", HAPPENED)
    raw = []
    for force in ("gwent", "northumbria"):
        sides = surveys.domains([row["force"] != force for row in made])
        one = surveys.contrasts(design, yes, [1, -1], domains=sides)
        raw.append(2 * special.stdtr(float(one.degrees), -abs(float(one.value / one.se))))
    assert [one["domain"] for one in found] == ["gwent", "northumbria"]
    assert min(one["p_value"] for one in found) == pytest.approx(min(1, 3 * min(raw)), rel=1e-5)


# ---- publishing -----------------------------------------------------------------------------------------------------


def test_publication_holds_estimates_and_questions_and_nothing_else(tmp_path, home):
    made = actions.publish(home=home, folder=folder(tmp_path), now=NOW)

    assert (made.kind, made.slug, made.number) == ("survey", "small.2025", 1)
    assert sorted(made.files) == ["figures.json", "groups.json", "questionnaire.toml", "wave.json"]
    about = made.json("wave.json")
    assert (about["survey"], about["wave"], about["mode"], about["people"]["en"]) == (
        "small", "2025", "face to face", "Adults of nowhere"
    )  # fmt: skip
    assert [len(one["sha256"]) for one in about["sources"]] == [64, 64, 64]


def test_same_wave_again_is_the_same_publication(tmp_path, home):
    first = actions.publish(home=home, folder=folder(tmp_path), now=NOW)

    again = actions.publish(home=home, folder=tmp_path, now=LATER)

    assert again == first


def test_correction_needs_a_note_and_keeps_the_first(tmp_path, home):
    first = actions.publish(home=home, folder=folder(tmp_path), now=NOW)
    corrected = folder(tmp_path, respondents=rows(seed=2))

    with pytest.raises(NotFrozen):
        actions.publish(home=home, folder=corrected, now=LATER)
    second = actions.publish(home=home, folder=corrected, now=LATER, note="Weights were wrong.")

    assert [one.number for one in frozen.versions(home, "survey", "small.2025")] == [1, 2]
    assert (second.note, first.read("figures.json") == second.read("figures.json")) == ("Weights were wrong.", False)


# ---- nobody is exposed ----------------------------------------------------------------------------------------------


def everything_kept(home):
    """All bytes of a home: names of files, and what is in them."""
    paths = [path for path in home.root.rglob("*") if path.is_file()]
    return b"\n".join([str(path).encode() + b"\n" + path.read_bytes() for path in paths])


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_no_row_weight_or_word_of_a_respondent_is_kept_or_logged(tmp_path, home, caplog, capfd, kind):
    caplog.set_level(logging.DEBUG)
    made = rows()
    made[3]["weight"] = "173.9182734"
    at = folder(tmp_path / "wave", respondents=made)
    if kind == "parquet":
        pa.parquet.write_table(pa.csv.read_csv(at / "respondents.csv"), at / "respondents.parquet")
        (at / "respondents.csv").unlink()

    actions.publish(home=home, folder=at, now=NOW)

    kept = everything_kept(home) + caplog.text.encode() + "".join(capfd.readouterr()).encode()
    planted = [SECRET, "Quixwood", "173.9182734", "R00003", "stratum 3", "psu 4"]
    assert [secret for secret in planted if secret.encode() in kept] == []


FAULTY = {
    "a quotation mark": lambda data: data + b'R9,1,"stratum 1,psu 1,' + SECRET.encode() + b"\n",
    "a row too long": lambda data: data + b"R9,1,a,b,yes,1,yes," + SECRET.encode() + b",f,kent,more\n",
    "an unknown code": lambda data: data.replace(b",no,,,,f,", b"," + SECRET.encode() + b",,,,f,", 1),
    "a wrong weight": lambda data: data.replace(b"R00001,", b"R00001," + SECRET.encode() + b" ", 1),
    "bytes of another encoding": lambda data: data + SECRET.encode() + b"\xff\xfe,1,a,b,no,,,,f,kent\n",
    "no header": lambda data: SECRET.encode() + b",1\n" + data,
}


@pytest.mark.parametrize("fault", FAULTY)
def test_message_about_a_fault_never_quotes_a_cell(tmp_path, home, caplog, capfd, fault):
    caplog.set_level(logging.DEBUG)
    at = folder(tmp_path / "wave")
    data = (at / "respondents.csv").read_bytes()
    (at / "respondents.csv").write_bytes(FAULTY[fault](data))

    with pytest.raises(WaveRefused) as raised:
        actions.publish(home=home, folder=at, now=NOW)

    told = str(raised.value) + str(raised.value.faults) + repr(raised.value.__cause__) + repr(raised.value.__context__)
    told += caplog.text + "".join(capfd.readouterr())
    assert [word for word in ("Quixwood", "Zebulon", "wrote") if word in told] == []
    assert not any(home.frozen.rglob("*.json"))
    assert b"Quixwood" not in everything_kept(home)


def test_figures_hold_no_weights_and_no_exact_bases(tmp_path):
    found = actions.estimate(folder(tmp_path))

    assert {one["base"] % 5 for one in found.figures if one["base"] is not None} == {0}
    assert {frozenset(one) for one in found.figures} == {
        frozenset(
            ("estimate", "split", "domain", "value", "lower", "upper", "se", "degrees", "base", "effective_base",
             "design_effect", "state", "why")
        )
    }  # fmt: skip


def test_every_combination_of_two_columns_can_be_a_group(tmp_path):
    both = QUESTIONS + '\n[[splits]]\nslug = "force-sex"\ntitle = "Force and sex"\ncolumns = ["force", "sex"]\n'

    found = figures(actions.estimate(folder(tmp_path, questions=both)))

    expected = [f"{force}/{sex}" for force, sex in product(("gwent", "kent", "northumbria"), "fm")]
    assert [key[2] for key in found if key[:2] == ("victim", "force-sex")] == expected


def test_crossing_is_shown_only_where_it_gives_nobody_away(tmp_path):
    both = QUESTIONS + '\n[[splits]]\nslug = "force-sex"\ntitle = "Force and sex"\ncolumns = ["force", "sex"]\n'
    made = rows(share=0.3)
    kept = 0
    for row in made:
        if (row["force"], row["sex"], row["tricked"]) == ("kent", "f", "yes"):
            kept += 1
            if kept > 2:
                row |= {"tricked": "no", "times": "", "told": "", "words": ""}

    found = figures(actions.estimate(folder(tmp_path, respondents=made, questions=both)))

    # Two women of Kent would be Kent less its men, or women less those of the other forces.
    assert {one["why"] for key, one in found.items() if key[:2] == ("victim", "force-sex")} == {FEW_SAID}
    assert {one["state"] for key, one in found.items() if key[:2] in (("victim", "force"), ("victim", "sex"))} == {
        SHOWN
    }


def drawn_one_by_one(at, **parts):
    """A wave without strata or sampling points."""
    made = folder(at, **parts)
    design = (made / "design.toml").read_text()
    (made / "design.toml").write_text(design.replace('strata = "stratum"\nclusters = ["psu"]', ""))
    return made


def test_no_base_can_be_worked_out_from_degrees_and_intervals(tmp_path):
    made = rows(198, share=0.4)

    found = actions.estimate(drawn_one_by_one(tmp_path, respondents=made))

    assert found.about["method"]["sampling_units"] == 200
    shown = [one for one in found.figures if one["state"] == "shown"]
    assert [one["degrees"] for one in shown if one["degrees"] % 5] == []
    rate = figures(found)[("incidents", "", "")]
    quantile = special.stdtrit(figures(found)[("incidents", "", "")]["degrees"], 0.975)
    assert (rate["upper"] - rate["value"]) / rate["se"] == pytest.approx(quantile, rel=3e-5)
    share = figures(found)[("victim", "", "")]
    p, half = share["value"], quantile * share["se"]
    assert share["lower"] == pytest.approx(special.expit(special.logit(p) - half / (p * (1 - p))), rel=5e-6)


def test_sampling_points_of_many_are_told_to_the_unit(tmp_path):
    found = actions.estimate(folder(tmp_path))

    assert (found.about["method"]["sampling_units"], figures(found)[("victim", "", "")]["degrees"]) == (60, 50)
