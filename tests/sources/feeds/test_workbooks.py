"""Whether a workbook may be opened: sizes and reach are found out, never believed."""

import io
import random
import zipfile

import pytest

from hueandcry.sources.feeds.workbooks import fault, sheet_names
from hueandcry.sources.rules.sizes import MB, WORKBOOK_BYTES, WORKBOOK_CELLS

OPENING = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSING = "</sheetData></worksheet>"


def packed(members, change=lambda archive: None, how=zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        change(archive)
    return sink.getvalue()


def sheet(*rows: str) -> dict[str, str]:
    return {"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": OPENING + "".join(rows) + CLOSING}


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ('<row r="1"><c r="A1"><v>1</v></c></row>',),
        ('<row r="1000"><c r="ALL1000"><v>1</v></c></row>',),
        ("<row>" + "<c><v>1</v></c>" * 100 + "</row>",) * 400,
        ("<x:row>" + "<x:c><v>1</v></x:c>" * 100 + "</x:row>",) * 400,
    ],
    ids=["empty", "one cell", "a million cells", "no places", "with a prefix"],
)
@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_workbook_within_the_limits_is_opened(rows, how):
    assert fault(packed(sheet(*rows), how=how)) is None


@pytest.mark.parametrize(
    "rows",
    [
        ('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',),
        ("<row r='1048576'><c r = 'xfd1048576'/></row>",),
        ('<row r="1"><c t="a>b" r="XFD1"/></row><row r="1048576"/>',),
        ('<row r="2000001"><c/></row>',),
        ('<row r="1"><c r="A1" t="n"/></row><row r="99999999"/>',),
        ("<row>" + "<c/>" * 2_100 + "</row>" + "<row><c/></row>" * 1_000,),
    ],
    ids=["last cell", "other quotes", "a sign inside", "one far row", "beyond the sheet", "wide and long"],
)
def test_a_sheet_that_reaches_over_too_many_cells_is_not_opened(rows):
    found = fault(packed(sheet(*rows)))

    assert found.startswith("sheets that reach over ")
    assert found.endswith(f" cells; at most {WORKBOOK_CELLS:,} are read")


def test_many_sheets_together_may_not_reach_further_than_one():
    one = OPENING + '<row r="1000"><c r="SF1000"/></row>' + CLOSING

    assert fault(packed({f"xl/worksheets/sheet{n}.xml": one for n in range(4)})) is None
    assert "2,500,000 cells" in fault(packed({f"xl/worksheets/sheet{n}.xml": one for n in range(6)}))


def test_a_sheet_under_any_name_is_found():
    hidden = OPENING + '<row r="1048576"><c r="XFD1048576"/></row>' + CLOSING

    assert "cells" in fault(packed({**sheet(), "media/picture.png": hidden}))


def test_a_workbook_that_shrinks_too_much_is_not_opened():
    assert "no published table shrinks more than 200 times" in fault(packed(sheet(" " * 30 * MB)))


def test_a_workbook_that_is_too_large_unpacked_is_not_opened():
    rng = random.Random(3)
    line = b"".join(rng.randbytes(10) + bytes(990) for _ in range(1_000))
    members = {f"xl/media/{n}.bin": line * (WORKBOOK_BYTES // len(line) // 2 + 1) for n in range(2)}

    data = packed(members)

    assert len(data) < WORKBOOK_BYTES / 20
    assert f"bytes when unpacked; at most {WORKBOOK_BYTES:,} are read" in fault(data)


@pytest.mark.parametrize("size", [10, 10_000])
def test_a_part_that_is_not_as_long_as_it_says_is_not_opened(size):
    def lie(archive):
        archive.filelist[1].file_size = size

    found = fault(packed(sheet('<row r="1"><c r="A1"/></row>'), lie))

    assert found == "a damaged workbook (xl/worksheets/sheet1.xml is not what the list of its parts says)"


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_as_no_workbook_is_not_opened(how):
    assert fault(packed(sheet(), how=how)).startswith("a damaged workbook")


@pytest.mark.parametrize("name", ["xl/workbook.bin", "content.xml"])
def test_a_workbook_of_two_kinds_is_not_opened(name):
    assert fault(packed({**sheet(), name: "x"})) == "a workbook of two kinds at once"


@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>", "<v />"])
def test_a_formula_without_what_it_comes_to_is_told_with_its_cell(value):
    row = f'<row r="7"><c r="C7" s="1"><f>SUM(A1:A6)</f>{value}</c></row>'

    assert fault(packed(sheet(row))) == "xl/worksheets/sheet1.xml, cell C7: a formula without what it comes to"


def test_an_error_in_place_of_a_value_is_told_with_its_cell():
    row = '<row r="7"><c r="C7" t="e"><v>#REF!</v></c></row>'

    assert fault(packed(sheet(row))) == "xl/worksheets/sheet1.xml, cell C7: an error in place of a value"


@pytest.mark.parametrize("cell", ['<c r="C7"><f>1+1</f><v>2</v></c>', '<c r="C7" t="str"><f>A1</f><v></v></c>'])
def test_a_formula_with_what_it_comes_to_is_read(cell):
    assert fault(packed(sheet(f'<row r="7">{cell}</row>'))) is None


def test_sheets_are_named_wherever_their_list_lies():
    rng = random.Random(5)
    listed = (
        "<workbook><sheets><x:sheet sheetId='1' name='A &amp; B '/><sheet name=\"P1\" sheetId='2'/></sheets></workbook>"
    )
    members = {"xl/media/picture.bin": rng.randbytes(200_000), "xl/workbook.xml": listed}

    assert sheet_names(packed(members)) == ("A & B ", "P1")


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 and no more", packed({"a.csv": "a,b"}), packed({"xl/workbook.xml": " " * 2 * MB})]
)
def test_what_is_no_workbook_has_no_sheets(data):
    assert sheet_names(data) == ()


def test_what_is_no_archive_is_a_damaged_workbook():
    assert fault(b"PK\x03\x04 and no more").startswith("a damaged workbook")
