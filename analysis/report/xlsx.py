"""The tables of a report as a workbook, one sheet a table; numbers are numbers, text is never a formula."""

from __future__ import annotations

import re
from io import BytesIO

import xlsxwriter

from analysis.report.document import Bullets, Paragraph, Report, Table

# Texts stay texts: no formula, link or number is made of what a scenario or household is called.
AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 60
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def to_xlsx(report: Report) -> bytes:
    """The workbook: the first page as text, then every table."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, AS_TEXT) as book:
        bold, wrapped, big = (
            book.add_format(of) for of in ({"bold": True}, {"text_wrap": True}, {"bold": True, "font_size": 14})
        )
        head = book.add_format({"bold": True, "bg_color": "#F4F6F8", "bottom": 1, "text_wrap": True})
        sheet = book.add_worksheet(report.sections[0].name)
        sheet.set_column(0, 0, 110)
        lines: list[tuple[str, object]] = [(report.title, big), (report.subtitle, wrapped)]
        for block in report.sections[0].blocks:
            if isinstance(block, Paragraph):
                lines.append((block.text, bold if block.kind == "notice" else wrapped))
            elif isinstance(block, Bullets):
                lines += [("", wrapped), (block.title, bold), *((item, wrapped) for item in block.items)]
        for row, (text, form) in enumerate(lines):
            sheet.write_string(row, 0, text, form)
        for table in report.tables:
            _write(book, table, bold, head)
    return file.getvalue()


def _write(book: xlsxwriter.Workbook, table: Table, bold: object, head: object) -> None:
    sheet = book.add_worksheet(NOT_IN_A_SHEET_NAME.sub("_", table.name)[:31])
    sheet.write_string(0, 0, table.title, bold)
    for column, title in enumerate(table.head):
        sheet.write_string(2, column, title, head)
        longest = max([len(title) / 2, *(len(row[column].shown) for row in table.rows)])
        is_wide = any(ord(letter) > 0x2E80 for row in table.rows for letter in row[column].shown)
        sheet.set_column(column, column, min(longest * (2.1 if is_wide else 1.1) + 2, WIDEST))
    for place, row in enumerate(table.rows, start=3):
        for column, cell in enumerate(row):
            if isinstance(cell.value, str):
                sheet.write_string(place, column, cell.shown)
            else:
                sheet.write_number(place, column, cell.value)
    sheet.freeze_panes(3, 1)
    if table.note:
        sheet.write_string(len(table.rows) + 4, 0, table.note)
