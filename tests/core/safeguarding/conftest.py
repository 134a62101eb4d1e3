"""The phrases and cards that ship, compiled once for all tests here."""

import pytest

from bot.safeguarding.phrases import Phrases
from bot.safeguarding.shipped import shipped_phrases, shipped_signposts
from bot.safeguarding.signposts import Signposts


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return shipped_phrases()


@pytest.fixture(scope="session")
def signposts() -> Signposts:
    return shipped_signposts()
