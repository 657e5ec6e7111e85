"""Which exit people head for, and the way there."""
