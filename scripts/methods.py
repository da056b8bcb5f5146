"""Make the methods pages from `docs/` and from the specification tests, so that an installed package has them.

    python scripts/methods.py          write them to `src/hueandcry/web/methods/`
    python scripts/methods.py --check  write nothing; fail and name the pages that are out of date

One document becomes one page: its first heading is the title, a quotation under it the summary. Pages are HTML
fragments; `contents.toml` lists them in reading order. The same documents always make the same pages.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from method_tables import TABLES  # noqa: E402 - paths first

from spec import form  # noqa: E402

DOCS = ROOT / "docs"
MADE = ROOT / "src/hueandcry/web/methods"

JUDGING, EXAMPLES, FIGURES = "How we judge", "Worked examples, checked by tests", "What the figures are"
STATISTICIANS, PROGRAMS = "For statisticians", "For programs"
# Documents that have a page of their own elsewhere and do not stand on the list of methods.
UNLISTED = ""
GROUPS = (JUDGING, EXAMPLES, FIGURES, STATISTICIANS, PROGRAMS, UNLISTED)

# The address, the group on the list of methods, the document; in reading order within a group.
DOCUMENTS = (
    ("what-is-a-rise", JUDGING, "methods/what-is-a-rise.md"),
    ("what-we-cannot-tell", JUDGING, "methods/what-we-cannot-tell.md"),
    ("false-alarms", JUDGING, "methods/false-alarms.md"),
    ("comparison", JUDGING, "methods/comparison.md"),
    ("claims", JUDGING, "claims.md"),
    ("disclosure", JUDGING, "methods/disclosure.md"),
    ("coverage-and-breaks", FIGURES, "methods/coverage-and-breaks.md"),
    ("places-and-points", FIGURES, "methods/places-and-points.md"),
    ("outcomes-and-referrals", FIGURES, "methods/outcomes-and-referrals.md"),
    ("rises", STATISTICIANS, "methods/rises.md"),
    ("surveys", STATISTICIANS, "methods/surveys.md"),
    ("police-api", PROGRAMS, "police-api.md"),
    ("api", UNLISTED, "api.md"),
)

# On a phone, a table whose rows are no longer than this many letters stays a table; one with more columns than this
# scrolls sideways; every other becomes a list.
SHORT_ROW = 38
MOST_IN_A_LIST = 6

TITLE = re.compile(r"\A# (.+)\n")
SUMMARY = re.compile(r"\A\s*> (.+(?:\n> .+)*)\n")
TABLE = re.compile(r"^\{table: (\w+)\}$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page of the methods: what the list says about it, and its text as HTML."""

    slug: str
    title: str
    summary: str
    group: str
    html: str


def main() -> int:
    """Write the pages, or with `--check` compare them; return the exit code."""
    wanted = dict(files(pages()))
    if "--check" in sys.argv[1:]:
        return _compare(wanted)
    MADE.mkdir(parents=True, exist_ok=True)
    for old in MADE.glob("*.*"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (MADE / name).write_text(text, encoding="utf-8")
    print(f"{len(wanted) - 1} pages in {MADE.relative_to(ROOT)}")
    return 0


def pages() -> list[Page]:
    """Return every page, group by group: documents, and one page for each file of specification tests."""
    found = [
        from_markdown(slug, group, (DOCS / document).read_text("utf-8"))
        for slug, group, document in DOCUMENTS
        if (DOCS / document).exists()
    ]
    found += [from_specification(one) for one in form.every()]
    return sorted(found, key=lambda page: GROUPS.index(page.group))


def files(listed: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of every file to be written."""
    yield "contents.toml", "".join(_entry(page) for page in listed)
    for page in listed:
        yield f"{page.slug}.html", page.html


def from_markdown(slug: str, group: str, text: str) -> Page:
    """Return a document as a page. Raises ValueError where it has no title."""
    title = TITLE.match(text)
    if title is None:
        raise ValueError(f"{slug}: found no title; expected `# …` as the first line")
    rest = text[title.end() :]
    summary = SUMMARY.match(rest)
    said = " ".join(line.removeprefix("> ") for line in summary[1].splitlines()) if summary else ""
    words = title[1].replace("`", "")
    return Page(slug, words, said, group, html(_with_tables(rest[summary.end() if summary else 0 :])))


def from_specification(found: form.Specification) -> Page:
    """Return a file of specification tests as a page."""
    return Page(found.slug, found.title, found.summary, EXAMPLES, html(found.markdown()))


def html(text: str) -> str:
    """Return Markdown as HTML: the CommonMark rules and tables; raw HTML in a document stays text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name, rule in RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown.render(text)


def _with_tables(text: str) -> str:
    return TABLE.sub(lambda found: TABLES[found[1]](DOCS / "methods"), text)


def _entry(page: Page) -> str:
    fields = {"slug": page.slug, "title": page.title, "summary": page.summary, "group": page.group}
    return "[[page]]\n" + "".join(f"{name} = {_quoted(value)}\n" for name, value in fields.items()) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _compare(wanted: dict[str, str]) -> int:
    found = {path.name: path.read_text("utf-8") for path in MADE.glob("*.*")}
    stale = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    for name in stale:
        print(f"{name}: out of date. Run `make docs` and commit what it writes.")
    return 1 if stale else 0


# ---- how the parts of a document are written -----------------------------------------------------------------------

Rule = Callable[[RendererHTML, list[Token], int, dict, dict], str]


def _heading_open(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    words = tokens[at + 1].content
    anchor = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return f'<{tokens[at].tag} id="{anchor}">'


def _link_open(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    """A link to another document leads to its page."""
    href = str(tokens[at].attrs["href"])
    other = re.fullmatch(r"(?:methods/)?([a-z-]+)\.md(#.*)?", href)
    tokens[at].attrs["href"] = f"/methods/{other[1]}/{other[2] or ''}" if other else href
    return self.renderToken(tokens, at, options, env)


def _table_open(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    """Write a table so that it can be read on a phone too (see `SHORT_ROW`).

    One that scrolls can be reached by keyboard and is named by the heading above it.
    """
    cells = (token for token in tokens[at : _end_of_heading(tokens, at)] if token.type == "inline")
    env["columns"] = [_plain(cell) for cell in cells]
    if _longest_row(tokens, at) <= SHORT_ROW:
        return '<div class="scroll">\n<table class="data data--short">\n'
    if len(env["columns"]) <= MOST_IN_A_LIST:
        return '<div class="scroll">\n<table class="data data--list">\n'
    above = [tokens[i + 1].content for i in range(at) if tokens[i].type == "heading_open"]
    label = escapeHtml(above[-1] if above else ", ".join(env["columns"]))
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">\n<table class="data data--many">\n'


def _longest_row(tokens: list[Token], at: int) -> int:
    """Return how many letters the widest cells of all columns take together; a heading may be broken between words."""
    widest: Counter = Counter()
    column, heading_ends = 0, _end_of_heading(tokens, at)
    for i, token in enumerate(tokens[at:], at):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            column = 0
        elif token.type == "inline":
            words = _plain(token).split() if i < heading_ends else [_plain(token)]
            widest[column] = max([widest[column], *map(len, words)])
            column += 1
    return widest.total() + 2 * len(widest)


def _end_of_heading(tokens: list[Token], at: int) -> int:
    return next(i for i in range(at, len(tokens)) if tokens[i].type == "thead_close")


def _plain(cell: Token) -> str:
    """Return the words of a cell without their marks."""
    return "".join(part.content for part in cell.children or ())


def _table_close(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    return "</table>\n</div>\n"


def _heading_cell_open(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    """A column heading; one without words is none."""
    begins_row = tokens[at - 1].type == "tr_open"
    number = "" if begins_row else _number(tokens[at])
    return f'<th scope="col"{number}>' if tokens[at + 1].content else "<td>"


def _heading_cell_close(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    return "</th>\n" if tokens[at - 1].content else "</td>\n"


def _cell_open(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    """The first cell of a row names it; the others know the heading of their column."""
    column = _column(tokens, at)
    if column == 0:
        return '<th scope="row">'
    label = escapeHtml(env["columns"][column])
    return f'<td{_number(tokens[at])} data-label="{label}"><span>' if label else "<td><span>"


def _cell_close(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    return "</span></td>\n" if _column(tokens, at - 2) else "</th>\n"


def _column(tokens: list[Token], at: int) -> int:
    """Return which cell of its row this is."""
    begins = max(i for i in range(at) if tokens[i].type == "tr_open")
    return sum(token.type == "td_open" for token in tokens[begins:at])


def _number(token: Token) -> str:
    """Columns aligned to the right hold numbers; the class says it, since no inline style is allowed."""
    return ' class="number"' if "right" in str(token.attrs.get("style", "")) else ""


def _fence(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    return f'<pre tabindex="0"><code>{escapeHtml(tokens[at].content)}</code></pre>\n'


RULES: dict[str, Rule] = {
    "heading_open": _heading_open,
    "link_open": _link_open,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _heading_cell_open,
    "th_close": _heading_cell_close,
    "td_open": _cell_open,
    "td_close": _cell_close,
    "fence": _fence,
    "code_block": _fence,
}


if __name__ == "__main__":
    raise SystemExit(main())
