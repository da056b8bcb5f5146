"""The embedded example: three invented waves of the invented county, published as real ones are."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from hueandcry.surveys.actions.publishing import publish
from hueandcry.surveys.embedded import county
from hueandcry.warehouse.frozen import Frozen, NotFrozen
from hueandcry.warehouse.home import Home

CHANGED = "The recipe of the example has changed."


def publish_example(*, home: Home, now: datetime) -> list[Frozen]:
    """Publish the invented waves. They are shown as long as the invented county is; published again nothing changes."""
    made = []
    for wave in county.waves():
        with tempfile.TemporaryDirectory() as folder:
            for name, data in wave.files.items():
                (Path(folder) / name).write_bytes(data)
            made.append(_published(home, Path(folder), now))
    return made


def _published(home: Home, folder: Path, now: datetime) -> Frozen:
    """Publish an invented wave; where an earlier version of this system published another, as its correction."""
    try:
        return publish(home=home, folder=folder, now=now)
    except NotFrozen:
        return publish(home=home, folder=folder, now=now, note=CHANGED)
