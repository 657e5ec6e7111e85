"""The same bytes on any x86-64: code for this machine against code for the plain instruction set, in NumPy too."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from numpy._core import _multiarray_umath as numpy_core

HERE = Path(__file__).parent


def run_elsewhere(movement: str, **environment: str) -> dict[str, Any]:
    """Run in a process of its own ; kernels go where NUMBA_CACHE_DIR says."""
    variables = {**os.environ, "NUMBA_NUM_THREADS": "1", **environment}
    done = subprocess.run(
        [sys.executable, str(HERE / "state_hashes.py"), movement],
        env=variables, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def switchable() -> list[str]:
    """Names of the instruction sets that NumPy uses here and can be told not to use."""
    used, features = numpy_core.__cpu_dispatch__, numpy_core.__cpu_features__
    return [name for name in used if features[name]]


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    """This machine, compiled as usual."""
    import state_hashes

    return state_hashes.hashes("collision_free_speed")


@pytest.fixture(autouse=True, scope="module")
def _importable():
    sys.path.insert(0, str(HERE))
    yield
    sys.path.remove(str(HERE))


def compare(native: dict[str, Any], other: dict[str, Any]) -> None:
    """Part by part, so that a difference says where it is."""
    plain = json.loads(json.dumps(native))
    for part in ("ending", "crowd", "state"):
        assert other["hashes"][part] == plain[part], part
    assert set(other["hashes"]["tables"]) == set(plain["tables"])
    for name, values in plain["tables"].items():
        assert other["hashes"]["tables"][name] == values, name


pc = pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="compares kinds of x86-64")


@pc
def test_numpy_without_its_vector_instructions_gives_the_same_bytes(native):
    """Kernels as usual; NumPy's own loops without AVX: nothing of theirs enters the state."""
    if not (features := switchable()):
        pytest.skip("NumPy uses no instruction set here beyond its baseline")
    other = run_elsewhere("collision_free_speed", NPY_DISABLE_CPU_FEATURES=" ".join(features))
    assert not set(features) & set(other["numpy"])
    compare(native, other)


@pc
@pytest.mark.long
def test_kernels_for_a_plain_processor_give_the_same_bytes(native, tmp_path):
    """Kernels compiled for x86-64 without any extension, and NumPy without its vector instructions."""
    other = run_elsewhere(
        "collision_free_speed", NUMBA_CACHE_DIR=str(tmp_path), NUMBA_CPU_NAME="x86-64", NUMBA_CPU_FEATURES="",
        NPY_DISABLE_CPU_FEATURES=" ".join(switchable()),
    )  # fmt: skip
    assert other["cpu"] == "x86-64"
    compare(native, other)
