"""Floor 2: run folders, tables and tracks; exchange with the formats of other tools."""
