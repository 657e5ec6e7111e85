"""The way of one step: past walls, through portals and doors, out by exits."""

from __future__ import annotations

import numpy as np
from numba import njit

from exeunt.models.movement.arrays import HITS, MOVED, NEW_SURFACE, OUT, PASSED, Next
from exeunt.models.movement.sight import may_pass
from exeunt.world.terrain import BACKWARD, FORWARD, LEFT, OPENING, RIGHT, TWO_SIDED, WALL_SURFACE, Terrain

MARGIN = 1e-3
"""Nobody's centre comes nearer than this to a wall, in metres."""
NUDGE = 1e-6
"""Who crosses a line ends at least half of this beyond it, in metres."""
STRAIGHT = 1e-12
"""Who slides along a wall may come nearer to it by this much in a step, in metres: rounding must not stop anyone."""
LEGS = 8
"""Walls and lines met in one step before it ends."""


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def fine_cell(terrain: Terrain, surface: int, x: float, y: float) -> int:
    """Return the cell of ``Terrain`` over a place."""
    scale = 1.0 / terrain.size
    ix = min(max(int((x - terrain.corner[surface, 0]) * scale), 0), terrain.shape[surface, 0] - 1)
    iy = min(max(int((y - terrain.corner[surface, 1]) * scale), 0), terrain.shape[surface, 1] - 1)
    return int(terrain.shape[surface, 2] + iy * terrain.shape[surface, 0] + ix)


@njit(cache=True, error_model="numpy", _nrt=False, forceinline=True)
def write(
    new: Next, k: int, x: float, y: float, vx: float, vy: float, surface: int, out: int, passed: int
) -> None:
    """Write the new state of the person of row ``k``, who took part in the step."""
    new.motion[k, 0], new.motion[k, 1], new.motion[k, 2], new.motion[k, 3] = x, y, vx, vy
    new.code[k, NEW_SURFACE], new.code[k, MOVED], new.code[k, OUT], new.code[k, PASSED] = (
        surface,
        1,
        out,
        passed,
    )


@njit(cache=True, error_model="numpy", _nrt=False)
def _meets_wall(
    terrain: Terrain, s: int, cell: int, x: float, y: float, mx: float, my: float
) -> tuple[float, int]:
    """Return the share of the way m at which the margin of a wall stops it, and the wall; (1, -1) if none does."""
    best, which = 1.0, -1
    for entry in range(terrain.cells[cell, 0], terrain.cells[cell, 1]):
        w = terrain.item[entry]
        if terrain.wall[w, WALL_SURFACE] != s:
            continue
        ux, uy = terrain.wall[w, 2], terrain.wall[w, 3]
        px, py = x - terrain.wall[w, 0], y - terrain.wall[w, 1]
        own = ux * py - uy * px
        change = ux * my - uy * mx
        if own < 0.0:
            if terrain.wall[w, TWO_SIDED] == 0.0:
                continue
            own, change = -own, -change
        if change >= -STRAIGHT or own + change >= MARGIN:
            continue
        share = (own - MARGIN) / -change if own > MARGIN else 0.0
        along = ux * px + uy * py + share * (ux * mx + uy * my)
        if share < best and -MARGIN <= along <= terrain.wall[w, 4] + MARGIN:
            best, which = share, w
    return best, which


@njit(cache=True, error_model="numpy", _nrt=False)
def _crosses_wall(terrain: Terrain, s: int, cell: int, x: float, y: float, mx: float, my: float) -> bool:
    """Return whether the way m from (x, y) touches or crosses any wall of surface ``s`` from its walkable side."""
    for entry in range(terrain.cells[cell, 0], terrain.cells[cell, 1]):
        w = terrain.item[entry]
        if terrain.wall[w, WALL_SURFACE] != s:
            continue
        ux, uy = terrain.wall[w, 2], terrain.wall[w, 3]
        px, py = x - terrain.wall[w, 0], y - terrain.wall[w, 1]
        own = ux * py - uy * px
        change = ux * my - uy * mx
        if own < 0.0:
            if terrain.wall[w, TWO_SIDED] == 0.0:
                continue
            own, change = -own, -change
        if change >= 0.0 or own + change > 0.0:
            continue
        along = ux * px + uy * py + (own / -change) * (ux * mx + uy * my)
        if -1e-9 <= along <= terrain.wall[w, 4] + 1e-9:
            return True
    return False


@njit(cache=True, error_model="numpy", _nrt=False)
def _meets_line(
    terrain: Terrain, s: int, cell: int, x: float, y: float, mx: float, my: float, last: int
) -> tuple[float, int, int]:
    """Return the share of the way m at which a line other than ``last`` is met, the line, and +1 for left to right."""
    shape, code = terrain.line_shape, terrain.line_code
    best, which, way = 2.0, -1, 0
    for entry in range(terrain.cells[cell, 2], terrain.cells[cell + 1, 2]):
        line = terrain.item[entry]
        if line == last or (code[line, OPENING] >= 0 and code[line, FORWARD] + code[line, BACKWARD] == 0):
            continue
        ux, uy = shape[line, 2], shape[line, 3]
        px, py = x - shape[line, 0], y - shape[line, 1]
        own = ux * py - uy * px
        change = ux * my - uy * mx
        if s == code[line, LEFT] and own >= 0.0 and own + change < 0.0:
            direction = 1
        elif (s == code[line, RIGHT] or code[line, RIGHT] < 0) and own < 0.0 and own + change >= 0.0:
            direction = -1
        else:
            continue
        share = own / -change
        along = ux * px + uy * py + share * (ux * mx + uy * my)
        if share < best and -MARGIN <= along <= shape[line, 4] + MARGIN:
            best, which, way = share, line, direction
    return best, which, way


@njit(cache=True, error_model="numpy", _nrt=False)
def travel(
    terrain: Terrain,
    new: Next,
    k: int,
    s: int,
    x: float,
    y: float,
    vx: float,
    vy: float,
    dt: float,
    goal: int,
) -> None:
    """Carry the person of row ``k`` from (x, y) on surface ``s`` for a step: through lines, along walls.

    Writes place, velocity, surface, exit and openings passed to ``new``. Walls, closed openings, doors of the wrong
    direction and exits other than ``goal`` are never passed: where a corner would let someone slip through, the person
    stays.
    """
    shape, code = terrain.line_shape, terrain.line_code
    old_x, old_y, old_s = x, y, s
    mx, my = vx * dt, vy * dt
    first_x, first_y = x, y
    last, last_side, blocked, hits, allowed, cell = -1, 0.0, False, 0, False, 0
    for _ in range(LEGS):
        if mx == 0.0 and my == 0.0:
            break
        cell = fine_cell(terrain, s, x, y)
        share, wall = _meets_wall(terrain, s, cell, x, y, mx, my)
        meet, line, way = _meets_line(terrain, s, cell, x, y, mx, my, last)
        through = line >= 0 and (meet < share or wall < 0)
        if through:
            allowed = may_pass(code, line, goal, way > 0)
            share = meet
        if _crosses_wall(terrain, s, cell, x, y, share * mx, share * my):
            write(new, k, old_x, old_y, 0.0, 0.0, old_s, -1, 0)
            return
        if through and not allowed:
            blocked = True
            ux, uy = shape[line, 2], shape[line, 3]
            back = max(share - MARGIN / np.sqrt(mx * mx + my * my), 0.0)
            x, y = x + back * mx, y + back * my
            along = (1.0 - share) * (ux * mx + uy * my)
            mx, my = along * ux, along * uy
        elif through:
            x, y = x + share * mx, y + share * my
            beyond = code[line, RIGHT] if way > 0 else code[line, LEFT]
            if code[line, OPENING] >= 0 and (way > 0 or code[line, RIGHT] >= 0):
                new.hit[k, hits, 0] = code[line, OPENING]
                new.hit[k, hits, 1] = way
                new.hit_place[k, hits, 0] = x
                new.hit_place[k, hits, 1] = y
                hits += 1
                if beyond < 0:
                    write(new, k, x, y, vx, vy, s, code[line, OPENING], hits)
                    return
            s = beyond
            last, last_side = line, float(-way)
            # start a little before the line, so that whatever stands on it on the far side is met as well
            nx, ny = -shape[line, 3] * last_side * NUDGE, shape[line, 2] * last_side * NUDGE
            x, y = x - nx, y - ny
            mx, my = (1.0 - share) * mx + nx, (1.0 - share) * my + ny
            if hits == HITS:
                mx, my = 2.0 * nx, 2.0 * ny
        elif wall >= 0:
            x, y = x + share * mx, y + share * my
            if last < 0 and not blocked:
                first_x, first_y = x, y
            blocked = True
            ux, uy = terrain.wall[wall, 2], terrain.wall[wall, 3]
            along = (1.0 - share) * (ux * mx + uy * my)
            mx, my = along * ux, along * uy
        else:
            x, y = x + mx, y + my
            break
    if blocked:
        # whoever slid round a corner ends the step where the first wall was met: even the straight line is free
        cell = fine_cell(terrain, old_s, old_x, old_y)
        if _crosses_wall(terrain, old_s, cell, old_x, old_y, x - old_x, y - old_y):
            write(new, k, first_x, first_y, (first_x - old_x) / dt, (first_y - old_y) / dt, old_s, -1, 0)
            return
    if last >= 0:
        side = last_side * (shape[last, 2] * (y - shape[last, 1]) - shape[last, 3] * (x - shape[last, 0]))
        nx, ny = -shape[last, 3] * last_side * NUDGE, shape[last, 2] * last_side * NUDGE
        cell = fine_cell(terrain, s, x, y)
        if side < -0.5 * NUDGE or (side < 0.5 * NUDGE and _crosses_wall(terrain, s, cell, x, y, nx, ny)):
            write(new, k, old_x, old_y, 0.0, 0.0, old_s, -1, 0)
            return
        if side < 0.5 * NUDGE:
            x, y = x + nx, y + ny
    if blocked:
        vx, vy = (x - old_x) / dt, (y - old_y) / dt
    write(new, k, x, y, vx, vy, s, -1, hits)
