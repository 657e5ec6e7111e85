"""What hazards do to people: doses of gases, irritants and heat, and when they incapacitate."""
