"""``exeunt view``: a run in the browser, or as a page on disk."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exeunt.cli.outcome import Code, say

if TYPE_CHECKING:
    from exeunt.viewer.opening import GuardedSource
    from exeunt.viewer.server import Service

OpenOption = Annotated[bool, typer.Option("--open/--no-open", help="Open the address in the browser.")]
PortOption = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="Port on this machine; 0 takes a free one.")
]


def view(
    run: Annotated[
        Path, typer.Argument(help="Run folder, or trajectories: .sqlite, .h5, .txt.", show_default=False)
    ],
    other: Annotated[
        Path | None, typer.Argument(help="A second one, shown beside it on one clock.", show_default=False)
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export", help="Write the page to disk instead: out.html is one file, any other name a folder."
        ),
    ] = None,
    browser: OpenOption = True,
    port: PortOption = 0,
    fps: Annotated[
        float | None,
        typer.Option("--fps", min=0.01, help="Frames per second, instead of what the file says."),
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="Unit of a text file, m or cm, instead of what it says.")
    ] = None,
    attended: Annotated[bool, typer.Option("--attended", hidden=True)] = False,
) -> None:
    """Watch a run in the browser, also one that is still being computed; Ctrl-C ends it.

    Only this machine can open the address, and only with the token in it.
    """
    if unit not in (None, "m", "cm"):
        raise typer.BadParameter("must be m or cm", param_hint="--unit")
    from exeunt.viewer.opening import GuardedSource

    paths = [path for path in (run, other) if path is not None]
    sources = [
        GuardedSource(path, fps=fps, unit=unit, level=6 if export else 1, expected=attended) for path in paths
    ]
    title = " and ".join(path.resolve().name for path in paths)
    if export is not None:
        from exeunt.viewer.export import export as write

        typer.echo(str(write(sources, export, title)))
        return
    broken = [] if attended else problems(sources, paths)
    serve(sources, title, port, browser, attended)
    if broken:
        raise typer.Exit(Code.FOLDER)


def problems(sources: list[GuardedSource], paths: list[Path]) -> list[str]:
    """Print what keeps a run from being shown, as the page says it; what does not exist is an error.

    Raises
    ------
    RunFolderError
        If there is nothing of that name.
    """
    from exeunt.base.errors import RunFolderError
    from exeunt.viewer.opening import advice

    found = []
    for source, path in zip(sources, paths, strict=True):
        if not path.exists():
            raise RunFolderError(f"{path} is not there. {advice(path)}")
        entry = source.entry()
        if entry["status"] == "broken":
            say(f"{entry['reason']} {entry['hint']}".strip(), "red")
            found.append(entry["reason"])
        elif entry["status"] != "complete":
            say(f"{path}: {entry['reason']} {entry['hint']}".strip(), "yellow")
        for note in entry["notes"]:
            say(f"{path}: {note}", "yellow")
    return found


def serve(sources: list[GuardedSource], title: str, port: int, browser: bool, attended: bool) -> None:
    """Serve until Ctrl-C, or, if attended by another process, until that one closes its end of the line."""
    from exeunt.base.errors import RunFolderError
    from exeunt.viewer.server import Service

    try:
        service = Service(sources, title, port)
    except OSError as error:
        raise RunFolderError(f"Port {port} cannot be used: {error.strerror}. Leave out --port.") from error
    typer.echo(service.site.address)
    sys.stdout.flush()
    if browser:
        show(service.site.address)
    if attended:
        give_way()
        threading.Thread(target=_stop_at_the_end_of_input, args=(service,), daemon=True).start()
    else:
        say("Ctrl-C ends the viewer.")
    with contextlib.suppress(KeyboardInterrupt):
        service.run()


def show(address: str) -> None:
    """Open an address in the user's browser; without a screen nothing happens, nor does a text browser start."""
    import webbrowser

    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    if sys.platform.startswith("linux") and not screen:
        return
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(address)


def give_way() -> None:
    """Let the run that is being watched go first."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(10)


def _stop_at_the_end_of_input(service: Service) -> None:
    sys.stdin.buffer.read()
    service.stop()


class Beside:
    """A viewer in a process of its own that watches a folder while this process writes a run into it.

    It ends with this process, however that ends: it waits for the end of its standard input.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        from exeunt.viewer.page import bundle

        bundle()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "exeunt", "view", str(folder), "--attended"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            start_new_session=True,
        )  # fmt: skip
        self.address = ""
        self._told = threading.Thread(target=self._tell, args=(tell,), daemon=True)
        self._told.start()

    def _tell(self, tell: Callable[[str], None]) -> None:
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        tell(f"Viewer: {self.address}" if self.address else "The viewer could not be started.")

    def wait(self) -> None:
        """Go on serving until Ctrl-C."""
        self._told.join()
        if not self.address:
            return
        say(f"The viewer is still at {self.address} Ctrl-C ends it.")
        with contextlib.suppress(KeyboardInterrupt):
            self._process.wait()

    def stop(self) -> None:
        """End the viewer."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
