"""How quantities and expressions are written."""

from fractions import Fraction

import pytest
from django.utils import translation

from hueandcry.claims import words
from hueandcry.claims.formulas import in_figures, in_words
from hueandcry.claims.pages.addresses import tight
from hueandcry.claims.rules.expression import parse
from hueandcry.claims.rules.spans import Span

LABELS = {"a": "crimes before", "b": "crimes after", "c": "all"}
VALUES = {"a": "21,307", "b": "39,339", "c": "1,900,000"}


@pytest.mark.parametrize(
    ("value", "unit", "places", "expected"),
    [
        ("84.629", "%", 1, "84.6 %"),
        ("39339", "count", 0, "39,339"),
        ("755049", "£", 0, "£755,049"),
        ("-5", "£", 0, "−£5"),
        ("1258415000", "£", 0, "£1,258,415,000"),
        ("214858040.5", "£", 0, "£214.9 m"),
        ("1", "months", 0, "1 month"),
        ("3", "years", 0, "3 years"),
    ],
)
def test_a_quantity_is_written_with_its_unit(value, unit, places, expected):
    assert words.written(Fraction(value), unit, places) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(Fraction("85.5"), Fraction("86.5")), "85.5 % to 86.5 %"),
        (Span(Fraction(50), low_open=True), "more than 50 %"),
        (Span(Fraction(50)), "at least 50 %"),
        (Span(None, Fraction(1), high_open=True), "less than 1 %"),
        (Span(None, Fraction(1)), "at most 1 %"),
        (Span(Fraction(7), Fraction(7)), "7 %"),
    ],
)
def test_a_span_is_said_in_words(span, expected):
    assert words.span_words(span, "%") == expected


@pytest.mark.parametrize(
    ("text", "said", "written"),
    [
        (
            "change(a, b)",
            "the change from “crimes before” to “crimes after”, as a percentage",
            "(39,339 − 21,307) ÷ 21,307 × 100 %",
        ),
        ("percent(b, c)", "“crimes after”, as a percentage of “all”", "39,339 ÷ 1,900,000 × 100 %"),
        ("percent(a + b, c)", "“crimes before + crimes after”, as a percentage of “all”", None),
        ("c - (a - b)", "all − (crimes before − crimes after)", "1,900,000 − (21,307 − 39,339)"),
        ("c - a - b", "all − crimes before − crimes after", "1,900,000 − 21,307 − 39,339"),
        ("c / (a * b)", "all ÷ (crimes before × crimes after)", "1,900,000 ÷ (21,307 × 39,339)"),
        ("(a + b) * 2", "(crimes before + crimes after) × 2", "(21,307 + 39,339) × 2"),
        ("-a < b", "−crimes before < crimes after", "−21,307 < 39,339"),
        ("a * 100% / c", "crimes before × 100 % ÷ all", "21,307 × 100 % ÷ 1,900,000"),
        ("max(a, b)", "the largest of: “crimes before”; “crimes after”", "the largest of: 21,307; 39,339"),
    ],
)
def test_an_expression_is_said_in_words_and_in_figures(text, said, written):
    tree = parse(text)

    assert in_words(tree, LABELS) == said
    if written:
        assert in_figures(tree, VALUES) == written


def test_parts_of_a_percentage_keep_their_parentheses():
    assert in_figures(parse("percent(a + b, c + a)"), VALUES) == "(21,307 + 39,339) ÷ (1,900,000 + 21,307) × 100 %"
    assert in_figures(parse("percent(a, b / c)"), VALUES) == "21,307 ÷ (39,339 ÷ 1,900,000) × 100 %"


def test_pages_write_per_cents_without_a_blank():
    assert tight("86 % means 85.5 % to 86.5 %") == "86% means 85.5% to 86.5%"


def test_machines_are_told_in_english_whatever_the_page():
    from hueandcry.claims.actions.building import told_of
    from hueandcry.claims.queries import reviewed
    from hueandcry.claims.queries.working import Found, work_out

    one = next(one for one in reviewed.looked_through()[0] if one.slug == "cyber-crimes-up-86-per-cent")
    working = work_out(one, {fact.name: Found(fact.value) for fact in one.facts})
    with translation.override("cy"):
        told = told_of(one, working)

    assert told == {
        "id": "cyber-crimes-up-86-per-cent",
        "words": "an increase of 86 per cent",
        "claimed": "86 %",
        "recomputed": "84.6 %",
        "verdict": "does not stand",
        "why": "Worked out again it is 84.6 %. To the precision given, 86 % means 85.5 % to 86.5 %. Ours lies 0.9 "
        "percentage points outside. It is not like for like: 15 of the 45 forces did not answer; whether the same 30 "
        "forces counted in the same way in both years is not said. The two figures printed in the same "
        "sentence make it 84.6 %.",
    }
