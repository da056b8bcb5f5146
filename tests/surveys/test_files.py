"""What can be taken along: CSV, JSON, CSVW and the data package, read by the clients that others use."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from hueandcry.surveys.pages import machine
from surveys import homes


@pytest.fixture
def county():
    with homes.served(homes.county()) as client:
        yield client


@pytest.fixture
def small():
    with homes.served(homes.small()) as client:
        yield client


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def unzipped(response, folder):
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    archive.extractall(folder)
    return archive.namelist()


def test_csv_and_json_hold_the_same_figures(small):
    lines = rows(small.get("/surveys/small/2025.csv"))
    told = json.loads(small.get("/surveys/small/2025.json").content)

    assert [(one["estimate"], one["split"], one["domain"]) for one in lines] == [
        (one["estimate"], one["split"], one["domain"]) for one in told["estimates"]
    ]
    assert [float(one["value"]) if one["value"] else None for one in lines] == [
        one["value"] for one in told["estimates"]
    ]


def test_figure_that_is_not_shown_is_an_empty_cell(small):
    found = next(
        one
        for one in rows(small.get("/surveys/small/2027.csv"))
        if (one["estimate"], one["domain"]) == ("victim", "kent")
    )

    assert [found[name] for name in ("value", "lower", "upper", "se", "design_effect")] == [""] * 5
    assert (found["state"], found["why"]) == ("not shown", "Too few people answered.")


BOTH = [("county", "/surveys/exampleshire-public/2026", True), ("small", "/surveys/small/2025", False)]


@pytest.mark.parametrize(("home", "path", "invented"), BOTH)
def test_csv_says_whether_a_wave_is_invented(home, path, invented):
    with homes.served(getattr(homes, home)()) as client:
        assert {one["invented"] for one in rows(client.get(f"{path}.csv"))} == {str(invented).lower()}


def test_csv_carries_what_each_line_means_and_where_it_comes_from(small):
    about = json.loads(small.get("/surveys/small/2025.json").content)
    lines = rows(small.get("/surveys/small/2025.csv"))

    assert {one["estimate"]: one["definition"] for one in lines} == {
        one["slug"]: one["what"]["en"] for one in about["about"]["estimates"]
    }
    assert {one["caveats"] for one in lines} == {"Nobody was asked."}
    assert {one["licence"] for one in lines} == {"CC0 1.0"}
    assert {one["source_sha256"] for one in lines} == {" ".join(one["sha256"] for one in about["about"]["sources"])}
    assert {one["build"] for one in lines} == {about["build"]}


def test_json_holds_method_sources_publications_and_changes(small):
    told = json.loads(small.get("/surveys/small/2027.json").content)

    assert told["about"]["method"]["least_base"] == 50
    assert [len(one["sha256"]) for one in told["about"]["sources"]] == [64, 64, 64]
    assert {one["before"] for one in told["changes"]} == {"2025"}
    assert told["publication"]["address"].endswith("/surveys/small/2027/publication-1.json")


def test_list_of_waves_tells_which_publication_stands(small):
    told = json.loads(small.get("/surveys.json").content)

    assert [(one["survey"], one["wave"], one["publication"]) for one in told["waves"]] == [
        ("hostile", "2025", 1), ("small", "2027", 1), ("small", "2026", 1), ("small", "2025", 2)
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/surveys/small/2025", "/surveys/exampleshire-public/2026"])
def test_csvw_client_reads_the_csv_by_what_stands_beside_it(path, tmp_path):
    from csvw import TableGroup

    with homes.served(homes.county() if "example" in path else homes.small()) as client:
        metadata = json.loads(client.get(f"{path}.csv-metadata.json").content)
        body = client.get(f"{path}.csv").content
    assert metadata["url"].endswith(f"{path}.csv")
    metadata["url"] = "figures.csv"
    (tmp_path / "figures.csv").write_bytes(body)
    described = tmp_path / "figures.csv-metadata.json"
    described.write_text(json.dumps({"@context": metadata.pop("@context"), "tables": [metadata]}), "utf-8")

    table = TableGroup.from_file(described).tables[0]
    found = list(table.iterdicts(strict=True))

    assert table.check_primary_key() in (True, None)
    assert len(found) == body.decode().count("\r\n") - 1
    assert {type(one["value"]) for one in found if one["state"] == "shown"} != {str}
    assert {type(one["invented"]) for one in found} == {bool}


@pytest.mark.parametrize("path", ["/surveys/small/2027.zip", "/surveys/exampleshire-public/2026.zip"])
def test_data_package_is_valid(path, tmp_path, monkeypatch):
    import frictionless

    with homes.served(homes.county() if "example" in path else homes.small()) as client:
        names = unzipped(client.get(path), tmp_path)
    monkeypatch.chdir(tmp_path)

    report = frictionless.validate("datapackage.json")

    assert report.flatten(["type", "note", "rowNumber", "fieldName"]) == []
    assert sorted(names) == [
        "LICENCE.txt", "README.md", "changes.csv", "changes.csv-metadata.json", "datapackage.json", "estimates.csv",
        "estimates.csv-metadata.json", "groups.csv", "groups.csv-metadata.json",
    ]  # fmt: skip
    package = frictionless.Package("datapackage.json")
    assert [one.name for one in package.resources] == ["estimates", "changes", "groups"]
    assert len(package.get_resource("estimates").read_rows()) > 10


def test_data_package_that_was_changed_is_not_valid(small, tmp_path, monkeypatch):
    import frictionless

    unzipped(small.get("/surveys/small/2025.zip"), tmp_path)
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "estimates.csv"
    table.write_bytes(table.read_bytes().replace(b"shown", b"shawn", 1))

    assert not frictionless.validate("datapackage.json").valid


def test_every_table_of_the_package_is_as_its_description_says(county, tmp_path):
    from csvw import CSVW

    unzipped(county.get("/surveys/exampleshire-public/2026.zip"), tmp_path)

    for name, columns in machine.TABLES.items():
        described = CSVW(str(tmp_path / f"{name}.csv"))
        assert described.is_valid
        assert [column.name for column in described.tables[0].tableSchema.columns] == list(columns)


def test_package_is_the_same_bytes_each_time(small):
    first, second = (small.get("/surveys/small/2025.zip", {"again": at}).content for at in (1, 2))

    assert first == second


@pytest.mark.parametrize(("home", "path", "invented"), BOTH)
def test_package_says_invented_where_it_is(home, path, invented, tmp_path):
    with homes.served(getattr(homes, home)()) as client:
        unzipped(client.get(f"{path}.zip"), tmp_path)

    assert ("Invented: nobody was asked." in (tmp_path / "README.md").read_text("utf-8")) == invented
    assert ("invented" in json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["keywords"]) == invented


def test_readme_tells_publications_and_sources(small, tmp_path):
    unzipped(small.get("/surveys/small/2025.zip"), tmp_path)

    told = (tmp_path / "README.md").read_text("utf-8")
    assert "- 2, 2026-11-22: Weights were wrong." in told
    assert "respondents.csv: SHA-256 " in told


def test_title_that_a_spreadsheet_would_calculate_is_exported_harmless(small, tmp_path):
    page = small.get("/surveys/hostile/2025/").content.decode()
    unzipped(small.get("/surveys/hostile/2025.zip"), tmp_path)

    assert homes.FORMULA in page  # as words, which do nothing on a page
    lines = [*rows(small.get("/surveys/hostile/2025.csv")), *csv.DictReader((tmp_path / "estimates.csv").open())]
    assert [cell for one in lines for cell in one.values() if cell.startswith(("=", "+", "@"))] == []


def test_chart_is_a_file_of_its_own_in_both_languages(county):
    path = "/charts/surveys/exampleshire-public/2026/victim-fraud/age.svg"

    english, welsh = (county.get(path, {"lang": lang}) for lang in ("en", "cy"))

    assert english["Content-Type"] == "image/svg+xml"
    assert ("Victims of fraud" in english.content.decode(), "Dioddefwyr twyll" in welsh.content.decode()) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    "path",
    [
        "/surveys/small/1999.csv", "/surveys/nothing/2025.json", "/surveys/small/1999.zip",
        "/surveys/small/1999.csv-metadata.json", "/charts/surveys/small/2025/victim/shoe-size.svg",
    ],
)  # fmt: skip
def test_what_is_not_published_is_not_found(small, path):
    response = small.get(path)

    assert response.status_code == 404
    assert json.loads(response.content)["error"]["expected"].startswith("a survey and a wave that are published")


def test_machines_read_english_after_a_welsh_page(county):
    county.get("/cy/surveys/exampleshire-public/2026/")

    assert rows(county.get("/surveys/exampleshire-public/2026.csv"))[0]["title"] == "Victims of any crime online"


def test_any_site_may_read(small):
    assert small.get("/surveys/small/2025.csv")["Access-Control-Allow-Origin"] == "*"
    assert 'rel="describedby"' in small.get("/surveys/small/2025.csv")["Link"]


@pytest.mark.parametrize("table", ["changes", "groups"])
def test_every_line_of_a_package_has_its_unit_and_says_whether_it_is_invented(county, table, tmp_path):
    unzipped(county.get("/surveys/exampleshire-public/2026.zip"), tmp_path)
    lines = list(csv.DictReader((tmp_path / f"{table}.csv").open(encoding="utf-8")))

    units = {
        one["slug"]: one["unit"]
        for one in json.loads(county.get("/surveys/exampleshire-public/2026.json").content)["about"]["estimates"]
    }
    assert [one["unit"] for one in lines] == [units[one["estimate"]] for one in lines]
    assert {one["invented"] for one in lines} == {"true"}
