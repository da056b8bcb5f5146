"""Every reviewed claim keeps the contract; and a file that does not is told precisely, every fault at once."""

import datetime
import re
import tomllib
from fractions import Fraction

import pytest

from claims.making import CHECK, HEAD, claim, enough, fact, faults, written
from hueandcry.claims.queries import reviewed
from hueandcry.claims.queries.claim import SPEAKER_KINDS
from hueandcry.claims.queries.reviewed import REVIEWED
from hueandcry.claims.queries.sections import FaultyClaim
from hueandcry.claims.rules.verdicts import Several

CLAIMS = reviewed.looked_through()[0]
FOLDERS = sorted(path.parent for path in REVIEWED.glob("*/claim.toml"))
ADDRESS = re.compile(r"https?://[^/]+")


# ---- the claims that are shipped -----------------------------------------------------------------------------------


def test_every_folder_is_a_claim_without_a_fault():
    assert faults(REVIEWED) == []
    assert [one.slug for one in CLAIMS] == [folder.name for folder in FOLDERS]
    assert len(CLAIMS) >= 28


@pytest.mark.parametrize("one", CLAIMS, ids=lambda one: one.slug)
def test_a_claim_says_who_where_when_and_how_sure_each_fact_is(one):
    assert one.speaker.kind in SPEAKER_KINDS
    assert datetime.date(2012, 1, 1) <= one.document.on <= datetime.date(2026, 12, 31)
    assert {known.status for known in one.facts} <= {"verified", "inferred", "not verified"}
    assert [known.name for known in one.facts if not known.from_build and not known.document] == []
    assert str(one.checked_by) == "not yet checked"


@pytest.mark.parametrize("one", CLAIMS, ids=lambda one: one.slug)
def test_every_text_stands_in_both_languages(one):
    def lacking(told, where):
        for key, text in told.items():
            if isinstance(text, dict):
                yield from lacking(text, f"{where}.{key}")
            elif isinstance(text, list) and text and isinstance(text[0], dict):
                for part in text:
                    yield from lacking(part, f"{where}.{key}")
            elif f"{key}_cy" in told and not key.endswith("_cy"):
                assert bool(text) == bool(told[f"{key}_cy"]), f"{where}.{key}"
                if isinstance(text, str) and len(text) > 25 and text == told[f"{key}_cy"]:
                    yield f"{where}.{key}"

    assert list(lacking(one.raw["claim"], one.slug)) == []
    assert one.speaker.name.welsh


@pytest.mark.parametrize("one", CLAIMS, ids=lambda one: one.slug)
def test_only_those_on_the_reviewed_list_are_named(one):
    """No private person is named: not as who said it, and no honorific or rank with a name stands in any text."""
    speakers = tomllib.loads((REVIEWED / "speakers.toml").read_text("utf-8"))
    text = (REVIEWED / one.slug / "claim.toml").read_text("utf-8")

    assert one.speaker.slug in speakers
    ranks = r"Mr|Mrs|Ms|Dr|Sir|Commander|Commissioner|Detective|Inspector|Minister|AM|MP"
    assert re.findall(rf"\b(?:{ranks})\.? [A-Z][a-z]+", text) == []


def test_speakers_and_documents_that_nobody_uses_are_not_kept():
    used = {one.speaker.slug for one in CLAIMS}
    cited = {slug for one in CLAIMS for slug in one.raw["documents"]}

    assert set(tomllib.loads((REVIEWED / "speakers.toml").read_text("utf-8"))) == used
    assert set(tomllib.loads((REVIEWED / "documents.toml").read_text("utf-8"))) == cited


@pytest.mark.parametrize("one", CLAIMS, ids=lambda one: one.slug)
def test_a_claim_is_kept_with_all_that_it_needs(one):
    again = reviewed.kept(one.slug, one.raw)

    assert (again.title, again.facts, again.steps, again.checks) == (one.title, one.facts, one.steps, one.checks)


def test_whoever_can_answer_has_not_been_asked_and_no_reply_is_invented():
    states = {one.speaker.kind: set() for one in CLAIMS}
    for one in CLAIMS:
        states[one.speaker.kind].add(one.reply.state)

    assert states["reading"] == {"nobody to ask"}
    assert {state for kind in ("publication", "public body") for state in states[kind]} == {"not yet asked"}
    assert not any(one.reply.text for one in CLAIMS)


def test_related_claims_name_each_other():
    related = {one.slug: one.related for one in CLAIMS}

    assert [(slug, other) for slug, others in related.items() for other in others if other not in related] == []


# ---- faults --------------------------------------------------------------------------------------------------------


def test_a_claim_without_a_fault_is_read(tmp_path):
    one = claim(written(tmp_path, {"claim": enough()}))

    assert [fact.value for fact in one.facts] == [21307, 39339]
    assert one.several is Several.PARTS
    assert one.checks[0].claimed.span.low == Fraction("85.5")
    assert one.checks[0].places == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            enough().replace("change(before, after)", "change(before, later)"),
            "claim/claim.toml: check[1].expression, position 16 of 'change(before, later)': found the name 'later'",
        ),
        (
            enough().replace("change(before, after)", "change(before; after)"),
            "claim/claim.toml: check[1].expression, position 14 of 'change(before; after)': found ';'",
        ),
        (
            enough(before=0),
            "claim/claim.toml: check[1].expression, position 1 of 'change(before, after)': found a division by nought",
        ),
        (
            HEAD + fact("before", 5, unit='"£"') + fact("after", 6) + CHECK,
            "claim/claim.toml: check[1].expression, position 1 of 'change(before, after)': found £ beside count",
        ),
        (
            enough().replace('unit = "%"', 'unit = "£"'),
            "claim/claim.toml: check[1].claimed.unit: found '£'; expected '%', which expression gives",
        ),
        (
            enough().replace('value = "86"', 'value = "86 %"'),
            "claim/claim.toml: check[1].claimed.value, what is claimed",
        ),
        (
            enough().replace('who = "gazette"', 'who = "John Smith"'),
            "claim/claim.toml: who: found 'John Smith'; expected a speaker of speakers.toml",
        ),
        (
            enough().replace('document = "article"\nsection = "The first', 'document = "letter"\nsection = "The first'),
            "claim/claim.toml: document: found 'letter'; expected a document of documents.toml",
        ),
        (
            enough().replace('title_cy = "Mae A yn codi 86 %"\n', ""),
            "claim/claim.toml: title_cy: found nothing; expected the same in the other language",
        ),
        (
            enough().replace(
                "up by 86 per cent", "one two three four five six seven eight nine ten eleven twelve more"
            ),
            "claim/claim.toml: words: found a quotation of 13 words; expected at most 12",
        ),
        (
            enough().replace("value = 39339", 'value = "many"'),
            "claim/claim.toml: fact[2].value: found 'many'; expected a number",
        ),
        (
            enough().replace("value = 39339\n", ""),
            "claim/claim.toml: fact[2].value: found nothing; expected a value, built = true, or a measure",
        ),
        (
            enough().replace('name = "after"', 'name = "before"'),
            "claim/claim.toml: fact[2].name: found 'before'; expected a name of its own",
        ),
        (
            enough().replace('status = "verified"', 'status = "sure"', 1),
            "claim/claim.toml: fact[1].status: found 'sure'; expected one of verified, inferred, not verified",
        ),
        (
            enough() + '\n[reply]\nstate = "replied"\n',
            "claim/claim.toml: reply.by: found nothing; expected a text",
        ),
        (enough() + "\n[verdict]\nword = 1\n", "claim/claim.toml: verdict: found a key that means nothing here"),
        (enough() + '\nrelated = "x"', "claim/claim.toml: check[1].claimed.related: found a key that means nothing"),
        (
            HEAD + 'several = "definitions"\n' + fact("before", 1) + fact("after", 2) + CHECK,
            "claim/claim.toml: several: found definitions, but 1 check; expected at least two checks",
        ),
        (HEAD, "claim/claim.toml: check: found both or neither; expected either [[check]] or [uncheckable]"),
        (
            enough() + CHECK,
            "claim/claim.toml: check: found 2 checks, some without a label; expected a label for each",
        ),
        (
            enough().replace('value = "86"', 'above = "50"'),
            "claim/claim.toml: check[1].claimed.reading: found nothing; expected a sentence that says why these bounds",
        ),
        (
            enough().replace('value = "86"', 'low = "9"\nhigh = "5"\nreading = "x"\nreading_cy = "x"'),
            "claim/claim.toml: check[1].claimed.value, what is claimed: found bounds 9 and 5",
        ),
        ('title = "a"\nwords = ?\n', "claim/claim.toml: found Invalid value (at line 2, column 9); expected TOML"),
        (
            'related = ["x"]\n' + enough(),
            "claim/claim.toml: related: found 'x'; expected the slug of another claim",
        ),
    ],
)
def test_a_fault_is_told_with_its_file_and_key(tmp_path, text, expected):
    found = faults(written(tmp_path, {"claim": text}))

    assert [one for one in found if one.startswith(expected)], found


@pytest.mark.parametrize(
    ("file", "data", "expected"),
    [
        ("claim/claim.toml", enough().encode() + b"\n# caf\xe9\n", "byte 0xe9 on line 44; expected text in UTF-8"),
        ("claim/claim.toml", enough().encode("utf-16"), "byte 0xff on line 1; expected text in UTF-8"),
        ("claim/claim.toml", b"a = " + b"[" * 5000 + b"]" * 5000, "brackets nested too deeply; expected TOML"),
        ("claim/claim.toml", enough(before="9" * 5000).encode(), "Exceeds the limit"),
        ("claim/claim.toml", enough(before="nan").encode(), "nan; expected a number, of 1,000,000,000,000,000 at most"),
        ("claim/claim.toml", enough(before="1e400").encode(), "inf; expected a number, of 1,000,000,000,000,000"),
        ("claim/claim.toml", enough(before="1e300").encode(), "1e+300; expected a number, of 1,000,000,000,000,000"),
        ("speakers.toml", b"gazette = 'x'", "'x'; expected a table"),
        ("documents.toml", b"article = 'x'", "'x'; expected a table"),
        (
            "documents.toml",
            b"[article]\non = 2017-07-27T10:00:00",
            "datetime.datetime(2017, 7, 27, 10, 0); expected a day",
        ),
        (
            "documents.toml",
            b"[article]\nurl = 'javascript:alert(1)'",
            "'javascript:alert(1)'; expected an address that",
        ),
    ],
)
def test_a_file_that_nobody_can_read_is_told_and_never_breaks(tmp_path, file, data, expected):
    folder = written(tmp_path, {"claim": enough()})
    (folder / file).write_bytes(data)

    assert [one for one in faults(folder) if f"found {expected}" in one] != []


def test_a_byte_order_mark_and_other_line_ends_make_no_difference(tmp_path):
    folder = written(tmp_path, {"claim": ""})
    (folder / "claim" / "claim.toml").write_bytes("\ufeff".encode() + enough().replace("\n", "\r\n").encode())

    assert faults(folder) == []


def test_a_comparison_is_no_bound(tmp_path):
    text = enough().replace('expression = "change(before, after)"', 'low = "before < after"\nhigh = "after"')

    assert [
        one for one in faults(written(tmp_path, {"claim": text})) if "check[1].low: found a comparison" in one
    ] != []


def test_all_faults_of_all_files_are_told_together(tmp_path):
    folder = written(tmp_path, {"a": enough().replace("gazette", "nobody"), "b": enough(before='"x"'), "c": enough()})

    found, wrong = reviewed.looked_through(folder)

    assert [one.slug for one in found] == ["c"]
    assert {str(one).split("/")[0] for one in wrong} == {"a", "b"}
    with pytest.raises(FaultyClaim) as error:
        reviewed.claims(folder)
    assert len(str(error.value).splitlines()) == len(wrong)


def test_a_select_that_no_fact_needs_or_that_is_not_there_is_a_fault(tmp_path):
    built = HEAD + fact("before", 1) + fact("after") + CHECK

    assert faults(written(tmp_path / "a", {"claim": built})) == [
        "claim/facts.sql: found no file; expected the SELECT that answers built = true. Write it beside the claim."
    ]
    assert faults(written(tmp_path / "b", {"claim": enough()}, claim="SELECT 1")) == [
        "claim/facts.sql: found a file; expected none: no fact has built = true. Take it away, or use it."
    ]


def test_a_reply_and_the_day_it_came_are_read(tmp_path):
    reply = (
        '\n[reply]\nstate = "replied"\nasked_on = 2026-10-01\nreplied_on = 2026-10-09\nby = "The editor"\n'
        'by_cy = "Y golygydd"\ntext = "We rounded."\ntext_cy = "Fe wnaethom dalgrynnu."\n'
    )

    one = claim(written(tmp_path, {"claim": enough() + reply}))

    assert (str(one.reply.text), one.reply.replied_on) == ("We rounded.", datetime.date(2026, 10, 9))
