"""What a text means, from Rasa when it answers and from the keyword list when it does not."""

from bot.errors import UnderstandingUnavailable
from bot.understanding.keywords import Keywords
from bot.understanding.model import Understanding
from bot.understanding.rasa import Rasa


class RasaOrKeywords:
    """Never raises, and never takes longer than Rasa's time limit."""

    def __init__(self, rasa: Rasa, keywords: Keywords) -> None:
        self._rasa = rasa
        self._keywords = keywords

    async def understand(self, text: str) -> Understanding:
        if not any(character.isalnum() for character in text):
            return self._keywords.understand(text)
        try:
            return await self._rasa.understand(text)
        except UnderstandingUnavailable:
            return self._keywords.understand(text)


class OnlyKeywords:
    """The keyword list alone, as it answers while Rasa is away."""

    def __init__(self, keywords: Keywords) -> None:
        self._keywords = keywords

    async def understand(self, text: str) -> Understanding:
        return self._keywords.understand(text)
