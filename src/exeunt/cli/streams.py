"""Standard output and error that take any text, whatever the terminal's encoding; signals that end a run in order."""

from __future__ import annotations

import codecs
import io
import signal
import sys
import unicodedata
from typing import Any, NoReturn

PLAIN = "exeunt.plain"
"""Name of the error handler that writes what an encoding lacks in plain letters."""

# what compatibility decomposition does not turn into ASCII
_INSTEAD = {
    "–": "-", "—": "-", "−": "-", "‐": "-", "×": "x", "·": "*", "•": "*", "→": "->", "←": "<-", "≤": "<=", "≥": ">=",
    "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "°": " deg", "µ": "u", "μ": "u", "ß": "ss", "ø": "o", "Ø": "O",
    "æ": "ae", "ł": "l", "Ł": "L", "█": "#", "▏": "|", "■": "#", "━": "-", "╸": "-", "╺": "-", "─": "-", "│": "|",
}  # fmt: skip


def plain_letters(text: str) -> str:
    """Return text in ASCII: accents dropped, signs spelt out, the rest as escapes such as ``\\u4e2d``."""
    written = []
    for letter in text:
        letters = _INSTEAD.get(letter) or "".join(
            part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)
        )
        written.append(letters if letters.isascii() else letter.encode("ascii", "backslashreplace").decode())
    return "".join(written)


def _replace(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain_letters(error.object[error.start : error.end]), error.end


def take_any_text() -> None:
    """Let standard output and error replace what their encoding lacks instead of failing."""
    codecs.register_error(PLAIN, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


def end_in_order() -> None:
    """Let SIGTERM and SIGHUP end a command as Ctrl-C does: what a run wrote so far stays readable."""
    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt
