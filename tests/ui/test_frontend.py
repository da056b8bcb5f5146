"""The front-end packages: pinned, hashed, without addresses, and installed by one script."""

import importlib.util
import io
import json
import subprocess
from pathlib import Path

import pytest

from browsing import lacking

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts" / "frontend.py"


@pytest.fixture
def frontend(tmp_path, monkeypatch):
    """Return the script as a module whose folders are empty ones."""
    spec = importlib.util.spec_from_file_location("frontend", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PACKAGES", tmp_path / "node_modules")
    monkeypatch.setattr(module, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(module, "STAMP", tmp_path / "vendor" / "stamp.txt")
    monkeypatch.setattr(module, "plain_font", lambda weight: b"a typeface")
    return module


def lock() -> dict:
    """Return the lock file."""
    return json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))


def test_lock_holds_a_hash_for_every_package_and_no_address():
    packages = {name: entry for name, entry in lock()["packages"].items() if name}

    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_every_dependency_is_pinned_exactly_and_locked():
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    pinned = wanted["dependencies"] | wanted["devDependencies"]

    assert {name: lock()["packages"][f"node_modules/{name}"]["version"] for name in pinned} == pinned


def fake_install(module):
    """Return a stand-in for npm: it makes every file that is asked for and counts how often it ran."""
    ran = []

    def run(*arguments: str) -> None:
        ran.append(arguments[0])
        for source in module.SERVED.values():
            path = module.PACKAGES / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"code();\n//# sourceMappingURL=code.js.map")
        for package in module.SERVED_PACKAGES:
            about = {"name": package, "version": "1.0.0", "license": "MIT"}
            (module.PACKAGES / package / "package.json").write_text(json.dumps(about))
        module.VENDOR.mkdir(exist_ok=True)
        (module.VENDOR / "govuk.css").write_text("body{}")

    return ran, run


def test_second_run_does_nothing(frontend, monkeypatch, capsys):
    ran, run = fake_install(frontend)
    monkeypatch.setattr(frontend, "run", run)

    codes = [frontend.main([]), frontend.main([])]

    assert (codes, ran) == ([0, 0], ["ci", "run"])
    assert "12 files ready" in capsys.readouterr().out


def test_changed_lock_runs_again(frontend, monkeypatch):
    ran, run = fake_install(frontend)
    monkeypatch.setattr(frontend, "run", run)
    frontend.main([])
    (frontend.ROOT / "package-lock.json").write_text("{}")

    frontend.main([])

    assert ran == ["ci", "run", "ci", "run"]


def test_removed_file_is_brought_back(frontend, monkeypatch):
    ran, run = fake_install(frontend)
    monkeypatch.setattr(frontend, "run", run)
    frontend.main([])
    (frontend.VENDOR / "htmx.js").unlink()

    frontend.main([])

    assert (frontend.VENDOR / "htmx.js").read_bytes() == b"code();\n"
    assert len(ran) == 4


def test_licences_travel_with_the_files(frontend, monkeypatch):
    _, run = fake_install(frontend)
    monkeypatch.setattr(frontend, "run", run)

    frontend.main([])

    text = (frontend.VENDOR / "licences.txt").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.endswith(" 1.0.0")] == [
        f"{package} 1.0.0" for package in frontend.SERVED_PACKAGES
    ]


def test_missing_npm_says_what_to_install(frontend, monkeypatch, capsys):
    monkeypatch.setattr(frontend.shutil, "which", lambda *given, **named: None)

    code = frontend.main([])

    said = capsys.readouterr().err
    assert code == 2
    assert "found no npm on PATH" in said
    assert "pip install -r requirements/dev.txt" in said


def test_failing_npm_shows_what_it_said(frontend, monkeypatch, capsys):
    done = subprocess.CompletedProcess([], 1, "", "EINTEGRITY: the hash is another one")
    monkeypatch.setattr(frontend.subprocess, "run", lambda *given, **named: done)

    code = frontend.main([])

    assert code == 2
    assert "EINTEGRITY: the hash is another one" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["GDS Transport", "crest", "crown"])
def test_emblems_of_the_state_are_refused(frontend, monkeypatch, capsys, word):
    _, run = fake_install(frontend)
    monkeypatch.setattr(frontend, "run", run)
    monkeypatch.setattr(frontend, "SASS", frontend.ROOT / "package.json")
    real = frontend.copy_served

    def copy_and_spoil() -> None:
        real()
        (frontend.VENDOR / "govuk.css").write_text(f"a{{font-family:'{word}'}}")

    monkeypatch.setattr(frontend, "copy_served", copy_and_spoil)

    assert frontend.main([]) == 2
    assert f"mentions {word}" in capsys.readouterr().err
    assert not frontend.STAMP.exists()


@pytest.fixture
def script():
    """Return the script as a module, with the folders it has."""
    spec = importlib.util.spec_from_file_location("frontend", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not module.PACKAGES.exists():
        lacking("What node_modules holds (python scripts/frontend.py)")
    return module


@pytest.mark.parametrize("weight", [400, 700])
def test_the_typeface_for_paper_has_one_weight_and_all_letters_of_english_and_welsh(script, weight):
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(script.plain_font(weight)))

    assert font["OS/2"].usWeightClass == weight
    assert "fvar" not in font
    wanted = "ABCXYZabcxyz0123456789âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýäëïöüẅÿ£%–−…·“”‘’"
    assert [letter for letter in wanted if ord(letter) not in font.getBestCmap()] == []


def test_the_typeface_for_paper_is_made_the_same_again(script):
    assert script.plain_font(400) == script.plain_font(400)
