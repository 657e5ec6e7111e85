"""The sections of a report, one function each: facts of a run in, blocks out."""
