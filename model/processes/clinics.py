"""People fall ill; the clinic treats as many as it has visits for; untreated illness lasts longer and costs work and money.

Form: a monthly chance of a spell by age and disability, older movers' higher in their first years on the site (B043,
B044). A spell needs several visits. A full clinic sends people on to one that still has visits; when they do not suffice
anywhere, small children, old and disabled people go first and a lottery decides within. A treated spell is over in a month;
an untreated one goes on with a chance. Treatment costs the household its share of the bill, or the whole bill while its
dues to the medical insurance of the patient have lapsed.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import EMPLOYEE_MEDICAL, NO_DISABILITY, RESIDENT_MEDICAL
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import kernel
from model.scarcity import rank, serve

PARAMETERS = (
    Parameter(
        "onset", 0.05, "share a month", 0.02, 0.12,
        "Chance of an illness that needs care, from 5 to 59 years of age",
        "月患病率", "onset of illness", "A014", "assumption",
    ),
    Parameter(
        "old_factor", 2.2, "factor", 1.3, 4.0,
        "Onset from 60 on, and below 5, over that in between",
        "老幼患病倍数", "onset in the old and the young", "C022", "assumption",
    ),
    Parameter(
        "disabled_factor", 1.8, "factor", 1.0, 3.0,
        "Onset of disabled people",
        "残疾人患病倍数", "onset in the disabled", "", "assumption",
    ),
    Parameter(
        "first_years_odds", 1.15, "factor", 1.0, 1.5,
        "Onset of people of 60 and more in their first five years on the site; depression alone has odds of 1.73",
        "搬迁初期老人患病倍数", "onset of old people in their first years", "B044 B043", "assumption",
    ),
    Parameter(
        "visits_a_spell", 3, "visits", 1, 6,
        "Visits that a spell of illness needs",
        "每次患病就诊次数", "visits a spell", "", "assumption",
    ),
    Parameter(
        "seeks_care", 0.85, "share", 0.6, 1.0,
        "Share of spells for which the clinic is asked",
        "就诊意愿", "asking for care", "C024", "assumption",
    ),
    Parameter(
        "goes_on_untreated", 0.5, "share a month", 0.2, 0.8,
        "Chance that an untreated spell lasts another month",
        "未治病程延续概率", "an untreated spell goes on", "", "assumption",
    ),
    Parameter(
        "treatment_yuan", 260, "yuan a visit", 80, 600,
        "Cost of a spell's treatment a visit, inpatient days included",
        "每次就诊费用", "cost of a visit", "A010", "assumption",
    ),
    Parameter(
        "out_of_pocket", 0.35, "share", 0.1, 0.6,
        "Share of the bill that the household pays",
        "自付比例", "out-of-pocket share", "A010", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("capacity", "factor", 1, "multiply", "Bends the visits that clinics have"),
    Quantity("out_of_pocket_share", "factor", 1, "multiply", "Bends the share that households pay"),
    Quantity("onset_odds", "factor", 1, "multiply", "Bends the chance to fall ill"),
)

COLUMNS = (
    Column("people", "illness_months_left", "uint8", 0, "months", "Ill this month if above 0", 0, 24),
    Column("people", "is_treated", "uint8", 0, "yes or no", "Treated for the present spell"),
    Column("households", "health_spending_yuan_month", "float32", 0, "yuan a month", "Paid for treatment this month"),
    Column("clinics", "visits_a_month", "float32", 0, "visits a month", "Visits it can give", 0, 1e6),
    Column("clinics", "n_visits", "int32", 0, "visits", "Visits given this month"),
    Column("clinics", "n_treated", "int32", 0, "people", "Treated this month"),
    Column("clinics", "n_waiting", "int32", 0, "people", "Asked for care and were not treated this month"),
)

People = view(
    "people",
    "household chance_id is_alive age_months disability is_away is_employee_insured illness_months_left is_treated",
    __name__,
)
Households = view(
    "households", "arrival_month return_month first_person n_slots building lapse_months health_spending_yuan_month", __name__
)
Buildings = view("buildings", "x_metres y_metres", __name__)
Clinics = view("clinics", "x_metres y_metres visits_a_month n_visits n_treated n_waiting", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

FIVE, SIXTY = 5 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
FIRST_YEARS = 60


@kernel
def fall_ill(
    people: Rows, households: Rows, p: Numbers, odds: float, month: int, clinic: Array, key: np.uint64,
    patient: Array, place: Array, order: Array,
) -> int:  # fmt: skip
    """Spells begin, go on and end; who asks for care queues at the nearest clinic, the most vulnerable in front.

    Returns the length of all queues.
    """
    n = 0
    base = p.onset * odds
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
            if people.is_alive[i] == 0:
                people.illness_months_left[i] = 0
                continue
            draws = bits(key, people.chance_id[i])
            draw, age = first_half(draws), people.age_months[i]
            if people.illness_months_left[i] > 0:
                goes_on = people.is_treated[i] == 0 and draw < p.goes_on_untreated
                people.illness_months_left[i] = 1 if goes_on else 0
                draw = draw / p.goes_on_untreated if goes_on else 1.0
            else:
                chance = base
                if age >= SIXTY:
                    chance *= p.old_factor
                    if month - households.arrival_month[h] < FIRST_YEARS:
                        chance *= p.first_years_odds
                elif age < FIVE:
                    chance *= p.old_factor
                if people.disability[i] != NO_DISABILITY:
                    chance *= p.disabled_factor
                if draw < chance:
                    people.illness_months_left[i] = 1
                    draw = draw / chance
            if people.illness_months_left[i] == 0:
                people.is_treated[i] = 0
                continue
            if people.is_away[i] == 1:
                people.is_treated[i] = 1  # away workers are treated where they work
                continue
            people.is_treated[i] = 0
            # What is left of the draw after the spell was decided is uniform again.
            if draw < p.seeks_care:
                patient[n] = i
                place[n] = clinic[households.building[h]]
                is_vulnerable = age < FIVE or age >= SIXTY or people.disability[i] != NO_DISABILITY
                order[n] = rank(0.0 if is_vulnerable else 1.0, second_half(draws))
                n += 1
    return n


@kernel
def send_on(place: Array, order: Array, n: int, free: Array, served: Array) -> None:
    """Whom a full clinic cannot treat goes to one that still has visits, in the order of the lottery."""
    for k in np.argsort(order[:n]):
        for c in range(free.size):
            if served[k] == 0 and free[c] > 0:
                free[c] -= 1
                place[k], served[k] = c, 1


@kernel
def treat(
    people: Rows, households: Rows, clinics: Rows, yuan_a_spell: float, own_share: float, visits_a_spell: float,
    patient: Array, place: Array, served: Array,
) -> None:  # fmt: skip
    """Treat those served, in full spells, and charge their households their own share, or all of it without cover."""
    for h in range(households.health_spending_yuan_month.size):
        households.health_spending_yuan_month[h] = 0.0
    for c in range(clinics.n_visits.size):
        clinics.n_treated[c], clinics.n_waiting[c] = 0, 0
    for k in range(served.size):
        if served[k] == 0:
            clinics.n_waiting[place[k]] += 1
            continue
        i = patient[k]
        h = people.household[i]
        people.is_treated[i] = 1
        clinics.n_treated[place[k]] += 1
        scheme = EMPLOYEE_MEDICAL if people.is_employee_insured[i] == 1 else RESIDENT_MEDICAL
        share = 1.0 if households.lapse_months[h, scheme] > 0 else own_share
        households.health_spending_yuan_month[h] += yuan_a_spell * share
    for c in range(clinics.n_visits.size):
        # A mean number of visits a spell need not be whole.
        clinics.n_visits[c] = int(clinics.n_treated[c] * visits_a_spell)


def nearest_clinics(buildings: Rows, clinics: Rows) -> Array:
    """For each building the row of the nearest clinic."""
    across = buildings.x_metres[:, None] - clinics.x_metres
    along = buildings.y_metres[:, None] - clinics.y_metres
    return np.asarray(np.argmin(across**2 + along**2, axis=1))


def step(now: Now) -> None:
    people, households, clinics = now.view(People), now.view(Households), now.view(Clinics)
    n_rows, p = people.household.size, now.p
    patient, place, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    nearest = nearest_clinics(now.view(Buildings), clinics)
    n = fall_ill(people, households, p, now.q.onset_odds, now.month, nearest, now.chance("ill"), patient, place, order)
    spells = np.floor(clinics.visits_a_month * now.q.capacity / p.visits_a_spell).astype(np.int64)
    served = np.ones(n, np.uint8)
    if bool((np.bincount(place[:n], minlength=spells.size) > spells).any()):
        serve(place, order, n, spells, served)
        send_on(place, order, n, spells, served)
    treat(
        people,
        households,
        clinics,
        p.visits_a_spell * p.treatment_yuan * now.dated("price_index"),
        min(p.out_of_pocket * now.q.out_of_pocket_share, 1.0),
        p.visits_a_spell,
        patient,
        place,
        served,
    )


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
