"""How people walk: one file a model."""
