"""Detection: what notices a fire and when, and the alarm that follows."""
