"""Floor 4: the rules, one family a folder, one rule a file; families are blind to each other."""
