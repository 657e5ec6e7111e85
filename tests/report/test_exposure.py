"""The report tells exposure, what people knew, and what alerted them, with the figures of the run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from exeunt_made import Happening, walk_out

from exeunt.base.columns import COLUMNS, CUES, STUCK_REASONS
from exeunt.report.blocks import Heading, Report
from exeunt.report.compose import compose, write_report
from exeunt.results.folder import RunWriter
from exeunt.results.places import Place
from exeunt.results.run import open_run
from exeunt.results.schema import people_table
from exeunt.world.zones import ZoneFrame

BEGAN = 10.0
PEOPLE = 200


@pytest.fixture(scope="module")
def threatened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run made by hand: a zone crosses the ground floor from 10 s on, a bell rings at 20 s."""
    made = walk_out(people=PEOPLE, frames=150)
    folder = tmp_path_factory.mktemp("threat") / "run"
    store = Place("refuge", "store", 0, (35.0, 3.0), shapely.box(32, 1, 38, 6), (2,), 30)
    writer = RunWriter(
        folder, scenario="exeunt: 1\n", venue=made.venue, people=PEOPLE, frame_interval=made.interval,
        places=[store], info={"name": "threat", "seed": 1},
    )  # fmt: skip
    number = np.arange(PEOPLE)
    aware = 12.0 + 0.2 * number
    columns = {name: COLUMNS[name].empty(PEOPLE) for name in COLUMNS}
    columns["person"] = number.astype(np.int32)
    columns["present"][:] = 1
    columns["surface"][:] = 0
    # the last twenty never leave, and know of nothing
    out = np.where(number < 180, made.time_out, np.nan)
    columns["time_out"], columns["start_time"] = out, aware + 6
    aware = np.where(number < 180, aware, np.nan)
    columns["aware_at"], columns["investigating_at"], columns["decided_at"] = aware, aware + 2, aware + 4
    columns["alerted_by"][:] = np.where(
        number < 180, np.where(number < 50, CUES.index("danger zone"), CUES.index("bell")), 0
    )
    columns["zone_time"] = np.where(number < 40, 5.0, 0.0)
    columns["zone_sight"] = np.where(number < 100, 20.0, 0.0)
    columns["protected_at"] = out
    square = np.array([[-1.0, -1.0], [1, -1], [1, 1], [-1, 1]])
    for frame in range(made.frames):
        time = frame * made.interval
        status = np.where(made.status[frame] > 0, made.status[frame], 0)
        if time >= BEGAN:
            centre = (5.0 + 0.3 * (time - BEGAN), 6.0)
            writer.zones([ZoneFrame(0, "danger", 0, centre, 1.5, square + centre, 1.0, 30.0, 50.0, time)])
        if frame % 2 == 0:
            mind = sum((time >= aware + after).astype(np.int8) for after in (0, 2, 4, 6))
            rows = np.flatnonzero(status > 0).astype(np.int32)
            writer.series("mind", time, rows, np.asarray(mind)[rows])
        writer.frame(made.x[frame], made.y[frame], made.surface[frame], status)
    cause = "danger zone 'danger' begins"
    writer.events(
        [Happening(BEGAN, "danger zone", cause, surface=0, x=5.0, y=6.0, value=1.0),
         Happening(20.0, "alarm", "bell 'b1' sounds", value=20.0), *made.crossings()]
    )  # fmt: skip
    writer.people(
        people_table(
            columns, populations=["audience"], openings=[o.id for o in made.venue.openings],
            surfaces=[s.id for s in made.venue.surfaces], reasons=STUCK_REASONS,
        )
    )  # fmt: skip
    writer.finish("complete", "time limit", simulated_s=made.frames * made.interval)
    return folder


@pytest.fixture(scope="module")
def report(threatened: Path) -> Report:
    return compose(open_run(threatened))


def test_the_sections_stand_in_order_before_fire_and_density(report: Report) -> None:
    titles = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 2]
    places = [titles.index(title) for title in (
        "Clearance", "What people knew and did", "Exposure to danger zones", "Density of people"
    )]  # fmt: skip
    assert places == sorted(places)


def test_exposure_is_that_of_the_table_of_people(reader, report) -> None:
    (row,) = reader.table("Exposure by population")
    assert row["People"] == "200"
    assert row["Inside a zone"] == "40 (20 %)"
    assert row["Person-seconds inside"] == "200"
    assert row["In sight"] == "100 (50 %)"
    assert row["Person-seconds in sight"] == "2,000"
    assert row["Never protected"] == "20"
    assert (
        "40 people of 200 (20.0 %) were inside a danger zone, together for 200 person-seconds" in reader.text
    )
    zone = reader.table("Danger zones, as stated")[0]
    assert (zone["Zone"], zone["From"], zone["Seen from"]) == ("danger", "10 s", "30 m")


def test_times_to_protection_count_from_the_start_of_the_danger(reader, threatened: Path) -> None:
    people = open_run(threatened).people()
    out = people["time_out"].to_numpy()
    reached = np.sort(np.where(np.isnan(out), np.inf, np.maximum(out - BEGAN, 0.0)))
    row = reader.table("Exposure by population")[0]
    assert (
        row["Half protected after"] == f"{reached[99]:.0f} s"
        or row["Half protected after"] == f"{reached[100]:.0f} s"
    )
    # more than one in twenty is never protected
    assert row["95 % protected after"] == "–"


def test_who_knew_of_nothing_after_half_a_minute(reader, threatened: Path) -> None:
    people = open_run(threatened).people()
    aware, out = people["aware_at"].to_numpy(), people["time_out"].to_numpy()
    unaware = (~(aware <= BEGAN + 30) & ~(out <= BEGAN + 30)).sum()
    there = (~(out <= BEGAN)).sum()
    row = reader.table("Who knew of nothing")[0]
    assert row["After the start of the danger"] == "30 s"
    assert int(row["People"]) == unaware
    assert row["Share unaware"] == f"{100 * unaware / there:.1f} %"


def test_cues_are_told_with_what_sounded_and_whom_they_alerted(reader) -> None:
    sounded = reader.table("What sounded and showed")
    assert [(row["Time"], row["Kind"]) for row in sounded] == [("10.0 s", "danger zone"), ("20.0 s", "alarm")]
    cues = {row["First cue"]: row for row in reader.table("What alerted people first")}
    assert cues["bell"]["People"] == "130"
    assert cues["danger zone"]["People"] == "50"
    assert cues["danger zone"]["First"] == "12 s"
    assert cues["nothing"]["People"] == "20"


def test_words_are_about_protection_only(reader) -> None:
    text = reader.text.lower()
    assert "never what comes of it" in text
    assert "must not be compared with each other" in text
    for word in ("weapon", "victim", "casualt", "lethal", "killed", "attacker", "perpetrator", "wound"):
        assert word not in text


def test_both_formats_can_be_written(threatened: Path, tmp_path: Path) -> None:
    page = write_report(open_run(threatened), tmp_path / "report.html").read_text(encoding="utf-8")
    assert "People by state over time" in page
    assert "Exposure to danger zones" in page
    pytest.importorskip("typst")
    assert write_report(open_run(threatened), tmp_path / "report.pdf").stat().st_size > 10_000


def test_a_run_without_danger_says_nothing_of_it(run, read) -> None:
    titles = [block.text for block in compose(run).blocks if isinstance(block, Heading)]
    assert "Exposure to danger zones" not in titles
    assert "What people knew and did" not in titles
