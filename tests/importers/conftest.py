from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exeunt.base.errors import Problem
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc
from exeunt.venue.venue import Venue


@pytest.fixture
def compiled(tmp_path: Path) -> Callable[..., tuple[Venue, list[Problem]]]:
    def make(**blocks: Any) -> tuple[Venue, list[Problem]]:
        return compile_venue(VenueDoc.model_validate(blocks), "test", tmp_path)

    return make
