"""Writes a run's packed data as plain files, for work on the page and for measuring."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exeunt.results.provenance import versions
from exeunt.viewer.manifest import FORMAT
from exeunt.viewer.naming import label_runs
from exeunt.viewer.sources import Source


def manifest(sources: Sequence[Source]) -> dict[str, Any]:
    """Return the manifest of one run or of several on one clock."""
    entries = [source.entry() for source in sources]
    labels = label_runs(entries, lambda i: sources[i].scenario())
    # sizes are filled in later, which must not change what a source remembers
    runs = [
        {**entry, "label": label, "chunks": [dict(chunk) for chunk in entry["chunks"]]}
        for entry, label in zip(entries, labels, strict=True)
    ]
    return {"format": FORMAT, "exeunt": versions().get("exeunt", ""), "runs": runs}


def write_packed(sources: Sequence[Source], folder: Path) -> dict[str, Any]:
    """Write manifest, ``chunks/<run>/<index>``, ``people``, ``maps`` and ``air`` of each run; return the manifest."""
    document = manifest(sources)
    for run, (source, entry) in enumerate(zip(sources, document["runs"], strict=True)):
        for chunk in entry["chunks"]:
            data = source.chunk(chunk["index"])
            chunk["bytes"] = len(data)
            _write(folder / "chunks" / str(run) / str(chunk["index"]), data)
        _write(folder / "people" / str(run), source.people())
        _write(folder / "maps" / str(run), source.maps())
        if entry.get("air"):
            _write(folder / "air" / str(run), source.air())
    _write(folder / "manifest.json", json.dumps(document, allow_nan=False).encode())
    return document


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
