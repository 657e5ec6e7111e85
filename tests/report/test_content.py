"""What the report says is what the run folder holds, in the order that readers rely on."""

from __future__ import annotations

import h5py
import numpy as np
import pytest

from exeunt.base.maths import line_length
from exeunt.report.blocks import Strong, Table, inlines
from exeunt.report.facts import RunFacts
from exeunt.report.sections.assumptions import merged
from exeunt.results.run import Run

ORDER = [
    "What was asked, and the answer",
    "What happened when",
    "The building and its exits",
    "The people",
    "Assumptions",
    "Models",
    "Clearance",
    "Use of the exits against their capacity",
    "Density of people",
    "Indicators of crowd danger",
    "Level of service",
    "Queues",
    "Time in each area",
    "Time before people start to move",
    "Optimal clearance, and what the difference is made of",
    "Warnings and limits",
    "How to repeat this run",
]


def ask(run: Run, question: str) -> list[tuple]:
    with run.duckdb() as connection:
        return connection.execute(question).fetchall()


def test_the_sections_stand_in_their_order(report):
    assert [heading.text for heading in report.headings()] == ORDER


def test_the_answer_agrees_with_the_people_of_the_run(run, reader):
    ((number, out, last),) = ask(
        run, "SELECT count(*), count(time_out), max(time_out) FROM people WHERE NOT isnan(time_out)"
    )
    lead = next(block.text for block in reader.report.blocks if getattr(block, "lead", False))
    lead = lead.replace("\u00a0", " ")
    assert number == out
    assert f"All {number} people left." in lead
    half = ask(run, "SELECT time_out FROM people ORDER BY time_out")[-(-number // 2) - 1][0]
    assert f"Half of them were out after {half:.1f} s" in lead
    assert f"the last person after {last:.1f} s" in lead
    most = ask(run, "SELECT exit_used, count(*) FROM people GROUP BY 1 ORDER BY 2 DESC LIMIT 1")[0]
    first, start = ask(run, "SELECT min(start_time), max(start_time) FROM people")[0]
    assert first == 0.0
    assert f"The first person starts to leave at 0 s, the last after {start:.1f} s." in lead
    assert f"The exit used most, '{most[0]}', took {most[1]} people" in reader.text
    assert "one run with one random seed (1)" in reader.text


def test_exits_agree_with_the_people_and_the_crossings(run, reader):
    rows = {row["Exit"]: row for row in reader.table("Use of the exits")}
    counted = ask(run, "SELECT exit_used, count(*), min(time_out), max(time_out) FROM people GROUP BY 1")
    assert len(counted) == 2
    for name, people, first, last in counted:
        assert rows[name]["People"] == f"{people}"
        assert rows[name]["First (s)"] == f"{first:.0f}"
        assert rows[name]["Last (s)"] == f"{last:.0f}"
        crossings = ask(
            run,
            "SELECT count(*) FROM events JOIN openings USING (opening) "
            f"WHERE events.kind = 'crossing' AND id = '{name}'",
        )
        assert int(rows[name]["People"]) == crossings[0][0]
    for exit in run.venue.exits:
        width = line_length(exit.line)
        assert rows[exit.id]["Width (m)"] == f"{width:.2f}"
        assert float(rows[exit.id]["Capacity (per s)"]) == pytest.approx(1.33 * width, abs=0.006)


def test_the_clearance_table_holds_times_of_real_people(run, reader):
    times = [row[0] for row in ask(run, "SELECT time_out FROM people ORDER BY 1")]
    for row in reader.table("When which share"):
        share = float(row["Share of all people"].removesuffix(" %")) / 100
        rank = int(np.ceil(share * len(times) - 1e-9))
        assert row["People"] == str(rank)
        assert row["Out after"] == f"{times[rank - 1]:.1f} s"


def test_populations_show_what_was_drawn(run, reader):
    rows = {row["Population"]: row for row in reader.table("Populations")}
    question = (
        "SELECT population, count(*), avg(desired_speed), min(desired_speed), max(desired_speed) "
        "FROM people WHERE status <> 'not arrived' GROUP BY 1"
    )
    for name, number, mean, low, high in ask(run, question):
        assert rows[name]["People"] == rows[name]["Out"] == str(number)
        assert rows[name]["Free speed: mean, range (m/s)"] == f"{mean:.2f}, {low:.2f}–{high:.2f}"
    delays = {row["Population"]: row for row in reader.table("Delays before starting")}
    question = (
        "SELECT population, median(pre_movement), max(pre_movement), max(start_time) FROM people GROUP BY 1"
    )
    for name, middle, most, last in ask(run, question):
        assert delays[name]["Median delay (s)"] == f"{middle:.0f}"
        assert delays[name]["Longest delay (s)"] == f"{most:.0f}"
        assert delays[name]["Last starts at (s)"] == f"{last:.0f}"


def test_densities_agree_with_the_field_files(run, reader):
    highest, above = None, None
    for path in run.parts("fields", "h5"):
        with h5py.File(path) as file:
            part, time = np.asarray(file["density_max"]), np.asarray(file["time_above_2"])
            area, surface = np.asarray(file["area"]), np.asarray(file["surface"])
        highest = part if highest is None else np.maximum(highest, part)
        above = time if above is None else above + time
    rows = {row["Surface"]: row for row in reader.table("Highest density, area")}
    for index, about in enumerate(run.venue.surfaces):
        if about.id not in rows:
            continue
        here = surface == index
        assert rows[about.id]["Highest (per m²)"] == f"{highest[here].max():.1f}"
        assert float(rows[about.id]["≥ 2: longest (s)"]) == pytest.approx(above[here].max(), abs=0.51)
        reached = area[here][above[here] > 0].sum()
        assert float(rows[about.id]["≥ 2: area (m²)"]) == pytest.approx(reached, abs=0.51)
    assert {"ground", "upper"} <= set(rows)


def test_time_in_an_area_agrees_with_the_trajectories(run, reader):
    rows = {row["Area"]: row for row in reader.table("Time in each area")}
    question = (
        "SELECT id, count(DISTINCT person), count(*) * {dt} / count(DISTINCT person), max(time) "
        "FROM trajectories JOIN surfaces USING (surface) GROUP BY 1"
    )
    for name, people, stay, last in ask(run, question.format(dt=run.frame_interval)):
        assert rows[name]["People"] == str(people)
        assert float(rows[name]["Mean stay (s)"]) == pytest.approx(stay, abs=0.51)
        assert float(rows[name]["Last seen (s)"]) == pytest.approx(last, abs=0.51)


def test_the_parts_of_the_clearance_add_up_to_it(run, reader):
    ((clearance,),) = ask(run, "SELECT max(time_out) FROM people")
    rows = reader.table("The simulated clearance in parts")
    assert sum(float(row["Seconds"]) for row in rows) == pytest.approx(clearance, abs=0.3)
    assert float(rows[-1]["Sum (s)"]) == pytest.approx(clearance, abs=0.06)
    bound = sum(float(row["Seconds"]) for row in rows[:3])
    assert bound <= clearance
    assert "With people starting when they did in this run, the last could not be out before" in reader.text
    assert "no plan" not in reader.text.lower()


def test_every_default_stands_with_its_source_and_the_unverified_are_marked(run, report):
    facts = RunFacts(run)
    (table,) = [
        b for b in report.blocks if isinstance(b, Table) and b.caption.startswith("Parameters with value")
    ]
    ids = [people.id for people in facts.scenario.document.people]
    expected = merged(facts.assumptions, ids)
    assert len(table.rows) == len(expected) > 15
    for index, (row, (parameter, key, _)) in enumerate(zip(table.rows, expected, strict=True)):
        name, _, span, basis, source = row
        assert inlines(name)[0].text == key
        assert source == parameter.source
        if parameter.low is not None and parameter.high is not None:
            assert f"{parameter.low:g} to {parameter.high:g}" in span
        assert (index in table.marked) == parameter.is_assumed
        assert (basis == Strong("unverified default")) == parameter.is_assumed
    assert any(p.is_assumed for p, _, _ in expected)
    assert any(not p.is_assumed for p, _, _ in expected)
    unverified = sum(p.is_assumed for p, _, _ in expected)
    notes = [block for block in report.blocks if getattr(block, "title", "") == "Unverified assumptions."]
    assert notes[0].text.startswith(f"{unverified} values")


def test_models_and_their_references_are_named(reader):
    assert "Walking: collision free speed" in reader.text
    assert "Tordeux, A.; Chraibi, M.; Seyfried, A. (2016)" in reader.text
    assert "Choice of exit: nearest" in reader.text
    assert "no pushing, no pressure" in reader.text


def test_doors_say_when_they_change_and_warnings_say_what_one_run_cannot_tell(reader):
    doors = {row["Door"]: row for row in reader.table("Doors inside")}
    assert doors["late"]["State over time"] == "locked, open from 4 s"
    assert "one way" in doors["one-way"]["State over time"]
    exits = {row["Exit"]: row for row in reader.table("Exits")}
    assert exits["west"]["State over time"] == "open, closed from 6 s"
    assert "Only several runs tell how far" in reader.text
    assert "no proof of safety" in reader.text


def test_every_storey_is_on_a_plan_and_on_each_kind_of_map(run, reader):
    for storey in ("ground", "upper"):
        for kind in ("Plan of", "Highest density", "Worst level of service"):
            assert any(f.alt.startswith(kind) and storey in f.alt for f in reader.figures), (kind, storey)
    plan = next(figure for figure in reader.figures if figure.alt.startswith("Plan of"))
    code = plan.picture.code()
    assert all(f">{exit.id}" in code for exit in run.venue.exits)


def test_figures_name_their_axes_with_units(reader):
    axes = " ".join(figure.picture.code() for figure in reader.figures)
    for text in ("time since the start (s)", "people inside", "people per second", "people per m²",
                 "start to move, since time 0 (s)",
                 "share of the time that moving people spent there (%)"):  # fmt: skip
        assert text in axes, text
