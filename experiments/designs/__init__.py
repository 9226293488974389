"""Where the points of an experiment lie: one file a method, one signature, one list."""

from __future__ import annotations

from experiments.designs import (
    efast,
    grid,
    latin_hypercube,
    morris,
    one_at_a_time,
    province,
    random_points,
    saltelli,
    sobol_sequence,
    table,
)
from experiments.designs.design import Design

DESIGNS: dict[str, Design] = {
    module.DESIGN.name: module.DESIGN
    for module in (
        grid,
        latin_hypercube,
        sobol_sequence,
        random_points,
        saltelli,
        morris,
        efast,
        one_at_a_time,
        province,
        table,
    )
}
