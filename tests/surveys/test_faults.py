"""Bad input: every fault of a file is told together, with file, column and record; nothing is published."""

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from hueandcry.surveys import actions
from hueandcry.surveys.actions import respondents
from hueandcry.surveys.rules.faults import MOST_TOLD, WaveRefused
from hueandcry.surveys.rules.files import EXPECTED
from surveys.waves import NOW, QUESTIONS, SECRET, as_csv, folder, rows

PLENTY = "two or more, or a population of one"


def faults_of(at):
    """What is told of a wave: (place, found, expected)."""
    with pytest.raises(WaveRefused) as raised:
        actions.estimate(at)
    return [(fault.name, fault.found, fault.expected) for fault in raised.value.faults]


def changed(**cells):
    """Respondents of whom number 17 has other cells."""
    made = rows()
    made[16] |= cells
    return made


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"weight": "0"}, ("record 17, weight", "0", "a number above 0")),
        ({"weight": "-3.5"}, ("record 17, weight", "a number below 0", "a number above 0")),
        ({"weight": ""}, ("record 17, weight", "nothing", "a number above 0")),
        ({"weight": "heavy"}, ("record 17, weight", "text or no finite number", "a number above 0")),
        ({"weight": "+5"}, ("record 17, weight", "text or no finite number", "a number above 0")),
        ({"weight": "1,5"}, ("record 17, weight", "text or no finite number", "a number above 0")),
        ({"weight": "1e999"}, ("record 17, weight", "text or no finite number", "a number above 0")),
        ({"stratum": " "}, ("record 17, stratum", "nothing", "a label for every respondent")),
        ({"psu": ""}, ("record 17, psu", "nothing", "a label for every respondent")),
        ({"id": ""}, ("record 17, id", "nothing", "a label for every respondent")),
        ({"id": "R00003"}, ("record 17, id", "a respondent who is there already", "each once")),
        (
            {"tricked": "perhaps", "times": "", "told": ""},
            (
                "record 17, tricked",
                "a code that the questionnaire does not know",
                "one of the codes yes, no, rather-not-say",
            ),
        ),
        (
            {"tricked": "yes", "times": "twice", "told": "no"},
            ("record 17, times", "text in a number cell", "a whole number from 1 to 500 or one of the codes many"),
        ),
        (
            {"tricked": "yes", "times": "1.5", "told": "no"},
            ("record 17, times", "text in a number cell", "a whole number from 1 to 500 or one of the codes many"),
        ),
        (
            {"tricked": "yes", "times": "501", "told": "no"},
            ("record 17, times", "a number out of range", "a whole number from 1 to 500"),
        ),
        (
            {"tricked": "no", "times": "2", "told": ""},
            (
                "record 17, times",
                "an answer to a question that was not to be asked",
                "nothing: it is asked only after tricked=yes",
            ),
        ),
        (
            {"force": "Ruritania"},
            (
                "record 17, force",
                "a name that is no police force's",
                "the name or slug of a police force that is on file",
            ),
        ),
    ],
)
def test_fault_of_a_record_is_told_by_column_and_number(tmp_path, cells, fault):
    place, found, expected = fault

    assert faults_of(folder(tmp_path, respondents=changed(**cells))) == [(f"respondents.csv, {place}", found, expected)]


def test_all_faults_of_a_file_are_told_together(tmp_path):
    made = changed(weight="0", tricked="perhaps", times="", told="")
    made[40]["weight"] = "0"
    made[41]["weight"] = "0"
    made[42]["weight"] = "0"
    made[50]["psu"] = ""

    places = [place for place, _, _ in faults_of(folder(tmp_path, respondents=made))]

    assert places == [
        "respondents.csv, records 17, 41, 42 and 1 more, weight",
        "respondents.csv, record 51, psu",
        "respondents.csv, record 17, tricked",
    ]


def test_refusal_says_that_nothing_was_published(tmp_path, home):
    with pytest.raises(WaveRefused) as raised:
        actions.publish(home=home, folder=folder(tmp_path, respondents=changed(weight="0")), now=NOW)

    assert "found 1 fault; expected none. Nothing was published." in str(raised.value)
    assert [one.name for one in raised.value.files] == ["respondents.csv, record 17, weight"]
    assert list(home.frozen.iterdir()) == []


def test_fault_leaves_what_is_published_as_it_is(tmp_path, home):
    first = actions.publish(home=home, folder=folder(tmp_path), now=NOW)

    with pytest.raises(WaveRefused):
        actions.publish(home=home, folder=folder(tmp_path, respondents=changed(weight="0")), now=NOW, note="Better.")

    assert [path.name for path in first.folder.parent.iterdir()] == ["1"]


# ---- strata, populations, targets -----------------------------------------------------------------------------------


def test_stratum_with_one_unit_is_told_by_record_and_never_by_its_label(tmp_path):
    made = rows()
    made[16]["stratum"] = SECRET
    made[40]["stratum"] = "another"

    told = ("respondents.csv, records 17, 41, stratum", "only one unit drawn at stage 1", PLENTY)
    assert faults_of(folder(tmp_path, respondents=made)) == [told]
    assert actions.estimate(folder(tmp_path, respondents=made, lonely="adjust")).shown > 0


def test_lonely_unit_at_the_second_stage_is_told_by_record(tmp_path):
    made = [row | {"psus": "40", "people": "900"} for row in rows()]
    made[16]["psu"] = "psu alone"

    assert faults_of(folder(tmp_path, respondents=made, columns='populations = ["psus", "people"]')) == [
        ("respondents.csv, record 17, psu", "only one unit drawn at stage 2", PLENTY)
    ]


@pytest.mark.parametrize(
    ("psus", "found", "expected"),
    [
        (
            "5",
            "fewer units than were drawn from the stratum",
            "at least as many as were drawn: a number of units, not a fraction",
        ),
        (
            "0.1",
            "fewer units than were drawn from the stratum",
            "at least as many as were drawn: a number of units, not a fraction",
        ),
    ],
)
def test_population_smaller_than_the_sample(tmp_path, psus, found, expected):
    made = [row | {"psus": psus} for row in rows()]

    assert faults_of(folder(tmp_path, respondents=made, columns='populations = ["psus"]')) == [
        ("respondents.csv, records 1, 2, 3 and 597 more, psus", found, expected)
    ]


def test_population_that_differs_within_a_stratum(tmp_path):
    made = [row | {"psus": "40"} for row in rows()]
    made[16]["psus"] = "41"

    found = faults_of(folder(tmp_path, respondents=made, columns='populations = ["psus"]'))

    assert found[0][:2] == (
        "respondents.csv, records 7, 17, 27 and 57 more, psus",
        "different numbers within a stratum",
    )


def margin(targets, name="sex"):
    return f'[margins.{name}]\ncolumn = "{name}"\ntargets = {targets}'


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (
            margin("{ f = 50000, m = 48000, x = 200 }"),
            (
                "respondents.csv, sex",
                "nobody in level 'x' of the margin sex",
                "respondents in every level with a target",
            ),
        ),
        (
            margin("{ f = 50000 }"),
            (
                "respondents.csv, records 3, 4, 6 and 294 more, sex",
                "a level without a target in the margin sex",
                "a target for every level",
            ),
        ),
        (
            margin("{ f = 50000, m = 0 }"),
            ("design.toml, margins, sex, targets.m", "0", "a number above 0; leave an empty level out"),
        ),
        (
            margin("{ f = 50000, m = 48000 }") + '\n[margins.force]\ncolumn = "force"\ntargets = '
            '{ kent = 30000, "Gwent Police" = 30000, northumbria = 30000 }',
            (
                "design.toml, margins",
                "margins that add up to sex 98,000, force 90,000",
                "one and the same population",
            ),
        ),
        (
            '[margins.sex]\ncolumn = "sex"',
            ("design.toml, margins, sex, targets", "both or neither of 'targets' and 'file'", "one of them"),
        ),
        (
            '[margins.sex]\ncolumn = "sex"\nfile = "gone.csv"',
            (
                "design.toml, margins, sex, file",
                "no such file beside design.toml",
                "a CSV file with the columns level and target",
            ),
        ),
    ],
)
def test_targets_that_cannot_be_met(tmp_path, more, fault):
    found = faults_of(folder(tmp_path, more=more))

    place, what, expected = fault
    if "records" in place:  # which records have this answer is chance
        assert (what, expected) == found[0][1:]
    else:
        assert found == [fault]


def test_targets_file_with_faults(tmp_path):
    at = folder(tmp_path, more='[margins.sex]\ncolumn = "sex"\nfile = "sexes.csv"')
    (at / "sexes.csv").write_text("level,target\nf,50000\nm,some\n")

    assert faults_of(at) == [
        (
            "sexes.csv, record 2",
            "no level, a level twice, or no number above 0",
            "a level and its target",
        )
    ]


def test_targets_that_contradict_each_other(tmp_path):
    made = [row | {"copy": row["sex"]} for row in rows()]
    more = margin("{ f = 50000, m = 48000 }") + "\n" + margin("{ f = 48000, m = 50000 }", "copy")

    place, found, expected = faults_of(folder(tmp_path, respondents=made, more=more))[0]

    assert (place, expected) == ("respondents.csv, weights", "1e-10 or less, relatively")
    assert found.startswith("totals still ")


# ---- the file of respondents ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", ("respondents.csv", "an empty file", "a header and one row for each respondent")),
        (
            b",".join([b"id", b"weight", b"stratum", b"psu", b"tricked", b"times", b"told", b"words", b"sex", b"force"])
            + b"\n",
            ("respondents.csv", "no record", "one row for each respondent"),
        ),
        (b"\xe9\xe9", ("respondents.csv, header", "no list of columns", "names of columns in the first row")),
        (as_csv(rows()).decode().encode("utf-16"), ("respondents.csv", "text in UTF-16, or no text", EXPECTED)),
        (as_csv(rows()).decode().encode("utf-16-le"), ("respondents.csv", "text in UTF-16, or no text", EXPECTED)),
        (as_csv(rows()).replace(b",", b";"), ("respondents.csv", "semicolons between cells", EXPECTED)),
        (as_csv(rows()).replace(b",", b"\t"), ("respondents.csv", "tabs between cells", EXPECTED)),
        (b"PK\x03\x04\x14\x00", ("respondents.csv", "a workbook", EXPECTED)),
    ],
)
def test_file_without_respondents(tmp_path, data, fault):
    assert faults_of(folder(tmp_path, respondents=data)) == [fault]


def test_missing_columns_are_all_named(tmp_path):
    made = [{name: row[name] for name in row if name not in ("weight", "told")} for row in rows()]

    assert faults_of(folder(tmp_path, respondents=made)) == [
        ("respondents.csv, told", "no such column", "one"),
        (
            "design.toml, columns, weight",
            "'weight', which is no column of respondents.csv",
            "a column of it; the columns are id, stratum, psu, tricked, times, words, sex, force",
        ),
    ]


def test_misspelt_column_of_the_design_is_a_fault_of_the_design_by_its_key(tmp_path):
    at = folder(tmp_path)
    design = (at / "design.toml").read_text("utf-8")
    (at / "design.toml").write_text(design.replace('clusters = ["psu"]', 'clusters = ["PSU"]'), "utf-8")

    assert faults_of(at) == [
        (
            "design.toml, columns, clusters",
            "'PSU', which is no column of respondents.csv",
            "a column of it; the columns are id, weight, stratum, psu, tricked, times, told, words, sex, force",
        )
    ]


def test_first_row_that_is_a_record_is_never_quoted(tmp_path):
    made = [*rows()[:1], *[row | {"words": SECRET} for row in rows()]]
    without_header = as_csv(made).split(b"\n", 2)[2]

    with pytest.raises(WaveRefused) as raised:
        actions.estimate(folder(tmp_path, respondents=without_header))

    assert SECRET not in " ".join(f"{one.name}: {one.reason}" for one in raised.value.faults)
    assert "the columns are" not in " ".join(one.expected for one in raised.value.faults)


def test_workbook_beside_the_design_is_named_as_one(tmp_path):
    at = folder(tmp_path)
    (at / "respondents.csv").rename(at / "respondents.xlsx")

    assert faults_of(at) == [("respondents.xlsx", "a workbook", "respondents.csv or respondents.parquet")]


def test_targets_with_semicolons_are_named_so(tmp_path):
    at = folder(tmp_path, more='[margins.sex]\ncolumn = "sex"\nfile = "sex.csv"')
    (at / "sex.csv").write_text("level;target\nf;10\nm;10\n")

    assert faults_of(at) == [("sex.csv", "semicolons between cells", EXPECTED)]


def test_column_that_stands_there_twice(tmp_path):
    data = as_csv(rows()).replace(b"id,weight,", b"id,weight,weight,", 1).replace(b"R0", b"1,R0")

    assert faults_of(folder(tmp_path, respondents=data)) == [
        ("respondents.csv, weight", "2 columns of that name", "one")
    ]


@pytest.mark.parametrize("quoted", [False, True])
def test_row_with_too_few_cells_is_told_by_record(tmp_path, quoted):
    lines = as_csv(rows()).split(b"\n")
    lines[17] = b"R00016,12"
    if quoted:
        lines[3] = lines[3].replace(b"stratum 2", b'"stratum 2"')

    assert faults_of(folder(tmp_path, respondents=b"\n".join(lines))) == [
        ("respondents.csv, record 17", "more or fewer cells than columns", "10 cells")
    ]


def test_words_over_several_lines_are_one_record(tmp_path):
    made = rows()
    made[2]["words"] = 'first, she said "no"\nthen nothing\n\n'
    made[16]["weight"] = "0"

    assert faults_of(folder(tmp_path, respondents=made))[0][0] == "respondents.csv, record 17, weight"


def test_quotation_mark_that_is_never_closed_loses_nobody(tmp_path):
    # A lenient reader would take the rest of the file for one cell.
    lines = as_csv(rows()).split(b"\n")
    lines[17] = lines[17].replace(b",psu", b',"psu')

    assert faults_of(folder(tmp_path, respondents=b"\n".join(lines))) == [
        (
            "respondents.csv, after record 16",
            "a quotation mark that is not closed, or more after one that is",
            "CSV (RFC 4180)",
        )
    ]


def test_bytes_of_another_encoding_are_told_by_record(tmp_path):
    lines = as_csv(rows()).split(b"\n")
    lines[17] = lines[17].replace(b"stratum", b"stratum \xe9")

    assert faults_of(folder(tmp_path, respondents=b"\n".join(lines))) == [
        ("respondents.csv, record 17", "bytes that are not UTF-8", "CSV in UTF-8")
    ]


def test_mark_of_byte_order_is_no_part_of_the_header(tmp_path):
    assert actions.estimate(folder(tmp_path, respondents=b"\xef\xbb\xbf" + as_csv(rows()))).shown > 0


def test_row_of_megabytes_is_refused_without_reading_it_whole(tmp_path):
    at = folder(tmp_path)
    with (at / "respondents.csv").open("ab") as file:
        file.write(b"x" * 3 * respondents.MOST_ROW_BYTES)

    assert faults_of(at) == [
        (
            "respondents.csv, after record 600",
            "a row of more than 1,000,000 bytes",
            "one row for each respondent",
        )
    ]


def test_row_of_ten_gigabytes_is_refused_by_the_size_of_the_file(tmp_path):
    at = folder(tmp_path)
    with (at / "respondents.csv").open("ab") as file:
        file.truncate(10_000_000_000)  # a hole: it takes no room on disk

    assert faults_of(at) == [("respondents.csv", "10,000,000,000 bytes", "at most 2,000,000,000")]


@pytest.mark.parametrize("content", [b"PAR1 is not enough", b"PAR1" + b"\0" * 400 + b"PAR1"])
def test_file_that_only_claims_to_be_parquet(tmp_path, content):
    at = folder(tmp_path)
    (at / "respondents.csv").unlink()
    (at / "respondents.parquet").write_bytes(content)

    assert faults_of(at) == [("respondents.parquet", "bytes that are no Parquet file", "Parquet")]


def parquet(at, table, **how):
    (at / "respondents.csv").unlink()
    pa.parquet.write_table(table, at / "respondents.parquet", **how)
    return at


def test_parquet_that_would_unpack_to_very_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(respondents, "MOST_BYTES", 200_000)
    table = pa.table({name: pa.array(["x" * 100] * 10_000) for name in rows()[0]})
    at = parquet(folder(tmp_path), table, compression="zstd", use_dictionary=False)

    assert (at / "respondents.parquet").stat().st_size < 20_000
    told = faults_of(at)

    assert told == [("respondents.parquet", told[0][1], "at most 200,000")]
    assert "bytes when unpacked" in told[0][1]


def test_long_text_that_parquet_keeps_once_is_not_multiplied(tmp_path):
    # 200,000 rows of a text of a megabyte: 200 GB if each row got its own copy.
    made = rows()[0] | {"sex": "x" * 1_000_000}
    table = pa.table({name: pa.DictionaryArray.from_arrays(pa.array([0] * 200_000), [made[name]]) for name in made})
    at = parquet(folder(tmp_path), table)

    told = {place: found for place, found, _ in faults_of(at)}

    assert told["respondents.parquet, records 1, 2, 3 and 199,997 more, sex"] == (
        "a code that the questionnaire does not know"
    )


def test_parquet_with_too_many_records_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(respondents, "MOST_RECORDS", 500)
    at = folder(tmp_path)
    table = pa.table({name: pa.array([row[name] for row in rows()]) for name in rows()[0]})

    assert faults_of(parquet(at, table)) == [("respondents.parquet", "600 records", "at most 500")]


def test_parquet_column_of_dates_is_no_answer(tmp_path):
    at = folder(tmp_path)
    (at / "respondents.csv").unlink()
    columns = {name: pa.array([row[name] for row in rows()]) for name in rows()[0]}
    columns["sex"] = pa.array([0] * 600, pa.int32()).cast(pa.date32())
    pa.parquet.write_table(pa.table(columns), at / "respondents.parquet")

    assert faults_of(at) == [("respondents.parquet, sex", "a column of the sort date32[day]", "texts or numbers")]


# ---- design and questionnaire ---------------------------------------------------------------------------------------


def test_folder_without_its_files(tmp_path):
    assert faults_of(tmp_path) == [
        ("design.toml", "no such file", "a file that says who was asked, when and how"),
        ("respondents.csv or respondents.parquet", "0 such files", "one of the two"),
    ]


def test_broken_toml_is_told_by_line(tmp_path):
    at = folder(tmp_path)
    (at / "design.toml").write_text('survey = "small"\nwave = \n')

    place, found, expected = faults_of(at)[0]

    assert (place, expected) == ("design.toml", "TOML")
    assert found == "broken TOML: Invalid value (at line 2, column 8)"


@pytest.mark.parametrize(
    ("design", "fault"),
    [
        ({"mode": "by post"}, ("mode", "'by post'", "one of 'face to face', 'telephone', 'online', 'mixed'")),
        (
            {"lonely": "ignore"},
            ("method, lonely", "'ignore'", "one of 'fail', 'certainty', 'remove', 'adjust', 'average'"),
        ),
        ({"ends": "2024-12-31"}, ("ends", "2024-12-31", "2025-01-01 or later")),
        (
            {"begins": '"January"'},
            ("begins", "a value of another sort (str)", "a day, such as 2026-04-01 without quotation marks"),
        ),
        (
            {"survey": "Small Survey"},
            ("survey", "'Small Survey'", "small letters, digits and hyphens, such as 'public-2026'"),
        ),
        ({"survey": "questionnaires"}, ("survey", "'questionnaires'", "another name: that one is taken")),
        ({"method": "least_base = 10"}, ("method, least_base", "10", "50 or more")),
        (
            {"method": "design_factor = 1.2"},
            ("method, design_factor", "a design factor and sampling units", "one or the other"),
        ),
        ({"method": "caps = { tricked = 3 }"}, ("method, caps", "'tricked'", "a column whose incidents are counted")),
        (
            {"columns": 'not_asked = ["shoe_size"]'},
            ("columns, not_asked", "'shoe_size'", "a column of the questionnaire small"),
        ),
        (
            {"columns": 'not_asked = ["tricked"]'},
            ("columns, not_asked", "tricked without times", "both: one leads to the other"),
        ),
        (
            {"more": '[margins.sex]\ncolumn = "sex"\nfile = "a.csv"'},
            ("margins, sex, file", "no such file beside design.toml", None),
        ),
        ({"method": "least_base = 0x" + "f" * 5000}, ("method, least_base", "a number too large", "50 or more")),
        ({"columns": 'weights = "w"'}, ("columns, weights", "a key that means nothing here", None)),
    ],
)
def test_fault_of_a_design_is_told_by_key(tmp_path, design, fault):
    place, found, expected = fault

    told = faults_of(folder(tmp_path, **design))

    assert told[0][:2] == (f"design.toml, {place}", found)
    assert expected in (None, told[0][2])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//elsewhere", 'https://a/"x', "here"])
def test_licence_has_a_web_address_or_none(tmp_path, address):
    at = folder(tmp_path)
    design = (at / "design.toml").read_text()
    (at / "design.toml").write_text(f"licence_url = '{address}'\n{design}")

    assert faults_of(at) == [
        ("design.toml, licence_url", "no web address", "an address that begins with https:// or http://")
    ]


def test_number_of_more_digits_than_python_reads_is_a_fault(tmp_path):
    at = folder(tmp_path, method=f"least_base = {'9' * 5000}")

    assert faults_of(at) == [("design.toml", "a number of too many digits", "numbers below 1e+15")]


def test_wave_of_numbers_alone_whose_weights_add_up_to_nothing_known_is_refused(tmp_path):
    numbers = QUESTIONS.replace('kind = "share"', 'kind = "people"').replace('kind = "rate"', 'kind = "incidents"')
    at = folder(tmp_path, questions=numbers)
    design = (at / "design.toml").read_text()
    (at / "design.toml").write_text(design.replace("grossed = true", "grossed = false"))

    assert faults_of(at) == [
        (
            "design.toml, method, grossed",
            "false, where nothing but numbers of people and incidents is estimated",
            "weights that add up to people, known totals, or a share or a rate",
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('column = "told"', 'column = "times"', ("questions, column", "'times' 2 times", "each name once")),
        (
            'yes = ["told=yes"]',
            'yes = ["told=maybe"]',
            ("estimate reported, yes", "'told=maybe'", "one of the codes yes, no, rather-not-say"),
        ),
        (
            'count = ["times"]',
            'count = ["tricked"]',
            ("estimate incidents, count", "'tricked'", "the column of a question whose kind is 'number'"),
        ),
        (
            'columns = ["sex"]',
            'columns = ["times"]',
            ("split sex, columns", "'times'", "a question whose kind is one of 'one', 'body', 'area'"),
        ),
        (
            'columns = ["sex"]',
            'columns = ["words"]',
            ("split sex, columns", "'words'", "a question whose kind is one of 'one', 'body', 'area'"),
        ),
        (
            'ask_if = ["tricked=yes"]\nask = "How',
            'ask_if = ["told=yes"]\nask = "How',
            ("question times, ask_if", "'told=yes'", "a question that is asked before with a column of that name"),
        ),
        ('code = "m"', 'code = "f"', ("questions 5, answers", "the code 'f' twice", "each code once")),
        ('slug = "victim"', 'slug = "reported"', ("estimates, slug", "'reported' 2 times", "each name once")),
        (
            'kind = "rate"',
            'kind = "share"',
            (
                "estimates 3, yes",
                "no answer that counts as yes",
                "'yes' and no 'count' for a share or a number of people",
            ),
        ),
        ('title = "Sex"', 'titel = "Sex"', ("splits 1, title", "nothing", "a text")),
        (
            'section = "all"\nask = "Force?"',
            'section = "gone"\nask = "Force?"',
            ("question force, section", "'gone'", "the slug of a section"),
        ),
    ],
)
def test_fault_of_a_questionnaire_is_told_by_question(tmp_path, old, new, fault):
    assert QUESTIONS.count(old) >= 1
    place, found, expected = fault

    told = faults_of(folder(tmp_path, questions=QUESTIONS.replace(old, new, 1)))

    assert (f"questionnaire.toml, {place}", found, expected) in told


@pytest.mark.parametrize(
    ("design", "place", "found"),
    [
        ({"wave_title": r"A\u0007bell"}, "wave_title", "a mark that cannot be printed"),
        ({"method": "caps = { times = inf }"}, "method, caps.times", "no finite number"),
        ({"method": "caps = { times = nan }"}, "method, caps.times", "no finite number"),
        ({"method": "design_factor = -1.5"}, "method, design_factor", "-1.5"),
        ({"method": "design_factor = 1" + "0" * 400}, "method, design_factor", "a number too large"),
        (
            {"more": '[margins.sex]\ncolumn = "sex"\ntargets = { f = inf, m = 1 }'},
            "margins, sex, targets.f",
            "no finite number",
        ),
        ({"more": '[totals.x]\ncolumn = "sex"\ntotal = nan'}, "totals, x, total", "no finite number"),
    ],
)
def test_number_or_text_that_nobody_could_publish(tmp_path, design, place, found):
    assert (f"design.toml, {place}", found) in [told[:2] for told in faults_of(folder(tmp_path, **design))]


def test_toml_nested_without_end_is_told(tmp_path):
    at = folder(tmp_path)
    (at / "questionnaire.toml").write_text("a = " + "[" * 50_000)

    assert faults_of(at) == [("questionnaire.toml", "tables within tables without end", "TOML")]


def test_long_chains_of_routing_take_no_time(tmp_path):
    # Each question after both of two before it: walked path by path that would be 2 to the power of 40.
    asked = "".join(
        f'[[questions]]\ncolumn = "q{at}"\nsection = "all"\nanswer_set = "happened"\nask = "Question {at}?"\n'
        f'ask_if = ["{"tricked" if at < 2 else f"q{at - 1}"}=yes", "{"tricked" if at < 2 else f"q{at - 2}"}=yes"]\n'
        for at in range(40)
    )
    deep = '[[estimates]]\nslug = "deep"\ntitle = "Deep"\nwhat = "Share."\nkind = "share"\nyes = ["q39=yes"]\n'
    questions = QUESTIONS.replace("[[estimates]]", asked + deep + "[[estimates]]", 1)
    made = [row | {f"q{at}": "" for at in range(40)} for row in rows()]

    assert actions.estimate(folder(tmp_path, respondents=made, questions=questions)).shown > 0


def test_questionnaire_is_our_own_or_the_folders(tmp_path):
    at = folder(tmp_path)
    text = (at / "design.toml").read_text()

    (at / "design.toml").write_text('questionnaire = "victim"\n' + text)
    both = faults_of(at)
    (at / "questionnaire.toml").unlink()
    (at / "design.toml").write_text('questionnaire = "rumours"\n' + text)
    unknown = faults_of(at)
    (at / "design.toml").write_text(text)
    neither = faults_of(at)

    ours = "business-attitude, public-attitude, victim"
    where = "design.toml, questionnaire"
    assert both == [(where, "questionnaire = 'victim' and questionnaire.toml", f"one of them; ours are {ours}")]
    assert unknown == [(where, "'rumours'", f"one of {ours}")]
    assert neither == [(where, "neither a questionnaire nor questionnaire.toml", f"one of them; ours are {ours}")]


def test_very_many_faults_are_counted_and_the_first_told(tmp_path):
    names = ", ".join(f'"none_{at}"' for at in range(60))

    with pytest.raises(WaveRefused) as raised:
        actions.estimate(folder(tmp_path, columns=f"not_asked = [{names}]"))

    assert (len(raised.value.faults), len(raised.value.files)) == (60, MOST_TOLD)
    assert "found 60 faults (40 are told here)" in str(raised.value)


def test_whole_numbers_beyond_what_a_float_tells_apart_are_read_as_near_as_it_can(tmp_path):
    at = folder(tmp_path)
    table = pa.csv.read_csv(at / "respondents.csv")
    weights = pa.array([2**53 + 1] * table.num_rows, pa.int64())
    parquet(at, table.set_column(table.column_names.index("weight"), "weight", weights))

    assert actions.estimate(at).shown > 0
