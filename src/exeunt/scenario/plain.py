"""Values of a Python program as a scenario document holds them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from exeunt.base.errors import ExeuntError


def plain(value: Any) -> Any:
    """Return a value as text, numbers, lists and dictionaries.

    Taken are also NumPy's numbers and arrays, tuples, paths, and kinds such as ``exeunt.movement.SocialForce()``.

    Raises
    ------
    ExeuntError
        If it, or something in it, is none of these.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, BaseModel):
        chosen = value.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return {"kind": value.kind, **chosen} if hasattr(value, "kind") else chosen
    if isinstance(value, Mapping):
        return {
            key if isinstance(key, int | float) else str(key): plain(child) for key, child in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(child) for child in value]
    raise ExeuntError(
        f"{type(value).__name__} cannot stand in a scenario. Write it as text, a number, a list or a dictionary."
    )
