"""Kernels are never taken from the cache of other sources."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from exeunt.base import kernel_cache


def test_any_change_of_a_source_file_gives_another_folder(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (package / "inner").mkdir(parents=True)
    called = package / "inner" / "called.py"
    called.write_text("a = 1\n")
    (package / "caller.py").write_text("from package.inner import called\n@njit(cache=True)\n")
    before = kernel_cache.source_state(package)
    assert kernel_cache.source_state(package) == before
    called.write_text("a = 12\n")
    longer = kernel_cache.source_state(package)
    os.utime(called, ns=(1, 1))
    assert len({before, longer, kernel_cache.source_state(package)}) == 3


def test_files_that_no_kernel_can_depend_on_do_not_cost_a_compilation(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "kernel.py").write_text("@numba.njit(cache=True)\nfrom package import layout\n")
    (package / "layout.py").write_text("from package.units import METRE\n")
    (package / "units.py").write_text("METRE = 1\n")
    (package / "page.py").write_text("from package.kernel import x\n")
    names = [path.name for path in kernel_cache.kernel_sources(package)]
    assert names == ["kernel.py", "layout.py", "units.py"]


def test_the_step_of_each_model_is_among_the_sources() -> None:
    found = {path.relative_to(kernel_cache.PACKAGE).as_posix() for path in kernel_cache.kernel_sources()}
    assert {"models/movement/pairs.py", "venue/geodesic.py", "world/neighbours.py", "base/maths.py"} <= found
    assert not {path for path in found if path.startswith(("cli/", "viewer/"))}


def folder_chosen(home: Path, **more: str) -> str:
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(home),
        "LOCALAPPDATA": str(home),
        "HOME": str(home),
        **more,
    }
    if "NUMBA_CACHE_DIR" not in more:
        environment.pop("NUMBA_CACHE_DIR", None)
    code = "import exeunt.base.maths, numba; print(numba.config.CACHE_DIR)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_numba_is_pointed_to_the_folder_of_the_sources_and_old_ones_go(tmp_path: Path) -> None:
    first = folder_chosen(tmp_path)
    assert Path(first).name == kernel_cache.source_state()
    assert tmp_path in Path(first).parents
    old, young = Path(first).with_name("old"), Path(first).with_name("young")
    old.mkdir()
    young.mkdir()
    long_ago = time.time() - 2 * kernel_cache.KEPT
    os.utime(old, (long_ago, long_ago))
    assert folder_chosen(tmp_path) == first
    assert not old.exists()
    assert young.exists()


def test_the_user_has_the_last_word(tmp_path: Path) -> None:
    assert folder_chosen(tmp_path, NUMBA_CACHE_DIR=str(tmp_path / "mine")) == str(tmp_path / "mine")


def test_cut_files_of_the_cache_are_compiled_anew_and_a_full_disk_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "kernel.py").write_text(
        "import sys, os\n"
        "import exeunt.base.random\n"
        "from numba import njit\n"
        "@njit(cache=True)\n"
        "def twice(x):\n    return 2 * x\n"
        "print(twice(21), twice.stats.cache_hits and 'kept' or 'compiled')\n"
    )

    def say(**more: str) -> str:
        environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "cache"), **more}
        line = [sys.executable, str(tmp_path / "kernel.py")]
        done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def mine(suffix: str) -> list[Path]:
        return list((tmp_path / "cache").rglob(f"*twice*.{suffix}"))

    assert say() == "42 compiled"
    assert say() == "42 kept"
    for suffix in ("nbi", "nbc"):
        for cut in (0, 1, 10, -1):
            (path,) = mine(suffix)
            path.write_bytes(path.read_bytes()[:cut])
            assert say() == "42 compiled", (suffix, cut)
            assert say() == "42 kept", (suffix, cut)
    if hasattr(os, "mkfifo"):
        code = (
            "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)); "
            f"runpy.run_path({str(tmp_path / 'kernel.py')!r}, run_name='__main__')"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "small")},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == "42 compiled"
