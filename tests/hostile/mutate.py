# ruff: noqa: E501
"""Ways to spoil an input: its bytes, its words, its structure, or the file itself. All draw from a seeded random."""

from __future__ import annotations

import copy
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any


@dataclass(frozen=True)
class Raw:
    """Text that stands in a document as it is."""

    text: str

    def __deepcopy__(self, _: Any) -> Raw:
        return self


DEEP = 3000
NUMBERS = [
    "0", "-0", "1", "-1", "2", "0.5", "1e-9", "1e-320", "-5e6", "1e9", "1000000000", "9223372036854775807",
    "9223372036854775808", "18446744073709551616", "1e18", "1e19", "1e100", "1e308", "-1e308", "1e309", "1e999", "nan",
    "-nan", "inf", "-inf", ".nan", ".inf", "NaN", "Infinity", "0x10", "0o17", "1_000", "1,5", "٣", "½", "0.1.2", "--1",
    "1e", "9" * 400, "0" * 400 + "1", "4294967296", "-2147483649", "32768", "-1e-9", "1d5",
]  # fmt: skip
WORDS = [
    "", " ", "\x00", "\x1b[2J", "\u202e", "\u2028", "\ud800", "\udfff", "é", "礼堂", "a" * 300, "a" * 5000, "../../x", "/",
    "/dev/zero", "/etc/hostname", "~", "no", "true", "null", "x", "1:30", "5 kg", "-3 m", "nan m", "1e999 s", "\t",
    "\r", "\n", "\n\n", "\ufeff", "%s", "{}", "${x}", "'", '"', "\\", "#", "&a", "*a", "<<", "!!python/object:os.system",
    "!x", "---", "...", "%YAML 9", "POLYGON EMPTY", "CURVEPOLYGON(CIRCULARSTRING(0 0,4 0,4 4,0 4,0 0))", "(" * DEEP,
    "POLYGON((0 0,1 1,1 0,0 1,0 0))", "POINT(1)", "TIN(((0 0 0,0 0 1,0 1 0,0 0 0)))", "SRID=4326;POINT(1 1)", "🙂", ",", ";",
]  # fmt: skip
PLACES: list[Any] = [
    [], [[]], [1], [1, 2], [1, 2, 3], [[0, 0]], [[0, 0], [1, 1]], [[0, 0], [0, 0], [0, 0]], [[0, 0], [5, 5], [5, 0], [0, 5]],
    [[0, 0], [1e300, 0], [1e300, 1e300]], [[0, 0], [9, 0], [9]], [[0, 0], [1e-9, 0], [0, 1e-9]], [None, None],
    ["1", "2"], [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0], [0, 0]], [[0, 0], [1e7, 0], [1e7, 1e7], [0, 1e7]], [[0, 0, 0], [1, 1, 1]],
    {"wkt": "POLYGON"}, {"wkt": "POLYGON((0 0,4 0,4 4,0 4,0 0))"}, {"wkt": "CURVEPOLYGON(CIRCULARSTRING(0 0,4 0,4 4,0 4,0 0))"},
    {"wkt_file": "../../none"}, {"wkt_file": "/dev/zero"}, {"geojson_file": "\x00"}, {"wkt_file": "."},
    {"type": "Point", "coordinates": [0, 0]}, {"type": "Point", "coordinates": [0]}, {"type": "Solid", "coordinates": []},
    {"type": "GeometryCollection", "geometries": [{"type": 3}]}, {"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]},
]  # fmt: skip
OTHERS: list[Any] = [
    None, True, False, {}, {"": 1}, {"kind": "x"}, {"kind": None}, {"kind": []}, {"1": 2}, [{}], [None], [True], 0, -1, 10**400,
    float("nan"), float("inf"), 1e308, 2**63, [0] * 500, Raw("[" * DEEP + "]" * DEEP), Raw('{"a":' * 500 + "1" + "}" * 500),
    Raw('{"k": 1, "k": 2}'), Raw('"\\ud800"'), Raw('"\\u0000"'), Raw("1e400"), Raw("-Infinity"), Raw("NaN"), Raw("1e-400"),
]  # fmt: skip
BOMB = Raw(
    "{a0: &a0 [x, x, x, x, x, x, x, x, x, x], "
    + ", ".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9))
    + "}"
)
YAML_ONLY: list[Any] = [
    BOMB, Raw("&z [*z]"), Raw("*nothing"), Raw("{<<: [1, 2]}"), Raw("{<<: {kind: x}}"), Raw("!!binary aGk="), Raw("!!set {a}"),
    Raw("!!timestamp 2024-01-01"), Raw("!!int x"), Raw("!!float 3"), Raw("? [a]\n: b"), Raw("{[1]: 2}"), Raw("| \n x"), Raw("@x"),
    Raw("[1, 2"), Raw("}"), Raw("&"), Raw("{a: 1, a: 2}"), Raw(".inf"), Raw("-.INF"), Raw(".nan"), Raw("0o777777777777777777777777"),
]  # fmt: skip


def paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in a tree, the tree itself first."""
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(inner for key, child in members for inner in paths(child, (*path, key)))]


def at(node: Any, path: tuple[Any, ...]) -> Any:
    """Return the value at a path."""
    for part in path:
        node = node[part]
    return node


def spoil_tree(dice: Random, tree: Any, times: int = 2, yaml: bool = False) -> Any:
    """Return a copy of a tree of plain values in which up to ``times`` values are exchanged, doubled or taken away."""
    tree = copy.deepcopy(tree)
    for _ in range(dice.randint(1, times)):
        known = paths(tree)[1:]
        if not known:
            return tree
        path = dice.choice(known)
        holder, key = at(tree, path[:-1]), path[-1]
        value = holder[key]
        deed = dice.randrange(8)
        if deed == 0:
            del holder[key]
        elif deed == 1 and isinstance(holder, list):
            holder.insert(dice.randrange(len(holder) + 1), copy.deepcopy(dice.choice(holder)))
        elif deed == 2 and isinstance(holder, dict):
            holder[dice.choice([*WORDS[:20], *map(str, _keys(tree))])] = holder.pop(key)
        elif deed == 3:
            holder[key] = copy.deepcopy(at(tree, dice.choice(known)))
        elif deed == 4:
            holder[key] = [value] if dice.random() < 0.5 else {"kind": value}
        else:
            holder[key] = spoilt(dice, value, yaml)
    return tree


def spoilt(dice: Random, value: Any, yaml: bool = False) -> Any:
    """Return something in place of a value: mostly of its own kind, and wrong."""
    if isinstance(value, bool) or dice.random() < 0.35:
        pool: list[Any] = [*OTHERS, *PLACES, *(YAML_ONLY if yaml else ())]
        return copy.deepcopy(dice.choice(pool))
    if isinstance(value, int | float):
        change = dice.randrange(6)
        if change == 0:
            return Raw(
                dice.choice(NUMBERS)
                if yaml
                else str(dice.choice([0, -1, 1e308, 2**63, 1e-9, "NaN", "Infinity"]))
            )
        factor = dice.choice([-1, 0, 1e-6, 0.1, 10, 1e6, 1e12, 1e300])
        try:
            return value * factor if change < 4 else value + dice.choice([-1, 1, 1e-9, 0.5, 1e9])
        except OverflowError:
            return 0
    if isinstance(value, str):
        return spoil_text(dice, value, 1) if dice.random() < 0.4 else dice.choice([*WORDS, *NUMBERS])
    if isinstance(value, list):
        return copy.deepcopy(dice.choice(PLACES))
    return copy.deepcopy(dice.choice(OTHERS))


def _keys(tree: Any) -> list[Any]:
    return [path[-1] for path in paths(tree) if path and isinstance(path[-1], str)] or ["kind"]


def written(value: Any) -> str:
    """Return a tree as JSON in which raw texts stand as they are."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{json.dumps(str(key))}: {written(child)}" for key, child in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(written(child) for child in value) + "]"
    return json.dumps(value)


def block_text(tree: dict[str, Any]) -> str:
    """Return a document with one key of the top a line and one entry of its lists a line, as people write it."""
    lines = []
    for key, value in tree.items():
        name = key if re.fullmatch(r"\w+", str(key)) else json.dumps(str(key))
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            lines += [f"{name}:", *(f"  - {written(one)}" for one in value)]
        elif isinstance(value, dict) and value:
            lines += [f"{name}:", *(f"  {json.dumps(str(k))}: {written(v)}" for k, v in value.items())]
        else:
            lines.append(f"{name}: {written(value)}")
    return "\n".join(lines) + "\n"


_TOKEN = re.compile(r"[-+]?\d[\d.eE+-]*|\w+|[^\w\s]|\s+")


def spoil_text(dice: Random, text: str, times: int = 3) -> str:
    """Return a text in which up to ``times`` words are exchanged, doubled, moved or taken away."""
    tokens = _TOKEN.findall(text)
    for _ in range(dice.randint(1, times)):
        k = dice.randrange(len(tokens) + 1) if tokens else 0
        deed = dice.randrange(6)
        if deed == 0 or k >= len(tokens):
            tokens.insert(k, dice.choice([*WORDS, *NUMBERS]))
        elif deed == 1:
            del tokens[k : k + dice.choice([1, 1, 2, 5, 20])]
        elif deed == 2:
            tokens[k] = dice.choice(tokens)
        elif deed == 3:
            tokens[k:k] = tokens[k : k + dice.choice([1, 3, 10])] * dice.choice([1, 2, 50])
        else:
            digits = tokens[k][:1].isdigit() or tokens[k][:1] in "+-"
            tokens[k] = dice.choice(NUMBERS if digits or dice.random() < 0.3 else WORDS)
    return "".join(tokens)


def spoil_lines(dice: Random, text: str, times: int = 3) -> str:
    """Return a text in which up to ``times`` lines are taken away, doubled, exchanged, cut or indented."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, times)):
        k, deed = dice.randrange(len(lines)), dice.randrange(7)
        if deed == 0 and len(lines) > 1:
            del lines[k]
        elif deed == 1:
            lines.insert(k, dice.choice(lines))
        elif deed == 2:
            other = dice.randrange(len(lines))
            lines[k], lines[other] = lines[other], lines[k]
        elif deed == 3:
            lines[k] = lines[k][: dice.randrange(len(lines[k]) + 1)]
        elif deed == 4:
            lines[k] = dice.choice(["", " ", "  ", "\t", "- ", "# "]) + lines[k].lstrip()
        elif deed == 5:
            lines[k] = dice.choice(WORDS)
        else:
            lines[k] = spoil_text(dice, lines[k], 2)
    return "\n".join(lines)


def spoil_bytes(dice: Random, data: bytes, times: int = 3) -> bytes:
    """Return bytes of which some are turned, taken away, doubled, cut off or put in."""
    out = bytearray(data)
    for _ in range(dice.randint(1, times)):
        k = dice.randrange(len(out) + 1)
        deed = dice.randrange(8)
        if deed == 0:
            del out[k:]
        elif deed == 1:
            del out[k : k + dice.choice([1, 2, 4, 16, 200])]
        elif deed == 2:
            out[k:k] = dice.randbytes(dice.choice([1, 2, 8, 64]))
        elif deed == 3:
            out[k : k + 4] = dice.choice(
                [b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80"]
            )
        elif deed == 4:
            out[k:k] = out[max(0, k - dice.choice([1, 8, 64])) : k]
        elif deed == 5 and dice.random() < 0.3:
            del out[:k]
        elif k < len(out):
            out[k] ^= 1 << dice.randrange(8)
    return bytes(out)


def encoded(dice: Random, text: str) -> bytes:
    """Return the bytes of a text, now and then in an encoding that is not asked for."""
    form = dice.choice(["utf-8"] * 20 + ["utf-16", "utf-32", "latin-1", "cp1250", "utf-8-sig"])
    return text.encode(form, "surrogatepass" if form == "utf-8" else "replace")


def text_bytes(dice: Random, text: str) -> bytes:
    """Return a text spoilt by its words, lines or bytes."""
    deed = dice.randrange(10)
    if deed < 4:
        return encoded(dice, spoil_text(dice, text))
    if deed < 8:
        return encoded(dice, spoil_lines(dice, text))
    if deed < 9:
        return spoil_bytes(dice, text.encode("utf-8", "surrogatepass"))
    return encoded(dice, spoil_lines(dice, spoil_text(dice, text)))


def _sparse(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(3_000_000_000)


FILES: dict[str, Callable[[Path], Any]] = {
    "nothing there": lambda path: None,
    "empty": lambda path: path.write_bytes(b""),
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to a folder of the system": lambda path: path.symlink_to("/proc"),
    "3 GB": _sparse,
    "zeros": lambda path: path.write_bytes(bytes(5000)),
    "brackets": lambda path: path.write_bytes(b"[" * 200_000),
    "no text": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "a gzip": lambda path: path.write_bytes(b"\x1f\x8b\x08\x00" + bytes(100)),
    "one long line": lambda path: path.write_bytes(b"a" * 1_000_000),
    "one long number": lambda path: path.write_bytes(b"9" * 10_000),
}


def replace_file(dice: Random, path: Path) -> str:
    """Put something that is no such file in the place of a file; return what."""
    name = dice.choice(list(FILES))
    path.unlink(missing_ok=True)
    FILES[name](path)
    return name
