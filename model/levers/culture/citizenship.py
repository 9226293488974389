"""Measure 13, becoming townspeople 市民意识: non-readers are taught 扫盲, newcomers learn the ways of a town.

Who: adults on the site who cannot read, of minorities first; all residents for town life. When: all year. How many: a share
of non-readers a year, of new readers kept in practice, of residents. What it bends: places in literacy courses, practice
afterwards, how fast town life becomes familiar. A basic course alone does nothing for work (C015): what is learnt is lost
again unless practised; kept up, it brings Mandarin, and that work, later (C016, C017).
"""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.chance import uniform
from model.codes import SEVERE_DISABILITY
from model.counts import is_on_site
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel, rows_where

PARAMETERS = (
    Parameter(
        "literacy", 0, "share a year", 0, 1,
        "Share of adults who cannot read that is taught in a year",
        "扫盲覆盖比例", "non-readers taught", "", "assumption",
    ),
    Parameter(
        "literacy_follow_up", 0, "share", 0, 1,
        "Share of new readers kept in practice: understand Mandarin, follow the news, write",
        "扫盲后跟踪巩固比例", "new readers kept in practice", "C015 C016", "assumption",
    ),
    Parameter(
        "adaptation", 0, "score 0 to 1", 0, 1,
        "Share of residents shown the ways of a town: appliances, hygiene, traffic, through mass organisations",
        "市民适应教育力度", "help with town life", "", "assumption",
    ),
    Parameter(
        "settling_gain", 0.25, "share", 0, 0.6,
        "By how much faster town life becomes familiar with full help",
        "适应加快幅度", "faster settling", "C005", "assumption",
    ),
    Parameter(
        "course_yuan", 400, "yuan a person", 100, 2000,
        "Cost of a literacy course",
        "扫盲班人均成本", "cost of a literacy course", "", "assumption",
    ),
    Parameter(
        "practice_yuan", 240, "yuan a person a year", 50, 1500,
        "Cost of keeping a new reader in practice",
        "跟踪巩固人均成本", "cost of practice", "", "assumption",
    ),
    Parameter(
        "resident_yuan", 10, "yuan a resident a year", 1, 100,
        "Cost of help with town life",
        "适应教育人均成本", "cost of help with town life", "", "assumption",
    ),
)  # fmt: skip

COSTS = (
    CostLine("literacy", "扫盲班", "literacy courses", "county", 2019),
    CostLine("practice", "扫盲跟踪巩固", "practice of new readers", "county", 2019),
    CostLine("adaptation", "市民适应教育", "help with town life", "county", 2019),
)

People = view("people", "household is_alive is_away age_months schooling disability has_learned_to_read", __name__)
Households = view("households", "arrival_month return_month", __name__)
CommunityOffices = view("community_offices", "n_residents", __name__)
TrainingCentres = view("training_centres", "n_taught_to_read", __name__)

SIXTEEN = 16 * MONTHS_A_YEAR


@kernel
def count_non_readers(people: Rows, households: Rows, month: int) -> int:
    """Adults on the site who never went to school and cannot read."""
    cannot_read, n = np.empty(people.schooling.size, np.bool_), 0
    for i in range(cannot_read.size):
        is_able = (people.age_months[i] >= SIXTEEN) & (people.disability[i] != SEVERE_DISABILITY)
        cannot_read[i] = (people.schooling[i] == 0) & (people.has_learned_to_read[i] == 0) & is_able
    for i in rows_where(cannot_read):
        is_here = (people.is_alive[i] == 1) & (people.is_away[i] == 0)
        n += is_here & is_on_site(households, people.household[i], month)
    return n


def n_non_readers(now: Planning) -> int:
    """Adults on the site who never went to school and cannot read."""
    return count_non_readers(now.view(People), now.view(Households), now.month)


def prices(now: Planning) -> dict[str, float]:
    """Yuan this month for a course, a new reader in practice, a resident."""
    index, p = now.dated("price_index"), now.p
    return {
        "literacy": p.course_yuan * index,
        "practice": p.practice_yuan / MONTHS_A_YEAR * index,
        "adaptation": p.resident_yuan / MONTHS_A_YEAR * index,
    }


def plan(now: Planning) -> None:
    p, each, residents = now.p, prices(now), int(now.view(CommunityOffices).n_residents[0])
    if p.literacy > 0:
        seats = floor(p.literacy * n_non_readers(now) / MONTHS_A_YEAR + uniform(now.chance("seats"), 0))
        now.bend("courses.literacy_seats", now.afford("literacy", seats, each["literacy"]))
    if p.literacy_follow_up > 0:
        asked = ceil(p.literacy_follow_up * np.count_nonzero(now.view(People).has_learned_to_read))
        kept = now.afford("practice", asked, each["practice"]) / max(asked, 1)
        now.bend("courses.literacy_follow_up", p.literacy_follow_up * kept)
    shown = min(now.afford("adaptation", ceil(p.adaptation * residents), each["adaptation"]) / max(residents, 1), 1.0)
    now.bend("integration.settling", 1.0 + p.settling_gain * shown)


def settle(now: Planning) -> None:
    now.pay("literacy", float(now.view(TrainingCentres).n_taught_to_read[0]), prices(now)["literacy"])
    now.pay_granted("practice")
    now.pay_granted("adaptation")


def reach(now: Planning) -> Reach:
    taught = float(now.view(TrainingCentres).n_taught_to_read[0])
    readers = n_non_readers(now) + taught
    offered = min(max(now.p.literacy * readers / MONTHS_A_YEAR, taught), readers)
    return Reach(readers, offered, taught, taught)


LEVER = Lever(
    name="citizenship",
    measure="13",
    system="culture",
    zh="市民意识与扫盲",
    en="becoming townspeople",
    term="市民意识",
    sentence="Adults who cannot read are taught and kept in practice; newcomers learn the ways of a town.",
    plan=plan,
    settle=settle,
    full={"literacy": 0.5, "literacy_follow_up": 1, "adaptation": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("settling_gain", "course_yuan", "practice_yuan", "resident_yuan"),
    expects={"literate_share": 1, "cultural_integration": 1, "employment_rate": 0},
    reach=reach,
    target_zh="不识字的搬迁群众能听懂普通话、看懂新闻、会写字，尽快适应城镇生活",
    target_en="movers who cannot read learn to understand Mandarin, follow the news and write, and find their way about town",
)
