"""Set Exeunt up in .venv beside this file, then do something with it.

    python3 start.py demo      the concert hall: 6,000 people leave it, summary and pictures at the end
    python3 start.py test      what the tests need, and all tests
    python3 start.py check     style, types, import rules, documentation, and the viewer's page where Node.js is
    python3 start.py setup     only set up

On Windows write ``py start.py demo``. Arguments after demo and test are handed on. Needs Python 3.11 or newer
and nothing else; everything is installed inside .venv, from pinned files whose hashes are checked.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed.txt"
RUN, DEV = "requirements.txt", "requirements-dev.txt"
CHECKS = [
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["lint-imports"],
    ["sphinx-build", "-q", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html"],
]


def main(arguments):
    """Run one command and return its exit code."""
    if sys.version_info < (3, 11):
        return complain(f"Exeunt needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    command, *rest = arguments or ["help"]
    commands = {
        "demo": (RUN, [["exeunt", "demo", *rest]]),
        "test": (DEV, [["python", "-m", "pytest", "-n", "auto", "--dist", "loadfile", *rest]]),
        "check": (DEV, CHECKS),
        "setup": (RUN, [["exeunt", "--version"]]),
    }
    if command not in commands:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    requirements, lines = commands[command]
    try:
        set_up(requirements)
        codes = [subprocess.call([str(BIN / program), *line], cwd=ROOT) for program, *line in lines]
        if command == "check":
            codes.append(check_page())
        return next((code for code in codes if code), 0)
    except subprocess.CalledProcessError as error:
        return complain(f"This step failed: {' '.join(map(str, error.cmd))}", "Its own message stands above.")
    except KeyboardInterrupt:
        return 130


def check_page():
    """Check the viewer's page and compare the committed bundle with a fresh one; return the exit code."""
    npm, folder = shutil.which("npm"), ROOT / "frontend"
    if npm is None and os.environ.get("CI"):
        return complain(
            "The viewer's page must be checked here, but npm is missing (apt install nodejs npm)."
        )
    if npm is None:
        print("Not checked: the viewer's page (needs Node.js and npm; nothing else does).")
        return 0
    have, want = folder / "node_modules" / ".package-lock.json", folder / "package-lock.json"
    if not have.exists() or have.stat().st_mtime < want.stat().st_mtime:
        subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return subprocess.call([npm, "run", "--silent", "check"], cwd=folder)


def set_up(requirements):
    """Make .venv and install the pinned parts and Exeunt itself, unless that was done before."""
    wanted = fingerprint(requirements)
    if PYTHON.exists() and STAMP.exists() and wanted in STAMP.read_text(encoding="utf-8").split():
        return
    if not works(PYTHON):
        print("Setting up .venv ...", flush=True)
        make_venv()
    count = sum("==" in text for text in (ROOT / requirements).read_text(encoding="utf-8").splitlines())
    print(f"Installing {count} pinned packages into .venv (once; needs the network) ...", flush=True)
    pip("--require-hashes", "--only-binary", ":all:", "-r", ROOT / requirements)
    pip("--no-deps", "--no-build-isolation", "-e", ROOT)
    # Python itself may have been told to keep no compiled modules; a quarter of a second of every start
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "src" / "exeunt")], check=True)
    # what the tests need includes what a run needs
    done = {wanted, fingerprint(RUN)} if requirements == DEV else {wanted}
    STAMP.write_text("\n".join(sorted(done)) + "\n", encoding="utf-8")


def make_venv():
    """Make the virtual environment, or say what is missing."""
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode != 0:
        hint = f"apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        sys.exit(complain("Python could not make a virtual environment.", f"On Debian and Ubuntu: {hint}"))


def pip(*arguments):
    """Install with the pip of .venv."""
    line = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run([str(part) for part in line], check=True)


def fingerprint(requirements):
    """Hash what an installation depends on: the pins, the project's metadata, the place of the checkout."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in (requirements, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def works(python):
    """Say whether the interpreter of an earlier .venv still starts."""
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", ""], check=False, capture_output=True).returncode == 0


def complain(*lines):
    """Print an error and return the exit code 1."""
    print(*lines, sep="\n", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
