"""Floor 4: drawings to venues."""
