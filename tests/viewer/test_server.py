"""The page is for this machine's browser alone: hostile requests get a status and nothing of the run."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from exeunt_made import walk_out, write

from exeunt.viewer import page, patience
from exeunt.viewer.chunks import unpack_chunk
from exeunt.viewer.container import unpack
from exeunt.viewer.manifest import FORMAT
from exeunt.viewer.opening import GuardedSource
from exeunt.viewer.server import Gate, RefusedError, Site, listen, serving

SECRET = "what lies outside the run folder"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text(SECRET)
    write(walk_out(people=40, frames=80), folder / "run")
    (folder / "run" / "notes.txt").write_text(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        placeholder(patch, folder)
        with serving([GuardedSource(folder / "run")], "made") as site:
            yield site


def placeholder(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """A page of two lines: these tests are about the server."""
    (folder / "bundle").mkdir()
    (folder / "bundle" / "viewer.js").write_text("document.title += ' ready';\n")
    (folder / "bundle" / "viewer.css").write_text("body { margin: 0 }\n")
    patch.setattr(page, "BUNDLE", folder / "bundle")


def ask(
    site: Site, path: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Send a request as it stands; ``path`` is not cleaned up by any client."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    sent = {"Host": f"127.0.0.1:{site.port}"} | (headers or {})
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_the_page_and_its_data_are_served(site: Site) -> None:
    status, headers, body = ask(site, site.base)
    assert status == 200
    assert headers["content-type"].startswith("text/html")
    assert site.base in body.decode()
    assert ask(site, site.base + "viewer.js")[0] == 200
    assert ask(site, site.base + "viewer.css")[0] == 200
    manifest = json.loads(ask(site, site.base + "manifest.json")[2])
    assert manifest["format"] == FORMAT
    (run,) = manifest["runs"]
    rows = 0
    for chunk in run["chunks"]:
        header, found, _ = unpack_chunk(ask(site, f"{site.base}chunks/0/{chunk['index']}")[2])
        assert header["frames"] == chunk["frames"]
        rows += len(found.between(chunk["frame0"], chunk["frame0"] + run["chunk_frames"]))
    made = walk_out(people=40, frames=80)
    assert rows == int((made.status != 3).sum())
    _, people = unpack(ask(site, site.base + "people/0")[2])
    left = made.time_out[np.isin(np.arange(40), np.flatnonzero(made.time_out < 1e9))]
    np.testing.assert_allclose(people["time_out"], left, rtol=1e-6)
    _, maps = unpack(ask(site, site.base + "maps/0")[2])
    assert np.nanmax(maps["max_density:0"]) > 0


def test_every_answer_forbids_what_a_page_could_be_made_to_do(site: Site) -> None:
    wrong = ("/", site.base + "nothing", "/wrong/manifest.json")
    for path in (site.base, site.base + "manifest.json", site.base + "chunks/0/0", *wrong):
        _, headers, _ = ask(site, path)
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    ["/", "/manifest.json", "//", "/{wrong}/", "/{wrong}/manifest.json", "/{short}/manifest.json",
     "/{token}", "/{upper}/manifest.json", "/?token={token}", "/manifest.json?{token}", "/ /{token}/"],
)  # fmt: skip
def test_without_the_whole_token_nothing_is_answered(site: Site, path: str) -> None:
    token = site.token
    marks = {"token": token, "wrong": "x" * len(token), "short": token[:-1], "upper": token.swapcase()}
    status, _, body = ask(site, path.format(**marks).replace(" ", ""))
    assert status in (400, 403)
    assert b"runs" not in body
    assert token.encode() not in body


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}",
     "127.0.0.1.evil.example:{port}", "0.0.0.0:{port}", "[::1]:{port}", "127.1:{port}",
     "127.0.0.1:{port}@evil.example", ""],
)  # fmt: skip
def test_a_name_that_someone_else_points_here_is_refused(site: Site, host: str) -> None:
    status, _, body = ask(site, site.base + "manifest.json", headers={"Host": host.format(port=site.port)})
    assert status in (400, 421)
    assert b"runs" not in body


def test_a_request_without_or_with_two_hosts_is_refused(site: Site) -> None:
    for hosts in ([], [f"127.0.0.1:{site.port}", "evil.example"]):
        answer = raw(site, f"GET {site.base}manifest.json HTTP/1.1", *(f"Host: {host}" for host in hosts))
        assert answer.split()[1] in (b"400", b"421")
        assert b"runs" not in answer


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1"},
     {"Origin": "http://localhost:1"}, {"Origin": "https://127.0.0.1:{port}"},
     {"Origin": "http://127.0.0.1:{port}.evil.example"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "odd"}],
)  # fmt: skip
def test_pages_of_other_origins_are_refused(site: Site, headers: dict[str, str]) -> None:
    sent = {name: value.format(port=site.port) for name, value in headers.items()}
    for path in ("", "manifest.json", "chunks/0/0"):
        status, _, body = ask(site, site.base + path, headers=sent)
        assert status == 403
        assert b"runs" not in body


def test_its_own_page_is_answered(site: Site) -> None:
    for name in ("127.0.0.1", "localhost"):
        own = {"Host": f"{name}:{site.port}", "Origin": f"http://{name}:{site.port}"}
        for fetch in ("same-origin", "none"):
            sent = own | {"Sec-Fetch-Site": fetch}
            assert ask(site, site.base + "manifest.json", headers=sent)[0] == 200


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "..", "../../../../etc/passwd", "chunks/../notes.txt", "chunks/0/../../run.json",
     "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "..%2fsecret.txt", "..%5csecret.txt", "..\\secret.txt",
     "%252e%252e/secret.txt", "%00", "chunks/0/0%00.txt", "viewer.js%00", "//etc/passwd", "/etc/passwd",
     "%2fetc%2fpasswd", "file:///etc/passwd", "run.json", "notes.txt", "people.parquet", "scenario.yaml",
     "trajectories/part-00000.parquet", "trajectories", "chunks", "chunks/0", "chunks/0/", "chunks/0/-1",
     "chunks/0/0/", "chunks/0/0.5", "chunks/0/999", "chunks/1/0", "chunks/-1/0", "people/1", "maps/1",
     "people/0/..", "chunks/0/99999999999999999999999", "viewer.js/", "bundle/viewer.js", "%ff", "*"],
)  # fmt: skip
def test_no_other_path_gives_anything(site: Site, path: str) -> None:
    status, _, body = ask(site, site.base + path)
    assert status in (400, 404)
    assert SECRET.encode() not in body
    assert b"root:" not in body
    assert len(body) < 200


@pytest.mark.parametrize("form", ["http://127.0.0.1:{port}/etc/passwd", "*", "{base}../secret.txt"])
def test_odd_request_targets_give_nothing(site: Site, form: str) -> None:
    target = form.format(port=site.port, base=site.base)
    status, _, body = ask(site, target)
    assert status in (400, 403, 404)
    assert SECRET.encode() not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_only_reading_is_possible(site: Site, method: str) -> None:
    status, headers, body = ask(site, site.base + "manifest.json", method)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"
    assert b"runs" not in body


def test_head_gives_headers_only(site: Site) -> None:
    status, headers, body = ask(site, site.base + "manifest.json", "HEAD")
    assert (status, body) == (200, b"")
    assert headers["x-content-type-options"] == "nosniff"


def raw(site: Site, *lines: str) -> bytes:
    """Send the lines of a request as they stand and return the whole answer."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        connection.sendall(("\r\n".join([*lines, "Connection: close", "", ""])).encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("order", [1, -1])
def test_two_hosts_are_refused_whichever_comes_first(site: Site, order: int) -> None:
    gate = Gate(site.port, site.token)
    hosts = [f"127.0.0.1:{site.port}", "evil.example"][::order]
    scope = {
        "headers": [(b"host", host.encode()) for host in hosts], "method": "GET",
        "path": site.base, "raw_path": site.base.encode(),
    }  # fmt: skip
    with pytest.raises(RefusedError) as refused:
        gate.check(scope)
    assert refused.value.status == 421
    scope["headers"] = [(b"host", hosts[0].encode())] * 2
    with pytest.raises(RefusedError):
        gate.check(scope)


@pytest.mark.parametrize("path", ["{base}/manifest.json", "/{base}manifest.json", "{base}chunks//0/0"])
def test_doubled_slashes_are_refused_as_such(site: Site, path: str) -> None:
    answer = raw(site, f"GET {path.format(base=site.base)} HTTP/1.1", f"Host: 127.0.0.1:{site.port}")
    assert answer.split()[1] == b"400"


def test_the_socket_is_bound_to_the_loopback_address() -> None:
    with listen() as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_unfinished_requests_and_slow_readers_hold_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placeholder(monkeypatch, tmp_path)
    (tmp_path / "bundle" / "viewer.js").write_text(f"// {'x' * 30_000_000}\n")
    monkeypatch.setattr(patience, "REQUEST", 1.5)
    monkeypatch.setattr(patience, "READING", 1.5)
    monkeypatch.setattr(patience, "LOOK", 0.1)
    write(walk_out(people=10, frames=40), tmp_path / "run")
    with serving([GuardedSource(tmp_path / "run")]) as site:
        begun = [socket.create_connection(("127.0.0.1", site.port), timeout=20) for _ in range(50)]
        for n, connection in enumerate(begun):
            connection.sendall(b"" if n % 2 else f"GET {site.base} HTTP/1.1\r\nHo".encode())
        reader = socket.create_connection(("127.0.0.1", site.port), timeout=20)
        reader.sendall(f"GET {site.base}viewer.js HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n\r\n".encode())
        assert ask(site, site.base + "manifest.json")[0] == 200
        for connection in begun:
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(100) == b""
            connection.close()
        time.sleep(3.0)
        received = 0
        with contextlib.suppress(ConnectionResetError):
            while data := reader.recv(1 << 20):
                received += len(data)
        reader.close()
        assert received < 30_000_000, "the answer to a client that does not read is given up"
        assert ask(site, site.base + "viewer.js")[0] == 200


def test_a_reader_who_reads_gets_a_large_answer_however_long_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placeholder(monkeypatch, tmp_path)
    (tmp_path / "bundle" / "viewer.js").write_text(f"// {'x' * 20_000_000}\n")
    monkeypatch.setattr(patience, "REQUEST", 0.5)
    monkeypatch.setattr(patience, "READING", 1.0)
    monkeypatch.setattr(patience, "LOOK", 0.1)
    write(walk_out(people=10, frames=40), tmp_path / "run")
    with serving([GuardedSource(tmp_path / "run")]) as site:
        connection = socket.create_connection(("127.0.0.1", site.port), timeout=20)
        request = (
            f"GET {site.base}viewer.js HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nConnection: close\r\n\r\n"
        )
        connection.sendall(request.encode())
        received = 0
        while data := connection.recv(1 << 20):
            received += len(data)
            time.sleep(0.1)
        assert received > 20_000_000


def test_only_the_loopback_address_listens(site: Site) -> None:
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError), socket.create_connection((own, site.port), timeout=2):
        pass


@pytest.mark.parametrize(
    "name",
    ["run.json", "venue.json", "people.parquet", "trajectories/part-00000.parquet",
     "events/part-00001.parquet", "fields/part-00000.h5"],
)  # fmt: skip
def test_a_link_that_leads_out_of_the_run_folder_is_not_followed(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    placeholder(monkeypatch, tmp_path)
    write(walk_out(people=10, frames=40), tmp_path / "run")
    shutil.copytree(tmp_path / "run", tmp_path / "elsewhere")
    (tmp_path / "run" / name).unlink()
    (tmp_path / "run" / name).symlink_to(tmp_path / "elsewhere" / name)
    with serving([GuardedSource(tmp_path / "run")]) as linked:
        (run,) = json.loads(ask(linked, linked.base + "manifest.json")[2])["runs"]
        assert run["status"] == "broken"
        assert "leads out of the run folder" in run["reason"]
        for path in ("chunks/0/0", "people/0", "maps/0"):
            assert ask(linked, linked.base + path)[0] == 422


def test_a_folder_that_is_itself_a_link_may_be_viewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placeholder(monkeypatch, tmp_path)
    write(walk_out(people=10, frames=40), tmp_path / "run")
    (tmp_path / "latest").symlink_to(tmp_path / "run")
    assert GuardedSource(tmp_path / "latest").entry()["status"] == "complete"


def test_names_in_a_scenario_cannot_become_part_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placeholder(monkeypatch, tmp_path)
    title = "</title><script>alert(1)</script>"
    with serving([GuardedSource(tmp_path)], title) as site:
        assert b"<script>alert" not in ask(site, site.base)[2]
