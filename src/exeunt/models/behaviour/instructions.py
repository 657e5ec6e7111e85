"""What a steward has been told to do. Each kind is an instruction that a scenario can give."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.quantities import Duration, Length
from exeunt.venue.blocks import Id

FAMILY = "instruction"


class Instruction(Kind):
    """Base of the instructions."""

    limitations: ClassVar[tuple[str, ...]] = (
        "Stewards do what they were told and nothing else; they are believed as stated and make no mistakes.",
    )

    @property
    def names(self) -> str | None:
        """Id of the exit that the steward names to people; None for none."""
        return None


@register(FAMILY)
class Direct(Instruction):
    """Stay at the post and send people to an exit."""

    kind: Literal["direct"] = "direct"
    exit: Id = Field(description="exit to which people are sent")

    @property
    def names(self) -> str | None:
        """See ``Instruction.names``."""
        return self.exit


@register(FAMILY)
class Keep(Instruction):
    """Stay at the post and keep a door or an exit open or shut, from being at work until leaving.

    When the steward leaves, or falls, the opening is again as its own states in time say.
    """

    kind: Literal["keep"] = "keep"
    opening: Id = Field(description="door or exit that is kept")
    state: Literal["open", "closed", "locked"] = Field("closed", description="how it is kept")
    exit: Id | None = Field(None, description="exit to which people who come are sent")

    @property
    def names(self) -> str | None:
        """See ``Instruction.names``."""
        return self.exit


@register(FAMILY)
class Lead(Instruction):
    """Gather people at the post, then walk to an exit ahead of them, more slowly than they would."""

    kind: Literal["lead"] = "lead"
    exit: Id = Field(description="exit to which people are led")
    wait: Duration = parameter(
        20.0, source="time to speak to those nearby; no source", low=5.0, high=60.0, unit="s", assumption=True, ge=0,
        le=600, description="how long people are gathered at least",
    )  # fmt: skip
    patience: Duration = parameter(
        120.0, source="no source", low=60.0, high=300.0, unit="s", assumption=True, ge=0, le=3600,
        description="how long it waits at most for followers who have not started",
    )  # fmt: skip
    pace: float = parameter(
        0.75, source="guides work best at about 75 % of their followers' speed: Cao et al. 2016, Phys. Lett. A "
        "380:540", low=0.5, high=1.0, gt=0, le=1, description="speed over the mean free speed of the followers",
    )  # fmt: skip

    @property
    def names(self) -> str | None:
        """See ``Instruction.names``."""
        return self.exit


@register(FAMILY)
class Sweep(Instruction):
    """Walk through the whole sector until nobody is left in it, and send everybody met out."""

    kind: Literal["sweep"] = "sweep"
    exit: Id | None = Field(None, description="exit to which people are sent; default: none is named")
    spacing: Length = parameter(
        6.0, source="so that every place comes within the reach of a word, 8 m", low=4.0, high=8.0, unit="m",
        assumption=True, ge=1, le=20, description="distance between the places that are walked to",
    )  # fmt: skip

    @property
    def names(self) -> str | None:
        """See ``Instruction.names``."""
        return self.exit


@register(FAMILY)
class Assist(Instruction):
    """Help people who cannot use stairs by themselves, one after the other (see the section ``assistance``)."""

    kind: Literal["assist"] = "assist"
