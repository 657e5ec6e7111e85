"""How small a large run packs for the viewer, and how the page plays it.

    python benchmarks/viewer.py [--people 50000] [--seconds 600] [--speed 1] [--keep FOLDER] [--no-page] [--json FILE]

A made-up run: people walk about a floor of 400 m by 300 m with rows of columns, at up to 1.5 m/s with changes of
direction, a quarter of them standing at any time; everyone is there throughout, positions at 1 Hz, no further columns.
The page is played in headless Chromium with software GL. Frames per second are those that the page drew, beside
the cores that the browser got (fewer than there are means that other programs were in the way); memory is the
proportional share (PSS) of all processes of the browser, and the resident size of the page's own process.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from shapely import box, union_all

from exeunt.results.folder import RunWriter
from exeunt.results.venue import RunOpening, RunSurface, RunVenue

WIDTH, DEPTH = 400.0, 300.0
PACKED_GOAL, RATE_GOAL, MEMORY_GOAL = 100e6, 8.0, 1e9
FLAGS = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
         "--ignore-gpu-blocklist", "--disable-dev-shm-usage")  # fmt: skip


def floor() -> RunVenue:
    """Return one storey with columns and an exit in the middle of each side."""
    columns = union_all([box(x, y, x + 1, y + 1) for x in range(20, 400, 20) for y in range(20, 300, 20)])
    area = box(0, 0, WIDTH, DEPTH).difference(columns)
    exits = (
        RunOpening(0, "south", "exit", 0, ((195, 0), (205, 0))),
        RunOpening(1, "north", "exit", 0, ((205, 300), (195, 300))),
    )
    return RunVenue("Benchmark", (RunSurface(0, "floor", "storey", area, 0.0),), openings=exits)


def walk(people: int, frames: int, seed: int = 1) -> Iterator[tuple[Any, Any, Any]]:
    """Yield x, y (m) and whether each person stands, second by second.

    Headings drift and now and then turn; speeds vary about each person's own; people stop and start again so
    that a quarter stands, for about 20 s each time.
    """
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, WIDTH, people), rng.uniform(0, DEPTH, people)
    heading = rng.uniform(0, 2 * np.pi, people)
    own = np.clip(rng.normal(1.1, 0.25, people), 0.3, 1.5)
    standing = rng.random(people) < 0.25
    for _ in range(frames):
        yield x, y, standing
        turns = rng.random(people) < 0.03
        heading += rng.normal(0, 0.15, people) + np.where(turns, rng.uniform(-2, 2, people), 0)
        change = rng.random(people)
        standing = np.where(standing, change > 0.05, change < 0.05 / 3)
        speed = np.where(standing, 0.0, np.minimum(own * rng.uniform(0.85, 1.15, people), 1.5))
        x, y = x + speed * np.cos(heading), y + speed * np.sin(heading)
        heading = np.where((x < 0) | (x > WIDTH), np.pi - heading, heading)
        heading = np.where((y < 0) | (y > DEPTH), -heading, heading)
        x, y = np.clip(x, 0, WIDTH), np.clip(y, 0, DEPTH)


def make(folder: Path, people: int, seconds: int) -> None:
    """Write the run folder."""
    info = {"name": "Benchmark of the viewer", "seed": 1}
    writer = RunWriter(
        folder, scenario="exeunt: 1\n", venue=floor(), people=people, frame_interval=1.0, info=info
    )
    surface = np.zeros(people, dtype=np.int16)
    for x, y, standing in walk(people, seconds + 1):
        writer.frame(x, y, surface, np.where(standing, 1, 2).astype(np.int8))
    writer.finish()


def pack(folder: Path) -> dict[str, Any]:
    """Pack everything once, as an export does."""
    from exeunt.viewer.export import pieces
    from exeunt.viewer.opening import GuardedSource
    from exeunt.viewer.packed import manifest

    source = GuardedSource(folder)
    begun = time.perf_counter()
    document = manifest([source])
    sizes = {name: len(data) for name, data in pieces([source], document)}
    rows = sum(path.stat().st_size for path in (folder / "trajectories").iterdir())
    return {
        "run_folder_mb": rows / 1e6,
        "packed_mb": sum(sizes.values()) / 1e6,
        "largest_chunk_mb": max(size for name, size in sizes.items() if name.startswith("chunk")) / 1e6,
        "chunks": len(document["runs"][0]["chunks"]),
        "packing_s": time.perf_counter() - begun,
    }


def play(folder: Path, speed: float, seconds: float) -> dict[str, Any]:
    """Open the page, play it, and return frames per second and memory."""
    from playwright.sync_api import sync_playwright

    from exeunt.viewer.opening import GuardedSource
    from exeunt.viewer.server import serving

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("The page needs Debian's chromium: apt-get install chromium")
    with serving([GuardedSource(folder, level=1)], "Benchmark") as site, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        begun = time.perf_counter()
        page.goto(site.address)
        wait_for_viewer(page)
        page.evaluate("window.exeuntViewer.ready")
        opened = time.perf_counter() - begun
        figures: dict[str, Any] = {}
        memory = [browser_memory()]
        for view in ("3d", "plan"):
            page.evaluate("([view, speed]) => window.exeuntViewer.set({view, speed})", [view, speed])
            page.evaluate("window.exeuntViewer.seek(20)")
            frames, cores, peaks = rate(page, seconds)
            figures |= {f"frames_per_s_{view}": frames, f"cores_used_{view}": cores}
            memory += peaks
        state = page.evaluate("window.exeuntViewer.state()")
        browser.close()
    return {
        "opened_s": opened,
        "people_drawn": state["drawn"],
        "software_gl": state["software"],
        **figures,
        "browser_mb": max(total for total, _ in memory) / 1e6,
        "page_process_mb": max(largest for _, largest in memory) / 1e6,
    }


def wait_for_viewer(page: Any, patience: float = 300.0) -> None:
    """Wait until the page's script has run; the page forbids what playwright's own wait needs (eval)."""
    end = time.monotonic() + patience
    while not page.evaluate("window.exeuntViewer !== undefined"):
        if time.monotonic() > end:
            raise SystemExit("The page did not start.")
        time.sleep(0.05)


def rate(page: Any, seconds: float) -> tuple[float, float, list[tuple[float, float]]]:
    """Play for so many seconds of wall time; return frames per second, cores used, and memory now and then."""
    memory = []
    page.evaluate("window.exeuntViewer.play()")
    before, begun = page.evaluate("window.exeuntViewer.state().frames"), time.perf_counter()
    used = processor_time()
    while (passed := time.perf_counter() - begun) < seconds:
        memory.append(browser_memory())
        time.sleep(min(2.0, seconds - passed + 0.01))
    frames, passed = page.evaluate("window.exeuntViewer.state().frames") - before, time.perf_counter() - begun
    used = processor_time() - used
    page.evaluate("window.exeuntViewer.pause()")
    return frames / passed, used / passed, memory


def browser_processes() -> dict[Path, str]:
    """Return folder in /proc and command line of every browser process below this one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = {}
    for process in parents:
        above = process
        while above not in (0, os.getpid()):
            above = parents.get(above, 0)
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{process}/cmdline").read_text()
            if above and "chrom" in command.partition("\0")[0]:
                found[Path(f"/proc/{process}")] = command
    return found


def browser_memory() -> tuple[float, float]:
    """Return the PSS in bytes of all browser processes, and the largest page process's resident size."""
    total = largest = 0.0
    for process, command in browser_processes().items():
        with contextlib.suppress(OSError):
            lines = (process / "smaps_rollup").read_text().splitlines()[1:]
            figures = {line.split(":")[0]: 1024 * float(line.split()[1]) for line in lines}
            total += figures["Pss"]
            if "--type=renderer" in command:
                largest = max(largest, figures["Rss"])
    return total, largest


def processor_time() -> float:
    """Return the processor time in s that the browser has used so far."""
    ticks = 0
    for process in browser_processes():
        with contextlib.suppress(OSError):
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the figures beside their goals."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--speed", type=float, default=1.0, help="speed of playing")
    parser.add_argument("--watch", type=float, default=30.0, help="seconds to play each view")
    parser.add_argument("--keep", type=Path, help="keep the run in this folder, or use the one that is there")
    parser.add_argument("--no-page", action="store_true", help="pack only")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary) / "run"
        if not (folder / "run.json").exists():
            make(folder, options.people, options.seconds)
        figures = {"people": options.people, "seconds": options.seconds, **pack(folder)}
        if not options.no_page:
            figures |= play(folder, options.speed, options.watch)
    goals = {"packed_mb": f"at most {PACKED_GOAL / 1e6:.0f}", "frames_per_s_3d": f"at least {RATE_GOAL:g}",
             "frames_per_s_plan": f"at least {RATE_GOAL:g}", "browser_mb": f"under {MEMORY_GOAL / 1e6:.0f}",
             "page_process_mb": f"under {MEMORY_GOAL / 1e6:.0f}"}  # fmt: skip
    for name, value in figures.items():
        shown = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
        print(f"{name:20s} {shown:>12s}  {'goal: ' + goals[name] if name in goals else ''}".rstrip())
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
