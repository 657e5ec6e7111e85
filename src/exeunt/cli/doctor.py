"""``exeunt doctor``: whether this machine is fit to simulate, and how to mend what is not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from exeunt.cli._print import screen
from exeunt.cli.outcome import Code

State = Literal["good", "note", "bad"]
PARTS = ("numpy", "scipy", "numba", "shapely", "pydantic", "pyarrow", "duckdb", "h5py")
GIB = 1024**3
DISK_GIB, MEMORY_GIB = 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``mend`` says what to do unless it is good."""

    name: str
    state: State
    found: str
    mend: str = ""


def doctor(
    warm: Annotated[
        bool, typer.Option("--warm", help="Compile all kernels now, so that the first run need not.")
    ] = False,
) -> None:
    """Look at this machine: versions, extras, cores, memory, caches, disk, terminal; each with a mend."""
    from rich.table import Table
    from rich.text import Text

    console = screen()
    findings = list(examine())
    if warm:
        findings.append(warm_up(console.print))
    marks = {"good": Text("good", "green"), "note": Text("note", "yellow"), "bad": Text("BAD", "bold red")}
    table = Table(box=None, pad_edge=False)
    for heading in ("", "what", "found"):
        table.add_column(heading, overflow="fold")
    for finding in findings:
        table.add_row(marks[finding.state], finding.name, Text(finding.found))
    console.print(table)
    mends = [finding for finding in findings if finding.mend]
    if mends:
        console.print("\nWhat to do:")
    for finding in mends:
        # not wrapped, so that a command can be copied
        console.print(f"  {finding.name}: {finding.mend}", soft_wrap=True)
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(Code.WRONG_INPUT)


def examine() -> Iterator[Finding]:
    """Look at everything that needs no simulation."""
    yield python()
    yield from (part(name) for name in PARTS)
    yield from extras()
    yield cores()
    yield memory()
    yield threading_layer()
    yield cache()
    yield kernels()
    yield disk(Path.cwd())
    yield terminal()


def python() -> Finding:
    """The interpreter."""
    version = sys.version.split()[0]
    if sys.version_info < (3, 11):  # noqa: UP036
        return Finding("Python", "bad", version, "Install Python 3.11 or newer.")
    return Finding("Python", "good", f"{version}, {sys.executable}")


def part(name: str) -> Finding:
    """One of the packages that Exeunt stands on."""
    from importlib.metadata import PackageNotFoundError, version

    from exeunt.base.extras import how_to_mend

    try:
        return Finding(name, "good", version(name))
    except PackageNotFoundError:
        # setting up with start.py does nothing where it was done once
        return Finding(name, "bad", "missing", how_to_mend(name))


def extras() -> Iterator[Finding]:
    """What only some tasks need."""
    from exeunt.base.extras import EXTRAS

    for extra in EXTRAS.values():
        found = extra.version
        if found is None:
            words = f"not installed, nothing else needs it; for {extra.use}; licence: {extra.licence}"
            yield Finding(extra.package, "note", words, extra.how_to_get())
        else:
            yield Finding(extra.package, "good", f"{found}, for {extra.use}; licence: {extra.licence}")


def cores() -> Finding:
    """How many cores this process may use, and how many threads a run takes."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limit = os.environ.get("NUMBA_NUM_THREADS", "")
    if limit.isdigit() and int(limit) < usable:
        mend = "Unset NUMBA_NUM_THREADS to use all cores."
        return Finding(
            "cores", "note", f"{usable} usable, held to {limit} threads by NUMBA_NUM_THREADS", mend
        )
    return Finding("cores", "good", f"{usable} usable")


def memory() -> Finding:
    """Main memory in all, where the system tells."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    except (AttributeError, ValueError, OSError):
        return Finding("memory", "note", "this system does not tell", "2 GiB are enough for 10,000 people.")
    if total < MEMORY_GIB:
        return Finding(
            "memory", "note", f"{total:.1f} GiB", "Large venues may not fit; close other programs."
        )
    return Finding("memory", "good", f"{total:.1f} GiB")


def threading_layer() -> Finding:
    """Which of Numba's threading layers this installation has; any of them gives the same results."""
    from importlib import import_module

    layers = []
    for layer, module in (("tbb", "tbbpool"), ("omp", "omppool"), ("workqueue", "workqueue")):
        try:
            import_module(f"numba.np.ufunc.{module}")
        except ImportError:
            continue
        layers.append(layer)
    if not layers:
        from exeunt.base.extras import how_to_mend

        return Finding("threads", "bad", "Numba has no threading layer", how_to_mend("numba"))
    return Finding("threads", "good", f"layers {', '.join(layers)}")


def cache_folder() -> Path:
    """Return where compiled kernels are kept."""
    import exeunt.base  # chooses the folder

    chosen = os.environ.get("NUMBA_CACHE_DIR")
    return Path(chosen) if chosen else Path(exeunt.base.__file__).parent / "__pycache__"


def cache() -> Finding:
    """Whether compiled kernels can be kept."""
    folder = cache_folder()
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if os.access(nearest, os.W_OK):
        return Finding("kernel cache", "good", str(folder))
    mend = "Every run compiles anew; set NUMBA_CACHE_DIR to a folder that you can write."
    return Finding("kernel cache", "bad", f"{folder} cannot be written", mend)


def kernels_are_compiled() -> bool:
    """Whether kernels were compiled and kept by an earlier run (of any version)."""
    return next(cache_folder().rglob("*.nbi"), None) is not None


def kernels() -> Finding:
    """Whether the next run starts at once."""
    if kernels_are_compiled():
        return Finding("kernels", "good", "compiled before")
    return Finding(
        "kernels", "note", "not compiled yet", "The first run compiles them, or: exeunt doctor --warm"
    )


def disk(folder: Path) -> Finding:
    """Room for run folders."""
    free = shutil.disk_usage(folder).free / GIB
    if free < DISK_GIB:
        return Finding(
            "disk", "bad", f"{free:.1f} GiB free in {folder}", "Free some space or use --out elsewhere."
        )
    return Finding("disk", "good", f"{free:.0f} GiB free in {folder}")


def terminal() -> Finding:
    """Whether colours and all characters can be shown."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        mend = "Set PYTHONUTF8=1, or use a terminal with UTF-8, to see all characters."
        return Finding("terminal", "note", f"encoding {sys.stdout.encoding}", mend)
    console = screen()
    if not console.is_terminal:
        return Finding("terminal", "good", "not a terminal; plain text is written")
    return Finding("terminal", "good", f"{console.width} columns, colours: {console.color_system or 'none'}")


def warm_up(tell: Callable[[str], None]) -> Finding:
    """Compile every kernel that the demo needs, by the first seconds of it."""
    from time import perf_counter

    tell("Compiling the kernels (about half a minute, once) …")
    began = perf_counter()
    from exeunt.cli.demo import example
    from exeunt.cli.run import Request, scenario_of
    from exeunt.simulation import simulate

    simulate(scenario_of(Request(example("concert-hall"), edits=("run.max_time=3 s",))))
    return Finding("warm-up", "good", f"{perf_counter() - began:.1f} s")
