"""`waymark health`: asking the process on this machine how it is."""

import json
import os

import httpx
import typer

from bot.commands.surroundings import console, failed
from bot.settings import DEFAULT_HEALTH_ADDRESS

LIMIT = 4.0  # seconds


def health() -> None:
    """Print what the health checks say; exit with 1 where the process is not ready."""
    address = os.environ.get("WAYMARK_HEALTH_ADDRESS") or DEFAULT_HEALTH_ADDRESS
    try:
        answer = httpx.get(f"http://{address}/health/ready", timeout=LIMIT, trust_env=False)
        report = answer.json()
    except (httpx.HTTPError, json.JSONDecodeError):
        failed(f"Nothing answers on {address}.")
    console.print_json(data=report)
    if answer.status_code != httpx.codes.OK:
        raise typer.Exit(1)
