"""A real PostgreSQL for the walks that leave something behind."""

from tests.postgres import database_url, postgres_server, store

__all__ = ["database_url", "postgres_server", "store"]
