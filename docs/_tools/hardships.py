"""Writes the table of docs/hardships.md: what a run gives under a bad machine, measured by doing it.

    python docs/_tools/hardships.py            # all of it, some minutes; a full disk needs the right to mount one

Each row is one or several runs of the program in a process of its own. The page says what was printed, the exit code
and what the run folder held afterwards.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exeunt.base.errors import RunFolderError
from exeunt.results.run import open_run

PAGE = Path(__file__).resolve().parents[1] / "hardships.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"
ENCODINGS = ("utf-8", "ascii", "latin-1", "cp1250", "cp1252", "cp437", "gbk", "shift_jis", "koi8-r", "big5")
KILLS = 30
HALL = {
    "exeunt": 1,
    "name": "Zürich – 礼堂",
    "venue": {
        "storeys": [{"id": "floor", "area": [[0, 0], [20, 0], [20, 10], [0, 10]]}],
        "exits": [{"id": "out", "storey": "floor", "line": [[20, 4], [20, 6]]}],
    },
    "people": [{"id": "people", "number": 60, "pre_movement": {"kind": "uniform", "min": 0, "max": "600 s"}}],
    "run": {"step": "0.02 s", "max_time": "900 s"},
    "record": {"part": "5 s"},
}


@dataclass(frozen=True)
class Outcome:
    """What a command left: exit code, last line on standard error, and the state of the run folder."""

    code: int
    said: str
    folder: str


def command(*words: str) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-m", "exeunt", *words]


def state_of(folder: Path) -> str:
    """Say what a run folder holds."""
    if not folder.exists():
        return "no folder"
    try:
        run = open_run(folder)
        frames = len(set(run.trajectories()["frame"].to_pylist()))
    except RunFolderError as error:
        return f"not readable: {str(error).replace(str(folder), 'RUN')}"
    return f"{run.status}, closed parts: {len(run.parts('trajectories'))}, frames: {frames}"


def last_line(text: bytes, where: Path) -> str:
    """Return the last line of what was said, without the folder of this machine."""
    lines = [line.strip() for line in text.decode(errors="replace").splitlines() if line.strip()]
    return (lines[-1] if lines else "").replace(f"{where}/", "").replace(str(where), "")


def run_once(
    where: Path, *more: str, name: str = "run", setup: Callable[[], None] | None = None, **env: str
) -> Outcome:
    """Run the hall to its end."""
    environment = {key: value for key, value in os.environ.items() if key not in env}
    environment |= {key: value for key, value in env.items() if value}
    done = subprocess.run(
        command("run", "hall.json", "--no-pictures", "--threads", "1", "--out", name, *more), cwd=where,
        env=environment, capture_output=True, check=False,
        preexec_fn=setup, timeout=600,
    )  # fmt: skip
    whole = "everybody is out after" in done.stdout.decode(environment.get("PYTHONIOENCODING", "utf-8"))
    said = "the whole summary" if whole else last_line(done.stderr, where)
    return Outcome(done.returncode, said, state_of(where / name))


def listen() -> None:
    """Undo what a shell may have told its children: to ignore Ctrl-C in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def signalled(where: Path, *numbers: int, after: float = 0.0, name: str = "run") -> Outcome:
    """Send signals to a run that has closed its first part."""
    process = subprocess.Popen(
        command("run", "hall.json", "--no-pictures", "--threads", "1", "--out", name, "--set", "run.step=0.001"),
        cwd=where, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=listen,
    )  # fmt: skip
    until = time.monotonic() + 240
    while not list((where / name).glob("trajectories/part-*")) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(after)
    for number in numbers:
        process.send_signal(number)
        time.sleep(0.05)
    stderr = process.communicate(timeout=120)[1]
    return Outcome(process.returncode, last_line(stderr, where), state_of(where / name))


@contextlib.contextmanager
def place() -> Iterator[Path]:
    """Return a fresh folder with the scenario."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hall.json").write_text(json.dumps(HALL), encoding="utf-8")
        yield Path(folder)


@contextlib.contextmanager
def small_disk(kilobytes: int) -> Iterator[Path | None]:
    """Return a folder on a disk of its own of that size; None where this user may not mount one."""
    with place() as where:
        target = where / "disk"
        target.mkdir()
        line = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(target)]
        if subprocess.run(line, check=False, capture_output=True).returncode:
            yield None
            return
        try:
            shutil.copy(where / "hall.json", target)
            yield target
        finally:
            subprocess.run(["umount", str(target)], check=False)


def few_descriptors() -> None:
    """Allow this process 20 open files."""
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))


def ended_in_order() -> Iterator[tuple[str, Outcome]]:
    """Yield the signals that ask a run to end."""
    for title, numbers in (
        ("SIGTERM", (signal.SIGTERM,)), ("SIGHUP", (signal.SIGHUP,)), ("SIGINT (Ctrl-C)", (signal.SIGINT,)),
        ("SIGINT twice", (signal.SIGINT, signal.SIGINT)),
    ):  # fmt: skip
        with place() as where:
            yield title, signalled(where, *numbers)


def killed() -> Iterator[tuple[str, Outcome]]:
    """Yield what is left after kill -9 at random moments."""
    dice, found = random.Random(1), []
    with place() as where:
        for number in range(KILLS):
            found.append(signalled(where, signal.SIGKILL, after=dice.uniform(0, 2.0), name=f"run-{number}"))
    readable = [one for one in found if one.folder.startswith("incomplete")]
    parts = sorted(int(one.folder.split(", ")[1].split()[-1]) for one in readable)
    words = (
        f"{len(readable)} of {KILLS} readable, incomplete, all closed parts there ({parts[0]} to {parts[-1]})"
    )
    yield f"kill -9 at {KILLS} random moments", Outcome(found[0].code, found[0].said, words)


def full() -> Iterator[tuple[str, Outcome]]:
    """Yield disks that are full or cannot be written, too few descriptors, and a damaged or full kernel cache."""
    with small_disk(120) as where:
        if where is None:
            raise SystemExit("This table needs the right to mount a small disk; run it as root.")
        yield "Full disk during the run (120 kB)", run_once(where)
    with small_disk(400) as where:
        assert where is not None
        subprocess.run(["mount", "-o", "remount,ro", str(where)], check=True)
        yield "Read-only disk", run_once(where)
    with place() as where:
        yield "20 file descriptors", run_once(where, setup=few_descriptors)
    with place() as where, small_disk(64) as cache:
        yield "Full disk of the kernel cache (64 kB)", run_once(where, NUMBA_CACHE_DIR=str(cache))
    with place() as where:
        cache = where / "kernels"
        run_once(where, name="first", NUMBA_CACHE_DIR=str(cache))
        files = sorted(cache.rglob("*.nb?"))
        for number, path in enumerate(files):
            path.write_bytes(path.read_bytes()[: (0, 1, 100)[number % 3]])
        yield f"All {len(files)} files of the kernel cache cut", run_once(where, NUMBA_CACHE_DIR=str(cache))


def surroundings() -> Iterator[tuple[str, Outcome]]:
    """Yield encodings of the terminal, and users without a home."""
    for encoding in ENCODINGS:
        with place() as where:
            yield f"Output in {encoding}", run_once(where, PYTHONIOENCODING=encoding)
    with place() as where:
        yield (
            "No HOME and no cache folder named",
            run_once(where, HOME="", XDG_CACHE_HOME="", NUMBA_CACHE_DIR=""),
        )
    with place() as where:
        first, second = (
            subprocess.Popen(command("run", "hall.json", "--no-pictures"), cwd=where, stdout=-3, stderr=-3)
            for _ in range(2)
        )
        codes = first.wait(), second.wait()
        names = sorted(path.name for path in (where / "runs").iterdir())
        states = ", ".join(f"{name}: {state_of(where / 'runs' / name)}" for name in names)
        yield "Two runs started together", Outcome(max(codes), "", states)


def table() -> str:
    """Return the table in Markdown."""
    lines = ["| what happens | exit code | said | run folder afterwards |", "|---|---|---|---|"]
    for group in (ended_in_order, killed, full, surroundings):
        for title, outcome in group():
            said = outcome.said.replace("|", "\\|")
            lines.append(f"| {title} | {outcome.code} | {f'`{said}`' if said else ''} | {outcome.folder} |")
            print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """Return the page with its table renewed."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
