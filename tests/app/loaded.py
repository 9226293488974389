"""Commands in processes of their own that have loaded everything already, since loading takes longer than most commands.

The server imports what commands use, and has simulated; each command is a fork of it with its own folder, environment and output.
Tests of how a command begins, of languages by locale and of signals start an interpreter of their own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What commands stand on, and not the commands: they are in the language of the process that first imports them.
HEAVY = (
    "experiments.batch", "experiments.province", "experiments.replications", "experiments.sensitivity",
    "analysis.figures.compare", "analysis.figures.sensitivity", "analysis.report.build", "analysis.sensitivity.methods",
)  # fmt: skip
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


@cache
def _server() -> subprocess.Popen[str]:
    words = [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.app.loaded"]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, encoding="utf-8",
                            env=os.environ | ENVIRONMENT)  # fmt: skip


def command(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `resettle` with these words in a folder."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.TemporaryDirectory() as made:
        out, err = Path(made, "out"), Path(made, "err")
        asked = {"words": words, "cwd": str(cwd), "environment": os.environ | ENVIRONMENT, "out": str(out), "err": str(err)}
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(list(words), code, out.read_text("utf-8"), err.read_text("utf-8"))


def _child(asked: dict[str, object]) -> int:
    from app.cli import main

    for number, file in ((0, os.devnull), (1, asked["out"]), (2, asked["err"])):
        os.dup2(os.open(str(file), os.O_RDWR | os.O_CREAT | os.O_TRUNC), number)
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[call-overload]
    sys.argv = ["resettle", *asked["words"]]  # type: ignore[misc]
    try:
        main(sys.argv[1:])
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def serve() -> None:
    """Answer with the exit code of each command that is asked for, until nobody asks any more."""
    for name in HEAVY:
        import_module(name)
    from model.scenario import load_scenario
    from model.site import ResettlementSite

    ResettlementSite(load_scenario("five_systems", site="tiny", settings=["months=2"]), rng=1).run()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                code = _child(json.loads(line))
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(code)
        answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        answers.flush()


if __name__ == "__main__":
    serve()
