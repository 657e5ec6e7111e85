"""Floor 3: results to numbers with units and a source; knows no simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exeunt.metrics.areas import time_in_areas
    from exeunt.metrics.clearance import CODES, MEASURED, Capacity, optimal_clearance
    from exeunt.metrics.curves import (
        euclidean_projection_coefficient,
        euclidean_relative_difference,
        secant_cosine,
    )
    from exeunt.metrics.danger import crowd_danger
    from exeunt.metrics.density import classical_density
    from exeunt.metrics.exits import inside_curve, last_out, out_curve, out_curves, share_out
    from exeunt.metrics.flow import (
        Flow,
        crossings,
        first_crossings,
        flow_in_window,
        flow_series,
        mean_flow,
        n_t,
        peak_flow,
        speed_at_crossings,
    )
    from exeunt.metrics.lanes import lane_order
    from exeunt.metrics.maps import density_maps, row_density, service_areas
    from exeunt.metrics.measures import Measures
    from exeunt.metrics.queues import QueueRule, queueing_rows
    from exeunt.metrics.rows import row_waits
    from exeunt.metrics.service import level_of_service
    from exeunt.metrics.speed import fundamental_diagram, individual_speed, individual_velocity
    from exeunt.metrics.summary import summarise
    from exeunt.metrics.tenability import aset, margin, person_margins, rset
    from exeunt.metrics.voronoi import voronoi_cells, voronoi_field

__all__ = [
    "CODES",
    "MEASURED",
    "Capacity",
    "Flow",
    "Measures",
    "QueueRule",
    "aset",
    "classical_density",
    "crossings",
    "crowd_danger",
    "density_maps",
    "euclidean_projection_coefficient",
    "euclidean_relative_difference",
    "first_crossings",
    "flow_in_window",
    "flow_series",
    "fundamental_diagram",
    "individual_speed",
    "individual_velocity",
    "inside_curve",
    "lane_order",
    "last_out",
    "level_of_service",
    "margin",
    "mean_flow",
    "n_t",
    "optimal_clearance",
    "out_curve",
    "out_curves",
    "peak_flow",
    "person_margins",
    "queueing_rows",
    "row_density",
    "row_waits",
    "rset",
    "secant_cosine",
    "service_areas",
    "share_out",
    "speed_at_crossings",
    "summarise",
    "time_in_areas",
    "voronoi_cells",
    "voronoi_field",
]

_HOMES = {
    "areas": "time_in_areas",
    "clearance": "CODES MEASURED Capacity optimal_clearance",
    "curves": "euclidean_projection_coefficient euclidean_relative_difference secant_cosine",
    "danger": "crowd_danger",
    "density": "classical_density",
    "exits": "inside_curve last_out out_curve out_curves share_out",
    "flow": "Flow crossings first_crossings flow_in_window "
    "flow_series mean_flow n_t peak_flow speed_at_crossings",
    "lanes": "lane_order",
    "maps": "density_maps row_density service_areas",
    "measures": "Measures",
    "queues": "QueueRule queueing_rows",
    "rows": "row_waits",
    "service": "level_of_service",
    "speed": "fundamental_diagram individual_speed individual_velocity",
    "summary": "summarise",
    "tenability": "aset margin person_margins rset",
    "voronoi": "voronoi_cells voronoi_field",
}


def __getattr__(name: str) -> Any:
    """Import a measure on first use: the modules here import one another."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(f"exeunt.metrics.{home}"), name)
    raise AttributeError(f"module 'exeunt.metrics' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
