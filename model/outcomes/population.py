"""How many people and posts there are, and what happened on the site as a whole."""

from __future__ import annotations

import numpy as np

from model.codes import OUTSIDE
from model.declare import Array, Family, Now, Outcome, one_column_each, view

COUNTERS = (
    "registered", "labour_force", "incidents", "thousands", "open_posts", "local_posts", "displaced", "laid_off", "visits",
    "waiting", "workshops", "opened", "closed",
)  # fmt: skip

Employers = view("employers", "kind is_open n_posts n_filled is_home_work", __name__)
CommunityOffices = view(
    "community_offices",
    "n_residents n_labour_force n_incidents n_displaced n_laid_off n_visits n_waiting n_workshops_opened n_workshops_closed",
    __name__,
)
WORKSHOP_KIND = 3


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Read the month's counts into sums[0]."""
    employers, office = now.view(Employers), now.view(CommunityOffices)
    is_local = (employers.kind != OUTSIDE) & (employers.is_open == 1)
    posts = employers.n_posts[is_local].sum()
    free = np.maximum(employers.n_posts[is_local] - employers.n_filled[is_local], 0).sum()
    residents = int(office.n_residents[0])
    sums[0] = (
        residents, office.n_labour_force[0], office.n_incidents[0], residents / 1000, free, posts, office.n_displaced[0],
        office.n_laid_off[0], office.n_visits[0], office.n_waiting[0],
        int(((employers.kind == WORKSHOP_KIND) & is_local).sum()), office.n_workshops_opened[0],
        office.n_workshops_closed[0],
    )  # fmt: skip


OUTCOMES = (
    Outcome("registered_people", "people", "registered", "", "neither", "在册人口", "registered people",
            "Members of all households that have not moved back", groups=False),
    Outcome("labour_force", "people", "labour_force", "", "neither", "劳动力人数", "labour force",
            "16 to 59, able, not at school", groups=False),
    Outcome("incidents_per_1000", "events per 1,000 residents", "incidents", "thousands", "less", "治安事件发生率",
            "incidents per 1,000", "Incidents this month", groups=False),
    Outcome("open_posts", "posts", "open_posts", "", "neither", "空缺岗位数", "open posts",
            "Local posts that are not filled", groups=False),
    Outcome("local_posts", "posts", "local_posts", "", "more", "本地岗位数", "local posts",
            "Posts of open employers near the site", groups=False),
    Outcome("displaced_hires", "people", "displaced", "", "less", "被替代就业人数", "displaced hires",
            "Would have got a public post in a lottery without priority, and did not", groups=False),
    Outcome("laid_off", "people", "laid_off", "", "less", "裁减人数", "laid off",
            "Let go this month because posts were cut", groups=False),
    Outcome("casework_visits", "visits", "visits", "", "more", "入户走访次数", "casework visits",
            "Households visited this month", groups=False),
    Outcome("casework_waiting", "households", "waiting", "", "less", "等待走访户数", "households waiting for a visit",
            "Asked for a visit this month and were not visited", groups=False),
    Outcome("workshops_open", "count", "workshops", "", "neither", "在营扶贫车间数", "workshops open",
            "Workshops open at the end of the month, home-work firms included", groups=False),
    Outcome("workshops_closed", "count", "closed", "", "less", "当月关闭车间数", "workshops closed",
            "Closed this month", groups=False),
)  # fmt: skip

FAMILY = Family("population", "site", len(COUNTERS), one_column_each(COUNTERS), tally, OUTCOMES)
