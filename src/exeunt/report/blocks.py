"""What a report is made of: a few typed blocks that every writer knows how to set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from exeunt.base.names import file_name
from exeunt.viewer.svg import Picture


@dataclass(frozen=True)
class Strong:
    """Words in bold."""

    text: str


@dataclass(frozen=True)
class Code:
    """Words as they are typed or stand in a file."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: an address, or ``#anchor`` inside the report."""

    text: str
    target: str


Inline = str | Strong | Code | Link
Text = Inline | Sequence[Inline]


def inlines(text: Text) -> tuple[Inline, ...]:
    """Return a text as a sequence of inlines."""
    return (text,) if isinstance(text, str | Strong | Code | Link) else tuple(text)


def words(text: Text) -> str:
    """Return the bare words of a text."""
    return "".join(part if isinstance(part, str) else part.text for part in inlines(text))


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is a section, 3 a part of one; ``new_page`` begins a page where there are any."""

    text: str
    level: Literal[2, 3] = 2
    new_page: bool = False

    @property
    def anchor(self) -> str:
        """Name by which links find it."""
        return anchor(self.text)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``lead`` is the one that answers."""

    text: Text
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` is its share of the table, relative to the other columns."""

    title: str
    align: Literal["left", "right"] = "left"
    width: float = 1.0


@dataclass(frozen=True)
class Table:
    """A table with a caption above it; ``marked`` rows (by index) are set apart."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figure:
    """A picture with a caption below it and words for those who do not see it."""

    picture: Picture
    caption: Text
    alt: str


@dataclass(frozen=True)
class Facts:
    """A few figures that have to be seen first: label and value each."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Note:
    """Something that must not be overlooked."""

    title: str
    text: Text
    kind: Literal["warning", "note"] = "warning"


@dataclass(frozen=True)
class Commands:
    """Lines to type."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Attachment:
    """A file that the report carries with it."""

    name: str
    content: bytes
    meaning: str


Block = Heading | Paragraph | Bullets | Table | Figure | Facts | Note | Commands | Attachment


@dataclass(frozen=True)
class Report:
    """A report: title, what it is about in a few labelled words, and its blocks in order."""

    title: str
    subtitle: str
    about: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    keywords: tuple[str, ...] = field(default=())

    def headings(self, level: int = 2) -> Iterator[Heading]:
        """Yield the headings of a level."""
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == level:
                yield block


def anchor(text: str) -> str:
    """Return a name made of letters, digits and hyphens."""
    return file_name(text, "part")
