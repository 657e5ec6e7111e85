"""Names of things in any script: what an id may hold, and file names made of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

# Two patterns for one rule. This one is understood by every reader of JSON Schema; it keeps out what is never a
# letter: control characters, white space and punctuation of ASCII.
ID_PATTERN = r"^[^\x00-/:-@\[-`{-\x9f\s][^\x00-\x1f!-,/:-@\[-\^`{-\x9f]*$"
ID_RULE = "use letters and digits of any script, spaces, '_', '-', '.', a letter or digit first"

_JOINERS = "\u200c\u200d"
"""Persian and the scripts of India write these, unseen, between letters."""
_BETWEEN = " _.-" + _JOINERS
_LONGEST = 60


def normal(text: str) -> str:
    """Return a text with one spelling of each letter: U+00FC for an "ü" typed as "u" and two dots too (NFC)."""
    return unicodedata.normalize("NFC", text)


def is_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return bool(text) and _fits(text[0], "LN") and all(_fits(c, "LMN") or c in _BETWEEN for c in text[1:])


def checked_id(text: str) -> str:
    """Return an id in its normal spelling.

    Raises
    ------
    ValueError
        If it holds anything but letters, digits and what may stand between them.
    """
    text = normal(text)
    if not is_id(text):
        raise ValueError(f"the text '{text}' cannot be a name: {ID_RULE}")
    return text


def id_of(name: str, fallback: str, taken: Collection[str] = ()) -> str:
    """Return a name as an id: what an id must not hold becomes "_", and a name that is taken gains a number."""
    kept = "".join(c if _fits(c, "LMN") or c in _BETWEEN else "_" for c in normal(name))
    while kept and not _fits(kept[0], "LN"):
        kept = kept[1:]
    return _free(kept.rstrip(_BETWEEN) or fallback, " ", taken)


def file_name(text: str, fallback: str, taken: Collection[str] = ()) -> str:
    """Return a text as part of a file name: lower case, letters and digits of any script, hyphens between them.

    A name that is taken gains a number.
    """
    spaced = "".join(c if _fits(c, "LMN") else " " for c in normal(text).lower())
    return _free("-".join(spaced.split())[:_LONGEST].strip("-") or fallback, "-", taken)


def _free(name: str, joint: str, taken: Collection[str]) -> str:
    found, number = name, 2
    while found in taken:
        found, number = f"{name}{joint}{number}", number + 1
    return found


def _fits(letter: str, classes: str) -> bool:
    return unicodedata.category(letter)[0] in classes
