"""The pages on which people look for a service themselves. Nothing they type is kept or logged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from jinja2 import FileSystemLoader, StrictUndefined

from bot.conversation.content import Content
from bot.conversation.intents import Intent
from bot.public import needs
from bot.public.asking import LONGEST, Asked
from bot.public.assets import Assets
from bot.public.shown import Display, has_page
from directory.errors import FactError
from directory.model import Directory
from directory.search import Need, find, seeker_in

TEMPLATES = Path(__file__).parent / "templates"
START = "/find"
LEAVE_FOR = "https://www.bbc.co.uk/weather"
"""Where the way out leads: a page that anybody may have open."""
EMERGENCY = "999"
"""In code as well, so that no fault of the directory takes it off a page (standards D6)."""
SILENT_CALL = "silent-999"
ON_A_PAGE = 5
WHEN_NOTHING_FITS = 2

HearsDanger = Callable[[str], bool]
Means = Callable[[str], str]


def belongs_to_people(path: str) -> bool:
    return path == START or path.startswith(f"{START}/")


def hears_nothing(_words: str) -> bool:
    return False


def means_nothing(_words: str) -> str:
    return ""


@dataclass(frozen=True)
class Finder:
    """Shows the directory to people: a search, and a page for each service."""

    directory: Callable[[], Directory]
    content: Callable[[], Content]
    now: Callable[[], datetime]
    hears_danger: HearsDanger = hears_nothing
    """Whether what was typed sounds as if somebody may be in danger."""
    means: Means = means_nothing
    """The intent of what was typed; empty where that is not sure enough."""

    def add_to(self, app: web.Application) -> None:
        assets = Assets.read()
        environment = aiohttp_jinja2.setup(
            app,
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {"asset": assets.url, "START": START, "LEAVE_FOR": LEAVE_FOR}
        app.router.add_get(START, self._search)
        app.router.add_get(f"{START}/static/{{version}}/{{name}}", assets.answer)
        app.router.add_get(f"{START}/{{service}}", self._service)

    async def _search(self, request: web.Request) -> web.Response:
        asked = Asked.read(request.query)
        if not request.query:
            return self._page(request, "start.html", {"asked": asked, "faults": ()})
        if asked.faults:
            found: Mapping[str, object] = {"asked": asked, "faults": asked.faults}
            return self._page(request, "start.html", found, HTTPStatus.BAD_REQUEST)
        return self._page(request, "results.html", self._results(asked))

    def _results(self, asked: Asked) -> Mapping[str, object]:
        display = self._display()
        directory, now = display.directory, display.now
        who = seeker_in(asked.words)
        if asked.years is not None:
            who = replace(who, ages=(asked.years,))
        need = Need(intent=asked.intent or self.means(asked.words), words=asked.words)
        found = find(directory, need, who, now=now)
        if asked.is_open_now:
            found = tuple(each for each in found if each.opening and each.opening.is_open)
        first = (asked.page - 1) * ON_A_PAGE
        instead = () if found else find(directory, Need(Intent.TALK_TO_PERSON), who, now=now)
        return {
            "asked": asked,
            "faults": (),
            "count": len(found),
            "hits": [display.hit(each) for each in found[first : first + ON_A_PAGE]],
            "more": len(found) > first + ON_A_PAGE,
            "instead": [display.hit(each) for each in instead[:WHEN_NOTHING_FITS]],
            "may_be_danger": self.hears_danger(asked.words),
        }

    async def _service(self, request: web.Request) -> web.Response:
        directory = self.directory()
        service = directory.services.get(request.match_info["service"])
        if service is None or not has_page(service):
            return self._page(request, "not_here.html", {}, HTTPStatus.NOT_FOUND)
        return self._page(request, "service.html", {"card": self._display().card(service)})

    def _display(self) -> Display:
        return Display(self.directory(), self.content(), self.now())

    def trouble(self, request: web.Request, status: int) -> web.Response:
        """Return what somebody sees when a page cannot be made: how to get help without it."""
        if status == HTTPStatus.NOT_FOUND:
            return self._page(request, "not_here.html", {}, HTTPStatus.NOT_FOUND)
        context = base(Directory.empty())
        return aiohttp_jinja2.render_template("trouble.html", request, context, status=status)

    def _page(
        self,
        request: web.Request,
        template: str,
        context: Mapping[str, object],
        status: HTTPStatus = HTTPStatus.OK,
    ) -> web.Response:
        shown = {**base(self.directory()), **context}
        return aiohttp_jinja2.render_template(template, request, shown, status=status)


def base(directory: Directory) -> dict[str, object]:
    """Return what every page shows."""
    silent = directory.services.get(SILENT_CALL)
    return {
        "emergency": emergency_number(directory),
        "silent_call": SILENT_CALL if silent and has_page(silent) else "",
        "borough": directory.borough,
        "groups": needs.GROUPS,
        "code": needs.code,
        "longest": LONGEST,
    }


def emergency_number(directory: Directory) -> str:
    """The number to ring in danger, whatever has become of the directory."""
    try:
        return directory.fact("emergency-999", "phone")
    except FactError:
        return EMERGENCY
