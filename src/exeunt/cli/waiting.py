"""What the screen shows while a command works without a word: after two seconds, what it is doing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from exeunt.base.activity import current

if TYPE_CHECKING:
    from rich.console import Console

PATIENCE_S = 2.0
"""So long a command may work without a word."""
LOOK_S = 0.1


class Watch:
    """Looks at what is being done, and shows it when nobody has heard anything for two seconds.

    ``show`` gets one line. A line comes again only when the work has changed; ``often``: also as the seconds pass.
    """

    def __init__(self, show: Callable[[str], None], *, often: bool = False) -> None:
        self._show = show
        self._often = often
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        begun = heard = monotonic()
        shown = ""
        while not self._over.wait(LOOK_S):
            now, what = monotonic(), current()
            if not what or now - begun < PATIENCE_S:
                continue
            if self._often or (what != shown and (not shown or now - heard >= PATIENCE_S)):
                shown, heard = what, now
                self._show(f"{what} … ({now - begun:.0f} s)")


@contextmanager
def waiting(console: Console) -> Iterator[None]:
    """Show on a console what the work inside is doing, if it takes longer than two seconds."""
    if not console.is_terminal:
        watch = Watch(lambda text: console.print(_sentence(text)))
        watch.start()
        try:
            yield
        finally:
            watch.stop()
        return
    with console.status("") as status:
        status.stop()

        def show(text: str) -> None:
            status.update(_sentence(text))
            status.start()

        watch = Watch(show, often=True)
        watch.start()
        try:
            yield
        finally:
            watch.stop()
            status.stop()


def _sentence(text: str) -> str:
    from exeunt.cli.doctor import kernels_are_compiled

    once = "" if kernels_are_compiled() else "; kernels are being compiled, this once"
    return text[:1].upper() + text[1:] + once
