"""What each component is given: frozen values, nothing to look up.

A page fills one of these and hands it to the template tag of the same name (`templatetags/ui.py`); `README.md` shows
every tag with its parameters. Text is plain and is escaped by the templates; links are addresses of our own.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from hueandcry.ui.charts import Band, CoverageStrip, Funnel, Spark
from hueandcry.ui.charts.coverage import KEY_WIDTH, STATES


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. `current` marks the page one is on; `download` a file to keep."""

    title: str
    url: str
    current: bool = False
    download: bool = False


@dataclass(frozen=True)
class SourceFile:
    """A file that figures were read from: its name, its SHA-256, and where the manifest shows it."""

    name: str
    sha256: str = ""
    url: str = ""


@dataclass(frozen=True)
class Trail:
    """Where a number comes from and how to take it along. Empty parts are left out.

    `kept` says how long the permanent link holds, `lasting` leads to what holds longer.
    """

    definition: str = ""
    definition_url: str = ""
    sources: tuple[SourceFile, ...] = ()
    build: str = ""
    permalink: str = ""
    kept: str = ""
    lasting: Link | None = None
    cite: str = ""
    csv: str = ""
    json: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Figure:
    """One number with what it takes to understand it. `value` is already written ("1,042"), as is `interval`."""

    label: str
    value: str
    unit: str = ""
    interval: str = ""
    period: str = ""
    coverage: str = ""
    note: str = ""
    trail: Trail | None = None


@dataclass(frozen=True)
class RiseCard:
    """A rise in brief, for lists: place, kind, the sentence, and a spark."""

    place: str
    kind: str
    url: str
    sentence: str
    spark: Spark | None = None


@dataclass(frozen=True)
class FunnelCard:
    """A measure in brief: its title, the figure of the body we look at in a sentence, and a small funnel, if any."""

    title: str
    url: str
    sentence: str
    chart: Funnel | None = None


@dataclass(frozen=True)
class Call:
    """The three lines that end every call: what to do, who answers by when, how to follow it."""

    what_to_do: str = ""
    what_to_do_link: Link | None = None
    who_answers: str = ""
    who_answers_link: Link | None = None
    follow: str = ""
    follow_link: Link | None = None


PANEL_STATUS = {"rise": _("Unusual rise"), "over": _("Over"), "withdrawn": _("Withdrawn")}


@dataclass(frozen=True)
class RisePanel:
    """A rise in full. `status` is "rise", "over" or "withdrawn"; `period` a dated month."""

    heading: str
    period: str
    status: str = "rise"
    chart: Band | None = None
    unit: str = ""
    links: tuple[Link, ...] = ()
    paragraphs: tuple[str, ...] = ()
    call: Call | None = None
    ident: str = ""

    def __post_init__(self) -> None:
        """Refuse a status that has no word and no colour."""
        if self.status not in PANEL_STATUS:
            raise ValueError(f"found the status {self.status!r}; expected one of {', '.join(PANEL_STATUS)}")

    @property
    def status_word(self) -> str:
        """Return the status in words."""
        return str(PANEL_STATUS[self.status])


@dataclass(frozen=True)
class PlaceCard:
    """A place in a list: its name, what it is, and its sentence of the month."""

    name: str
    url: str
    about: str = ""
    sentence: str = ""
    verdict: str = ""


# The word for each verdict. "below" is how we show a count under its usual range.
VERDICTS = {
    "rise": _("rise"),
    "over": _("over"),
    "usual": _("usual"),
    "below": _("below usual"),
    "too_few": _("too few to tell"),
    "too_little_history": _("too little history"),
    "no_data": _("no data"),
    "suspect": _("figures in doubt"),
    "break": _("not comparable"),
    "area_redrawn": _("area redrawn"),
}


@dataclass(frozen=True)
class KindRow:
    """One kind of crime in one month: the count, the usual range, the last two years, and the verdict."""

    kind: str
    url: str
    count: float | None
    lower: float | None
    upper: float | None
    verdict: str
    recent: tuple[float | None, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a verdict that has no word and no shape."""
        if self.verdict not in VERDICTS:
            raise ValueError(f"found the verdict {self.verdict!r}; expected one of {', '.join(VERDICTS)}")

    @property
    def range_known(self) -> bool:
        """Is there a usual range to show?"""
        return self.lower is not None and self.upper is not None

    @property
    def spark(self) -> Spark:
        """Return the last two years, ringed where the month is a rise."""
        return Spark(values=self.recent, rose=self.verdict == "rise")


@dataclass(frozen=True)
class KindsList:
    """Every kind in a place for one month; the caption is a sentence ("Of 31 kinds, 24 were tested; …")."""

    month: date
    rows: tuple[KindRow, ...]
    caption: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its title with the unit, whether it holds numbers, and how it is sorted by link."""

    title: str
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One value, already written; with `url` it is a link, with `note` it has a second, softer line.

    `lang` is the language of a text that is not in that of the page: the title of a document.
    """

    text: str
    url: str = ""
    note: str = ""
    lang: str = ""

    @property
    def is_short(self) -> bool:
        """Is it a word or a number that should not be broken, like "2018-19"?"""
        return len(self.text) <= 12


@dataclass(frozen=True)
class Table:
    """Rows under columns; the caption is a sentence. On a phone each row becomes a small list (`listed`)."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    footer: tuple[Cell | str, ...] = ()
    listed: bool = True
    empty: str = ""

    def __post_init__(self) -> None:
        """Refuse a row that is longer or shorter than the columns."""
        for row in (*self.rows, *((self.footer,) if self.footer else ())):
            if len(row) != len(self.columns):
                raise ValueError(f"found a row of {len(row)} cells; expected {len(self.columns)}, one for each column")

    def paired(self, row: tuple[Cell | str, ...]) -> list[tuple[Column, Cell]]:
        """Return each cell of a row beside its column."""
        return [
            (column, cell if isinstance(cell, Cell) else Cell(str(cell)))
            for column, cell in zip(self.columns, row, strict=True)
        ]


@dataclass(frozen=True)
class CoverageRow:
    """One body: its months as a strip, and the sum in words ("172 of 188 months")."""

    name: str
    strip: CoverageStrip
    said: str = ""
    url: str = ""


@dataclass(frozen=True)
class Coverage:
    """Bodies by month; every strip covers the same months, from `first` to `last`."""

    caption: str
    rows: tuple[CoverageRow, ...]
    first: date
    last: date

    @property
    def keys(self) -> dict[str, CoverageStrip]:
        """Return one small strip for each state, to explain the drawing."""
        return {state: CoverageStrip(first=self.first, states=(state,), width=KEY_WIDTH) for state in STATES}


@dataclass(frozen=True)
class Search:
    """The one search box: where it leads, and what was asked before."""

    action: str
    value: str = ""
    label: str = ""
    hint: str = ""
    ident: str = "search"


@dataclass(frozen=True)
class Pages:
    """Where one is in a long list: the addresses of the pages around."""

    previous: str = ""
    next: str = ""
    numbers: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Moment:
    """Something that happened, or is due (`state`: "", "done" or "due")."""

    when: date | str
    text: str
    link: Link | None = None
    state: str = ""

    @property
    def iso(self) -> str:
        """Return the day for machines; nothing when it is only known in words."""
        return self.when.isoformat() if isinstance(self.when, date) else ""


@dataclass(frozen=True)
class State:
    """A page or part of one with nothing to show: what happened, what to do, whom to ask."""

    title: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class PlaceMap:
    """A map on demand: the place itself, its neighbours and the outline of its force, as addresses of GeoJSON.

    `beside` is the address of the list that says the same without a map. Features are named by their `name` property
    and lead to their `url` property.
    """

    place: str
    place_url: str
    neighbours_url: str = ""
    outline_url: str = ""
    beside: str = ""
