"""The methods by name."""

from __future__ import annotations

from analysis.sensitivity import delta, efast, morris, pawn, sobol
from analysis.sensitivity.method import Method

METHODS: dict[str, Method] = {module.METHOD.name: module.METHOD for module in (morris, sobol, efast, delta, pawn)}
