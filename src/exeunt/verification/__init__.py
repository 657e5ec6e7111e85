"""Tests of standards and experiments, run against this program."""
