"""Residents elect their committee; who knows little of what goes on votes less.

Form: where an election is held, each household's adults vote by the share who know of it, which is what the household knows
of the measures, times the share who vote of those who know; levers add to the latter. Voting goes with taking part
otherwise (C009). No turnout at sites was found; the level is an assumption. What participation does to civic integration is
the business of the measure; turnout is read back and moves nothing.
"""

from __future__ import annotations

from model.codes import NOT_YET
from model.counts import is_on_site
from model.declare import Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import kernel

PARAMETERS = (
    Parameter(
        "votes", 0.6, "share", 0.3, 0.95,
        "Share of adults who vote, of those who know of the election",
        "知情居民投票率", "voters of those who know", "C009", "assumption",
    ),
    Parameter(
        "term_months", 60, "months", 36, 60,
        "Months from one election of the residents' committee to the next; five years by law",
        "居委会任期", "term of the committee", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("held", "yes or no", 0, "add", "Whether an election is held when one is due", high=1),
    Quantity("voting", "share", 0, "add", "Rise of the share who vote of those who know of the election", high=1),
)

COLUMNS = (
    Column("community_offices", "election_month", "int16", NOT_YET, "month", "Of the last election of the committee"),
    Column("community_offices", "n_entitled", "float32", 0, "people", "Adults who could vote in the last election"),
    Column("community_offices", "n_voted", "float32", 0, "people", "Adults who voted in the last election"),
)

Households = view("households", "arrival_month return_month n_adults awareness", __name__)
CommunityOffices = view("community_offices", "election_month n_entitled n_voted", __name__)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)


@kernel
def vote(households: Rows, office: Rows, p: Numbers, q: Numbers, month: int) -> None:
    """Adults who may vote and who do."""
    entitled, voted, chance = 0.0, 0.0, min(p.votes + q.voting, 1.0)
    for h in range(households.n_adults.size):
        if is_on_site(households, h, month):
            entitled += households.n_adults[h]
            voted += households.n_adults[h] * float(households.awareness[h]) * chance
    office.n_entitled[0], office.n_voted[0], office.election_month[0] = entitled, voted, month


def step(now: Now) -> None:
    office = now.view(CommunityOffices)
    if now.q.held > 0 and now.month - int(office.election_month[0]) >= now.p.term_months:
        vote(now.view(Households), office, now.p, now.q, now.month)


PROCESS = Process(
    name="elections",
    zh="居委会选举",
    en="Elections",
    sentence="Residents elect their committee; who knows little of what goes on votes less.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
