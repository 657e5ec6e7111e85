"""All random streams, in one list: a draw is a function of (seed, stream, person, step, k).

Numbers are never reused: a retired stream leaves a gap.
"""

from __future__ import annotations

from enum import IntEnum


class Stream(IntEnum):
    """What a random number is for."""

    PLACEMENT = 1
    SEAT = 2
    DESIRED_SPEED = 3
    RADIUS = 4
    AGE = 5
    MOBILITY = 6
    TIME_GAP = 7
    PRE_MOVEMENT = 8
    ARRIVAL = 9
    FAMILIARITY = 10
    EXIT_CHOICE = 11
    STAIR_SPEED = 12
    MOVEMENT_NOISE = 13
    SEX = 21
    GROUP = 22
    EXIT_TASTE = 23
    ESCALATOR = 24
    LIFT = 25
    STAIR_CHOICE = 26
    DOSE_THRESHOLD = 31
    TURNING_BACK = 32
    CASUALTY = 33
    MESSAGE_REPEAT = 40
    PHONE_NOTICED = 41
    PHONE_LATENCY = 42
    CONTROL_ROOM = 43
    PREPARATION = 44
    FILMING = 45
    FILMING_TIME = 46
    DECISION = 47
    ZONE_HEARD = 50
    ZONE_TOLD = 51
    WORD_OF_DOORS = 60
    ACTION_TASTE = 61
    COMPLIANCE = 62
    STAFF_DELAY = 70
    STAFF_CONFIRMATION = 71
    STAFF_COMPLIANCE = 72
    SIGN_NOTICED = 73
    SIGN_FOLLOWED = 74
    ASSIST_PREPARE = 75
    ASSIST_WILLING = 76
    VISIT_TAKEN = 77
    VISIT_SPOT = 78
    VISIT_STAY = 79
    RESPONSE_COMMAND = 80
    RESPONSE_ASSEMBLED = 81
    RESPONSE_HOLD = 82
    RESPONSE_APPROACH = 83
    TREATMENT = 84
    CARRIAGE = 85
    CARRY_SPEED = 86
