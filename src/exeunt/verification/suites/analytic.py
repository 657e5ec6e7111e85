"""Our own cases with a known answer, and invariants that a reviewer asks for first."""

from __future__ import annotations

from typing import Any

from exeunt.verification.contract import Requirement, Suite
from exeunt.verification.trials import basics


def _test(id: str, title: str, truth: str, gate: str, *more: Any, **options: Any) -> Requirement:
    return Requirement("analytic", id, title, f"A case of our own: {truth}", gate, *more, **options)


ANALYTIC = Suite(
    "analytic",
    "Cases of our own with a known answer",
    "Worked out by hand; no standard lists them.",
    (
        _test("free-walk", "Free walk in any direction",
              "10 m at 1 m/s take 10 s, however the building is turned.",
              "Within 0.1 s at 0°, 30° and 45°.", basics.FREE_WALK, basics.judge_walk),
        _test("ramp", "Ramp",
              "on a ramp the level speed holds along the slope.",
              "Within 0.1 s of the length along the slope over the speed, up and down.",
              basics.RAMP, basics.judge_ramp),
        _test("narrow-door", "Gap narrower than a body",
              "nobody passes a gap that is narrower than the body.",
              "Nobody in three runs.", basics.NARROW_DOOR, basics.judge_nobody),
        _test("starting-places", "Starting places",
              "every part of an area is equally likely as a starting place.",
              "χ² over all squares and runs with p > 0.01; median p of single runs above 0.2.",
              basics.PLACES, basics.judge_places),
        _test("repeats", "Repetition",
              "a seed decides everything; the number of threads decides nothing.",
              "Identical bytes for the same seed, with one and two threads; others for other seeds.",
              basics.REPEATS, basics.judge_repeats),
        _test("bodies", "Bodies keep apart",
              "people do not pass through each other.",
              "No two centres nearer than 0.25 m; everyone leaves.", basics.BODIES, basics.judge_bodies),
    ),
)  # fmt: skip
