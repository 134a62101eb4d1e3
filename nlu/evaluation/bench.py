"""`make bench-nlu`: how fast the model is served, and beside it Rasa's default pipeline."""

import asyncio
import os
import resource
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import aiohttp
from rich.console import Console

from nlu.evaluation import default_rasa
from nlu.evaluation.page import put, show
from nlu.evaluation.run import lines_of
from nlu.files import HELD_OUT, ROOT
from nlu.quietly import ENVIRONMENT

TERMINAL = Console(stderr=True)
HOST = "127.0.0.1"
ALONE = 600  # messages, one after the other
CALLERS = 16
TOGETHER = 10.0  # seconds that sixteen callers ask for
PATIENCE = 180.0  # seconds to come up
HEADER = (
    "",
    "median",
    "95 of 100 within",
    f"a second, {CALLERS} callers",
    "memory",
    "up in",
    "trained in",
)


@dataclass(frozen=True)
class Served:
    """Milliseconds of one caller; messages a second of sixteen; megabytes; seconds.

    `trained` is in processor seconds: what else the machine does must not count.
    """

    name: str
    median: float
    p95: float
    rate: float
    memory: float
    up: float
    trained: float

    @property
    def figures(self) -> tuple[float, ...]:
        return (self.median, self.p95, self.rate, self.memory, self.up, self.trained)

    def cells(self) -> list[str]:
        told = ("{:.1f} ms", "{:.1f} ms", "{:.0f}", "{:.0f} MB", "{:.1f} s", "{:.0f} s")
        shown = [each.format(one) for each, one in zip(told, self.figures, strict=True)]
        return [self.name, *shown]


def main() -> None:
    texts = [line.text for lines in lines_of(HELD_OUT).values() for line in lines]
    ours = _served("what ships", _our_command(), texts, _training_seconds())
    rows = [ours.cells()]
    if default_rasa.ARCHIVE.is_file():
        about = default_rasa.about()
        name = f"Rasa's default, {about['epochs']} of 100 epochs"
        theirs = _served(name, _default_command(), texts, about["seconds"])
        rows += [theirs.cells(), ["ours for each of theirs", *_ratios(ours, theirs)]]
    else:
        TERMINAL.print("Rasa's default is left out: waymark compare --epochs 8 trains it.")
    show("How fast it is served", HEADER, rows)
    put("bench", HEADER, rows, "Client and server share the cores; one process serves.")


def _our_command() -> list[str]:
    return [sys.executable, "-m", "nlu.serve"]


def _default_command() -> list[str]:
    serve = "run --enable-api --interface 127.0.0.1 --port {port} --auth-token {token} --model"
    return [sys.executable, "-m", "rasa", *serve.split(), str(default_rasa.ARCHIVE)]


def _ratios(ours: Served, theirs: Served) -> list[str]:
    pairs = zip(ours.figures, theirs.figures, strict=True)
    return [f"{one / other:.2f}" for one, other in pairs]


def _training_seconds() -> float:
    """Processor seconds from start to a model, as `waymark train` makes it; it is thrown away."""
    TERMINAL.print("Training what ships, to time it")
    with tempfile.TemporaryDirectory() as folder:
        command = "from rasa.model_training import train_nlu; import sys; train_nlu(*sys.argv[1:])"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(  # noqa: S603 - our own interpreter and configuration
            [sys.executable, "-c", command, "config.yml", "nlu/data", folder],
            cwd=ROOT,
            env={**os.environ, **ENVIRONMENT},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _served(name: str, command: Sequence[str], texts: list[str], trained: float) -> Served:
    TERMINAL.print(f"Serving: {name}")
    port, token = _free_port(), secrets.token_hex(32)
    begun = time.perf_counter()
    with _running([part.format(port=port, token=token) for part in command], port, token) as pid:
        url = f"http://{HOST}:{port}/model/parse?token={token}"
        times, rate, up = asyncio.run(_asked(url, texts, begun))
        memory = _memory(pid)
    p95 = quantiles(times, n=20)[-1]
    return Served(name, median(times) * 1000, p95 * 1000, rate, memory, up, trained)


@contextmanager
def _running(command: Sequence[str], port: int, token: str) -> Iterator[int]:
    addressed = {"WAYMARK_NLU_ADDRESS": f"{HOST}:{port}", "WAYMARK_NLU_TOKEN": token}
    server = subprocess.Popen(  # noqa: S603 - no shell, and nothing that anybody typed
        command,
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, **addressed},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield server.pid
    finally:
        server.terminate()
        server.wait()


async def _asked(url: str, texts: list[str], begun: float) -> tuple[list[float], float, float]:
    """Seconds of each message of one caller, messages a second of all, and seconds until up."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as client:
        await _until_up(client, url)
        up = time.perf_counter() - begun
        times = [await _once(client, url, texts[at % len(texts)]) for at in range(ALONE)]
        start = time.perf_counter()
        counts = await asyncio.gather(
            *(_keep_asking(client, url, texts[at:], start + TOGETHER) for at in range(CALLERS))
        )
        return times, sum(counts) / (time.perf_counter() - start), up


async def _until_up(client: aiohttp.ClientSession, url: str) -> None:
    """Raises the last refusal where it does not come up in time."""
    latest = time.perf_counter() + PATIENCE
    while True:
        try:
            await _once(client, url, "hello")
        except aiohttp.ClientError:
            if time.perf_counter() > latest:
                raise
            await asyncio.sleep(0.05)
        else:
            return


async def _once(client: aiohttp.ClientSession, url: str, text: str) -> float:
    begun = time.perf_counter()
    async with client.post(url, json={"text": text.lstrip("/")}) as response:
        response.raise_for_status()
        await response.read()
    return time.perf_counter() - begun


async def _keep_asking(
    client: aiohttp.ClientSession, url: str, texts: list[str], until: float
) -> int:
    count = 0
    while time.perf_counter() < until:
        await _once(client, url, texts[count % len(texts)])
        count += 1
    return count


def _memory(pid: int) -> float:
    """Megabytes in memory of the process that serves, its children with it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(_resident(each) for each in (str(pid), *children))


def _resident(pid: str) -> float:
    for row in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if row.startswith("VmRSS:"):
            return int(row.split()[1]) / 1000
    return 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
