"""Working a claim out: every known answer, and what a missing fact does to a verdict."""

from fractions import Fraction

import pytest

from claims.making import CHECK, HEAD, claim, enough, fact, written
from hueandcry.claims import words
from hueandcry.claims.pages.addresses import tight
from hueandcry.claims.pages.claim import advice
from hueandcry.claims.queries import reviewed
from hueandcry.claims.queries.built import Checked
from hueandcry.claims.queries.working import (
    NO_TABLE,
    Found,
    SourceFile,
    fact_as_json,
    fact_from_json,
    work_out,
)
from hueandcry.claims.rules.verdicts import Outcome, Verdict


def as_entered(one):
    """Return what the claim's own entered values make of it, as where no table is loaded."""
    lacks = {"lacks": NO_TABLE, "of": "some_table"}
    facts = {fact.name: Found(fact.value, **(lacks if fact.from_build else {})) for fact in one.facts}
    return work_out(one, facts)


# Each worked out by hand from the figures in the documents.
KNOWN = {
    "cyber-crimes-up-86-per-cent": ("86 %", "84.6 %", "does not stand"),
    "just-under-40-000-reports": ("just under 40,000", "39,339", "stands with a caveat"),
    "two-per-cent-reported": ("2 %", "2.07 %", "stands with a caveat"),
    "720-cyber-crimes-in-three-years": ("720, rising steadily", "720", "stands with a caveat"),
    "the-kinds-listed-make-up-720": ("720", "436", "does not stand"),
    "cyber-spend-0-06-per-cent": ("0.06 %", "0.35 % to 0.78 %", "does not stand"),
    "cyber-spend-0-6-per-cent": ("0.6 %", "0.35 % to 0.78 %", "stands with a caveat"),
    "cyber-spend-below-1-per-cent": ("less than 1 %", "0.35 % to 0.78 %", "stands with a caveat"),
    "273-without-a-suspect": (
        "273",
        "273 (no crime is in both figures); 177 (the smaller figure is part of the larger)",
        "stands with a caveat",
    ),
    "most-were-obscene-publications": (
        "most",
        "30.3 % (most = more than half); it holds (most = the largest of the kinds named)",
        "stands with a caveat",
    ),
    "50-per-cent-more-with-online-fraud": (
        "50 %",
        "49.3 % to 52.1 % (bank and card fraud, over the survey of 2013-14); "
        "60.3 % (all fraud, over the survey of 2015-16); "
        "92.1 % (fraud and computer misuse, over the survey of 2015-16); "
        "32.0 % (online fraud alone, over the survey of 2015-16)",
        "stands with a caveat",
    ),
    "judicial-shares": ("21.9 %, 15.9 %, 14.8 %", "21.9 %, 15.9 %, 14.8 %", "stands"),
    "london-has-no-fraud": ("0", "24,277", "does not stand"),
    "city-of-london-fell-61-per-cent": ("61 %", "61.0 %", "stands with a caveat"),
    "tracker-seven-green": ("7 green, 4 amber, 0 red", "7, 4, 0", "stands with a caveat"),
    "eleven-recommendations": ("11", "11", "stands"),
    **{
        slug: (claimed, "", "cannot be checked")
        for slug, claimed in {
            "one-in-three-crimes-is-cyber": "one in three",
            "one-officer-in-150": "one in 150",
            "one-per-cent-of-budgets": "1 %",
            "seven-forces-without-a-unit": "7",
            "70-000-images": "70,000",
            "six-in-ten-children": "6 in 10",
            "over-half-of-users": "over half",
            "online-banking-fraud-up-71-per-cent": "71 %",
            "two-per-cent-of-officers-trained": "2 %",
            "3-of-43-forces-with-a-strategy": "3 of 43",
            "112-arrests-in-a-day": "112",
        }.items()
    },
}


@pytest.mark.parametrize("one", reviewed.looked_through()[0], ids=lambda one: one.slug)
def test_every_claim_comes_to_its_known_answer(one):
    working = as_entered(one)
    told = (words.claimed_words(one), words.recomputed_words(one, working), str(working.verdict))

    # Its facts are counts of a table, which no entered figure replaces.
    missing = ("49, 21, 33, 34", "", "cannot be checked")
    assert told == KNOWN.get(one.slug, missing)
    assert words.why(one, working)


def test_budgets_that_the_two_shares_imply_and_the_grant_beside_them():
    small, large = (
        as_entered(next(one for one in reviewed.looked_through()[0] if one.slug == slug))
        for slug in ("cyber-spend-0-6-per-cent", "cyber-spend-0-06-per-cent")
    )

    assert [float(one.steps["implied"].value) for one in (small, large)] == [125_841_500, 1_258_415_000]
    assert [round(float(one.steps["times"].value), 1) for one in (small, large)] == [1.3, 13.0]


def test_kinds_that_are_not_named():
    one = next(one for one in reviewed.looked_through()[0] if one.slug == "the-kinds-listed-make-up-720")

    steps = as_entered(one).steps

    assert (steps["named"].value, steps["not_named"].value) == (436, 284)


# ---- facts that are missing, inferred or nought --------------------------------------------------------------------


def made(tmp_path, text, **selects):
    return claim(written(tmp_path, {"claim": text}, **selects))


BUILT = HEAD + fact("before", 21307) + fact("after") + CHECK


def test_a_missing_fact_leaves_the_claim_open_and_says_which_table(tmp_path):
    one = made(tmp_path, BUILT, claim="SELECT 1")
    working = work_out(one, {"before": Found(Fraction(21307)), "after": Found(None, lacks=NO_TABLE, of="weather")})

    assert working.verdict is Verdict.CANNOT
    assert working.checks[0].outcome is Outcome.UNKNOWN
    assert words.recomputed_words(one, working) == ""
    assert words.why(one, working) == "The table weather is not loaded."


def test_a_base_of_nought_leaves_the_claim_open(tmp_path):
    one = made(tmp_path, HEAD + fact("before") + fact("after", 9) + CHECK, claim="SELECT 1")
    working = work_out(one, {"before": Found(Fraction(0)), "after": Found(Fraction(9))})

    assert working.verdict is Verdict.CANNOT
    assert words.why(one, working) == "The base is nought, and nothing is a share of nothing."


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("inferred", "Inferred, not printed: after in words."),
        ("not verified", "Not yet verified: after in words."),
    ],
)
def test_a_fact_in_doubt_makes_a_claim_that_stands_one_with_a_caveat(tmp_path, status, said):
    one = made(tmp_path, HEAD + fact("before", 100) + fact("after", 186, status=f'"{status}"') + CHECK)

    working = work_out(one, {fact.name: Found(fact.value) for fact in one.facts})

    assert working.verdict is Verdict.CAVEAT
    assert words.why(one, working).endswith(said)


def test_a_fact_read_in_the_build_is_in_no_doubt(tmp_path):
    text = HEAD + fact("before", 100) + fact("after", 186, status='"not verified"', built="true") + CHECK
    one = made(tmp_path, text, claim="SELECT 1")

    read = work_out(one, {"before": Found(Fraction(100)), "after": Found(Fraction(186), origin="build")})
    entered = work_out(one, {"before": Found(Fraction(100)), "after": Found(Fraction(186))})

    assert (read.verdict, entered.verdict) == (Verdict.STANDS, Verdict.CAVEAT)


def test_a_doubt_reaches_through_steps_but_an_unused_fact_raises_none(tmp_path):
    step = '\n[[step]]\nname = "sum"\nlabel = "x"\nlabel_cy = "x"\nexpression = "after + 0"\nunit = "count"\n'
    facts = fact("before", 100) + fact("after", 186, status='"inferred"') + fact("aside", 5, status='"inferred"')
    one = made(tmp_path, HEAD + facts + step + CHECK.replace("after", "sum"))

    assert work_out(one, {fact.name: Found(fact.value) for fact in one.facts}).doubts == ("after",)


def test_what_makes_it_unlike_makes_a_caveat_and_is_said(tmp_path):
    text = HEAD + 'unlike = ["the years differ"]\nunlike_cy = ["mae\'r blynyddoedd yn wahanol"]\n'
    one = made(tmp_path, text + fact("before", 100) + fact("after", 186) + CHECK)

    working = work_out(one, {fact.name: Found(fact.value) for fact in one.facts})

    assert working.verdict is Verdict.CAVEAT
    assert "It is not like for like: the years differ." in words.why(one, working)


def test_what_is_in_doubt_or_unlike_is_said_of_a_claim_that_does_not_stand(tmp_path):
    text = HEAD + 'unlike = ["the years differ"]\nunlike_cy = ["mae\'r blynyddoedd yn wahanol"]\n'
    one = made(tmp_path, text + fact("before", 100) + fact("after", 150, status='"inferred"') + CHECK)

    working = work_out(one, {fact.name: Found(fact.value) for fact in one.facts})

    assert working.verdict is Verdict.FALLS
    assert words.why(one, working).endswith(
        "It is not like for like: the years differ. Inferred, not printed: after in words."
    )


@pytest.mark.parametrize(
    ("expression", "began"),
    [
        ('expression = "percent(after, before)"', "Worked out again it is 50.0 %. More than half."),
        (
            'low = "percent(after - 10, before)"\nhigh = "percent(after, before)"',
            "The facts leave a range: 40.0 % to 50.0 %. More than half.",
        ),
    ],
)
def test_a_figure_on_a_bound_that_does_not_belong_to_the_claim_is_said_to_lie_there(tmp_path, expression, began):
    reading = 'above = "50"\nreading = "More than half."\nreading_cy = "Mwy na hanner."'
    check = CHECK.replace('expression = "change(before, after)"', expression).replace('value = "86"', reading)
    one = made(tmp_path, HEAD + fact("before", 100) + fact("after", 50) + check)

    working = work_out(one, {fact.name: Found(fact.value) for fact in one.facts})

    assert working.verdict is Verdict.FALLS
    assert words.why(one, working) == (f"{began} It lies just on the bound, which does not belong to what is claimed.")


RISING = """
[[check]]
label = "rises"
label_cy = "codi"
expression = "before < after"
[check.claimed]
text = "rising"
text_cy = "yn codi"
"""
LABELLED = CHECK.replace("[[check]]", '[[check]]\nlabel = "growth"\nlabel_cy = "twf"')


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        (CHECK, 150, "Do not repeat this figure. From the same facts it is: 50.0%."),
        (RISING, 50, "Do not repeat this claim: it does not hold."),
        (LABELLED.replace('"86"', '"-50"') + RISING, 50, "Do not repeat this claim: it does not hold."),
        (CHECK, None, "Before you repeat this figure, wait until the table it needs is loaded."),
        (
            CHECK.replace("change(before, after)", "change(after, before)"),
            0,
            "Before you repeat this figure, ask how it was worked out.",
        ),
    ],
)
def test_what_to_do_with_a_figure_speaks_of_what_does_not_fit_alone(tmp_path, text, after, expected):
    one = made(tmp_path, HEAD + fact("before", 100) + fact("after") + text, claim="SELECT 1")
    facts = {"before": Found(Fraction(100)), "after": Found(None if after is None else Fraction(after))}

    assert tight(advice(Checked(one, work_out(one, facts), {}, "", None))) == expected


def test_the_same_facts_always_give_the_same_verdict_whoever_said_it(tmp_path):
    ours = made(tmp_path / "a", enough())
    theirs = made(tmp_path / "b", enough().replace('who = "gazette"', 'who = "reader"'))
    facts = {fact.name: Found(fact.value) for fact in ours.facts}

    assert work_out(ours, facts).verdict is work_out(theirs, facts).verdict is Verdict.FALLS


def test_a_fact_is_kept_and_read_again_exactly():
    for value in (None, Fraction(3_800_000), Fraction("0.1"), Fraction("2.07"), Fraction(-5)):
        found = Found(value, "build", (SourceFile("a.csv", "ab"),), "no table", "x")

        assert fact_from_json(fact_as_json(found)) == found
