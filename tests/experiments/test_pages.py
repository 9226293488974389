"""Generated pages are made from the model at hand."""

from __future__ import annotations

import pytest

from experiments.pages import LANGUAGES, PAGES, page_file, parameters_page, stamp


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_not_stale(name: str, lang: str) -> None:
    text = page_file(name, lang).read_text(encoding="utf-8")
    assert text.startswith(stamp()), "run `make docs` and look at what changed"


def test_the_page_of_parameters_is_what_its_declarations_make() -> None:
    assert page_file("parameters", "en").read_text(encoding="utf-8").endswith(parameters_page("en"))
