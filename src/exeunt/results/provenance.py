"""What a result owes its reader: versions, machine, hash of the scenario."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

PARTS = ("exeunt", "numpy", "scipy", "numba", "llvmlite", "shapely", "pyarrow", "h5py")


def versions() -> dict[str, str]:
    """Return the versions of Python, Exeunt and the parts that numbers depend on."""
    found = {"python": platform.python_version()}
    for part in PARTS:
        try:
            found[part] = metadata.version(part)
        except metadata.PackageNotFoundError:
            continue
    return found


def machine() -> dict[str, Any]:
    """Return what the run was computed on: system, processor, cores; no name of host or user."""
    return {
        "system": platform.system(),
        "release": platform.release(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "byte_order": sys.byteorder,
    }


def scenario_hash(text: str) -> str:
    """Return the SHA-256 of a scenario text, in UTF-8 with line ends as LF."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor()
