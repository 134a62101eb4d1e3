"""Knowing when not to ask: after a few failures in a row, Rasa is left alone for a while."""

from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]
"""Seconds from any start; never goes back."""


@dataclass
class Breaker:
    """Open after `failures` in a row; after `rest` seconds, one probe at a time may try again.

    Probes are made beside the conversation, so nobody waits to learn that Rasa is still away.
    """

    clock: Clock
    failures: int = 3
    rest: float = 5.0
    _failed: int = 0
    _opened_at: float | None = None
    _is_probing: bool = False

    @property
    def is_open(self) -> bool:
        return self._opened_at is not None

    def take_probe(self) -> bool:
        """Whether the caller should probe now; it must then say `succeeded` or `failed`."""
        if self._opened_at is None or self._is_probing:
            return False
        self._is_probing = self.clock() - self._opened_at >= self.rest
        return self._is_probing

    def succeeded(self) -> None:
        self._failed = 0
        self._opened_at = None
        self._is_probing = False

    def failed(self) -> None:
        self._failed += 1
        self._is_probing = False
        if self.is_open or self._failed >= self.failures:
            self._opened_at = self.clock()
