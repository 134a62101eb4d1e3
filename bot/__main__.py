"""`python -m bot` is the same as `waymark`."""

from bot.cli import app

app()
