"""Chance: the published vectors, the statistics, and what a draw may depend on."""

from __future__ import annotations

import numpy as np
from scipy import stats

from model import chance


def test_bits_are_the_published_splitmix64_sequence() -> None:
    # Outputs for seed 1234567 as published with the reference implementation of SplitMix64.
    expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]
    assert [int(chance.bits(np.uint64(1234567), row)) for row in range(5)] == expected


def test_python_and_compiled_mixing_agree() -> None:
    for z in (0, 1, 2**63, 2**64 - 1, 0x0123456789ABCDEF):
        assert int(chance.mix(np.uint64(z))) == chance._mix(z)


def test_draws_are_uniform_over_ids_and_over_months() -> None:
    ids = np.array([chance.uniform(chance.decision_key(7, "p", "d", 3), i) for i in range(20_000)])
    months = np.array([chance.uniform(chance.decision_key(7, "p", "d", m), 5) for m in range(20_000)])
    for draws in (ids, months):
        counts = np.histogram(draws, bins=50, range=(0, 1))[0]
        assert stats.chisquare(counts).pvalue > 1e-4
        assert abs(np.corrcoef(draws[:-1], draws[1:])[0, 1]) < 0.03


def test_two_halves_of_one_hash_and_the_next_hash_are_independent() -> None:
    key = chance.decision_key(3, "p", "d", 0)
    hashes = [chance.bits(key, i) for i in range(20_000)]
    a = np.array([chance.first_half(np.uint64(b)) for b in hashes])
    b = np.array([chance.second_half(np.uint64(b)) for b in hashes])
    c = np.array([chance.first_half(np.uint64(chance.again(np.uint64(b)))) for b in hashes])
    for x, y in ((a, b), (a, c), (b, c)):
        assert abs(np.corrcoef(x, y)[0, 1]) < 0.03
        grid = np.histogram2d(x, y, bins=8, range=((0, 1), (0, 1)))[0]
        assert stats.chisquare(grid.ravel()).pvalue > 1e-4


def test_a_key_depends_on_seed_process_decision_and_month_each() -> None:
    keys = {
        int(chance.decision_key(seed, process, decision, month))
        for seed in (1, 2)
        for process in ("a", "b")
        for decision in ("x", "y")
        for month in (-1, 0, 1)
    }
    assert len(keys) == 24


def test_the_keys_of_all_months_at_once_are_those_of_each_month() -> None:
    for seed in (0, 7, 2**64 - 1):
        each = [chance.decision_key(seed, "p", "d", month) for month in range(-1, 60)]
        assert chance.decision_keys(seed, "p", "d", 60) == each


def test_a_replication_has_its_seed_whatever_the_count() -> None:
    seeds = [chance.replication_seed(5, k) for k in range(1000)]
    assert len(set(seeds)) == 1000
    assert seeds[:10] == [chance.replication_seed(5, k) for k in range(10)]


def test_a_seed_sequence_is_taken_by_its_state() -> None:
    assert chance.seed_of(np.random.SeedSequence(3)) == chance.seed_of(np.random.SeedSequence(3))
    assert chance.seed_of(np.random.SeedSequence(3)) != chance.seed_of(np.random.SeedSequence(4))
    assert chance.seed_of(7) == 7
