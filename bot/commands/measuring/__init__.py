"""`waymark evaluate`: how well held-out messages are understood, by each layer and by both."""

from bot.commands.measuring.command import REPORT, evaluate

__all__ = ["REPORT", "evaluate"]
