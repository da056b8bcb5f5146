"""Make the methods pages from `docs/` and from the specification tests, so that an installed package has them.

    python scripts/methods.py          write them to `src/hueandcry/web/methods/`
    python scripts/methods.py --check  write nothing; fail and name the pages that are out of date

One document becomes one page: its first heading is the title, a quotation under it the summary. Pages are HTML
fragments; `contents.toml` lists them in reading order. The same documents always make the same pages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

sys.path.insert(0, str(Path(__file__).resolve().parent))

from method_tables import TABLES
from spec_pages import Spec, specs

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
MADE = ROOT / "src/hueandcry/web/methods"

# Documents that have a page of their own elsewhere and do not stand on the list of methods.
UNLISTED = ""

# In reading order: the address, the group on the list of methods, the document.
DOCUMENTS = (
    ("what-is-a-rise", "How we judge", "methods/what-is-a-rise.md"),
    ("what-we-cannot-tell", "How we judge", "methods/what-we-cannot-tell.md"),
    ("false-alarms", "How we judge", "methods/false-alarms.md"),
    ("coverage-and-breaks", "What the figures are", "methods/coverage-and-breaks.md"),
    ("places-and-points", "What the figures are", "methods/places-and-points.md"),
    ("outcomes-and-referrals", "What the figures are", "methods/outcomes-and-referrals.md"),
    ("rises", "For statisticians", "methods/rises.md"),
    ("police-api", "For programs", "police-api.md"),
    ("api", UNLISTED, "api.md"),
)
TESTED_GROUP = "Checked by tests"

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


def pages() -> Iterator[Page]:
    """Yield every page: documents first, then one for each file of specification tests."""
    for slug, group, document in DOCUMENTS:
        path = DOCS / document
        if path.exists():
            yield from_markdown(slug, group, path.read_text("utf-8"))
    for spec in specs(ROOT / "tests" / "spec"):
        yield from_spec(spec)


def files(made: Iterator[Page]) -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of every file to be written."""
    listed = list(made)
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


def from_spec(spec: Spec) -> Page:
    """Return a file of specification tests as a page."""
    return Page(spec.slug, spec.title, spec.summary, TESTED_GROUP, html(spec.markdown))


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
    """On a phone each row becomes a small list, whose lines are named by the column headings (`data-label`)."""
    cells = (token for token in tokens[at : _end_of_heading(tokens, at)] if token.type == "inline")
    env["columns"] = [_plain(cell) for cell in cells]
    return '<div class="scroll">\n<table class="data data--list">\n'


def _end_of_heading(tokens: list[Token], at: int) -> int:
    return next(i for i in range(at, len(tokens)) if tokens[i].type == "thead_close")


def _plain(cell: Token) -> str:
    """Return the words of a cell without their marks."""
    return "".join(part.content for part in cell.children or ())


def _table_close(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    return "</table>\n</div>\n"


def _heading_cell_open(self: RendererHTML, tokens: list[Token], at: int, options: dict, env: dict) -> str:
    """A column heading; one without words is none."""
    return f'<th scope="col"{_number(tokens[at])}>' if tokens[at + 1].content else "<td>"


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
