"""What people decide: for now, when they start to move."""
