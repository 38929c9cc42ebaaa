"""Paper and files that leave the program: PDF, tables, calendars."""
