"""Our own tests of what people perceive, decide and do; no standard has them."""

from __future__ import annotations

from typing import Any

from exeunt.verification.contract import Requirement, Suite
from exeunt.verification.trials import (
    behaviour_choice,
    behaviour_club,
    behaviour_cues,
    behaviour_refuge,
    behaviour_response,
    behaviour_staff,
    behaviour_zone,
)


def _test(number: str, title: str, criterion: str, gate: str, *more: Any, **options: Any) -> Requirement:
    return Requirement("behaviour", number, title, criterion, gate, *more, **options)


BEHAVIOUR = Suite(
    "behaviour",
    "Behaviour in an emergency: perception, decision, choice",
    "Tests of our own: limits, conservation and published findings that a model of behaviour has to keep to.",
    (
        _test("1", "One cue gives the distribution put in",
              "Under one constant cue the times at which people act follow the published distribution of delays "
              "that was put in.",
              "Rates 1, 2 and 3: Kolmogorov-Smirnov against the log-normal distribution shifted by the rate, 5 % "
              "over the three together (Holm).",
              behaviour_cues.ONE_CUE, behaviour_cues.judge_one_cue),
        _test("2", "Without contagion cues add up",
              "Without influence of others a person acts when the cues that it perceived add up to its budget.",
              "A bell, a fading bang and an announcement: sum by hand within 0.01 bell-seconds for everyone.",
              behaviour_cues.SUM_OF_PARTS, behaviour_cues.judge_sum),
        _test("3", "A few who know alert a hall",
              "If few hear the alarm, the others follow those whom they see act: within minutes, not at once and "
              "not never.",
              "5 % hear it: half of the others act after more than 60 s, 95 % within 10 min; nobody without contagion.",
              behaviour_cues.SPREAD, behaviour_cues.judge_spread),
        _test("4", "Familiar exits in a crowded club",
              "In a club with one familiar and several unfamiliar exits the split over the exits is near the one "
              "reported, and a fire that starts 15 s later changes the outcome strongly.",
              "Front door: 54 % (survivors of The Station who left by doors) to 90 % (NIST's largest case) of those "
              "out in clear air. Fire 15 s later: at least a fifth fewer incapacitated, 95 % interval of the paired "
              "difference below zero.",
              behaviour_club.CLUB, behaviour_club.judge_club),
        _test("5", "Two exits: nearest, herding, congestion",
              "With distance alone everybody takes the nearest exit, with others' choices alone everybody the same "
              "one, with queues alone both exits are used alike.",
              "Nearest: at least 99 %; others' choices: at least 90 % by one exit in every run; queues: split by the "
              "widths 1 m and 2 m within 8 %.",
              behaviour_choice.LIMITS, behaviour_choice.judge_limits),
        _test("6", "A locked exit is discovered and told",
              "Nobody knows that an exit is locked before somebody has been there; then the belief spreads to those "
              "who see or hear it.",
              "Found within 2.5 m of the door; nobody turns back without having found it or been told; of 40, half or "
              "more are told and walk less for it; all get out.",
              behaviour_refuge.LOCKED_EXIT, behaviour_refuge.judge_locked_exit),
        _test("7", "Who is incapacitated never starts again",
              "Incapacitation ends every state, before and after the start; no cue makes the person move again.",
              "Nobody who fell starts, or moves by more than 1 cm once the look at doses has told; everybody else "
              "leaves.",
              behaviour_cues.FALLEN, behaviour_cues.judge_fallen),
        _test("8", "A refuge that fills with smoke",
              "People in a refuge leave it when it becomes untenable, and not before.",
              "Visibility of 5 m by hand: given up within 2 s of it, and everybody gets out; in clear air all stay, "
              "locked in.",
              behaviour_refuge.REFUGE, behaviour_refuge.judge_refuge),
        _test("9", "Earlier alarms and further exits do not harm",
              "An earlier alarm or one more open exit does not lengthen the mean time to leave.",
              "Bell at 0, 30, 90 s; three, two, one exits: the 95 % interval of each paired difference reaches "
              "above 0; everyone leaves.",
              behaviour_cues.MONOTONE, behaviour_cues.judge_monotone),
        _test("10", "Responders reach people when exercises say",
              "Times from dispatch to the first casualty and to the end of the rescue have the medians and ninth "
              "deciles of the published exercises.",
              "Median and P90 of the first casualty reached, the first and the last at the collection point: each "
              "within 15 % of the published one. Command and assembly are put in; the times of the approach and of "
              "preparing a casualty for carrying were chosen so that the medians come near.",
              behaviour_response.EXERCISE, behaviour_response.judge_exercise),
        _test("11", "A steward's word is worth its utility",
              "Between two like exits, those who were told one by a steward and believe it choose it by the logit.",
              "Told nothing half go there, told 1/(1 + exp(-1.5)) = 82 %; both within 5 %.",
              behaviour_staff.GUIDED, behaviour_staff.judge_steward),
        _test("12", "Signs are noticed as measured",
              "Of those who could read a static sign, 38 % notice it (Galea et al. 2014).",
              "Within three standard errors over all runs.",
              behaviour_staff.GUIDED, behaviour_staff.judge_sign),
        _test("13", "Families start together",
              "Members of a group who are together start together, and children not without a grown-up.",
              "No child before every grown-up of its group; starts of a group within 1 s on average.",
              behaviour_staff.GATHERING, behaviour_staff.judge_families),
        _test("14", "Assisted evacuation by hand",
              "A helper comes, prepares, and the pair takes the time of its speeds on the level and on the stair.",
              "Preparation within 0.6 s; the way as long as by hand, at most 10 % longer; the helper leaves after the "
              "assisted.",
              behaviour_staff.ASSISTED, behaviour_staff.judge_assisted),
        _test("15", "Nobody knows of a danger that it cannot perceive",
              "Who sees a danger zone knows of it at once; who is behind a shut door and hears nothing never learns of "
              "it, and nobody before it begins.",
              "All 30 in its room within 2 s, none of 30 behind the shut door, some behind the open one.",
              behaviour_zone.SEEN, behaviour_zone.judge_seen),
        _test("16", "Ways lead round a danger that is known",
              "A person keeps away from a danger zone in sight where there is room to.",
              "Not nearer than the limit of closed ways, 5.4 m from its edge, less a cell of 0.5 m; without the zone "
              "straight through.",
              behaviour_zone.ROUND, behaviour_zone.judge_round),
        _test("17", "Knowing where danger is does not expose more",
              "People who route on beliefs are not less exposed than those who know at any time where the danger is.",
              "The 95 % interval of the paired difference in person-seconds inside reaches above 0; everyone leaves.",
              behaviour_zone.KNOWING, behaviour_zone.judge_knowing),
    ),
)  # fmt: skip
