"""Text from files that somebody sent, made safe for where it goes.

A name may hold characters that act instead of being shown: escape sequences move the cursor and rewrite what stands on
a terminal, directional overrides make a name read as another, a line break in a command to paste starts a second one.
Scenarios with such names are refused; from anywhere else they are shown as escapes.
"""

from __future__ import annotations

import re
import shlex

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but tab and line feed, line separators, directional overrides, surrogates."""


_LONG = re.compile(r"\S{300,}")


def visible(text: str) -> str:
    """Return text with every character that acts written as an escape, such as ``\\x1b``."""
    return ACTING.sub(_escaped, text)


def shortened(text: str) -> str:
    """Return text in which words that nobody can read for their length are cut."""
    return _LONG.sub(lambda found: f"{found.group()[:100]}…", text)


def one_line(text: str) -> str:
    """Return visible text on one line."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def brief(text: str, most: int = 240) -> str:
    """Return text cut to so many characters, for a ``__repr__`` that people read."""
    return text if len(text) <= most else f"{text[: most - 2].rstrip(', ')} …{text[-1]}"


def argument(text: str) -> str:
    """Return text quoted as one argument of a shell command that a person may paste."""
    return shlex.quote(one_line(text))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
