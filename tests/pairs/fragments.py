"""One small named fragment for each part of a scenario; any of them can stand together in the same small hall.

A fragment adds its part to a document in place: its own people and ground where it needs some, so that others do not
have to know of it. Fragments of one ``group`` exclude each other, since a scenario has one of them (a law of walking).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scenes import Document, box, gap, storey

Edit = Callable[[Document], None]


@dataclass(frozen=True)
class Fragment:
    """A part of a scenario: what adds it to a document, and of what there can be only one."""

    name: str
    add: Edit
    group: str = ""


FRAGMENTS: dict[str, Fragment] = {}


def fragment(group: str = "", name: str = "") -> Callable[[Edit], Edit]:
    """Enter a function as a fragment of its own name."""

    def enter(add: Edit) -> Edit:
        called = name or add.__name__
        FRAGMENTS[called] = Fragment(called, add, group)
        return add

    return enter


def base() -> Document:
    """A hall of 24 m by 14 m with two exits and ten people, for a minute."""
    return {
        "exeunt": 1, "name": "pairs",
        "venue": {
            "storeys": [storey("hall", 0, 0, 24, 14)],
            "exits": [gap("west", "hall", 0, 6, 0, 8), gap("east", "hall", 24, 6, 24, 8)],
        },
        "people": [crowd("guests", box(8, 4, 15, 9), 10)],
        "run": {"max_time": 60, "stall_time": 30},
        "wayfinding": {"cell": 0.2},
    }  # fmt: skip


def crowd(id: str, area: Any, number: int, on: str = "hall", **more: Any) -> Document:
    """A population that starts within ten seconds."""
    usual = {
        "pre_movement": {"kind": "uniform", "min": 0, "max": 10},
        "mobility": {},
        "exit_choice": "nearest",
    }
    return {"id": id, "number": number, "where": {"storey": on, "area": area}, **usual, **more}


def hall(doc: Document) -> Document:
    """The storey that all fragments share."""
    return doc["venue"]["storeys"][0]


def more(doc: Document, *path: str, items: list[Any]) -> None:
    """Append items to a list of the document, which is made if it is not there."""
    for key in path[:-1]:
        doc = doc.setdefault(key, {})
    doc.setdefault(path[-1], []).extend(items)


# --- the building -----------------------------------------------------------------------------------------------------


@fragment()
def seats(doc: Document) -> None:
    block = {"id": "rows", "storey": "hall", "origin": [13.0, 9.8], "facing": "-90 deg", "rows": 3, "seats": 4,
             "row_pitch": 1.1}  # fmt: skip
    more(doc, "venue", "seating", items=[block])
    sitting = crowd("seated", None, 0, seats={"blocks": ["rows"], "occupancy": 0.7})
    more(doc, "people", items=[{k: v for k, v in sitting.items() if k not in ("number", "where")}])


@fragment()
def stairs(doc: Document) -> None:
    more(doc, "venue", "storeys", items=[storey("gallery", 0, 18, 4, 24, elevation=2.5)])
    more(doc, "venue", "stairs", items=[{"id": "stair", "foot": {"storey": "hall", "line": [[1, 14], [2.4, 14]]},
                                         "head": {"storey": "gallery", "line": [[1, 18], [2.4, 18]]}}])  # fmt: skip
    more(doc, "people", items=[crowd("upstairs", box(0.5, 19, 3.5, 23), 4, "gallery")])


@fragment()
def ramp(doc: Document) -> None:
    more(doc, "venue", "storeys", items=[storey("deck", 14, 18, 20, 24, elevation=0.3)])
    more(doc, "venue", "ramps", items=[{"id": "ramp", "foot": {"storey": "hall", "line": [[15, 14], [16.4, 14]]},
                                        "head": {"storey": "deck", "line": [[15, 18], [16.4, 18]]}}])  # fmt: skip
    more(doc, "people", items=[crowd("on deck", box(15, 19, 19, 23), 4, "deck")])


@fragment()
def escalator(doc: Document) -> None:
    more(doc, "venue", "storeys", items=[storey("upper", 32, 2, 38, 8, elevation=4.0)])
    more(doc, "venue", "escalators", items=[
        {"id": "moving", "foot": {"storey": "hall", "line": [[24, 4.5], [24, 5.5]]}, "direction": "down",
         "head": {"storey": "upper", "line": [[32, 4.5], [32, 5.5]]}, "changes": [{"at": 25, "direction": "stopped"}]}
    ])  # fmt: skip
    more(doc, "people", items=[crowd("riders", box(33, 3, 37, 7), 4, "upper", escalator_walkers=0.5)])


@fragment()
def lift(doc: Document) -> None:
    more(doc, "venue", "storeys", items=[storey("top", -10, 0, -4, 4, elevation=6.0)])
    more(doc, "venue", "lifts", items=[{"id": "car", "to": "hall", "capacity": 4, "stops": [
        {"storey": "hall", "line": [[0, 1], [0, 2.2]]}, {"storey": "top", "line": [[-4, 1], [-4, 2.2]]}]}])  # fmt: skip
    more(doc, "people", items=[crowd("lift users", box(-9, 0.5, -5, 3.5), 3, "top", lift={"id": "car"})])


@fragment()
def endless(doc: Document) -> None:
    more(doc, "venue", "storeys", items=[storey("loop", -8, 40, 28, 43, elevation=-8.0)])
    more(doc, "venue", "exits", items=[gap("end of the loop", "loop", 28, 40, 28, 43)])
    seam = {"id": "seam", "storey": "loop", "line": [[20, 40], [20, 43]], "onto": [[0, 40], [0, 43]]}
    more(doc, "venue", "seams", items=[seam])
    more(doc, "people", items=[crowd("walkers", box(1, 40.3, 19, 42.7), 6, "loop", radius=0.19)])


@fragment()
def doors(doc: Document) -> None:
    hall(doc).setdefault("walls", []).extend(
        [{"line": [[17, 10], [24, 10]]}, {"line": [[17, 10], [17, 14]], "thickness": 0.2}]
    )
    hall(doc).setdefault("obstacles", []).append(box(20, 12.2, 21, 13))
    more(doc, "venue", "rooms", items=[{"id": "bar", "storey": "hall", "area": box(17.1, 10.1, 24, 14)}])
    more(doc, "venue", "doors", items=[
        gap("bar door", "hall", 17, 11.4, 17, 12.6, state="closed", changes=[{"at": 8, "state": "open"}],
            name="Bar", closes_after=3),
        gap("hatch", "hall", 18, 10, 19, 10, direction="forward", sill=1.0, soffit=2.0, max_specific_flow=0.5)
    ])  # fmt: skip
    more(doc, "people", items=[crowd("at the bar", box(18, 10.5, 23, 12), 4)])


@fragment()
def exits(doc: Document) -> None:
    more(doc, "venue", "exits", items=[
        gap("window", "hall", 6, 0, 7, 0, name="Fenster", sill=0.9, soffit=2.0, max_specific_flow="code"),
        gap("turnstile", "hall", 9, 0, 10, 0, closes_after=3),
        gap("late", "hall", 12, 0, 13, 0, state="locked", changes=[{"at": 10, "state": "open"},
                                                                    {"at": 30, "state": "blocked"}]),
    ])  # fmt: skip


@fragment()
def sealed_ground(doc: Document) -> None:
    hall(doc).setdefault("walls", []).append(
        {"line": [[22, 12.5], [23.5, 12.5], [23.5, 13.5], [22, 13.5], [22, 12.5]]}
    )
    doc["venue"]["sealed_ground"] = "leave_out"


@fragment()
def drawing(doc: Document) -> None:
    doc["venue"]["drawing"] = {"units": "m", "shift": [0, 0], "name": "plan.dxf"}
    doc["venue"]["repair"] = True
    doc["description"] = "A hall that was drawn elsewhere."


# --- people -----------------------------------------------------------------------------------------------------------


@fragment()
def groups(doc: Document) -> None:
    own = {"sizes": {1: 0.2, 2: 0.4, 3: 0.4}, "gather": {"within": 10}}
    more(doc, "people", items=[
        crowd("friends", box(2, 9, 7, 13), 8, groups=own, age={"kind": "uniform", "min": 4, "max": 60}),
        crowd("pairs of them", box(2, 2, 5, 5), 4, groups={"size": 2}),
    ])  # fmt: skip


@fragment()
def bodies(doc: Document) -> None:
    law = {"age": 40, "female": 0.5, "speed_law": "imo", "radius": 0.18, "time_gap": 0.6}
    more(doc, "people", items=[
        crowd("aged", box(2, 5, 5, 9), 4, **law),
        crowd("old", box(5, 10, 7, 13), 1, age=70, speed_law="weidmann_age"),
        crowd("older", box(7, 10, 8, 13), 1, age=80, speed_law="rimea"),
        crowd("slow", box(16, 2, 18, 5), 4, mobility={"wheelchair_manual": 0.5, "stick": 0.5},
              mobility_radius={"wheelchair_manual": 0.38}, clear_width={"wheelchair_manual": 0.8}, stair_ratio_up=0.4,
              stair_ratio_down=0.5),
        {**crowd("dense", box(16, 5, 18, 9), 0, desired_speed=1.2), "density": 0.3, "number": None},
    ])  # fmt: skip


@fragment()
def itinerary(doc: Document) -> None:
    """One group goes to places until the alarm and fetches something on its way out; others only pass by."""
    early = [
        {"id": "table", "at": [6, 3], "stay": {"kind": "uniform", "min": 2, "max": 6}},
        {"id": "corner", "area": box(9, 9, 12, 12), "storey": "hall", "stay": "until the alarm"},
        {"id": "coats", "at": [4, 11], "storey": "hall", "stay": "3 s", "when": "leaving", "share": 0.6},
    ]
    for place in early:
        place.setdefault("storey", "hall")
    more(doc, "people", items=[
        crowd("at their places", box(3, 3, 5, 5), 4, cue="alarm", itinerary=early, groups={"size": 2}),
        crowd("passing by", box(3, 6, 4, 8), 2, cue="start", itinerary=[{"door": "east", "stay": "2 s"}]),
    ])  # fmt: skip
    alarms = doc.setdefault("alarms", {})
    more(alarms, "systems", items=[{"id": "last call", "kind": "bell", "time": 22}])


@fragment()
def delays(doc: Document) -> None:
    kinds = [{"kind": "normal", "mean": 12, "sd": 2}, {"kind": "log_normal", "median": 8, "sigma": 0.5},
             {"kind": "gamma", "shape": 2, "scale": 4}, {"kind": "weibull", "shape": 2, "scale": 8},
             {"kind": "histogram", "edges": [0, 5, 20], "weights": [1, 2]}, {"kind": "preset"}, 3]  # fmt: skip
    more(doc, "people", items=[
        crowd(f"late {k}", box(5.2 + k, 9.2, 6.2 + k, 10), 1, pre_movement=kind) for k, kind in enumerate(kinds[:3])
    ] + [
        crowd(f"late {k}", box(k - 1, 12, k, 13), 1, pre_movement=kind) for k, kind in enumerate(kinds[3:], 3)
    ])  # fmt: skip


@fragment()
def inflow(doc: Document) -> None:
    come = {"storey": "hall", "line": [[2, 3], [4, 3]], "rates": [{"from": 5, "until": 25, "rate": 0.4}]}
    some = {"where": [{"storey": "hall", "area": box(12, 1, 14, 2)}], "arrivals": "poisson",
            "rates": [{"from": 0, "until": 20, "rate": 0.2}]}  # fmt: skip
    usual = {"pre_movement": 0, "mobility": {}, "exit_choice": "nearest"}
    more(
        doc,
        "people",
        items=[{"id": "coming", "inflow": come, **usual}, {"id": "dropping in", "inflow": some, **usual}],
    )


@fragment()
def arrivals(doc: Document) -> None:
    listed = [
        {"time": 2.5 * k, "place": [3 + 0.5 * k, 4.5], "velocity": [0, 1.0], "exit": "east"} for k in range(4)
    ]
    listed.append({"time": 90, "place": [3, 4.5]})
    more(doc, "people", items=[{"id": "listed", "inflow": {"storey": "hall", "people": listed}, "mobility": {},
                                "pre_movement": 0, "exit_choice": "assigned"}])  # fmt: skip


@fragment()
def spots(doc: Document) -> None:
    one = crowd("placed", None, 0, places={"storey": "hall", "at": [[9, 2], [10.5, 2], [12, 2]]})
    more(doc, "people", items=[{k: v for k, v in one.items() if k not in ("number", "where")}])


@fragment()
def chosen_stairs(doc: Document) -> None:
    more(doc, "venue", "storeys", items=[storey("loft", 10, 18, 13, 24, elevation=2.5)])
    more(doc, "venue", "stairs", items=[{"id": "ladder", "foot": {"storey": "hall", "line": [[11, 14], [12.4, 14]]},
                                         "head": {"storey": "loft", "line": [[11, 18], [12.4, 18]]}}])  # fmt: skip
    more(doc, "people", items=[crowd("in the loft", box(10.5, 19, 12.5, 23), 3, "loft", stairs=["ladder"])])


@fragment()
def injured(doc: Document) -> None:
    more(doc, "people", items=[crowd("hurt", box(5, 5, 7, 8), 2, injured=4)])


for choice in (
    {"kind": "assigned", "exits": {"east": 0.5, "west": 0.5}}, {"kind": "familiar", "exits": ["east"], "share": 0.5},
    {"kind": "logit", "others": 1.0}, {"kind": "quickest"},
):  # fmt: skip

    def add_choice(doc: Document, choice: Document = choice) -> None:
        more(doc, "people", items=[crowd(f"by {choice['kind']}", box(3, 9, 8, 12), 4, exit_choice=choice)])

    fragment(name=f"exit choice {choice['kind']}")(add_choice)


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
