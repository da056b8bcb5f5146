"""One test visits every questionnaire that comes with the project."""

import re
import tomllib

import pytest

from hueandcry.bodies import queries as bodies
from hueandcry.surveys import questionnaires
from hueandcry.surveys.pages.help import LINES
from hueandcry.surveys.rules.faults import Faults
from hueandcry.surveys.rules.questionnaire import WORDS
from hueandcry.surveys.rules.reading_questions import questionnaire

SLUGS = questionnaires.slugs()
# Words that a question may hold only beside "do not", so that nobody is asked to describe such a thing.
DESCRIBE = re.compile(r"\b(describe|explain|tell us about|upload|send us)\b", re.IGNORECASE)


def read(slug):
    faults = Faults(slug)
    found = questionnaire(questionnaires.text(slug), faults)
    assert faults.found == []
    return found


def texts(value, path=""):
    """Every text in a questionnaire's file, with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from texts(inner, f"{path}[{at}]")
    elif isinstance(value, str):
        yield path, value


def without_welsh(value, path=""):
    """Places of texts for readers that have no Welsh beside them."""
    if isinstance(value, list):
        return [place for at, inner in enumerate(value) for place in without_welsh(inner, f"{path}[{at}]")]
    if not isinstance(value, dict):
        return []
    found = [
        f"{path}.{key}"
        for key in ("title", "about", "people", "text", "ask", "note", "what")
        if value.get(key) and not value.get(f"{key}_cy")
    ]
    return found + [place for key, inner in value.items() for place in without_welsh(inner, f"{path}.{key}")]


def test_there_are_three():
    assert SLUGS == ("business-attitude", "public-attitude", "victim")


@pytest.mark.parametrize("slug", SLUGS)
def test_is_read_without_a_fault_under_its_own_name(slug):
    assert read(slug).slug == slug


@pytest.mark.parametrize("slug", SLUGS)
def test_asks_about_twelve_months_as_the_crime_survey_does(slug):
    assert read(slug).reference_months == 12


@pytest.mark.parametrize("slug", SLUGS)
def test_claims_no_reviewer_who_does_not_exist(slug):
    made = read(slug)

    assert (made.reviewed_by, made.welsh_reviewed_by) == ("not yet reviewed", "not yet reviewed")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_text_is_there_in_welsh(slug):
    content = tomllib.loads(questionnaires.text(slug).decode())

    assert without_welsh(content) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_welsh_is_not_english_left_standing(slug):
    content = tomllib.loads(questionnaires.text(slug).decode())
    both = dict(texts(content))
    # Numbers and names of money stay as they are.
    same = [
        place for place, text in both.items() if both.get(f"{place}_cy") == text and re.search(r"[A-Za-z]{3}", text)
    ]

    assert same == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_may_be_left_unanswered(slug):
    # By an answer that says so, or by being about the person and not about what happened.
    made = read(slug)
    plain = {"internet", "region", "online", "sector", "size"}

    asked = [one for one in made.questions if one.kind == "one" and one.column not in plain]
    assert [one.column for one in asked if not any(option.missing for option in one.options)] == []
    counted = [one for one in made.questions if one.kind == "number"]
    assert [one.column for one in counted if not any(option.missing for option in one.options)] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_help_stands_beside_every_sensitive_question(slug):
    made = read(slug)

    assert [one.column for one in made.questions if one.sensitive and not one.help] == []
    assert [name for one in made.questions for name in one.help if name not in LINES] == []


def test_help_lines_are_those_of_the_one_dated_file():
    assert {"bank"} | set(bodies.support()) <= set(LINES)


@pytest.mark.parametrize("slug", SLUGS)
def test_nobody_is_asked_to_describe_what_happened(slug):
    content = tomllib.loads(questionnaires.text(slug).decode())

    asked = [
        (place, sentence)
        for place, text in texts(content)
        for sentence in re.split(r"(?<=[.?:!])\s", text)
        if DESCRIBE.search(sentence) and not re.search(r"\bnot\b", sentence)
    ]

    assert asked == []


@pytest.mark.parametrize("slug", SLUGS)
def test_threats_come_with_danger_first_and_where_pictures_of_children_go(slug):
    made = read(slug)
    threats = [one for one in made.questions if one.column in ("threats", "kind")]

    assert [one.column for one in threats if {"emergency", "child_images", "childline"} - set(one.help)] == []


def test_words_are_asked_once_and_never_read():
    asked = [(slug, one.column) for slug in SLUGS for one in read(slug).questions if one.kind == WORDS]

    assert asked == [("victim", "would_help")]
    assert "would_help" not in [one.column for one in read("victim").asked()]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_estimate_has_its_meaning_and_a_headline_leads(slug):
    made = read(slug)

    assert [one.slug for one in made.estimates if not one.what.en] == []
    assert 3 <= sum(one.headline for one in made.estimates) <= 8


def test_public_and_business_waves_can_stand_on_one_page():
    common = ["victim-any-online", "victim-fraud", "victim-computer-misuse", "reported-fraud", "incidents-any-online"]

    slugs = [[one.slug for one in read(slug).estimates] for slug in ("public-attitude", "business-attitude")]

    assert [[slug for slug in common if slug in found] for found in slugs] == [common, common]


def test_offence_groups_are_those_of_the_crime_survey():
    groups = ("bank-account-fraud", "advance-fee-fraud", "non-investment-fraud", "other-fraud", "malware",
              "unauthorised-access")  # fmt: skip

    slugs = {one.slug for one in read("public-attitude").estimates}

    assert [group for group in groups if f"victim-{group}" not in slugs] == []
