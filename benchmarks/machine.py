"""What the timings were taken on, in general words."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "numba", "mesa", "starsim", "mesa-frames", "polars", "agentpy")


def processor() -> str:
    """The processor's family."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def versions() -> str:
    """Versions of what is compared; what is not installed is left out."""
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def describe() -> str:
    """One sentence for a report."""
    system, python = platform.system(), platform.python_version()
    return f"{os.cpu_count()} cores ({processor()}), {system}, Python {python}, {versions()}."


def busyness() -> str:
    """How many processes wanted a core in the last minute; this one is one of them."""
    if not hasattr(os, "getloadavg"):
        return ""
    load = os.getloadavg()[0]
    warning = " Others used the cores too: times and efficiencies are worse than on an idle machine." if load > 1.5 else ""
    return f"Load average {load:.1f}.{warning}"
