"""One uniform number per id, per decision, per month: the only source of chance in the model.

A draw is a hash of (replication seed, process, decision, month, id) and of nothing else. So a person's luck is the same
under every scenario, skipping somebody shifts nobody, and the order of rows, threads and replications does not matter.

The hash is SplitMix64 (Steele, Lea & Flood 2014, https://doi.org/10.1145/2660193.2660195): the draw of id i is output i
of the generator seeded with the key of the decision and month.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from typing import Any

import numpy as np

from model.kernel import formula

MASK = 0xFFFF_FFFF_FFFF_FFFF
GOLDEN = 0x9E37_79B9_7F4A_7C15

_GOLDEN = np.uint64(GOLDEN)
_MULTIPLY_1 = np.uint64(0xBF58_476D_1CE4_E5B9)
_MULTIPLY_2 = np.uint64(0x94D0_49BB_1331_11EB)
_SHIFT_30, _SHIFT_27, _SHIFT_31 = np.uint64(30), np.uint64(27), np.uint64(31)
_SHIFT_11, _SHIFT_32 = np.uint64(11), np.uint64(32)
_ONE = np.uint64(1)
_LOW_32 = np.uint64(0xFFFF_FFFF)
_PER_53_BITS = 2.0**-53
_PER_32_BITS = 2.0**-32


@formula
def mix(z: np.uint64) -> np.uint64:
    """SplitMix64's finaliser: a 64-bit number in, a 64-bit number out, each bit of the input flips half of the output."""
    z = (z ^ (z >> _SHIFT_30)) * _MULTIPLY_1
    z = (z ^ (z >> _SHIFT_27)) * _MULTIPLY_2
    return z ^ (z >> _SHIFT_31)


@formula
def bits(key: np.uint64, row_id: int) -> np.uint64:
    """The 64 random bits of one id (0 or more) under one key."""
    return mix(key + (np.uint64(row_id) + _ONE) * _GOLDEN)


@formula
def uniform(key: np.uint64, row_id: int) -> float:
    """A number in [0, 1) for one id under one key, with 53 random bits."""
    return float(bits(key, row_id) >> _SHIFT_11) * _PER_53_BITS


@formula
def first_half(random_bits: np.uint64) -> float:
    """The upper 32 of 64 random bits as a number in [0, 1): two cheap draws from one hash where 2**-32 is fine enough."""
    return float(random_bits >> _SHIFT_32) * _PER_32_BITS


@formula
def second_half(random_bits: np.uint64) -> float:
    """The lower 32 of 64 random bits as a number in [0, 1), independent of the first half."""
    return float(random_bits & _LOW_32) * _PER_32_BITS


@formula
def again(random_bits: np.uint64) -> np.uint64:
    """The next 64 bits of the same id: for a decision that needs several draws."""
    return mix(random_bits + _GOLDEN)


def _mix(z: Any) -> Any:
    """`mix` for Python's integers, or for many at once in an array of uint64."""
    z = ((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB) & MASK
    return z ^ (z >> 31)


@cache
def name_hash(process: str, decision: str) -> int:
    """A fixed 64-bit number for a decision of a process; it does not depend on PYTHONHASHSEED."""
    return int.from_bytes(hashlib.blake2b(f"{process}/{decision}".encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=4096)
def _of_decision(seed: int, process: str, decision: str) -> int:
    return _mix((seed ^ name_hash(process, decision)) & MASK)


def decision_key(seed: int, process: str, decision: str, month: int) -> np.uint64:
    """The key under which ids draw: one for each replication seed, process, decision and month."""
    return np.uint64(_mix((_of_decision(seed, process, decision) + (month + 1) * GOLDEN) & MASK))


@cache
def _steps(months: int) -> np.ndarray:
    """What each month adds to a decision, from month -1 on."""
    return np.arange(months + 1, dtype=np.uint64) * _GOLDEN


def decision_keys(seed: int, process: str, decision: str, months: int) -> list[np.uint64]:
    """The keys of a decision in month -1 (of lasting traits) and in each month of a run: `decision_key` for all at once."""
    return list(_mix(np.uint64(_of_decision(seed, process, decision)) + _steps(months)))


def replication_seed(seed: int, replication: int) -> int:
    """The 64-bit seed of a replication: a hash of the experiment's seed and its number, whatever the count."""
    return _mix((_mix(seed & MASK) + (replication + 1) * GOLDEN) & MASK)


def seed_of(rng: int | np.random.SeedSequence) -> int:
    """A site's 64-bit replication seed from Mesa's `rng`: an integer as it is, a SeedSequence by its state."""
    if isinstance(rng, np.random.SeedSequence):
        return int(rng.generate_state(1, np.uint64)[0])
    return int(rng) & MASK
