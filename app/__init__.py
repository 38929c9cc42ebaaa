"""Casewell's core: what the program knows and does, without a toolkit, a database or paper."""
