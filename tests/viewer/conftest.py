"""Starts a browser for all tests of the page."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import FLAGS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


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
