"""Views and numbers reach compiled code by address, and kernels only borrow columns."""

from __future__ import annotations

import pytest

from model.kernel import IS_COMPILED
from model.scenario import Scenario
from model.site import ResettlementSite


@pytest.mark.skipif(not IS_COMPILED, reason="the compiler is switched off")
def test_every_view_and_number_is_handed_over_by_address(tiny: Scenario) -> None:
    import numba

    from model.native import ColumnType, NativeType

    site = ResettlementSite(tiny, rng=1)
    site.step()
    for process, now, _ in site._desks:
        for view in now._views.values():
            seen = numba.typeof(view)
            assert isinstance(seen, NativeType), process.name
            assert all(isinstance(of, ColumnType) for of in seen.types), process.name
        assert isinstance(numba.typeof(now.p), NativeType), process.name
        assert isinstance(numba.typeof(now.q), NativeType), process.name
