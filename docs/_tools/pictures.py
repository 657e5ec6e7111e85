"""Draw the pictures of the documentation: run every example and keep its overview or plan and its N-t plot.

python docs/_tools/pictures.py [EXAMPLE ...]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from exeunt.results.run import open_run
from exeunt.scenario.files import load
from exeunt.simulation import simulate
from exeunt.viewer.pictures import draw_run

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"


def draw(name: str) -> None:
    """Run one example and copy its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / name
        result = simulate(load(ROOT / "examples" / f"{name}.yaml"), out=run)
        drawn = {path.stem: path for path in draw_run(open_run(run))}
        plan = drawn.get("overview") or next(path for stem, path in drawn.items() if stem.startswith("plan-"))
        PICTURES.mkdir(exist_ok=True)
        shutil.copyfile(plan, PICTURES / f"{name}.svg")
        shutil.copyfile(drawn["n-t"], PICTURES / f"{name}-n-t.svg")
        figures = result.summary
        print(f"{name}: {figures['people']} people, last out after {figures['last_out_s']:.1f} s")


if __name__ == "__main__":
    for example in sys.argv[1:] or sorted(path.stem for path in (ROOT / "examples").glob("*.yaml")):
        draw(example)
