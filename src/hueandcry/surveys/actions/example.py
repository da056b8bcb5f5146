"""The embedded example: three invented waves of the invented county, published as real ones are."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from hueandcry.surveys.actions.publishing import publish
from hueandcry.surveys.embedded import county
from hueandcry.warehouse.frozen import Frozen
from hueandcry.warehouse.home import Home


def publish_example(*, home: Home, now: datetime) -> list[Frozen]:
    """Publish the invented waves. They are shown as long as the invented county is; published again nothing changes."""
    made = []
    for wave in county.waves():
        with tempfile.TemporaryDirectory() as folder:
            for name, data in wave.files.items():
                (Path(folder) / name).write_bytes(data)
            made.append(publish(home=home, folder=Path(folder), now=now))
    return made
