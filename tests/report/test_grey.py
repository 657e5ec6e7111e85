"""Figures stay readable in greyscale: contrast of lines and classes is computed, not judged."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from exeunt.viewer import colours
from exeunt.viewer.charts import ExitUse, clearance_chart, exit_chart, parts_chart, share_chart


def lightness(code: str) -> float:
    """CIE L* of a colour."""
    y = colours.luminance(code)
    return 116 * np.cbrt(y) - 16 if y > 0.008856 else 903.3 * y


def test_lines_and_signs_stand_out_from_paper():
    # WCAG 2.2, 1.4.11: graphical objects need at least 3 to 1
    for colour in (
        *colours.LINES,
        colours.EXIT,
        colours.DOOR,
        colours.PROHIBITED,
        colours.INK,
        colours.MUTED,
    ):
        assert colours.contrast(colour, colours.PAPER) >= 3.0, colour
    # 1.4.3: words need 4.5 to 1
    for colour in (colours.INK, colours.MUTED, colours.EXIT, colours.PROHIBITED):
        assert colours.contrast(colour, colours.PAPER) >= 4.5, colour


def test_the_contrast_is_that_of_the_standard():
    assert colours.contrast("#000000", "#ffffff") == 21.0
    assert round(colours.contrast("#777777", "#ffffff"), 2) == 4.48


def test_maps_grow_darker_with_the_value():
    ramp = colours.paper(np.linspace(0, 1, 200)).astype(float) @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(ramp) < 0.6).all()
    assert ramp[0] - ramp[-1] > 180
    assert (colours.paper(np.array([0.0]))[0] == colours.rgb(colours.FLOOR)).all()


def test_classes_part_in_grey():
    shades = [lightness(code) for code in colours.SERVICE]
    assert all(before - after > 10 for before, after in pairwise(shades)), shades


def test_neighbouring_lines_differ_in_their_dashes():
    steps = (np.array([1.0, 2.0]), np.array([1, 2]))
    exits = {f"e{k}": steps for k in range(12)}
    code = clearance_chart(steps, exits, {}, 10.0, "t").code()
    dashes = [part.partition('stroke-dasharray="')[2].partition('"')[0] for part in code.split("<path")[2:]]
    assert len(dashes) == 24
    assert all(before != after for before, after in pairwise(dashes[:12]))


def test_bars_do_not_rest_on_colour_alone():
    code = exit_chart([ExitUse("main", 12, 1.0, 2.0, 2.6)], "t").code()
    assert "<circle" in code
    assert {"mean flow while in use", "most in any 10 s", "capacity"} <= set(
        code.replace("<", ">").split(">")
    )
    shares = share_chart([("walkway", [0.5, 0.2, 0.3, 0, 0, 0])], "ABCDEF", "t").code()
    assert all(f">{letter}<" in shares for letter in "ABC")
    parts = parts_chart([("simulated", [10.0, 5.0])], ["Delay", "Walking"], "t", 15.0).code()
    assert parts.count('font-weight="600">1<') == parts.count('font-weight="600">2<') == 2
