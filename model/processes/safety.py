"""Incidents happen to households, more where people live crowded and the young are idle; they cost the sense of safety.

Form: a monthly chance of an incident for each household, raised by the share of young people on site without work or school
and by the people a flat in its building, away workers not counted; levers bend the chance and the share cleared up. Disputes
between neighbours settle by themselves, or sooner where the office has mediated. Police
officers and cameras clear up incidents, cameras and residents on watch deter some: each further officer adds less. The
sense of safety falls with an incident and returns towards its level.
No figure on incidents at sites was found; the level is an assumption.
"""

from __future__ import annotations

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import ABSENT, AT_NO_SCHOOL, NOBODY
from model.counts import of_members, on_site
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel, rows_where

PARAMETERS = (
    Parameter(
        "incidents", 0.004, "share a month", 0.0005, 0.02,
        "Chance of an incident for a household when no young people are idle: theft, fights, disputes that need the "
        "police",
        "治安事件月发生率", "incidents a household", "", "assumption",
    ),
    Parameter(
        "idle_youth_factor", 3.0, "factor", 1.0, 8.0,
        "Incidents when every young adult on site is idle, over when none is",
        "青年闲散倍数", "incidents with idle youth", "", "assumption",
    ),
    Parameter(
        "crowding_factor", 1.3, "factor", 1.0, 2.5,
        "Incidents in a building with twice the usual people a flat, over one with as many as usual",
        "居住拥挤倍数", "incidents where people live crowded", "", "assumption",
    ),
    Parameter(
        "usual_people_a_flat", 3.4, "people", 2.5, 4.7,
        "People a flat that count as usual: those registered less those who work away",
        "户均常住人口参照", "usual people a flat", "OF037 OF038 OF227", "assumption",
    ),
    Parameter(
        "dispute", 0.006, "share a month", 0.001, 0.03,
        "Chance that a household falls into a dispute with neighbours: noise, rubbish, hall space, ceremonies",
        "邻里纠纷月发生率", "disputes a household", "", "assumption",
    ),
    Parameter(
        "settles_itself", 0.15, "share a month", 0.03, 0.5,
        "Chance that an open dispute settles without help in a month",
        "纠纷自行化解概率", "disputes that settle by themselves", "", "assumption",
    ),
    Parameter(
        "mediation_settles", 0.8, "share", 0.4, 1.0,
        "Chance that a dispute which is mediated is settled in the month",
        "调解成功率", "disputes that mediation settles", "", "assumption",
    ),
    Parameter(
        "fright", 0.25, "score 0 to 1", 0.05, 0.6,
        "Felt safety lost by a household that an incident happens to",
        "事件安全感损失", "felt safety lost by an incident", "", "assumption",
    ),
    Parameter(
        "usual_safety", 0.75, "score 0 to 1", 0.5, 0.95,
        "Felt safety where nothing happens",
        "安全感常态水平", "usual felt safety", "B046", "assumption",
    ),
    Parameter(
        "half_life_months", 12, "months", 3, 36,
        "Months in which half of a loss of felt safety is made good",
        "安全感恢复半衰期", "half-life of recovery", "", "assumption",
    ),
    Parameter(
        "officers_detect", 0.4, "share", 0.1, 0.8,
        "Share of incidents cleared up that many police officers come close to",
        "民警破案上限", "clearing up with many officers", "", "assumption",
    ),
    Parameter(
        "officers_for_half", 0.3, "staff per 1,000 residents", 0.1, 1.5,
        "Officers with whom half of that share is reached",
        "达到半数效果的警力", "officers for half the effect", "OF295", "assumption",
    ),
    Parameter(
        "cameras_detect", 0.2, "share", 0.0, 0.5,
        "Share of incidents cleared up by cameras that cover the whole site",
        "视频监控破案比例", "clearing up by cameras", "", "assumption",
    ),
    Parameter(
        "cameras_deter", 0.1, "share", 0.0, 0.3,
        "Share of incidents that do not happen where cameras cover the whole site",
        "视频监控预防比例", "incidents deterred by cameras", "", "assumption",
    ),
    Parameter(
        "patrol_deters", 0.1, "share", 0.0, 0.3,
        "Share of incidents that do not happen where residents keep watch in every grid",
        "群防群治预防比例", "incidents deterred by watch", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("dispute_odds", "factor", 1, "multiply", "Bends the chance of disputes"),
    Quantity("incident_odds", "factor", 1, "multiply", "Bends the chance of incidents"),
    Quantity("officers", "staff", 0, "add", "Police officers stationed at the site"),
    Quantity("cameras", "share", 0, "add", "Share of the site that cameras cover", high=1),
    Quantity("patrol", "share", 0, "add", "Share of grids where residents keep watch", high=1),
    Quantity("detection", "share", 0, "add", "Share of incidents cleared up, which cost no felt safety", high=1),
)

COLUMNS = (
    Column("households", "months_in_dispute", "int16", 0, "months", "Since a dispute with neighbours began, 0 without one"),
    Column("households", "felt_safety", "float32", 0.6, "score 0 to 1", "How safe the household feels", 0, 1),
    Column("community_offices", "n_incidents", "int32", 0, "events", "Incidents this month"),
    Column("community_offices", "camera_coverage", "float32", 0, "share", "Share of the site that cameras cover", 0, 1),
    Column("community_offices", "n_police_officers", "float32", 0, "staff", "Police officers stationed at the site", 0, 1000),
)

People = view("people", "life_stage age_months is_away school_level employer course_months_left", __name__)
Households = view(
    "households", "arrival_month return_month first_person n_slots building felt_safety months_in_dispute is_mediated", __name__
)
Buildings = view("buildings", "n_households", __name__)
CommunityOffices = view("community_offices", "n_incidents n_residents camera_coverage n_police_officers", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)

SIXTEEN, THIRTY = 16 * MONTHS_A_YEAR, 30 * MONTHS_A_YEAR


@formula
def crowding(people_a_flat: float, p: Numbers) -> float:
    """Factor on the chance of an incident: 1 at the usual number of people a flat, `crowding_factor` at twice as many."""
    return max(1.0 + (p.crowding_factor - 1.0) * (people_a_flat / p.usual_people_a_flat - 1.0), 0.0)


@formula
def cleared_up(otherwise: float, officers_each_1000: float, cameras: float, p: Numbers) -> float:
    """Share of incidents cleared up: by officers, by cameras or otherwise, each working on what the others left."""
    by_officers = p.officers_detect * officers_each_1000 / (officers_each_1000 + p.officers_for_half)
    return 1.0 - (1.0 - otherwise) * (1.0 - by_officers) * (1.0 - p.cameras_detect * cameras)


@formula
def deterred(cameras: float, patrol: float, p: Numbers) -> float:
    """Factor on the chance of an incident that cameras and watch leave."""
    return (1.0 - p.cameras_deter * cameras) * (1.0 - p.patrol_deters * patrol)


@formula
def count_residents(people: Rows, households: Rows, residents: Array) -> float:
    """People on site by building. Returns the share of young adults who are without work, school or course."""
    is_here, n_young, n_idle = np.empty(people.life_stage.size, np.bool_), 0, 0
    for i in range(is_here.size):
        is_here[i] = (people.life_stage[i] != ABSENT) & (people.is_away[i] == 0)
    for i in range(is_here.size):
        is_young = is_here[i] & (people.age_months[i] >= SIXTEEN) & (people.age_months[i] < THIRTY)
        is_idle = (people.employer[i] == NOBODY) & (people.school_level[i] == AT_NO_SCHOOL)
        n_young += is_young
        n_idle += is_young & is_idle & (people.course_months_left[i] == 0)
    n_here = of_members(households, is_here)
    for h in range(n_here.size):
        residents[households.building[h]] += n_here[h]
    return n_idle / max(n_young, 1)


@formula
def suffer(
    households: Rows, buildings: Rows, residents: Array, is_here: Array, p: Numbers, at_usual: float, detection: float,
    key: np.uint64,
) -> int:  # fmt: skip
    """Incidents of the month, and what they and time do to felt safety. Returns how many there were."""
    n, n_incidents, recovery = is_here.size, 0, 1 - 0.5 ** (1 / p.half_life_months)
    chance, lost, is_hit = np.empty(buildings.n_households.size), np.zeros(n), np.empty(n, np.bool_)
    for b in range(chance.size):
        chance[b] = at_usual * crowding(residents[b] / max(buildings.n_households[b], 1), p)
    for h in range(n):
        is_hit[h] = is_here[h] & (uniform(key, h) < chance[households.building[h]])
    for h in rows_where(is_hit):
        n_incidents += 1
        lost[h] = p.fright if uniform(key, h) >= chance[households.building[h]] * detection else 0.0
    for h in range(n):
        felt = float(households.felt_safety[h])
        recovered = max(felt + recovery * (p.usual_safety - felt) - lost[h], 0.0)
        households.felt_safety[h] = recovered if is_here[h] else felt
    return n_incidents


@formula
def quarrel(households: Rows, is_here: Array, p: Numbers, dispute: float, key: np.uint64) -> None:
    """Disputes begin, go on and are settled."""
    is_asked = np.empty(is_here.size, np.bool_)
    for h in range(is_here.size):
        is_asked[h] = is_here[h] & ((households.months_in_dispute[h] > 0) | (uniform(key, h) < dispute))
    for h in rows_where(is_asked):
        if households.months_in_dispute[h] == 0:
            households.months_in_dispute[h] = 1
            continue
        settles = p.settles_itself + (1.0 - p.settles_itself) * p.mediation_settles * households.is_mediated[h]
        households.months_in_dispute[h] = 0 if uniform(key, h) < settles else households.months_in_dispute[h] + 1


@kernel
def keep_order(
    people: Rows, households: Rows, buildings: Rows, office: Rows, p: Numbers, q: Numbers, month: int, key: np.uint64,
    dispute_key: np.uint64,
) -> None:  # fmt: skip
    """A month of the site: incidents, what they do to felt safety, and disputes."""
    residents = np.zeros(buildings.n_households.size, np.int64)
    idle = count_residents(people, households, residents)
    chance = p.incidents * (1 + (p.idle_youth_factor - 1) * idle) * q.incident_odds * deterred(q.cameras, q.patrol, p)
    detection = cleared_up(q.detection, 1000.0 * q.officers / max(float(office.n_residents[0]), 1.0), q.cameras, p)
    is_here = on_site(households, month)
    office.n_incidents[0] = suffer(households, buildings, residents, is_here, p, chance, detection, key)
    quarrel(households, is_here, p, p.dispute * q.dispute_odds, dispute_key)
    office.camera_coverage[0], office.n_police_officers[0] = q.cameras, q.officers


def step(now: Now) -> None:
    households, office = now.view(Households), now.view(CommunityOffices)
    key, dispute_key = now.chance("incident"), now.chance("dispute")
    keep_order(now.view(People), households, now.view(Buildings), office, now.p, now.q, now.month, key, dispute_key)


PROCESS = Process(
    name="safety",
    zh="治安与安全感",
    en="Safety",
    sentence="Incidents happen to households, more where people live crowded and the young are idle; they cost felt safety.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
