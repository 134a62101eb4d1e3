"""Rasa's own default pipeline, trained on the same phrases: what ours is compared with.

`python -m nlu.quietly nlu.evaluation.default_rasa EPOCHS` makes it, in nlu/models/compared.
"""

import contextlib
import io
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent, load_agent
from rasa.model_training import train_nlu
from rasa.utils.log_utils import configure_structlog

from nlu.components.examples import Example
from nlu.evaluation.contenders import COMPARED, Said
from nlu.evaluation.measure import GRAVE
from nlu.files import DATA

CONFIG = Path(__file__).with_name("default-config.yml")
ARCHIVE = COMPARED / "rasa-default.tar.gz"
ABOUT = COMPARED / "rasa-default.json"
NOT_SURE = "nlu_fallback"


def main(epochs: int) -> None:
    """Train it, and note the processor seconds: hours, with the hundred epochs that Rasa sets."""
    configure_structlog(logging.WARNING)
    COMPARED.mkdir(parents=True, exist_ok=True)
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "config.yml")
        config.write_text(with_epochs(CONFIG.read_text(encoding="utf-8"), epochs), "utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            made = train_nlu(str(config), str(DATA), folder, fixed_model_name=ARCHIVE.stem)
        if made is None:
            sys.exit("There was nothing to learn from in nlu/data.")
        Path(made).replace(ARCHIVE)
    took = time.process_time() - begun
    ABOUT.write_text(json.dumps({"epochs": epochs, "seconds": round(took)}), encoding="utf-8")


def with_epochs(config: str, epochs: int) -> str:
    """The same pipeline, its parts taught for so many rounds."""
    settings = yaml.safe_load(config)
    for part in settings["pipeline"]:
        if "epochs" in part:
            part["epochs"] = epochs
    return yaml.safe_dump(settings, sort_keys=False)


def about() -> dict[str, int]:
    """How many epochs it was taught, and how many processor seconds that took."""
    return dict(json.loads(ABOUT.read_text(encoding="utf-8")))


class DefaultRasa:
    """It tells no level: how grave a message is, is read from the intents it finds likely."""

    def __init__(self, agent: Agent, examples: Sequence[Example]) -> None:
        self._agent = agent
        every = Counter(each.intent for each in examples)
        grave = Counter(each.intent for each in examples if each.level in GRAVE)
        self._grave = {intent: grave[intent] / times for intent, times in every.items()}

    @classmethod
    async def loaded(cls, examples: Sequence[Example]) -> "DefaultRasa":
        return cls(await load_agent(model_path=str(ARCHIVE)), examples)

    async def say(self, text: str) -> Said:
        return self.read(await self._agent.parse_message(text))

    def read(self, parsed: dict[str, Any]) -> Said:
        """An intent counts for as much as its share of phrases that are serious or worse."""
        found = [each for each in parsed["intent_ranking"] if each["name"] != NOT_SURE]
        likely = sum(self._grave[each["name"]] * each["confidence"] for each in found)
        return Said(found[0]["name"] if found else NOT_SURE, likely)


if __name__ == "__main__":
    main(int(sys.argv[1]))
