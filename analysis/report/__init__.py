"""A report that circulates: what a record says, in plain words first, as a web page, a Word file, a workbook or a PDF."""
