"""Dividends of site industry, of which some are lost on the way to households."""

from __future__ import annotations

from model.declare import Numbers, Rows
from model.kernel import formula


@formula
def pay_dividends(office: Rows, p: Numbers, q: Numbers, n_counted: int) -> float:
    """A dividend for each household, of which some is lost on the way. Returns what reaches one."""
    lost, paid = p.leakage * q.leakage, 0.0
    for _ in range(n_counted if q.dividend_yuan_month > 0 else 0):
        paid += q.dividend_yuan_month
    office.dividend_yuan[0] = q.dividend_yuan_month * (1.0 - lost)
    office.leaked_dividend_yuan[0] = q.dividend_yuan_month * lost
    office.dividend_paid_yuan[0] = paid
    return q.dividend_yuan_month * (1.0 - lost)
