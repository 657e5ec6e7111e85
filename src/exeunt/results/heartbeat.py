"""A sign of life in a run folder, so that a run that is going on can be told from one that was killed."""

from __future__ import annotations

import contextlib
import threading
import time
import weakref
from pathlib import Path

SIGN = ".running"
EVERY = 2.0  # s of wall time between two signs
QUIET = 15.0  # s without a sign after which the run counts as killed


class Heartbeat:
    """Touches a file in the folder every ``EVERY`` seconds until stopped, or until nobody holds this object.

    A folder that cannot be written is not its business: the run finds that out by itself.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / SIGN
        self._stop = threading.Event()
        _touch(self._path)
        threading.Thread(target=_beat, args=(self._path, self._stop), name="heartbeat", daemon=True).start()
        self._end = weakref.finalize(self, self._stop.set)

    def stop(self) -> None:
        """Take the sign away: the run has written its end."""
        self._stop.set()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def is_alive(folder: Path) -> bool:
    """Return whether somebody is writing this run now.

    Compares the sign's time with this machine's clock; on a network disk the clocks must agree to ``QUIET``. A sign
    farther in the future comes from a clock that was set back, or from a copied folder, and counts as none.
    """
    try:
        return abs(time.time() - (folder / SIGN).stat().st_mtime) < QUIET
    except OSError:
        return False


def _beat(path: Path, stop: threading.Event) -> None:
    while not stop.wait(EVERY):
        if not path.parent.is_dir():
            return
        _touch(path)


def _touch(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.touch()
