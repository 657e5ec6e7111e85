"""``exeunt run``: a scenario file becomes a run folder, a summary and pictures."""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exeunt.cli._print import print_problems, screen
from exeunt.cli.outcome import Code, say

if TYPE_CHECKING:
    from rich.console import Console

    from exeunt.scenario.files import Scenario
    from exeunt.simulation import RunResult

# what --json promises, in this order; the rest of the summary follows
PROMISED = (
    "run",
    "people",
    "people_out",
    "people_inside",
    "clearance_s",
    "simulated_s",
    "wall_s",
    "person_steps",
    "seed",
)

SeedOption = Annotated[
    int | None, typer.Option("--seed", min=0, help="Random seed instead of the scenario's.")
]
ThreadsOption = Annotated[
    int | None, typer.Option("--threads", min=1, help="Threads; as many as cores if not given.")
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", file_okay=False, help="Run folder; a new one in ./runs if not given."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")]
ViewOption = Annotated[
    bool, typer.Option("--view", help="Watch the run in the browser while it is computed; Ctrl-C ends it.")
]
AllowOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--allow",
        metavar="DIR",
        help="Let the scenario name files below this folder besides its own; repeatable.",
    ),
]
PicturesOption = Annotated[
    bool, typer.Option("--pictures/--no-pictures", help="Draw pictures into the run folder.")
]


@dataclass(frozen=True)
class Request:
    """One run as asked for on the command line."""

    scenario: Path
    seed: int | None = None
    threads: int | None = None
    out: Path | None = None
    variant: str | None = None
    edits: tuple[str, ...] = ()
    allow: tuple[Path, ...] = ()
    pictures: bool = True
    free_doors: bool = False
    view: bool = False


def run(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (.yaml or .json).", show_default=False)],
    seed: SeedOption = None,
    threads: ThreadsOption = None,
    out: OutOption = None,
    variant: Annotated[
        str | None, typer.Option("--variant", help="Run this variant of the scenario.")
    ] = None,
    edits: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE", help="Change one value, such as run.max_time=300 s; repeatable."
        ),
    ] = None,
    allow: AllowOption = None,
    pictures: PicturesOption = True,
    free_doors: Annotated[
        bool,
        typer.Option(
            "--free-doors", help="Run it again without limits of flow at openings; print both results."
        ),
    ] = False,
    view: ViewOption = False,
    as_json: JsonOption = False,
) -> None:
    """Simulate a scenario: progress, a summary, a run folder with pictures.

    Ctrl-C ends the run early and leaves a readable folder.
    """
    request = Request(
        scenario,
        seed,
        threads,
        out,
        variant,
        tuple(edits or ()),
        tuple(allow or ()),
        pictures,
        free_doors,
        view,
    )
    execute_and_finish(request, as_json)


def execute_and_finish(request: Request, as_json: bool) -> None:
    """Run the scenario and print its outcome; if a viewer was asked for, it stays until Ctrl-C."""
    if not request.view:
        finish(execute(request), as_json)
        return
    from exeunt.cli.view import Beside

    # a scenario that cannot be read should not open a page first
    scenario_of(request)
    with claimed(request) as folder:
        beside = Beside(folder, say)
        try:
            result = execute(replace(request, out=folder))
            try:
                finish(result, as_json)
            finally:
                beside.wait()
        finally:
            beside.stop()


@contextlib.contextmanager
def claimed(request: Request) -> Iterator[Path]:
    """Hold the folder that a run goes into from before it is prepared, so that no other run takes it.

    A new folder is removed again if nothing was written into it.
    """
    if request.out is not None:
        yield request.out
        return
    folder = new_folder(Path("runs"), request.scenario.stem, request.variant)
    try:
        yield folder
    except BaseException:
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise


def execute(request: Request) -> RunResult:
    """Run the scenario with progress on standard error."""
    from exeunt.cli.progress import RunProgress
    from exeunt.cli.waiting import waiting

    # preparing makes a million objects that stay: searching them for garbage takes a tenth of every start
    gc.set_threshold(1_000_000, *gc.get_threshold()[1:])
    console = screen(stderr=True)
    with waiting(console):
        scenario = scenario_of(request)
    with claimed(request) as folder, RunProgress(console, preparing_text()) as progress:
        from exeunt.results.run import write_free_doors
        from exeunt.simulation import simulate

        result = simulate(scenario, seed=request.seed, out=folder, threads=request.threads, progress=progress)
        if request.free_doors and result.ending != "interrupted":
            free = simulate(
                scenario, seed=request.seed, threads=request.threads, free_doors=True, progress=progress
            )
            result.summary["free_doors"] = free.summary
            write_free_doors(folder, free.summary)
    if request.pictures:
        draw(folder, console)
    return result


def draw(folder: Path, console: Console) -> None:
    """Draw the pictures of a run into its folder."""
    from exeunt.results.run import open_run
    from exeunt.viewer.pictures import draw_run

    with console.status("Drawing the pictures …"):
        draw_run(open_run(folder))


def scenario_of(request: Request) -> Scenario:
    """Load the scenario with its variant and edits.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it.
    """
    from exeunt.scenario.files import apply_edits, apply_variant, load

    edits = edits_of(request.edits)
    return apply_edits(apply_variant(load(request.scenario, request.allow), request.variant or ""), edits)


def edits_of(texts: Sequence[str]) -> dict[str, Any]:
    """Read ``KEY=VALUE`` texts; values are YAML.

    Raises
    ------
    typer.BadParameter
        If one has no key, or a value that is no YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    edits = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not (key.strip() and equals):
            raise typer.BadParameter(f"'{text}' is not KEY=VALUE, such as run.max_time=300 s")
        try:
            edits[key.strip()] = YAML(typ="safe", pure=True).load(value)
        except YAMLError:
            raise typer.BadParameter(f"the value of '{text}' cannot be read; put it into quotes") from None
    return edits


def new_folder(parent: Path, stem: str, variant: str | None = None) -> Path:
    """Make and return the first ``parent/stem[-variant]-NNN`` that does not exist: two runs never share one.

    Raises
    ------
    RunFolderError
        If no folder can be made there.
    """
    from exeunt.base.errors import RunFolderError
    from exeunt.results.files import explain

    name = f"{stem}-{variant}" if variant else stem
    number = 1
    while True:
        folder = parent / f"{name}-{number:03d}"
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise RunFolderError(f"Cannot create the run folder {folder}: {explain(error)}.") from error
        else:
            return folder


def preparing_text() -> str:
    """Say what happens before the first step; the kernels are compiled once and then kept."""
    from exeunt.cli.doctor import kernels_are_compiled

    if kernels_are_compiled():
        return "Preparing …"
    return "Preparing; compiling the kernels, first run only (about half a minute) …"


def finish(result: RunResult, as_json: bool) -> None:
    """Print the outcome and end with the exit code that belongs to it."""
    print_problems(result.problems)
    if as_json:
        typer.echo(json.dumps(outcome(result), default=str, allow_nan=False))
    else:
        from exeunt.cli.summary import show

        show(result.summary, result.folder, screen())
    if result.ending == "interrupted":
        say(f"Interrupted; {result.folder} holds the run up to here.", "yellow")
        raise typer.Exit(Code.INTERRUPTED)
    from exeunt.report.verdict import left_inside

    if rest := left_inside(result.summary):
        say(f"{rest:,} {'person is' if rest == 1 else 'people are'} still inside: {result.ending}.", "yellow")
        raise typer.Exit(Code.PEOPLE_INSIDE)


def outcome(result: RunResult) -> dict[str, Any]:
    """Return the object that ``--json`` prints: what it promises first, then the whole summary."""
    known = {**result.summary, "run": str(result.folder) if result.folder else None}
    return {name: plain(known[name]) for name in PROMISED} | {
        name: plain(value) for name, value in known.items() if name not in PROMISED
    }


def plain(value: Any) -> Any:
    """Turn NumPy numbers into Python's and NaN into null."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value
