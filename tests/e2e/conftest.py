"""The whole bot in this process, between a local Telegram and a real database."""

from tests.e2e.whole import whole
from tests.postgres import database_url, postgres_server

__all__ = ["database_url", "postgres_server", "whole"]
