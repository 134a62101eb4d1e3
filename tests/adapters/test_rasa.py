"""The real Rasa, in its own process, with the model as it was trained."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import tarfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.conversation.intents import Intent
from bot.errors import UnderstandingUnavailable
from bot.safeguarding.levels import Level
from bot.understanding.model import Source
from bot.understanding.rasa import Rasa

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
MODELS = ROOT / "nlu" / "models"
PATIENCE = 120  # seconds for the server to start on a busy machine
CANARY = "canary-in-a-message"


@dataclass(frozen=True)
class Served:
    """A running server: where it is, its token, and all it printed."""

    url: str
    token: str
    log: Path


@pytest.fixture(scope="session")
def trained() -> None:
    """Make the model if its inputs changed since; returns at once when they did not."""
    subprocess.run([PYTHON, "-m", "nlu.train"], cwd=ROOT, check=True, timeout=1800)


@pytest.fixture(scope="session")
def served(trained: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("rasa") / "log"
    port, token = _free_port(), secrets.token_urlsafe(32)
    environment = {
        **os.environ,
        "WAYMARK_NLU_TOKEN": token,
        "WAYMARK_NLU_ADDRESS": f"127.0.0.1:{port}",
        "LOG_LEVEL": "DEBUG",
    }
    with log.open("w") as output:
        server = subprocess.Popen(
            [PYTHON, "-m", "nlu.serve"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/", server)
            yield Served(f"http://127.0.0.1:{port}", token, log)
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture
async def rasa(served: Served) -> AsyncIterator[Rasa]:
    client = Rasa(served.url, served.token)
    yield client
    await client.close()


@pytest.fixture
async def http(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=served.url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("they told me i gotta hold the food at mine cos i owe them", Intent.COUNTY_LINES),
        ("how can i report the burglary at our house", Intent.REPORT_CRIME),
        ("do you talk to my parents about what I write", Intent.PRIVACY),
        ("hiya", Intent.GREET),
    ],
)
async def test_a_message_is_understood(rasa: Rasa, text: str, intent: Intent) -> None:
    understanding = await rasa.understand(text)
    assert understanding.intent is intent
    assert understanding.source is Source.MODEL
    assert understanding.is_confident


async def test_an_answer_ranks_ten_intents_the_likeliest_first(rasa: Rasa) -> None:
    ranking = (await rasa.understand("my neighbour shouts at night")).ranking
    assert len(ranking) == 10
    assert [one.confidence for one in ranking] == sorted(
        (one.confidence for one in ranking), reverse=True
    )


async def test_the_model_hears_how_grave_a_message_is(rasa: Rasa) -> None:
    grave = await rasa.understand("my step dad beats me and im scared to go home tonight")
    light = await rasa.understand("where is the youth club in leyton")
    assert grave.level >= Level.SERIOUS
    assert light.level is Level.NONE


@pytest.mark.parametrize(
    "text", ["/greet", "/no_such_intent{}", "a" * 4096, "\u200d😀😀 ok", "'; DROP TABLE", "нет"]
)
async def test_any_text_is_answered(rasa: Rasa, text: str) -> None:
    assert (await rasa.understand(text)).source is Source.MODEL


async def test_the_same_text_is_always_understood_alike(rasa: Rasa) -> None:
    first = await rasa.understand("someone dumped a fridge in the alley")
    assert await rasa.understand("someone dumped a fridge in the alley") == first


async def test_a_wrong_token_is_refused(served: Served, http: httpx.AsyncClient) -> None:
    stranger = Rasa(served.url, "w" * 43)
    with pytest.raises(UnderstandingUnavailable):
        await stranger.understand("hello")
    await stranger.close()
    assert (await http.post("/model/parse", json={"text": "hello"})).status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("POST", "/model/train"),
        ("GET", "/conversations/x/tracker"),
        ("POST", "/conversations/x/messages"),
        ("GET", "/domain"),
    ],
)
async def test_nothing_else_of_rasas_api_is_offered(
    served: Served, http: httpx.AsyncClient, method: str, path: str
) -> None:
    assert (await http.request(method, path, json={})).status_code == 401
    known = {"Authorization": f"Bearer {served.token}"}
    assert (await http.request(method, path, json={}, headers=known)).status_code == 403


async def test_no_other_website_may_read_its_answers(
    served: Served, http: httpx.AsyncClient
) -> None:
    headers = {"Authorization": f"Bearer {served.token}", "Origin": "https://example.org"}
    answer = await http.post("/model/parse", json={"text": "hello"}, headers=headers)
    assert "access-control-allow-origin" not in answer.headers


async def test_the_server_is_the_rasa_we_chose(http: httpx.AsyncClient) -> None:
    assert (await http.get("/")).text == "Hello from Rasa: 3.6.21"


async def test_nothing_typed_and_no_token_is_in_its_log(
    served: Served, http: httpx.AsyncClient, rasa: Rasa
) -> None:
    await rasa.understand(f"{CANARY} hello")
    known = {"Authorization": f"Bearer {served.token}"}
    for body in (f'{{"text": "{CANARY}', f'{{"text": ["{CANARY}"]}}', f'["{CANARY}"]', CANARY):
        await http.post("/model/parse", content=body, headers=known)
    await http.post(f"/model/parse?token={served.token}", json={"text": CANARY})
    await http.get(f"/{CANARY}", headers=known)
    printed = served.log.read_text()
    assert CANARY not in printed
    assert served.token not in printed


def test_the_token_is_no_argument_that_others_could_read(served: Served) -> None:
    shown = subprocess.run(
        ["ps", "-ww", "-eo", "args"], capture_output=True, text=True, check=True
    )
    assert served.token not in shown.stdout


def test_the_model_knows_exactly_our_intents(trained: None) -> None:
    with tarfile.open(MODELS / "waymark.tar.gz") as archive:
        member = next(one for one in archive.getmembers() if one.name.endswith("words.json"))
        extracted = archive.extractfile(member)
        assert extracted is not None
        words = json.load(extracted)
    assert set(words["intents"]) == {intent.value for intent in Intent}
    assert tuple(words["levels"]) == tuple(level.value for level in Level)


def test_nothing_in_the_model_is_a_pickle(trained: None) -> None:
    with tarfile.open(MODELS / "waymark.tar.gz") as archive:
        names = [Path(one.name).suffix for one in archive.getmembers() if one.isfile()]
    assert not {".pkl", ".pickle", ".joblib"} & set(names)


@pytest.fixture
def copied(trained: None, tmp_path: Path) -> Path:
    """The server's own files and model, to be spoilt."""
    (tmp_path / "nlu").mkdir()
    for path in (ROOT / "nlu").glob("*.py"):
        shutil.copy(path, tmp_path / "nlu")
    shutil.copytree(MODELS, tmp_path / "nlu" / "models")
    return tmp_path


def _refusal(folder: Path) -> str:
    done = subprocess.run(
        [PYTHON, "-m", "nlu.serve"],
        cwd=folder,
        env={"WAYMARK_NLU_TOKEN": "t" * 43, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def test_a_model_with_one_flipped_bit_is_not_served(copied: Path) -> None:
    model = copied / "nlu" / "models" / "waymark.tar.gz"
    spoilt = bytearray(model.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    model.write_bytes(spoilt)
    assert "digest differs" in _refusal(copied)


def test_another_model_than_the_one_trained_is_not_served(copied: Path) -> None:
    manifest = copied / "nlu" / "models" / "waymark.json"
    manifest.write_text(json.dumps({"sha256": "0" * 64, "inputs": ""}))
    assert "digest differs" in _refusal(copied)


def test_without_a_model_nothing_is_served(copied: Path) -> None:
    shutil.rmtree(copied / "nlu" / "models")
    assert "no trained model" in _refusal(copied)


def test_a_short_token_is_refused(trained: None) -> None:
    done = subprocess.run(
        [PYTHON, "-m", "nlu.serve"],
        cwd=ROOT,
        env={"WAYMARK_NLU_TOKEN": "short", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "WAYMARK_NLU_TOKEN" in done.stderr


def test_training_again_with_the_same_inputs_returns_at_once(trained: None) -> None:
    done = subprocess.run(
        [PYTHON, "-m", "nlu.train"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert "up to date" in done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own loopback server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("Rasa did not start")
