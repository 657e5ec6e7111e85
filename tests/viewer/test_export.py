"""An exported page is whole: it shows the run from disk, with no network, and says the same numbers."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browsing import until
from exeunt_made import walk_out, write

from exeunt.base.errors import RunFolderError
from exeunt.results.run import open_run
from exeunt.viewer import export as exporting
from exeunt.viewer.chunks import unpack_chunk
from exeunt.viewer.export import export
from exeunt.viewer.opening import GuardedSource

NASTY = '</script><script>alert("1")</script><!-- & \u2028 "quoted"'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "run"
    write(walk_out(people=80, frames=150), path)
    return path


class Page(HTMLParser):
    """Elements of a page with their text, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self._script: dict[str, str | None] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "script":
            self._script = dict(attrs)

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self.scripts.append((self._script, data))
            self._script = None

    def named(self, name: str) -> str:
        return next(text for about, text in self.scripts if about.get("id") == name)


def test_one_file_holds_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    source = GuardedSource(folder)
    out = export([source], tmp_path / "sub" / "run.html", "made")
    page = Page(out.read_text(encoding="utf-8"))
    manifest = json.loads(page.named("data-manifest"))
    (run,) = manifest["runs"]
    assert run["chunks"]
    for chunk in run["chunks"]:
        data = base64.b64decode(page.named(f"chunk-0-{chunk['index']}"))
        assert data == source.chunk(chunk["index"])
        assert len(data) == chunk["bytes"]
    assert base64.b64decode(page.named("people-0")) == source.people()
    assert base64.b64decode(page.named("maps-0")) == source.maps()
    assert not list(out.parent.glob(".*"))


def test_one_file_loads_nothing_and_forbids_loading(folder: Path, tmp_path: Path) -> None:
    text = export([GuardedSource(folder)], tmp_path / "run.html", "made").read_text(encoding="utf-8")
    page = Page(text)
    for tag, name, value in page.attributes:
        assert name not in ("srcset", "background", "action", "formaction", "ping", "poster", "data")
        if name in ("src", "href"):
            assert (tag, value) == ("link", "data:,")
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"@import|url\((?!\s*['\"]?(data:|#))", style)
    policy = next(value for tag, name, value in page.attributes if tag == "meta" and name == "content"
                  and "default-src" in (value or ""))  # fmt: skip
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert all(word.startswith("'sha256-") for word in rules["script-src"].split())


def test_a_folder_holds_the_same_bytes_as_scripts(folder: Path, tmp_path: Path) -> None:
    source = GuardedSource(folder)
    index = export([source, source], tmp_path / "page", "made twice")
    assert index == tmp_path / "page" / "index.html"
    page = Page(index.read_text(encoding="utf-8"))
    loaded = {value for _, name, value in page.attributes if name in ("src", "href")}
    assert loaded == {"viewer.js", "viewer.css", "data:,"}

    def piece(name: str) -> bytes:
        text = (tmp_path / "page" / "data" / f"{name}.js").read_text(encoding="utf-8")
        called = re.fullmatch(r'exeuntData\("([\w-]+)", "([A-Za-z0-9+/=]*)"\);\n', text)
        assert called is not None
        assert called[1] == name
        return base64.b64decode(called[2])

    manifest = json.loads(piece("manifest"))
    assert len(manifest["runs"]) == 2
    for run, entry in enumerate(manifest["runs"]):
        for chunk in entry["chunks"]:
            assert piece(f"chunk-{run}-{chunk['index']}") == source.chunk(chunk["index"])
        assert piece(f"people-{run}") == source.people()
        assert piece(f"maps-{run}") == source.maps()


def test_a_run_too_large_for_one_file_becomes_a_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "LARGEST_FILE", 3000)
    source = GuardedSource(folder)
    index = export([source], tmp_path / "run.html", "made")
    assert index == tmp_path / "run" / "index.html"
    assert not (tmp_path / "run.html").exists()
    names = {path.name for path in (tmp_path / "run" / "data").iterdir()}
    chunks = len(source.entry()["chunks"])
    assert names == {"manifest.js", "people-0.js", "maps-0.js", *(f"chunk-0-{k}.js" for k in range(chunks))}


def test_names_stay_text(tmp_path: Path) -> None:
    run = tmp_path / "run"
    write(walk_out(people=5, frames=5), run)
    for name in ("run.json", "venue.json"):
        document = json.loads((run / name).read_text(encoding="utf-8"))
        document["name"] = NASTY
        (run / name).write_text(json.dumps(document), encoding="utf-8")
    page = Page(export([GuardedSource(run)], tmp_path / "run.html", NASTY).read_text(encoding="utf-8"))
    manifest = json.loads(page.named("data-manifest"))
    assert manifest["runs"][0]["name"] == NASTY
    assert len([about for about, _ in page.scripts if "id" not in about]) == 2


def test_nothing_is_overwritten_and_nothing_broken_is_written(folder: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.html"
    taken.write_text("mine")
    with pytest.raises(RunFolderError, match="exists already"):
        export([GuardedSource(folder)], taken, "made")
    assert taken.read_text() == "mine"
    (tmp_path / "empty").mkdir()
    with pytest.raises(RunFolderError, match="is empty"):
        export([GuardedSource(tmp_path / "empty")], tmp_path / "out.html", "made")
    assert not (tmp_path / "out.html").exists()


def test_a_page_of_a_running_run_does_not_wait_for_more(tmp_path: Path) -> None:
    writer = write(walk_out(people=5, frames=70), tmp_path / "run", finish=False)
    source = GuardedSource(tmp_path / "run")
    page = Page(export([source], tmp_path / "run.html", "x").read_text("utf-8"))
    (run,) = json.loads(page.named("data-manifest"))["runs"]
    assert run["status"] == "incomplete"
    assert source.entry()["status"] == "running"
    assert all(chunk["complete"] for chunk in run["chunks"])
    writer.finish()


def test_no_path_of_this_machine_gets_into_the_page(folder: Path, tmp_path: Path) -> None:
    text = export([GuardedSource(folder)], tmp_path / "run.html", "made").read_text(encoding="utf-8")
    assert str(folder.parent) not in text


@pytest.mark.parametrize("form", ["run.html", "page"])
def test_it_opens_from_disk_without_a_network_and_says_what_the_run_holds(
    folder: Path, tmp_path: Path, form: str, browser: Any
) -> None:
    out = export([GuardedSource(folder)], tmp_path / form, "made")
    frames = open_run(folder).trajectories()["frame"].to_numpy()
    asked, errors = [], []
    view = browser.new_context(offline=True, viewport={"width": 900, "height": 600}).new_page()
    view.on("request", lambda request: asked.append(request.url))
    view.on("pageerror", lambda error: errors.append(str(error)))
    view.goto(out.as_uri())
    until(view, "v !== undefined")
    view.evaluate("window.exeuntViewer.ready")
    for frame in (0, 37, 60, 100):
        view.evaluate("time => window.exeuntViewer.seek(time)", frame * 0.5)
        state = view.evaluate("window.exeuntViewer.state()")
        assert state["inside"] == int((frames == frame).sum())
    view.context.close()
    assert not errors
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)


def test_what_the_page_holds_is_the_run(folder: Path, tmp_path: Path) -> None:
    page = Page(export([GuardedSource(folder)], tmp_path / "run.html", "made").read_text(encoding="utf-8"))
    (run,) = json.loads(page.named("data-manifest"))["runs"]
    table = open_run(folder).trajectories().to_pydict()
    wanted = set(zip(table["person"], table["frame"], table["x_cm"], table["y_cm"], strict=True))
    found: set[tuple[int, int, int, int]] = set()
    for chunk in run["chunks"]:
        _, rows, _ = unpack_chunk(base64.b64decode(page.named(f"chunk-0-{chunk['index']}")))
        found |= set(map(tuple, np.column_stack([rows.person, rows.frame, rows.x, rows.y]).tolist()))
    assert found == wanted
