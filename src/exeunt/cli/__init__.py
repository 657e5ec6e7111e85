"""Floor 10: the command line; heavy imports stay inside the commands."""
