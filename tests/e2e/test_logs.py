"""Nothing that anybody typed, and nothing that says who they are, reaches a log (standards C9)."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from tests.e2e.whole import SECRET, Whole, up_to_preview
from tests.telegram_server import Fault

CANARY = "CANARY-quince-lantern-49"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that this process logs at DEBUG, as it would stand on standard error."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    logs.configure("DEBUG")
    yield stream
    root.handlers, root.level = handlers, level


async def test_no_log_has_words_names_ids_or_tokens(whole: Whole, written: io.StringIO) -> None:
    telegram, kez = whole.telegram, whole.telegram.person("Kez")
    await up_to_preview(kez, f"my dad hits me {CANARY}")
    await kez.tap("Send")
    await kez.hears("have not read it yet")
    (case,) = await whole.desk.cases(whole.staff)
    await whole.desk.claim(whole.staff, case.id)
    await whole.desk.reply(whole.staff, case.id, f"hello {CANARY}")
    await kez.hears(CANARY)
    await telegram.hand_over(
        {"update_id": 990_000_001, "message": {"chat": CANARY, "from": kez.user, "text": [CANARY]}}
    )
    telegram.fail("sendMessage", Fault(status=500, description=CANARY, times=2))
    await kez.send(f"hes trying to break my door down {CANARY}")
    await kez.hears("999", within=10.0)
    await kez.block()
    await whole.desk.reply(whole.staff, case.id, f"still there? {CANARY}")

    text = written.getvalue()
    assert "turn taken" in text, "nothing was logged, so nothing was tested"
    for secret in (
        CANARY,
        telegram.token,
        SECRET,
        str(kez.id),
        kez.user["username"],
        kez.user["last_name"],
    ):
        assert secret not in text
