"""The window: widgets only, no case logic."""
