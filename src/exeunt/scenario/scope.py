"""The scope guard: a danger zone is given by the user, and nothing here helps to choose one.

Exeunt protects people. A scenario may say where a danger is and when; it may not say what makes it dangerous, and no
study may vary, draw, rank or improve it, nor weigh one zone against another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from exeunt.base.errors import Problem, ScenarioError

SECTION = "danger_zones"
WHY = (
    "a danger zone is a place, times, an intensity, and how far it is seen and heard: Exeunt computes what protects "
    "people, not what harms them"
)
_ZONES_ARE_GIVEN = (
    "danger zones are given, never varied: a study compares what protects people, in the same danger. "
    "Change the building, the people, the alarm or the staff; another danger is another scenario."
)

# parts of keys, and the word for what they ask; the second table holds inside a danger zone alone
EVERYWHERE: dict[str, str] = {
    "weapon": "weapons", "firearm": "weapons", "gun": "weapons", "rifle": "weapons", "pistol": "weapons",
    "knife": "weapons", "blade": "weapons", "bomb": "weapons", "ammunition": "weapons", "ammo": "weapons",
    "calibre": "weapons", "caliber": "weapons", "bullet": "weapons",
    "shooter": "attackers", "attacker": "attackers", "assailant": "attackers", "perpetrator": "attackers",
    "offender": "attackers", "shot": "rates of fire", "rate_of_fire": "rates of fire",
    "fire_rate": "rates of fire", "rateoffire": "rates of fire", "tactic": "tactics",
    "lethal": "lethality", "lethality": "lethality", "kill": "lethality", "killed": "lethality",
    "victim": "lethality", "fatality": "lethality",
    "fatalities": "lethality", "hit_probability": "lethality", "hit_rate": "lethality",
}  # fmt: skip
IN_A_ZONE: dict[str, str] = {
    "rounds": "rates of fire",
    "range": "weapons' ranges", "rate": "rates of fire", "accuracy": "lethality",
    "hit": "lethality", "damage": "lethality", "harm": "lethality", "wound": "lethality",
    "injury": "lethality", "injuries": "lethality", "death": "lethality",
    "casualty": "lethality", "casualties": "lethality", "target": "choices of targets",
    "aim": "choices of targets",
    "strategy": "tactics", "pursue": "tactics", "pursuit": "tactics", "chase": "tactics",
    "seek": "tactics", "reload": "weapons",
}  # fmt: skip
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def forbidden(path: Sequence[str | int]) -> str:
    """Return why an unknown key is refused by name, or an empty text if it is merely unknown.

    Parameters
    ----------
    path
        Where the key stands in the scenario.
    """
    if not path or not isinstance(path[-1], str):
        return ""
    table = {**EVERYWHERE, **IN_A_ZONE} if path[0] == SECTION else EVERYWHERE
    words = [word.lower() for word in _PIECES.findall(path[-1])]
    words = [word[:-1] if word[:-1] in table else word for word in words]
    phrases = {*words, *("_".join(pair) for pair in pairwise(words)), "_".join(words)}
    asked = next((table[phrase] for phrase in sorted(phrases) if phrase in table), "")
    return f"'{path[-1]}' is refused: Exeunt does not model {asked}" if asked else ""


def zone_paths(paths: Iterable[str], where: Sequence[str | int] = ()) -> list[Problem]:
    """Return an error for every dotted path that leads to danger zones or into one.

    Parameters
    ----------
    paths
        Paths as in variants, samplers, sensitivities and searches: ``danger_zones.corridor.intensity``.
    where
        Key under which the paths stand in the scenario, for the message.
    """
    return [
        Problem(f"'{path}' leads into the danger zones", (*where, path), hint=_ZONES_ARE_GIVEN)
        for path in paths
        if re.match(rf"""^[\s.\["']*{SECTION}(?![A-Za-z0-9_])""", path)
    ]


def refuse_zone_paths(paths: Iterable[str], where: Sequence[str | int] = ()) -> None:
    """Refuse to vary danger zones: every study calls this with all paths that it would set.

    Raises
    ------
    ScenarioError
        Naming each path that leads into the danger zones.
    """
    if problems := zone_paths(paths, where):
        raise ScenarioError(problems)


def refuse_different_zones(zones: Sequence[tuple[str, Sequence[object]]]) -> None:
    """Refuse to compare scenarios whose danger zones differ.

    Parameters
    ----------
    zones
        Name and list of danger zones of each scenario, as in ``ScenarioDoc.danger_zones``.

    Raises
    ------
    ScenarioError
        Naming the first two scenarios with different zones.
    """
    for name, mine in zones[1:]:
        if list(mine) != list(zones[0][1]):
            message = f"'{zones[0][0]}' and '{name}' have different danger zones and are not compared"
            raise ScenarioError([Problem(message, (SECTION,), hint=_ZONES_ARE_GIVEN)])
