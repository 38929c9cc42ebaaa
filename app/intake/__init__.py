"""Reads what the mail brings: facts, each with the words it was read from."""
