"""What a report reads of a record: the scenarios it shows, and frames that are read once."""

from __future__ import annotations

import json
from functools import cached_property

import pandas as pd

from analysis.cost import SPENDING, UNFUNDED
from analysis.effects import effects_at
from analysis.figures.style import figure_language
from analysis.headlines import HEADLINES
from analysis.records import NOISE, Results
from analysis.wording import worded
from model.calendar import Calendar
from model.errors import BadInput
from model.registry import LEVERS, OUTCOMES
from model.site_profile import SiteProfile

RANKED = "labour_households_with_a_stable_job"  # what scenarios are ranked by: the document's first target
BY_GROUP = "stable_employment_rate"
YEAR = 12


class Source:
    """A record as a report reads it. Frames hold only the scenarios shown.

    scenarios: all of the record; of a package's subsets only none and all. over: the months that a level is the mean of.
    """

    def __init__(self, results: Results, lang: str) -> None:
        self.results, self.lang = results, lang
        manifest = results.manifest
        self.baseline = results.baseline
        self.parts: list[str] = list(manifest["asked"].get("parts", []))
        names = results.scenarios
        self.scenarios = [self.baseline, *(name for name in names if name != self.baseline)]
        if self.parts:
            self.scenarios = [self.baseline, max(names, key=lambda name: name.count("+"))]
        self.first = manifest["scenarios"][self.baseline]
        self.months = int(self.first["months"])
        self.over = min(YEAR, self.months)
        self.labels = results.labels(lang) | self._package_labels(lang)
        in_figures = figure_language(lang)
        # Without a font for Chinese the names in figures are English too.
        self.drawn_labels = self.labels if in_figures == lang else results.labels(in_figures) | self._package_labels(in_figures)

    def _package_labels(self, lang: str) -> dict[str, str]:
        """What the two ends of a package are called: the scenarios that it was made from."""
        asked = self.results.manifest["asked"]
        if not self.parts:
            return {}
        from model.scenario import load_scenario  # names only, where the scenarios still exist

        found = {}
        for name, given in zip(self.scenarios, (asked["base"], asked["package"]), strict=True):
            try:
                label = load_scenario(str(given)).label
                found[name] = str(label.zh if lang == "zh" else label.en)
            except BadInput:
                found[name] = str(given)
        return found

    @property
    def others(self) -> list[str]:
        """The scenarios that are compared with the baseline."""
        return self.scenarios[1:]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Every outcome for all."""
        return self.results.outcomes(None, ["all"], self.scenarios)

    @cached_property
    def money(self) -> pd.DataFrame:
        """Spending and what was not funded, by lever, line and payer."""
        return self.results.outcomes([SPENDING, UNFUNDED], None, self.scenarios)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The outcome that is shown group by group; one group alone where the run recorded totals."""
        return self.results.outcomes([BY_GROUP], None, self.scenarios)

    @property
    def has_groups(self) -> bool:
        """Whether the run recorded groups."""
        return bool(self.groups["group"].nunique() > 1)

    @property
    def has_rows(self) -> bool:
        """Whether the run kept households and people row by row."""
        return (self.results.folder / "households.parquet").exists()

    @property
    def n_pairs(self) -> int:
        """Runs of the scenario that has the fewest: pairs cannot be more."""
        runs = self.frame[["scenario", "design_point", "replication"]].drop_duplicates()
        counts = runs.groupby("scenario", observed=True).size().reindex(self.scenarios, fill_value=0)
        return int(counts.min())

    @property
    def n_draws(self) -> int:
        """Draws of the assumptions; 1 where there are none."""
        return int(self.frame["design_point"].nunique())

    @property
    def are_assumptions_drawn(self) -> bool:
        """Whether every parameter that is not known was drawn; an experiment moves only the inputs that it names."""
        return "draws" in self.results.manifest["asked"]

    @property
    def can_compare(self) -> bool:
        """Whether there are two scenarios and two pairs of runs."""
        return len(self.scenarios) > 1 and self.n_pairs >= 2

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Worded effects on the headline outcomes, in their order."""
        recorded = set(self.frame["outcome"].unique())
        names = [name for name in HEADLINES if name in recorded]
        frame = self.frame[self.frame["outcome"].isin(names)]
        found = effects_at(frame, self.baseline, over=self.over)
        # Words are as strong as for chance alone unless all assumptions were drawn.
        found = worded(found if self.are_assumptions_drawn else found.assign(covers=NOISE))
        order = {name: place for place, name in enumerate(names)}
        places = {name: place for place, name in enumerate(self.scenarios)}
        found = found.assign(row=found["outcome"].map(order).astype(int), column=found["scenario"].map(places).astype(int))
        return found.sort_values(["column", "row"]).drop(columns=["row", "column"]).reset_index(drop=True)

    def effect(self, scenario: str, outcome: str) -> pd.Series:
        """One row of `effects`."""
        of = self.effects
        return of[(of["scenario"] == scenario) & (of["outcome"] == outcome)].iloc[0]

    def label(self, scenario: str) -> str:
        """A scenario's name for readers."""
        return self.labels[scenario]

    def outcome(self, name: str) -> str:
        """An outcome's name for readers."""
        return OUTCOMES[name].zh if self.lang == "zh" else OUTCOMES[name].en

    def lever(self, name: str) -> str:
        """A lever's name for readers."""
        return (LEVERS[name].zh if self.lang == "zh" else LEVERS[name].en) if name in LEVERS else name

    @property
    def start(self) -> str:
        """The date of the first month."""
        return self.calendar.label(0)

    @property
    def calendar(self) -> Calendar:
        """The dates of the months."""
        year, month = self.first["start"]
        return Calendar(int(year), int(month))

    @property
    def resident_years(self) -> float:
        """Planned residents times years, for costs a resident and year."""
        return self.n_people * self.months / YEAR

    @property
    def n_people(self) -> int:
        """Residents that the site is planned for."""
        return SiteProfile.model_validate_json(json.dumps(self.first["site"])).n_people
