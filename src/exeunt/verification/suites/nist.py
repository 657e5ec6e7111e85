"""NIST Technical Note 1822 (2013): seventeen verification tests for building fire evacuation models."""

from __future__ import annotations

from typing import Any

from exeunt.verification.contract import Requirement, Samples, Suite, Verdict
from exeunt.verification.figures import said
from exeunt.verification.judges import longer, near, rising
from exeunt.verification.suites.imo import COUNTERFLOW, QUEUES, judge_flow, judge_no_walls, judge_queues
from exeunt.verification.trials import choice, crowds, fire, mobility, people, together, transport, walking

SLOWER = longer("one slow and wide", "all alike", "last_other", "last of the 24")


def judge_long_stairs(samples: Samples) -> Verdict:
    """Both ways take 100 s within 1 s."""
    up, down = samples.of("up", "time"), samples.of("down", "time")
    passed = bool(abs(up - 100).max() <= 1.0 and abs(down - 100).max() <= 1.0)
    return Verdict(passed, f"{said(up, 's')} up, {said(down, 's')} down", float(up.mean()), "s")


def _test(number: str, title: str, criterion: str, gate: str, *more: Any, **options: Any) -> Requirement:
    return Requirement("nist", number, title, criterion, gate, *more, **options)


NIST = Suite(
    "nist",
    "NIST Technical Note 1822, verification and validation of building fire evacuation models",
    "As an open implementation restates the tests; the note's own text was not at hand.",
    (
        _test("1.1", "Delay before moving",
              "Start times follow the law of delays that was chosen, for every law that the model offers.",
              "Starts seen in ten runs follow each of five laws: Kolmogorov-Smirnov, 5 % over all laws "
              "together (Holm).",
              people.DELAY_LAWS, people.judge_laws(*people.DELAYS)),
        _test("2.1", "Speed in a corridor",
              "A person of 1 m/s covers 40 m of corridor in 40 s.",
              "Speed within 0.05 m/s.",
              walking.CORRIDOR_100, near("corridor", "speed", 1.0, 0.05, "m/s", 3)),
        _test("2.2", "Speed on stairs",
              "A person of 1 m/s on stairs covers 100 m of stair in 100 s, up and down.",
              "Both times within 1 s.",
              walking.STAIRS_LONG, judge_long_stairs),
        _test("2.3", "Round a corner",
              "20 people turn a corner without passing through a wall.",
              "No place more than 1 mm outside the walkable area, no step across its edge; everyone leaves.",
              walking.CORNER, judge_no_walls),
        _test("2.4", "Assigned demographics",
              "Speeds given to people agree with the law chosen for them.",
              "100 people, N(1.2, 0.2): mean and standard deviation walked within 0.05 m/s; median KS p > "
              "0.05.",
              people.SPEEDS_NORMAL, people.judge_normal),
        _test("2.5", "Smoke and speed",
              "A person walks 100 m through smoke of a given extinction in the time that the model's own "
              "law predicts.",
              "Six extinction coefficients, 0 to 10 1/m: within 0.1 s of the hand calculation.",
              fire.SMOKE, fire.judge_smoke),
        _test("2.6", "Incapacitation",
              "A person who stays in constant gases is incapacitated when the hand-calculated dose reaches "
              "1.",
              "Four mixtures: within 0.1 % of the hand calculation.", fire.DOSE, fire.judge_dose),
        _test("2.7", "Lift",
              "A lift carries people between storeys as its kinematics say.",
              "No numbers are published; ours are calculated by hand: every travel and door time, the first call and "
              "landing, and the time to get out within 0.5 s; trips as full as the capacity allows.",
              transport.LIFT, transport.judge_lift),
        _test("2.8", "Counterflow",
              "The time that 100 people need to change rooms grows with the number of people who come "
              "against them.",
              "Each step (0, 10, 50, 100 against) adds time: 95 % interval of the mean paired difference "
              "above 0; everyone arrives.",
              crowds.COUNTERFLOW, rising(COUNTERFLOW, "last", "last of the 100 in the other room")),
        _test("2.9", "Groups",
              "Four people of 1.25 m/s and one of 0.5 m/s who belong together stay together while others "
              "walk about.",
              "The five arrive within 10 s of each other in every run.",
              together.UNEQUAL, together.judge_spread(10.0)),
        _test("2.10", "People with disabilities",
              "24 people are held up when one of them is slow and wide, compared with a run where all are "
              "alike.",
              "Time until all are out is longer than in the control: 95 % interval of the paired "
              "difference above 0.",
              mobility.SLOW_AND_WIDE, SLOWER),
        _test("3.1", "Assigned exits",
              "The people of twelve cabins leave by the exits assigned to them.",
              "15 by the main and 8 by the secondary exit, each by the own, in every run.",
              choice.CABINS, choice.judge_cabins),
        _test("3.2", "Social influence",
              "Of two free people between two like exits, more take exit 2 when a third always does.",
              "Share of exit 2 rises: 95 % interval of the difference above 0.",
              choice.SOCIAL, choice.judge_social),
        _test("3.3", "Affiliation",
              "Of two like exits the familiar one is preferred.",
              "Half take each when both are known (within 10 %); with a familiar exit its share rises: 95 "
              "% interval of the difference above 0.",
              choice.FAMILIAR, choice.judge_familiar),
        _test("4.1", "Exits that close",
              "A person whose exit closes after 1 s leaves by the other.",
              "In all ten runs.",
              choice.CLOSING_EXIT, choice.judge_closing),
        _test("5.1", "Congestion",
              "A queue forms where a room meets a corridor and before the stair at its end; the flow in "
              "the corridor is steady.",
              QUEUES,
              crowds.QUEUE_100, judge_queues),
        _test("5.2", "Maximum flow",
              "The flow through an exit of 1 m stays at or below 1.33 per metre and second.",
              "At most 1.33 per second in every run, with the exit's flow limited as the code asks.",
              crowds.ONE_EXIT, judge_flow("limited", 1.33)),
    ),
)  # fmt: skip
