"""RiMEA 4.1.1 (2025): sixteen tests of microscopic evacuation analyses."""

from __future__ import annotations

from typing import Any

from exeunt.verification.contract import Requirement, Samples, Suite, Verdict
from exeunt.verification.figures import mean_interval, said
from exeunt.verification.judges import between, left_inside, near
from exeunt.verification.suites.imo import judge_no_walls, judge_ratio
from exeunt.verification.trials import (
    bottlenecks,
    building,
    choice,
    crowds,
    flows,
    people,
    single_file,
    walking,
)


def judge_corner_time(samples: Samples) -> Verdict:
    """The time round the corner lies between those of the short and the long straight way."""
    short, corner, long = (samples.of(case, "last_out") for case in ("short", "corner", "long"))
    above, below = mean_interval(corner - short), mean_interval(long - corner)
    passed = above[0] > 0 and below[0] > 0 and samples.everyone_out()
    text = f"{said(short, 's', 1)} short, {said(corner, 's', 1)} round the corner, {said(long, 's', 1)} long"
    return Verdict(passed, text + left_inside(samples), float(corner.mean()), "s", mean_interval(corner))


def _test(number: str, title: str, criterion: str, gate: str, *more: Any, **options: Any) -> Requirement:
    return Requirement("rimea", number, title, criterion, gate, *more, **options)


RIMEA = Suite(
    "rimea",
    "RiMEA guideline for microscopic evacuation analyses, version 4.1.1 (2025), annex 1",
    "As open implementations of versions 3.0 and 4.1.1 restate the tests; the guideline's own text was not "
    "at hand. Numbers and geometries differ between versions; those of 4.1.1 are used.",
    (
        _test("1", "Speed in a corridor",
              "A person of 1.33 m/s covers 40 m of corridor in 26 to 34 s.",
              "The same.",
              walking.CORRIDOR_133, between("corridor", "time", 26, 34, "s")),
        _test("2", "Speed up a stair",
              "A person keeps the speed given for walking up stairs, along the slope.",
              "10 m at 0.50 m/s: 20 s within 2 %.",
              walking.STAIRS_MODEL, near("up", "time", 20, 0.4, "s")),
        _test("3", "Speed down a stair",
              "A person keeps the speed given for walking down stairs, along the slope.",
              "10 m at 0.65 m/s: 15.38 s within 2 %.",
              walking.STAIRS_MODEL, near("down", "time", 10 / 0.65, 0.31, "s")),
        _test("4", "Fundamental diagram",
              "Speed and flow at 0.5 to 6 people per m² are recorded and compared with the literature; no "
              "limit is given.",
              "Speed never rises with density by over 0.02 m/s, and up to 4 /m² each speed lies between the 10 and "
              "90 % values of published experiments in one direction (HERMES, BaSiGo).",
              flows.DIAGRAM, flows.judge_diagram),
        _test("5", "Delay before moving",
              "Ten people with delays spread evenly over 10 to 100 s each start at their own time.",
              "Everyone is seen to move within 0.5 s of the delay drawn.",
              people.PRE_MOVEMENT, people.judge_starts),
        _test("6", "Round a corner",
              "20 people turn a corner of a corridor 2 m wide without passing through a wall.",
              "No place more than 1 mm outside the walkable area, no step across its edge; everyone leaves.",
              walking.CORNER, judge_no_walls),
        _test("7", "Speed by age",
              "Free speeds of 50 adults follow the published relation with age.",
              "Mean speed at 20, 30, 40, 50, 60 and 70 years within 0.03 m/s of the band that an "
              "implementer gives.",
              people.SPEEDS_AGE, people.judge_ages),
        _test("8", "Influence of a parameter",
              "In a building of three storeys with 448 people one parameter is varied and its influence "
              "documented.",
              "Speeds of 0.5, 0.75 and 1.0 m/s: each higher speed shortens the time (95 % interval of the "
              "difference).",
              building.STOREYS, building.judge_speeds),
        _test("9", "Fewer exits",
              "Closing two of the four exits of a room of 20 m by 20 m about doubles the time; missing "
              "that does not by itself rule a model out.",
              "Ratio of the means between 1.6 and 2.4; everyone leaves.",
              crowds.LARGE_ROOM_20, judge_ratio(1.6, 2.4)),
        _test("10", "Assigned exits",
              "The people of twelve rooms leave by the exits assigned to them.",
              "15 by the main and 8 by the secondary exit, each by the own, in every run.",
              choice.CABINS, choice.judge_cabins),
        _test("11", "Choice between exits",
              "Most of 1000 people take the nearer of two exits, some take the other.",
              "More by the nearer than by the other and some by the other, in every run.",
              choice.EXIT_CHOICE, choice.judge_exit_choice),
        _test("12", "Bottlenecks",
              "(a) Time grows with the distance of the goal behind a bottleneck, then stays; (b) a long "
              "bottleneck is slower than a short one; (c) no queue forms before a second like bottleneck; "
              "(d) flow grows with width.",
              "(a) 5 m no shorter than 0 m by over 2 %, 10 m within 5 % of 5 m; (b) and (d) 95 % interval "
              "above 0; (c) less dense before the second than before the first, and below 2 /m².",
              bottlenecks.BOTTLENECKS, bottlenecks.judge_bottlenecks),
        _test("13", "Speed and density on stairs",
              "Speeds on a stair by density, on the horizontal projection, are compared with a band from "
              "the literature; down is faster than up.",
              "At least half of the points between 0.6 and 1.5 /m² lie within one standard deviation of the fast or "
              "of the slow of the two published relations, up and down; mean speed down above up.",
              building.STAIR_DIAGRAM, building.judge_stair_diagram),
        _test("14", "Route choice over storeys",
              "Whether people take the short way over another storey, the long way, or both, is documented.",
              "Documented; more than half by the short way in every run, with stairs of usual speed.",
              choice.SHORT_CUT, choice.judge_short_cut),
        _test("15", "Large crowd round a corner",
              "The time of 500 people round a corner lies between those of a short and a long straight way.",
              "Both 95 % intervals of the mean paired difference above 0.",
              bottlenecks.WIDE_WAYS, judge_corner_time),
        _test("16", "Single file",
              "Individual speeds in single file against density are compared with the 10, 50 and 90 % "
              "envelope of experiments.",
              "At least 75 % of the points between the 10 and 90 % curves.",
              single_file.SINGLE_FILE, single_file.judge_envelope),
    ),
)  # fmt: skip
