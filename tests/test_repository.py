"""What must hold for the repository itself: no machine's traces, commands that agree, readable files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LONGEST = 400
# longer for a reason: nothing yet
EXCEPTIONS: dict[str, int] = {}
EXTRAS = ("cfast", "fds", "analysis")
"""Each has a file of pins of its own; the extra ``report`` is in requirements.txt."""

MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:work|home/\w+|root|Users/\w+|tmp/\w+)/|[A-Z]:\\Users\\")
REGISTRY = re.compile(
    r"https?://[^\s\"'>)]+/(?:simple|packages)/|files\.python" + r"hosted|--(?:extra-)?index-url|find-links"
)


def tracked(root: Path, *patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=root, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_machine_paths_and_no_registry_hosts(root: Path) -> None:
    found = []
    for path in tracked(root):
        if path == Path(__file__).resolve():
            continue
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "work/main/x.py",
        "/" + "home/ann/venv/bin/python",
        "--extra-index-url",
        "https://" + "pypi.example/simple/numpy",
    ],
)
def test_the_patterns_find_what_they_are_for(line: str) -> None:
    assert MACHINE_PATH.search(line) or REGISTRY.search(line)


def test_python_files_stay_readable(root: Path) -> None:
    sizes = {
        path.relative_to(root).as_posix(): len(text_of(path).splitlines()) for path in tracked(root, "*.py")
    }
    long = {name: size for name, size in sizes.items() if size > EXCEPTIONS.get(name, LONGEST)}
    assert not long


def test_every_module_says_what_it_is(root: Path) -> None:
    silent = [
        path.relative_to(root).as_posix()
        for path in tracked(root, "src/*.py")
        if ast.get_docstring(ast.parse(text_of(path))) is None
    ]
    assert not silent


def test_ci_calls_the_test_command_of_the_readme(root: Path) -> None:
    readme = text_of(root / "README.md")
    commands = re.findall(r"^python3 start\.py \w+$", readme, re.MULTILINE)
    assert commands == ["python3 start.py demo", "python3 start.py test"]
    assert "python3 start.py test" in text_of(root / ".ci" / "run").splitlines()


def test_every_pin_has_a_hash_and_covers_the_dependencies(root: Path) -> None:
    project = tomllib.loads(text_of(root / "pyproject.toml"))
    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    direct = {
        "requirements.txt": [*project["project"]["dependencies"], *groups["install"], *extras["report"]],
        "requirements-dev.txt": [*project["project"]["dependencies"], *groups["docs"]]
        + [entry for entry in groups["dev"] if isinstance(entry, str)],
        **{f"requirements-{extra}.txt": groups[extra] for extra in EXTRAS},
    }
    for name, wanted in direct.items():
        blocks = re.split(r"\n(?=[a-z0-9])", text_of(root / name))
        pins = {match[1]: block for block in blocks if (match := re.match(r"([a-z0-9-]+)==", block))}
        assert all("--hash=sha256:" in block for block in pins.values())
        named = {
            re.split(r"[^A-Za-z0-9._-]", entry)[0].lower().replace(".", "-").replace("_", "-")
            for entry in wanted
        }
        assert named <= pins.keys(), f"{name} lacks {named - pins.keys()}"


def test_all_requirement_files_pin_the_same_versions(root: Path) -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text_of(root / name), re.MULTILINE))

    dev = pins("requirements-dev.txt")
    for name in ("requirements.txt", *(f"requirements-{extra}.txt" for extra in EXTRAS)):
        assert pins(name).items() <= dev.items(), f"{name} would replace what another file has installed"


def test_the_extras_ask_for_what_their_files_of_pins_hold(root: Path) -> None:
    project = tomllib.loads(text_of(root / "pyproject.toml"))
    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    assert groups["cfast"] + groups["fds"] == extras["fire"]
    assert groups["analysis"] == extras["analysis"]


def test_the_bootstrap_says_what_it_can_do(root: Path) -> None:
    shown = subprocess.run(
        [sys.executable, str(root / "start.py")], capture_output=True, text=True, check=True
    )
    assert all(f"start.py {command}" in shown.stdout for command in ("demo", "test", "check", "setup"))
    wrong = subprocess.run(
        [sys.executable, str(root / "start.py"), "dmeo"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2


def test_importing_exeunt_loads_nothing_heavy() -> None:
    code = "import sys, exeunt, exeunt.cli.app; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"numba", "scipy", "numpy", "shapely", "pyarrow", "duckdb", "h5py", "pydantic"}
    assert not heavy & set(loaded)


def test_the_architecture_names_the_rooms_and_phases_that_there_are(root: Path) -> None:
    from exeunt.world.contract import PHASES

    page = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.MULTILINE)
    told = {room: int(floor) for floor, room in rows}
    rule = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [layer.split(" | ") for layer in reversed(rule["contracts"][0]["layers"])]
    assert told == {room: floor for floor, rooms in enumerate(layers, 1) for room in rooms}
    package = root / "src" / "exeunt"
    assert all((package / room).is_dir() or (package / f"{room}.py").is_file() for room in told)
    assert tuple(re.findall(r"^\| `(\w+)` \| ", page.split("## The step")[1], re.MULTILINE)) == PHASES
    named = re.findall(r"`((?:\w+/)+[\w./]*)`", page)
    assert named
    missing = [
        name for name in named if not ((root / "src/exeunt" / name).exists() or (root / name).exists())
    ]
    assert not missing


# state of a run is computed below these rooms with IEEE arithmetic and the functions of base/maths alone
STATE_ROOMS = ("base", "engine", "models", "simulation", "venue", "world")
ROUNDS_DIFFERENTLY = re.compile(
    r"np\.(?:exp|expm1|log|log10|log1p|log2|sin|cos|tan|arctan|arctan2|arcsin|arccos|tanh|power|float_power|cbrt|hypot"
    r"|sinh|cosh)\(|from math import [^\n]*\b(?:exp|log|sin|cos|tan|atan|atan2|pow|hypot|tanh)\b|math\.(?:exp|log|sin)"
)
# what is written into a scenario or a message, or ends as an order of angles a nanoradian apart
FOR_A_REASON = {
    "simulation/refit.py", "venue/curves.py", "venue/document.py", "venue/frames.py", "venue/stairs.py",
    "world/corners.py",
}  # fmt: skip


def test_no_function_that_rounds_differently_enters_the_state(root: Path) -> None:
    found = {}
    for path in tracked(root, "src/exeunt"):
        name = path.relative_to(root / "src/exeunt").as_posix()
        if path.suffix == ".py" and name.split("/")[0] in STATE_ROOMS:
            code = re.sub(r'""".*?"""', "", text_of(path), flags=re.S)
            if hits := ROUNDS_DIFFERENTLY.findall(code):
                found[name] = hits
    assert set(found) == FOR_A_REASON, {
        name: hits for name, hits in found.items() if name not in FOR_A_REASON
    }
