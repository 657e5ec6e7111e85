"""ISO 20414:2020: twenty-one verification tests for evacuation models."""

from __future__ import annotations

from typing import Any

from exeunt.verification.contract import Requirement, Samples, Suite, Verdict
from exeunt.verification.figures import said
from exeunt.verification.judges import near, rising
from exeunt.verification.suites.imo import COUNTERFLOW, QUEUES, judge_flow, judge_no_walls, judge_queues
from exeunt.verification.suites.nist import SLOWER
from exeunt.verification.trials import (
    choice,
    crowds,
    fire,
    flows,
    mobility,
    people,
    together,
    transport,
    walking,
)


def judge_half_speed(samples: Samples) -> Verdict:
    """Half the speed on stairs, up and down."""
    up, down = samples.of("up", "speed"), samples.of("down", "speed")
    passed = bool(abs(up - 0.5).max() <= 0.05 and abs(down - 0.5).max() <= 0.05)
    return Verdict(passed, f"{said(up, 'm/s', 3)} up, {said(down, 'm/s', 3)} down", float(up.mean()), "m/s")


def _test(number: str, title: str, criterion: str, gate: str, *more: Any, **options: Any) -> Requirement:
    return Requirement("iso", number, title, criterion, gate, *more, **options)


ISO = Suite(
    "iso",
    "ISO 20414:2020, verification and validation protocol for building fire evacuation models",
    "Tests 1 to 21 as open implementations restate them; the standard's own text was not at hand. Its "
    "validation tests 22 to 30 are not listed here.",
    (
        _test("1", "Delay before moving",
              "Start times follow the law of delays that was chosen.",
              "Uniform, normal and log-normal: Kolmogorov-Smirnov over ten runs, 5 % over the three "
              "together (Holm).",
              people.DELAY_LAWS, people.judge_laws("uniform", "normal", "log-normal")),
        _test("2", "Speed in a corridor",
              "A person walks a corridor at the speed given to it.",
              "1.0 m/s over 40 m, within 0.05 m/s.",
              walking.CORRIDOR_100, near("corridor", "speed", 1.0, 0.05, "m/s", 3)),
        _test("3", "Speed on stairs",
              "A person walks stairs at the speed that the model says for them.",
              "Half of 1.0 m/s on 10 m of stair, up and down, within 0.05 m/s.",
              walking.STAIRS_HALF, judge_half_speed),
        _test("4", "Round a corner",
              "People turn a corner without passing through a wall.",
              "No place more than 1 mm outside the walkable area, no step across its edge; everyone leaves.",
              walking.CORNER, judge_no_walls),
        _test("5", "Demographics",
              "Speeds given to people agree with the law chosen for them.",
              "100 people, N(1.2, 0.2): mean and standard deviation walked within 0.05 m/s; median KS p > "
              "0.05.",
              people.SPEEDS_NORMAL, people.judge_normal),
        _test("6", "Counterflow",
              "The time to change rooms grows with the number of people who come the other way.",
              "Mean time of the 100 grows with each step (0, 10, 50, 100 against): 95 % interval of the "
              "paired difference above 0; everyone arrives.",
              crowds.COUNTERFLOW, rising(COUNTERFLOW, "mean", "mean time of the 100")),
        _test("7", "People with movement disabilities",
              "People who have to pass somebody slow and wide take longer than without.",
              "Time until the 24 are out is longer than in the control: 95 % interval of the paired "
              "difference above 0.",
              mobility.SLOW_AND_WIDE, SLOWER),
        _test("8", "Assigned exits",
              "People leave by the exits assigned to them.",
              "15 by the main and 8 by the secondary exit, each by the own, in every run.",
              choice.CABINS, choice.judge_cabins),
        _test("9", "Exits that close",
              "A person whose exit closes after 1 s leaves by the other.",
              "In all ten runs.",
              choice.CLOSING_EXIT, choice.judge_closing),
        _test("10", "Congestion before stairs",
              "Queues form where a room meets a corridor and before the stair at its end.",
              QUEUES,
              crowds.QUEUE_100, judge_queues),
        _test("11", "Maximum flow",
              "The flow through an exit of 1 m stays at or below the maximum set for it (1.33 per metre "
              "and second).",
              "At most 1.33 per second in every run, with the exit's flow limited as the code asks.",
              crowds.ONE_EXIT, judge_flow("limited", 1.33)),
        _test("12", "Flow on stairs",
              "The flow on a stair grows with its width.",
              "Slope of flow over width (1.0 to 1.8 m): 95 % interval above 0; the widest stair above the "
              "narrowest.",
              flows.STAIR_FLOW, flows.judge_stair_flow),
        _test("13", "Speed and density in a corridor",
              "Speeds in a corridor at 0.5 to 4 people per m² agree with the model's own relation.",
              "Mean speed falls with each density (95 % intervals above 0); nobody exceeds the highest "
              "free speed by over 0.05 m/s; everyone leaves.",
              flows.ZONES, flows.judge_zones),
        _test("14", "Groups",
              "People who belong together stay together while others walk about.",
              "Five of 1.25 m/s among ten of 0.5 m/s arrive within 10 s of each other.",
              together.EQUAL, together.judge_spread(10.0)),
        _test("15", "Social influence",
              "More people take an exit when somebody else does.",
              "Share of exit 2 among two free people rises when a third always takes it: 95 % interval "
              "above 0.",
              choice.SOCIAL, choice.judge_social),
        _test("16", "Familiar exits",
              "Of two like exits the familiar one is preferred.",
              "Half take each when both are known (within 10 %); with a familiar exit its share rises: 95 "
              "% interval of the difference above 0.",
              choice.FAMILIAR, choice.judge_familiar),
        _test("17", "Route choice",
              "Between two ways over two storeys most people take the shorter one.",
              "More than half in every run, with stairs of usual speed.",
              choice.SHORT_CUT, choice.judge_short_cut),
        _test("18", "Reduced visibility and speed",
              "A person walks 100 m through smoke in the time that the model's own law predicts.",
              "Six extinction coefficients, 0 to 10 1/m: within 0.1 s of the hand calculation.",
              fire.SMOKE, fire.judge_smoke),
        _test("19", "Incapacitation",
              "A person who stays in constant gases is incapacitated when the hand-calculated dose reaches "
              "1.",
              "Four mixtures: within 0.1 % of the hand calculation.", fire.DOSE, fire.judge_dose),
        _test("20", "Lift",
              "A lift carries people between storeys as its kinematics say.",
              "No numbers are published; ours are calculated by hand: every travel and door time, the first call and "
              "landing, and the time to get out within 0.5 s; trips as full as the capacity allows.",
              transport.LIFT, transport.judge_lift),
        _test("21", "Escalator",
              "People are carried and walk on an escalator as its speed says.",
              "No numbers are published; ours are calculated by hand: every ride within 0.5 s; nobody steps on faster "
              "than the capacity allows.",
              transport.ESCALATOR, transport.judge_escalator),
    ),
)  # fmt: skip
