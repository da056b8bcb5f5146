"""Reads the ONS Postcode Directory: 2.7 million lines, so column by column and not line by line."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample, SetAside
from hueandcry.sources.feeds.columns import columns
from hueandcry.sources.feeds.delimited import cut_short, end_notes, first_cells, header
from hueandcry.sources.feeds.faults import WrongShapeError

FOLDER = Path(__file__).parent
POSTCODE_COLUMNS = ("pcds", "pcd2", "pcd")
PLACE = ("lat", "long")
OPTIONAL = ("dointr", "doterm", "lsoa11", "lsoa21", "oslaua", "osward", "pfa", "ctry")

# The directory writes these where no place is known.
NO_LATITUDE, NO_LONGITUDE = 99.9999, 0.0

A_CODE = (r"([EWSNLMJK][0-9]{8}|95[A-Z]{2}[0-9]{2}[A-Z][0-9])?", "a code of nine characters")
A_MONTH = (r"([12][0-9]{3}(0[1-9]|1[0-2]))?", "a month written 198001")
# Latitudes and longitudes are of these islands, so that two that were swapped are found.
CHECKS = {
    "postcode": (r"(?i)[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}", "a postcode"),
    **dict.fromkeys(("dointr", "doterm"), A_MONTH),
    **dict.fromkeys(("lsoa11", "lsoa21", "oslaua", "osward", "pfa", "ctry"), A_CODE),
    "lat": (r"((49|5[0-9]|6[01])(\.[0-9]+)?|0(\.0+)?|99\.9{4,})?", "a latitude, nor 99.999999 for none"),
    "long": (r"(-?[0-9](\.[0-9]+)?)?", "a longitude"),
}
COUNTRIES = {
    "E92": "England",
    "W92": "Wales",
    "S92": "Scotland",
    "N92": "Northern Ireland",
    "L93": "Channel Islands",
    "M83": "Isle of Man",
}


@dataclass(frozen=True)
class Lines:
    """The lines of a directory as columns of text, the record number of each, and the ragged ones apart."""

    table: pa.Table
    numbers: pa.Array
    ragged: list[SetAside]


def recognises(sample: Sample) -> bool:
    """Is this the directory? Its header names a postcode, a latitude and a longitude in the directory's words."""
    found = {column.lower() for column in header(sample)}
    return bool(found & set(POSTCODE_COLUMNS)) and set(PLACE) <= found and bool(found & {"oslaua", "lsoa11", "lsoa21"})


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every postcode, terminated ones too."""
    lines = _lines(data, name)
    reasons = _faults(lines.table)
    sound = pc.equal(reasons, "")
    landed = _landed(lines.table.filter(sound))
    aside = sorted([*lines.ragged, *_aside(data, lines, reasons, sound)], key=lambda one: one.record)
    parts = [Part("all", "all", landed)] if landed.num_rows else []
    return Reading(parts, aside, landed.num_rows + len(aside), _notes(landed))


def _lines(data: bytes, name: str) -> Lines:
    """Return the columns we know, as trimmed text under the directory's own names, postcode first."""
    published = [cell.strip() for cell in first_cells(data[:65536].rpartition(b"\n")[0] or data, name)]
    known = {column.lower(): column for column in published}
    postcode = next((known[column] for column in POSTCODE_COLUMNS if column in known), None)
    missing = [column for column in PLACE if column not in known]
    if postcode is None or missing:
        raise WrongShapeError(
            file=f"{name}, line 1",
            faults=[f"the columns {', '.join(published)}"],
            expected=f"one of {', '.join(POSTCODE_COLUMNS)}, and {', '.join(PLACE)}",
            remedy="Load the directory's own CSV file (Data/ONSPD_….csv in the archive).",
        )
    ragged: list[SetAside] = []
    keep = {"postcode": postcode, **{one: known[one] for one in (*PLACE, *OPTIONAL) if one in known}}
    table = _parsed(data, name, published, list(keep.values()), ragged)
    if ragged and ragged[-1].record == table.num_rows + len(ragged) and end_notes(data):
        raise cut_short(name, f"record {ragged[-1].record}, the last, breaks off: {ragged[-1].reason}")
    text = {ours: pc.utf8_trim_whitespace(table[theirs].combine_chunks()) for ours, theirs in keep.items()}
    blank = pa.array([""] * table.num_rows)
    text |= {one: blank for one in OPTIONAL if one not in known}
    return Lines(pa.table(text), _numbers(table.num_rows, [one.record for one in ragged]), ragged)


def _parsed(data: bytes, name: str, published: list[str], wanted: list[str], ragged: list[SetAside]) -> pa.Table:
    def set_aside(row: csv.InvalidRow) -> str:
        reason = f"{row.actual_columns} cells; the header has {row.expected_columns}"
        ragged.append(SetAside(row.number - 1, row.text, reason))
        return "skip"

    try:
        return csv.read_csv(
            io.BytesIO(data),
            read_options=csv.ReadOptions(use_threads=False, column_names=published, skip_rows=1),
            parse_options=csv.ParseOptions(invalid_row_handler=set_aside),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.string()), include_columns=wanted, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise WrongShapeError(
            file=name,
            faults=[str(error)],
            expected="comma-separated text in UTF-8",
            remedy="The file may be cut short or changed by a spreadsheet: download it again.",
        ) from None


def _numbers(lines: int, ragged: list[int]) -> pa.Array:
    """Return the record number of each whole line: ragged lines keep their place in the count."""
    every = np.arange(1, lines + len(ragged) + 1)
    return pa.array(np.setdiff1d(every, ragged, assume_unique=True))


def _faults(lines: pa.Table) -> pa.Array:
    """Return for each line every fault found in it, in one sentence; empty where it is sound."""
    found = [
        pc.if_else(pc.match_substring_regex(lines[column], f"^{pattern}$"), "", _told(column, lines[column], what))
        for column, (pattern, what) in CHECKS.items()
    ]
    repeated = pc.if_else(_repeats(_compact(lines["postcode"])), "the postcode stands on an earlier line; ", "")
    return pc.utf8_rtrim(pc.binary_join_element_wise(*found, repeated, ""), characters="; ").combine_chunks()


def _told(column: str, values: pa.ChunkedArray, what: str) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(f"{column}: '", values, f"' is not {what}; ", "")


def _repeats(postcodes: pa.ChunkedArray) -> pa.Array:
    """Return where a postcode stands for the second time or later."""
    places = pa.array(np.arange(len(postcodes)))
    first = pa.table({"postcode": postcodes, "place": places}).group_by("postcode").aggregate([("place", "min")])
    return pc.invert(pc.is_in(places, value_set=first["place_min"].combine_chunks()))


def _landed(lines: pa.Table) -> pa.Table:
    compact = _compact(lines["postcode"])
    outward, inward = pc.utf8_slice_codeunits(compact, 0, -3), pc.utf8_slice_codeunits(compact, -3)
    lat, lng = (pc.cast(_or_null(lines[column]), pa.float64()) for column in PLACE)
    nowhere = pc.or_kleene(
        pc.or_(pc.is_null(lat), pc.is_null(lng)),
        pc.or_(pc.greater_equal(lat, NO_LATITUDE), pc.and_(pc.equal(lat, 0.0), pc.equal(lng, NO_LONGITUDE))),
    )
    landed = {
        "postcode": pc.binary_join_element_wise(outward, inward, " "),
        "introduced": _date(lines["dointr"]),
        "terminated": _date(lines["doterm"]),
        "lat": pc.if_else(nowhere, None, lat),
        "lng": pc.if_else(nowhere, None, lng),
        "lsoa11": _real(lines["lsoa11"]),
        "lsoa21": _real(lines["lsoa21"]),
        "district": _real(lines["oslaua"]),
        "ward": _real(lines["osward"]),
        "pfa": _or_null(lines["pfa"]),
        "country": _country(lines["ctry"]),
    }
    schema = columns(FOLDER)
    return pa.table({column: pc.cast(landed[column], schema.field(column).type) for column in schema.names})


def _compact(postcodes: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_upper(pc.replace_substring_regex(postcodes, r"\s+", ""))


def _or_null(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(values, ""), None, values)


def _real(codes: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the codes, null for the pseudo codes (E99999999) that stand for "none"."""
    return pc.if_else(pc.match_substring_regex(codes, r"^([A-Z]99999999)?$"), None, codes)


def _date(months: pa.ChunkedArray) -> pa.ChunkedArray:
    days = pc.if_else(pc.equal(months, ""), None, pc.binary_join_element_wise(months, "01", ""))
    return pc.cast(pc.strptime(days, "%Y%m%d", "s"), pa.date32())


def _country(codes: pa.ChunkedArray) -> pa.ChunkedArray:
    prefixes = pc.utf8_slice_codeunits(codes, 0, 3)
    places = pc.index_in(prefixes, value_set=pa.array(list(COUNTRIES)))
    return pc.take(pa.array(list(COUNTRIES.values())), places)


def _aside(data: bytes, lines: Lines, reasons: pa.Array, sound: pa.Array) -> list[SetAside]:
    wrong = pc.invert(sound)
    told = dict(zip(lines.numbers.filter(wrong).to_pylist(), reasons.filter(wrong).to_pylist(), strict=True))
    if not told:
        return []
    written = enumerate(line for line in io.BytesIO(data) if line.strip())
    raw = {number: line.decode("utf-8").strip("\r\n") for number, line in written if number in told}
    return [SetAside(number, raw.get(number, ""), reason) for number, reason in told.items()]


def _notes(landed: pa.Table) -> list[str]:
    terminated = landed.num_rows - landed["terminated"].null_count
    nowhere = landed["lat"].null_count
    return [f"of {landed.num_rows:,} postcodes {terminated:,} are terminated and {nowhere:,} have no place"]
