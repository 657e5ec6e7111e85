"""Everyone takes the exit with the least walking time."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from exeunt.base.kinds import register
from exeunt.models.wayfinding.choice import FAMILY, Columns, ExitChoice, View, nearest_of


@register(FAMILY)
class Nearest(ExitChoice):
    """Take the exit with the least walking time, stairs and ways along walls at their speeds.

    A reference case, not an observed behaviour: pure nearest-exit choice fits trials worse than any trade-off
    (Haghani 2018).
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "People are taken to know all exits and to choose the quickest way alone, without regard to queues, signs "
        "or staff. It is a reference case; real people prefer the way they came.",
    )
    kind: Literal["nearest"] = "nearest"

    def choose(self, view: View) -> Columns:
        """See ``ExitChoice.choose``."""
        return nearest_of(view.apparent, np.arange(len(view.exits), dtype=np.intp))
