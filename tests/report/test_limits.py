"""What a report says that a run cannot show follows from what is in use, whatever is combined."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from documents import document_classes
from scenes import box, gap, scenario, storey

from exeunt.base.kinds import families, kinds
from exeunt.report.blocks import Bullets, words
from exeunt.report.compose import compose
from exeunt.report.limits import ABSENT, GENERAL, limitations
from exeunt.results.run import open_run
from exeunt.scenario.catalogue import load_catalogue
from exeunt.simulation import simulate

VENUE = {"storeys": [storey("hall", 0, 0, 16, 8)], "exits": [gap("out", "hall", 0, 3, 0, 5)]}
SMOKE = {
    "id": "smoke",
    "kind": "field",
    "storey": "hall",
    "area": box(12, 0, 16, 8),
    "states": [{"at": 1, "co": 0.004}],
}
CREW = {"id": "crew", "called": 1, "enter": "out", "number": 2, "command": 1, "assembled": 1, "told": True,
        "collection_point": {"storey": "hall", "at": [2, 1]}}  # fmt: skip
MOVEMENTS: dict[str, dict[str, Any]] = {
    "collision_free_speed": {"kind": "collision_free_speed"}, "social_force": {"kind": "social_force"},
    "speed with ellipses": {"kind": "collision_free_speed", "breadth": 0.65}, "encounters": {"kind": "encounters"},
    "encounters of discs": {"kind": "encounters", "breadth": None, "depth": 1.0},
}  # fmt: skip
FIRES = ("no fire", "fire", "fire that nobody minds")
ON = (False, True)


def document(fire: str, responders: bool, assistance: bool, injured: bool, movement: str, **more: Any) -> Any:
    sections: dict[str, Any] = {"movement": MOVEMENTS[movement], **more}
    if fire != "no fire":
        sections["hazards"] = {"sources": [SMOKE], **({} if fire == "fire" else {"avoidance": None})}
    if responders:
        sections["responders"] = [CREW]
    if assistance:
        sections["assistance"] = {}
    crowd = [{"id": "crowd", "number": 6, "where": {"storey": "hall"}}]
    if injured:
        crowd.append({"id": "hurt", "number": 1, "injured": 2, "where": {"storey": "hall"}})
    return scenario(VENUE, crowd, **sections)


def claims(fire: str, responders: bool, assistance: bool, movement: str) -> dict[str, bool]:
    """Sentences, and whether they are true of a combination."""
    discs = movement not in ("encounters", "speed with ellipses")
    return {
        r"not? rescued|is rescued": not responders,
        r"helps|helped|carries": not assistance,
        r"There is no smoke": fire == "no fire",
        r"do not react to smoke": fire == "fire that nobody minds",
        r"turns back before smoke": fire == "fire",
        r"\bdiscs\b": discs,
        r"\bellipses\b": not discs,
        r"Nobody falls\b|Nobody is hurt\b": False,
        r"dose is no diagnosis": fire != "no fire",
        r"Responders follow one chain": responders,
        r"One helper comes": assistance,
    }  # fmt: skip


@pytest.mark.parametrize("movement", MOVEMENTS)
@pytest.mark.parametrize(("fire", "responders", "assistance", "injured"), [*product(FIRES, ON, ON, ON)])
def test_no_combination_is_told_what_is_false_of_it(fire, responders, assistance, injured, movement):
    told = limitations(document(fire, responders, assistance, injured, movement).document)
    assert len(set(told)) == len(told)
    text = " ".join(told)
    for sentence, true in claims(fire, responders, assistance, movement).items():
        if sentence == r"not? rescued|is rescued":
            true = true and (fire != "no fire" or injured)
        assert bool(re.search(sentence, text)) == true, f"{sentence}: {text}"
    assert ("Who is injured, and when, is stated" in text) == injured


def test_every_kind_of_every_family_of_models_says_what_it_cannot_show():
    load_catalogue()
    for family in families():
        if family != "distribution":
            for name, kind in kinds(family).items():
                assert kind.limitations, f"{family}: {name} does not say what it cannot show"


def test_limitations_are_sentences_that_stand_on_one_class_only():
    classes = [cls for cls in document_classes() if vars(cls).get("limitations")]
    told = [text for cls in classes for text in vars(cls)["limitations"]]
    assert len(classes) > 30
    for text in (*told, *GENERAL, *(text for _, text in ABSENT)):
        assert text.endswith("."), text
        assert text[0].isupper(), text
    assert len(set(told)) == len(told)


def test_sections_tell_their_limits_only_where_they_are_in_use():
    plain = " ".join(limitations(document("no fire", False, False, False, "encounters").document))
    zone = {
        "id": "z",
        "radius": 2,
        "storey": "hall",
        "seen": 20,
        "heard": 0,
        "path": [{"time": 5, "at": [4, 4]}],
    }
    busy = " ".join(
        limitations(
            document("no fire", False, False, False, "encounters", danger_zones=[zone], behaviour={}).document
        )
    )
    for words_ in ("A danger zone is prescribed", "What people notice, believe and decide"):
        assert words_ not in plain
        assert words_ in busy
    assert "without the section 'behaviour'" in plain
    assert "without the section 'behaviour'" not in busy


def test_a_report_with_fire_responders_and_assistance_denies_none_of_them(tmp_path, read):
    scene = document("fire", True, True, True, "encounters", run={"max_time": 20, "step": 0.02})
    simulate(scene, out=tmp_path / "run")
    report = compose(open_run(tmp_path / "run"))
    text = read(report).text
    for denied in ("nobody is rescued", "Nobody is rescued", "not rescued", "simulated as a disc", "People are discs",
                   "helps or rescues", "Nobody in the crowd helps"):  # fmt: skip
        assert denied not in text
    (bullets,) = [block for block in report.blocks[-20:] if isinstance(block, Bullets)][-1:]
    listed = [words(item) for item in bullets.items]
    assert listed == [*GENERAL, *limitations(scene.document)]
