"""Measure 1, basic rights 群众基本权益: two identities (farmer and townsperson), two interests (at the origin and at the site).

Who: households that are not registered at the site. When: the office calls on a share of them every month. How many: as many
as there are cards and permits paid for and hours left of casework. What it bends: calls to register and the papers for them;
and, where rights at the origin are not kept, what hukou transfer costs a household, which then deters from it. Schooling and
resident insurance do not depend on registration; the site's dibao does.
"""

from __future__ import annotations

from math import ceil

from model.codes import UNREGISTERED
from model.counts import is_on_site
from model.declare import CostLine, Lever, Parameter, Planning, Reach, Rows, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "visits", 0, "share a month", 0, 1,
        "Share of unregistered households that the office calls on in a month",
        "未登记户上门办证比例", "calls on unregistered households", "OF176 OF179", "assumption",
    ),
    Parameter(
        "land_rights_kept", 1, "yes or no", 0, 1,
        "Who transfers the hukou keeps contracted land and forest; by law they are kept",
        "保留土地和林地承包权", "land and forest rights kept", "", "assumption",
    ),
    Parameter(
        "collective_rights_kept", 1, "yes or no", 0, 1,
        "Who transfers the hukou keeps the share in the village collective's income",
        "保留集体收益分配权", "collective income kept", "", "assumption",
    ),
    Parameter(
        "other_benefits_kept", 1, "yes or no", 0, 1,
        "Who transfers the hukou keeps the benefits that are paid to farmers",
        "保留其他惠农政策权益", "farm benefits kept", "", "assumption",
    ),
    Parameter(
        "document_yuan", 20, "yuan a household", 5, 100,
        "Cost of a card or permit for a household: photographs, printing, the round of calls",
        "办证成本", "cost of a card or permit", "", "assumption",
    ),
)  # fmt: skip

COSTS = (CostLine("documents", "居住证和市民证工本费", "cards and permits", "county", 2019),)

Households = view("households", "arrival_month return_month registration", __name__)
CommunityOffices = view("community_offices", "visit_hours n_documents", __name__)


@kernel
def count_unregistered(households: Rows, month: int) -> int:
    """Households on the site without card, permit or hukou."""
    n = 0
    for h in range(households.registration.size):
        n += (households.registration[h] == UNREGISTERED) & is_on_site(households, h, month)
    return n


def plan(now: Planning) -> None:
    p = now.p
    asked = ceil(p.visits * count_unregistered(now.view(Households), now.month))
    now.bend("casework.registration_visits", p.visits)
    now.bend("casework.documents", now.afford("documents", asked, p.document_yuan * now.dated("price_index")))
    now.bend("casework.land_rights", p.land_rights_kept)
    now.bend("casework.collective_rights", p.collective_rights_kept)
    now.bend("casework.other_benefits", p.other_benefits_kept)
    now.bend("household_budget.land_rights", p.land_rights_kept)
    now.bend("household_budget.collective_rights", p.collective_rights_kept)
    now.bend("household_budget.other_benefits", p.other_benefits_kept)


def settle(now: Planning) -> None:
    office = now.view(CommunityOffices)
    n_documents = float(office.n_documents[0])
    now.pay("documents", n_documents, now.p.document_yuan * now.dated("price_index"))
    now.work("documents", n_documents * float(office.visit_hours[0]))


def reach(now: Planning) -> Reach:
    served = int(now.view(CommunityOffices).n_documents[0])
    eligible = count_unregistered(now.view(Households), now.month) + served
    called_on = min(max(ceil(now.p.visits * eligible), served), eligible)
    return Reach(eligible, called_on, called_on, served)


LEVER = Lever(
    name="registration",
    measure="1",
    system="services",
    zh="群众基本权益与登记",
    en="registration and basic rights",
    term="群众基本权益",
    sentence="Movers are registered at the site by card or permit and keep their rights at the origin; hukou transfer is free.",
    plan=plan,
    settle=settle,
    full={"visits": 0.5, "land_rights_kept": 1, "collective_rights_kept": 1, "other_benefits_kept": 1},
    parameters=PARAMETERS,
    costs=COSTS,
    terms=("document_yuan",),
    expects={"registered_share": 1},
    reach=reach,
    target_zh="尊重自愿，未迁户口的跨县发居住证、县内发市民证，同等享有当地基本公共服务",
    target_en="hukou transfer is voluntary; everybody else has a permit or card and the same services as hosts",
)
