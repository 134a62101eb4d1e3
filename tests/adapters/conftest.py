"""What tests of adapters share."""

from tests.postgres import database_url, postgres_server, store

__all__ = ["database_url", "postgres_server", "store"]
