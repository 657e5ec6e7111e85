"""Wayfinding: to which exit people go. Each rule of choice is a file; the model asks the rules."""
