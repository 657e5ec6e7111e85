"""Driving the viewer's page with playwright, and counting with DuckDB what it should say."""

from __future__ import annotations

from typing import Any

import duckdb

from exeunt.results.run import Run

FLAGS = ["--no-sandbox", "--disable-gpu-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
STATUSES = ("absent", "waiting", "moving", "out", "incapacitated")
PATIENCE = 120_000  # ms; a laden machine draws slowly


def new_page(browser: Any, **options: Any) -> tuple[Any, list[str]]:
    """Return a page and the list that its errors go to."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}, **options).new_page()
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    return page, errors


def visit(page: Any, address: str) -> None:
    page.goto(address)
    page.evaluate("window.exeuntViewer.ready")


def call(page: Any, script: str, argument: Any = None) -> Any:
    """Run a script with the viewer as ``v`` and return what it returns."""
    return page.evaluate(f"async (argument) => {{ const v = window.exeuntViewer; {script} }}", argument)


def state(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("window.exeuntViewer.state()")
    return found


def rows(run: Run, frame: int, group: str) -> dict[int, int]:
    """Count the trajectory rows of one frame by a column, with DuckDB."""
    query = f"select {group}, count(*) from read_parquet(?) where frame = ? group by 1"
    files = str(run.folder / "trajectories" / "*.parquet")
    return {int(key): int(number) for key, number in duckdb.execute(query, [files, frame]).fetchall()}


def number_on(page: Any, name: str) -> int:
    """Read a number as the page shows it."""
    return int(page.get_by_test_id(name).inner_text().replace("\u202f", ""))


def until(page: Any, condition: str) -> None:
    """Wait until a condition on the viewer ``v`` holds; the page forbids what playwright's own wait needs (eval)."""
    script = f"""async () => {{
        const v = window.exeuntViewer, end = performance.now() + {PATIENCE};
        while (!({condition})) {{
            if (performance.now() > end) throw new Error("waited in vain");
            await new Promise((go) => setTimeout(go, 50));
        }}
    }}"""
    page.evaluate(script)
