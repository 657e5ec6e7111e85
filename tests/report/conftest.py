"""Runs to report on: a house of two storeys that was simulated, and runs made by hand (``exeunt_made``)."""

import pytest
from scenes import house

from exeunt.report.blocks import Figure, Report, Table, words
from exeunt.report.compose import compose
from exeunt.results.run import Run, open_run
from exeunt.simulation import simulate


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A house with a gallery, a stair, doors that open and close, people who come in late."""
    folder = tmp_path_factory.mktemp("runs") / "house run"
    simulate(house("collision_free_speed", people=60), out=folder)
    return open_run(folder)


@pytest.fixture(scope="session")
def report(run: Run) -> Report:
    return compose(run)


class Reader:
    """Looks things up in a report as a reader would."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @property
    def text(self) -> str:
        """All words of the report in order, no-break spaces as spaces."""
        parts: list[str] = []
        for block in self.report.blocks:
            for name in ("text", "title", "caption"):
                value = getattr(block, name, None)
                if value is not None:
                    parts.append(words(value))
            for row in getattr(block, "rows", ()):
                parts += [words(cell) for cell in row]
            for item in getattr(block, "items", ()):
                parts.append(" ".join(item) if isinstance(item, tuple) else words(item))
            parts += list(getattr(block, "lines", ()))
        return "\n".join(parts).replace("\u00a0", " ")

    def table(self, caption: str) -> list[dict[str, str]]:
        """Rows of the table whose caption begins so, by the titles of its columns."""
        (table,) = [b for b in self.report.blocks if isinstance(b, Table) and b.caption.startswith(caption)]
        titles = [column.title.replace("\u00a0", " ") for column in table.columns]
        return [
            dict(zip(titles, (words(cell).replace("\u00a0", " ") for cell in row), strict=True))
            for row in table.rows
        ]

    @property
    def figures(self) -> list[Figure]:
        return [block for block in self.report.blocks if isinstance(block, Figure)]


@pytest.fixture
def reader(report: Report) -> Reader:
    return Reader(report)


@pytest.fixture
def read() -> type[Reader]:
    return Reader
