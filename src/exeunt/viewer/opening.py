"""Opens whatever a user names, and turns what is wrong with it into a page's words instead of an error."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exeunt.base.errors import ExeuntError, RunFolderError
from exeunt.results.heartbeat import is_alive
from exeunt.viewer.foreign import TrackSource
from exeunt.viewer.sources import NoSuchChunkError, RunSource, Source

# what damaged JSON, wrong types and half-written tables raise while they are read
_DAMAGE = (ExeuntError, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError)
PREPARING = "The run is being prepared; it is shown as soon as its first part is written."
_SUFFIXES = ".sqlite, .h5, .txt, .txt.xz"


def open_source(path: Path, *, fps: float | None = None, unit: str | None = None, level: int = 6) -> Source:
    """Open a run folder or a file of trajectories.

    Raises
    ------
    RunFolderError
        If it cannot be shown; the message says why.
    """
    try:
        if path.is_dir() or not path.exists():
            source: Source = RunSource(path, level)
        else:
            source = TrackSource(path, fps=fps, unit=unit, level=level)
        source.entry()
    except RunFolderError:
        raise
    except _DAMAGE as error:
        raise RunFolderError(damaged(path, error)) from error
    return source


class GuardedSource:
    """A source that is opened when it is first asked for, and again for as long as it cannot be shown.

    ``expected`` says that a run is about to be written there, so that nothing is wrong with a missing folder.
    """

    def __init__(
        self, path: Path, *, fps: float | None = None, unit: str | None = None, level: int = 6,
        expected: bool = False,
    ) -> None:  # fmt: skip
        self.path = path
        self._expected = expected
        self._options: dict[str, Any] = {"fps": fps, "unit": unit, "level": level}
        self._source: Source | None = None
        self._lock = threading.Lock()

    def entry(self) -> dict[str, Any]:
        """Return the manifest's entry; status ``broken`` with reason and hint if there is nothing to show."""
        try:
            return self._opened().entry()
        except _DAMAGE as error:
            self._source = None
            if is_alive(self.path) or (self._expected and not (self.path / "run.json").exists()):
                return broken_entry(self.path, "") | {"status": "running", "reason": PREPARING, "hint": ""}
            reason = str(error) if isinstance(error, RunFolderError) else damaged(self.path, error)
            return broken_entry(self.path, reason)

    def chunk(self, index: int) -> bytes:
        """Return one chunk."""
        return self._read(lambda source: source.chunk(index))

    def people(self) -> bytes:
        """Return the people container."""
        return self._read(lambda source: source.people())

    def maps(self) -> bytes:
        """Return the maps container."""
        return self._read(lambda source: source.maps())

    def air(self) -> bytes:
        """Return the air container."""
        return self._read(lambda source: source.air())

    def scenario(self) -> str:
        """Return the text of the resolved scenario; empty where there is none that can be read."""
        try:
            return self._opened().scenario()
        except _DAMAGE:
            return ""

    def _read(self, what: Callable[[Source], bytes]) -> bytes:
        try:
            return what(self._opened())
        except (RunFolderError, NoSuchChunkError):
            raise
        except _DAMAGE as error:
            raise RunFolderError(damaged(self.path, error)) from error

    def _opened(self) -> Source:
        with self._lock:
            if self._source is None:
                self._source = open_source(self.path, **self._options)
            return self._source


def broken_entry(path: Path, reason: str) -> dict[str, Any]:
    """Return the manifest's entry of something that cannot be shown."""
    return {
        "name": path.name, "folder_name": path.resolve().name, "scenario_name": "", "variant": "",
        "variant_title": "", "seed": None, "status": "broken", "reason": reason, "hint": advice(path), "notes": [],
        "people": 0, "frame_interval": 1.0, "frames": 0, "duration": 0.0, "chunk_seconds": 30.0,
        "chunk_frames": 30, "chunks": [], "revision": {"people": "", "maps": "", "air": ""}, "gaps": [],
        "venue": None, "events": [], "columns": [], "maps": [], "air": False, "zones": [], "places": [],
        "summary": {},
    }  # fmt: skip


def damaged(path: Path, error: Exception) -> str:
    """Say that something is damaged, with what reading it gave."""
    words = str(error).splitlines()[0] if str(error) else ""
    return f"{path} is damaged and cannot be shown ({type(error).__name__}{': ' + words if words else ''})."


def advice(path: Path) -> str:
    """Say what to do about something that cannot be shown."""
    if not path.exists():
        return "Check the name; `exeunt run` prints where it wrote a run."
    if path.is_file():
        return (
            f"Known are run folders and trajectory files ({_SUFFIXES}). A text file needs the columns id, frame, "
            "x, y and a line `# framerate: N`; --fps and --unit give what it does not say."
        )
    runs = sorted(child.parent for child in path.glob("*/run.json"))
    if runs and not (path / "run.json").exists():
        names = ", ".join(str(run) for run in runs[:4]) + (", …" if len(runs) > 4 else "")
        return f"It holds run folders; name one of them: {names}."
    if not any(path.iterdir()):
        return "If a run is about to write into it, this page shows it as soon as it starts."
    if not (path / "run.json").exists():
        return f"Name a folder that `exeunt run` wrote, or a trajectory file ({_SUFFIXES})."
    return "Run the scenario again into a new folder."
