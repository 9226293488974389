"""A report as one web page that needs nothing else: no scripts, no requests, pictures within."""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from analysis.report.document import Report


def to_html(report: Report) -> bytes:
    """The page. Every text is escaped: what is called `<script>` stays a name."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = files("analysis.report").joinpath("page.html.j2").read_text(encoding="utf-8")
    lang = "zh-Hans" if report.lang == "zh" else "en"
    page = environment.from_string(source).render(
        report=report,
        lang=lang,
        repr=repr,
        kind=lambda block: type(block).__name__,
        encoded=lambda png: b64encode(png).decode(),
    )
    return page.encode("utf-8")
