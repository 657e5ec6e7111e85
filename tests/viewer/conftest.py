"""Makes the hand-made run of ``made.py`` importable as ``exeunt_made``, and starts a browser for all tests of it."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import FLAGS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

if "exeunt_made" not in sys.modules:
    path = Path(__file__).parents[1] / "results" / "made.py"
    spec = importlib.util.spec_from_file_location("exeunt_made", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["exeunt_made"] = module
    spec.loader.exec_module(module)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("The browser tests are compulsory here, but chromium is missing.")
        pytest.skip("needs chromium (on Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()
