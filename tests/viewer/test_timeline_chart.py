"""The chart of what happened when: every mark and every part of a bar can be read, none over another."""

from __future__ import annotations

import itertools
import re

import pytest

from exeunt.viewer.svg import text_width
from exeunt.viewer.timeline_chart import Span, timeline_chart

TEXT = re.compile(r"<text([^>]*)>([^<]*)</text>")


def placed(svg: str) -> list[tuple[str, float, float, float]]:
    """Return each text with its left end, right end and baseline in pixels."""
    found = []
    for attributes, words in TEXT.findall(svg):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        x, y, size = (float(values[key]) for key in ("x", "y", "font-size"))
        wide = text_width(words, size)
        left = x - {"middle": 0.5, "end": 1.0}.get(values.get("text-anchor", ""), 0.0) * wide
        found.append((words, left, left + wide, y))
    return found


@pytest.mark.parametrize("last", [120.0, 600.0])
def test_a_part_too_short_for_its_name_is_explained_in_a_key(last: float) -> None:
    spans = [Span(0, 5, "until detection", "#ffffff"), Span(5, last, "people start", "#000000")]
    texts = [
        text[0]
        for text in placed(timeline_chart([("needed", spans)], [(5.0, "detection")], last, "t").code())
    ]
    assert texts.count("until detection") == texts.count("people start") == 1


def test_no_text_lies_over_another() -> None:
    marks = [(0.0, "fire begins"), (25.0, "detection 25 s"), (26.0, "alarm 26 s"), (30.0, "first start 30 s"),
             (340.0, "last start 340 s"), (352.0, "last person out 352 s")]  # fmt: skip
    spans = [
        Span(a, b, f"part {a:.0f} of the time", "#888888")
        for a, b in ((0, 25), (25, 26), (26, 340), (340, 352))
    ]
    texts = placed(timeline_chart([("needed (RSET)", spans)], marks, 360.0, "t").code())
    assert len(texts) > len(marks) + len(spans)
    for (one, left, right, y), (other, begin, end, at) in itertools.combinations(texts, 2):
        assert right <= begin or end <= left or abs(y - at) > 9, (one, other)
