"""Floor 3: results to numbers with units and a source; knows no simulation."""
