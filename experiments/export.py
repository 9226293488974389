"""An experiment's numbers as a file for other programs: CSV, Parquet or an Excel workbook."""

from __future__ import annotations

import json
import os
from pathlib import Path

from experiments.database import connect
from experiments.shards import PART
from experiments.store import Store
from model.errors import BadInput, Fault

FORMATS = ("csv", "parquet", "xlsx")
ROWS_OF_A_SHEET = 1_048_576
ORDER = 'order by scenario, design_point, replication, month, "group", outcome'


def export(store: Store, form: str, file: Path) -> int:
    """Write every number with the inputs of its design point, one a row; gives the number of rows.

    The file is written beside its name and renamed when it is whole. Raises BadInput when it stands there already, when
    nothing is stored, or when a workbook cannot hold it.
    """
    store.refuse_damaged()
    if file.exists():
        raise BadInput([Fault("record_exists", str(file))])
    if store.n_done == 0:
        raise BadInput([Fault("nothing_stored", str(store.folder))])
    if not file.parent.is_dir():
        raise BadInput([Fault("no_folder", str(file))])
    temporary = file.with_name(file.name + PART)
    names = ", ".join(f'i."{name}"' for name in store.experiment.names)
    joined = f"select o.*, {names} from outcomes o join inputs i using (design_point) {ORDER}"
    try:
        with connect(store) as connection:
            n = int(connection.sql("select count(*) from outcomes").fetchall()[0][0])
            if form == "xlsx":
                if n >= ROWS_OF_A_SHEET:
                    raise BadInput([Fault("too_many_cells", str(file), values={"n": f"{n:,}"})])
                _write_workbook(store, connection.sql(f"select * from outcomes {ORDER}").fetchall(), temporary)
            else:
                target = "'" + str(temporary).replace("'", "''") + "'"
                connection.execute(f"copy ({joined}) to {target} (format {form}{', header' if form == 'csv' else ''})")
        os.replace(temporary, file)
    finally:
        temporary.unlink(missing_ok=True)
    return n


def _write_workbook(store: Store, rows: list[tuple[object, ...]], file: Path) -> None:
    """Sheets: outcomes, inputs, failures, and what was asked and what ran it."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(file), {"constant_memory": True, "nan_inf_to_errors": False}) as book:
        sheet = book.add_worksheet("outcomes")
        sheet.write_row(0, 0, ["site", "scenario", "design_point", "replication", "month", "group", "outcome", "value"])
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [None if cell != cell else cell for cell in row])
        for title, frame in (("inputs", store.inputs().reset_index()), ("failures", store.failures())):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, [str(name) for name in frame.columns])
            for number, values in enumerate(frame.itertuples(index=False), 1):
                # Seeds have 64 bits, more than a cell's number keeps.
                sheet.write_row(number, 0, [str(cell) if isinstance(cell, int) and cell > 2**53 else cell for cell in values])
        sheet = book.add_worksheet("about")
        about = {key: value for key, value in store.manifest.items() if key not in ("experiment", "sessions")}
        for number, (key, value) in enumerate(about.items()):
            sheet.write_row(number, 0, [key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)])
