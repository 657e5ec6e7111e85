"""Whole files or none: a temporary name, then an atomic rename; errors in words that a user understands."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exeunt.base.errors import RunFolderError
from exeunt.base.reading import UnreadableError, check_file

TEMPORARY = ".tmp"

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be larger than this disk or this account allows",
    errno.EACCES: "permission denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder is gone",
    errno.EIO: "the disk reports an input/output error",
}


def temporary_name(path: Path) -> Path:
    """Return the name a file has while it is written; readers ignore it."""
    return path.with_name(f".{path.name}{TEMPORARY}")


def write_bytes(path: Path, data: bytes | memoryview, *, sync: bool = False) -> None:
    """Write a file so that it is there whole or not at all.

    ``sync`` forces the bytes to the disk before the rename, so that the file also survives a power cut.

    Raises
    ------
    RunFolderError
        If it cannot be written (disk full, no permission ...); a half-written temporary file is removed.
    """
    temporary = temporary_name(path)
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise RunFolderError(f"Cannot write {path}: {explain(error)}.") from error


def write_json(path: Path, document: Mapping[str, Any]) -> None:
    """Write a JSON document atomically; NaN becomes null."""
    write_bytes(path, (json.dumps(plain(document), indent=1, ensure_ascii=False) + "\n").encode())


def inside(folder: Path, path: Path) -> Path:
    """Return the path if what is there really lies in the folder, links followed; it need not exist.

    Raises
    ------
    RunFolderError
        If a link leads out of the folder, or if there is no regular file but a pipe, a device or a folder, or one too
        large to be read.
    """
    try:
        lies_inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        lies_inside = False
    if not lies_inside:
        raise RunFolderError(f"{path.name} is a link that leads out of the run folder; it is not read.")
    try:
        return check_file(path)
    except UnreadableError as error:
        if error.fault == "missing":
            return path
        raise RunFolderError(f"{error}.") from error


def plain(value: Any) -> Any:
    """Turn NumPy values, tuples and NaN into what JSON knows."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    if isinstance(value, Path):
        return str(value)
    return value


def explain(error: OSError) -> str:
    """Say in words why the operating system refused."""
    return _WORDS.get(error.errno or 0, error.strerror or str(error))
