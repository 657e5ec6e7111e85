"""Inputs are regular files of bounded size; anything else is refused at once and in words."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from exeunt.base.reading import Reach, UnreadableError, check_file, read_bytes, read_text


def test_a_regular_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfcaf\xc3\xa9\r\n")
    assert read_text(path) == "café\r\n"
    assert read_bytes(path, most=10) == path.read_bytes()
    assert check_file(path) == path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
@pytest.mark.parametrize("read", [read_bytes, read_text, check_file])
def test_pipes_devices_sockets_and_folders_are_refused_without_waiting(
    tmp_path: Path, read: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(read)
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        monkeypatch.chdir(tmp_path)
        bound.bind("socket")
        for path, word in (
            (tmp_path / "pipe", "a pipe"),
            (Path("/dev/zero"), "a device"),
            (tmp_path, "a folder"),
            (tmp_path / "none", "no such file"),
        ):
            with pytest.raises(UnreadableError, match=word):
                read(path)
        with pytest.raises(UnreadableError):
            read(tmp_path / "socket")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(UnreadableError, match="2,000 MB, more than the 1,000 MB"):
        read_bytes(path)
    with pytest.raises(UnreadableError, match="more than the 20 MB"):
        read_text(path)


def test_text_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(UnreadableError, match="not UTF-8") as caught:
        read_text(path)
    assert (caught.value.line, caught.value.fault) == (2, "text")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\ud800"])
def test_names_that_no_file_can_have_are_missing_or_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError):
        read_bytes(tmp_path / name)
    assert not Reach.of([tmp_path / "other"]).holds(tmp_path / name)


def test_reach_follows_links_and_dots(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "link").symlink_to(outside)
    (inside / "loop").symlink_to(inside / "loop")
    reach = Reach.of([inside])
    assert reach.holds(inside / "a" / "b.wkt")
    assert reach.holds(inside / "a" / ".." / "b.wkt")
    assert not reach.holds(inside / "link" / "b.wkt")
    assert not reach.holds(inside / ".." / "out" / "b.wkt")
    assert not reach.holds(tmp_path / "inside")
