"""What fires do to the air: fields of smoke, heat and gases that people are in."""
