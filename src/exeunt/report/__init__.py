"""What a run says, as a report that can be handed on."""
