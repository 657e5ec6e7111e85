"""Fragments of the building and of the people in it."""

from __future__ import annotations

from pieces import crowd, fragment, hall, more
from scenes import Document, box, gap, storey

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
def by_point(doc: Document) -> None:
    hall(doc).setdefault("walls", []).append({"line": [[20.5, 1], [20.5, 4]], "thickness": 0.2})
    more(doc, "venue", "exits", items=[{"id": "by point", "storey": "hall", "at": [20, 0], "width": 1.0}])
    more(doc, "venue", "doors", items=[{"id": "screen", "storey": "hall", "at": [20.5, 2.5], "width": 1.1}])


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
