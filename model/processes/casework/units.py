"""The units of the office: how many there are, how many the rule asks for, their organisation and means."""

from __future__ import annotations

from model.counts import units_by_rule
from model.declare import Numbers, Rows
from model.kernel import formula


@formula
def note_units(office: Rows, p: Numbers, q: Numbers) -> None:
    """What the office is: its units, their organisation, and what it is given to work with."""
    asked = units_by_rule(office.n_residents[0])
    office.n_units[0] = max(int(q.units), 1)
    office.n_units_asked[0], office.n_units_matched[0] = asked, min(q.units_set_up, asked)
    office.n_units_organised[0] = q.tiers * min(float(office.n_units[0]), asked)
    office.running_ratio[0], office.pay_ratio[0] = p.running_ratio + q.running_ratio, p.pay_ratio + q.pay_ratio
