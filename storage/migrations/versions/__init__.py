"""The steps of the schema, frozen history."""
