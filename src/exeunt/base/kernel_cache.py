"""Where compiled kernels are kept: one folder for each state of the source files that kernels are made from.

Numba notices a change in the file of a kernel, not in the files of the functions that it calls, so that after an
update a kernel from the cache could run with arrays of another layout. Hence the folder's name is made from the size
and time of every source file with a kernel and of every module that such a file imports, directly or not;
folders not used for a month are removed. ``NUMBA_CACHE_DIR`` has precedence. This module imports nothing but the
standard library, since it runs before everything else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

VARIABLE = "NUMBA_CACHE_DIR"
KEPT = 30 * 86_400.0
PACKAGE = Path(__file__).resolve().parents[1]
KERNEL = re.compile(
    r"^\s*@?(?:\w+ = )?(?:numba\.)?(?:n?jit|vectorize|guvectorize|intrinsic|overload|stencil)\b", re.MULTILINE
)


def user_cache() -> Path:
    """Return the folder in which this system keeps a user's caches."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return _home() / "Library" / "Caches"
    if chosen := os.environ.get("XDG_CACHE_HOME"):
        return Path(chosen)
    return _home() / ".cache"


def _home() -> Path:
    """Return the user's home; in a container whose user has none, a folder of this user among the temporary files."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(tempfile.gettempdir()) / f"exeunt-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def kernel_sources(package: Path = PACKAGE) -> list[Path]:
    """Return the source files that compiled code can depend on: those of kernels and all that they import."""
    texts = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    waiting = [path for path, text in texts.items() if KERNEL.search(text)]
    found = set(waiting)
    while waiting:
        named = re.findall(
            rf"^\s*(?:from|import)\s+({package.name}[\w.]*)(.*)", texts[waiting.pop()], re.MULTILINE
        )
        for module, names in named:
            base = package.parent.joinpath(*module.split("."))
            inside = [base / f"{name}.py" for name in re.findall(r"\w+", names)]
            for path in (base.with_suffix(".py"), base / "__init__.py", *inside):
                if path in texts and path not in found:
                    found.add(path)
                    waiting.append(path)
    return sorted(found)


def source_state(package: Path = PACKAGE) -> str:
    """Return a name for the present state of the source files that kernels depend on."""
    digest = hashlib.blake2b(digest_size=10)
    for path in kernel_sources(package):
        stat = path.stat()
        digest.update(f"{path.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def choose_folder() -> None:
    """Point Numba to the folder of the present sources, unless the user named one or none can be written."""
    if os.environ.get(VARIABLE):
        return
    folder = user_cache() / "exeunt" / "kernels" / source_state()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    except OSError:
        return
    if os.access(folder, os.W_OK):
        os.environ[VARIABLE] = str(folder)
        numba = sys.modules.get("numba")
        if numba is not None:
            numba.config.CACHE_DIR = str(folder)
        _forget_old(folder)


def survive_damage() -> None:
    """Let Numba compile anew what it cannot read from the cache, and go on where it cannot write there.

    Numba itself raises: a kernel whose file was cut, or a full disk, would end every command. Loading a cut file is
    treated as a miss, and the index that names it is removed so that the file is written again.
    """
    from numba.core import caching

    if getattr(caching.Cache, "survives_damage", False):
        return
    load, save = caching.Cache.load_overload, caching.Cache.save_overload

    def load_overload(self: Any, signature: Any, context: Any) -> Any:
        try:
            return load(self, signature, context)
        except Exception:
            _remove_index(self)
            return None

    def save_overload(self: Any, signature: Any, data: Any) -> None:
        try:
            save(self, signature, data)
        except OSError:
            return
        except Exception:
            _remove_index(self)

    caching.Cache.load_overload, caching.Cache.save_overload = load_overload, save_overload
    caching.Cache.survives_damage = True


def _remove_index(cache: Any) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.unlink(cache._cache_file._index_path)


def _forget_old(folder: Path) -> None:
    oldest = time.time() - KEPT
    with contextlib.suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder and other.stat().st_mtime < oldest:
                shutil.rmtree(other, ignore_errors=True)
