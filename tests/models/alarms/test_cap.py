"""CAP 1.2 files: what they say is read, and whatever is wrong with them is named."""

from __future__ import annotations

from dataclasses import replace
from math import pi
from pathlib import Path

import pytest
import shapely
from alerts import ALERT

from exeunt.models.alarms.cap import AlertArea, AlertError, parse_alert, plan_area, read_alert


def broken(old: str, new: str) -> str:
    assert old in ALERT
    with pytest.raises(AlertError) as error:
        parse_alert(ALERT.replace(old, new).encode())
    return str(error.value)


def test_what_an_alert_says_is_read() -> None:
    alert = parse_alert(ALERT.encode())
    info = alert.info()
    assert (alert.identifier, alert.status, alert.languages) == ("hall-1", "Actual", ("en-GB", "de-AT"))
    assert info.asks == "invacuate"
    assert info.weight == 1.0
    assert info.effective is not None
    assert (info.effective - alert.sent).total_seconds() == 30
    assert info.expires is not None
    assert (info.expires - alert.sent).total_seconds() == 3600
    assert info.instruction == "Lock the door."


def test_languages_are_found_and_weaker_words_weigh_less() -> None:
    alert = parse_alert(ALERT.encode())
    german = alert.info("de")
    assert german.event == "Gefahr im Haus"
    assert german.asks == "inform"
    assert german.weight == pytest.approx(0.5 * 0.5 * 0.75)
    with pytest.raises(AlertError, match="does not speak 'fr', only en-GB, de-AT"):
        alert.info("fr")


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [(48.21, 16.37, True), (48.21, 16.39, False), (48.3044, 16.40, True), (48.3046, 16.40, False)],
)
def test_areas_hold_where_they_are_drawn(latitude: float, longitude: float, inside: bool) -> None:
    # half a kilometre of latitude is 0.004497 degrees
    area = plan_area(parse_alert(ALERT.encode()).info(), latitude, longitude, pi / 2)
    assert area is not None
    assert area.intersects(shapely.Point(0.0, 0.0)) is inside


def test_an_alert_without_a_shape_holds_everywhere() -> None:
    assert plan_area(parse_alert(ALERT.encode()).info("de"), -33.0, 151.0, pi / 2) is None


def test_an_area_lies_in_the_plan_as_north_does() -> None:
    """The polygon reaches 0.02 degrees north and east of its corner: 2224 m and 1482 m at 48.2 degrees."""
    info = parse_alert(ALERT.encode()).info()
    for north, corner in ((pi / 2, (1482.0, 2224.0)), (0.0, (2224.0, -1482.0)), (pi, (-2224.0, 1482.0))):
        area = plan_area(info, 48.20, 16.36, north)
        assert area is not None
        box = min(shapely.get_parts(area), key=lambda part: part.distance(shapely.Point(0.0, 0.0)))
        reached = [max(box.bounds[k], box.bounds[k + 2], key=abs) for k in (0, 1)]
        assert reached == pytest.approx(corner, abs=2.0)


def test_the_shorter_way_round_the_earth_counts() -> None:
    circle = AlertArea("east of the date line", circles=((-17.0, -179.999, 400.0),))
    info = replace(parse_alert(ALERT.encode()).info(), areas=(circle,))
    area = plan_area(info, -17.0, 179.999, pi / 2)
    assert area is not None
    assert area.centroid.x == pytest.approx(0.002 * 111195 * 0.9563, abs=0.5)


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE alert SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE alert [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_document_types_and_entities_are_refused(prologue: str) -> None:
    message = broken("<alert xmlns", f"{prologue}<alert xmlns")
    assert "document type or entities" in message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("</alert>", "", "no well-formed XML: no element found in line"),
        ("cap:1.2", "cap:1.1", "another version of CAP"),
        (' xmlns="urn:oasis:names:tc:emergency:cap:1.2"', "", "not in the namespace"),
        ("<sender>control@example.org</sender>", "", "element 'sender' of 'alert' in line 2 is missing"),
        ("control@example.org", " ", "element 'sender' of 'alert' in line 2 is empty"),
        ("2026-05-24T16:49:00+02:00", "yesterday", "'yesterday' (sent) is no time"),
        ("2026-05-24T16:49:00+02:00", "2026-05-24T16:49:00", "(sent) is no time"),
        ("2026-05-24T17:49:00", "2026-05-24T16:49:10", "before it holds"),
        (">Immediate<", ">Soon<", "'Soon' is no urgency; CAP knows Immediate"),
        (">Shelter<", ">Run<", "'Run' is no responseType"),
        ("48.20,16.36</polygon>", "</polygon>", "needs four points or more"),
        ("48.22,16.36 ", "48.22;16.36 ", "no 'latitude,longitude'"),
        ("48.22,16.36 ", "148.22,16.36 ", "no place on earth"),
        ("48.30,16.40 0.5", "48.30,16.40", "the circle in line 25"),
        ("48.30,16.40 0.5", "48.30,16.40 nan", "'nan' in line 25 is no number"),
        ('encoding="UTF-8"', 'encoding="martian"', "encoding"),
        ("Danger", "&danger;", "no well-formed XML: undefined entity"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, words: str) -> None:
    assert words in broken(old, new)


def test_other_files_are_no_alerts(tmp_path: Path) -> None:
    for content, words in (
        (b"", "empty"),
        (b"<rss/>", "its outermost element is 'rss'"),
        (b"\xff\xfe\x00\xd8", "no"),
        (b"PK\x03\x04zip", "no well-formed XML"),
        (b"<a>" * 40 + b"</a>" * 40, "nested more than"),
        (b" " * ((1 << 20) + 1), "larger than 1 MiB"),
    ):
        file = tmp_path / "alert.xml"
        file.write_bytes(content)
        with pytest.raises(AlertError, match=words):
            read_alert(file)
    with pytest.raises(AlertError, match="no such file"):
        read_alert(tmp_path / "none.xml")
    with pytest.raises(AlertError, match="cannot be read"):
        read_alert(tmp_path)


def test_an_alert_that_tells_nothing_is_refused() -> None:
    first, _, rest = ALERT.partition("<info>")
    with pytest.raises(AlertError, match="no element 'info'"):
        parse_alert((first + rest[rest.rindex("</info>") + 7 :]).encode())
