"""The job script: bash that does what it says, with a stand-in for `srun` that runs its command on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

import experiments
from experiments.slurm import job_script

ROOT = Path(__file__).parents[2]
ASKED = """
scenarios = "baseline"
site = "tiny"
months = 3
outcomes = ["employment_rate"]
[design]
method = "random"
n = 4
[levers]
training = [0, 1]
"""
SRUN = '#!/bin/sh\nwhile [ "${1#--}" != "$1" ]; do shift; done\nexec "$@"\n'


def written(folder: Path, out: Path) -> Path:
    asked = folder / "asked it's.toml"
    asked.write_text(ASKED, encoding="utf-8")
    script = folder / "job.sh"
    script.write_text(job_script("asked", asked, out, nodes=3, tasks=7, time="01:30:00"), encoding="utf-8")
    return script


def test_it_is_bash_and_asks_for_what_was_asked(tmp_path: Path) -> None:
    script = written(tmp_path, tmp_path / "a folder" / "out")
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0
    said = [line for line in script.read_text(encoding="utf-8").splitlines() if line.startswith("#SBATCH")]
    assert {"#SBATCH --nodes=3", "#SBATCH --ntasks-per-node=7", "#SBATCH --time=01:30:00"} <= set(said)


@pytest.mark.slow
def test_workers_that_it_starts_do_the_experiment_over_tls_and_nothing_private_is_left(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    out = tmp_path / "runs" / "out"
    script, srun = written(tmp_path, out), tmp_path / "bin" / "srun"
    srun.parent.mkdir()
    srun.write_text(SRUN, encoding="utf-8")
    srun.chmod(0o755)
    path = f"{srun.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    job = subprocess.Popen(["bash", str(script)], env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _, told = job.communicate(timeout=600)
    except subprocess.TimeoutExpired:
        os.killpg(job.pid, signal.SIGKILL)
        raise
    assert job.returncode == 0, told
    assert experiments.open(out).n_done == 4
    assert [path.name for path in out.parent.iterdir()] == ["out"]
