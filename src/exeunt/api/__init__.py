"""The door for people who program: what ``import exeunt`` offers. Nothing below may import from here."""
