"""Data only: codes, denials, deadlines, letters, scripts, fonts, icons, sample."""
