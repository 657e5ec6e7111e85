"""Parameters that the collision-free speed model and those made from it have in common, and their sources."""

from __future__ import annotations

from exeunt.base.kinds import Kind, parameter
from exeunt.base.quantities import Angle, Duration, Length

SPACING = (
    "Seyfried et al. (2005), doi 10.1088/1742-5468/2005/10/P10002 (0.36 m between centres at rest in file)"
)
JELIC = (
    "Jelić et al. (2012), doi 10.1103/PhysRevE.85.036111 (the bend, between headways of about 1.1 and 3 m)"
)
_JUPEDSIM = "JuPedSim 1.4.2, CollisionFreeSpeedModel, default"
CLOGS = "Xu, Chraibi & Seyfried (2021), doi 10.1016/j.physa.2021.125934"


class SpeedParameters(Kind):
    """Parameters of the models that share the kernel of the collision-free speed model; see ``CollisionFreeSpeed``."""

    strength: float = parameter(8.0, source=_JUPEDSIM, low=3.0, high=8.0, ge=0)
    range: Length = parameter(0.1, source=_JUPEDSIM, low=0.1, high=0.2, unit="m", gt=0)
    wall_strength: float = parameter(5.0, source=_JUPEDSIM, low=1.0, high=10.0, ge=0)
    wall_range: Length = parameter(0.02, source=_JUPEDSIM, low=0.01, high=0.1, unit="m", gt=0)
    cutoff: Length | None = parameter(
        None, source="derived from the people of the run; JuPedSim 1.4.2 uses 3 m", unit="m", gt=0
    )
    patience: Duration | None = parameter(
        10.0, source=CLOGS + " (the phenomenon; the remedy and its figures are ours)", low=5.0, high=60.0, unit="s",
        gt=0, assumption=True,
    )  # fmt: skip
    wedged: Duration | None = parameter(
        None, source=CLOGS + " (the phenomenon; the remedy and its figures are ours); null: patience", low=0.5,
        high=10.0, unit="s", gt=0, assumption=True,
        description="patience of someone beside whom nobody comes the other way",
    )  # fmt: skip
    turn: Angle = parameter(
        1.5707963267948966, source="a quarter turn to either side", low=0.5, high=3.14159, unit="rad", gt=0,
        assumption=True,
    )  # fmt: skip
    persistence: float = parameter(
        1.0, source="ours, part of the time integration: no effect as the step goes to 0; see the page on accuracy",
        low=0.0, high=1.0, ge=0, le=4,
    )  # fmt: skip
    breadth: float | None = parameter(
        None, source="Xu et al. (2019), doi 10.1016/j.physa.2019.122521 (the shape; the figure is ours)",
        low=0.6, high=1.0, gt=0, le=1, assumption=True,
        description="breadth of bodies in sums of radii; null: the published spacing of discs",
    )  # fmt: skip
    depth: float = parameter(
        1.0, source=SPACING + "; 1: the published spacing", low=1.0, high=1.2, ge=1, le=2, assumption=True,
        description="depth that bodies keep along the way, in sums of radii",
    )  # fmt: skip
    rounding: float = parameter(
        0.0, source=JELIC + "; 0: the published law", low=0.0, high=1.0, ge=0, le=1, assumption=True,
        description="share of the free speed by which the law of speed is rounded",
    )  # fmt: skip

    def cannot_show(self) -> tuple[str, ...]:
        """Return what the model does not show, with the shape of its bodies."""
        discs = self.breadth is None and self.depth == 1.0
        shape = "discs" if discs else "ellipses across the way that they go"
        return (*self.limitations, f"Bodies are {shape}, without arms, bags or prams.")
