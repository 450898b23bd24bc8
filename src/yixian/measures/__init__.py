"""Declared counts over events, kept by unit and day, and proven by recount."""
