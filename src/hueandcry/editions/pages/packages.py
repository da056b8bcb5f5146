"""The data package: the frozen files as one ZIP, the same bytes each time."""

from __future__ import annotations

import io
import zipfile

from hueandcry.editions.queries import Edition


def name(found: Edition) -> str:
    """Return what files of an edition are called: "online-crime-dashboard-2018-19", with "-2" for a correction."""
    corrected = f"-{found.number}" if found.number > 1 else ""
    return f"online-crime-dashboard-{found.slug}{corrected}"


def zipped(found: Edition) -> bytes:
    """Return the package. Raises `Tampered`."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(found.frozen.files):
            entry = zipfile.ZipInfo(file, date_time=found.published_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, found.frozen.read(file))
    return sink.getvalue()
