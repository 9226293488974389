"""A report as a PDF: its web page, printed by a browser that is on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from analysis.report.document import Report
from analysis.report.html import to_html
from model.errors import BadInput, Fault

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SECONDS = 120


def browser() -> str | None:
    """A browser that can print without a window: the one in RESETTLE_BROWSER, or the first that is found."""
    asked = os.environ.get("RESETTLE_BROWSER")
    names = (asked,) if asked else BROWSERS
    found = (shutil.which(name) for name in names)
    return next((path for path in found if path), None) or next((path for path in PLACES if Path(path).exists()), None)


def to_pdf(report: Report) -> bytes:
    """The file. Raises BadInput when there is no browser, or it does not print."""
    program = browser()
    if program is None:
        raise BadInput([Fault("no_browser", key="pdf")])
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_bytes(to_html(report))
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile")
        command = [program, *options, f"--print-to-pdf={made}", page.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            said = done.stderr.decode(errors="replace").strip().splitlines()
        except (OSError, subprocess.TimeoutExpired) as error:
            said = [str(error)]
        if not made.exists():
            raise BadInput([Fault("browser_failed", key=program, values={"why": said[-1] if said else ""})])
        return made.read_bytes()
