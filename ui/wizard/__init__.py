"""The new-dispute wizard, a page a file."""
