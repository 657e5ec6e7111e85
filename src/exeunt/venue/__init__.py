"""Floor 2: the building, compiled: surfaces, portals, openings, rooms; walkable area; geodesic fields."""
