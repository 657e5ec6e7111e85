"""The binary container of the viewer's data: named arrays behind a JSON header, compressed with gzip."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAMES = {"u8": "<u1", "i8": "<i1", "u16": "<u2", "i16": "<i2", "u32": "<u4", "i32": "<i4", "f32": "<f4"}
_BY_TYPE = {np.dtype(code): name for name, code in NAMES.items()}
ALIGNMENT = 8


def pack(
    arrays: Mapping[str, NDArray[Any]], header: Mapping[str, Any] | None = None, level: int = 6
) -> bytes:
    """Return arrays and further header entries as one container.

    Raises
    ------
    KeyError
        If an array has a type that the container does not know (see ``NAMES``).
    """
    about, blocks, offset = {}, [], 0
    for name, values in arrays.items():
        data = np.ascontiguousarray(values)
        about[name] = {"dtype": _BY_TYPE[data.dtype], "shape": list(data.shape), "offset": offset}
        blocks += [data.tobytes(), bytes(-data.nbytes % ALIGNMENT)]
        offset += data.nbytes + (-data.nbytes % ALIGNMENT)
    text = json.dumps({**(header or {}), "arrays": about}, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 4) % ALIGNMENT)
    return gzip.compress(b"".join([struct.pack("<I", len(text)), text, *blocks]), level, mtime=0)


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return the header and the arrays of a container."""
    plain = gzip.decompress(data)
    (length,) = struct.unpack_from("<I", plain)
    header = json.loads(plain[4 : 4 + length])
    arrays = {}
    for name, about in header["arrays"].items():
        count = int(np.prod(about["shape"], dtype=np.int64))
        values = np.frombuffer(plain, NAMES[about["dtype"]], count, 4 + length + about["offset"])
        arrays[name] = values.reshape(about["shape"])
    return header, arrays
