"""People fall ill; clinics treat as many as they have visits for; untreated illness lasts longer and costs work and money.

Form: a monthly chance of a spell by age and disability, older movers' higher in their first years on the site (B043,
B044). A spell needs several visits. A full clinic sends people on to one that still has visits; when they do not suffice
anywhere, small children, old and disabled people go first and a lottery decides within. The further the nearest clinic, the
fewer ask for care (C022). On the first day there are the institutions nearby with the visits they can spare; where a rule asks
for one that serves the site, a nearby one that suffices by tier and distance is upgraded, and only where there is none the site
gets its own: rooms, a station or a centre by population. Staff and equipment come up to the share of the norm that is paid for;
with less equipment a spell takes more visits. A treated spell is over in a month;
an untreated one goes on with a chance. Treatment costs the household its share of the bill, or the whole bill while its
dues to the medical insurance of the patient have lapsed.
"""

from __future__ import annotations

import numpy as np

from model.declare import Now, Numbers, Process, Rows
from model.kernel import kernel
from model.processes.clinics.columns import COLUMNS, Buildings, Clinics, CommunityOffices, Households, People
from model.processes.clinics.construction import serve_the_site
from model.processes.clinics.illness import fall_ill
from model.processes.clinics.parameters import PARAMETERS, P
from model.processes.clinics.quantities import QUANTITIES, Q
from model.processes.clinics.visits import open_doors, share_visits, treat

__all__ = ["PROCESS", "P", "Q"]  # the site looks for the types of its numbers where the step stands


@kernel
def care_for_the_ill(
    people: Rows, households: Rows, buildings: Rows, clinics: Rows, office: Rows, p: Numbers, q: Numbers, price_index: float,
    month: int, key: np.uint64,
) -> None:  # fmt: skip
    """A month of illness and of clinics."""
    serve_the_site(buildings, clinics, office, p, q, int(office.n_residents[0]))
    nearest, asks = np.zeros(buildings.x_metres.size, np.int64), np.empty(buildings.x_metres.size)
    visits_a_spell, spells = np.empty(clinics.is_open.size), np.empty(clinics.is_open.size, np.int64)
    open_doors(buildings, clinics, p, q.capacity, nearest, asks, visits_a_spell, spells)
    n_rows = people.household.size
    patient, place, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    n = fall_ill(people, households, p, q.onset_odds, month, nearest, asks, key, patient, place, order)
    served = np.empty(n, np.uint8)
    share_visits(place, order, n, spells, served)
    own_share = min(p.out_of_pocket * q.out_of_pocket_share, 1.0)
    treat(people, households, clinics, p.treatment_yuan * price_index, own_share, visits_a_spell, patient, place, served)


def step(now: Now) -> None:
    households, clinics, office = now.view(Households), now.view(Clinics), now.view(CommunityOffices)
    care_for_the_ill(
        now.view(People), households, now.view(Buildings), clinics, office, now.p, now.q, now.dated("price_index"), now.month,
        now.chance("ill"),
    )  # fmt: skip


PROCESS = Process(
    name="clinics",
    zh="疾病与就医",
    en="Illness and clinics",
    sentence="People fall ill; the clinic treats as many as it has visits for; untreated illness lasts longer.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
