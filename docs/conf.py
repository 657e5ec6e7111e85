"""Sphinx configuration; pages that mirror code are written from it before each build."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "_tools"))

import reference  # noqa: E402

from exeunt import __version__  # noqa: E402

project = "Exeunt"
author = "The Exeunt contributors"
copyright = author
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.mathjax", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
autodoc_member_order = "groupwise"
autodoc_typehints = "none"
autodoc_default_options = {"exclude-members": "model_config, model"}
napoleon_google_docstring = False
myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = [
    "time-step.md",
    "concert-hall-fire-results.md",
    "station-fire-results.md",
    "validation-sources.md",
    "validation-results.md",
    "_build",
    "_tools",
    "_generated/parameters",
]
html_theme = "furo"
html_title = f"Exeunt {version}"

reference.write(HERE / "_generated")
