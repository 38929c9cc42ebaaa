"""The casebook: one encrypted SQLite file."""
