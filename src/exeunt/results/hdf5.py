"""The door for HDF5 files that somebody sent: whole arrays of bounded size, and nothing from another file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import prod
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import RunFolderError
from exeunt.base.reading import UnreadableError, check_file

MOST_BYTES = 400_000_000
"""Largest array that is read from a file, unpacked: a small file can claim any size."""


class Hdf5:
    """An open file; every method raises RunFolderError with the file's name."""

    def __init__(self, path: Path, file: h5py.File, what: str) -> None:
        self.path, self._file, self._what = path, file, what

    def refuse(self, reason: str) -> RunFolderError:
        """Return the error that says what is wrong with the file."""
        return RunFolderError(f"{self.path} is damaged, or no {self._what}: {reason}.")

    def array(self, name: str) -> NDArray[Any]:
        """Return a data set of numbers, or of rows of named numbers."""
        if not isinstance(self._file.get(name, getlink=True), h5py.HardLink):
            raise self.refuse(f"it has no data set '{name}' of its own")
        data = self._file[name]
        if not isinstance(data, h5py.Dataset) or data.external or data.is_virtual or data.shape is None:
            raise self.refuse(f"'{name}' is no data set of its own")
        kinds = [data.dtype[part] for part in data.dtype.names or ()] or [data.dtype]
        if any(kind.kind not in "iufb" for kind in kinds):
            raise self.refuse(f"'{name}' does not hold numbers")
        size = prod(map(int, data.shape)) * data.dtype.itemsize
        if size > MOST_BYTES:
            raise self.refuse(f"'{name}' says that it takes {size / 1e6:,.0f} MB, more than is read")
        return np.asarray(data[()])

    def numbers(self, name: str, *shape: int | None) -> NDArray[np.float64]:
        """Return a data set as finite numbers of this shape; None stands for any length."""
        values = self.array(name)
        if values.dtype.names is not None or len(values.shape) != len(shape):
            raise self.refuse(f"'{name}' is no array of {len(shape)} dimensions")
        if any(wanted is not None and wanted != got for wanted, got in zip(shape, values.shape, strict=True)):
            raise self.refuse(f"'{name}' has the shape {values.shape}, which does not fit the rest")
        values = values.astype(np.float64)
        if not np.isfinite(values).all():
            raise self.refuse(f"'{name}' holds values that are no finite numbers")
        return values

    def attribute(self, name: str, of: str = "/") -> Any:
        """Return an attribute as plain values; None if there is none."""
        found = self._file[of].attrs.get(name)
        if isinstance(found, bytes):
            return found.decode(errors="replace")
        return found.tolist() if hasattr(found, "tolist") else found

    def number(self, name: str, of: str = "/") -> float:
        """Return an attribute that is a finite number."""
        found = self.attribute(name, of)
        if not isinstance(found, int | float) or not np.isfinite(found):
            raise self.refuse(f"its '{name}' is no finite number")
        return float(found)


@contextmanager
def opened(path: Path, what: str) -> Iterator[Hdf5]:
    """Open a file for reading; ``what`` says what it should be, such as "file of air".

    Raises
    ------
    RunFolderError
        If it cannot be read, here and for whatever the library finds wrong with it later.
    """
    try:
        with h5py.File(check_file(path), "r") as file:
            yield Hdf5(path, file, what)
    except RunFolderError:
        raise
    except UnreadableError as error:
        raise RunFolderError(f"{error}.") from error
    except MemoryError:
        raise RunFolderError(f"{path} needs more memory than there is, or it is damaged.") from None
    except Exception as error:  # a damaged file makes the library raise nearly anything
        raise RunFolderError(f"{path} is damaged, or no {what}.") from error
