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

from model.calendar import MONTHS_A_YEAR
from model.chance import bits, first_half, second_half
from model.codes import ABSENT, EMPLOYEE_MEDICAL, NO_DISABILITY, RESIDENT_MEDICAL
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.distance import kilometres_between
from model.kernel import formula, kernel, rows_where
from model.scarcity import in_order, rank, serve

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
        "distance_deters", 0.06, "share", 0.0, 0.3,
        "Share of spells for which no care is asked for each kilometre to the nearest clinic",
        "就医距离抑制", "care not sought for each kilometre", "C022 C023", "assumption",
    ),
    Parameter(
        "poorly_equipped", 0.5, "share", 0.0, 1.0,
        "Further visits that a spell takes where there is no equipment, over those with the norm",
        "设备不足追加就诊", "further visits without equipment", "", "assumption",
    ),
    Parameter(
        "visits_a_staff", 275, "visits a month", 150, 500,
        "Visits a month that a doctor or nurse gives",
        "每名医护月接诊量", "visits of a member of staff", "", "assumption",
    ),
    Parameter(
        "staff_norm", 1.2, "staff per 1,000 residents", 0.8, 3.0,
        "Doctors and nurses that the norm asks for",
        "医护人员配置标准", "norm of medical staff", "", "assumption",
    ),
    Parameter(
        "reuse_kilometres", 1.5, "kilometres", 0.5, 5.0,
        "A nearby institution that is no further off can serve the site once it is upgraded",
        "整合使用距离上限", "reach of a nearby institution", "", "assumption",
    ),
    Parameter(
        "upgrade_months", 3, "months", 1, 12,
        "Months to upgrade a nearby institution",
        "升级改造工期", "months to upgrade", "", "assumption",
    ),
    Parameter(
        "building_months", 8, "months", 3, 24,
        "Months to build an institution on the site",
        "新建医疗机构工期", "months to build a clinic", "", "assumption",
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
    Quantity("planning", "share", 0, "add", "Whether a rule asks for an institution that serves the site", high=1),
    Quantity("reuse", "share", 0, "add", "Whether a nearby institution that suffices is upgraded rather than one built", high=1),
    Quantity("upgrades", "count", 0, "add", "Upgrades that are paid for and begun this month, if so many are wanted"),
    Quantity("buildings", "count", 0, "add", "The same for institutions on the site"),
    Quantity(
        "equipment_share", "share", 0, "add", "Equipment of an institution that opens or is upgraded, over the norm", high=1
    ),
    Quantity("staff_posts", "staff", 0, "add", "Posts of doctors and nurses that are paid for at institutions serving the site"),
)

COLUMNS = (
    Column("people", "illness_months_left", "uint8", 0, "months", "Ill this month if above 0", 0, 24),
    Column("people", "is_treated", "uint8", 0, "yes or no", "Treated for the present spell"),
    Column("households", "health_spending_yuan_month", "float32", 0, "yuan a month", "Paid for treatment this month"),
    Column("clinics", "is_open", "uint8", 1, "yes or no", "It stands and treats people", 0, 1),
    Column("clinics", "serves_site", "uint8", 0, "yes or no", "Built or upgraded to serve the site", 0, 1),
    Column("clinics", "is_wanted", "uint8", 0, "yes or no", "The rule would build or upgrade it"),
    Column("clinics", "months_to_open", "int16", 0, "months", "Until it is built or upgraded"),
    Column("clinics", "n_staff_added", "float32", 0, "staff", "Doctors and nurses on posts of the site"),
    Column("clinics", "equipment", "float32", 1, "share", "Equipment over the norm", 0, 1),
    Column("clinics", "visits_a_month", "float32", 0, "visits a month", "Visits it can give", 0, 1e6),
    Column("clinics", "n_visits", "int32", 0, "visits", "Visits given this month"),
    Column("clinics", "n_treated", "int32", 0, "people", "Treated this month"),
    Column("clinics", "n_waiting", "int32", 0, "people", "Asked for care and were not treated this month"),
    Column("community_offices", "n_clinics_to_upgrade", "int16", 0, "count", "Nearby institutions that the rule would upgrade"),
    Column("community_offices", "n_clinics_to_build", "int16", 0, "count", "Institutions that the rule would build on the site"),
    Column("community_offices", "n_clinics_upgraded", "int16", 0, "count", "Upgrades begun this month"),
    Column("community_offices", "n_clinics_built", "int16", 0, "count", "Institutions begun this month"),
    Column(
        "community_offices", "clinic_staff_norm", "float32", 0, "staff", "Posts the norm adds at institutions serving the site"
    ),
)

People = view(
    "people",
    "household chance_id is_alive life_stage age_months disability is_away is_employee_insured illness_months_left is_treated",
    __name__,
)
Households = view("households", "arrival_month building lapse_months health_spending_yuan_month", __name__)
Buildings = view("buildings", "x_metres y_metres", __name__)
Clinics = view(
    "clinics",
    "tier x_metres y_metres is_open serves_site is_wanted months_to_open n_staff_added equipment visits_a_month n_visits "
    "n_treated n_waiting",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "n_residents n_clinics_to_upgrade n_clinics_to_build n_clinics_upgraded n_clinics_built clinic_staff_norm",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

FIVE, SIXTY = 5 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
FIRST_YEARS = 60
SMALL, AGED, DISABLED, NEW = 1, 2, 4, 8  # each doubles the table of chances to fall ill


@formula
def onset_chances(p: Numbers, odds: float) -> Array:
    """Chance to fall ill in a month by the sum of what a person is: SMALL, AGED, DISABLED, NEW on the site."""
    chances = np.empty(SMALL + AGED + DISABLED + NEW + 1)
    for kind in range(chances.size):
        is_aged = kind & AGED > 0
        chance = p.onset * odds * (p.old_factor if is_aged or kind & SMALL > 0 else 1.0)
        chance *= p.first_years_odds if is_aged and kind & NEW > 0 else 1.0
        chances[kind] = chance * (p.disabled_factor if kind & DISABLED > 0 else 1.0)
    return chances


@formula
def fall_ill(
    people: Rows, households: Rows, p: Numbers, odds: float, month: int, clinic: Array, asks: Array, key: np.uint64,
    patient: Array, place: Array, order: Array,
) -> int:  # fmt: skip
    """Spells begin, go on and end; who asks for care queues at the nearest clinic, the most vulnerable in front.

    clinic, asks: by building, the nearest clinic and the share of spells for which it is asked. Returns the length of all
    queues.
    """
    n, n_rows, chances = 0, people.household.size, onset_chances(p, odds)
    kind, is_asked = np.empty(n_rows, np.uint8), np.empty(n_rows, np.bool_)
    # Who is well and draws above the highest chance there is stays well, and need not be looked at.
    most, most_of_others = chances.max(), max(chances[0], chances[NEW])
    for i in range(n_rows):
        age = people.age_months[i]
        kind[i] = (age < FIVE) * SMALL + (age >= SIXTY) * AGED + (people.disability[i] != NO_DISABILITY) * DISABLED
    for i in range(n_rows):
        people.illness_months_left[i] *= people.is_alive[i]
    for i in range(n_rows):
        people.is_treated[i] *= people.illness_months_left[i] > 0
    for i in range(n_rows):
        highest = most if kind[i] > 0 else most_of_others
        may_fall_ill = first_half(bits(key, people.chance_id[i])) < highest
        is_asked[i] = (people.life_stage[i] != ABSENT) & (may_fall_ill | (people.illness_months_left[i] > 0))
    for i in rows_where(is_asked):
        draws = bits(key, people.chance_id[i])
        draw, was_ill, h = first_half(draws), people.illness_months_left[i] > 0, people.household[i]
        chance = chances[kind[i] + NEW * (month - households.arrival_month[h] < FIRST_YEARS)]
        if (draw >= chance) & (not was_ill):
            continue
        if was_ill:
            chance = p.goes_on_untreated if people.is_treated[i] == 0 else 0.0
        people.illness_months_left[i] = draw < chance
        # Away workers are treated where they work.
        people.is_treated[i] = draw < chance and people.is_away[i] == 1
        # What is left of the draw after the spell was decided is uniform again.
        if draw < chance and people.is_away[i] == 0 and draw / chance < asks[households.building[h]]:
            patient[n], place[n] = i, clinic[households.building[h]]
            order[n] = rank(0.0 if kind[i] > 0 else 1.0, second_half(draws))
            n += 1
    return n


@formula
def share_visits(place: Array, order: Array, n: int, free: Array, served: Array) -> None:
    """Who is treated: everybody where no queue is longer than a clinic has visits, else the first by lottery; whom a full
    clinic cannot treat goes to one that still has visits, in the same order. free: spells each clinic can treat."""
    queue = np.zeros(free.size, np.int64)
    for k in range(n):
        served[k] = 1
        queue[place[k]] += 1
    if not (queue > free).any():
        return
    serve(place, order, n, free, served)
    for k in in_order(order[:n]):
        for c in range(free.size):
            if served[k] == 0 and free[c] > 0:
                free[c] -= 1
                place[k], served[k] = c, 1


@formula
def treat(
    people: Rows, households: Rows, clinics: Rows, yuan_a_visit: float, own_share: float, visits_a_spell: Array,
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
        households.health_spending_yuan_month[h] += visits_a_spell[place[k]] * yuan_a_visit * share
    for c in range(clinics.n_visits.size):
        # A mean number of visits a spell need not be whole.
        clinics.n_visits[c] = int(clinics.n_treated[c] * visits_a_spell[c])


@formula
def open_doors(
    buildings: Rows, clinics: Rows, p: Numbers, capacity: float, nearest: Array, asks: Array, visits_a_spell: Array, spells: Array
) -> None:
    """What clinics can do this month, and who would come. nearest, asks: by building, the nearest clinic that is open and the
    share of spells for which it is asked; visits_a_spell, spells: by clinic, and how many spells it can treat."""
    for b in range(nearest.size):
        least = np.inf
        for c in range(spells.size):
            way = kilometres_between(buildings, b, clinics, c) if clinics.is_open[c] == 1 else np.inf
            if way < least:
                nearest[b], least = c, way
        asks[b] = p.seeks_care * max(1.0 - p.distance_deters * least, 0.0)
    for c in range(spells.size):
        visits_a_spell[c] = p.visits_a_spell * (1.0 + p.poorly_equipped * (1.0 - float(clinics.equipment[c])))
        spells[c] = int(clinics.is_open[c] * float(clinics.visits_a_month[c]) * capacity / visits_a_spell[c])


@formula
def finish(clinics: Rows, equipment_share: float) -> None:
    """What was begun is built or upgraded when its time has come."""
    for c in range(clinics.is_open.size):
        if clinics.months_to_open[c] > 0:
            clinics.months_to_open[c] -= 1
            if clinics.months_to_open[c] == 0:
                clinics.is_open[c], clinics.serves_site[c] = 1, 1
                clinics.equipment[c] = max(float(clinics.equipment[c]), equipment_share)


@formula
def begin(clinics: Rows, is_open: int, n_paid: int, months: float) -> int:
    """Begin as many of the wanted works as are paid for. Returns how many."""
    n = 0
    for c in range(clinics.is_open.size):
        if clinics.is_wanted[c] == 1 and clinics.is_open[c] == is_open and n < n_paid:
            clinics.months_to_open[c] = int(np.ceil(months))
            n += 1
    return n


@formula
def nearest_that_suffices(buildings: Rows, clinics: Rows, within_kilometres: float) -> int:
    """The open institution nearest to the middle of the site among those of the tier that the site would get; -1 for none."""
    x, y, tier, found, least = 0.0, 0.0, 0, -1, within_kilometres
    for b in range(buildings.x_metres.size):
        x += float(buildings.x_metres[b]) / buildings.x_metres.size
        y += float(buildings.y_metres[b]) / buildings.x_metres.size
    for c in range(clinics.is_open.size):
        if clinics.is_open[c] == 0:
            tier = max(tier, int(clinics.tier[c]))
    for c in range(clinics.is_open.size):
        way = np.sqrt((float(clinics.x_metres[c]) - x) ** 2.0 + (float(clinics.y_metres[c]) - y) ** 2.0) / 1000.0
        if clinics.is_open[c] == 1 and clinics.tier[c] >= tier and (way < least or (found < 0 and way == least)):
            found, least = c, way
    return found


@formula
def want(buildings: Rows, clinics: Rows, office: Rows, reuse: float, within_kilometres: float) -> None:
    """What the rule asks for: nothing where something serves the site or is under way; else the nearest institution that
    suffices by tier and distance, upgraded; else those that the site's plan has room for."""
    is_provided = False
    for c in range(clinics.is_open.size):
        clinics.is_wanted[c] = 0
        is_provided |= (clinics.serves_site[c] == 1) | (clinics.months_to_open[c] > 0)
    office.n_clinics_to_upgrade[0], office.n_clinics_to_build[0] = 0, 0
    if is_provided:
        return
    found = nearest_that_suffices(buildings, clinics, within_kilometres) if reuse > 0 else -1
    for c in range(clinics.is_open.size):
        clinics.is_wanted[c] = c == found if found >= 0 else clinics.is_open[c] == 0
        office.n_clinics_to_upgrade[0] += clinics.is_wanted[c] * clinics.is_open[c]
        office.n_clinics_to_build[0] += clinics.is_wanted[c] * (1 - clinics.is_open[c])


@formula
def staff(clinics: Rows, office: Rows, p: Numbers, posts: float, n_residents: int) -> None:
    """Posts of the site are shared by the institutions that serve it; they add to the visits these had on the first day."""
    n_serving, spare = 0, 0.0
    for c in range(clinics.is_open.size):
        n_serving += clinics.serves_site[c]
    for c in range(clinics.is_open.size):
        added = posts / max(n_serving, 1) if clinics.serves_site[c] == 1 else 0.0
        clinics.visits_a_month[c] += (added - float(clinics.n_staff_added[c])) * p.visits_a_staff
        clinics.n_staff_added[c] = added
        spare += clinics.serves_site[c] * (float(clinics.visits_a_month[c]) - added * p.visits_a_staff)
    norm = n_residents / 1000 * p.staff_norm - spare / p.visits_a_staff
    office.clinic_staff_norm[0] = max(norm, 0.0) if n_serving > 0 else 0.0


@formula
def serve_the_site(buildings: Rows, clinics: Rows, office: Rows, p: Numbers, q: Numbers, n_residents: int) -> None:
    """A month of building, upgrading and staffing."""
    finish(clinics, q.equipment_share)
    office.n_clinics_upgraded[0], office.n_clinics_built[0] = 0, 0
    has_posts = False
    for c in range(clinics.is_open.size):
        has_posts |= clinics.n_staff_added[c] > 0
    if q.planning > 0:
        office.n_clinics_upgraded[0] = begin(clinics, 1, int(q.upgrades), p.upgrade_months)
        office.n_clinics_built[0] = begin(clinics, 0, int(q.buildings), p.building_months)
        want(buildings, clinics, office, q.reuse, p.reuse_kilometres)
    if q.planning > 0 or has_posts:
        staff(clinics, office, p, q.staff_posts, n_residents)


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
