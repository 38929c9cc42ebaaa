"""Table and list models, their columns and roles."""
