"""The embedded default: something true and something plainly invented, so that a fresh installation shows how it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib import resources
from pathlib import Path

from hueandcry.sources.actions.loading import FileReport, LoadReport, load
from hueandcry.sources.embedded import county, online
from hueandcry.sources.rules.example import FOLDER
from hueandcry.warehouse.home import Home


def load_example(
    *, home: Home, now: datetime, on_file: Callable[[FileReport], None] = lambda report: None
) -> LoadReport:
    """Load the Action Fraud table and the invented county. The county goes when a real crime file is loaded."""
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder) / FOLDER
        _write(example, [("action-fraud.csv", _action_fraud()), *county.files(), *online.files()])
        return load(home=home, paths=[example], now=now, release=f"{county.LAST:%Y-%m}", on_file=on_file)


def _action_fraud() -> bytes:
    return resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_bytes()


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
