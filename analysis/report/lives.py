"""The section on lives: households that somebody looked at and kept in the record, each under two scenarios side by side."""

from __future__ import annotations

from itertools import groupby

from analysis.life_words import sentence
from analysis.lives import Change, Told, stored
from analysis.report.document import Block, Bullets, Section, Table, count, section, words
from analysis.report.source import Source


def lives_section(of: Source) -> list[Section]:
    """The section, or none where no lives are kept."""
    lives = stored(of.results.folder, of.results.manifest, of.lang)
    blocks = [block for number, life in enumerate(lives, 1) for block in life_blocks(life, number, of.lang)]
    return [section("lives", of.lang, blocks)] if blocks else []


def life_blocks(life: Told, number: int, lang: str) -> list[Block]:
    """One household: what is said, where the lives part, and what follows. number: of the life within its document."""
    blocks: list[Block] = [Bullets(life.lines, life.title)]
    if life.parted:
        head = (*(sentence(key, lang) for key in ("head_date", "head_stage", "head_who", "head_what")), *life.labels,
                sentence("head_levers", lang))  # fmt: skip
        rows = tuple(
            tuple(words(text) for text in (of.date, of.stage, of.who, of.what, of.baseline, of.scenario, of.levers))
            for of in life.parted
        )
        blocks.append(Table(f"life_{number}_parting", _title(life, "t_parting", lang), head, rows))
    head = (*(sentence(key, lang) for key in ("head_date", "head_month")), *life.labels)
    months = tuple(
        (words(of[0].date), count(month), *(words(_side(of, side, lang)) for side in ("baseline", "scenario")))
        for month, of in ((month, list(of)) for month, of in groupby(life.changes, lambda change: change.month))
    )
    note = sentence("only_changes", lang)
    return [*blocks, Table(f"life_{number}_months", _title(life, "t_months", lang), head, months, note)]


def _title(life: Told, key: str, lang: str) -> str:
    return f"{sentence(key, lang)} · {life.title}"


def _side(of: list[Change], side: str, lang: str) -> str:
    """One life's part of a month."""
    colon, stop = ("：", "；") if lang == "zh" else (": ", "; ")
    return stop.join(f"{change.what}{colon}{getattr(change, side)}" for change in of)
