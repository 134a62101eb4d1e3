"""What the inbox keeps in its application and in each request, by typed key."""

from typing import Protocol

from aiohttp import web

from bot.accounts import Session, SignedIn, SignInRefused
from bot.desk import Desk


class Door(Protocol):
    """What of the accounts the inbox needs: letting staff in, knowing them, letting them out."""

    async def sign_in(
        self, username: str, password: str, address: str
    ) -> SignedIn | SignInRefused: ...

    async def session(self, token: str, *, is_use: bool = True) -> Session | None: ...

    async def sign_out(self, token: str) -> None: ...


DESK = web.AppKey("desk", Desk)
DOOR = web.AppKey("door", Door)
SESSION = web.RequestKey("session", Session)
