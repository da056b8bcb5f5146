"""Every reviewed folder holds what a reader needs, and a faulty one says precisely what is wrong."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from hueandcry.measures.actions.reviewed import DEFINITIONS, folders, outcome_stages, versions, words
from hueandcry.measures.rules.definition import LISTS, TEXTS, WrongDefinition, in_force, reviewed
from hueandcry.offences import queries as offences

EVERY = [folder for versions_ in folders() for folder in versions_]
NAMES = [f"{one.about.slug} v{one.about.version}" for one in EVERY]
FOLDERS = pytest.mark.parametrize("folder", EVERY, ids=NAMES)
# Words by which a definition would pass for reviewed, or point at a person.
REVIEWED = re.compile(r"\b(Dr|Prof|Mr|Ms|Mrs)\b|@")


def about(folder) -> dict:
    return tomllib.loads((folder.sql.parent / "definition.toml").read_text("utf-8"))


def test_the_measures_that_are_asked_for_are_there():
    assert {
        *("fraud-referrals", "judicial-outcomes", "suspect-identified", "charged", "court-result", "after-charge"),
        *("recorded-fraud", "recorded-computer-misuse", "online-flagged", "street-crime-rate", "time-to-outcome"),
        *("police-grant-per-head", "cyber-spend-share", "officers-trained", "prevention-disruption"),
        *("reporting-rate", "recorded-of-estimated"),
    } <= {one.about.slug for one in EVERY}


@FOLDERS
def test_every_text_stands_in_both_languages_and_they_differ(folder):
    told = about(folder)
    texts = [name for name in (*TEXTS, *LISTS, "unlike", "beside") if told.get(name)]

    assert [name for name in texts if not told[f"{name}_cy"] or told[f"{name}_cy"] == told[name]] == []


@FOLDERS
def test_nobody_is_said_to_have_reviewed_it(folder):
    told = about(folder)

    assert (told["authors"], told["checked_by"]) == ("not yet reviewed", "not yet checked")
    assert REVIEWED.search(str(told)) is None


@FOLDERS
def test_dates_are_sane(folder):
    told = about(folder)

    assert date(2026, 1, 1) <= told["since"] < told["next_review"] <= date(2030, 1, 1)


@FOLDERS
def test_the_question_is_a_question_and_caveats_are_sentences(folder):
    told = about(folder)

    assert told["question"].endswith("?") and told["question_cy"].endswith("?")
    assert [one for name in ("caveats", "caveats_cy") for one in told[name] if not one.endswith(".")] == []


@FOLDERS
def test_words_never_rank_and_never_alarm(folder):
    said = (folder.sql.parent / "definition.toml").read_text("utf-8").casefold()

    assert re.findall(r"\b(rank|ranked|league|worst|best force|surge|hotspot|epidemic)\b", said) == []


@FOLDERS
def test_what_a_measure_may_be_compared_across_is_said_of_one_scheme(folder):
    told = about(folder)

    assert told["scheme"]
    assert told.get("parts_of", told["scheme"]) == told["scheme"]


def test_every_outcome_on_file_has_a_stage_and_weights_tell_them_apart():
    stages = {row["code"]: row for row in outcome_stages()}
    counted = {row["counts_as"]: row["weight"] for row in stages.values() if row["weight"] > 0}

    assert {outcome.code for outcome in offences.outcomes()} | {"other"} == set(stages)
    assert len(set(counted.values())) == len(counted)
    assert {row["stage"] for row in stages.values() if row["weight"] >= 70} == {"court"}
    assert {row["stage"] for row in stages.values() if 50 <= row["weight"] < 70} == {"charged"}
    assert {row["stage"] for row in stages.values() if 20 <= row["weight"] < 50} == {"suspect"}
    assert {row["code"] for row in stages.values() if row["weight"] == 0} == {
        "under-investigation",
        "status-update-unavailable",
    }


def test_common_words_are_in_both_languages():
    assert [code for code, both in words().items() if not both.en or not both.cy or both.en == both.cy] == []


GOOD = tomllib.loads((DEFINITIONS / "judicial-outcomes" / "definition.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            {"kind": "speed"},
            "'kind' is 'speed'; there are 'rate', 'proportion', 'count', 'duration', 'amount', 'ratio'",
        ),
        ({"interval": "garwood"}, "'interval' is 'garwood'; there are 'wilson', 'given', 'none'"),
        ({"unit": "per cent"}, "'unit' 'per cent' does not fit a proportion"),
        ({"kind": "rate", "interval": "garwood", "unit": "crimes per 1,000 residents", "per": 100}, "is not per 100"),
        ({"direction": "up"}, "'direction' is 'up'; there are 'more is better', 'less is better', 'none'"),
        ({"since": "2026-11-26"}, "'since' is '2026-11-26', not a date"),
        ({"next_review": 2027}, "'next_review' is 2027, not a date"),
        ({"smallest": -1}, "'smallest' is -1, not a whole number of at least 0"),
        ({"smallest": True}, "'smallest' is True, not a whole number of at least 0"),
        ({"per": 0}, "'per' is 0, not a number above 0"),
        ({"caveats": []}, "'caveats' is not a list of texts"),
        ({"caveats": ["Only one."]}, "'caveats' and 'caveats_cy' have not as many entries"),
        ({"title_cy": None}, "no 'title_cy'"),
        ({"title": "  "}, "'title' is not a text"),
        ({"checked_by": "A. Name"}, "'checked_by' is 'A. Name'; there are"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"whole": "europe"}, "'whole' is 'europe'; there are '', 'england-and-wales'"),
        (
            {"whole": "england-and-wales", "kind": "duration", "interval": "order", "unit": "months"},
            "'whole' 'england-and-wales' of a duration that cannot be added up from those of forces",
        ),
        (
            {"whole": "england-and-wales", "interval": "given"},
            "'whole' 'england-and-wales' of a proportion that cannot be added up from those of forces",
        ),
        ({"parts": [{"code": "a"}]}, "part 1 has not code, name and name_cy alone"),
        ({"parts": [], "parts_of": "street"}, "both 'parts' and 'parts_of'"),
        ({"words": {"no-outcomes": {"en": "None."}}}, "words of 'no-outcomes' are not en and cy"),
        (
            {"breaks": [{"first": "2011", "title": "A", "title_cy": "B"}]},
            "break 1 has not first (a date), title and title_cy",
        ),
    ],
)
def test_a_faulty_definition_says_what_is_wrong(change, fault):
    told = {key: value for key, value in (GOOD | change).items() if value is not None}

    with pytest.raises(WrongDefinition) as error:
        reviewed("judicial-outcomes", told, "measures/definitions/judicial-outcomes/definition.toml")

    assert fault in "; ".join(error.value.faults)
    assert error.value.where == "measures/definitions/judicial-outcomes/definition.toml"
    assert error.value.remedy == "Correct the file; the build before goes on being served."


def test_every_fault_of_a_definition_is_told_at_once():
    told = {key: value for key, value in GOOD.items() if key != "question"} | {"kind": "speed", "since": 1}

    with pytest.raises(WrongDefinition) as error:
        reviewed("Judicial", told, "definition.toml")

    assert {fault.split(" is ")[0].split(";")[0] for fault in error.value.faults} == {
        "folder 'Judicial'",
        "no 'question'",
        "'kind'",
        "'since'",
    }


def test_somebody_who_checked_it_is_named_with_the_day():
    assert (
        reviewed("a", GOOD | {"checked_by": "A. Reader, 2027-01-31"}, "file").told["checked_by"]
        == "A. Reader, 2027-01-31"
    )


def copied(folder: Path, *, version: int, since: str) -> None:
    """Copy a good measure into a folder as another version."""
    folder.mkdir(parents=True)
    text = (DEFINITIONS / "judicial-outcomes" / "definition.toml").read_text("utf-8")
    text = text.replace("version = 1", f"version = {version}", 1)
    text = re.sub(r"^since = .*$", f"since = {since}", text, count=1, flags=re.MULTILINE)
    (folder / "definition.toml").write_text(text, "utf-8")
    (folder / "measure.sql").write_text((DEFINITIONS / "judicial-outcomes" / "measure.sql").read_text("utf-8"), "utf-8")


def test_versions_are_read_oldest_first(tmp_path):
    copied(tmp_path / "some-measure", version=3, since="2027-06-01")
    copied(tmp_path / "some-measure" / "v1", version=1, since="2026-11-26")
    copied(tmp_path / "some-measure" / "v2", version=2, since="2027-01-01")

    assert [one.about.version for one in versions(tmp_path / "some-measure")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("number", "since", "fault"),
    [
        (1, "2027-01-01", "'version' is 1; expected 2, of 2 versions"),
        (3, "2027-01-01", "'version' is 3; expected 2, of 2 versions"),
        (2, "2026-11-26", "'since' is 2026-11-26; expected a day after 2026-11-26"),
    ],
)
def test_versions_that_contradict_each_other_are_refused(tmp_path, number, since, fault):
    copied(tmp_path / "some-measure", version=number, since=since)
    copied(tmp_path / "some-measure" / "v1", version=1, since="2026-11-26")

    with pytest.raises(WrongDefinition) as error:
        versions(tmp_path / "some-measure")

    assert fault in str(error.value)


@pytest.mark.parametrize("missing", ["definition.toml", "measure.sql"])
def test_a_folder_that_lacks_a_file_is_refused(tmp_path, missing):
    copied(tmp_path / "some-measure", version=1, since="2026-11-26")
    (tmp_path / "some-measure" / missing).unlink()

    with pytest.raises(WrongDefinition) as error:
        versions(tmp_path / "some-measure")

    assert error.value.faults == (f"no {missing}",)


def test_broken_toml_is_refused_with_its_line(tmp_path):
    copied(tmp_path / "some-measure", version=1, since="2026-11-26")
    (tmp_path / "some-measure" / "definition.toml").write_text('version = 1\ntitle = \nkind = "rate"', "utf-8")

    with pytest.raises(WrongDefinition, match=r"broken TOML .*line 2"):
        versions(tmp_path / "some-measure")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, [1, 2]),
        ("2027-01-01", [1, 2]),
        ("2026-12-31", [1]),
        ("2026-12", [1]),
        ("2027-01", [1, 2]),
        ("2016-04-01", [1]),
    ],
)
def test_the_version_in_force_on_a_day(as_of, expected):
    first = reviewed("a", GOOD, "file")
    second = reviewed("a", GOOD | {"version": 2, "since": date(2027, 1, 1)}, "file")

    assert [one.version for one in in_force([second, first], as_of)] == expected
