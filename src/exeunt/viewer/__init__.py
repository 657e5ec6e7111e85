"""Floor 4: results as pictures."""
