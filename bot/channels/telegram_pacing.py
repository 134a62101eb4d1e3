"""Keeps to what Telegram takes: about a message a second to one chat, thirty a second in all."""

from aiolimiter import AsyncLimiter

BURST = 6  # messages to one chat before it has to wait
IN_ALL = 30  # messages a second
IN_ALL_BURST = 5
MANY = 1000  # chats remembered before idle ones are let go


class Pace:
    """Makes a caller wait for its turn. One chat that waits holds up no other (decision 0003)."""

    def __init__(self) -> None:
        self._in_all = AsyncLimiter(IN_ALL_BURST, IN_ALL_BURST / IN_ALL)
        self._chats: dict[str, AsyncLimiter] = {}

    async def turn(self, chat: str) -> None:
        """Wait until this chat may be written to again."""
        await self._of(chat).acquire()
        await self._in_all.acquire()

    def _of(self, chat: str) -> AsyncLimiter:
        if len(self._chats) > MANY:
            self._chats = {
                name: limiter
                for name, limiter in self._chats.items()
                if not limiter.has_capacity(BURST)
            }
        return self._chats.setdefault(chat, AsyncLimiter(BURST, BURST))
