"""People without work look for posts and are hired; posts are finite, so every programme displaces somebody.

Form: this process owns who works where. It first settles what others asked (leaving, going outside, graduates of ordered
courses), then fills public-welfare posts by hardship and gives a supported start-up its owner, then the open market: a seeker
looks a few times a month, through ties or on the market, is screened by skill, Mandarin, hours and distance, accepts above a
reservation wage, and the lottery of each employer decides. Finding falls with months out of work, skill does not decay (C116).
Nearly two thirds of hires come through people one knows (C031, C034). A post by priority that a plain lottery would have
given to another is counted as displaced, and never as a net job (C019).
"""

from __future__ import annotations

import numpy as np

from model.declare import Now, Numbers, Process, Rows
from model.kernel import kernel
from model.processes.jobs_found.columns import COLUMNS, CommunityOffices, Employers, Households, People
from model.processes.jobs_found.market import fill_market_posts
from model.processes.jobs_found.parameters import PARAMETERS, P
from model.processes.jobs_found.public_posts import fill_public_posts
from model.processes.jobs_found.quantities import QUANTITIES, Q
from model.processes.jobs_found.search import MARKET_LOOK_MEETS
from model.processes.jobs_found.settling import hire_outside, sort_out, work_on
from model.processes.jobs_found.start_ups import open_start_ups

__all__ = ["PROCESS", "P", "Q"]  # the site looks for the types of its numbers where the step stands


@kernel
def fill_posts(
    people: Rows, households: Rows, employers: Rows, office: Rows, p: Numbers, q: Numbers, month: int, job_search: float,
    outside_pay: float, outside_key: np.uint64, ask_key: np.uint64, public_pay_key: np.uint64, own_key: np.uint64,
    own_pay_key: np.uint64, order_key: np.uint64, order_pay_key: np.uint64, search_key: np.uint64, pay_key: np.uint64,
) -> None:  # fmt: skip
    """What was asked for is settled: jobs end, the others are paid, outside jobs begin. Who is then free to work on the site
    is hired by public-welfare programmes, for a business of their own, and on the market."""
    workers, asking, free = sort_out(people)
    n_hires = hire_outside(people, households, employers, p, month, asking, outside_key)
    seekers = work_on(people, households, employers, p, month, workers, free)
    n_hires += fill_public_posts(people, households, employers, office, p, q.public_targeting, seekers, ask_key, public_pay_key)
    if office.n_start_ups_opened[0] > 0:
        n_hires += open_start_ups(people, employers, p, seekers, own_key, own_pay_key)
    rate, fair_looks = p.search_rate * q.matching * q.search_effort * job_search, MARKET_LOOK_MEETS * q.fair_looks
    n_hires += fill_market_posts(
        people, households, employers, p, rate, fair_looks, outside_pay, seekers, order_key, order_pay_key, search_key, pay_key
    )
    office.n_hires[0] = n_hires


def step(now: Now) -> None:
    chance = now.chance
    fill_posts(
        now.view(People), now.view(Households), now.view(Employers), now.view(CommunityOffices), now.p, now.q, now.month,
        now.shock("job_search"), now.dated("out_migrant_wage_yuan_month"), chance("outside_pay"), chance("ask_public"),
        chance("public_pay"), chance("own business"), chance("own pay"), chance("order"), chance("order_pay"),
        chance("search"), chance("pay"),
    )  # fmt: skip


PROCESS = Process(
    name="jobs_found",
    zh="找到工作",
    en="Jobs found",
    sentence="People without work look for posts and are hired; posts are finite, so every programme displaces somebody.",
    step=step,
    parameters=PARAMETERS,
    columns=COLUMNS,
    quantities=QUANTITIES,
)
