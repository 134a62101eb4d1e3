"""The web app that staff reach, and nobody else: sign in, read cases, answer them."""

from bot.inbox.app import inbox_app

__all__ = ["inbox_app"]
