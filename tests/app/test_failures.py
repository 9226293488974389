"""Failures are told by what was raised, not by who passed it on."""

from __future__ import annotations

import traceback

from app.failures import cause
from model.errors import ProcessFailed


def test_the_cause_is_what_the_rule_raised() -> None:
    try:
        try:
            raise ZeroDivisionError("on purpose")
        except ZeroDivisionError as error:
            raise ProcessFailed("safety", 3) from error
    except ProcessFailed:
        text = traceback.format_exc()
    assert "ProcessFailed" in text.splitlines()[-1]
    assert cause(text) == "ZeroDivisionError: on purpose"


def test_an_error_that_had_no_cause_is_its_own() -> None:
    assert cause("BrokenProcessPool: a worker died\n") == "BrokenProcessPool: a worker died"
