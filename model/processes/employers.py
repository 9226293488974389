"""Employers plan their posts from their order book; workshops live on orders and subsidy, and close when both are short.

Form: each employer's order book wanders around 1; a shock or a season multiplies it, and posts are the employer's size times
its orders. A workshop's month is lean when orders and subsidy do not carry its wage bill; after a lean month it closes with
a hazard (C149 describes empty shells; the share that closes is not measured). A closed workshop stands empty until
another investor comes. Public-welfare programmes have as many posts as are paid for.
"""

from __future__ import annotations

import numpy as np

from model.chance import bits, first_half, second_half, uniform
from model.codes import (
    COMMUNITY_FIRM,
    COOPERATIVE,
    CRAFT,
    LOCAL_FIRM,
    OUTSIDE,
    PARK_FIRM,
    PUBLIC_PROGRAMME,
    START_UP,
    WORKSHOP,
)
from model.declare import Array, Column, Now, Numbers, Parameter, Process, Quantity, Rows, numbers, view
from model.kernel import formula, kernel

PARAMETERS = (
    Parameter(
        "orders_persistence", 0.9, "share", 0.5, 0.98,
        "Share of this month's departure of the order book from normal that is still there next month",
        "订单持续性", "persistence of the order book", "", "assumption",
    ),
    Parameter(
        "orders_spread", 0.10, "share", 0.0, 0.3,
        "Standard deviation of one month's news about an employer's orders",
        "订单波动", "spread of monthly news about orders", "", "assumption",
    ),
    Parameter(
        "lean_orders", 0.70, "share", 0.3, 1.0,
        "Orders, as a share of normal, below which a workshop without subsidy does not cover its wages",
        "车间保本订单水平", "orders below which a workshop makes a loss", "C149", "assumption",
    ),
    Parameter(
        "closure_when_lean", 0.06, "share a month", 0.01, 0.25,
        "Chance that a workshop closes in a lean month; gives about 15 % a year in normal times, 5 to 30 % plausible",
        "车间亏损月关闭概率", "closure in a lean month", "C149", "assumption",
    ),
    Parameter(
        "months_to_open", 6, "months", 1, 24,
        "Mean months from the decision to attract a workshop until it opens or reopens",
        "车间开办所需时间", "months to open a workshop", "", "assumption",
    ),
    Parameter(
        "park_wage_ratio", 0.74, "factor", 0.6, 1.0,
        "Pay in park firms over the national mean of local migrant workers; 3,000 yuan near sites in 2016–2019",
        "园区工资比", "park pay over local migrant pay", "OF205 A048 OF166", "literature",
    ),
    Parameter(
        "local_wage_ratio", 0.6, "factor", 0.4, 0.9,
        "Pay in small local services over the national mean of local migrant workers; guards 1,500, cleaners 1,800 yuan",
        "本地服务业工资比", "local service pay over local migrant pay", "OF218 OF196 OF166", "literature",
    ),
    Parameter(
        "farm_wage_ratio", 0.50, "factor", 0.3, 0.8,
        "Pay in farm co-operatives over the national mean of local migrant workers; about 100 yuan a day, in season",
        "合作社工资比", "co-operative pay over local migrant pay", "OF348", "assumption",
    ),
    Parameter(
        "outside_wage_ratio", 0.8, "factor", 0.7, 1.0,
        "Movers' pay outside over the national mean of out-migrant workers; they are schooled less than that mean",
        "外出务工工资比", "movers' outside pay over the national mean", "OF377 OF165 A034", "assumption",
    ),
    Parameter(
        "start_up_closure", 0.02, "share a month", 0.005, 0.06,
        "Chance that a supported household enterprise closes in a month; half are gone after three years",
        "创业户月关闭概率", "closure of a household enterprise", "", "assumption",
    ),
    Parameter(
        "winter_slack", 0.15, "share", 0.0, 0.5,
        "Share of posts of co-operatives and building firms that rest from December to February",
        "冬季淡季岗位比例", "posts that rest in winter", "", "assumption",
    ),
)  # fmt: skip

QUANTITIES = (
    Quantity("workshop_posts", "posts", 0, "add", "Posts in workshops that the site has attracted or is to attract"),
    Quantity("home_posts", "posts", 0, "add", "Posts of work done at home"),
    Quantity("workshop_flexible", "share", 0, "add", "Share of workshop posts with flexible hours", high=1),
    Quantity("workshop_subsidy", "yuan a post a month", 0, "add", "Subsidy to a workshop for each filled post"),
    Quantity("workshop_openings", "count", 0, "add", "Workshops that may still be equipped and opened this month"),
    Quantity("public_posts", "posts", 0, "add", "Public-welfare posts that are paid for this month"),
    Quantity("public_wage", "yuan a month", 0, "add", "Pay of a public-welfare post"),
    Quantity("local_demand", "factor", 1, "multiply", "Bends the posts of park, local and co-operative employers"),
    Quantity("park_posts", "posts", 0, "add", "Posts in firms attracted to the park"),
    Quantity("anchor_posts", "posts", 0, "add", "Posts of the leading enterprise"),
    Quantity("community_posts", "posts", 0, "add", "Posts in community firms: cleaning, housekeeping, building, property"),
    Quantity("craft_posts", "posts", 0, "add", "Posts in craft enterprises"),
    Quantity("craft_closure", "factor", 1, "multiply", "Bends the chance that a craft enterprise closes in a lean month"),
    Quantity("co_operative_posts", "posts", 0, "add", "Posts in co-operatives that farm the land left behind"),
    Quantity("start_ups", "count", 0, "add", "Household enterprises whose start is paid for this month"),
    Quantity("start_up_closure", "factor", 1, "multiply", "Bends the chance that a household enterprise closes"),
)

COLUMNS = (
    Column("employers", "is_supported", "uint8", 0, "yes or no", "It opens only if a measure brings it; for levers' rows"),
    Column("community_offices", "n_start_ups_opened", "int32", 0, "count", "Household enterprises started this month"),
    Column("community_offices", "n_start_ups_ever", "int32", 0, "count", "Household enterprises started so far"),
    Column("community_offices", "n_start_ups_closed", "int32", 0, "count", "Household enterprises closed this month"),
    Column("employers", "n_posts", "int32", 0, "posts", "Posts the employer wants filled"),
    Column("employers", "size_posts", "float32", 0, "posts", "Posts in a normal month", 0, 1e6),
    Column("employers", "wage_yuan_month", "float32", 0, "yuan a month", "Pay of a worker of average skill"),
    Column("employers", "entry_skill", "float32", 0, "score 0 to 1", "Least skill that is hired", -3, 3),
    Column("employers", "share_flexible", "float32", 0, "share", "Posts with flexible hours or at home", 0, 1),
    Column("employers", "orders", "float32", 1, "factor", "Order book over a normal month's", 0, 3),
    Column("employers", "is_open", "uint8", 0, "yes or no", "Open for business"),
    Column("employers", "months_open", "int16", 0, "months", "Since it opened"),
    Column("employers", "is_home_work", "uint8", 0, "yes or no", "Its posts are worked at home"),
    Column("community_offices", "n_workshops_opened", "int32", 0, "count", "Workshops equipped and opened this month"),
    Column("community_offices", "n_workshops_closed", "int32", 0, "count", "Workshops closed this month"),
)

Employers = view(
    "employers",
    "chance_id kind n_posts n_filled size_posts wage_yuan_month share_flexible orders is_open months_open is_home_work "
    "is_supported",
    __name__,
)
CommunityOffices = view(
    "community_offices",
    "n_workshops_opened n_workshops_closed n_start_ups_opened n_start_ups_closed n_start_ups_ever",
    __name__,
)
P = numbers("P", __name__, PARAMETERS)
Q = numbers("Q", __name__, QUANTITIES)


@formula
def order_book(orders: float, persistence: float, spread: float, draw: float, draw_again: float) -> float:
    """Next month's orders: news is the difference of two uniforms, which has standard deviation 0.408."""
    news = (draw - draw_again) * spread / 0.408
    return min(max(1.0 + persistence * (orders - 1.0) + news, 0.0), 2.0)


@formula
def is_lean(orders: float, subsidy: float, wage: float, lean_orders: float) -> bool:
    """A workshop's month is lean when orders plus the share of pay that the subsidy carries do not reach break-even."""
    return orders + subsidy / max(wage, 1.0) < lean_orders


@formula
def whole_posts(posts: float) -> int:
    """Posts are whole; half a post is rounded up."""
    return int(np.floor(posts + 0.5))


@formula
def pay_by_kind(p: Numbers, q: Numbers, local: float, workshop: float, outside: float) -> Array:
    """This month's pay by kind of employer, yuan a month, from what is paid on the market."""
    wages = np.zeros(OUTSIDE + 1)
    wages[PARK_FIRM] = local * p.park_wage_ratio
    wages[LOCAL_FIRM] = wages[COMMUNITY_FIRM] = wages[START_UP] = local * p.local_wage_ratio
    wages[WORKSHOP] = wages[CRAFT] = workshop
    wages[COOPERATIVE] = local * p.farm_wage_ratio
    wages[PUBLIC_PROGRAMME] = q.public_wage
    wages[OUTSIDE] = outside * p.outside_wage_ratio
    return wages


@formula
def demand_by_kind(p: Numbers, local: float, workshop: float, is_winter: bool) -> Array:
    """This month's demand by kind of employer over a normal month's: shocks, season and what levers bend."""
    demand = np.ones(OUTSIDE + 1)
    demand[:PUBLIC_PROGRAMME] = local
    demand[WORKSHOP] = demand[CRAFT] = workshop
    if is_winter:
        demand[COOPERATIVE] *= 1 - p.winter_slack
        demand[LOCAL_FIRM] *= 1 - p.winter_slack / 3
    return demand


@formula
def posts_brought(q: Numbers) -> Array:
    """Posts that measures bring, by kind of employer."""
    posts = np.zeros(OUTSIDE + 1)
    posts[PARK_FIRM], posts[COMMUNITY_FIRM], posts[CRAFT] = q.park_posts, q.community_posts, q.craft_posts
    posts[LOCAL_FIRM], posts[COOPERATIVE] = q.anchor_posts, q.co_operative_posts
    return posts


@kernel
def plan_posts(
    employers: Rows, office: Rows, p: Numbers, q: Numbers, local_wage: float, workshop_wage: float, outside_wage: float,
    local_demand: float, workshop_demand: float, is_winter: bool, orders_key: np.uint64, fate_key: np.uint64,
) -> None:  # fmt: skip
    """One month of every employer."""
    wages = pay_by_kind(p, q, local_wage, workshop_wage, outside_wage)
    demand, left = demand_by_kind(p, local_demand * q.local_demand, workshop_demand, is_winter), posts_brought(q)
    n_opened, n_closed, n_started, n_given_up = 0, 0, 0, 0
    home_left, shop_left, public_left = q.home_posts, q.workshop_posts, q.public_posts
    may_open = q.workshop_openings
    for e in range(employers.kind.size):
        kind = employers.kind[e]
        employers.wage_yuan_month[e] = wages[kind]
        if kind == PUBLIC_PROGRAMME:
            n = int(min(public_left, employers.size_posts[e]))
            public_left -= n
            employers.n_posts[e] = n
            employers.is_open[e] = 1 if n > 0 or employers.n_filled[e] > 0 else 0
            continue
        draws = bits(orders_key, employers.chance_id[e])
        orders = order_book(
            float(employers.orders[e]), p.orders_persistence, p.orders_spread, first_half(draws), second_half(draws)
        )
        employers.orders[e] = orders
        if kind == OUTSIDE:
            continue
        if employers.is_open[e] == 1:
            employers.months_open[e] += 1
        orders *= demand[kind]
        if kind == START_UP and employers.is_supported[e] == 1:
            fate = uniform(fate_key, employers.chance_id[e])
            if employers.is_open[e] == 1:
                if fate < p.start_up_closure * q.start_up_closure:
                    employers.is_open[e], employers.months_open[e] = 0, 0
                    n_given_up += 1
            elif n_started + 1 <= q.start_ups:
                employers.is_open[e] = 1
                n_started += 1
            employers.n_posts[e] = whole_posts(float(employers.size_posts[e]) * orders) if employers.is_open[e] == 1 else 0
            continue
        if employers.is_supported[e] == 1 and kind != WORKSHOP:
            wanted = min(left[kind], float(employers.size_posts[e]))
            left[kind] -= wanted
            fate = uniform(fate_key, employers.chance_id[e])
            if employers.is_open[e] == 1:
                closing = p.closure_when_lean * (q.craft_closure if kind == CRAFT else 1.0)
                if wanted == 0 or (orders < p.lean_orders and fate < closing):
                    employers.is_open[e], employers.months_open[e] = 0, 0
            elif wanted > 0 and fate < 1.0 / p.months_to_open:
                employers.is_open[e] = 1
            employers.n_posts[e] = whole_posts(wanted * min(orders, 1.0)) if employers.is_open[e] == 1 else 0
            continue
        if kind != WORKSHOP:
            if employers.is_open[e] == 1:
                employers.n_posts[e] = whole_posts(float(employers.size_posts[e]) * orders)
            continue

        # A workshop, or the firm that gives out work to be done at home.
        is_home = employers.is_home_work[e] == 1
        size = float(employers.size_posts[e])
        wanted = min(home_left if is_home else shop_left, size)
        fate = uniform(fate_key, employers.chance_id[e])
        if employers.is_open[e] == 1:
            lean = is_lean(orders, q.workshop_subsidy, float(employers.wage_yuan_month[e]), p.lean_orders)
            if lean and fate < p.closure_when_lean:
                employers.is_open[e] = 0
                employers.months_open[e] = 0
                n_closed += 1
        elif wanted > 0 and may_open >= 1 and fate < 1.0 / p.months_to_open:
            employers.is_open[e] = 1
            may_open -= 1
            n_opened += 1
        if is_home:
            home_left -= wanted
        else:
            shop_left -= wanted
            employers.share_flexible[e] = q.workshop_flexible
        employers.n_posts[e] = whole_posts(wanted * min(orders, 1.0)) if employers.is_open[e] == 1 else 0
    office.n_workshops_opened[0], office.n_workshops_closed[0] = n_opened, n_closed
    office.n_start_ups_opened[0], office.n_start_ups_closed[0] = n_started, n_given_up
    office.n_start_ups_ever[0] += n_started


def step(now: Now) -> None:
    dated, shock = now.dated, now.shock
    plan_posts(
        now.view(Employers), now.view(CommunityOffices), now.p, now.q, dated("local_migrant_wage_yuan_month"),
        dated("workshop_wage_yuan_month"), dated("out_migrant_wage_yuan_month"), shock("local_posts"), shock("workshop_orders"),
        now.month_of_year in (12, 1, 2), now.chance("orders"), now.chance("fate"),
    )  # fmt: skip


PROCESS = Process(
    name="employers",
    zh="企业与岗位",
    en="Employers plan posts",
    sentence="Employers plan posts from their order book; workshops close when orders and subsidy are short.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
