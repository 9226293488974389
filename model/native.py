"""How compiled code receives a view or a set of numbers: as the address of what numba would otherwise unpack field by field.

A kernel takes whole tables as named tuples, so that it reads `people.age_months[row]`. numba would unpack every column of every
view at every call, which took longer than many a kernel runs. Here a view's columns (or a behaviour's numbers) are laid out
once, when it is made, in the very form compiled code wants; a call hands over one address.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numba.core import types
from numba.core.datamodel import models
from numba.core.datamodel.registry import register_default
from numba.core.typing import templates
from numba.extending import NativeValue, lower_builtin, typeof_impl, unbox
from numba.np import arrayobj

from model.declare import Native


class NativeType(types.NamedTuple):
    """The compiled side of a view or of numbers: a named tuple of a type of its own."""


register_default(NativeType)(models.TupleModel)


class ColumnType(types.Array):
    """The compiled side of a column of a view: an array that a kernel only borrows, and whose rows count from 0 on.

    So a kernel counts no references to it: doing so for every column, wherever a view is handed to a formula, took longer
    than many a formula. And it does not ask at every access whether a row is counted from the end; no kernel may do that.
    """

    def __init__(self, of: types.Array) -> None:
        name = f"column({of.dtype}, {of.ndim}d, {of.layout}, {of.mutable})"
        super().__init__(of.dtype, of.ndim, of.layout, readonly=not of.mutable, name=name, aligned=of.aligned)

    def __reduce__(self) -> tuple[Any, ...]:
        return ColumnType, (types.Array(self.dtype, self.ndim, self.layout, readonly=not self.mutable, aligned=self.aligned),)


@register_default(ColumnType)
class _ColumnModel(models.StructModel):
    """An array as numba lays it out, whose owner and parent are addresses like any other."""

    def __init__(self, manager: Any, of: ColumnType) -> None:
        ways = types.UniTuple(types.intp, of.ndim)
        members = [("meminfo", types.voidptr), ("parent", types.voidptr), ("nitems", types.intp), ("itemsize", types.intp),
                   ("data", types.CPointer(of.dtype)), ("shape", ways), ("strides", ways)]  # fmt: skip
        super().__init__(manager, of, members)


def _from_0(access: Callable[..., Any]) -> Callable[..., Any]:
    """An access to an array's items with indices that are never negative."""

    def lower(context: Any, builder: Any, sig: Any, arguments: Any) -> Any:
        column, index, *rest = sig.args
        index_types: Any = index
        if isinstance(index, types.BaseTuple):
            to: Any = types.Tuple([types.uintp if isinstance(kind, types.Integer) else kind for kind in index_types])
        else:
            to = types.uintp
        at = context.cast(builder, arguments[1], index, to)
        return access(
            context, builder, templates.signature(sig.return_type, column, to, *rest), (arguments[0], at, *arguments[2:])
        )

    return lower


lower_builtin(operator.getitem, ColumnType, types.Integer)(_from_0(arrayobj.getitem_arraynd_intp))
lower_builtin(operator.getitem, ColumnType, types.BaseTuple)(_from_0(arrayobj.getitem_array_tuple))
lower_builtin(operator.setitem, ColumnType, types.Integer, types.Any)(_from_0(arrayobj.setitem_array))
lower_builtin(operator.setitem, ColumnType, types.BaseTuple, types.Any)(_from_0(arrayobj.setitem_array))


@typeof_impl.register(Native)
def _type_of(value: Any, context: Any) -> NativeType:
    fields = [typeof_impl(field, context) for field in value]
    return NativeType([ColumnType(of) if isinstance(of, types.Array) else of for of in fields], type(value))


@unbox(NativeType)
def _unpack(typ: NativeType, value: Any, c: Any) -> NativeValue:
    """Read the whole tuple from the address that the Python object carries."""
    held = c.pyapi.object_getattr_string(value, "address")
    address = c.pyapi.long_as_longlong(held)
    c.pyapi.decref(held)
    layout = c.context.get_value_type(typ)
    place = c.builder.inttoptr(address, layout.as_pointer())
    return NativeValue(c.builder.load(place), is_error=c.pyapi.c_api_error())


def lay_out(fields: Sequence[Any]) -> np.ndarray:
    """The 64-bit words of a tuple of arrays or of floats in the form of numba's data models.

    An array is (no owner, no parent, items, bytes an item, address, shape, strides), a number its own bits.
    """
    if not any(isinstance(field, np.ndarray) for field in fields):
        return np.array(fields, np.float64).view(np.int64)
    words: list[int] = []
    for field in fields:
        if isinstance(field, np.ndarray):
            words += [0, 0, field.size, field.itemsize, field.ctypes.data, *field.shape, *field.strides]
        else:
            words.append(int(np.float64(field).view(np.int64)))
    return np.array(words, np.int64)
