"""An installed Exeunt has the page: committed, whole, and in the wheel."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from exeunt.base.errors import RunFolderError
from exeunt.viewer import page

FILES = ("viewer.js", "viewer.css", "LICENSES")


def test_the_page_is_committed(root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "src/exeunt/viewer/bundle"], cwd=root, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    assert {Path(name).name for name in listed.stdout.split()} == set(FILES)
    script, style = page.bundle()
    assert "exeuntViewer" in script
    assert style.strip()


def test_the_wheel_holds_the_page(root: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("needs hatchling")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        for name in FILES:
            committed = (root / "src" / "exeunt" / "viewer" / "bundle" / name).read_bytes()
            assert packed.read(f"exeunt/viewer/bundle/{name}") == committed


def test_an_installation_without_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "BUNDLE", tmp_path)
    with pytest.raises(RunFolderError, match="Install Exeunt again"):
        page.bundle()
