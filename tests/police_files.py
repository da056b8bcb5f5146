"""Small invented police files, in the published format, for tests."""

import gzip
import hashlib
import zipfile
from pathlib import Path

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
OUTCOMES = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"


def crime_id(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def street_row(
    number: int | None = 1,
    *,
    month: str = "2022-07",
    body: str = "Kent Police",
    lng: str = "1.080000",
    lat: str = "51.280000",
    location: str = "On or near Invented Street",
    lsoa: str = "E01024001",
    lsoa_name: str = "Canterbury 001A",
    kind: str = "Burglary",
    outcome: str = "Under investigation",
) -> str:
    identity = "" if number is None else crime_id(number)
    return f"{identity},{month},{body},{body},{lng},{lat},{location},{lsoa},{lsoa_name},{kind},{outcome},"


def street_file(path: Path, rows: list[str], *, end: str = "\n") -> Path:
    """Write a street file; gzip when the name ends in .gz."""
    data = (end.join([STREET, *rows]) + end).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path
