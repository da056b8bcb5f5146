"""Where an installation keeps all its state: one folder, named by `HUEANDCRY_HOME`."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The folder that holds everything an installation knows. Deleting it forgets everything."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """Return the home named by `HUEANDCRY_HOME`, by default `./var`."""
        return cls(Path(os.environ.get("HUEANDCRY_HOME") or "var").resolve())

    @property
    def database(self) -> Path:
        """The relational database (SQLite) of what people tell us."""
        return self.root / "hueandcry.sqlite3"

    @property
    def landed(self) -> Path:
        """Parquet files of published data, `<dataset>/<body>/<period>/<release>-<hash>.parquet`."""
        return self.root / "warehouse" / "landed"

    @property
    def manifest(self) -> Path:
        """The append-only list of what was landed and unloaded, one JSON object per line."""
        return self.root / "warehouse" / "manifest.jsonl"

    @property
    def set_aside(self) -> Path:
        """CSV files of the rows that could not be read, one per load."""
        return self.root / "warehouse" / "set_aside"

    @property
    def builds(self) -> Path:
        """One folder per build, each with its `build.duckdb`."""
        return self.root / "warehouse" / "builds"

    @property
    def current(self) -> Path:
        """A small file that names the build being served."""
        return self.builds / "CURRENT"

    @property
    def published(self) -> Path:
        """What each build told the public (rises, verdicts on claims), so that what is taken back stays visible."""
        return self.root / "warehouse" / "published"

    @property
    def frozen(self) -> Path:
        """What was published once and never changes: editions and surveys, each with its corrections."""
        return self.root / "frozen"

    @property
    def numba_cache(self) -> Path:
        """Compiled kernels, kept so that only the first build pays for compiling."""
        return self.root / "cache" / "numba"

    def make(self) -> "Home":
        """Create the folders that do not exist yet."""
        for folder in (self.landed, self.set_aside, self.builds, self.published, self.frozen, self.numba_cache):
            folder.mkdir(parents=True, exist_ok=True)
        return self
