"""Floor 4: the loop and the recording."""
