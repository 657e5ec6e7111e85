"""Responders: who is called, who comes in against the crowd, searches, treats and carries to a collection point."""
