"""Floor 1: what everything stands on; knows nothing of venues, people or runs."""
