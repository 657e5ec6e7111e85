"""Hundreds of requests that mean harm, as bytes on the wire: none is answered with anything of the run.

They are made here in full, the same ones each time: addresses that lead elsewhere, written in every way, names that
others point here, methods, headers, bodies and bytes that are no request at all.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from exeunt_made import walk_out, write

from exeunt.viewer import page, patience
from exeunt.viewer.opening import GuardedSource
from exeunt.viewer.server import Site, serving

SECRET = b"what lies outside the run folder"
SIGNS = (SECRET, b"root:", b'"runs"', b"PAR1", b"\x89HDF", b"EXEUNT", b"viewer.js", b"<html", b"ready")
"""What no refusal may hold: the secret, the manifest, tables, the page and its script."""
AT_LEAST = 328
SILENT = 1.0
"""Seconds in which the server gives up a request that does not end."""


@dataclass(frozen=True)
class Hostile:
    """A request as it is sent, with {base}, {port} and {token} filled in; ``kind`` names it in a message."""

    kind: str
    sent: bytes


def get(target: str, *headers: str, method: str = "GET", version: str = "HTTP/1.1", body: str = "") -> bytes:
    """Return a request whose own Host is right unless headers begin with another one."""
    named = any(header.lower().startswith("host") for header in headers)
    lines = [f"{method} {target} {version}", *([] if named else ["Host: 127.0.0.1:{port}"]), *headers]
    return ("\r\n".join(lines) + "\r\nConnection: close\r\n\r\n" + body).encode("latin-1")


def elsewhere() -> Iterator[Hostile]:
    """Yield addresses that climb out of the page in every way in which dots and slashes can be written."""
    ups = (
        "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..%5c", "..\\", "..%255c", "%c0%ae%c0%ae/",
        "%e0%80%ae%e0%80%ae/", "..;/", "....//", ".%00./", "%uff0e%uff0e/", "./../", "..%0d%0a/", "%2e./", "\xa0../",
    )  # fmt: skip
    goals = ("secret.txt", "etc/passwd", "run/notes.txt", "run/people.parquet")
    for up, depth, goal, below in product(ups, (1, 8), goals, ("", "chunks/0/")):
        yield Hostile("climbs", get("{base}" + below + up * depth + goal))
    for goal, root in product(
        ("etc/passwd", "proc/self/environ", "{base}manifest.json"), ("//", "///", "file:///")
    ):
        yield Hostile("absolute", get(root + goal))
        yield Hostile("absolute", get("{base}" + root + goal))
    for authority in ("evil.example", "127.0.0.1:{port}", "127.0.0.1:{port}@evil.example", "localhost"):
        yield Hostile("of a proxy", get(f"http://{authority}{{base}}manifest.json"))
        yield Hostile("of a proxy", get(f"//{authority}{{base}}manifest.json"))
    for name in (
        "run.json",
        "notes.txt",
        ".running",
        "scenario.yaml",
        "inputs/",
        "con",
        "viewer.js::$DATA",
        "a" * 9000,
    ):
        yield Hostile("of a file", get("{base}" + name))
    for number in ("-1", "1e3", "0x0", "0 ", "٠", "9" * 400, "0;1", "0,0", "None", "%30"):
        if number.isascii():
            yield Hostile("no number", get(f"{{base}}chunks/1/{number}"))
            yield Hostile("no number", get(f"{{base}}people/{number}x"))


def without_token() -> Iterator[Hostile]:
    """Yield requests for what is there with a token that is not right."""
    for token in (
        "",
        "x",
        "{token}x",
        "{token}%00",
        "{token};",
        ".",
        "{token}/..",
        "%",
        "{token}\\",
        "*",
        "{token} ",
    ):
        for name in ("manifest.json", "chunks/0/0", "viewer.js"):
            yield Hostile("token", get(f"/{token}/{name}"))


def foreign() -> Iterator[Hostile]:
    """Yield requests for what is there under names that others point here, and for pages of others."""
    names = (
        "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example",
        "127.1:{port}", "2130706433:{port}", "0x7f.1:{port}", "[::1]:{port}", "[::ffff:127.0.0.1]:{port}",
        "localhost.:{port}", "LOCALHOST:{port}", "localhost:{port}:80", "127.0.0.1:{port}, evil.example",
        "127.0.0.1:0{port}", "", "127.0.0.1:{port}#@evil.example", "user@127.0.0.1:{port}", "0.0.0.0:{port}",
        "127.0.0.2:{port}",
    )  # fmt: skip
    good = "Host: 127.0.0.1:{port}"
    for name, path in product(names, ("{base}", "{base}manifest.json", "{base}chunks/0/0")):
        yield Hostile("name", get(path, f"Host: {name}"))
    for name in names[:6]:
        yield Hostile("two names", get("{base}manifest.json", good, f"Host: {name}"))
        yield Hostile("two names", get("{base}manifest.json", f"Host: {name}", good))
        yield Hostile("two names", get("{base}manifest.json", good, f"host: {name}", good))
    yield Hostile("no name", get("{base}manifest.json", "Host : 127.0.0.1:{port}"))
    yield Hostile("no name", b"GET {base}manifest.json HTTP/1.1\r\nConnection: close\r\n\r\n")
    yield Hostile("no name", b"GET {base}manifest.json HTTP/1.0\r\n\r\n")
    for origin in ("null", "http://evil.example", "file://", "http://127.0.0.1", "chrome-extension://x", "*"):
        yield Hostile("origin", get("{base}manifest.json", f"Origin: {origin}"))
    for site in ("cross-site", "same-site", "none, cross-site", "SAME-ORIGIN"):
        yield Hostile("fetch", get("{base}manifest.json", f"Sec-Fetch-Site: {site}"))


def malformed() -> Iterator[Hostile]:
    """Yield methods, headers, bodies and bytes that no browser sends."""
    for method in (
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "get",
        "G\x00T",
        "GET/",
    ):
        yield Hostile("method", get("{base}manifest.json", method=method))
    for version in ("HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1.1", "HTP/1.1", ""):
        yield Hostile("version", get("{base}manifest.json", version=version))
    yield Hostile("version", b"GET {base}manifest.json\r\n\r\n")
    yield Hostile("version", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
    for target in (
        "{base}\x00",
        "{base}manifest.json\x00.txt",
        "\x00",
        "{base}\x7f",
        "{base}a\tb",
        "{base}a b",
        "*",
        "",
    ):
        yield Hostile("target", get(target))
    for header in (
        "X: a\x00b",
        "X",
        ": x",
        " X: folded",
        "X\x01: y",
        "X: " + "y" * 100_000,
        "Range : bytes=0-",
    ):
        yield Hostile(
            "header", get("{base}manifest.json", "Host: 127.0.0.1:{port}", header, "Host: evil.example")
        )
    yield Hostile(
        "header", get("{base}", *[f"X-{n}: {'y' * 100}" for n in range(2000)], "Host: evil.example")
    )
    smuggled = "GET {base}manifest.json HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    for framing in (
        ("Content-Length: -1",), ("Content-Length: 1", "Content-Length: 2"), ("Content-Length: 99999999999999999999",),
        ("Transfer-Encoding: chunked", "Content-Length: 4"), ("Transfer-Encoding: gzip, chunked",),
        ("Transfer-Encoding: xchunked",), ("Transfer-Encoding:\x0bchunked",), ("Content-Length: +0",),
    ):  # fmt: skip
        yield Hostile(
            "body", get("{base}manifest.json", *framing, method="POST", body=f"0\r\n\r\n{smuggled}")
        )
        yield Hostile("body", get("{base}nothing", *framing, body=f"0\r\n\r\n{smuggled}"))
    for chunk in (
        "zz\r\nx\r\n",
        "-1\r\n\r\n",
        "ffffffffffffffffffff\r\nx",
        "1\r\nxy\r\n0\r\n\r\n",
        "1;" + "e" * 70_000 + "\r\n",
    ):
        yield Hostile("chunks", get("{base}nothing", "Transfer-Encoding: chunked", method="POST", body=chunk))
    for junk in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), b"\x00" * 4096, bytes(range(256)) * 8,
        b"SSH-2.0-x\r\n\r\n", b"\r\n" * 500, b"\n\n", b"EHLO x\r\n\r\n", b"\xff\xfe\r\n\r\n", b"GET\r\n\r\n",
        b"A" * 200_000,
    ):  # fmt: skip
        yield Hostile("no request", junk)


HOSTILE = [*elsewhere(), *without_token(), *foreign(), *malformed()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "secret.txt").write_bytes(SECRET)
    write(walk_out(people=10, frames=40), folder / "run")
    (folder / "run" / "notes.txt").write_bytes(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        quick(patch, folder)
        with serving([GuardedSource(folder / "run")], "made") as site:
            yield site


def quick(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Serve a page of a line from the folder, and have the server give up after a second."""
    (folder / "bundle").mkdir()
    for name in ("viewer.js", "viewer.css"):
        (folder / "bundle" / name).write_text("/* ready */\n")
    patch.setattr(page, "BUNDLE", folder / "bundle")
    patch.setattr(patience, "REQUEST", SILENT)
    patch.setattr(patience, "LOOK", 0.1)


def filled(site: Site, sent: bytes) -> bytes:
    """Return a request with the base, the port and the token of the page in it."""
    for mark, value in (("{base}", site.base), ("{port}", str(site.port)), ("{token}", site.token)):
        sent = sent.replace(mark.encode(), value.encode())
    return sent


def answers(site: Site, sent: bytes) -> bytes:
    """Send bytes and return all that comes back until the server closes the connection."""
    received = b""
    # a server that has seen enough closes before it has read all
    with (
        socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection,
        contextlib.suppress(ConnectionError),
    ):
        connection.sendall(filled(site, sent))
        while data := connection.recv(65536):
            received += data
    return received


def statuses(received: bytes) -> list[int]:
    """Return the status of every answer in what came back."""
    return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d{3})", received)]


def is_well(site: Site) -> None:
    """Check that an honest request is answered at once."""
    began = time.perf_counter()
    received = answers(site, get("{base}manifest.json"))
    assert statuses(received) == [200]
    assert b'"runs"' in received
    assert time.perf_counter() - began < 5.0


def test_no_hostile_request_gets_anything_and_none_holds_the_server(site: Site) -> None:
    assert len({one.sent for one in HOSTILE}) == len(HOSTILE) >= AT_LEAST
    is_well(site)
    wrong = []
    for number, one in enumerate(HOSTILE):
        received = answers(site, one.sent)
        refused = all(400 <= status < 500 for status in statuses(received))
        told = any(sign in received for sign in (*SIGNS, site.token.encode()))
        if not refused or told or len(received) > 1000 * max(len(statuses(received)), 1):
            wrong.append(f"{one.kind}: {one.sent[:120]!r} gave {received[:200]!r}")
        if number % 50 == 0:
            is_well(site)
    assert not wrong, "\n".join(wrong)
    is_well(site)


def test_a_connection_that_began_well_is_refused_once_it_is_hostile(site: Site) -> None:
    """Each request of a connection is looked at by itself, also those sent ahead."""
    good = b"GET {base}viewer.css HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    foreign = get("{base}manifest.json", "Host: evil.example")
    received = answers(site, good + foreign)
    assert statuses(received) == [200, 421]
    assert b'"runs"' not in received
    # what would be the body of the first is no second request with rights of the first
    hidden = b"GET {base}viewer.css HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: %d\r\n\r\n" % len(
        foreign
    )
    assert b'"runs"' not in answers(site, hidden + foreign)
    is_well(site)


def test_headers_of_proxies_change_nothing(site: Site) -> None:
    """The page is served as to anyone, under its own address, whatever a proxy says of itself."""
    honest = answers(site, get("{base}viewer.css"))
    for header in (
        "X-Forwarded-Host: evil.example", "X-Original-URL: /etc/passwd", "X-Rewrite-URL: {base}manifest.json",
        "X-HTTP-Method-Override: DELETE", "X-Forwarded-For: 10.0.0.1", "Forwarded: host=evil.example",
        "Range: bytes=0-99999999", "Upgrade: websocket", "Expect: 100-continue", "Accept-Encoding: ../../etc/passwd",
    ):  # fmt: skip
        received = answers(site, get("{base}viewer.css", header))
        assert received.split(b"\r\n\r\n")[-1] == honest.split(b"\r\n\r\n")[-1], header
        assert b"evil.example" not in received


def planted(run: Path, outside: Path, how: str) -> None:
    """Put a trap into a run folder."""
    part = run / "trajectories" / "part-00000.parquet"
    if how == "folder of tables":
        shutil.move(run / "trajectories", outside / "trajectories")
        (run / "trajectories").symlink_to(outside / "trajectories")
    elif how == "links in series":
        shutil.move(part, outside / "part")
        (outside / "one").symlink_to(outside / "part")
        (run / "trajectories" / "two").symlink_to(outside / "one")
        part.symlink_to(run / "trajectories" / "two")
    elif how == "loop":
        part.unlink()
        part.symlink_to(part)
    elif how == "device":
        part.unlink()
        part.symlink_to("/dev/zero")
    elif how == "pipe":
        part.unlink()
        os.mkfifo(part)
    elif how == "pipe of people":
        (run / "people.parquet").unlink()
        os.mkfifo(run / "people.parquet")
    else:
        (run / "fields" / "part-00000.h5").unlink()
        os.mkfifo(run / "fields" / "part-00000.h5")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
@pytest.mark.parametrize(
    "how",
    ["folder of tables", "links in series", "loop", "device", "pipe", "pipe of people", "pipe of density"],
)
def test_traps_in_a_run_folder_give_words_and_hold_nothing(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, tmp_path)
    write(walk_out(people=10, frames=40), tmp_path / "run")
    (tmp_path / "outside").mkdir()
    planted(tmp_path / "run", tmp_path / "outside", how)
    with serving([GuardedSource(tmp_path / "run")]) as site:
        for path in ("manifest.json", "chunks/0/0", "people/0", "maps/0", "air/0") * 3:
            received = answers(site, get("{base}" + path))
            assert statuses(received)[0] in (200, 404, 422)
            if path == "manifest.json":
                assert b'"status": "broken"' in received
            else:
                assert len(received) < 2000
                assert b"PAR1" not in received
        assert statuses(answers(site, get("{base}"))) == [200]
