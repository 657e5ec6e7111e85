"""Reads the words of a PDF file: pages, their fonts, and what each glyph stands for (ToUnicode)."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f]+)>", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(data: bytes) -> list[str]:
    """Return the text of each page, letters in the order in which they are painted, without spaces."""
    objects = {int(number): body for number, body in OBJECT.findall(data)}
    found = []
    for body in objects.values():
        if not re.search(rb"/Type\s*/Page\b", body):
            continue
        fonts = _fonts(objects, _resolved(objects, body, b"Resources"))
        content = b"".join(
            _stream(objects[int(n)]) for n in re.findall(rb"(\d+) 0 R", _value(body, b"Contents"))
        )
        found.append(_text(content, fonts, objects, body))
    return found


def _text(content: bytes, fonts: dict[bytes, dict[int, str]], objects: dict[int, bytes], page: bytes) -> str:
    words, font = [], {}
    parts = rb"/(\w+) [\d.]+ Tf|\[?((?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]+>|[-\d.\s])*)\]?\s*T[Jj]|/(x\w*) Do"
    for name, shown, form in re.findall(parts, content, re.DOTALL):
        if name:
            font = fonts.get(name, {})
        elif form:
            inner = _form(objects, page, form)
            if inner is not None:
                words.append(_text(_stream(inner), _fonts(objects, _resolved(objects, inner, b"Resources")),
                                   objects, inner))  # fmt: skip
        else:
            words += [font.get(code, "?") for code in _codes(shown)]
    return "".join(words)


def _form(objects: dict[int, bytes], owner: bytes, name: bytes) -> bytes | None:
    resources = _resolved(objects, owner, b"Resources")
    match = re.search(rb"/" + name + rb"\s+(\d+) 0 R", resources)
    body = objects[int(match[1])] if match else b""
    return body if b"/Form" in body else None


def _codes(shown: bytes) -> list[int]:
    raw = b""
    for text, code in STRING.findall(shown):
        if code:
            raw += bytes.fromhex(code.decode())
        else:
            raw += re.sub(rb"\\([0-7]{1,3}|.)", _unescaped, text, flags=re.DOTALL)
    return [raw[i] << 8 | raw[i + 1] for i in range(0, len(raw) - 1, 2)]


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1][:1].isdigit():
        return bytes([int(match[1], 8) & 255])
    return ESCAPES.get(match[1], match[1])


def _fonts(objects: dict[int, bytes], resources: bytes) -> dict[bytes, dict[int, str]]:
    fonts = {}
    block = _resolved(objects, resources, b"Font")
    for name, number in re.findall(rb"/(\w+)\s+(\d+) 0 R", block):
        unicode_map = re.search(rb"/ToUnicode\s+(\d+) 0 R", objects[int(number)])
        fonts[name] = _letters(_stream(objects[int(unicode_map[1])])) if unicode_map else {}
    return fonts


def _letters(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, letters in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, start in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = chr(int(start, 16) + code - int(low, 16))
    return found


def _value(body: bytes, key: bytes) -> bytes:
    match = re.search(rb"/" + key + rb"\s*(\[[^\]]*\]|\d+ 0 R)", body)
    return match[1] if match else b""


def _resolved(objects: dict[int, bytes], body: bytes, key: bytes) -> bytes:
    """Return a dictionary that stands in a body or is referred to by it."""
    match = re.search(rb"/" + key + rb"\s*(\d+) 0 R", body)
    if match:
        return objects[int(match[1])]
    match = re.search(rb"/" + key + rb"\s*<<", body)
    if not match:
        return b""
    depth, at = 1, match.end()
    while depth and at < len(body):
        if body[at : at + 2] in (b"<<", b">>"):
            depth += 1 if body[at : at + 2] == b"<<" else -1
            at += 2
        else:
            at += 1
    return body[match.end() : at]


def _stream(body: bytes) -> bytes:
    match = re.search(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
    if not match:
        return b""
    # packed data may themselves end with a carriage return, so what follows their end is left to the unpacker
    packed = body[match.start(1) :]
    return zlib.decompressobj().decompress(packed) if b"FlateDecode" in body[: match.start()] else match[1]
