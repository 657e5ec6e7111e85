"""The zone model CFAST as a source of hazards: written, run as a program of its own, and read."""
