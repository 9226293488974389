"""How many rows the processor takes at a time, where the compiler does not make the best of it.

Packing the rows of set flags goes sixteen at a time on processors that have an instruction for it. The compiler does not find
that instruction by itself: what it makes of the plain loop waits for each row before the next.
"""

from __future__ import annotations

from typing import Any

from llvmlite import binding as _binding
from llvmlite import ir as _ir
from numba.core import cgutils as _cgutils
from numba.core import codegen as _codegen
from numba.core import config as _config
from numba.core import types
from numba.core.typing import templates as _templates
from numba.extending import intrinsic

binding: Any = _binding
ir: Any = _ir
cgutils: Any = _cgutils
codegen: Any = _codegen
config: Any = _config
templates: Any = _templates

LANES = 16
# Processors that are as fast with 512-bit vectors; for the sake of older ones, which are not, the compiler keeps to half.
FULL_WIDTH = {"sapphirerapids", "emeraldrapids", "graniterapids", "graniterapids-d"}
PACKS_LANES = not config.DISABLE_JIT and bool(binding.get_host_cpu_features().get("avx512f"))

if config.CPU_NAME is None and config.CPU_FEATURES is None and binding.get_host_cpu_name() in FULL_WIDTH:
    config.CPU_FEATURES = f"{codegen.get_host_cpu_features()},-prefer-256-bit"

_PLACE = ir.IntType(32)
_FLAGS, _PLACES = ir.VectorType(ir.IntType(8), LANES), ir.VectorType(_PLACE, LANES)
_MASK = ir.VectorType(ir.IntType(1), LANES)


def _lower_pack(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    flags_type, _, rows_type, _ = signature.args
    flags_value, first, rows_value, n = arguments
    flags = context.make_array(flags_type)(context, builder, flags_value)
    rows = context.make_array(rows_type)(context, builder, rows_value)
    sixteen = builder.load(builder.bitcast(builder.gep(flags.data, [first]), _FLAGS.as_pointer()), align=1)
    mask = builder.icmp_unsigned("!=", sixteen, ir.Constant(_FLAGS, [0] * LANES))
    nothing = ir.Constant(_PLACES, ir.Undefined)
    start = builder.insert_element(nothing, builder.trunc(first, _PLACE), _PLACE(0))
    start = builder.shuffle_vector(start, nothing, ir.Constant(_PLACES, [0] * LANES))
    places = builder.add(start, ir.Constant(_PLACES, list(range(LANES))))
    compress = cgutils.get_or_insert_function(
        builder.module, ir.FunctionType(_PLACES, [_PLACES, _MASK, _PLACES]), "llvm.experimental.vector.compress.v16i32"
    )
    packed = builder.call(compress, [places, mask, nothing])
    builder.store(packed, builder.bitcast(builder.gep(rows.data, [n]), _PLACES.as_pointer()), align=4)
    n_set = builder.ctpop(builder.bitcast(mask, ir.IntType(LANES)))
    return builder.add(n, builder.zext(n_set, n.type))


def _pack(typing_context: Any, flags: Any, first: Any, rows: Any, n: Any) -> Any:
    """Write the places of the set ones among flags[first : first + LANES] to rows[n:], which needs room for all of them.
    Returns n plus how many there were.

    flags: one byte a row, contiguous; rows: int32, contiguous.
    """
    return templates.signature(types.intp, flags, types.intp, rows, types.intp), _lower_pack


pack: Any = intrinsic(_pack)
