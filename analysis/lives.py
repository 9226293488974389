"""Two lives of one household, as `experiments.lives` found them: read from a record's folder and put into words.

A life is plain values: household, baseline and scenario (name and label), replication, draw, seed, start, months; people (sex
of each member); parting: site, first (or null) and decisions, with month, stage and columns; follow: for baseline and
scenario a list of months with place, members, money, ties and scores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.life_values import columns_said, member_said, shown_pair
from analysis.life_words import DECISIONS, TIPPED, pick, sentence
from model.calendar import Calendar
from model.codes import EMPLOYER_KINDS, IN_LOCAL_WORK, LABOUR_STATES, NOT_IN_LABOUR_FORCE, REGISTRATION, SCHOOL_LEVELS
from model.errors import BadInput, Fault
from model.registry import LEVERS, PROCESSES

FOLDER, KIND, VERSION = "lives", "resettle lives", 1
HERE = 1
PLACES = ("not_yet", "here", "gone")
SIDES = ("baseline", "scenario")
MONEY, SCORE = ("wages", "income_a_head"), ("integration",)
ASPECTS = ("place", "wages", "income_a_head", "debt", "is_poor", "has_dibao", "registration", "n_ties", "integration")
MONEY_STEP, MONEY_SHARE, SCORE_STEP = 100.0, 0.1, 0.05
NOT_ALIVE = ("absent",)
Life = Mapping[str, Any]


@dataclass(frozen=True)
class Parted:
    """One cell in which the lives part: when and where in the month, whose it is, both values, and the measures that bend what
    the process was told."""

    date: str
    stage: str
    who: str
    what: str
    baseline: str
    scenario: str
    levers: str


@dataclass(frozen=True)
class Change:
    """One thing in a month in which it changed in either life, as it then is in both."""

    month: int
    date: str
    what: str
    baseline: str
    scenario: str

    @property
    def differs(self) -> bool:
        """Whether the two lives are not the same in this."""
        return self.baseline != self.scenario


@dataclass(frozen=True)
class Told:
    """A life in words. lines: sentences; parted: the cells in which they part; changes: what follows, month by month."""

    title: str
    labels: tuple[str, str]
    lines: tuple[str, ...]
    parted: tuple[Parted, ...]
    changes: tuple[Change, ...]


def stored(folder: Path, manifest: Mapping[str, Any], lang: str) -> list[Told]:
    """The lives that a record's folder keeps, by household. Raises BadInput for a file that is none of this record."""
    found = []
    for file in sorted((folder / FOLDER).glob("*.json")):
        try:
            life = json.loads(file.read_text(encoding="utf-8"))
            is_ours = (life["kind"], life["version"]) == (KIND, VERSION) and all(
                life[side]["name"] in manifest["scenarios"] for side in SIDES
            )
            if not is_ours or life["seed"] != manifest["seeds"][str(life["replication"])]:
                raise ValueError(file)
            found.append(((int(life["household"]), file.name), told(life, lang)))
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            raise BadInput([Fault("bad_life", str(file))]) from None
    return [of for _, of in sorted(found, key=lambda pair: pair[0])]


def told(life: Life, lang: str) -> Told:
    """A life in words, in `zh` or `en`."""
    labels = (str(life["baseline"]["label"][lang]), str(life["scenario"]["label"][lang]))
    title = sentence("title", lang, household=life["household"], baseline=labels[0], scenario=labels[1])
    return Told(title, labels, tuple(_lines(life, lang)), tuple(_parted(life, lang)), tuple(changes(life, lang)))


def tipped_said(tipped: Mapping[str, Any], lang: str) -> str:
    """How many households an outcome tips for, in a sentence."""
    n, (asked, _, _) = len(tipped["households"]), TIPPED[tipped["outcome"]]
    return sentence("tipped" if n else "tipped_none", lang, n=n, outcome=pick(asked, lang))


def tip_said(outcome: str, value: int, lang: str) -> str:
    """What an outcome is for a household: 1 it holds, 0 it does not."""
    _, yes, no = TIPPED[outcome]
    return pick(yes if value else no, lang)


def _lines(life: Life, lang: str) -> Iterator[str]:
    calendar, parting = Calendar(*life["start"]), life["parting"]
    first_day = life["follow"]["baseline"][0]["members"]
    people = sentence("and", lang).join(member_said(life, int(number), 0, lang) for number in first_day)
    yield sentence("who", lang, site=life["site"]["label"][lang], replication=life["replication"], seed=life["seed"],
                   months=life["months"], start=calendar.label(0), people=people or "–")  # fmt: skip
    yield sentence("same_luck", lang)
    if not life["is_same_code"]:
        yield sentence("other_code", lang)
    if life["tipped"]:
        yield _chosen_among(life, lang)
    if parting["site"]:
        yield _at("site_parts", parting["site"], calendar, lang)
    if parting["first"] is None:
        yield sentence("never", lang, months=life["months"])
        return
    yield _at("parts", parting["first"], calendar, lang, columns=columns_said(parting["first"]["columns"], lang))
    yield from _causes(parting["first"], lang)
    if not parting["decisions"]:
        yield sentence("only_numbers", lang)
        return
    decision = parting["decisions"][0]
    keys = dict.fromkeys((of["table"], of["column"]) for of in decision["columns"])
    decisions = sentence("and", lang).join(pick(DECISIONS[key], lang) for key in keys)
    yield _at("decides", decision, calendar, lang, decisions=decisions)
    if (decision["month"], decision["stage"]) != (parting["first"]["month"], parting["first"]["stage"]):
        yield from _causes(decision, lang)


def _chosen_among(life: Life, lang: str) -> str:
    outcome, household = life["tipped"]["outcome"], life["household"]
    (row,) = [row for row in life["tipped"]["households"] if row["household"] == household]
    values = {side: tip_said(outcome, row[side], lang) for side in SIDES}
    asked = pick(TIPPED[outcome][0], lang)
    return sentence("tipped_one", lang, n=len(life["tipped"]["households"]), outcome=asked, **values)


def _at(key: str, parting: Mapping[str, Any], calendar: Calendar, lang: str, **values: str) -> str:
    """A sentence on when and where in the month something parts."""
    if parting["stage"] not in PROCESSES:
        if key == "site_parts":
            return sentence("site_first_day", lang)
        key = "parts_first_day" if key == "parts" else key
    month = int(parting["month"])
    return sentence(key, lang, date=calendar.label(month), month=month, stage=stage_said(parting["stage"], lang), **values)


def stage_said(stage: str, lang: str) -> str:
    """A process's name; the first day's."""
    if stage not in PROCESSES:
        return sentence("first_day", lang)
    return PROCESSES[stage].zh if lang == "zh" else PROCESSES[stage].en


def _causes(parting: Mapping[str, Any], lang: str) -> Iterator[str]:
    """The numbers that the process was told and that differ; or that none do."""
    if parting["stage"] not in PROCESSES:
        return
    stage = stage_said(parting["stage"], lang)
    if not parting["causes"]:
        yield sentence("no_cause", lang, stage=stage)
    for of in parting["causes"]:
        names = [_lever(name, lang) for name in of["levers"]]
        levers = sentence("by", lang, names=sentence("and", lang).join(names)) if names else "–"
        yield sentence(of["kind"], lang, stage=stage, name=of["name"], levers=levers,
                       **{side: "–" if of[side] is None else f"{of[side]:.6g}" for side in SIDES})  # fmt: skip


def _lever(name: str, lang: str) -> str:
    return (LEVERS[name].zh if lang == "zh" else LEVERS[name].en) if name in LEVERS else name


def _parted(life: Life, lang: str) -> Iterator[Parted]:
    """The cells of the first parting, then of every decision where it first falls out differently."""
    calendar, parting = Calendar(*life["start"]), life["parting"]
    first = parting["first"]
    told_first = {(of["table"], of["column"]) for of in first["columns"]} if first else set()
    for of in ([first] if first else []) + parting["decisions"]:
        month, levers = int(of["month"]), dict.fromkeys(name for cause in of["causes"] for name in cause["levers"])
        for cell in of["columns"]:
            if of is not first and (cell["table"], cell["column"]) in told_first:
                continue
            who = sentence("household", lang) if cell["member"] is None else member_said(life, cell["member"], month, lang)
            values = shown_pair(cell["table"], cell["column"], cell["baseline"], cell["scenario"], calendar, lang)
            bent_by = sentence("and", lang).join(_lever(name, lang) for name in levers) or "–"
            yield Parted(calendar.label(month), stage_said(of["stage"], lang), who, columns_said([cell], lang), *values, bent_by)


def changes(life: Life, lang: str) -> Iterator[Change]:
    """What changed in either life, month by month, as it then is in both."""
    calendar = Calendar(*life["start"])
    numbers = sorted({int(number) for side in SIDES for month in life["follow"][side] for number in month["members"]})
    last: dict[Any, list[Any]] = {}
    for month in range(life["months"]):
        now = [_aspects(life["follow"][side][month], numbers) for side in SIDES]
        for key in now[0]:
            values = [of[key] for of in now]
            before = last.get(key, [None, None])
            if isinstance(key, int):
                # Who was alive and is not has died; who never was has not been born.
                values = [NOT_ALIVE if new is None and old is not None and of["place"] == HERE else new
                          for new, old, of in zip(values, before, now, strict=True)]  # fmt: skip
            if not any(_has_moved(key, old, new) for old, new in zip(before, values, strict=True)):
                continue
            last[key] = values
            what = member_said(life, key, month, lang) if isinstance(key, int) else sentence(key, lang)
            yield Change(month, calendar.label(month), what, *(_said(key, value, lang) for value in values))


def _aspects(facts: Mapping[str, Any], numbers: list[int]) -> dict[Any, Any]:
    """What is told of a month: by aspect, and by member's number."""
    is_here = facts["place"] == HERE
    found: dict[Any, Any] = {key: facts.get(key) for key in ASPECTS}
    found["debt"] = int(facts["savings"] < 0) if is_here else None
    for number in numbers:
        member = facts["members"].get(str(number)) if is_here else None
        found[number] = None if member is None else (
            member["labour_state"], member["employer_kind"], member["school_level"], member["is_trained"],
        )  # fmt: skip
    # Members stand behind the household's place and before its money.
    return {"place": found["place"], **{number: found[number] for number in numbers}, **found}


def _has_moved(key: Any, old: Any, new: Any) -> bool:
    if old is None or new is None or key not in (*MONEY, *SCORE):
        return bool(old != new)
    if key in SCORE:
        return bool(abs(new - old) >= SCORE_STEP)
    return bool(abs(new - old) >= max(MONEY_STEP, MONEY_SHARE * abs(old)))


def _said(key: Any, value: Any, lang: str) -> str:
    """An aspect's value for readers."""
    if value is None:
        return "–"
    if isinstance(key, int):
        return _doing(value, lang)
    if key == "place":
        return sentence(PLACES[value], lang)
    if key in MONEY:
        return f"{value:,.0f}".replace("-", "−")
    if key in SCORE:
        return f"{value:.2f}"
    if key == "registration":
        return pick(REGISTRATION[value], lang)
    return str(value) if key == "n_ties" else sentence("yes" if value else "no", lang)


def _doing(value: tuple[Any, ...], lang: str) -> str:
    if value == NOT_ALIVE:
        return sentence("absent", lang)
    labour, employer, school, is_trained = value
    if labour == IN_LOCAL_WORK:
        said = pick(EMPLOYER_KINDS[employer], lang)
    else:
        at_school = labour == NOT_IN_LABOUR_FORCE and school > 0
        said = pick(SCHOOL_LEVELS[school] if at_school else LABOUR_STATES[labour], lang)
    return said + sentence("and", lang) + sentence("trained", lang) if is_trained else said
