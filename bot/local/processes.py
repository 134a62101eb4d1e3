"""A process of our own that lives as long as we do, and not a moment longer."""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

GRACE = 5.0  # seconds between asking a process to stop and making it
PR_SET_PDEATHSIG = 1  # linux/prctl.h: which signal a child gets when its parent dies
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


@asynccontextmanager
async def kept_running(
    command: Sequence[str], env: Mapping[str, str], folder: Path
) -> AsyncIterator[None]:
    """Keep a process running, starting it again when it ends by itself; stop it at the end."""
    keeper = asyncio.create_task(_keep(command, env, folder))
    try:
        yield
    finally:
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)


async def _keep(command: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
    pause = FIRST_PAUSE
    while True:
        process = await asyncio.create_subprocess_exec(
            *command,
            env=dict(env),
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C is for us: we stop it ourselves, in order
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
        try:
            await process.wait()
        finally:
            await _stop(process)
        log.warning("a process ended by itself", component=command[-1], status=process.returncode)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _stop(process: asyncio.subprocess.Process) -> None:
    """Stop the whole family: what the process started ends with it."""
    if process.returncode is not None:
        return
    _signal_family(process.pid, signal.SIGTERM)
    try:
        async with asyncio.timeout(GRACE):
            await process.wait()
    except TimeoutError:
        pass
    _signal_family(process.pid, signal.SIGKILL)
    await process.wait()


def _signal_family(pid: int, which: signal.Signals) -> None:
    try:
        os.killpg(pid, which)
    except ProcessLookupError:
        return


def _die_with_parent() -> None:
    """Ask Linux to end this process if Waymark is killed outright and cannot clean up."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
