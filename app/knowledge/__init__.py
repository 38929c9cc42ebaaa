"""Reads resources/ into typed, frozen records and refuses what it does not know."""
