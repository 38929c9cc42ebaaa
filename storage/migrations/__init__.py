"""Alembic migrations, one file a released change."""
