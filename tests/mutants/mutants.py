"""Faults that somebody could put into the source by mistake, and the tests that must notice each.

``python tests/mutants/trying.py`` puts them in one by one; see there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """A fault: its file under ``src/exeunt``, the text that it replaces there, and the nearest tests.

    Parameters
    ----------
    tests
        Arguments of pytest, relative to ``tests``; they pass on the source as it is.
    """

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


FIRST = [
    Mutant(
        "a cell reached by a wide way is not cut off from narrow gaps", "venue/geodesic.py",
        "links[n] &= 255 - (1 << ((d + 2) & 3))", "links[n] &= 255",
        ("venue/test_geodesic.py", "-k", "narrow_one"),
    ),
    Mutant(
        "half the margin to walls", "models/movement/crossing.py",
        "MARGIN = 1e-3", "MARGIN = 5e-4",
        ("models/movement/test_walls.py", "-k", "margin"),
    ),
    Mutant(
        "a phone alert counts as the alarm", "models/alarms/sounding.py",
        "if phone is None and np.isnan(world.alarm_at):", "if np.isnan(world.alarm_at):",
        ("models/alarms/test_systems.py",),
    ),
    Mutant(
        "alarm systems that are due start in the order of the file", "models/alarms/sounding.py",
        "in sorted(one for one in due if one[0] <= world.time):", "in (one for one in due if one[0] <= world.time):",
        ("models/alarms/test_systems.py",),
    ),
    Mutant(
        "an alarm that has ended is silenced again", "models/alarms/sounding.py",
        "if other in self._sounding and not self._sounding[other].until <= start:", "if other in self._sounding:",
        ("models/alarms/test_systems.py",),
    ),
    Mutant(
        "irritants fell everybody at 1", "models/exposure/model.py",
        'np.where(world["irritants"][rows] >= threshold, 0.0, -1.0)',
        'np.where(world["irritants"][rows] >= 1.0, 0.0, -1.0)',
        ("models/exposure/test_in_a_run.py",),
    ),
    Mutant(
        "the server is bound to every address", "viewer/server.py",
        "listener.bind((LOOPBACK, port))", 'listener.bind(("0.0.0.0", port))',
        ("viewer/test_server.py",),
    ),
    Mutant(
        "of two Host headers the first counts", "viewer/server.py",
        'headers.get("host") not in [[', 'headers.get("host", [])[:1] not in [[',
        ("viewer/test_server.py",),
    ),
    Mutant(
        "doubled slashes in addresses are let through", "viewer/server.py",
        '"\\\\", "//", ".."', '"\\\\", ".."',
        ("viewer/test_server.py",),
    ),
    Mutant(
        "links in tables and recorded columns are not looked at", "results/run.py",
        'return [inside(self.folder, path) for path in found', "return [path for path in found",
        ("viewer/test_sources.py", "viewer/test_server.py"),
    ),
    Mutant(
        "links in recorded columns are followed when they are read", "viewer/parts.py",
        "read_table(inside(self.folder, path), columns", "read_table(path, columns",
        ("viewer/test_sources.py",),
    ),
    Mutant(
        "a part of density without its start begins at 0", "results/fields.py",
        'file.number("time_start")', 'file.attribute("time_start") or 0.0',
        ("results/test_folder.py",),
    ),
    Mutant(
        "a killed run counts as alive for a quarter of an hour", "results/heartbeat.py",
        "QUIET = 15.0", "QUIET = 900.0",
        ("results/test_heartbeat.py",),
    ),
]  # fmt: skip

FURTHER = [
    Mutant(
        "people fall at the end of a step of the doses", "models/exposure/model.py",
        'world["incapacitated_at"][person] = world.time - ago[first, k]',
        'world["incapacitated_at"][person] = world.time',
        ("models/exposure/test_in_a_run.py",),
    ),
    Mutant(
        "carbon dioxide quickens breathing from 5 % on only", "models/exposure/gases.py",
        "np.where(co2 > 2.0,", "np.where(co2 > 5.0,",
        ("models/exposure/test_doses.py",),
    ),
    Mutant(
        "a person who walks out of the area of an alert loses it from their phone", "world/audience.py",
        "if cue.latency is None:\n            lost |= ~audible", "lost |= ~audible",
        ("world/test_hearing.py",),
    ),
    Mutant(
        "responders are counted among those who are out", "metrics/summary.py",
        "everybody, people = people, visitors(people)", "everybody = people",
        ("report/test_response.py",),
    ),
    Mutant(
        "in a row of seats nobody rises with their family", "models/behaviour/seat_rows.py",
        "return np.union1d(found[~started[found]], np.flatnonzero(awaited))", "return found[~started[found]]",
        ("models/behaviour/test_seat_rows.py",),
    ),
    Mutant(
        "the listed state of a door undoes what people did to it", "engine/openings.py",
        "if due == self._made[opening.index]:", "if due == 0:",
        ("engine/test_openings_in_time.py", "-k", "keeps"),
    ),
    Mutant(
        "an opening lets people through on a part of a credit", "models/movement/gates.py",
        "gate[opening, CREDIT] >= 1.0", "gate[opening, CREDIT] > 0.0",
        ("models/movement/test_gates.py", "-k", "window"),
    ),
    Mutant(
        "the doors of a lift do not wait longer for one more", "engine/lifts.py",
        "if len(aboard) > car.people:", "if len(aboard) > lift.capacity:",
        ("engine/test_lifts.py", "-k", "dwell or fit_and"),
    ),
    Mutant(
        "smoke quickens people who are slow", "models/behaviour/smoke.py",
        "np.minimum(speed, free_speed) / free_speed", "speed / free_speed",
        ("models/behaviour/test_walking_speed.py",),
    ),
    Mutant(
        "of several influences on speed the strongest counts alone", "models/behaviour/walking_speed.py",
        "product *= world[name]", "product = np.minimum(product, world[name])",
        ("models/behaviour/test_walking_speed.py",),
    ),
    Mutant(
        "a full refuge takes one more", "world/refuges.py",
        "(self.occupied < self.capacity)", "(self.occupied <= self.capacity)",
        ("models/behaviour/test_refuges.py", "-k", "full"),
    ),
    Mutant(
        "a refuge counts as locked as soon as its first door is", "metrics/refuges.py",
        "for opening in openings[1:]:", "for opening in openings[:0]:",
        ("metrics/test_refuges.py",),
    ),
    Mutant(
        "fast people start early", "models/behaviour/pre_movement.py",
        "delay.draw(world.seed, Stream.PRE_MOVEMENT,", "delay.draw(world.seed, Stream.DESIRED_SPEED,",
        ("models/behaviour/test_pre_movement.py",),
    ),
    Mutant(
        "two populations draw the same numbers", "base/random.py",
        "z = base + (np.arange(n", "z = (np.arange(n",
        ("base/test_random.py",),
    ),
    Mutant(
        "people with a high dose of heat are not counted", "metrics/summary.py",
        "((gas > 0.3) | (heat > 0.3)).sum()", "(gas > 0.3).sum()",
        ("metrics/test_summary_doses.py",),
    ),
]  # fmt: skip

MUTANTS = FIRST + FURTHER
