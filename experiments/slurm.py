"""A job script for SLURM: a Dask scheduler, workers on every node, and the experiment between them.

Whoever reaches a scheduler can run anything as its owner, so scheduler, workers and runner speak TLS with a certificate that is
made for the job, lies in a folder that nobody else can read, and goes with it.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

SCRIPT = """#!/usr/bin/env bash
#SBATCH --job-name=resettle-{name}
#SBATCH --nodes={nodes}
#SBATCH --ntasks-per-node={tasks}
#SBATCH --cpus-per-task=1
#SBATCH --time={time}
#SBATCH --signal=B:INT@120
# Submit with: sbatch THIS_FILE. Submit again to go on where it stopped; what is stored is not run again.
# The folder of the results and the package must be seen from every node.
set -euo pipefail
umask 077
python={python}
mkdir -p {parent}
private=$(mktemp -d {folder}.cluster-XXXXXX)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$private"' EXIT
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=resettle \\
    -keyout "$private/key.pem" -out "$private/cert.pem" 2>/dev/null
export OMP_NUM_THREADS=1
export DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION=True
export DASK_DISTRIBUTED__COMM__TLS__CA_FILE="$private/cert.pem"
for who in SCHEDULER WORKER CLIENT; do
    export DASK_DISTRIBUTED__COMM__TLS__${{who}}__CERT="$private/cert.pem"
    export DASK_DISTRIBUTED__COMM__TLS__${{who}}__KEY="$private/key.pem"
done
"$python" -m distributed.cli.dask_scheduler --protocol tls --port 0 --no-dashboard \\
    --scheduler-file "$private/scheduler.json" &
srun --kill-on-bad-exit=0 "$python" -m distributed.cli.dask_worker --protocol tls --no-dashboard \\
    --nthreads 1 --nworkers 1 --memory-limit 0 --local-directory "${{TMPDIR:-/tmp}}" \\
    --scheduler-file "$private/scheduler.json" &
for _ in $(seq 120); do [ -s "$private/scheduler.json" ] && break; sleep 1; done
"$python" -m app.cli experiment run {file} --out {folder} --engine dask --scheduler "$private/scheduler.json" &
runner=$!
trap 'kill -INT $runner' INT TERM
# A signal ends the first wait before the runner has stored what has finished.
code=0; wait $runner || code=$?
if kill -0 $runner 2>/dev/null; then code=0; wait $runner || code=$?; fi
exit $code
"""


def job_script(name: str, file: Path, folder: Path, nodes: int, tasks: int, time: str) -> str:
    """The script. file: the experiment; folder: where its runs go; time: as SLURM writes it, for example 08:00:00."""
    return SCRIPT.format(
        name=name, nodes=nodes, tasks=tasks, time=time, python=shlex.quote(sys.executable),
        file=shlex.quote(str(file.resolve())), folder=shlex.quote(str(folder.resolve())),
        parent=shlex.quote(str(folder.resolve().parent)),
    )  # fmt: skip
