"""Floor 3: what changes during a run, and the contract of whatever changes it."""
