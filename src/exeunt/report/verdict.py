"""The answer of a run in a few sentences, from its summary alone: the same on a screen and on page one of a report.

A run with hazards is asked whether people were out before the air failed, one with danger zones how long people were
exposed and when they were protected, and any other how long people took to leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exeunt.metrics.rows import LONG
from exeunt.report.words import FIRM, counted, duration, known, listed, people, percent, seconds

Row = Mapping[str, Any]

# what a sentence on the course of a run tells, in order of time
COURSE = ("fire", "danger zone", "bang", "detected", "alarm", "lockdown")
AT_START = 0.5
"""Seconds within which something is said to have happened at the start."""


@dataclass(frozen=True)
class Verdict:
    """An answer: a title in a few words, sentences, and whether they warn."""

    title: str
    text: str
    warns: bool


def has_fire(row: Row) -> bool:
    """Whether smoke, heat or gases were part of a run."""
    return "people_incapacitated" in row


def has_zone(row: Row) -> bool:
    """Whether a danger zone was part of a run."""
    return "zone_began_s" in row


def question(row: Row, rest: str) -> str:
    """Return what a run was asked; ``rest`` ends the question where nothing dangerous is part of it."""
    if has_fire(row) and has_zone(row):
        return "Are people out or protected before the danger, or smoke, heat and gases, reach them?"
    if has_fire(row):
        return "Are people out before smoke, heat and gases make the air untenable where they are?"
    if has_zone(row):
        return "How long are people exposed to the danger, and when are they protected from it?"
    return f"How long do people take to leave{rest}?"


def verdicts(row: Row) -> list[Verdict]:
    """Return the answers of a run to its own questions; none where nothing dangerous is part of it."""
    if not row.get("people"):
        return []
    found = [_of_fire(row)] if has_fire(row) else []
    return [*found, _of_zone(row)] if has_zone(row) else found


def course_words(row: Row) -> str:
    """Say when the danger began, when it was noticed, when the alarm came, and when people started to leave."""
    told = [
        f"{_happened(one)} {at_words(one['time_s'])}"
        for one in row.get("timeline") or ()
        if one["what"] in COURSE
    ]
    text = f"{listed(told, len(told))}." if told else ""
    text = text[:1].upper() + text[1:]
    if not known(row.get("alarm_s")):
        text += " No alarm sounds in this run."
        if not told:
            text = (
                "This run has no alarm, fire or danger: delays count from time 0, or from a person's arrival."
            )
    first, last = row.get("first_start_s"), row.get("last_start_s")
    if known(first) and known(last):
        text += f" The first person starts to leave {at_words(first)}, the last {at_words(last)}."
    return text


def _happened(moment: Row) -> str:
    """Return what happened at a moment; of a voice or a message also that it is the alarm."""
    words = str(moment["words"])
    return (
        f"{words} as the alarm" if moment["what"] == "alarm" and "alarm" not in words.split("'")[0] else words
    )


def at_words(time: float | None) -> str:
    """Write a time as "at 0 s" or "after 85.0 s"."""
    if time is None or not known(time):
        return "never"
    return "at 0 s" if abs(time) < AT_START else f"after {duration(time)}"


def outcome_words(row: Row, reason: str = "") -> str:
    """Say how many people left and when, and where the others are at the end of the run."""
    number, left = int(row["people"]), int(row["people_out"])
    if not number:
        return "Nobody was in the venue during this run."
    if left == number == 1:
        return f"The only person in the venue left after {duration(row.get('clearance_s'))}."
    if left == number:
        return (
            f"All {people(number)} left. Half of them were out after {duration(row.get('t50_s'))}, 98{FIRM}% after "
            f"{duration(row.get('t98_s'))}, and the last person after {duration(row.get('clearance_s'))}."
        )
    text = f"{left:,} of {people(number)} left, the last of them after {duration(row.get('last_out_s'))}"
    if not left:
        text = "Nobody left"
    others = inside_words(row)
    end = (
        f"when the run ended after {duration(row.get('simulated_s'))}"
        if known(row.get("simulated_s"))
        else "at the end"
    )
    return f"{text}: {others} {end}." if not left else f"{text}; {others} {end}."


def inside_words(row: Row) -> str:
    """Say where those are who did not leave: in locked refuges, at the collection point, or left inside."""
    told = []
    if safe := int(row.get("people_protected") or 0):
        told.append(f"{people(safe)} {_were(safe)} protected in locked refuges")
    if laid := int(row.get("people_at_collection_point") or 0):
        told.append(f"{counted(laid, 'casualty', 'casualties')} {_were(laid)} at the collection point")
    if (rest := left_inside(row)) or not told:
        told.append(f"{people(rest)} {_were(rest)} still inside")
    return listed(told, len(told))


def left_inside(row: Row) -> int:
    """Return how many people are inside at the end and neither protected nor rescued."""
    return int(row.get("people_left_inside", row["people_inside"]))


def held_words(row: Row) -> str:
    """Say how many people were held in rows of seats for long, and by whom; empty where nobody was."""
    number, seated = (int(row.get(name) or 0) for name in ("people_held_in_rows", "people_held_by_seated"))
    if not number:
        return ""
    text = f"{people(number)} {_were(number)} held in rows of seats for {LONG:.0f} s or more after they had started"
    if seated:
        text += f", {seated:,} of them behind neighbours who had not started yet"
    return f"{text}; {row['rows_person_s'] / 3600:,.1f} person-hours were lost in the rows in total."


def casualty_words(row: Row) -> str:
    """Say how many people were incapacitated, by what and when, and the highest doses; empty without hazards."""
    if not has_fire(row):
        return ""
    number, form = int(row["people_incapacitated"]), row.get("dose_form")
    given = f" (doses by {form})" if form else ""
    doses = (
        f"the highest dose of gas is {row['fed_gas_max']:.2g} and of heat {row['fed_heat_max']:.2g} (a dose of 1 "
        "incapacitates half of all people)"
    )
    if not number:
        return f"Nobody was incapacitated{given}; {doses}."
    causes = [
        f"{one['people']:,} by {one['cause'] or 'an unknown cause'}" for one in row["incapacitated_causes"]
    ]
    first = [one["time_s"] for one in row.get("timeline") or () if one["what"] == "incapacitated"]
    when = f", the first {at_words(first[0])}" if first else ""
    return f"{people(number)} {_were(number)} incapacitated{when}: {listed(causes)}{given}; {doses}."


def rescue_words(row: Row) -> str:
    """Say what became of casualties where responders came; empty without any."""
    if not row.get("responders"):
        return ""
    reached, there = int(row["casualties_reached"]), int(row["casualties_collected"])
    text = f"Responders reached {counted(reached, 'casualty', 'casualties')}"
    if reached:
        text += (
            f", the first {at_words(row['first_reached_s'])}, and brought {there:,} to the collection point"
        )
    if there:
        text += f", the last {at_words(row['all_collected_s'])}"
    return f"{text}."


def tenability_words(row: Row) -> str:
    """Say when the air failed first, how far where people were, and the least margin; empty without recorded air."""
    if "people_in_untenable_air" not in row:
        return ""
    first, least = row["untenable_from_s"], row["margin_min_s"]
    if not known(first):
        until = seconds(row["air_known_until_s"])
        return f"No place became untenable in the {until} in which the air was recorded (ASET)."
    text = f"The first place became untenable {at_words(first)} (ASET)"
    if known(row.get("last_out_s")):
        text += f" and the last person left {at_words(row['last_out_s'])} (RSET)"
    if row["people_in_untenable_air"]:
        return (
            f"{text}. At worst a person was still at a place {seconds(-least)} after its air had become untenable "
            f"(margin {_signed(least)}); on {row['untenable_in_use_m2']:,.0f} m² of floor the air failed before "
            "the last person had gone."
        )
    if not known(least):
        return f"{text}. Nobody was ever at a place that became untenable."
    return (
        f"{text}, but everybody had left each place before its own air failed: the smallest margin of any person was "
        f"{_signed(least)}."
    )


def exposure_words(row: Row) -> str:
    """Say how long people were in danger zones and in sight of them, and when they were protected."""
    text = ""
    if row["people_in_zone"]:
        text = (
            f"They spent {row['zone_person_s']:,.0f} person-seconds inside it: "
            f"{seconds(row['zone_person_s'] / row['people_in_zone'], 1)} each on average, "
            f"{seconds(row['zone_longest_s'])} at most. "
        )
    text += (
        f"{people(int(row['people_in_sight_of_zone']))} had the danger in direct line of sight, for "
        f"{row['zone_sight_person_s']:,.0f} person-seconds in total. "
    )
    half, most = row["protected_p50_s"], row["protected_p95_s"]
    if known(half):
        text += f"Half of all people were out or in a locked refuge {duration(half)} after the danger began"
        text += f", and 95{FIRM}% of them {duration(most)} after it. " if known(most) else ". "
    if known(row.get("unaware_60_s")):
        text += f"{percent(row['unaware_60_s'])} of the people in the venue were still unaware 60 s after it began."
    return text.strip()


def _of_fire(row: Row) -> Verdict:
    fallen, rest = int(row["people_incapacitated"]), left_inside(row)
    exposed = int(row.get("people_in_untenable_air") or 0)
    told = tenability_words(row) or "The air was not recorded, so there are no ASET and no margins."
    text = " ".join(filter(None, (told, casualty_words(row), rescue_words(row))))
    if exposed:
        title = f"The time available was not enough: {_part(exposed, row)} {_were(exposed)} in untenable air."
    elif fallen:
        title = f"{_part(fallen, row)} {_were(fallen)} incapacitated."
    elif rest:
        title = f"{_part(rest, row)} {_were(rest)} still inside at the end."
    elif "people_in_untenable_air" in row:
        return Verdict("Everybody left each place before its air became untenable.", text, False)
    else:
        return Verdict("Nobody was incapacitated.", text, False)
    return Verdict(title, text, True)


def _of_zone(row: Row) -> Verdict:
    number, never = int(row["people_in_zone"]), int(row["people_unprotected"])
    inside = f"{_part(number, row)} {_were(number)}" if number else "Nobody was"
    rest = (
        f"{people(never)} {_were(never)} never protected"
        if never
        else f"in the end all {people(int(row['people']))} were out or in a locked refuge"
    )
    return Verdict(f"{inside} inside the danger zone; {rest}.", exposure_words(row), bool(number or never))


def _part(number: int, row: Row) -> str:
    return f"{number:,} of {people(int(row['people']))} ({percent(number / int(row['people']), 1)})"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _signed(value: float) -> str:
    return seconds(value).replace("-", "−")
