"""What is taken along carries its definition, caveats, licence and source hashes, and is safe in a spreadsheet."""

import csv
import gzip
import io
import json
import xml.etree.ElementTree as ET

import pyarrow.parquet as pq
import pytest

from hueandcry.rises import queries as rises
from hueandcry.warehouse import builds
from hueandcry.web.pages import machine
from web import homes, towns

EVERY = [
    "/places/E01090001.csv",
    "/places/E01090001.csv-metadata.json",
    "/places/E01090001.json",
    "/places/E01090001.geojson",
    "/charts/E01090001/street/burglary.svg",
    "/rises.csv",
    "/rises.json",
    "/rises.atom",
    "/forces/exampleshire/rises.atom",
    "/places/E01090001/rises.atom",
    "/data/files.csv",
    "/data/coverage.csv",
]


def table(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.mark.parametrize("path", EVERY)
def test_any_site_may_read_it(county, path):
    response = county.get(path)

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Build"] == builds.current(homes.county()).id


@pytest.mark.parametrize("path", EVERY)
def test_it_is_named_by_its_content_and_not_sent_twice(county, path):
    first = county.get(path)

    again = county.get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_place_csv_has_a_row_for_each_kind_and_month(county):
    rows = table(county.get("/places/E01090001.csv", {"kind": "burglary"}))

    assert list(rows[0]) == list(machine.COLUMNS)
    assert len(rows) == 76
    last = rows[-1]
    assert (last["month"], last["count"], last["verdict"]) == ("2026-09", "19", "rise")
    assert (last["lower"], last["upper_usual"]) == ("0", "6")
    assert "Missing is never zero" in last["caveats"]
    assert last["publisher"] == "nobody (invented figures)"


def test_place_csv_leaves_a_month_without_a_figure_empty_and_never_zero(county):
    rows = {row["month"]: row for row in table(county.get("/places/E01090001.csv", {"kind": "burglary"}))}

    assert (rows["2024-02"]["count"], rows["2024-02"]["state"]) == ("", "missing")
    assert rows["2025-03"]["state"] == "suspect"


def test_place_csv_leads_to_what_describes_it(county):
    response = county.get("/places/E01090001.csv")
    about = json.loads(county.get("/places/E01090001.csv-metadata.json").content)

    assert response["Link"].startswith("</places/E01090001.csv-metadata.json>")
    assert [column["name"] for column in about["tableSchema"]["columns"]] == list(machine.COLUMNS)
    assert all(len(source["sha256"]) == 64 for source in about["dc:source"])
    assert len(about["dc:source"]) == 75


def test_place_json_carries_all_that_the_page_says(county):
    found = json.loads(county.get("/places/E01090001.json", {"kind": "burglary"}).content)

    scheme = found["schemes"][0]
    one = scheme["series"][0]
    assert found["place"]["invented"] is True
    assert found["note"] == "Missing is never zero; untested is never safe."
    assert one["definition"].startswith("Crimes and incidents of the kind “Burglary”")
    assert one["caveats"]
    assert {"first_month", "effect", "source", "verified"} <= set(one["breaks"][0])
    assert all(len(source["sha256"]) == 64 for source in scheme["sources"])
    assert one["months"][-1]["count"] == 19
    assert one["months"][44] == {"month": "2024-02", "count": None, "state": "missing"} | {
        key: value for key, value in one["months"][44].items() if key not in ("month", "count", "state")
    }


def test_place_json_names_series_of_schemes_apart(london):
    found = json.loads(london.get(f"/places/{towns.ISLINGTON}.json").content)

    assert [scheme["scheme"] for scheme in found["schemes"]] == ["mps"]
    assert found["schemes"][0]["absent_month_means"] == "unknown"
    fraud = next(one for one in found["schemes"][0]["series"] if one["kind"] == "fraud-and-forgery")
    assert {month["count"] for month in fraud["months"]} == {None}
    assert {month["state"] for month in fraud["months"]} == {"elsewhere"}


@pytest.mark.parametrize(
    "path", ["/places/E01999999.csv", "/places/nowhere.json", "/places/x.geojson", "/places/x/rises.atom"]
)
def test_unknown_place_is_answered_as_a_machine_reads_it(county, path):
    response = county.get(path)

    assert response.status_code == 404
    assert json.loads(response.content)["error"]["found"] in path
    assert response["Access-Control-Allow-Origin"] == "*"


def test_rises_json_has_the_rows_of_the_command_line(county):
    found = json.loads(county.get("/rises.json").content)

    assert found["rises"] == json.loads(json.dumps(rises.rises(homes.county())))
    assert list(found["rises"][0])[:14] == list(rises.ROW[:14])
    assert (found["series"], found["tested"], found["rose"]) == (277, 199, 5)


def test_rises_csv_has_the_same_rows(county):
    rows = table(county.get("/rises.csv"))
    told = rises.rises(homes.county())

    assert [row["sentence"] for row in rows] == [row["sentence"] for row in told]
    assert ["a rise may be an operation" in row["caveats"] for row in rows] == [row["activity"] for row in told]
    assert {(row["publisher"], row["licence"]) for row in rows} == {("nobody (invented figures)", "none needed")}
    assert rows[0]["build"] == builds.current(homes.county()).id


@pytest.mark.parametrize("query", ["month=soon", "month=1999-01", "force=atlantis", "kind=piracy"])
def test_rises_asked_for_nonsense_say_what_was_expected(county, query):
    response = county.get(f"/rises.json?{query}")

    assert response.status_code == 400
    assert set(json.loads(response.content)["error"]) == {"found", "expected", "where", "remedy"}


def test_month_of_a_force_comes_as_csv_with_every_row_published(county):
    response = county.get("/data/bulk/street/exampleshire/2026-09.csv")

    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert {row["month"] for row in rows} == {"2026-09"}
    assert sum(row["kind"] == "burglary" and row["lsoa_name"] == "Hollin Vale 001A" for row in rows) == 19
    assert not {"fault", "raw_text", "filename"} & set(rows[0])


def test_month_of_a_force_comes_as_parquet_that_says_where_it_comes_from(county):
    response = county.get("/data/bulk/street/exampleshire/2026-09.parquet")

    found = pq.read_table(io.BytesIO(response.content))
    assert found.num_rows > 300
    assert len(found.schema.metadata[b"sha256"]) == 64
    assert found.schema.metadata[b"licence"]
    assert found.schema.metadata[b"build"].decode() == builds.current(homes.county()).id


def test_text_that_begins_like_a_formula_is_made_plain_in_every_csv(tmp_path):
    home = towns.formulas(tmp_path)

    with homes.served(home) as client:
        response = client.get("/data/bulk/street/kent/2022-07.csv")
        rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))

    assert sorted(row["location"] for row in rows) == ["'=cmd|' /C calc'!A0", "'@SUM(1)"]
    assert rows[0]["longitude"].startswith("-")


@pytest.mark.parametrize(
    "path",
    [
        "/data/bulk/street/exampleshire/2024-02.csv",
        "/data/bulk/street/exampleshire/2026-09.xlsx",
        "/data/bulk/street/atlantis/2026-09.csv",
        "/data/bulk/postcodes/all/2026-09.csv",
        "/data/bulk/street/exampleshire/nonsense.csv",
        "/data/build/20200101T000000Z-0000000000.duckdb",
        "/data/build/..%2F..%2Fsecret.duckdb",
        "/charts/E01090001/street/piracy.svg",
        "/charts/E01999999/street/burglary.svg",
        "/forces/atlantis/rises.atom",
    ],
)
def test_what_is_not_there_is_404(county, path):
    assert county.get(path).status_code == 404


def test_build_can_be_taken_along_whole(county):
    build = builds.current(homes.county())

    response = county.get(f"/data/build/{build.id}.duckdb")

    assert b"".join(response.streaming_content) == build.database.read_bytes()
    assert county.get(f"/data/build/{build.id}.duckdb", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_files_csv_lists_every_file_with_its_hash_and_rows_that_add_up(county):
    rows = table(county.get("/data/files.csv"))

    assert all(len(row["sha256"]) == 64 for row in rows)
    assert all(int(row["rows_read"]) == int(row["rows_landed"]) + int(row["rows_set_aside"]) for row in rows)
    assert any(row["source"].endswith("2026-09-exampleshire-street.csv") for row in rows)


def test_coverage_csv_says_what_is_missing_and_why(county):
    rows = table(county.get("/data/coverage.csv"))

    missing = [row for row in rows if row["state"] == "missing" and row["dataset"] == "street"]
    assert [(row["body"], row["month"]) for row in missing] == [("exampleshire", "2024-02")]
    assert missing[0]["reason"]


def test_chart_is_a_whole_file_that_others_may_frame(county):
    response = county.get("/charts/E01090001/street/burglary.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert ET.fromstring(response.content).tag.endswith("svg")
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "Burglary in Hollin Vale 001A: 19 in September 2026" in response.content.decode()


def test_chart_speaks_welsh_and_fits_a_phone(county):
    welsh = county.get("/charts/E01090001/street/burglary.svg", {"lang": "cy"}).content.decode()
    phone = county.get("/charts/E01090001/street/burglary.svg", {"variant": "phone"}).content.decode()

    assert "Medi 2026" in welsh
    assert "band--phone" in phone


def test_answers_are_compressed_for_whoever_asks(county):
    response = county.get("/places/E01090001.json", headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(response.content))["place"]["code"] == "E01090001"


def test_without_a_build_machines_are_told_to_come_back(nothing):
    response = nothing.get("/rises.json")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert json.loads(response.content)["error"]["remedy"] == "Run `hueandcry build` first."


@pytest.mark.parametrize("asked", ["%00", "x", "2019", "20190101T000000Z-%3Cb%3E", "9" * 300])
@pytest.mark.parametrize(
    "path",
    [
        *("/places/E07990001/street/burglary/", "/forces/exampleshire/"),
        *("/places/E23990001/profile/", "/places/E23990001/profile.csv"),
        *("/measures/judicial-outcomes/", "/measures/judicial-outcomes.json", "/measures/after-charge/flow/"),
    ],
)
def test_what_was_never_the_name_of_a_build_is_not_there_and_never_repeated(county, path, asked):
    answer = county.get(f"{path}?build={asked}")

    assert answer.status_code == 404
    assert b"\0" not in answer.content
    assert b"no longer kept" not in answer.content
    assert ("json" in answer.headers["Content-Type"]) is path.endswith((".csv", ".json"))
