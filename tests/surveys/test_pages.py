"""Pages of surveys: each figure with how far chance reaches, what is not shown is never zero, and nobody is exposed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from hueandcry.surveys import queries
from hueandcry.warehouse import builds, frozen
from hueandcry.warehouse.reading import Reader
from surveys import homes
from surveys.waves import SECRET
from web.reading import links, questions, words

PUBLIC = "/surveys/exampleshire-public/2026/"
ADDRESSES = (
    *("/surveys/", "/surveys/questionnaires/", "/surveys.json", "/surveys.atom"),
    *(f"/surveys/small/{path}" for path in ("", "2025/", "2026/", "2027/", "2025/questions/", "2025.csv", "2025.json")),
    *(f"/surveys/small/{path}" for path in ("2025.zip", "2025.csv-metadata.json", "2025/publication-1.json")),
    "/charts/surveys/small/2025/victim/sex.svg",
)


@pytest.fixture
def county():
    with homes.served(homes.county()) as client:
        yield client


@pytest.fixture
def small():
    with homes.served(homes.small()) as client:
        yield client


@pytest.fixture
def twice():
    with homes.served(homes.twice()) as client:
        yield client


@pytest.fixture
def empty():
    with homes.served(homes.empty()) as client:
        yield client


def reader(home):
    return Reader(builds.current(home))


# ---- the list and a survey ------------------------------------------------------------------------------------------


def test_list_tells_of_each_survey_by_its_newest_wave(county):
    page = words(county.get("/surveys/"))

    found = queries.estimates(
        reader(homes.county()), survey="exampleshire-public", wave="2026", estimate="victim-any-online", split=""
    )[0]
    assert f"Victims of any crime online: {100 * found.value:.1f}%; between {100 * found.lower:.1f}% and" in page
    assert "2 waves, the newest: April to September 2026" in page


def test_without_surveys_the_page_says_so_and_offers_questionnaires(empty):
    response = empty.get("/surveys/")

    assert "No survey is published here yet" in words(response)
    assert {f"/surveys/questionnaires/{slug}/" for slug in ("victim", "public-attitude")} - set(
        links(response)
    ) == set()


def test_survey_sets_its_waves_side_by_side_oldest_first(county):
    page = words(county.get("/surveys/exampleshire-public/"))

    assert page.index("April to September 2025") < page.index("April to September 2026")
    assert "percentage points since April to September 2025, more than chance" in page


def test_wave_by_wave_says_with_which_wave_a_figure_was_compared_or_why_with_none(small):
    page = words(small.get("/surveys/small/"))

    assert "One of the two waves was asked by telephone" in page
    assert "since All of 2025" in page
    assert "since All of 2026" not in page


def test_survey_of_one_wave_has_nothing_to_set_side_by_side(county):
    assert "Wave by wave" not in words(county.get("/surveys/exampleshire-business/"))


@pytest.mark.parametrize("path", ["/surveys/nothing/", "/surveys/small/1999/", "/surveys/nothing/2025/questions/"])
def test_what_is_not_published_is_not_found(small, path):
    assert small.get(path).status_code == 404


# ---- a wave ---------------------------------------------------------------------------------------------------------


def test_every_headline_figure_has_interval_base_change_and_trail(county):
    page = county.get(PUBLIC).content.decode()

    figures = page.partition('<div class="survey">')[0].split('<div class="figure">')[1:]
    assert len(figures) == 6
    assert [one for one in figures if "between" not in one or "answered" not in one] == []
    assert [one for one in figures if "since April to September 2025" not in one] == []
    assert [one for one in figures if "SHA-256" not in one or "respondents.csv" not in one] == []


def test_change_is_told_with_its_interval_and_whether_it_is_more_than_chance(county):
    page = words(county.get(PUBLIC))

    change = next(
        one
        for one in queries.changes(reader(homes.county()), survey="exampleshire-public", wave="2026", split="")
        if one.estimate == "victim-fraud"
    )
    assert (
        f"+{100 * change.difference:.1f} percentage points since April to September 2025 "
        f"(between +{100 * change.lower:.1f} and +{100 * change.upper:.1f}): more than chance."
    ) in page
    assert "no more than chance" in page


def test_estimate_is_chosen_by_its_address(county):
    page = words(county.get(PUBLIC, {"estimate": "incidents-fraud"}))

    assert "By group: Incidents of fraud" in page


def test_unknown_estimate_shows_the_first(county):
    assert "By group: Victims of any crime online" in words(county.get(PUBLIC, {"estimate": "<script>"}))


def test_groups_are_told_by_name_with_which_differ_from_everybody_else(county):
    page = words(county.get(PUBLIC, {"estimate": "victim-threats-online"}))

    assert "16 to 24: more often than everybody else, +" in page
    assert "Hollin Vale" in page


def test_area_and_force_have_the_names_of_the_build_and_a_single_group_is_left_out(county):
    page = words(county.get(PUBLIC))

    assert "Police force area" not in page
    assert "Northmere" in page


def test_what_is_not_shown_says_why_and_has_no_figure(small):
    response = small.get("/surveys/small/2027/", {"estimate": "victim"})

    row = re.search(r'<th scope="row"><span>Kent Police</span></th>.*?</tr>', response.content.decode(), re.DOTALL)[0]
    assert "not shown" in row and "Too few people answered." in row
    assert re.findall(r"\d%<|per 1,000<", row) == []


def test_telephone_wave_is_shown_and_says_why_it_is_not_compared(small):
    page = words(small.get("/surveys/small/2026/"))

    assert "Asked by telephone, 1 January 2026 to 30 June 2026" in page
    assert (
        "Not compared with All of 2025. One of the two waves was asked by telephone, of another sample and with other "
        "questions."
    ) in page
    assert "percentage points" not in page


def test_wave_after_a_telephone_wave_is_compared_with_the_one_before_it(small):
    page = words(small.get("/surveys/small/2027/"))

    assert "since All of 2025" in page
    assert "since All of 2026" not in page


def test_correction_is_listed_with_its_note_and_the_first_stays(small):
    response = small.get("/surveys/small/2025/")

    assert "Corrected: Weights were wrong." in words(response)
    both = [f"/surveys/small/2025/publication-{number}.json" for number in (2, 1)]
    assert [link for link in links(response) if link in both] == both


def test_method_and_caveats_stand_beside(small):
    page = words(small.get("/surveys/small/2025/"))

    assert "Drawn at 60 sampling points in 10 strata." in page
    assert "Figures that rest on fewer than 50 people" in page
    assert "Nobody was asked." in page  # the wave's own caveat


def test_build_that_is_no_longer_kept_is_said_to_be_gone(small):
    gone = words(small.get("/surveys/small/2025/", {"build": "20200101T000000Z-0123456789"}))

    assert "is no longer kept here" in gone


def test_earlier_build_is_shown_while_it_is_kept_and_its_files_and_links_stay_in_it(twice):
    first = min(one.id for one in builds.kept(homes.twice()))

    response = twice.get("/surveys/small/2025/", {"build": first})

    assert f"These are the figures of an earlier build, {first}." in words(response)
    beside = [link for link in links(response) if re.match(r"/(charts/)?surveys/small/2025", link)]
    astray = [link for link in beside if first not in link and "publication-" not in link]
    assert astray == ["/surveys/small/2025/"]  # "See the present figures"
    figures = frozen.versions(homes.twice(), "survey", "small.2025")[0].json("figures.json")
    told = json.loads(twice.get("/surveys/small/2025.json", {"build": first}).content)
    assert [one["value"] for one in told["estimates"]] == [one["value"] for one in figures]
    assert told["address"] == f"http://testserver/surveys/small/2025/?build={first}"
    assert first in twice.get("/surveys/small/2025.csv", {"build": first}).headers["Link"]


def test_present_build_asked_for_by_name_is_not_called_an_earlier_one(twice):
    now = builds.current(homes.twice()).id

    response = twice.get("/surveys/small/2025/", {"build": now})

    assert "earlier build" not in words(response)
    assert "/surveys/small/2025.csv" in links(response)


def test_welsh_page_has_the_welsh_of_the_wave_and_its_questionnaire(county):
    page = words(county.get(f"/cy{PUBLIC}"))

    assert "Arolwg barn y cyhoedd Exampleshire (dychmygol)" in page
    assert "Dioddefwyr twyll" in page
    assert "Victims of fraud" not in page


@pytest.mark.parametrize(("home", "path", "said"), [("county", PUBLIC, 1), ("small", "/surveys/small/2025/", 0)])
def test_invented_wave_says_so_in_the_banner(home, path, said):
    with homes.served(getattr(homes, home)()) as client:
        page = client.get(path).content.decode()

    assert page.count("This county does not exist") == said


def test_more_groups_cost_no_more_questions(monkeypatch):
    counted = []
    for home, path in ((homes.small(), "/surveys/small/2025/"), (homes.county(), PUBLIC)):
        with homes.served(home) as client, questions(monkeypatch) as asked:
            client.get(path, {"again": str(len(counted))})
        counted.append(len([name for name in asked if name in SELECTS]))

    assert counted[0] == counted[1]


SELECTS = ("waves", "estimates", "changes", "groups", "publications", "area_names", "built_at")


def test_page_is_light(county):
    assert len(county.get(PUBLIC).content) < 200_000


def test_before_the_first_build_the_page_says_what_to_do(home):
    with homes.served(home) as client:
        response = client.get("/surveys/")

    assert response.status_code == 503


# ---- questionnaires -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["public-attitude", "business-attitude", "victim"])
@pytest.mark.parametrize("lang", ["", "/cy"])
def test_questionnaire_is_shown_as_a_person_would_be_asked_it(empty, slug, lang):
    response = empty.get(f"{lang}/surveys/questionnaires/{slug}/")

    page, asked = words(response), queries.questionnaire(slug)
    texts = [question.ask.cy if lang else question.ask.en for question in asked.questions]
    places = [page.find(re.sub(r"\s+", " ", text)) for text in texts]
    assert min(places) > 0
    assert response.content.count(b'class="asked__number"') == len(texts)


def test_routing_is_told_in_words_by_the_number_of_the_question(empty):
    page = words(empty.get("/surveys/questionnaires/public-attitude/"))

    assert (
        "7 How many times has that happened to you in the last 12 months? Only if you said “Yes” to question 6." in page
    )


def test_help_stands_beside_the_question_about_threats(empty):
    page = words(empty.get("/surveys/questionnaires/public-attitude/"))

    beside = page[page.index("has anybody threatened") :][:1500]
    assert [said for said in ("999", "101", "08 08 16 89 111", "0800 1111", "116 123") if said not in beside] == []


def test_page_of_questions_collects_nothing(empty):
    page = empty.get("/surveys/questionnaires/victim/").content.decode()

    assert re.findall(r"<(?:form|input|textarea|select)\b", page) == []
    assert "It does not collect answers." in page


def test_questions_of_a_wave_are_those_with_which_it_was_published(small):
    assert "Were you tricked?" in words(small.get("/surveys/small/2025/questions/"))


def test_questionnaire_for_survey_tools_holds_codes_routing_and_both_languages(empty):
    told = json.loads(empty.get("/surveys/questionnaires/public-attitude.json").content)

    times = next(one for one in told["questions"] if one["column"] == "bank_times")
    assert (times["ask_if_any"], times["least"]) == (["bank=yes"], 1)
    assert times["answers"][0] == {
        "code": "many",
        "text": {"en": "Too many to count", "cy": "Gormod i'w cyfrif"},
        "missing": False,
        "too_many": True,
    }
    threats = next(one for one in told["questions"] if one["column"] == "threats")
    assert threats["help"][0]["phone"] == "999"
    assert told["reviewed_by"] == "not yet reviewed"


def test_questionnaire_that_does_not_exist_is_not_found(empty):
    assert empty.get("/surveys/questionnaires/rumours/").status_code == 404
    assert json.loads(empty.get("/surveys/questionnaires/rumours.json").content)["error"]["found"] == "rumours"


# ---- feed and frozen publications -----------------------------------------------------------------------------------


def test_feed_tells_of_waves_and_corrections_under_names_that_stay(small):
    found = ElementTree.fromstring(small.get("/surveys.atom").content)
    entries = [
        (one.find("{*}id").text.split(":", 2)[2], one.find("{*}title").text, one.find("{*}updated").text)
        for one in found.findall("{*}entry")
    ]

    assert entries[0] == (
        "survey:small:2025:2", "Corrected: A small survey of nowhere, All of 2025", "2026-11-22T09:00:02+00:00"
    )  # fmt: skip
    assert {name for name, _, _ in entries} == {
        *("survey:small:2025:1", "survey:small:2025:2", "survey:small:2026:1", "survey:small:2027:1"),
        "survey:hostile:2025:1",
    }


def test_feed_without_surveys_is_a_feed(empty):
    assert ElementTree.fromstring(empty.get("/surveys.atom").content).findall("{*}entry") == []


def test_both_publications_of_a_corrected_wave_are_there_as_they_were_frozen(small):
    told = [json.loads(small.get(f"/surveys/small/2025/publication-{number}.json").content) for number in (1, 2)]

    kept = frozen.versions(homes.small(), "survey", "small.2025")
    assert [one["estimates"] for one in told] == [one.json("figures.json") for one in kept]
    assert [one["note"] for one in told] == ["", "Weights were wrong."]
    assert told[0]["sha256"] == dict(kept[0].files)
    assert small.get("/surveys/small/2025/publication-3.json").status_code == 404


def test_publication_that_was_tampered_with_is_not_shown(tmp_path, home):
    from surveys.waves import NOW, folder

    made = homes.actions.publish(home=home, folder=folder(tmp_path), now=NOW)
    homes._built(home, NOW.replace(second=4))
    path = made.folder / "figures.json"
    path.write_bytes(path.read_bytes().replace(b"0.", b"1.", 1))

    with homes.served(home) as client:
        response = client.get("/surveys/small/2025/publication-1.json")

    assert response.status_code == 400
    assert "SHA-256" in json.loads(response.content)["error"]["found"]


# ---- nobody is exposed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_page_or_file_holds_a_word_a_weight_or_a_name_of_a_respondent(small, path):
    response = small.get(path)

    body = response.content
    if path.endswith(".zip"):
        import io
        import zipfile

        archive = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(archive.read(name) for name in archive.namelist())
    assert response.status_code == 200
    assert [word for word in (SECRET, "Quixwood", "R00003", "psu 4", "stratum 3") if word.encode() in body] == []


def test_pages_need_no_statistics_library():
    code = (
        "import django, sys; django.setup()\n"
        "from django.test import Client\n"
        f"for path in ({PUBLIC!r}, '/surveys/', '/surveys/exampleshire-public/2026.zip', '/surveys.atom'):\n"
        "    assert Client().get(path).status_code == 200, path\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'scipy', 'numba', 'pandas'}))\n"
    )
    environment = {**os.environ, "HUEANDCRY_HOME": str(homes.county().root)}

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)

    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
