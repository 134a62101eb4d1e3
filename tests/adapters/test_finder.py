"""The pages on which people look for a service: what they show, and what they never do."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from jinja2 import Environment, FileSystemLoader, nodes

from bot.conversation.intents import Intent
from bot.public import finder, needs
from bot.public.app import public_app
from bot.public.asking import Asked, Fault
from bot.public.assets import FOLDER
from bot.public.shown import link_to
from directory.model import Contact, Directory
from directory.shipped import shipped
from directory.terms import (
    ContactKind,
    HowChecked,
    Reach,
    Relation,
    ShowsOnBill,
    Standing,
    Tells,
)
from tests.adapters.fictional import HARBOUR, NOW, SECRET_PLACE, nowhere
from tests.reading import grade
from tests.talk import content

Client = TestClient[web.Request, web.Application]

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
TEMPLATES = sorted(finder.TEMPLATES.glob("*.html"))
TALKS = needs.code(Intent.MENTAL_HEALTH)
HARDEST = 5.0  # the grade of Flesch and Kincaid (standards B17)
FEW = 6  # words: fewer make no sentence to grade
BANNED = ("!", "why ", "confidential", "secret", "promise", "don't worry", "user", "client")


class Shelf:
    """Where the app takes its directory from; `broken` stands for whatever can go wrong."""

    def __init__(self) -> None:
        self.directory = nowhere()
        self.is_broken = False

    def current(self) -> Directory:
        if self.is_broken:
            raise RuntimeError("words that somebody typed")
        return self.directory


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def client(shelf: Shelf) -> AsyncIterator[Client]:
    app = public_app(
        None,
        shelf.current,
        content=content,
        now=lambda: NOW,
        hears_danger=lambda words: "knife" in words,
    )
    async with TestClient(TestServer(app)) as client:
        yield client


async def text(client: Client, path: str, status: int = 200, **query: str) -> str:
    answer = await client.get(path, params=query)
    assert answer.status == status, path
    assert answer.content_type == "text/html"
    return await answer.text()


async def read(client: Client, path: str, status: int = 200, **query: str) -> str:
    """What a person reads in the page's main part."""
    html = await text(client, path, status, **query)
    main = html.partition("<main")[2].partition("</main>")[0]
    main = re.sub(r"<form.*?</form>", " ", main, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main.partition(">")[2])).split())


@pytest.mark.parametrize(
    "path", ["/find", f"/find?need={TALKS}", "/find/harbour", "/find/none", "/find?age=x"]
)
async def test_no_page_is_kept_followed_or_opened_to_others(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    policy = dict(
        part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/find", f"/find?need={TALKS}", "/find/harbour", "/find/none"])
async def test_every_page_says_999_first_and_has_the_way_out(client: Client, path: str) -> None:
    html = await text(client, path, 404 if path.endswith("none") else 200)
    assert html.index('href="tel:999"') < html.index("<main")
    assert 'href="/find/silent-999"' in html
    assert html.count(f'href="{finder.LEAVE_FOR}" rel="nofollow noreferrer"') == 2
    assert "What “Leave this page” does" in html
    assert "Nowhere Council and friends" in html


async def test_a_search_by_need_finds_who_helps_and_how_to_reach_them(client: Client) -> None:
    page = await read(client, "/find", need=TALKS)
    assert "Harbour Line" in page
    assert "0808 157 0123" in page
    assert "Open now, day and night" in page
    assert "Checked 3 weeks ago" in page
    assert 'href="tel:08081570123"' in await text(client, "/find", need=TALKS)


async def test_a_search_by_words_finds_a_service_by_its_name(client: Client) -> None:
    assert "Harbour Line" in await read(client, "/find", words="harbour line")


async def test_who_is_too_old_for_a_service_is_not_sent_there(client: Client) -> None:
    assert "Harbour Line" in await read(client, "/find", need=TALKS, age="18")
    assert "Harbour Line" not in await read(client, "/find", need=TALKS, age="19")


async def test_open_now_leaves_out_what_is_closed_or_unknown(client: Client) -> None:
    harm = needs.code(Intent.DOMESTIC_ABUSE)
    assert "Lantern" in await read(client, "/find", need=harm)
    page = await read(client, "/find", need=harm, open="1")
    assert "Lantern" not in page
    assert "We found nothing that fits" in page
    assert "Harbour Line" in page, "there is always somebody to talk to"


async def test_results_come_a_few_at_a_time(client: Client, shelf: Shelf) -> None:
    many = [replace(HARBOUR, id=f"h{n}", name=f"Harbour number {n}") for n in range(12)]
    shelf.directory = nowhere(*many)
    seen: list[str] = []
    for page in range(1, 4):
        html = await text(client, "/find", need=TALKS, age="15", page=str(page))
        seen += re.findall(r"<h3><a href=\"/find/(h\d+)\"", html)
        assert ("Show more services" in html) is (page < 3)
        assert page == 3 or f"need={TALKS}&amp;age=15&amp;page={page + 1}" in html
    assert len(seen) == len(set(seen)) == 12
    assert "There are no more services" in await read(client, "/find", need=TALKS, page="99")


@pytest.mark.parametrize(
    ("query", "field", "fault"),
    [
        ({"age": "15"}, "need", Fault.NOTHING_ASKED),
        ({"need": "", "words": "  "}, "need", Fault.NOTHING_ASKED),
        ({"need": "domestic_abuse"}, "need", Fault.UNKNOWN_NEED),
        ({"words": "x" * 201}, "words", Fault.TOO_LONG),
        ({"words": "x", "age": "old"}, "age", Fault.NO_AGE),
        ({"words": "x", "age": "121"}, "age", Fault.NO_AGE),
        ({"words": "x", "age": "٣"}, "age", Fault.NO_AGE),
    ],
)
async def test_a_search_that_cannot_be_answered_says_what_to_put_right(
    client: Client, query: dict[str, str], field: str, fault: Fault
) -> None:
    assert Asked.read(query).faults == (fault,)
    html = await text(client, "/find", 400, **query)
    assert f'<a href="#{field}">' in html
    assert f'id="{field}-wrong"' in html
    assert "Put this right" in html


async def test_what_was_typed_comes_back_as_text_and_nothing_else(client: Client) -> None:
    for status, query in ((400, {"age": HOSTILE}), (200, {"words": HOSTILE})):
        html = await text(client, "/find", status, **query)
        assert "<script>alert" not in html
        assert "<img" not in html
    assert 'value="&lt;script&gt;' in html


async def test_words_that_sound_like_danger_bring_999_to_the_top(client: Client) -> None:
    page = await read(client, "/find", words="he has a knife")
    assert page.index("Ring 999 first") < page.index("services" if "services" in page else "found")
    assert "Ring 999 first" not in await read(client, "/find", words="harbour")


async def test_a_page_of_a_service_says_all_that_matters(client: Client) -> None:
    page = await read(client, "/find/harbour")
    for said in (
        "Run by The Harbour Trust",
        "Talk to somebody about anything.",
        "0808 157 0123",
        "Open now, day and night",
        "Cost: Free",
        "It does not show on a phone bill.",
        "people aged 11 to 18",
        "You can go there by yourself",
        "They may, if someone is in danger.",
        "We do not know. Ask them first.",
        "English, Polish",
        "British Sign Language",
        "Checked 3 weeks ago. Two of us rang and got through.",
    ):
        assert said in page, said
    assert "020 7946 0999" not in page, "it was never confirmed"


async def test_only_a_plain_number_can_be_tapped(client: Client) -> None:
    html = await text(client, "/find/harbour")
    assert 'href="sms:02079460002"' in html
    assert "Text HELLO to 020 7946 0001" in html
    assert "02079460001" not in html
    assert '<a class="way__value" href="https://www.example.org/harbour/" rel="noreferrer' in html


@pytest.mark.parametrize(
    ("kind", "value", "link"),
    [
        (ContactKind.PHONE, "0808 157 0123", "tel:08081570123"),
        (ContactKind.PHONE, "+44 20 7946 0001", "tel:+442079460001"),
        (ContactKind.PHONE, "111 then option 2", ""),
        (ContactKind.PHONE, "999 then press 55 when told to", ""),
        (ContactKind.SMS, "Text SHOUT to 85258", ""),
        (ContactKind.WHATSAPP, "020 7946 0001", ""),
        (ContactKind.WEB, "javascript:alert(1)", ""),
        (ContactKind.WEB, "http://example.org", ""),
        (ContactKind.EMAIL, "a@example.org", "mailto:a@example.org"),
        (ContactKind.EMAIL, "a@example.org?bcc=b@example.org", ""),
    ],
)
def test_a_tap_opens_what_it_says_or_nothing(kind: ContactKind, value: str, link: str) -> None:
    assert link_to(Contact("c", kind, value, verified=True)) == link


async def test_a_place_where_people_hide_is_on_no_page(client: Client) -> None:
    pages = await text(client, "/find/lantern") + await text(
        client, "/find", words="lantern refuge"
    )
    assert "020 7946 0100" in pages
    for part in (SECRET_PLACE, "Rowan House", "Hidden Lane", "In person"):
        assert part not in pages


async def test_a_service_that_ended_says_so_and_what_took_its_place(client: Client) -> None:
    html = await text(client, "/find/old-pier")
    page = await read(client, "/find/old-pier")
    assert "This service has ended." in page
    assert "Old Pier closed. Harbour Line is on 0808 157 0123." in page
    assert 'href="/find/harbour"' in html
    assert "020 7946 0200" not in page
    assert "It was a club" not in page


async def test_a_service_of_which_nothing_is_sure_has_no_page(client: Client) -> None:
    assert "We do not have this" in await read(client, "/find/rumour", 404)
    assert "We do not have this" in await read(client, "/find/nothing", 404)


@pytest.mark.parametrize(
    ("standing", "said", "is_shown"),
    [
        (Standing.FRESH, "Checked 3 weeks ago", True),
        (Standing.OVERDUE, "We are late to check this", True),
        (Standing.WITHDRAWN, "we do not show how to reach it", False),
    ],
)
async def test_a_stale_service_says_so_and_then_shows_no_way(
    client: Client, shelf: Shelf, standing: Standing, said: str, is_shown: bool
) -> None:
    shelf.directory = nowhere(replace(HARBOUR, standing=standing))
    page = await read(client, "/find/harbour")
    assert said in page
    assert ("0808 157 0123" in page) is is_shown


async def test_with_an_empty_directory_the_line_about_danger_is_still_there(
    client: Client, shelf: Shelf
) -> None:
    shelf.directory = Directory.empty()
    for path in ("/find", f"/find?need={TALKS}"):
        html = await text(client, path)
        assert 'href="tel:999"' in html
    assert finder.emergency_number(shelf.directory) == finder.EMERGENCY


async def test_when_all_is_broken_people_are_told_how_to_get_help_and_nothing_is_logged(
    client: Client,
    shelf: Shelf,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shelf.is_broken = True
    html = await text(client, "/find", 500, words="my stepdad")
    assert 'href="tel:999"' in html
    assert "our fault" in html
    shown = caplog.text + "".join(capsys.readouterr())
    assert "stepdad" not in shown
    assert "somebody typed" not in shown
    program = await client.get("/services")
    assert (program.status, await program.read()) == (500, b"")


async def test_own_files_are_kept_for_ever_under_an_address_that_changes(client: Client) -> None:
    html = await text(client, "/find")
    addresses = re.findall(r'(?:href|src)="(/find/static/[^"]+)"', html)
    assert len(addresses) == 3
    for address in addresses:
        answer = await client.get(address)
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    stale = await client.get("/find/static/0000/pages.css")
    assert stale.status == 404


async def test_robots_are_kept_from_what_people_look_for(client: Client) -> None:
    assert "Disallow: /find" in await (await client.get("/robots.txt")).text()


async def test_every_service_that_ships_has_a_page_or_none_without_a_fault(shelf: Shelf) -> None:
    shelf.directory = shipped()
    app = public_app(None, shelf.current, content=content, now=lambda: NOW)
    async with TestClient(TestServer(app)) as client:
        for service in shelf.directory.services.values():
            answer = await client.get(f"/find/{service.id}")
            assert answer.status in {200, 404}, service.id
            html = await answer.text()
            for contact in service.contacts:
                if not contact.verified and contact.value not in str(service.reachable):
                    assert contact.value not in html.partition("<main")[2] or (
                        service.correction and contact.value in service.correction
                    ), f"{service.id}.{contact.id}"
        for need in needs.BY_CODE:
            assert (await client.get("/find", params={"need": need})).status == 200


def words(name: str) -> dict[str, object]:
    environment = Environment(loader=FileSystemLoader(finder.TEMPLATES), autoescape=True)
    table = getattr(environment.get_template("words.html").module, name)
    assert isinstance(table, dict)
    return table


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("GROUP_NAMES", set(needs.GROUPS)),
        ("NEEDS", set(needs.BY_CODE.values())),
        ("FAULTS", set(Fault)),
        ("WAYS", set(ContactKind)),
        ("BILL", set(ShowsOnBill)),
        ("TELLS_PARENTS", set(Tells)),
        ("TELLS_POLICE", set(Tells)),
        ("HOW_CHECKED", set(HowChecked)),
        ("RELATIONS", set(Relation)),
        ("REACH", set(Reach)),
    ],
)
def test_every_key_has_words_and_every_word_a_key(name: str, keys: set[str]) -> None:
    assert set(words(name)) == keys


def test_a_need_has_a_name_in_addresses_that_nobody_can_read() -> None:
    assert len(needs.BY_CODE) == sum(map(len, needs.GROUPS.values()))
    for code, need in needs.BY_CODE.items():
        assert re.fullmatch("[0-9a-f]{6}", code)
        assert code not in need


def sentences() -> dict[str, str]:
    """Every text of the templates, and every word of their tables."""
    found: dict[str, str] = {}
    for path in TEMPLATES:
        source = path.read_text()
        attributes = " ".join(
            re.findall(r'(?:aria-label|data-(?:two|one|over|leaving))="([^"{]+)"', source)
        )
        tree = Environment(autoescape=True).parse(source)
        quoted = [node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
        pieces = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|<[^>]+>",
            "\n",
            re.sub(r"\{\{.*?\}\}", "it", source, flags=re.S),
            flags=re.S,
        )
        lines = [*pieces.split("\n"), attributes, *quoted]
        for line in (unescape(" ".join(each.split())) for each in lines):
            if re.search("[a-z]{2} [a-z]", line):
                found[line] = path.name
    return found


def test_what_people_read_is_plain_enough_for_a_nine_year_old() -> None:
    graded = {line: grade(line) for line in sentences() if len(line.split()) > FEW}
    assert len(graded) > 30
    assert not {line: round(each, 1) for line, each in graded.items() if each > HARDEST}


def test_nothing_is_said_that_must_not_be() -> None:
    for line, name in sentences().items():
        for banned in BANNED:
            assert banned not in f"{line.casefold()} ", f"{name}: {line}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_trusts_text_holds_script_or_types_a_number(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", source)
    assert not re.search(r"https?://|\b\d{3,}\b|\d \d", source)


def test_the_pages_own_files_are_small_and_fetch_nothing() -> None:
    assert (FOLDER / "pages.css").stat().st_size < 10_000
    for path in FOLDER.iterdir():
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|url\(|@import", path.read_text())
