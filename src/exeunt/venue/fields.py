"""Placeholder for the cache of direction fields."""

from __future__ import annotations


class FieldCache:
    """Direction fields."""
