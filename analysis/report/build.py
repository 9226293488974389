"""A record to a report, section by section, the answer first."""

from __future__ import annotations

from datetime import UTC, datetime

from analysis.cost import SPENDING
from analysis.records import Results
from analysis.report.document import Report
from analysis.report.findings import contribution_section, effects_section, money_section, targets_section
from analysis.report.first_page import SHOWN, first_page
from analysis.report.foundations import assumptions_section, method_section, reproduce_section
from analysis.report.groups import groups_section
from analysis.report.lives import lives_section
from analysis.report.source import RANKED, Source
from analysis.report.texts import say
from model.errors import BadInput, Fault

NEEDED = (RANKED, "people_in_stable_work", *SHOWN, SPENDING)


def build(results: Results, lang: str) -> Report:
    """The report of a record.

    lang: `zh` or `en`. Raises BadInput
    when no run of the baseline finished, or outcomes that every
    report shows were not recorded.
    """
    of = Source(results, lang)
    if of.frame.empty or not (of.frame["scenario"] == of.baseline).any():
        raise BadInput([Fault("nothing_to_report", str(results.folder))])
    recorded = set(of.frame["outcome"].unique())
    missing = [name for name in NEEDED if name not in recorded]
    if missing:
        raise BadInput([Fault("not_recorded", str(results.folder), values={"names": ", ".join(missing)})])
    site, shown = of.first["site"]["label"][lang], of.label(of.baseline)
    made = datetime.now(UTC).strftime("%Y-%m-%d")
    told = {"baseline": shown, "months": of.months, "start": of.start, "made": made,
            "version": results.manifest["versions"].get("resettle", "?")}  # fmt: skip
    subtitle = say("subtitle", lang, n=len(of.others), **told) if of.others else say("subtitle_one", lang, **told)
    sections = (
        first_page(of),
        targets_section(of),
        effects_section(of),
        money_section(of),
        groups_section(of),
        contribution_section(of),
        *lives_section(of),
        assumptions_section(of),
        method_section(of),
        reproduce_section(of),
    )
    return Report(say("title", lang, site=site), subtitle, lang, sections)
