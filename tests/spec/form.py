"""The form of a specification: read it without running it, write it as a page, compare its answer."""

import ast
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
PARTS = ("title", "summary", "table", "operation", "expected", "closing")

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Specification:
    """One file: its parts as they are written there."""

    path: Path
    text: str
    title: str
    summary: str
    table: str
    operation: str
    expected: str
    closing: str

    @property
    def slug(self) -> str:
        return self.path.stem.split("_", 1)[1].replace("_", "-")

    def markdown(self) -> str:
        """What stands on the page below title and summary."""
        parts = [
            self.text,
            "## The numbers",
            _table(self.table),
            f"## {self.operation}",
            _table(self.expected),
            self.closing,
        ]
        return "\n\n".join(parts) + "\n"


def read(path: Path) -> Specification:
    """Read a file's parts. Raises ValueError that names what is missing."""
    module = ast.parse(path.read_text("utf-8"))
    found = {
        target.id: ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in PARTS
    }
    missing = [part for part in PARTS if part not in found]
    text = ast.get_docstring(module)
    if missing or not text:
        raise ValueError(
            f"{path}: found no {', '.join(missing) or 'docstring'}; expected every part of tests/spec/README.md"
        )
    return Specification(path, text, **found)


def every() -> list[Specification]:
    """Every specification, room by room, in reading order."""
    return [read(path) for path in sorted(FOLDER.glob("*/s[0-9][0-9]_*.py"))]


def rows(table: str) -> Rows:
    """The rows of a little table as dictionaries of text."""
    header, *body = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(header, cells, strict=True)) for cells in body]


def _table(text: str) -> str:
    """A little table as Markdown, numbers to the right."""
    given = rows(text)
    columns = list(given[0])
    rules = ["---:" if all(_is_number(row[column]) for row in given) else "---" for column in columns]
    lines = [columns, rules, *([row[column] for column in columns] for row in given)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("%", "").strip().isdigit() or not text
