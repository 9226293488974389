"""Programs of the machine that some tests need: a browser, LibreOffice, fonts."""

from __future__ import annotations

import os
import shutil

import pytest

from analysis.figures.style import chinese_font
from analysis.report import pdf


def absent(what: str, package: str) -> None:
    """What is not there fails the test where everything has to be tested (CI), and skips it on a developer's machine."""
    said = f"{what} is not installed; on Debian: apt-get install {package}"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


def program(name: str, package: str) -> str:
    """The path of a program."""
    found = shutil.which(name)
    if found is None:
        absent(name, package)
    return str(found)


def browser() -> str:
    """The browser that reports are printed with."""
    found = pdf.browser()
    if found is None:
        absent("a browser (Chromium)", "chromium")
    return str(found)


def need_chinese_font() -> None:
    """A font with Chinese characters."""
    if chinese_font() is None:
        absent("a Chinese font", "fonts-noto-cjk")
