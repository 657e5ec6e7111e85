"""Floor 5: the user's document, the catalogue of kinds, files, variants."""
