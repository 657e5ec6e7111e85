"""Prescribed and gridded hazards against geometry, closed solutions and conservation."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
import shapely
from scenes import box, gap, scenario, storey, walker
from scipy.integrate import solve_ivp
from shapely import Polygon

from exeunt.models.hazards.field import QUANTITIES, HazardError, HazardModel, Source, ambient, region_of
from exeunt.models.hazards.filling import STEP, RoomFilling, plume_flow
from exeunt.models.hazards.gridded import GridField, SurfaceGrid
from exeunt.models.hazards.prescribed import Flames, HazardKind, RadiantFire, SmokeFilling, UniformField
from exeunt.models.hazards.sampling import Heads, people_in
from exeunt.models.hazards.site import Site
from exeunt.scenario.check import check_scenario
from exeunt.venue.venue import Venue
from exeunt.world.state import Clock, Openings, World, empty_columns

VENUE = {
    "storeys": [storey("hall", 0, 0, 40, 30), storey("gallery", 50, 0, 60, 30, elevation=5.0)],
    "rooms": [{"id": "bar", "storey": "hall", "area": box(0, 0, 10, 10)}],
    "exits": [gap("door", "hall", 40, 10, 40, 14), gap("stairs", "gallery", 60, 10, 60, 14)],
}
K, T, CO, O2, Q = (
    QUANTITIES.index(name) for name in ("extinction", "air_temperature", "co", "o2", "radiation")
)


@pytest.fixture(scope="module")
def venue() -> Venue:
    return check_scenario(scenario(VENUE, [walker(20, 20)]), place=False).require()[1]


def look(
    venue: Venue,
    hazards: list[HazardKind | Source],
    time: float,
    places: Any,
    surface: int = 0,
    **options: Any,
) -> np.ndarray:
    sources = [
        item.source(Site(venue, 600.0)) if isinstance(item, HazardKind) else cast(Source, item)
        for item in hazards
    ]
    model = HazardModel(sources, **options)
    openings = Openings(np.zeros(len(venue.openings), dtype=np.int8))
    model.setup(World(venue, cast(Any, None), Clock(0.05), openings, empty_columns(1), 1))
    x, y = np.array(places, dtype=float).T
    return model.sample(time, np.full(len(x), surface), x, y)


def fire(**more: Any) -> RadiantFire:
    return RadiantFire.model_validate({"id": "f", "storey": "hall", "at": [20, 15], **more})


def test_a_fire_of_5_mw_radiates_2_and_a_half_kilowatts_to_7_and_a_half_metres(venue: Venue) -> None:
    burning = fire(growth=1.0, peak="5 MW", height=1.6)
    flux = look(venue, [burning], 60.0, [[27.46, 15], [20, 7.54], [20, 0]])[:, Q]
    assert flux[:2] == pytest.approx(2500.0, rel=1e-3)
    assert flux[2] == pytest.approx(2500.0 * (7.46 / 15) ** 2, rel=1e-3)
    assert look(venue, [burning], 60.0, [[55, 15]], surface=1)[0, Q] == 0.0


def test_growth_reaches_one_megawatt_when_handbooks_say() -> None:
    for growth, one, five in (
        ("slow", 584, 1306),
        ("medium", 292, 653),
        ("fast", 146, 327),
        ("ultra_fast", 73, 163),
    ):
        burning = fire(growth=growth, peak="50 MW", start=100.0)
        assert burning.power(100.0) == 0.0
        assert burning.power(100.0 + one) == pytest.approx(1e6, rel=0.01)
        assert burning.power(100.0 + five) == pytest.approx(5e6, rel=0.01)


def test_regions_are_those_of_shapely() -> None:
    area = Polygon([(0, 0), (10, 1), (7, 5), (9, 10), (1, 9), (3, 4)], [[(4, 4), (6, 4), (5, 6)]])
    places = np.random.default_rng(1).uniform(-1, 11, (2000, 2))
    region = region_of(3, area)
    x, y = np.ascontiguousarray(places.T)
    expected = np.flatnonzero(shapely.contains_xy(area, x, y))
    assert 0 < len(expected) < len(places)
    for surface, rows in ((3, expected), (2, expected[:0])):
        heads = Heads(np.full(len(x), surface), x, y, np.full(len(x), 1.6), 1.6)
        assert people_in(heads, region).tolist() == rows.tolist()


def test_a_ramp_is_ambient_before_linear_between_and_follows_the_policy_after(venue: Venue) -> None:
    smoke = UniformField.model_validate(
        {
            "id": "smoke", "kind": "field", "room": "bar",
            "states": [{"at": 10, "extinction": 1, "co": "100 ppm"}, {"at": 30, "extinction": 3, "co": "500 ppm"}],
        }
    )  # fmt: skip
    places = [[5, 5], [15, 5]]
    assert (look(venue, [smoke], 9.9, places) == ambient()).all()
    middle = look(venue, [smoke], 20.0, places)
    assert middle[0, [K, CO]] == pytest.approx([2.0, 300e-6])
    assert (middle[1] == ambient()).all()
    assert look(venue, [smoke], 99.0, places)[0, K] == pytest.approx(3.0)
    assert look(venue, [smoke], 99.0, places, after="ambient")[0, K] == 0.0
    with pytest.raises(HazardError, match="after 30 s"):
        look(venue, [smoke], 99.0, places, after="error")


def test_sources_add_up_and_fractions_stay_fractions(venue: Venue) -> None:
    one = {"kind": "field", "states": [{"extinction": 2, "air_temperature": 60, "o2": "5 %"}]}
    both = [UniformField.model_validate({"id": name, **one}) for name in ("a", "b")]
    air = look(venue, [*both], 0.0, [[5, 5]])[0]
    assert air[K] == 4.0
    assert air[T] == pytest.approx(100.0)
    assert air[O2] == 0.0


def filling(venue: Venue, **more: Any) -> RoomFilling:
    about = {
        "id": "f",
        "storey": "hall",
        "at": [20, 15],
        "ceiling": 10,
        "growth": 0.001,
        "peak": "1 MW",
        **more,
    }
    return cast(RoomFilling, SmokeFilling.model_validate(about).source(Site(venue, 600.0)))


def test_the_layer_descends_as_a_steady_plume_carries_air_into_it(venue: Venue) -> None:
    """Without expansion the layer sinks by m(z)/(rho A), m = 0.071 Q^(1/3) z^(5/3) + 0.0018 Q."""
    room = filling(venue, height=0, heat_loss=0.999999)
    times, interface, _ = room.table
    heat, area = 650.0, 1200.0

    def sinks(_: float, z: np.ndarray) -> np.ndarray:
        return -(0.071 * heat ** (1 / 3) * z ** (5 / 3) + 0.0018 * heat) / (1.204 * area)

    exact = solve_ivp(sinks, (0.0, times[-1]), [10.0], t_eval=times, rtol=1e-8).y[0]
    above_flame = exact > 0.166 * heat**0.4 + 0.1
    assert interface[above_flame][-1] < 4.0
    assert interface[above_flame] == pytest.approx(exact[above_flame], rel=2e-3)


def test_no_soot_and_no_oxygen_is_lost_in_the_layer(venue: Venue) -> None:
    room = filling(venue, soot_yield=0.1)
    k = 400
    burnt = 1e6 * STEP * k / room.fuel.heat
    volume = (room.ceiling - room.table[1][k]) * room.area
    assert room.table[2][k, K] * volume / 8700 == pytest.approx(0.1 * burnt, rel=1e-4)
    moles = volume * 1.204 * 293.15 / (293.15 + room.table[2][k, T]) / 28.96
    assert -room.table[2][k, O2] * moles * 31.998 == pytest.approx(burnt * room.fuel.heat / 13.1e6, rel=1e-4)


def test_smoke_reaches_heads_when_the_layer_does(venue: Venue) -> None:
    room = filling(venue, transition=0.0, peak="5 MW")
    times, interface, _ = room.table
    arrives = float(times[interface < 1.6][0])
    before, after = (look(venue, [room], t, [[1, 1]])[0] for t in (arrives - 1.0, arrives + 1.0))
    assert before[K] == 0.0
    assert after[K] > 0.3
    assert after[T] > 25.0


def test_a_full_room_is_past_its_horizon(venue: Venue) -> None:
    bar = filling(venue, storey=None, room="bar", at=[5, 5], ceiling=3, peak="2 MW")
    assert bar.table[1][-1] == bar.fire.height
    assert 10.0 < bar.horizon < 300.0
    assert filling(venue, peak="0.1 MW").horizon == 600.0


def test_the_plume_joins_at_the_flame_limit() -> None:
    limit = 0.166 * 2000**0.4
    assert plume_flow(2e6, limit * 1.001) == pytest.approx(plume_flow(2e6, limit * 0.999), rel=0.05)


def test_flames_fill_their_area_from_their_time_on(venue: Venue) -> None:
    lost = Flames.model_validate({"id": "lost", "storey": "hall", "area": box(0, 0, 5, 5), "start": 60})
    assert look(venue, [lost], 59.9, [[1, 1]])[0, Q] == 0.0
    assert look(venue, [lost], 60.0, [[1, 1], [6, 1]])[:, Q].tolist() == [50e3, 0.0]


def test_a_grid_gives_back_a_linear_field_and_nothing_behind_its_walls() -> None:
    nodes = np.arange(5) * 0.5
    values = np.zeros((2, 5, 5, 8), dtype=np.float32)
    values[0, :, :, K] = 1 + nodes[None, :] + 2 * nodes[:, None]
    values[1] = 2 * values[0]
    values[:, 4, 4] = np.nan
    grid = GridField("grid", [0.0, 10.0], {1: SurfaceGrid((10.0, 20.0), 0.5, values)})
    x, y = np.array([10.3, 11.0, 12.2, 12.0, 10.3]), np.array([20.9, 21.1, 20.5, 22.0, 20.9])
    heads = Heads(np.array([1, 1, 1, 1, 0]), x, y, np.full(5, 1.6), 1.6)
    out = np.zeros((5, 8))
    covered = grid.covers(5.0, heads, out)
    assert covered.tolist() == [True, True, False, False, False]
    assert out[:2, K] == pytest.approx(1.5 * (1 + (x[:2] - 10) + 2 * (y[:2] - 20)), rel=1e-5)
    assert not out[2:].any()
