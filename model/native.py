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
from llvmlite import ir as _ir
from numba.core import cgutils as _cgutils
from numba.core import types
from numba.core.datamodel import models
from numba.core.datamodel.registry import register_default
from numba.core.typing import templates
from numba.extending import NativeValue, lower_builtin, typeof_impl, unbox
from numba.np import arrayobj

from model.declare import Native

ir: Any = _ir
cgutils: Any = _cgutils


class NativeType(types.NamedTuple):
    """The compiled side of a view or of numbers: a named tuple of a type of its own."""


def load_fixed(builder: Any, of: Any, place: Any) -> Any:
    """A value of a type from where it is laid out; compiled code may take for granted that nothing changes it there."""
    if isinstance(of, ir.LiteralStructType | ir.ArrayType):
        value = ir.Constant(of, ir.Undefined)
        for k in range(len(of.elements) if isinstance(of, ir.LiteralStructType) else of.count):
            at = builder.gep(place, [ir.IntType(32)(0), ir.IntType(32)(k)], inbounds=True)
            value = builder.insert_value(value, load_fixed(builder, at.type.pointee, at), k)
        return value
    value = builder.load(place)
    value.set_metadata("invariant.load", builder.module.add_metadata([]))
    return value


@register_default(NativeType)
class _NativeModel(models.StructModel):
    """A named tuple that ends with the address of itself, by which it goes from function to function: a function loads what it
    reads. Handing over the fields themselves takes longer than many a kernel, and longer still to compile."""

    def __init__(self, manager: Any, of: NativeType) -> None:
        members: list[Any] = [(f"f{k}", kind) for k, kind in enumerate(of)]
        super().__init__(manager, of, [*members, ("place", types.voidptr)])

    def get_argument_type(self) -> Any:
        return self._models[-1].get_value_type()

    def as_argument(self, builder: Any, value: Any) -> Any:
        return self.get(builder, value, "place")

    def from_argument(self, builder: Any, value: Any) -> Any:
        layout = self.get_value_type()
        return load_fixed(builder, layout, builder.bitcast(value, layout.as_pointer()))


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


def _interned(c: Any, text: str) -> Any:
    """A Python string that is made when compiled code first needs it. Asking for an attribute by a C string would make one for
    every argument of every call."""
    name = f"interned.{text}"
    place = c.builder.module.globals.get(name)
    if place is None:
        place = cgutils.add_global_variable(c.builder.module, c.pyapi.pyobj, name)
        place.linkage, place.initializer = "internal", c.pyapi.pyobj(None)
    with c.builder.if_then(cgutils.is_null(c.builder, c.builder.load(place)), likely=False):
        signature = ir.FunctionType(c.pyapi.pyobj, [c.pyapi.cstring])
        intern = c.pyapi._get_function(signature, name="PyUnicode_InternFromString")
        c.builder.store(c.builder.call(intern, [c.context.insert_const_string(c.builder.module, text)]), place)
    return c.builder.load(place)


@unbox(NativeType)
def _unpack(typ: NativeType, value: Any, c: Any) -> NativeValue:
    """Read the whole tuple from the address that the Python object carries."""
    held = c.pyapi.object_getattr(value, _interned(c, "address"))
    address = c.pyapi.long_as_longlong(held)
    c.pyapi.decref(held)
    place = c.builder.inttoptr(address, c.context.get_value_type(types.voidptr))
    value = c.context.data_model_manager[typ].from_argument(c.builder, place)
    return NativeValue(value, is_error=c.pyapi.c_api_error())


def lay_out(fields: Sequence[Any]) -> np.ndarray:
    """The 64-bit words of a tuple of arrays or of floats in the form of numba's data models, and the address of the first.

    An array is (no owner, no parent, items, bytes an item, address, shape, strides), a number its own bits.
    """
    words: list[int] = []
    for field in fields:
        if isinstance(field, np.ndarray):
            words += [0, 0, field.size, field.itemsize, field.ctypes.data, *field.shape, *field.strides]
        else:
            words.append(int(np.float64(field).view(np.int64)))
    laid_out = np.array([*words, 0], np.int64)
    laid_out[-1] = laid_out.ctypes.data
    return laid_out
