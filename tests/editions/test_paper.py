"""The edition on paper, read again by an independent reader: words, language, tags; names are never code."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from django.test import override_settings
from pypdf import PdfReader

from editions import homes
from hueandcry.editions import printing, queries
from hueandcry.editions.printing import NoTypeface
from hueandcry.editions.rules.content import Area, Item

AWKWARD = r"#panic() $x^2$ [Bath] *bold* _soft_ \ `raw` <label> @cite = Heading // gone /* gone */ ~ '" + '"'


def content(slug="2018-19", home=homes.published_annual):
    return queries.edition(home(), slug).content


def printed(told, area=None, language="en-gb", **about):
    about = {"number": 1, "published_at": homes.NOW, "note": "", **about}
    return printing.paper(told, area or told.default_area, language, **about)


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in read(data).pages)


def test_the_frozen_paper_tells_the_figures():
    said = words(queries.edition(homes.published_annual(), "2018-19").frozen.read("dashboard.pdf"))

    assert "Online crime dashboard, 2018-19 (annual)" in said
    assert (
        "43,717 frauds and cyber crimes were referred in April 2018 to March 2019, 16.1% fewer than in 2017-18" in said
    )
    assert "Of 52,371 outcomes recorded, 14.8% were judicial; in 2017-18 it was 15.9%, a change of more than" in said
    assert "outcomes divided by referrals is no rate of success" in said
    assert "Published on 21 November 2026" in said
    assert "Kent Police 2,086 162 7.8%" in said
    assert "Run by nobody in particular, as a demonstration." in said


def test_it_is_tagged_titled_in_its_language_and_can_be_read_aloud():
    found = read(printed(content()))
    root = found.trailer["/Root"]

    assert found.metadata.title == "Online crime dashboard, 2018-19 (annual): All bodies together"
    assert root["/Lang"] == "en-GB"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    tags = tags_of(root["/StructTreeRoot"])
    assert tags.count("/H1") == 1
    assert {"/H2", "/P", "/Figure", "/Table", "/TH", "/TD"} <= set(tags)
    assert [round(float(side)) for side in found.pages[0].mediabox[2:]] == [595, 842]


def tags_of(node) -> list[str]:
    """Return the kinds of all parts of a tagged document."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += list(one)
        elif hasattr(one, "get"):
            found += [one["/S"]] if "/S" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_a_picture_says_in_words_what_it_shows():
    found, said = [read(printed(content())).trailer["/Root"]["/StructTreeRoot"]], []
    while found:
        one = found.pop().get_object()
        if isinstance(one, list):
            found += list(one)
        elif hasattr(one, "get"):
            said += [one["/Alt"]] if "/Alt" in one else []
            found += [one["/K"]] if "/K" in one else []

    assert [one for one in said if "The line in the middle stands at" in one]


def test_it_has_pages_with_numbers():
    found = read(printed(content()))

    assert 3 <= len(found.pages) <= 7
    for number, page in enumerate(found.pages, start=1):
        assert f"{number} / {len(found.pages)}" in page.extract_text()


@pytest.mark.parametrize("area", ["all-bodies", "durham"])
def test_a_heading_is_followed_by_words_and_no_page_is_left_empty_for_a_chart(area):
    pages = [" ".join(page.extract_text().split()) for page in read(printed(content(), area)).pages]
    headed = next(page for page in pages if "What became of them Bodies in the table below" in page)

    assert "Outcomes recorded in a period may belong to crimes referred in earlier ones" in headed


def test_the_same_edition_gives_the_same_bytes():
    assert printed(content()) == printed(content())


def test_another_day_of_publication_gives_other_bytes():
    assert printed(content()) != printed(content(), published_at=homes.LATER)


def test_only_our_typeface_is_used():
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in read(printed(content())).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts == {"AtkinsonHyperlegibleNext-Bold", "AtkinsonHyperlegibleNext-Regular"}


def test_a_force_is_printed_from_the_frozen_figures(annual):
    response = annual.get("/dashboard/2018-19.pdf?area=kent")

    assert response["Content-Type"] == "application/pdf"
    assert "Kent Police · April 2018 to March 2019" in words(response.content)
    assert "1,185 frauds and cyber crimes" in words(response.content)
    assert annual.get("/dashboard/2018-19.pdf?area=nowhere").status_code == 404


@pytest.mark.parametrize("area", ["kent", "exampleshire"])
def test_whatever_a_name_holds_is_text_and_never_code(area):
    told = content()
    named = replace(
        told,
        areas=tuple(replace(one, name=AWKWARD, name_cy=AWKWARD) if one.code == "kent" else one for one in told.areas),
        items=(Item("prevention", "x", AWKWARD, AWKWARD),),
    )
    if area == "exampleshire":
        named = replace(named, areas=(*named.areas, Area("exampleshire", AWKWARD, AWKWARD, "invented", ("kent",))))

    said = words(printed(named, area, note=AWKWARD, number=2))

    assert AWKWARD in said
    assert said.count("#panic()") > 2


def test_the_invented_county_is_called_invented_on_paper():
    told = content()
    invented = replace(
        told, invented=True, funnels=(), areas=(Area("kent", "Made up", "Dychmygol", "invented", ("kent",)),)
    )

    assert "Invented This county does not exist" in words(printed(invented, "kent"))
    assert "This county does not exist" not in words(printed(told))


def test_a_correction_says_so():
    said = words(printed(content(), number=2, note="A row was counted twice."))

    assert "Corrected on 21 November 2026: A row was counted twice." in said


def test_welsh_letters_are_printed():
    told = content()
    named = replace(told, areas=(replace(told.areas[0], name_cy="Tŵr Ŷd Llanfŵr"), *told.areas[1:]))

    found = printed(named, language="cy")

    assert "Tŵr Ŷd Llanfŵr" in words(found)
    assert read(found).trailer["/Root"]["/Lang"] == "cy-GB"


def test_a_quarter_is_printed_with_what_is_missing():
    told = content("2025-q3", homes.published_quarterly)

    assert "not whole" in words(printed(told, "kent"))
    assert "1 of 3 months is missing, so there is no figure." in words(printed(told, "kent"))


def test_without_the_typeface_nothing_is_printed(monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "FONTS", tmp_path)

    with pytest.raises(NoTypeface, match=r"scripts/frontend\.py"):
        printed(content())


def test_the_address_is_that_of_the_installation():
    with override_settings(PUBLIC_URL="https://hue.example"):
        assert "https://hue.example/dashboard/2018-19/1/?area=all-bodies" in words(printed(content()))


def test_pages_and_paper_need_no_statistics():
    """A web worker reads what was worked out, and loads neither SciPy nor Numba."""
    program = (
        "import django, sys; django.setup(); "
        "import hueandcry.editions.urls, hueandcry.editions.machine_urls; "
        "print([name for name in ('scipy', 'numba', 'hueandcry.stats.compare') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)

    assert done.stdout.strip() == "[]"
