"""The exceptions of the package.

ResettleError
├── OwnershipError      a behaviour asks for, declares or fills a column in a way the tables do not allow
└── BadInput            a scenario, profile or option that cannot be run; carries every fault found
"""

from __future__ import annotations


class ResettleError(Exception):
    """Any error that this package raises on purpose."""


class OwnershipError(ResettleError):
    """A column is missing, declared twice, written by another than its owner, or of another shape."""
