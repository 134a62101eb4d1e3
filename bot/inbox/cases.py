"""The list of cases, one case, and what staff do with it."""

from enum import StrEnum
from uuid import UUID

from aiohttp import web

from bot.casework import Outcome
from bot.casework.rules import Reason, Refused
from bot.casework.views import Act
from bot.inbox import cautions, forms
from bot.inbox.keys import DESK, SESSION
from bot.inbox.listing import Show, listing
from bot.inbox.pages import page, see_other

NO_OUTCOME = "no_outcome"
NAMES_THEM = "names_them"


class Done(StrEnum):
    """What has just been done, for the line that says so."""

    CLAIMED = "claimed"
    REPLIED = "replied"
    NOTED = "noted"
    CLOSED = "closed"


async def cases_page(request: web.Request) -> web.Response:
    staff = request[SESSION].staff
    cases = await request.app[DESK].cases(staff)
    chosen = Show.chosen(request.query.get("show"))
    return page(request, "cases.html", listing=listing(cases, staff, chosen))


async def case_page(request: web.Request) -> web.Response:
    return await _case(request, done=request.query.get("done"))


async def claim(request: web.Request) -> web.Response:
    refused = await request.app[DESK].claim(request[SESSION].staff, _case_id(request))
    return await _answer(request, Act.CLAIM, refused, Done.CLAIMED, {})


async def reply(request: web.Request) -> web.Response:
    fields = await forms.read(request)
    staff, case_id, text = request[SESSION].staff, _case_id(request), fields.get("text", "")
    case = await request.app[DESK].case(staff, case_id)
    is_held_back = case and Act.REPLY in case.may and cautions.names_them(text, case.told.name)
    if is_held_back and "sure" not in fields:
        return await _case(request, act=Act.REPLY, refused=NAMES_THEM, fields=fields, status=409)
    refused = await request.app[DESK].reply(staff, case_id, text)
    return await _answer(request, Act.REPLY, refused, Done.REPLIED, fields)


async def note(request: web.Request) -> web.Response:
    fields = await forms.read(request)
    staff, case_id, text = request[SESSION].staff, _case_id(request), fields.get("text", "")
    refused = await request.app[DESK].note(staff, case_id, text)
    return await _answer(request, Act.NOTE, refused, Done.NOTED, fields)


async def close(request: web.Request) -> web.Response:
    fields = await forms.read(request)
    outcome = fields.get("outcome", "")
    if outcome not in set(Outcome):
        return await _case(request, act=Act.CLOSE, refused=NO_OUTCOME, fields=fields, status=400)
    refused = await request.app[DESK].close(
        request[SESSION].staff, _case_id(request), Outcome(outcome), fields.get("reason", "")
    )
    return await _answer(request, Act.CLOSE, refused, Done.CLOSED, fields)


async def _answer(
    request: web.Request, act: Act, refused: Refused | None, done: Done, fields: forms.Fields
) -> web.Response:
    """Go back to the case when it was done; else show the case, what is wrong, and their words."""
    match refused:
        case None:
            return see_other(f"/cases/{_case_id(request)}?done={done}")
        case Refused(Reason.NOT_FOUND):
            raise web.HTTPNotFound
        case Refused(Reason.EMPTY | Reason.TOO_LONG as reason):
            return await _case(request, act=act, refused=reason, fields=fields, status=400)
        case Refused(reason, owner):
            return await _case(
                request, act=act, refused=reason, owner=owner, fields=fields, status=409
            )


async def _case(
    request: web.Request,
    *,
    status: int = 200,
    done: str | None = None,
    act: Act | None = None,
    refused: str = "",
    owner: str = "",
    fields: forms.Fields | None = None,
) -> web.Response:
    desk = request.app[DESK]
    case = await desk.case(request[SESSION].staff, _case_id(request))
    if case is None:
        raise web.HTTPNotFound
    return page(
        request,
        "case.html",
        status=status,
        case=case,
        done=done if done in set(Done) else None,
        act=act,
        refused=refused,
        owner=owner,
        typed=fields or {},
        lock_screen_line=desk.lines.reply,
        outcomes=tuple(Outcome),
    )


def _case_id(request: web.Request) -> UUID:
    return UUID(request.match_info["case_id"])
