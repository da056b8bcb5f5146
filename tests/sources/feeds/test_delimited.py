from datetime import date

import pytest

from feed_reading import lines, sample
from hueandcry.bodies.queries import names
from hueandcry.sources.feeds.delimited import Ask, Sorting, columns_of, end_notes, financial_year, header, records
from hueandcry.sources.feeds.faults import WrongShapeError


def found(data, expected=("a", "b"), delimiter=","):
    return list(records(data, "invented.csv", expected=expected, delimiter=delimiter))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [True, False])
def test_records_are_the_same_with_and_without_byte_order_mark_and_crlf(end, bom):
    read = found(lines("a,b", "1, x ", end=end, bom=bom))

    assert [(one.number, one.raw, one.cells, one.fault) for one in read] == [(1, "1, x ", {"a": "1", "b": "x"}, "")]


def test_records_let_columns_pass_that_nobody_asked_for():
    assert found(lines("z,b,a", "9,2,1"))[0].cells == {"z": "9", "b": "2", "a": "1"}


def test_records_keep_a_quoted_line_break_in_one_record():
    read = found(b'a,b\n"two\nlines",2\n3,4\n')

    assert [(one.number, one.raw, one.cells["a"]) for one in read] == [
        (1, '"two\nlines",2', "two\nlines"),
        (2, "3,4", "3"),
    ]


def test_records_tell_ragged_and_empty_rows_by_number():
    read = found(lines("a,b", "1", "1,2,3", ",", "1,2"))

    assert [(one.number, one.fault) for one in read] == [
        (1, "1 cells; the header has 2"),
        (2, "3 cells; the header has 2"),
        (3, "every cell is empty"),
        (4, ""),
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a,b\n1,2\n3", "record 2, the last, breaks off: 1 cells; the header has 2"),
        (b'a,b\n1,2\n3,"' + b"x" * 140_000, r"a cell that does not end, after record 1 \(field larger than"),
        (b'a,b\n1,2\n"3,4\n5,6\n', r"a cell that does not end, in record 2, line 3 \(a quote is never closed\)"),
        (b'a,b\n\n1,2\n3,"4', r"a cell that does not end, in record 2, line 4 \(a quote is never closed\)"),
    ],
)
def test_records_refuse_a_file_that_is_cut_short(data, told):
    with pytest.raises(WrongShapeError, match=told):
        found(data)


def test_end_notes_ask_about_a_last_line_without_a_line_end():
    assert (end_notes(b"a\n1\r\n"), end_notes(b"a\n1")) == (
        [],
        ["the last line has no line end: check that the file is whole"],
    )


def test_records_ignore_blank_lines_at_the_end():
    assert len(found(b"a,b\n1,2\n\n\n")) == 1


def test_records_let_blank_lines_and_empty_cells_at_the_end_pass():
    read = found(b"\n\na,b,,\n1,2,,\n\n3,4,, \n5,6\n")

    assert [(one.number, one.line, one.cells, one.fault) for one in read] == [
        (1, 4, {"a": "1", "b": "2"}, ""),
        (2, 6, {"a": "3", "b": "4"}, ""),
        (3, 7, {"a": "5", "b": "6"}, ""),
    ]


def test_records_know_the_line_on_which_each_begins():
    assert [one.line for one in found(b'a,b\r\n"two\r\nlines",2\r\n3,4\r\n')] == [2, 4]


def test_quote_within_a_cell_opens_nothing():
    assert found(b'a,b\n1,5" wide\n')[0].cells == {"a": "1", "b": '5" wide'}


def test_record_with_a_nul_byte_has_no_cells():
    assert [(one.fault, one.cells) for one in found(b"a,b\n1,\x002\n")] == [("a NUL byte", {})]


def test_records_refuse_a_header_with_every_fault_at_once():
    with pytest.raises(WrongShapeError) as refused:
        found(lines("a,a,c", "1,2,3"), expected=("a", "b", "d"))

    assert refused.value.faults == (
        "no column 'b'",
        "no column 'd'",
        "column 'a' stands twice",
        "the columns are a, a, c",
    )
    assert refused.value.where == "invented.csv, line 1"


def test_records_refuse_text_that_is_not_utf_8_and_name_the_line():
    with pytest.raises(WrongShapeError, match="line 3: byte 0xe9 is not UTF-8"):
        found(b"a,b\n1,2\ncaf\xe9,2\n")


@pytest.mark.parametrize(
    ("data", "names_read"),
    [
        (b"\xef\xbb\xbfx,y \r\n1,2", ["x", "y"]),
        (b'"x, y",z\n', ["x, y", "z"]),
        (b"\r\n \nx,y,,\r1,2,,", ["x", "y"]),
        (b"", []),
        (b"\x00\xff\xfe", ["\x00\ufffd\ufffd"]),
    ],
)
def test_header_reads_the_first_line_whatever_it_holds(data, names_read):
    assert header(sample(data)) == names_read


def test_columns_of_knows_other_delimiters():
    assert columns_of(b"a; b\n", "x", delimiter=";") == ["a", "b"]


def test_ask_keeps_every_fault_of_a_row():
    record = found(lines("force,n,day,code", "Nowhere,many,2020-13,Q1"), expected=("force",))[0]
    ask = Ask(record)

    row = (ask.body("force", names()), ask.whole("n"), ask.date("day", "%Y-%m"), ask.code("code", r"E\d+"))

    assert row == (None, None, None, "Q1")
    assert ask.faults == [
        "force: 'Nowhere' is no body we know; add a reviewed alias to bodies/reviewed/aliases.csv if it is a body we "
        "should know",
        "n: 'many' is not a number",
        "day: '2020-13' is not a date written %Y-%m",
        "code: 'Q1' does not look like E\\d+",
    ]


def test_ask_reads_a_sound_row():
    record = found(lines("force,n,x,day", '"London, City of","1,954",0.5,31-03-2003'), expected=("force",))[0]
    ask = Ask(record)

    row = (ask.body("force", names()), ask.whole("n"), ask.number("x"), ask.date("day", "%d-%m-%Y"))

    assert (row, ask.faults) == (("city-of-london", 1954, 0.5, date(2003, 3, 31)), [])


def test_ask_tells_blank_and_too_small():
    ask = Ask(found(lines("a,b", " ,-1"))[0])

    ask.text("a")
    ask.whole("b", least=0)

    assert ask.faults == ["a is blank", "b: -1 is below 0"]


def test_ask_adds_nothing_to_the_fault_of_a_ragged_row():
    ask = Ask(found(lines("a,b", "1"))[0])

    ask.text("b")

    assert ask.faults == ["1 cells; the header has 2"]


def test_sorting_sets_a_second_row_of_the_same_key_aside():
    sorting = Sorting(key=("a",))
    for record in found(lines("a,b", "1,2", "1,3", "2,4")):
        sorting.put({"a": record.cells["a"]}, Ask(record))

    assert [row["a"] for row in sorting.rows] == ["1", "2"]
    assert [(one.record, one.raw, one.reason) for one in sorting.aside] == [
        (2, "1,3", "the same a as record 1, which is kept")
    ]
    assert sorting.read == 3


@pytest.mark.parametrize(
    ("text", "answer"), [("2016-17", True), ("1999-00", True), ("2016-18", False), ("2016", False), ("", False)]
)
def test_financial_year_is_two_years_that_follow(text, answer):
    assert financial_year(text) is answer
