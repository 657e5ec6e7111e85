"""Lets the tests of this folder import its own modules, and the runs made by hand (``tests/results/made.py``)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

if "exeunt_made" not in sys.modules:
    path = Path(__file__).parents[1] / "results" / "made.py"
    spec = importlib.util.spec_from_file_location("exeunt_made", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["exeunt_made"] = module
    spec.loader.exec_module(module)
