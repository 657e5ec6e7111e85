"""Who is in the venue, where they start, and what they are like."""
