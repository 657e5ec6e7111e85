"""Results of the Fire Dynamics Simulator as a source of hazards."""
