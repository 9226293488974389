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
from model.codes import EMPLOYEE_MEDICAL, NO_DISABILITY, RESIDENT_MEDICAL
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.distance import kilometres
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
    "household chance_id is_alive age_months disability is_away is_employee_insured illness_months_left is_treated",
    __name__,
)
Households = view(
    "households", "arrival_month return_month first_person n_slots building lapse_months health_spending_yuan_month", __name__
)
Buildings = view("buildings", "x_metres y_metres", __name__)
Clinics = view(
    "clinics",
    "tier x_metres y_metres is_open serves_site is_wanted months_to_open n_staff_added equipment visits_a_month n_visits "
    "n_treated n_waiting",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "n_clinics_to_upgrade n_clinics_to_build n_clinics_upgraded n_clinics_built clinic_staff_norm",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

FIVE, SIXTY = 5 * MONTHS_A_YEAR, 60 * MONTHS_A_YEAR
FIRST_YEARS = 60


@kernel
def fall_ill(
    people: Rows, households: Rows, p: Numbers, odds: float, month: int, clinic: Array, asks: Array, key: np.uint64,
    patient: Array, place: Array, order: Array,
) -> int:  # fmt: skip
    """Spells begin, go on and end; who asks for care queues at the nearest clinic, the most vulnerable in front.

    clinic, asks: by building, the nearest clinic and the share of spells for which it is asked. Returns the length of all
    queues.
    """
    n = 0
    base = p.onset * odds
    # No chance to fall ill is above this: who is well and draws more stays well, and need not be looked at.
    highest = base * max(p.old_factor, 1.0) * max(p.first_years_odds, 1.0) * max(p.disabled_factor, 1.0)
    for h in range(households.n_slots.size):
        if households.arrival_month[h] > month or households.return_month[h] <= month:
            continue
        for i in range(households.first_person[h], households.first_person[h] + households.n_slots[h]):
            if people.is_alive[i] == 0:
                people.illness_months_left[i] = 0
                continue
            draws = bits(key, people.chance_id[i])
            draw, age = first_half(draws), people.age_months[i]
            if (people.illness_months_left[i] == 0) & (draw >= highest):
                people.is_treated[i] = 0
                continue
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
            if draw < asks[households.building[h]]:
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


def nearest_clinics(buildings: Rows, clinics: Rows) -> tuple[Array, Array]:
    """For each building the row of the nearest clinic that is open, and the kilometres to it as the crow flies."""
    ways = np.where(clinics.is_open == 1, kilometres(buildings, clinics), np.inf)
    nearest = np.argmin(ways, axis=1)
    return nearest, ways[np.arange(nearest.size), nearest]


def finish(now: Now, clinics: Rows) -> None:
    """What was begun is built or upgraded when its time has come."""
    under_way = clinics.months_to_open > 0
    if under_way.any():
        clinics.months_to_open[under_way] -= 1
        done = under_way & (clinics.months_to_open == 0)
        clinics.is_open[done], clinics.serves_site[done] = 1, 1
        clinics.equipment[done] = np.maximum(clinics.equipment[done], now.q.equipment_share)


def begin(now: Now, clinics: Rows, office: Rows) -> None:
    """Begin as many of the wanted works as are paid for."""
    begun = []
    for is_open, paid, months in ((1, now.q.upgrades, now.p.upgrade_months), (0, now.q.buildings, now.p.building_months)):
        rows = np.flatnonzero((clinics.is_wanted == 1) & (clinics.is_open == is_open))[: int(paid)]
        clinics.months_to_open[rows] = int(np.ceil(months))
        begun.append(rows.size)
    office.n_clinics_upgraded[0], office.n_clinics_built[0] = begun


def want(now: Now, buildings: Rows, clinics: Rows, office: Rows) -> None:
    """What the rule asks for: nothing where something serves the site or is under way; else the nearest institution that
    suffices by tier and distance, upgraded; else those that the site's plan has room for."""
    clinics.is_wanted[:] = 0
    if not ((clinics.serves_site == 1) | (clinics.months_to_open > 0)).any():
        planned = clinics.is_open == 0
        tier = clinics.tier[planned].max(initial=0)
        x, y = float(buildings.x_metres.mean()), float(buildings.y_metres.mean())
        ways = np.sqrt((clinics.x_metres - x) ** 2.0 + (clinics.y_metres - y) ** 2.0) / 1000.0
        suffices = (clinics.is_open == 1) & (clinics.tier >= tier) & (ways <= now.p.reuse_kilometres)
        if now.q.reuse > 0 and suffices.any():
            clinics.is_wanted[np.flatnonzero(suffices)[np.argmin(ways[suffices])]] = 1
        else:
            clinics.is_wanted[planned] = 1
    is_open = clinics.is_open == 1
    office.n_clinics_to_upgrade[0] = (clinics.is_wanted[is_open] == 1).sum()
    office.n_clinics_to_build[0] = (clinics.is_wanted[~is_open] == 1).sum()


def staff(now: Now, clinics: Rows, office: Rows, n_residents: int) -> None:
    """Posts of the site are shared by the institutions that serve it; they add to the visits these had on the first day."""
    serving = clinics.serves_site == 1
    added = np.where(serving, now.q.staff_posts / max(int(serving.sum()), 1), 0.0)
    clinics.visits_a_month[:] += (added - clinics.n_staff_added) * now.p.visits_a_staff
    clinics.n_staff_added[:] = added
    spare = float((clinics.visits_a_month - clinics.n_staff_added * now.p.visits_a_staff)[serving].sum())
    norm = n_residents / 1000 * now.p.staff_norm - spare / now.p.visits_a_staff
    office.clinic_staff_norm[0] = max(norm, 0.0) if serving.any() else 0.0


def serve_the_site(now: Now, people: Rows, clinics: Rows, office: Rows) -> None:
    """A month of building, upgrading and staffing."""
    finish(now, clinics)
    office.n_clinics_upgraded[0], office.n_clinics_built[0] = 0, 0
    if now.q.planning > 0:
        begin(now, clinics, office)
        want(now, now.view(Buildings), clinics, office)
    if now.q.planning > 0 or bool(clinics.n_staff_added.any()):
        staff(now, clinics, office, int(people.is_alive.sum()))


def step(now: Now) -> None:
    people, households, clinics = now.view(People), now.view(Households), now.view(Clinics)
    serve_the_site(now, people, clinics, now.view(CommunityOffices))
    n_rows, p = people.household.size, now.p
    patient, place, order = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows)
    nearest, ways = nearest_clinics(now.view(Buildings), clinics)
    asks = p.seeks_care * np.maximum(1.0 - p.distance_deters * ways, 0.0)
    n = fall_ill(people, households, p, now.q.onset_odds, now.month, nearest, asks, now.chance("ill"), patient, place, order)
    visits_a_spell = p.visits_a_spell * (1.0 + p.poorly_equipped * (1.0 - clinics.equipment.astype(float)))
    spells = np.floor(clinics.is_open * clinics.visits_a_month * now.q.capacity / visits_a_spell).astype(np.int64)
    served = np.ones(n, np.uint8)
    if bool((np.bincount(place[:n], minlength=spells.size) > spells).any()):
        serve(place, order, n, spells, served)
        send_on(place, order, n, spells, served)
    treat(
        people,
        households,
        clinics,
        p.treatment_yuan * now.dated("price_index"),
        min(p.out_of_pocket * now.q.out_of_pocket_share, 1.0),
        visits_a_spell,
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
