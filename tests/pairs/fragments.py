"""One small named fragment for each part of a scenario; those of the building and its people come first."""

from __future__ import annotations

import fragments_of_venue  # noqa: F401 (enters its fragments)
from pieces import FRAGMENTS, base, crowd, fragment, hall, more
from scenes import Document, box, gap, storey

__all__ = ["FRAGMENTS", "Document", "base"]


# --- how people move, choose and perceive -----------------------------------------------------------------------------

for law in ("collision_free_speed", "encounters", "social_force"):

    def add_law(doc: Document, law: str = law) -> None:
        doc["movement"] = {"kind": law}

    fragment("movement", f"movement {law}")(add_law)

for decision in ("delay_budget", "drawn_delay", "ordered_logit"):

    def add_decision(doc: Document, decision: str = decision) -> None:
        doc.setdefault("behaviour", {})["decision"] = {"kind": decision, "listen_twice": 0.2}
        doc["behaviour"]["informed"] = ["guests"]

    fragment("decision", f"decision {decision}")(add_decision)


@fragment()
def all_knowing(doc: Document) -> None:
    doc["wayfinding"] |= {"all_knowing": True, "every": 1.0, "clearance": {"reach": 0.3}}


@fragment()
def staff(doc: Document) -> None:
    quick = {"delay": 1, "confirmation": 1}
    posts = {
        "pointing": ([10, 1.5], {"kind": "direct", "exit": "east"}),
        "keeping": ([22.5, 7.5], {"kind": "keep", "opening": "east", "state": "open"}),
        "leading": ([12, 8], {"kind": "lead", "exit": "east", "wait": 5, "patience": 10}),
        "sweeping": ([2, 4], {"kind": "sweep", "exit": "west"}),
    }
    more(doc, "staff", items=[
        {"id": id, "storey": "hall", "at": at, "instruction": instruction, "leaves": 40, **quick}
        for id, (at, instruction) in posts.items()
    ])  # fmt: skip


@fragment()
def signs(doc: Document) -> None:
    more(doc, "signs", items=[
        {"id": "over the exit", "storey": "hall", "at": [23.9, 7], "facing": "180 deg", "exit": "east"},
        {"id": "arrow", "kind": "dynamic", "storey": "hall", "at": [8, 0.1], "facing": "90 deg", "way": "0 deg",
         "start": 5},
        {"id": "crossed out", "kind": "negative", "storey": "hall", "at": [0.1, 7], "facing": "0 deg", "exit": "west"},
    ])  # fmt: skip
    doc["guidance"] = {"reach": 6, "compliance": 0.8}


@fragment()
def assistance(doc: Document) -> None:
    more(doc, "venue", "storeys", items=[storey("balcony", 5, 18, 9, 24, elevation=2.5)])
    more(doc, "venue", "stairs", items=[{"id": "steps", "foot": {"storey": "hall", "line": [[6, 14], [7.4, 14]]},
                                         "head": {"storey": "balcony", "line": [[6, 18], [7.4, 18]]}}])  # fmt: skip
    more(
        doc,
        "people",
        items=[crowd("wheelchairs", box(6, 19, 8, 23), 2, "balcony", mobility={"wheelchair_manual": 1.0})],
    )
    doc["assistance"] = {"places": [{"id": "landing", "storey": "balcony", "at": [8, 20]}],
                         "prepare": {"kind": "constant", "value": 3}}  # fmt: skip
    more(doc, "staff", items=[{"id": "helper", "storey": "hall", "at": [7, 12], "instruction": "assist", "delay": 1,
                               "confirmation": 1, "sector": {"storey": "balcony"}}])  # fmt: skip


# --- what goes wrong, and what is done about it -----------------------------------------------------------------------


@fragment()
def alarms(doc: Document) -> None:
    here = [{"storey": "hall", "area": box(0, 0, 12, 14)}]
    there = [{"storey": "hall", "at": [20, 3], "radius": 3}]
    fixed = {stage: {"kind": "constant", "value": 2} for stage in ("notice", "verify", "decide", "announce")}
    alarms = doc.setdefault("alarms", {})
    alarms["control_room"] = {"informed": 3, **fixed}
    more(alarms, "detectors", items=[
        {"id": "glass", "kind": "manual", "time": 6},
        {"id": "beam", "kind": "smoke", "storey": "hall", "at": [12, 7], "height": 2.9},
        {"id": "bulb", "kind": "heat", "storey": "hall", "at": [12, 9], "height": 2.9},
        {"id": "spray", "kind": "sprinkler", "storey": "hall", "at": [11, 7], "height": 2.9},
    ])  # fmt: skip
    more(alarms, "systems", items=[
        {"id": "gong", "kind": "bell", "time": 2, "duration": 8},
        {"id": "tape", "kind": "recorded_voice", "time": 14, "message": 4, "where": here, "exit": "west"},
        {"id": "voice", "kind": "live_announcement", "message": 3, "where": there},
        {"id": "phones", "kind": "phone_alert", "time": 20, "instruction": "inform"},
    ])  # fmt: skip
    more(alarms, "bangs", items=[{"id": "bang", "time": 1, "storey": "hall", "at": [12, 3], "hearing": 6}])
    more(doc, "people", items=[crowd("waiting", box(9, 10, 10.5, 13), 3, cue="alarm")])


@fragment("smoke speed")
def smoke(doc: Document) -> None:
    states = [{"at": 0}, {"at": 20, "extinction": 1.5, "co": 0.002, "air_temperature": 60},
              {"at": 60, "extinction": 3.0, "co": 0.004, "air_temperature": 120}]  # fmt: skip
    cloud = {"id": "cloud", "kind": "field", "storey": "hall", "area": box(12, 0, 24, 14), "states": states}
    more(doc, "hazards", "sources", items=[cloud])
    doc["hazards"]["smoke_speed"] = "fridolf"
    doc["hazards"]["exposure"] = {"form": "iso13571", "susceptibility": "log_normal"}


@fragment("smoke speed")
def filling(doc: Document) -> None:
    more(doc, "hazards", "sources", items=[
        {"id": "stage fire", "kind": "room_filling", "storey": "hall", "at": [20, 3], "ceiling": 3,
         "growth": "ultra_fast", "peak": "2 MW"},
    ])  # fmt: skip
    doc["hazards"]["smoke_speed"] = "lund"
    doc["hazards"]["exposure"] = {"form": "purser", "susceptibility": "alike"}


@fragment()
def flames(doc: Document) -> None:
    more(doc, "hazards", "sources", items=[
        {"id": "burning ground", "kind": "flames", "storey": "hall", "area": box(19, 5, 20, 6), "start": 12},
        {"id": "burning chair", "kind": "fire", "storey": "hall", "at": [15.5, 3], "growth": "fast", "peak": "500 kW"},
    ])  # fmt: skip


@fragment()
def cfast(doc: Document) -> None:
    more(doc, "hazards", "sources", items=[{"id": "by CFAST", "kind": "cfast", "storey": "hall", "at": [3, 11],
                                            "growth": "fast", "peak": "1 MW", "door_height": 2.1}])  # fmt: skip


@fragment()
def explosion(doc: Document) -> None:
    more(doc, "hazards", "sources", items=[
        {"id": "event", "kind": "explosion", "storey": "hall", "at": [10, 6], "start": 6, "radius": 2.5,
         "casualties": 0.5, "blocked": ["east"], "fire": {"growth": "fast", "peak": "200 kW"}},
    ])  # fmt: skip


@fragment()
def danger_zones(doc: Document) -> None:
    path = [{"time": 5, "at": [20, 9]}, {"time": 30, "at": [14, 9]}, {"time": 45, "at": [14, 3]}]
    more(doc, "danger_zones", items=[
        {"id": "moving", "storey": "hall", "radius": 1.5, "seen": 20, "heard": 15, "path": path, "end": 50},
        {"id": "corner", "storey": "hall", "area": box(1, 12, 3, 14), "seen": 8, "heard": 0, "start": 10,
         "intensity": 0.5},
    ])  # fmt: skip
    doc["threat"] = {"perception": {}}


@fragment()
def refuges(doc: Document) -> None:
    hall(doc).setdefault("walls", []).extend(
        [{"line": [[19, 0], [19, 4]], "thickness": 0.2}, {"line": [[19, 4], [24, 4]], "thickness": 0.2}]
    )
    more(doc, "venue", "doors", items=[gap("closet door", "hall", 19, 1.4, 19, 2.6)])
    more(doc, "refuges", items=[{"id": "closet", "storey": "hall", "area": box(19.1, 0, 24, 3.9),
                                 "doors": ["closet door"], "capacity": 12, "time_to_lock": 5,
                                 "protects": ["zone", "smoke"]}])  # fmt: skip
    doc.setdefault("behaviour", {})
    more(doc, "people", items=[crowd("near the closet", box(16, 0.5, 18.5, 2), 3)])


@fragment()
def lockdown(doc: Document) -> None:
    doc.setdefault("behaviour", {})
    doc["lockdown"] = {"orders": [
        {"id": "shut", "at": 12, "doors": ["west"], "until": 35, "instruct": "stay",
         "where": [{"storey": "hall", "area": box(0, 0, 8, 14)}]},
    ]}  # fmt: skip


@fragment()
def responders(doc: Document) -> None:
    more(doc, "responders", items=[
        {"id": "crew", "called": 1, "command": 1, "assembled": 2, "hold": 0, "approach": 1, "enter": "west",
         "number": 4, "bearers": 2, "search": ["hall"], "collection_point": {"storey": "hall", "at": [2, 10]},
         "treat": {"kind": "constant", "value": 4}, "prepare": {"kind": "constant", "value": 2}},
    ])  # fmt: skip


# --- the run and what it keeps ----------------------------------------------------------------------------------------


@fragment()
def record(doc: Document) -> None:
    doc["record"] = {"every": 0.2, "part": 7, "density_cell": 0.5, "air": 2, "minds": 2,
                     "series": {"vx": 1, "distance_walked": 2, "goal_exit": 5}}  # fmt: skip


@fragment()
def run(doc: Document) -> None:
    doc["run"] |= {"seed": 7, "stall_time": 20}


@fragment()
def variants(doc: Document) -> None:
    """The variant that is run closes an exit after a while, adds one and takes one key away."""
    doc["variants"] = {"tried": {
        "title": "One exit moved",
        "set": {"venue.exits.west.changes": [{"at": 20, "state": "closed"}], "run.max_time": "50 s"},
        "add": {"venue.exits": [gap("new", "hall", 0, 10, 0, 12)]},
        "remove": ["people.guests.mobility"],
    }}  # fmt: skip


@fragment()
def based_on(doc: Document) -> None:
    """Everything else stands in another file, from which this one is made."""
    doc["based_on"] = "base.yaml"
    doc["modify"] = {"set": {"people.guests.number": 8}}
