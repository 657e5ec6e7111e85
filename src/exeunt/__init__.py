"""Exeunt: simulate emergencies in public venues, and find out which protective measure helps."""

__version__ = "0.1.0"
