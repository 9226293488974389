"""What levers bend and book within a month."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from model.budget import Account, Ledger
from model.declare import CostLine, Quantity
from model.errors import ResettleError
from model.now import Bends, Quantities
from model.processes.return_moves import PROCESS

DECLARED = {f"return_moves.{quantity.name}": quantity for quantity in PROCESS.quantities}


def account(yuan_a_month: list[float] | None) -> Account:
    lever: Any = SimpleNamespace(name="aid", costs=(CostLine("visits", "走访", "visits", "county", 2019),))
    return Account(Ledger({"aid": lever}, 3), yuan_a_month)


def test_bends_combine_whatever_the_order_of_levers_and_are_forgotten_when_the_month_is_over() -> None:
    bends = Bends(DECLARED)
    quantities = Quantities(PROCESS, bends)
    plain = quantities.now
    first = []
    for levers in (("a", 1.1), ("b", 0.7), ("c", 1.3)), (("c", 1.3), ("a", 1.1), ("b", 0.7)):
        bends.clear()
        for lever, by in levers:
            bends.add(lever, "return_moves.pull", by)
        first.append(quantities.bend().pull)
    assert first[0] == first[1] == bends.value("return_moves.pull") == 1.1 * 0.7 * 1.3
    bends.clear()
    assert bends.changed() == ["return_moves"]
    assert quantities.bend() == plain
    bends.clear()
    assert bends.changed() == []


def test_compiled_code_reads_the_quantities_of_this_month() -> None:
    bends = Bends(DECLARED)
    quantities = Quantities(PROCESS, bends)
    for by in (0.5, 2.0):
        bends.clear()
        bends.add("a", "return_moves.letting_go", by)
        made = quantities.bend()
        assert made.letting_go == by
        assert np.array_equal(made.words[:-1].view(np.float64), made)
        assert made.address == made.words.ctypes.data == made.words[-1]


def test_a_quantity_stays_within_its_bounds() -> None:
    bends = Bends({"p.share": Quantity("share", "share", 0, "add", "A share", high=1)})
    for lever in "ab":
        bends.add(lever, "p.share", 0.8)
    assert bends.value("p.share") == 1


def test_bending_what_nobody_publishes_and_booking_on_a_line_that_is_not_declared_are_errors() -> None:
    with pytest.raises(ResettleError, match=r"aid bends 'p\.nothing'"):
        Bends(DECLARED).add("aid", "p.nothing", 1.0)
    with pytest.raises(ResettleError, match="aid books on a line 'tea'"):
        account(None).ledger.row("aid", "tea")


def test_what_a_month_grants_lacks_and_pays_stands_in_the_ledger_when_the_month_is_closed() -> None:
    capped = account([100.0, 0.0, 0.0])
    capped.open_month(0)
    assert capped.grant(0, 7.0, 20.0) == 5
    capped.pay(0, 3.0, 20.0)
    capped.work(0, 1.5)
    capped.close_month()
    capped.open_month(1)
    assert capped.grant(0, 7.0, 20.0) == 2, "what was granted and not spent stays"
    capped.close_month()
    assert capped.ledger.granted[0].tolist() == [100, 40, 0]
    assert capped.ledger.unfunded[0].tolist() == [40, 100, 0]
    assert capped.ledger.spent[0].tolist() == [60, 0, 0]
    assert capped.ledger.hours[0].tolist() == [1.5, 0, 0]


def test_no_lever_spends_more_than_it_was_granted() -> None:
    free = account(None)
    free.open_month(0)
    free.grant(0, 2.0, 10.0)
    with pytest.raises(ResettleError, match=r"aid spends 30\.00 yuan on visits in month 0, but was granted 20\.00"):
        free.pay(0, 3.0, 10.0)
