"""The model as it was trained, and the phrases, kept to the gates on every held-out message."""

from pathlib import Path

import pytest

from bot.commands.measuring.asking import evaluated
from bot.commands.measuring.figures import figures
from bot.commands.measuring.gates import judge
from bot.commands.measuring.saving import read_gates
from bot.commands.measuring.telling import in_words
from bot.local import rasa

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
MODEL = ROOT / "nlu" / "models" / "waymark.tar.gz"


@pytest.mark.skipif(not PYTHON.exists(), reason="Rasa's environment is not there: make setup")
@pytest.mark.skipif(not MODEL.exists(), reason="there is no trained model: make setup")
async def test_every_gate_is_kept_or_no_further_off_than_it_was() -> None:
    """`waymark evaluate --save` writes what gates that are not met may not fall behind."""
    rasa.train(ROOT)
    found = figures(await evaluated(ROOT, with_variants=False))
    failed = [
        f"{each.gate.name}: {in_words(each.figure) if each.figure else '-'}, {each.standing}"
        for each in judge(read_gates(ROOT), found)
        if not each.passes
    ]
    assert not failed, "\n".join(failed)
