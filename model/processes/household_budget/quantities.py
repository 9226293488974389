"""What the household budget publishes for levers to bend."""

from __future__ import annotations

from model.declare import Quantity, numbers

QUANTITIES = (
    Quantity("living_cost", "factor", 1, "multiply", "Bends the cost of living in town"),
    Quantity("ceremonies", "factor", 1, "multiply", "Bends what is spent on ceremonies and gifts"),
    Quantity("land_let_share", "share", 0, "add", "Adds to the share of land that is let", high=1),
    Quantity("rent", "factor", 1, "multiply", "Bends the land rent"),
    Quantity("land_run_share", "share", 0, "add", "Share of land of whole villages that an operator runs", high=1),
    Quantity("operator_rent", "factor", 1, "multiply", "Bends the rent that an operator pays"),
    Quantity("land_retired_share", "share", 0, "add", "Share of contracted land returned to forest", high=1),
    Quantity("land_payment_yuan_mu_year", "yuan per mu a year", 0, "add", "Paid for a mu of land returned to forest"),
    Quantity("forest_payment_yuan_mu_year", "yuan per mu a year", 0, "add", "Paid for a mu of forest beyond what the law pays"),
    Quantity("forest_business_yuan_mu_year", "yuan per mu a year", 0, "add", "Earned under the trees on a mu of forest"),
    Quantity("houses_cleared", "count", 0, "add", "Old houses that can be cleared this month"),
    Quantity("house_reward_yuan", "yuan a household", 0, "add", "Paid to a household whose old house is cleared this month"),
    Quantity("dibao_review", "factor", 1, "multiply", "Bends the chance that dibao ends for who is above the standard"),
    Quantity("leakage", "factor", 1, "multiply", "Bends the share of dividends that does not reach households"),
    Quantity("dividend_yuan_month", "yuan a household a month", 0, "add", "Dividend of site industry meant for a household"),
    Quantity("temporary_aid_yuan", "yuan a household", 0, "add", "Aid that a poor household is paid once"),
    Quantity("temporary_aid_households", "households", 0, "add", "Poor households that can be paid it this month"),
    Quantity("dibao_standard", "factor", 1, "multiply", "Bends the dibao standard"),
    Quantity(
        "site_dibao",
        "share",
        0,
        "add",
        "How far dibao of registered movers goes from the origin's standard to the site's",
        high=1,
    ),
    Quantity("dibao_difference_funded", "share", 0, "add", "Share of last month's difference that is paid this month", high=1),
    Quantity("continuity", "share", 0, "add", "Share of dues that somebody carries over without a gap", high=1),
    Quantity("restoring_odds", "factor", 1, "multiply", "Bends the chance that people put lapsed dues in order by themselves"),
    Quantity("land_rights", "share", 1, "multiply", "Share of land and forest income kept after hukou transfer", high=1),
    Quantity("collective_rights", "share", 1, "multiply", "The same for collective income", high=1),
    Quantity("other_benefits", "share", 1, "multiply", "The same for farm benefits", high=1),
)

Q = numbers("Q", __name__, QUANTITIES)
