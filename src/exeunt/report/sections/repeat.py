"""How to repeat the run to the same values: hashes, seed, versions, commands."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from exeunt.base.errors import RunFolderError
from exeunt.base.reading import UnreadableError, read_bytes
from exeunt.base.text import argument
from exeunt.report.blocks import (
    Attachment,
    Block,
    Code,
    Column,
    Commands,
    Heading,
    Note,
    Paragraph,
    Table,
    Text,
)
from exeunt.report.facts import RunFacts
from exeunt.report.words import decimal
from exeunt.results.files import inside
from exeunt.results.fingerprint import combined, fingerprints

REPEATED = "repeat"
LARGEST_ATTACHMENT = 1_000_000


def repeat(facts: RunFacts) -> list[Block]:
    """Return what somebody else needs to get the same numbers, and how to see that they are the same."""
    blocks: list[Block] = [Heading("How to repeat this run", new_page=True)]
    blocks.append(
        Paragraph(
            "The file scenario.yaml in the run folder holds everything that was simulated, every default written out. "
            "With it, the seed and the versions below, the run can be repeated to the same values, bit by bit, on any "
            "x86-64 computer and with any number of threads. Type, in the folder that holds the run folder:"
        )
    )
    blocks.append(Commands(tuple(commands(facts))))
    blocks.append(
        Paragraph(
            "The fingerprints at the end of the second report must then equal those below; fingerprints are SHA-256 "
            "sums of the values of each table, timings left out."
        )
    )
    blocks.append(_fingerprints(facts))
    if facts.run.status != "complete":
        text = f"This run is {facts.run.status}: a repeated run goes on to its end and so has other fingerprints."
        blocks.append(Note("Not a complete run.", text, "note"))
    blocks.append(_facts(facts))
    blocks += _attachments(facts.run.folder)
    return blocks


def _fingerprints(facts: RunFacts) -> Block:
    try:
        found = fingerprints(facts.run)
    except RunFolderError as error:
        return Note("No fingerprints.", facts.plain(error))
    rows: list[tuple[Text, ...]] = [(name, Code(value)) for name, value in found.items()]
    rows.append(("all together", Code(combined(found))))
    return Table(
        (Column("Table"), Column("Fingerprint", width=4)), tuple(rows), "Fingerprints of the results"
    )


def commands(facts: RunFacts) -> list[str]:
    """Return the lines that repeat the run and report on it."""
    name = facts.run.folder.resolve().name
    scenario = f"{name}/scenario.yaml"
    line = f"exeunt run {argument(scenario)} --seed {facts.info.get('seed', 1)}"
    step = _step(facts)
    if step:
        line += f" --set {argument(f'run.step={step!r}')}"
    for folder in facts.scenario.result_folders.values() if facts.scenario is not None else ():
        line += f" --allow {argument(folder)}"
    if facts.free_doors is not None:
        line += " --free-doors"
    return [f"{line} --out {REPEATED}", f"exeunt report {REPEATED} --out {REPEATED}.html"]


def _step(facts: RunFacts) -> float | None:
    """Return the time step if it is not the one that the scenario file gives."""
    if facts.scenario is None or "step" not in facts.info:
        return None
    document: Any = facts.scenario.document
    planned = document.run.step or getattr(type(document.movement), "step", None)
    step = float(facts.info["step"])
    return None if planned == step else step


def _facts(facts: RunFacts) -> Table:
    info = facts.info
    machine = info.get("machine") or {}
    versions = info.get("versions") or {}
    text = read_bytes(facts.run.path("scenario.yaml")) if _there(facts, "scenario.yaml") else b""
    steps = info.get("person_steps")
    rows: list[tuple[Text, ...]] = [
        ("Seed", str(info.get("seed", "not known"))),
        ("Time step", f"{info['step']:g} s" if info.get("step") else "not known"),
        ("Hash of the scenario (SHA-256)", Code(str(info.get("scenario_hash", "not known")))),
        ("Hash of scenario.yaml (SHA-256)", Code(hashlib.sha256(text).hexdigest() if text else "no such file")),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions.items()) or "not known"),
        ("Computed on", ", ".join(str(machine[key]) for key in ("system", "architecture", "processor")
                                  if machine.get(key)) or "not known"),
        ("Threads", str(info.get("threads", "not known"))),
        ("Began, ended (UTC)", f"{info.get('created', '?')}, {info.get('finished', 'not written')}"),
        ("Computing time", f"{decimal(info.get('wall_s'), 0, 's')} for {decimal(info.get('simulated_s'), 0, 's')} "
                           f"simulated{f', {steps:,} person-steps' if steps else ''}"),
        ("Format of the run folder", str(info.get("format_version", "?"))),
    ]  # fmt: skip
    return Table((Column("Fact"), Column("Value", width=3)), tuple(rows), "The run")


def _there(facts: RunFacts, name: str) -> bool:
    try:
        return facts.run.path(name).is_file()
    except RunFolderError:
        return False


def _attachments(folder: Path) -> list[Block]:
    blocks: list[Block] = []
    for path in [folder / "scenario.yaml", *sorted((folder / "inputs").glob("*"))]:
        try:
            content = read_bytes(inside(folder, path), LARGEST_ATTACHMENT)
        except (RunFolderError, UnreadableError):
            continue
        name = path.relative_to(folder).as_posix()
        meaning = "the scenario as simulated" if name == "scenario.yaml" else "a file that the scenario names"
        blocks.append(Attachment(path.name, content, f"{meaning}, {name} in the run folder"))
    return blocks
