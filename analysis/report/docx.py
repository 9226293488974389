"""A report as a Word file, for circulation."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analysis.report.document import Block, Bullets, Paragraph, Picture, Report, Table
from analysis.report.texts import say

FONTS = {"zh": ("Times New Roman", "SimSun"), "en": ("Calibri", "SimSun")}
WARNING, INK = RGBColor(0x8A, 0x3B, 0x00), RGBColor(0x0B, 0x5C, 0x7A)
WIDE = 6  # columns; a table with more is set smaller
WIDTH, HEIGHT = 17.0, 23.0  # centimetres between the margins; of a picture that shares the page with its heading
NARROWEST, WIDEST = 10, 24  # a column's share of the width counts as at least and at most so many letters


def to_docx(report: Report) -> bytes:
    """The file: A4 upright, headings that a table of contents can be made from, tables with heads that repeat."""
    document = Document()
    _page(document, report)
    document.add_heading(report.title, level=0)
    document.add_paragraph(report.subtitle)
    for place, section in enumerate(report.sections):
        heading = document.add_heading(section.title, level=1)
        heading.paragraph_format.page_break_before = place == 1
        for block in section.blocks:
            _add(document, block, report.lang)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: Any, report: Report) -> None:
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    latin, east = FONTS[report.lang]
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = latin
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east)
        if name != "Normal":
            style.font.color.rgb = INK
    document.styles["Normal"].font.size = Pt(10)
    tongue = OxmlElement("w:lang")  # without it a reader without these fonts takes the letters of another script
    tongue.set(qn("w:val"), "zh-CN" if report.lang == "zh" else "en-GB")
    tongue.set(qn("w:eastAsia"), "zh-CN")
    document.styles["Normal"].element.get_or_add_rPr().append(tongue)
    document.styles["Title"].font.size = Pt(20)
    document.core_properties.title = report.title
    document.core_properties.language = "zh-CN" if report.lang == "zh" else "en-GB"


def _add(document: Any, block: Block, lang: str) -> None:
    if isinstance(block, Paragraph):
        run = document.add_paragraph().add_run(block.text)
        if block.kind == "notice":
            run.bold, run.font.color.rgb = True, WARNING
        elif block.kind == "small":
            run.font.size = Pt(9)
        elif block.kind == "code":
            run.font.name, run.font.size = "Consolas", Pt(9)
    elif isinstance(block, Bullets):
        if block.title:
            document.add_heading(block.title, level=2)
        for item in block.items:
            document.add_paragraph(item, style="List Bullet").paragraph_format.space_after = Pt(2)
    elif isinstance(block, Picture):
        shape = document.add_picture(BytesIO(block.png), width=Cm(WIDTH))
        if shape.height > Cm(HEIGHT):
            shape.width, shape.height = round(shape.width * Cm(HEIGHT) / shape.height), Cm(HEIGHT)
        shape._inline.docPr.set("descr", block.alt)
    elif block.is_long:
        said = say("long_table", lang, title=block.title, n=len(block.rows))
        document.add_paragraph().add_run(said).font.size = Pt(9)
    else:
        _table(document, block)


def _table(document: Any, block: Table) -> None:
    document.add_heading(block.title, level=2)
    table = document.add_table(rows=1, cols=len(block.head), style="Light Grid Accent 1")
    table.autofit = False
    size = Pt(9 if len(block.head) <= WIDE else 7)
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _repeat(table.rows[0])
    for cell, title, is_number, width in zip(table.rows[0].cells, block.head, block.are_numbers, widths, strict=True):
        _fill(cell, title, size, is_number, width)
    for row in block.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, content, is_number, width in zip(added.cells, row, block.are_numbers, widths, strict=True):
            _fill(cell, content.shown, size, is_number, width)
    if block.note:
        document.add_paragraph().add_run(block.note).font.size = Pt(9)


def _widths(block: Table) -> list[float]:
    """Centimetres a column, by the letters it holds; a Chinese one is as wide as two."""
    letters = []
    for place, title in enumerate(block.head):
        cells = [4 + sum(1 + (ord(letter) > 0x2E80) for letter in row[place].shown) for row in block.rows]
        longest = max([sum(1 + (ord(letter) > 0x2E80) for letter in title) / 2, *cells])
        letters.append(min(max(longest, NARROWEST), WIDEST))
    return [WIDTH * n / sum(letters) for n in letters]


def _repeat(row: Any) -> None:
    """The head of a table stands on every page that it runs over."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _fill(cell: Any, text: str, size: Any, is_number: bool, width: float) -> None:
    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size = size
    run.bold = None
    paragraph.paragraph_format.space_after = Pt(0)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
