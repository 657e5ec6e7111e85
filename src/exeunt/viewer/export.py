"""Writes the viewer's page with its data to disk: one file, or a folder for large runs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from exeunt.base.errors import RunFolderError
from exeunt.results.files import explain, temporary_name
from exeunt.viewer.packed import manifest
from exeunt.viewer.page import bundle, folder_page, folder_script, single_page
from exeunt.viewer.sources import Source

LARGEST_FILE = 60_000_000
"""Bytes of packed data above which a browser should not be given one file."""

Pieces = Iterator[tuple[str, bytes]]


def export(sources: Sequence[Source], out: Path, title: str) -> Path:
    """Write the page of one or several runs; return the file to open.

    A name that ends in ``.html`` becomes one self-contained file; every other one a folder with
    ``index.html``, ``viewer.js``, ``viewer.css`` and ``data/``. Data of more than ``LARGEST_FILE`` bytes
    become a folder in any case, named like the file without its ending.

    Raises
    ------
    RunFolderError
        If the target exists already or cannot be written, or if a run cannot be shown.
    """
    _refuse_existing(out)
    bundle()
    document = manifest(sources)
    for entry in document["runs"]:
        if entry["status"] == "broken":
            raise RunFolderError(f"{entry['reason']} {entry['hint']}".strip())
    settle(document)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.suffix.lower() not in (".html", ".htm"):
            return _write_folder(document, pieces(sources, document), out, title)
        data, rest = _up_to(LARGEST_FILE, pieces(sources, document))
        if rest is None:
            return _write_file(document, data, out, title)
        folder = out.with_suffix("")
        _refuse_existing(folder)
        return _write_folder(document, chain(data, rest), folder, title)
    except OSError as error:
        raise RunFolderError(f"Cannot write {out}: {explain(error)}.") from error


def settle(document: dict[str, Any]) -> None:
    """Say of runs that are going on that they end here: a page on disk does not grow."""
    for entry in document["runs"]:
        if entry["status"] == "running":
            entry["status"] = "incomplete"
            entry["reason"] = "The run was still going on when this page was written."
        for chunk in entry["chunks"]:
            chunk["complete"] = True


def pieces(sources: Sequence[Source], document: dict[str, Any]) -> Pieces:
    """Yield name and bytes of everything that the manifest names, and note the size of each chunk there."""
    for run, (source, entry) in enumerate(zip(sources, document["runs"], strict=True)):
        yield f"people-{run}", source.people()
        yield f"maps-{run}", source.maps()
        if entry.get("air"):
            yield f"air-{run}", source.air()
        for chunk in entry["chunks"]:
            content = source.chunk(chunk["index"])
            chunk["bytes"] = len(content)
            yield f"chunk-{run}-{chunk['index']}", content


def _refuse_existing(out: Path) -> None:
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise RunFolderError(f"{out} exists already; it is not overwritten.")


def _up_to(limit: int, data: Pieces) -> tuple[list[tuple[str, bytes]], Pieces | None]:
    """Return everything, or the first pieces and the rest if together they are larger than the limit."""
    held: list[tuple[str, bytes]] = []
    size = 0
    for piece in data:
        held.append(piece)
        size += len(piece[1])
        if size > limit:
            return held, data
    return held, None


def _write_file(document: dict[str, Any], data: Sequence[tuple[str, bytes]], out: Path, title: str) -> Path:
    temporary = temporary_name(out)
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(single_page(title, document, iter(data)))
        os.replace(temporary, out)
    finally:
        temporary.unlink(missing_ok=True)
    return out


def _write_folder(document: dict[str, Any], data: Pieces, out: Path, title: str) -> Path:
    script, style = bundle()
    (out / "data").mkdir(parents=True, exist_ok=True)
    for name, content in data:
        (out / "data" / f"{name}.js").write_text(folder_script(name, content), encoding="utf-8")
    text = json.dumps(document, allow_nan=False, separators=(",", ":")).encode()
    (out / "data" / "manifest.js").write_text(folder_script("manifest", text), encoding="utf-8")
    (out / "viewer.js").write_text(script, encoding="utf-8")
    (out / "viewer.css").write_text(style, encoding="utf-8")
    page = out / "index.html"
    page.write_text(folder_page(title), encoding="utf-8")
    return page
