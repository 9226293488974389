"""How many people and posts there are, and what happened on the site as a whole."""

from __future__ import annotations

from model.codes import CRAFT, OUTSIDE, START_UP, WORKSHOP
from model.counts import n_households
from model.declare import Array, Family, Now, Outcome, Rows, one_column_each, view
from model.kernel import kernel

COUNTERS = (
    "registered", "labour_force", "incidents", "thousands", "open_posts", "local_posts", "displaced", "laid_off", "visits",
    "waiting", "workshops", "opened", "closed", "start_ups", "started", "given_up", "dividend", "leaked",
    "units", "hours", "crafts", "craft_months", "organised", "one", "cameras", "officers", "wanting", "could_learn",
    "lost_reading",
    "ever_started", "land", "land_used", "land_restored", "houses_cleared", "remittances",
    "made", "called_for", "hours_used", "units_asked", "units_matched", "units_organised", "running", "pay", "entitled", "voted",
    "across", "households",
)  # fmt: skip
(REGISTERED, LABOUR_FORCE, INCIDENTS, THOUSANDS, OPEN_POSTS, LOCAL_POSTS, DISPLACED, LAID_OFF, VISITS, WAITING, WORKSHOPS, OPENED,
 CLOSED, START_UPS, STARTED, GIVEN_UP, DIVIDEND, LEAKED, UNITS, HOURS, CRAFTS, CRAFT_MONTHS, ORGANISED, ONE, CAMERAS, OFFICERS,
 WANTING, COULD_LEARN, LOST_READING, EVER_STARTED, LAND, LAND_USED, LAND_RESTORED, HOUSES_CLEARED,
 REMITTANCES, MADE, CALLED_FOR, HOURS_USED, UNITS_ASKED, UNITS_MATCHED, UNITS_ORGANISED, RUNNING, CADRE_PAY, ENTITLED, VOTED,
 MET_ACROSS, HOUSEHOLDS) = range(47)  # fmt: skip

Employers = view("employers", "kind is_open months_open is_supported n_posts n_filled is_home_work", __name__)
CommunityOffices = view(
    "community_offices",
    "n_residents n_labour_force n_incidents n_displaced n_laid_off n_visits n_waiting n_workshops_opened n_workshops_closed "
    "n_start_ups_opened n_start_ups_closed dividend_yuan leaked_dividend_yuan "
    "n_units hours organised_share camera_coverage n_police_officers "
    "n_start_ups_ever land_mu land_used_mu land_retired_mu homestead_reclaimed_mu n_houses_cleared "
    "remittances_yuan hours_used n_care_visits care_hours_used n_units_asked n_units_matched n_units_organised running_ratio "
    "pay_ratio n_entitled n_voted n_encounters_across",
    __name__,
)
TrainingCentres = view("training_centres", "n_wanting n_could_learn n_lost_reading", __name__)


@kernel
def count(employers: Rows, office: Rows, centre: Rows, site: Array) -> None:
    """Read the month's counts into the columns of the site."""
    for e in range(employers.kind.size):
        if (employers.kind[e] == OUTSIDE) | (employers.is_open[e] == 0):
            continue
        site[LOCAL_POSTS] += employers.n_posts[e]
        site[OPEN_POSTS] += max(employers.n_posts[e] - employers.n_filled[e], 0)
        site[WORKSHOPS] += employers.kind[e] == WORKSHOP
        site[START_UPS] += (employers.kind[e] == START_UP) & (employers.is_supported[e] == 1)
        if employers.kind[e] == CRAFT:
            site[CRAFTS] += 1.0
            site[CRAFT_MONTHS] += employers.months_open[e]
    site[REGISTERED], site[THOUSANDS] = office.n_residents[0], office.n_residents[0] / 1000
    site[LABOUR_FORCE], site[INCIDENTS] = office.n_labour_force[0], office.n_incidents[0]
    site[DISPLACED], site[LAID_OFF] = office.n_displaced[0], office.n_laid_off[0]
    site[VISITS], site[WAITING] = office.n_visits[0], office.n_waiting[0]
    site[OPENED], site[CLOSED] = office.n_workshops_opened[0], office.n_workshops_closed[0]
    site[STARTED], site[GIVEN_UP] = office.n_start_ups_opened[0], office.n_start_ups_closed[0]
    site[EVER_STARTED], site[ORGANISED] = office.n_start_ups_ever[0], office.organised_share[0]
    site[DIVIDEND], site[LEAKED] = office.dividend_yuan[0], office.leaked_dividend_yuan[0]
    site[UNITS], site[HOURS], site[ONE] = office.n_units[0], office.hours[0], 1.0
    site[CAMERAS], site[OFFICERS] = office.camera_coverage[0], office.n_police_officers[0]
    site[WANTING], site[COULD_LEARN], site[LOST_READING] = centre.n_wanting[0], centre.n_could_learn[0], centre.n_lost_reading[0]
    site[LAND], site[LAND_USED] = office.land_mu[0], office.land_used_mu[0]
    site[LAND_RESTORED] = office.land_retired_mu[0] + office.homestead_reclaimed_mu[0]
    site[HOUSES_CLEARED], site[REMITTANCES] = office.n_houses_cleared[0], office.remittances_yuan[0]
    site[MADE] = office.n_visits[0] + office.n_care_visits[0]
    site[CALLED_FOR] = site[MADE] + office.n_waiting[0]
    site[HOURS_USED] = office.hours_used[0] + office.care_hours_used[0]
    site[UNITS_ASKED], site[UNITS_MATCHED] = office.n_units_asked[0], office.n_units_matched[0]
    site[UNITS_ORGANISED], site[RUNNING], site[CADRE_PAY] = (
        office.n_units_organised[0],
        office.running_ratio[0],
        office.pay_ratio[0],
    )
    # Before the first election nobody has voted of all who might.
    site[ENTITLED] = office.n_entitled[0] if office.n_entitled[0] > 0 else office.n_residents[0]
    site[VOTED], site[MET_ACROSS] = office.n_voted[0], office.n_encounters_across[0]


def tally(now: Now, groups: Array, sums: Array) -> None:
    """Count the month into sums[group, counter]."""
    count(now.view(Employers), now.view(CommunityOffices), now.view(TrainingCentres), sums[0])
    sums[0, HOUSEHOLDS] = n_households(now)


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
            "Visits to households this month, calls included, care visits apart", groups=False),
    Outcome("casework_waiting", "visits", "waiting", "", "less", "应访未访次数", "visits not made",
            "Visits that were to be made this month and for which hours lacked", groups=False),
    Outcome("workshops_open", "count", "workshops", "", "neither", "在营扶贫车间数", "workshops open",
            "Workshops open at the end of the month, home-work firms included", groups=False),
    Outcome("workshops_closed", "count", "closed", "", "less", "当月关闭车间数", "workshops closed",
            "Closed this month", groups=False),
    Outcome("start_ups_open", "count", "start_ups", "", "more", "在营创业户数", "supported start-ups open",
            "Household businesses that were supported and are open", groups=False),
    Outcome("start_ups_closed", "count", "given_up", "", "less", "当月关闭创业户数", "supported start-ups closed",
            "Household businesses that were supported and closed this month", groups=False),
    Outcome("industry_income_yuan_household_month", "yuan a household a month", "dividend", "", "more", "户均产业分红",
            "industry income a household", "Share in the gains of site industry that reaches a household", groups=False),
    Outcome("leaked_dividend_yuan_household_month", "yuan a household a month", "leaked", "", "less", "户均分红流失",
            "dividends lost on the way", "Paid for a household and not received", groups=False),
    Outcome("residents_a_unit", "people", "registered", "units", "less", "每个管理单元服务人数", "residents a unit",
            "Registered people for each office, committee or group that serves them", groups=False),
    Outcome("casework_hours", "hours", "hours", "", "more", "社区可用服务工时", "casework hours",
            "Hours of casework there are this month", groups=False),
    Outcome("craft_firms_open", "count", "crafts", "", "more", "在营民族手工企业数", "craft enterprises open",
            "Craft enterprises open at the end of the month", groups=False),
    Outcome("months_craft_firms_stay_open", "months", "craft_months", "crafts", "more", "民族手工企业存续月数",
            "months craft enterprises stay open", "Mean months since opening of those open", groups=False),
    Outcome("mass_organisation_coverage", "share", "organised", "one", "more", "群团组织覆盖率", "mass organisations' coverage",
            "Of trade union, youth and women's organisation, the share at work on the site", groups=False),
    Outcome("camera_coverage", "share", "cameras", "one", "neither", "视频监控覆盖率", "camera coverage",
            "Share of the site that cameras cover", groups=False),
    Outcome("police_officers_per_1000", "staff per 1,000 residents", "officers", "thousands", "neither", "每千人民警数",
            "police officers per 1,000", "Officers stationed at the site", groups=False),
    Outcome("course_take_up", "share", "wanting", "could_learn", "more", "培训参与意愿比例", "take-up of courses",
            "Who want a seat this month, of those who could be given one; where seats open", groups=False),
    Outcome("readers_lost", "people", "lost_reading", "", "less", "当月复盲人数", "relapses in reading",
            "Taught to read on the site, who lost it this month", groups=False),
    Outcome("start_up_survival", "share", "start_ups", "ever_started", "more", "创业存活率", "start-up survival",
            "Supported household businesses that are open, of all that were started", groups=False),
    Outcome("land_in_use_share", "share", "land_used", "land", "more", "承包地盘活利用比例", "share of land in use",
            "Contracted land of households on the site that is let, run by an operator or returned to forest", groups=False),
    Outcome("land_restored_mu", "mu", "land_restored", "", "more", "生态修复土地面积", "land restored",
            "Steep land returned to forest and old homesteads reclaimed so far", groups=False),
    Outcome("old_houses_cleared", "count", "houses_cleared", "", "more", "当月旧房拆除数", "old houses cleared",
            "Cleared and reclaimed this month", groups=False),
    Outcome("remittances_yuan_resident_month", "yuan a person a month", "remittances", "registered", "more", "人均外出务工汇款",
            "remittances a head", "Pay that members away bring home, by registered people", groups=False),
    Outcome("casework_success", "share", "made", "called_for", "more", "应访尽访率", "casework success",
            "Visits made, of those that were to be made this month: about work, dues, disputes, files and registration, and "
            "calls whose turn had come; care visits that were made count too", groups=False),
    Outcome("casework_hours_used_share", "share", "hours_used", "hours", "neither", "社区服务工时使用率",
            "share of casework hours used", "Of the hours of casework there are", groups=False),
    Outcome("units_matched", "share", "units_matched", "units_asked", "more", "管理单元设置到位率", "units matched",
            "Of the offices, committees or groups that the population rule asks for, those that are set up", groups=False),
    Outcome("units_with_their_organisation", "share", "units_organised", "units_asked", "more", "党组织与管理单元同步设置率",
            "units with their organisation", "Of the units that the population rule asks for, those that exist and have their "
            "tier of organisation", groups=False),
    Outcome("running_cost_ratio", "factor", "running", "one", "more", "工作经费与同规模城市社区之比", "running cost ratio",
            "Running costs over those of an urban community of the same size", groups=False),
    Outcome("cadre_pay_ratio", "factor", "pay", "one", "more", "干部待遇与同规模城市社区之比", "cadre pay ratio",
            "Cadre pay over that of an urban community of the same size", groups=False),
    Outcome("turnout", "share", "voted", "entitled", "more", "居委会选举投票率", "turnout",
            "Adults who voted in the last election of the residents' committee; 0 before the first", groups=False),
    Outcome("encounter_rate", "events a household a month", "across", "households", "more", "户均跨村往来次数",
            "encounter rate", "Meetings with households of another origin village, for each household and month", groups=False),
)  # fmt: skip

FAMILY = Family("population", "site", len(COUNTERS), one_column_each(COUNTERS), tally, OUTCOMES)
