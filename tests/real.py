"""The real files that some tests read: never part of the project, found beside the checkout or where told.

Such tests carry the mark `real`. They are skipped only where the folder does not exist and nobody promised it
would: under `CI=true` a missing folder is a failure.
"""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("HUEANDCRY_REAL_DATA") or Path(__file__).parents[2] / "shared" / "data")


def real_file(path: str) -> bytes:
    """Return the bytes of a real file, or skip the test where there is no such folder."""
    if not FOLDER.is_dir() and os.environ.get("CI") != "true":
        pytest.skip(f"no real files in {FOLDER}; name their folder in HUEANDCRY_REAL_DATA")
    return (FOLDER / path).read_bytes()
