"""What machines are given: checked by the clients of the standards themselves, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest

from editions import homes
from hueandcry.editions import queries
from hueandcry.editions.actions import packing
from hueandcry.editions.rules.content import Area, Content, Figure

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = [
    "/dashboard/2018-19.json",
    "/dashboard/2018-19.csv",
    "/dashboard/2018-19.csv-metadata.json",
    "/dashboard/2018-19.zip",
    "/dashboard/2018-19.pdf",
    "/dashboard.atom",
    "/charts/dashboard/2018-19/positive.svg",
]
BUILD = {"build": "20261121T120000Z-abc", "built_at": "2026-11-21T12:00:00+00:00", "version": "0.1.0"}


def rows(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


def unzipped(response, folder):
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        archive.extractall(folder)
        return sorted(archive.namelist())


@pytest.mark.parametrize("path", ADDRESSES)
def test_any_site_may_read_it_and_it_is_named_by_its_content(annual, path):
    response = annual.get(path)
    again = annual.get(path, headers={"If-None-Match": response["ETag"]})

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert again.status_code == 304


@pytest.mark.parametrize("path", [one.replace("2018-19", "2031-32") for one in ADDRESSES if "2018" in one])
def test_an_edition_that_is_not_there_is_told_as_a_machine_reads_it(annual, path):
    response = annual.get(path)

    assert response.status_code == 404
    assert set(response.json()["error"]) == {"found", "expected", "where", "remedy"}


def test_json_and_csv_are_the_frozen_bytes(annual):
    frozen = queries.edition(homes.published_annual(), "2018-19").frozen

    assert annual.get("/dashboard/2018-19.json").content == frozen.read("edition.json")
    assert annual.get("/dashboard/2018-19.csv").content == frozen.read("figures.csv")
    assert annual.get("/dashboard/2018-19.pdf").content == frozen.read("dashboard.pdf")
    assert annual.get("/dashboard/2018-19.pdf?lang=cy").content == frozen.read("dangosfwrdd.pdf")


def test_csv_has_a_line_for_every_figure_with_all_that_belongs_to_it(annual):
    content = queries.edition(homes.published_annual(), "2018-19").content
    found = rows(annual.get("/dashboard/2018-19.csv"))

    assert list(found[0]) == list(packing.COLUMNS)
    assert len(found) == len(content.figures)
    share = next(one for one in found if (one["area"], one["item"]) == ("all-bodies", "positive"))
    assert (share["numerator"], share["denominator"], share["unit"]) == ("7725", "52371", "share of one")
    assert round(float(share["value"]), 4) == 0.1475
    assert (share["more_than_chance"], share["change_method"], share["invented"]) == ("true", "newcombe", "false")
    assert "divided by referrals is no rate of success" in share["caveats"]
    assert share["definition"] == "judicial-outcomes v1"
    assert share["source_sha256"] == hashlib.sha256(homes.action_fraud()).hexdigest()
    assert share["licence"].startswith("Facts; source named.")


def test_what_is_missing_is_empty_and_never_zero(quarterly):
    found = rows(quarterly.get("/dashboard/2025-q3.csv"))
    kent = next(one for one in found if (one["area"], one["item"]) == ("kent", "referred"))

    assert (kent["value"], kent["lower"], kent["state"]) == ("", "", "partial")
    assert kent["why"] == "1 of 3 months is missing, so there is no figure."


def test_the_data_package_is_valid(annual, tmp_path, monkeypatch):
    frictionless = pytest.importorskip("frictionless")
    names = unzipped(annual.get("/dashboard/2018-19.zip"), tmp_path)
    monkeypatch.chdir(tmp_path)

    report = frictionless.validate("datapackage.json")

    assert "datapackage.json" in names
    assert report.flatten(["type", "note", "rowNumber", "fieldName"]) == []
    package = frictionless.Package("datapackage.json")
    assert (package.name, package.version) == ("online-crime-dashboard-2018-19", "1.0.0")
    assert len(package.get_resource("figures").read_rows()) == len(rows(annual.get("/dashboard/2018-19.csv")))


def test_a_data_package_that_was_changed_is_not_valid(annual, tmp_path, monkeypatch):
    frictionless = pytest.importorskip("frictionless")
    unzipped(annual.get("/dashboard/2018-19.zip"), tmp_path)
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "figures.csv"
    table.write_bytes(table.read_bytes().replace(b"43717", b"43718"))

    assert not frictionless.validate("datapackage.json").valid


def test_the_package_is_the_same_bytes_each_time(annual):
    first, second = (annual.get("/dashboard/2018-19.zip", {"again": at}).content for at in (1, 2))

    assert first == second


def test_the_csv_is_as_its_description_says(annual, tmp_path):
    csvw = pytest.importorskip("csvw")
    unzipped(annual.get("/dashboard/2018-19.zip"), tmp_path)

    described = csvw.CSVW(str(tmp_path / "figures.csv"))

    assert described.is_valid
    table = described.tables[0]
    assert [column.name for column in table.tableSchema.columns] == list(packing.COLUMNS)
    first = next(iter(table))
    assert (first["edition"], first["number"], first["invented"]) == ("2018-19", 1, False)


def test_the_description_names_the_address_of_the_csv(annual):
    told = annual.get("/dashboard/2018-19.csv-metadata.json")
    link = annual.get("/dashboard/2018-19.csv")["Link"]

    assert told["Content-Type"] == "application/csvm+json; charset=utf-8"
    assert told.json()["url"] == "http://testserver/dashboard/2018-19.csv"
    assert link == '</dashboard/2018-19.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'


def test_a_name_that_a_spreadsheet_takes_for_a_formula_is_made_harmless():
    content = Content(
        edition="2018-19",
        frequency="annual",
        begins="2018-04-01",
        ends="2019-03-31",
        before="2017-18",
        invented=False,
        areas=(Area("x", '=HYPERLINK("http://evil.example")', "@SUM(A1)", "force", ("x",)),),
        figures=(Figure("x", "referrals", "referred", "crimes", value=5, state="shown", why="", source="+1+1"),),
    )
    made = packing.files(content, number=1, published_at=homes.NOW, note="-2", build=BUILD)

    line = next(csv.DictReader(io.StringIO(made["figures.csv"].decode(), newline="")))
    assert line["area_name"] == '\'=HYPERLINK("http://evil.example")'
    assert (line["area_name_cy"], line["source"], line["value"]) == ("'@SUM(A1)", "'+1+1", "5")


def test_the_feed_tells_each_publication_once(annual):
    feed = ET.fromstring(annual.get("/dashboard.atom").content)

    told = {one.findtext(f"{ATOM}id"): one for one in feed.findall(f"{ATOM}entry")}
    name = "tag:testserver,2026:dashboard:2018-19/1"
    assert list(told) == [name, name.replace("2018-19", "2017-18"), name.replace("2018-19", "2016-17")]
    assert told[name].findtext(f"{ATOM}title") == "Online crime dashboard, 2018-19 (annual)"
    assert told[name].findtext(f"{ATOM}summary").startswith("All bodies together. 43,717 frauds and cyber crimes")
    assert told[name].find(f"{ATOM}link").get("href") == "http://testserver/dashboard/2018-19/1/"
    assert told[name].findtext(f"{ATOM}updated") == "2026-11-21T12:00:00+00:00"


def test_a_chart_marks_the_body_that_is_looked_at(annual):
    drawn = annual.get("/charts/dashboard/2018-19/positive.svg?area=kent").content.decode()

    assert ET.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"
    assert "Kent Police" in drawn
    assert annual.get("/charts/dashboard/2018-19/positive.svg?area=nowhere").status_code == 404
    assert annual.get("/charts/dashboard/2018-19/burglary.svg").status_code == 404


@pytest.mark.parametrize("variant", ["wide", "phone"])
def test_a_chart_that_stands_alone_says_what_it_is_from(annual, variant):
    drawn = annual.get(f"/charts/dashboard/2018-19/positive.svg?area=kent&variant={variant}").content
    rows = [one.text or "" for one in ET.fromstring(drawn).iter() if one.get("class") == "c-source"]

    told = (
        "Online crime dashboard, 2018-19 (annual): Positive and negative outcomes · April 2018 to March 2019 · "
        "Action Fraud / National Fraud Intelligence Bureau, City of London Police · "
        "http://testserver/dashboard/2018-19/1/?area=kent"
    )
    assert "".join(rows).replace(" ", "") == told.replace(" ", "")


def test_json_says_which_format_and_software_wrote_it(annual):
    told = json.loads(annual.get("/dashboard/2018-19.json").content)

    assert (told["format"], told["number"], told["edition"], told["frequency"]) == (1, 1, "2018-19", "annual")
    assert told["about"] == "Dashboard of online crime, one edition, as it was published. It is never changed."
    assert (told["before"], told["comparison"]) == (
        "2017-18", "Compared with April 2017 to March 2018, the year before.",
    )  # fmt: skip
    assert told["software"].startswith("Hue and Cry ")
