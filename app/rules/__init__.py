"""Pure functions over domain and knowledge, with today passed in."""
