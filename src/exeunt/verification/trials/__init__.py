"""Trials that the suites share: scenarios and what is measured in them, one file a subject."""
