"""Persons, places and organizations: load, match, propose."""
