"""The column table: each quantity of a person, once, with its name, unit, type and meaning.

Arrays of the World, Parquet schemas, the glossary of the documentation and the colour menu of the viewer are
all made from ``COLUMNS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Group = Literal["identity", "attribute", "motion", "choice", "hazard", "dose", "mind", "response", "outcome"]


@dataclass(frozen=True, slots=True)
class Column:
    """One quantity of a person.

    ``default`` fills the array before a model writes it; NaN stands for "not yet", -1 for "none".
    """

    name: str
    unit: str
    dtype: str
    meaning: str
    group: Group
    default: float | int = 0
    symbol: str = ""

    def empty(self, people: int) -> NDArray[np.generic]:
        """Return an array of shape (people,) filled with the default."""
        return np.full(people, self.default, dtype=self.dtype)


NAN = float("nan")

# words that coded columns point into
STATUSES = ("absent", "waiting", "moving", "out", "incapacitated")
STUCK_REASONS = (
    "",
    "no open exit can be reached",
    "held up by other people",
    "held by the geometry",
    "incapacitated",
    "waits for assistance",
    "no way out is wide enough",
    "waits for a turn at a narrow opening",
    "held up behind a body that an opening is too narrow for",
    "waits for their group",
)
MINDS = ("unaware", "alerted", "investigating", "preparing", "acting")
CUES = (
    "",
    "bell",
    "recorded voice",
    "live announcement",
    "phone alert",
    "steward",
    "smoke",
    "flames or heat",
    "people nearby",
    "bang",
    "danger zone",
    "word of mouth",
)
ACTIONS = ("none", "evacuate", "follow", "invacuate", "hide", "help", "await assistance")
CAUSES = ("", "toxic gas", "irritant gas", "heat", "initiating event", "stated injury")
RESCUES = ("", "reached", "treated", "carried", "at the collection point")

_TABLE = (
    Column("person", "", "int32", "Number of the person; never changes during a run", "identity"),
    Column("population", "", "int16", "Index of the population that the person belongs to", "identity"),
    Column("key", "", "uint64", "Random key, made from population id and ordinal", "identity"),
    Column("age", "a", "float64", "Age", "attribute", NAN),
    Column("sex", "", "int8", "0 not stated, 1 female, 2 male", "attribute"),
    Column("mobility", "", "int8", "Index of the mobility class (0: no restriction)", "attribute"),
    Column("radius", "m", "float64", "Radius of the body, seen from above as a disc", "attribute", 0.2, "r"),
    Column("clear_width", "m", "float64", "Clear width that the person needs of openings and gaps", "attribute"),
    Column("desired_speed", "m/s", "float64", "Speed on level ground with free way", "attribute", 1.34, "v_0"),
    Column("speed_stairs_up", "m/s", "float64", "Free speed up a stair, along the slope", "attribute", 0.6),
    Column("speed_stairs_down", "m/s", "float64", "Free speed down a stair, along the slope", "attribute", 0.7),
    Column("time_gap", "s", "float64", "Time gap kept to the person ahead", "attribute", 0.55, "T"),
    Column("arrival_time", "s", "float64", "When the person is due at an inflow (0: at the start)", "attribute"),
    Column("pre_movement", "s", "float64", "Delay from time 0, arrival or alarm to the first step", "attribute"),
    Column("assigned_exit", "", "int16", "Index of the exit the person was told to use, or -1", "attribute", -1),
    Column("walks_on_escalators", "", "int8", "1 for those who walk on escalators, 0 for those who stand", "attribute"),
    Column("lift", "", "int16", "Index of the lift the person uses, -1 for none", "attribute", -1),
    Column("aboard", "", "int16", "Index of the lift in which the person is, -1 outside lifts", "motion", -1),
    Column("alights_at", "", "int16", "Opening index of the landing at which to get out now, or -1", "motion", -1),
    Column("group", "", "int32", "Number of the first member of the group, -1 without a group", "attribute", -1),
    Column("speed_factor_group", "", "float64", "Share of the free speed left by waiting for the group", "motion", 1.0),
    Column("speed_factor_smoke", "", "float64", "Share of the free speed left by smoke", "motion", 1.0),
    Column("speed_factor_threat", "", "float64", "How much faster people hurry from danger", "mind", 1.0),
    Column("speed_factor_escort", "", "float64", "Pace of helper and assisted over their free speed", "mind", 1.0),
    Column("speed_factor_lead", "", "float64", "Share of the free speed left to who leads others out", "mind", 1.0),
    Column("speed_factor_carry", "", "float64", "Pace of bearers over their free speed", "response", 1.0),
    Column("speed_factor", "", "float64", "Product of all influences on the free speed", "motion", 1.0),
    Column("present", "", "int8", "1 from the moment the person is in the venue", "motion"),
    Column("start_time", "s", "float64", "When the person starts to move towards an exit", "motion", NAN),
    Column("x", "m", "float64", "Position, to the right in plan", "motion", NAN),
    Column("y", "m", "float64", "Position, up in plan", "motion", NAN),
    Column("surface", "", "int16", "Index of the surface the person stands on", "motion", -1),
    Column("vx", "m/s", "float64", "Velocity in plan, x", "motion"),
    Column("vy", "m/s", "float64", "Velocity in plan, y", "motion"),
    Column("laps", "", "int32", "How often the person has crossed a seam forward, less how often backward", "motion"),
    Column("distance_walked", "m", "float64", "Length of the path walked so far, in plan", "motion"),
    Column("goal_exit", "", "int16", "Opening index of the exit the person heads for, -1 if none", "choice", -1),
    Column("field", "", "int16", "Slot of the direction field the person follows, -1 if none", "choice", -1),
    Column("too_narrow", "", "int16", "Opening index of the opening that is too narrow for a person without a way, "
           "-1 for none, -2 for a stair or a gap", "choice", -1),
    Column("extinction", "1/m", "float64", "Extinction coefficient of smoke at the head", "hazard", 0.0, "K"),
    Column("air_temperature", "°C", "float64", "Temperature of the air at the head", "hazard", 20.0, "T"),
    Column("co", "mol/mol", "float64", "Carbon monoxide at the head", "hazard"),
    Column("co2", "mol/mol", "float64", "Carbon dioxide at the head", "hazard"),
    Column("o2", "mol/mol", "float64", "Oxygen at the head", "hazard", 0.209),
    Column("hcn", "mol/mol", "float64", "Hydrogen cyanide at the head", "hazard"),
    Column("hcl", "mol/mol", "float64", "Hydrogen chloride at the head", "hazard"),
    Column("radiation", "W/m²", "float64", "Radiant flux that reaches the head", "hazard", 0.0, "q"),
    Column("struck_at", "s", "float64", "When the person became a casualty of an initiating event", "dose", NAN),
    Column("dose_threshold", "", "float64", "Dose at which the person is incapacitated", "dose", 1.0),
    Column("fed_gas", "", "float64", "Fractional effective dose of toxic gases so far", "dose"),
    Column("fed_heat", "", "float64", "Fractional effective dose of heat so far", "dose"),
    Column("irritants", "", "float64", "Fractional concentration of irritant gases now", "dose"),
    Column("irritants_max", "", "float64", "Highest fractional concentration of irritant gases so far", "dose"),
    Column("incapacitated_at", "s", "float64", "When the person was incapacitated, NaN if it was not", "dose", NAN),
    Column("incapacitated_by", "", "int8", "What incapacitated the person (index into CAUSES)", "dose"),
    Column("mind", "", "int8", "How far the person has come towards acting (index into MINDS)", "mind"),
    Column("aware_at", "s", "float64", "When the person noticed a first cue, NaN if it has not", "mind", NAN),
    Column("investigating_at", "s", "float64", "When the person began to look for confirmation, NaN if not yet", "mind",
           NAN),
    Column("decided_at", "s", "float64", "When the person decided to act and began to prepare, NaN if not yet", "mind",
           NAN),
    Column("alerted_by", "", "int8", "The first cue that the person noticed (index into CUES)", "mind"),
    Column("budget_left", "", "float64", "Share of the delay budget that cues have still to burn", "mind", 1.0),
    Column("action", "", "int8", "What the person has decided to do (index into ACTIONS)", "mind"),
    Column("refuge", "", "int16", "Index of the refuge that the person makes for or is in, -1 if none", "mind", -1),
    Column("sheltered", "", "int16", "Index of the refuge in which the person is, -1 if in none", "mind", -1),
    Column("place", "", "int32", "Number of the place that the person makes for: -1 an exit, -2 stays", "mind", -1),
    Column("protected_at", "s", "float64", "When the person was first out or in a locked refuge, NaN if never", "mind",
           NAN),
    Column("told_exit", "", "int16", "Opening index of the exit that the person was told and takes", "mind", -1),
    Column("told_at", "s", "float64", "When the person was told an exit, NaN if it was not", "mind", NAN),
    Column("zone", "", "int16", "Index of the danger zone that the person knows of, -1 if none", "mind", -1),
    Column("zone_known_at", "s", "float64", "Time of what the person knows of a danger zone", "mind", NAN),
    Column("zone_seen_at", "s", "float64", "When the person saw a danger zone last, NaN if never", "mind", NAN),
    Column("zone_aware_at", "s", "float64", "When the person first knew of a danger zone, NaN if never", "mind", NAN),
    Column("zone_x", "m", "float64", "Where the person believes the danger zone to be, x in plan", "mind", NAN),
    Column("zone_y", "m", "float64", "Where the person believes the danger zone to be, y in plan", "mind", NAN),
    Column("zone_error", "m", "float64", "Error of that place at most, as it was learned", "mind", NAN),
    Column("zone_surface", "", "int16", "Surface on which the person believes the danger zone to be", "mind", -1),
    Column("believed_danger", "", "float64", "Danger, 0 to 1, that the person believes to be at its own place", "mind"),
    Column("zone_time", "s", "float64", "Time spent inside danger zones so far", "mind"),
    Column("zone_sight", "s", "float64", "Time spent in sight of danger zones so far", "mind"),
    Column("zone_peak", "", "float64", "Highest danger, 0 to 1, that the person has been in so far", "mind"),
    Column("visit", "", "int32", "Goal of the itinerary that the person walks to, -1 none, -2 stays there", "mind", -1),
    Column("duty", "", "int32", "Goal to which the person's duty leads, -1 for none, -2 to stay", "mind", -1),
    Column("errand", "", "int32", "Goal of duty or of help that the person walks to, -1 none, -2 stay", "mind", -1),
    Column("follows", "", "int32", "Number of the person who leads this one out, -1 if nobody does", "mind", -1),
    Column("signs_seen", "", "int16", "Signs that the person could have read so far", "mind"),
    Column("signs_noticed", "", "int16", "Signs that the person has noticed so far", "mind"),
    Column("assistance", "", "int8", "0: needs none, 1: waits for a helper, 2: is brought out by one", "mind"),
    Column("helper", "", "int32", "Number of the person who assists this one, -1 if none", "mind", -1),
    Column("assists", "", "int32", "Number of the person whom this one assists, -1 if none", "mind", -1),
    Column("task_force", "", "int16", "Index of the task force of responders to which the person belongs, or -1",
           "response", -1),
    Column("injured_at", "s", "float64", "When the person cannot walk any more, as the scenario states, NaN if never",
           "response", NAN),
    Column("mission", "", "int32", "Goal of a responder: number of a place, -1 for none, -2 to stay", "response", -1),
    Column("rescue", "", "int8", "How far responders have come with a casualty (index into RESCUES)", "response"),
    Column("carried_by", "", "int32", "Number of the bearer who goes ahead with this casualty, -1 if none", "response",
           -1),
    Column("reached_at", "s", "float64", "When responders reached the casualty, NaN if they did not", "response", NAN),
    Column("collected_at", "s", "float64", "When the casualty was laid down at the collection point, NaN if it was not",
           "response", NAN),
    Column("exit_used", "", "int16", "Opening index of the exit the person left by, -1 while inside", "outcome", -1),
    Column("time_out", "s", "float64", "When the person left the venue, NaN while inside", "outcome", NAN),
    Column("plugged_at", "", "int16", "Opening index of the opening that a wider body plugs before the person, or -1",
           "outcome", -1),
    Column("stuck_since", "s", "float64", "Since when the person has made no progress, NaN if it does", "outcome", NAN),
    Column("stuck_reason", "", "int8", "Why there is no progress (index into STUCK_REASONS)", "outcome"),
)  # fmt: skip

COLUMNS: dict[str, Column] = {column.name: column for column in _TABLE}
