"""The community office has few hours, and more to do in them than they allow: what is most urgent comes first.

Form: a budget of staff hours a month, spent in an order of need: households in zero employment that the rule wants cleared
first (OF303), then lapsed dues and dibao not drawn, disputes that mediators have taken up, households without a training
file, unregistered ones, visits to those left behind, and last a call on every household whose turn has come. The rest waits.
Who is visited within a need is a lottery; on the rounds of calls those go first whom the office has not seen for longest. A
training file runs out and must be renewed on a visit.
The office serves only needs that it knows of: it hears of some, and finds others on its visits. A visited household gets what
the visit was for, and hears a little of the measures. Nobody has measured how many calls a site's office makes or what they
take: hours and intervals are assumptions.
A household from another county gets a residence permit, others a townsperson card. Few transfer their hukou (OF217), fewer
where rights to land and collective income would go with it.
"""

from __future__ import annotations

import numpy as np

from model.chance import bits, first_half
from model.codes import USUAL_AWARENESS
from model.declare import Array, Now, Numbers, Process, Rows
from model.kernel import formula, kernel
from model.processes.casework.awareness import inform
from model.processes.casework.columns import COLUMNS, CommunityOffices, Households, People
from model.processes.casework.needs import look
from model.processes.casework.parameters import PARAMETERS, P
from model.processes.casework.quantities import QUANTITIES, Q
from model.processes.casework.rounds import go_round, someone_left_behind
from model.processes.casework.units import note_units
from model.processes.casework.visits import A_SLIP, MEDIATE, REGISTER, list_disputes, serve_occasions

__all__ = ["PROCESS", "P", "Q"]  # the site looks for the types of its numbers where the step stands


@formula
def visit(
    people: Rows, households: Rows, office: Rows, p: Numbers, q: Numbers, hours: float, month: int, key: np.uint64,
    wanted_by: Array, purpose: Array, order: Array, n: int,
) -> None:  # fmt: skip
    """The office's hours go to occasions, then to those left behind, then to the rounds; what is left over waits."""
    n_rows = households.n_slots.size
    households.is_mediated[:] = 0
    waits, everybody = np.zeros(n_rows, np.bool_), np.ones(n_rows, np.bool_)
    office.n_visits[0], office.n_waiting[0] = 0, 0
    most = np.full(REGISTER + 1, n_rows)
    most[REGISTER] = min(int(q.documents), n_rows)
    # Of a fraction of a case there is one in some months.
    most[MEDIATE] = int(q.mediation_cases + first_half(bits(key, n_rows)))
    if q.mediation_cases > 0:
        n = list_disputes(households, month, key, wanted_by, purpose, order, n)
    used = serve_occasions(people, households, office, p, most, hours, month, wanted_by, purpose, order, n, waits)
    n_care = 0
    if q.care_visits > 0:
        most_care = int(min(q.care_visits, max(hours - used, 0.0) / p.hours_a_care_visit + A_SLIP))
        _, n_care = go_round(households, p, someone_left_behind(people, households), waits, 1.0, most_care, month, key)
    care_hours = n_care * p.hours_a_care_visit
    most_calls = int(max(hours - used - care_hours, 0.0) / p.hours_a_call + A_SLIP)
    n_due, n_calls = go_round(households, p, everybody, waits, p.months_between_calls, most_calls, month, key)
    office.n_visits[0] += n_calls
    office.n_waiting[0] += n_due - n_calls
    office.n_care_visits[0], office.care_hours_used[0] = n_care, care_hours
    office.hours[0], office.hours_used[0], office.visit_hours[0] = hours, used + n_calls * p.hours_a_call, p.hours_a_visit
    office.mediation_hours_used[0] = office.n_mediated[0] * p.hours_a_case


@kernel
def work(
    people: Rows, households: Rows, office: Rows, p: Numbers, q: Numbers, month: int, need_key: np.uint64, file_key: np.uint64,
    call_key: np.uint64,
) -> None:  # fmt: skip
    """A month of the office."""
    n_claims = 2 * households.n_slots.size  # a household may have an occasion and a dispute
    wanted_by, purpose, order = np.empty(n_claims, np.int64), np.empty(n_claims, np.int64), np.empty(n_claims)
    n = look(people, households, p, q, month, need_key, file_key, wanted_by, purpose, order)
    note_units(office, p, q)
    if q.informing > 0 or households.awareness.max() > USUAL_AWARENESS:
        inform(households, p, q.informing, month)
    hours = (float(office.n_staff[0]) + q.staff) * p.hours_a_staff * q.hours
    visit(people, households, office, p, q, hours, month, call_key, wanted_by, purpose, order, n)


def step(now: Now) -> None:
    work(
        now.view(People), now.view(Households), now.view(CommunityOffices), now.p, now.q, now.month, now.chance("need"),
        now.lasting_chance("file"), now.chance("call"),
    )  # fmt: skip


PROCESS = Process(
    name="casework",
    zh="社区服务与登记",
    en="Casework and registration",
    sentence="Few hours go to households where nobody works, lapsed dues, disputes, files and calls; the rest waits.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
