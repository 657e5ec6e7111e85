"""What a run used is cited, once and completely; what was not checked says so."""

from __future__ import annotations

import re

from scenes import gap, scenario, storey
from typer.testing import CliRunner

from exeunt.base.kinds import families, kinds
from exeunt.base.references import REFERENCES, cited
from exeunt.cli.app import app
from exeunt.metrics.service import SCALES
from exeunt.models.population.mobility import PROFILES
from exeunt.report.models import references_of
from exeunt.scenario.catalogue import load_catalogue

# "Weidmann 1993", "Ehtamo et al. 2010", "(Haghani 2018)"
CITATION = re.compile(r"[A-Z][a-zäöüß]+(?: et al\.?| & [A-Z]\w+| and [A-Z]\w+)?,? \(?(?:19|20)\d\d\b")


def sources() -> list[str]:
    load_catalogue()
    texts = [profile.source for profile in PROFILES] + [scale.source for scale in SCALES.values()]
    for family in families():
        for kind in kinds(family).values():
            texts += kind.references
            for info in kind.model_fields.values():
                extra = info.json_schema_extra
                if isinstance(extra, dict) and "exeunt" in extra:
                    texts.append(extra["exeunt"]["source"])
    return texts


def test_every_publication_that_a_parameter_names_is_in_the_bibliography():
    named = [text for text in sources() if CITATION.search(text)]
    assert len(named) > 10
    missing = [text for text in named if not cited([text])]
    assert not missing


def test_entries_are_whole():
    for key, entry in REFERENCES.items():
        assert re.fullmatch(r"[a-z][a-z0-9-]*", key)
        assert entry.authors
        assert entry.venue
        assert entry.title or not entry.checked
        assert not entry.doi or re.fullmatch(r"10\.\d{4,}/\S+", entry.doi)
    dois = [entry.doi for entry in REFERENCES.values() if entry.doi]
    assert len(dois) == len(set(dois))


def test_citations_are_found_in_the_ways_in_which_they_are_written():
    found = cited(
        ["Tordeux, Chraibi & Seyfried 2016, T = 1 s", "(Xu, Chraibi & Seyfried (2021), doi x)", "none"]
    )
    assert [entry.key for entry in found] == ["tordeux2016", "xu2021"]
    assert cited(["doi 10.1038/35035023"])[0].key == "helbing2000"


def test_the_command_prints_what_this_run_used(run):
    shown = CliRunner().invoke(app, ["cite", str(run.folder)])
    assert shown.exit_code == 0
    lines = shown.output.splitlines()
    assert lines[0].startswith("The Exeunt contributors")
    for words in ("Tordeux", "Weidmann", "Fruin", "Steffen", "Salmon"):
        assert any(line.startswith(words) for line in lines), words
    assert not any(line.startswith("Helbing") for line in lines)
    weidmann = next(line for line in lines if line.startswith("Weidmann"))
    assert weidmann.endswith("[details not checked against the publication]")


def test_bibtex_is_well_formed(run):
    shown = CliRunner().invoke(app, ["cite", str(run.folder), "--bibtex"])
    entries = re.findall(r"^@(\w+)\{([\w-]+),\n(.*?)^\}", shown.output, re.MULTILINE | re.DOTALL)
    assert len(entries) > 8
    keys = [key for _, key, _ in entries]
    assert len(keys) == len(set(keys))
    for _, key, body in entries:
        assert body.count("{") == body.count("}")
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", body, re.MULTILINE))
        assert fields["author"], key
        assert not re.search(r"(?<!\\)[&%#_]", "".join(fields.values())), key


def test_another_model_brings_its_own_references():
    venue = {"storeys": [storey("hall", 0, 0, 8, 6)], "exits": [gap("e", "hall", 0, 2, 0, 3.2)]}
    document = scenario(venue, [{"number": 2}], movement="social_force").document
    found, own = references_of(document)
    keys = [entry.key for entry in found]
    assert "helbing2000" in keys
    assert "xu2021" not in keys
    assert own == []
