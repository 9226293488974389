"""Time the common work on every implementation that is installed.

python -m benchmarks.run_mini [--sizes 2000 10000 100000] [--repeats 5] [--longest 60] [--skip NAME]...

All run in this one process, in turn, so that a slow spell of the machine hits all alike; compiled code is warm. Medians are
given, and ratios to this project's own machinery. A run foreseen to take longer than `--longest` seconds is not started.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from types import ModuleType

from benchmarks.machine import busyness, describe
from benchmarks.mini.implementations import OURS, load
from benchmarks.mini.population import MONTHS, Start, start

SIZES = (2_000, 10_000, 100_000)
WARM_UP_PEOPLE = 500
RUN_ONCE_ABOVE = 6.0  # seconds a run


@dataclass
class Timing:
    """Seconds of each repeat."""

    build: list[float] = field(default_factory=list)
    run: list[float] = field(default_factory=list)


Timings = dict[int, dict[str, Timing]]


def time_once(module: ModuleType, first_day: Start, seed: int) -> tuple[float, float]:
    """Seconds to build and to run 60 months."""
    gc.collect()
    begin = perf_counter()
    world = module.build(first_day, seed)
    built = perf_counter()
    module.run(world, MONTHS)
    return built - begin, perf_counter() - built


def measure(modules: dict[str, ModuleType], sizes: Sequence[int], repeats: int, longest: float) -> Timings:
    """All sizes, smallest first; at each size the implementations take turns."""
    warm_up = start(WARM_UP_PEOPLE)
    last = dict.fromkeys(modules, (WARM_UP_PEOPLE, 0.0))
    for name, module in modules.items():
        time_once(module, warm_up, 0)
        last[name] = (WARM_UP_PEOPLE, time_once(module, warm_up, 0)[1])
    timings: Timings = {}
    for size in sorted(sizes):
        first_day = start(size)
        foreseen = {name: seconds * size / people for name, (people, seconds) in last.items()}
        timings[size] = {name: Timing() for name in modules if foreseen[name] <= longest}
        for repeat in range(repeats):
            for name, timing in timings[size].items():
                if timing.run and timing.run[0] > RUN_ONCE_ABOVE:
                    continue
                build, run = time_once(modules[name], first_day, repeat + 1)
                timing.build.append(build)
                timing.run.append(run)
        for name, timing in timings[size].items():
            last[name] = (size, median(timing.run))
    return timings


def seconds(value: float) -> str:
    """Three digits."""
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"


def table(modules: dict[str, ModuleType], timings: Timings) -> str:
    """The Markdown table: medians, and in brackets how many times slower than ours."""
    sizes = sorted(timings)
    per_second = 10_000 if 10_000 in sizes else sizes[-1]
    header = [f"{MONTHS} months, warm", *(f"{size:,} people" for size in sizes)]
    header += [f"million person-months a second at {per_second:,}", f"building {per_second:,}"]
    lines = [header, ["---"] * len(header)]
    for name, module in modules.items():
        cells = [f"**{module.NAME}**" if name == OURS else module.NAME]
        for size in sizes:
            timing = timings[size].get(name)
            if timing is None:
                cells.append("–")
                continue
            ours = timings[size].get(OURS)
            ratio = f" ({median(timing.run) / median(ours.run):.3g}×)" if ours else ""
            cells.append(seconds(median(timing.run)) + ratio)
        timing = timings[per_second].get(name)
        cells.append(f"{per_second * MONTHS / median(timing.run) / 1e6:.3g}" if timing else "–")
        cells.append(f"{median(timing.build) * 1000:.1f} ms" if timing else "–")
        lines.append(cells)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def spread(timings: Timings) -> str:
    """How noisy the machine was: the middle of all (slowest − fastest) / median over repeats."""
    shares = [
        (max(timing.run) - min(timing.run)) / median(timing.run)
        for by_name in timings.values()
        for timing in by_name.values()
        if len(timing.run) > 1
    ]
    return f"Slowest minus fastest repeat over the median, middle of all rows: {100 * median(shares):.0f} %." if shares else ""


def section(sizes: Sequence[int], repeats: int, longest: float, skip: Sequence[str]) -> str:
    """Measure and report in Markdown."""
    modules = load(skip)
    timings = measure(modules, sizes, repeats, longest)
    return f"{table(modules, timings)}\n\n{spread(timings)} At the end of these runs: {busyness()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--longest", type=float, default=60.0)
    parser.add_argument("--skip", action="append", default=[])
    asked = parser.parse_args()
    print(describe(), end="\n\n", flush=True)
    print(section(asked.sizes, asked.repeats, asked.longest, asked.skip))


if __name__ == "__main__":
    main()
