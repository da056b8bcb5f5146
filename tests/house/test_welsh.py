"""Welsh stands beside English: nothing is left untranslated, no placeholder is lost, and nothing new is forgotten."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hueandcry.bodies import queries as bodies
from hueandcry.offences import queries as offences
from hueandcry.places import queries as places
from hueandcry.sources import queries as sources
from hueandcry.sources.feeds import feeds

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "src/hueandcry/project/locale/cy/LC_MESSAGES/django.po"
FIELD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$')
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|</?[a-z]+[^>]*>|&[a-z]+;")


def messages(path: Path) -> list[dict]:
    """Return the messages of a catalogue: `msgid`, perhaps `msgid_plural` and `msgctxt`, and the forms `strings`."""
    found = []
    for block in path.read_text("utf-8").split("\n\n"):
        message, name = {"strings": [], "fuzzy": "#, fuzzy" in block}, None
        for line in block.splitlines():
            field = FIELD.match(line)
            if field:
                name = field[1]
                if name.startswith("msgstr"):
                    message["strings"].append(ast.literal_eval(field[2]))
                else:
                    message[name] = ast.literal_eval(field[2])
            elif line.startswith('"') and name:
                more = ast.literal_eval(line)
                if name.startswith("msgstr"):
                    message["strings"][-1] += more
                else:
                    message[name] += more
        if message.get("msgid"):
            found.append(message)
    return found


def test_every_message_is_translated():
    unready = [one["msgid"] for one in messages(CATALOGUE) if one["fuzzy"] or not all(one["strings"])]

    assert unready == []


def test_every_plural_has_the_four_forms_of_welsh():
    plurals = [one for one in messages(CATALOGUE) if "msgid_plural" in one]

    assert plurals
    assert [one["msgid"] for one in plurals if len(one["strings"]) != 4] == []


def test_no_placeholder_or_tag_is_lost():
    wrong = []
    for one in messages(CATALOGUE):
        english = [sorted(PLACEHOLDERS.findall(one[name])) for name in ("msgid", "msgid_plural") if name in one]
        wrong += [one["msgid"] for text in one["strings"] if sorted(PLACEHOLDERS.findall(text)) not in english]

    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_text():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    for one in messages(CATALOGUE):
        key = f"{one['msgctxt']}\x04{one['msgid']}" if "msgctxt" in one else one["msgid"]
        expected = dict(enumerate(one["strings"])) if "msgid_plural" in one else {None: one["strings"][0]}
        for form, text in expected.items():
            assert compiled[key if form is None else (key, form)] == text


def test_no_string_of_code_or_pages_is_forgotten(tmp_path):
    """Collect the strings anew, in a copy, and compare: run `make messages` and translate when this fails."""
    if not shutil.which("xgettext"):
        if os.environ.get("CI") == "true":
            pytest.fail("gettext is not installed")
        pytest.skip("gettext is not installed")
    copy = tmp_path / "hueandcry"
    shutil.copytree(ROOT / "src/hueandcry", copy, ignore=shutil.ignore_patterns("vendor", "locale", "__pycache__"))
    (copy / "project/locale").mkdir()
    collect = (
        "from django.core.management import call_command; "
        "call_command('makemessages', locale=['cy'], no_location=True, verbosity=0, ignore_patterns=['web/methods/*'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "HUEANDCRY_HOME": str(tmp_path / "home")}
    program = f"import django; django.setup(); {collect}"
    subprocess.run([sys.executable, "-c", program], cwd=copy, env=environment, check=True, timeout=120)

    collected = {one["msgid"] for one in messages(copy / "project/locale/cy/LC_MESSAGES/django.po")}
    assert collected - {one["msgid"] for one in messages(CATALOGUE)} == set()


MARKS = {"gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "npgettext", "_"}


def lost_in(source: str) -> list[int]:
    """Return the lines of an f-string that holds a marked message: such a message is never collected."""
    return [
        call.lineno
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in MARKS
    ]


def test_no_message_is_marked_inside_an_f_string():
    code = [*(ROOT / "src/hueandcry").rglob("*.py")]

    assert code
    assert [f"{path.relative_to(ROOT)}:{line}" for path in code for line in lost_in(path.read_text("utf-8"))] == []


def test_a_message_marked_inside_an_f_string_is_seen():
    assert lost_in("said = gettext('one')\nsaid = f'{said} {gettext(\"two\")}'") == [2]
    assert lost_in("said = f'{translation.ngettext(one, many, 2)}'") == [1]


def test_every_feed_is_described_in_welsh_too():
    untold = [
        (feed.slug, name)
        for feed in feeds()
        for name in ("title_cy", "publisher_cy", "licence_cy")
        if not getattr(feed, name)
    ]

    assert untold == []


def test_every_break_and_gap_is_told_in_welsh_too():
    breaks = [(one.id, one.title_cy, one.why_cy, one.verified_cy) for one in sources.breaks()]
    gaps = [(f"{one.body} {one.dataset}", one.why_cy, one.verified_cy) for one in sources.gaps()]

    assert [told[0] for told in (*breaks, *gaps) if not all(told)] == []


def test_every_kind_and_outcome_has_a_welsh_name():
    assert [one.code for one in (*offences.kinds(), *offences.outcomes()) if not one.name_cy] == []


def test_every_district_that_a_welsh_force_polices_has_a_welsh_name():
    welsh = [name for one in bodies.forces() if one.country == "Wales" for name in bodies.districts()[one.slug]]

    assert welsh
    assert [name for name in welsh if not places.welsh_names().get(name)] == []
