"""The wheel carries everything that is needed and works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from model.kernel import code_digest

ROOT = Path(__file__).parents[1]
ONE_KERNEL = """
import numpy as np
from model.kernel import IS_COMPILED, code_digest, is_cold
from model.scarcity import in_order
assert IS_COMPILED and is_cold()
print(in_order(np.array([2.0, 1.0])).tolist(), is_cold(), code_digest())
"""


@pytest.mark.slow
def test_the_wheel_runs_a_scenario_from_anywhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(home)
    assert {"scenarios/baseline.toml", "scenarios/sites/jingxian.toml", "model/data/series.csv"} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]
    (tmp_path / "elsewhere").mkdir()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"PYTHONPATH": str(home), "RESETTLE_CACHE": str(tmp_path / "cache")}

    def run(code: str, **more: str) -> str:
        code = "import model; assert 'site' in model.__file__, model.__file__\n" + code
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "elsewhere", env=environment | more,
                              capture_output=True, text=True)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    # In plain Python, since all kernels of files that stand elsewhere would have to be compiled.
    main = "from app.cli import main; main(['run', 'baseline', '--site', 'tiny', '--months', '2', '--out', 'out'])"
    run(main, NUMBA_DISABLE_JIT="1")
    assert (tmp_path / "elsewhere" / "out" / "outcomes.parquet").exists()
    # One kernel is compiled and kept there, and the model is the very one of the checkout, file by file.
    assert run(ONE_KERNEL).split() == ["[1,", "0]", "False", code_digest()]
