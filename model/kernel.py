"""The decorators of everything that runs over many rows.

`@kernel` marks a loop over the rows of a table; `@formula` a small pure function of numbers that kernels call. Both are
compiled by numba without the interpreter lock. With ``NUMBA_DISABLE_JIT=1`` in the environment they do nothing, and the same
files are the plain-Python reference.

Compiled kernels are kept on disk in a folder named after the content of every file of this package. numba itself notices
only a change of the file a kernel stands in, and not a change of a formula that the kernel calls from another file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from functools import cache, update_wrapper
from pathlib import Path
from typing import Any, cast

import numba as _numba
import numpy as np
from numba.core import config as _config
from numba.core.caching import FunctionCache as _FunctionCache
from platformdirs import user_cache_path

from model.lanes import LANES, PACKS_LANES, pack

numba: Any = _numba
numba_config: Any = _config
FunctionCache: Any = _FunctionCache
IS_COMPILED = not numba_config.DISABLE_JIT
CACHES_KEPT = 8
_Array = np.ndarray

if not IS_COMPILED:
    # 64-bit hashes wrap around by design; compiled code does so silently.
    np.seterr(over="ignore")


@cache
def code_digest() -> str:
    """Digest of every Python and data file of the package `model`, 16 hex digits: which model this is."""
    package = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".csv"}:
            digest.update(str(path.relative_to(package)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """Digest of one file's content, 16 hex digits."""
    return hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()


@cache
def cache_folder() -> Path:
    """Where compiled kernels of this very code, numba and numpy are kept (``RESETTLE_CACHE`` moves it)."""
    root = Path(os.environ.get("RESETTLE_CACHE") or user_cache_path("resettle", appauthor=False)) / "kernels"
    folder = root / f"{code_digest()}-numba{numba.__version__}-numpy{np.__version__}"
    if not folder.exists():
        _drop_oldest(root)
    return folder


def is_cold() -> bool:
    """True when the kernels of this code have not been compiled on this machine yet."""
    return IS_COMPILED and not any(cache_folder().glob("*/*.nbi"))


def _drop_oldest(root: Path) -> None:
    """Keep the newest few caches, so that a developer's disk does not fill with those of code that is gone."""
    if root.exists():
        folders = sorted((path for path in root.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
        for folder in folders[: -CACHES_KEPT + 1]:
            shutil.rmtree(folder, ignore_errors=True)


class OnDisk(FunctionCache):  # type: ignore[misc]
    """The compiled versions of a function that are kept on disk.

    A version for somebody else's view – a rule file's, a notebook's – is kept in memory only. The list of versions on disk names
    the classes of views, and whoever does not have that file could read none of them any more.
    """

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a version, unless it is for a view that others do not have."""
        packages = {of.instance_class.__module__.partition(".")[0] for of in data.signature.args if hasattr(of, "instance_class")}
        if packages <= {"model", self._py_func.__module__.partition(".")[0]}:
            super().save_overload(sig, data)


class Kernel:
    """A compiled loop over rows.

    numba looks at every field of every argument to find the compiled version of a call. Types are all it needs to know
    here, and they seldom change: versions are kept by them, and an array's by its kind, dimensions and layout.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        update_wrapper(self, function)
        self.compiled: Any = _compile(function)
        self._versions: dict[tuple[Any, ...], Callable[..., Any]] = {}

    def __call__(self, *arguments: Any) -> Any:
        """Run the version for these arguments; the first call of a version compiles it or reads it from disk."""
        kinds = (*map(type, arguments),)
        version = self._versions.get(kinds) or self._version(kinds, arguments)
        return version(*arguments)

    def _version(self, kinds: tuple[Any, ...], arguments: tuple[Any, ...]) -> Callable[..., Any]:
        key = kinds
        if _Array in kinds:
            key += tuple([(of.dtype.num, of.ndim, of.flags.num) for of in arguments if type(of) is _Array])
        version = self._versions.get(key)
        if version is None:
            version = self._versions[key] = self._compiled_for(arguments)
        return version

    def _compiled_for(self, arguments: tuple[Any, ...]) -> Callable[..., Any]:
        signature = tuple(numba.typeof(argument) for argument in arguments)
        self.compiled.compile(signature)
        return cast(Callable[..., Any], self.compiled.overloads[signature].entry_point)

    @property
    def _numba_type_(self) -> Any:
        """What other kernels see when they call this one."""
        return numba.typeof(self.compiled)


def _compile(function: Callable[..., Any], **options: bool) -> Any:
    import model.native  # noqa: F401 - teaches the compiler views and numbers

    compiled = numba.njit(nogil=True, error_model="numpy", **options)(function)
    if IS_COMPILED:
        before = numba_config.CACHE_DIR
        numba_config.CACHE_DIR = str(cache_folder())
        try:
            compiled._cache = OnDisk(function)
        finally:
            numba_config.CACHE_DIR = before
    return compiled


def kernel[F: Callable[..., Any]](function: F) -> F:
    """Compile a loop over rows: no Python objects, cached on disk, without the interpreter lock. Arguments go by position."""
    return cast(F, Kernel(function) if IS_COMPILED else function)


def formula[F: Callable[..., Any]](function: F) -> F:
    """Compile a small pure function of numbers into the kernels that call it; called from Python it is cached like them.

    It becomes part of its caller: a call would copy every column of the views it is given, which can take longer than it.
    """
    return cast(F, _compile(function, forceinline=True))


@formula
def rows_where(flags: np.ndarray) -> np.ndarray:
    """The rows whose flag is set, in their order.

    Who it concerns is best asked of all rows at once, in a loop without branches that the compiler turns into vector
    instructions, and what follows done for the rows listed: it is several times faster than asking row by row. The compiler
    does so only where the loop writes one array and reads a few, so each flag has a loop of its own.
    """
    rows, n, whole = np.empty(flags.size + LANES, np.int32), 0, 0
    if PACKS_LANES:
        whole = flags.size - flags.size % LANES
        for first in range(0, whole, LANES):
            n = pack(flags, first, rows, n)
    for i in range(whole, flags.size):
        rows[n] = i
        n += flags[i]
    return rows[:n]
