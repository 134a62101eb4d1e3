"""Times the directory at 100, 1,000 and 10,000 services: `python -m tests.bench.directory`."""

import asyncio
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.public.app import public_app
from directory.hours import LONDON
from directory.hsds import Feed, documents_from_hsds
from directory.model import Directory
from directory.records.documents import (
    Document,
    Documents,
    EntryKind,
    Key,
    as_files,
    documents_of,
    load_documents,
)
from directory.search import Need, find, find_problem, find_service, seeker_in
from directory.shipped import shipped
from tests.talk import content

SIZES = (100, 1_000, 10_000)
_START = datetime(2026, 11, 24, 9, tzinfo=LONDON)
_TOWN_BEGINS = "North,South,East,West,Mill,Kings,Ash,Thorn,Hazel,Stone,Brook,Holm"
_TOWN_ENDS = "gate,ham,field,ford,bury,ton,wick,stead,bridge,well,mere,wood,ley,worth,combe,hurst"
_WHO = "Women's,Young People's,Family,Community,Men's,Parents',Somali,Polish,Deaf,Older People's"
_WHAT = (
    "Advice,Support,Counselling,Outreach,Mentoring,Housing,Recovery,Refuge,Legal,Listening,"
    "Bereavement,Safety,Wellbeing,Youth,Employment"
)
_KIND = "Service,Project,Helpline,Centre,Network,Partnership,Team,Trust,Hub,Line"
_SUMMARIES = (
    "Somebody to talk to when things at home are hard.",
    "Free help with drugs and drink, by phone or face to face.",
    "Mentors for young people who want to get away from gangs.",
    "Advice on rent, repairs and where to sleep tonight.",
    "A listening ear for parents who worry about a child.",
    "Help after a crime, and on the way to court.",
)
_TOPICS = (
    "housing,drugs,alcohol,gang exit,bereavement,domestic abuse,mental health,school,parents,"
    "legal advice,work,young people,hate crime,online safety,stalking,debt,food,carers"
)
_FITS_WHEN = (
    "my son/daughter,landlord,exclude/excluded,my wife,gay/lesbian,deaf/bsl,young carer,"
    "train/tube,anorexia/bulimia,muslim/hijab,jewish/synagogue,gambling,in care,autism/adhd"
)
_HOURS = (
    "24/7",
    "Mo-Fr 09:00-17:00; PH off",
    "Mo-Fr 10:00-16:00; PH off",
    "Mo-Sa 08:00-20:00",
    "Mo-Su 18:00-02:00",
    "Tu,Th 12:00-18:00; PH off",
    None,
)
_SAID = (
    ("domestic_abuse", "my husband hits me and im scared to go home"),
    ("suicide_self_harm", "im 15 and i dont want to be here any more"),
    ("gang_exit", "im a 17 year old girl and i want to get out, the olders wont let me"),
    ("housing", "my landlord wants me out by friday and i have two kids"),
    ("mental_health", "my daughter is 14 and hasnt left her room for weeks"),
    ("find_service", "whats the number for the community recovery hub in northgate"),
    ("", "counselling for young people after a death"),
    ("report_asb", "the music next door goes on all night and the council does nothing"),
)
_FILTERS: tuple[Mapping[str, str], ...] = (
    {"search": "young people counselling"},
    {"minimum_age": "11", "maximum_age": "18"},
    {"day": "SA", "start_time": "08:00"},
    {"search": "housing", "full": "true"},
    {"day": "TU", "end_time": "18:00", "page": "2"},
)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to time. `prepare` gives what is run again and again, from a directory."""

    name: str
    prepare: Callable[[Directory, Documents], Callable[[int], object]]
    rounds: int
    at_most_ms: float | None = None
    """The median that is promised for the largest directory."""


def synthetic(size: int) -> Documents:
    """A made-up directory of this size, always the same: names and numbers are nobody's."""
    chance = random.Random(size)
    intents = tuple(shipped().first_choices)
    documents: dict[Key, Document] = {}
    for number in range(size):
        name = f"made-up-{number}"
        documents[EntryKind.SERVICE, name] = _service(name, number, intents, chance)
    chosen = {
        intent: [f"made-up-{chance.randrange(size)}" for _ in range(4)] for intent in intents
    }
    documents[EntryKind.SETTING, "first_choices"] = {"value": chosen}
    return documents


def _service(name: str, number: int, intents: Sequence[str], chance: random.Random) -> Document:
    town = _one_of(_TOWN_BEGINS, chance) + _one_of(_TOWN_ENDS, chance)
    youngest = chance.choice((None, None, None, 11, 13, 16, 18))
    limits = {"minimum_age": youngest, "maximum_age": chance.choice((None, None, None, 18, 25))}
    return {
        "id": name,
        "name": " ".join((town, *(_one_of(part, chance) for part in (_WHO, _WHAT, _KIND)))),
        "provider": f"{town} Trust",
        "status": "open",
        "verified": chance.random() < 0.8,
        "summary": chance.choice(_SUMMARIES),
        "area": town,
        "reach": chance.choice(("borough", "london", "national")),
        "urgency": chance.choice(("crisis", "abuse", *("usual",) * 8)),
        **{limit: age for limit, age in limits.items() if age is not None},
        **({"gender": chance.choice(("women", "men"))} if chance.random() < 0.1 else {}),
        "topics": chance.sample(_TOPICS.split(","), 3),
        "intents": chance.sample(intents, 2),
        "fits_when": chance.sample(_FITS_WHEN.split(","), chance.choice((0, 0, 1))),
        "contacts": [_phone(number, chance), _page(name)],
        "sources": [{"url": f"https://{name}.example", "quote": "Made up.", "page_date": "2026"}],
        "checked": "2026-11-22",
    }


def _one_of(choices: str, chance: random.Random) -> str:
    return chance.choice(choices.split(","))


def _phone(number: int, chance: random.Random) -> Document:
    """One of the numbers that Ofcom keeps for drama."""
    hours = chance.choice(_HOURS)
    return {
        "id": "phone",
        "kind": "phone",
        "value": f"020 7946 0{number % 1000:03}",
        "verified": True,
        **({"opening": hours} if hours else {}),
    }


def _page(name: str) -> Document:
    return {"id": "web", "kind": "web", "value": f"https://{name}.example", "verified": True}


def _finding(directory: Directory, _: Documents) -> Callable[[int], object]:
    def search(turn: int) -> object:
        """Each at another minute, so that nothing about hours is remembered."""
        intent, said = _SAID[turn % len(_SAID)]
        now = _START + timedelta(minutes=37 * turn)
        return find(directory, Need(intent, said), seeker_in(said), None, now)

    return search


def _finding_by_name(directory: Directory, _: Documents) -> Callable[[int], object]:
    return lambda turn: find_service(directory, _SAID[turn % len(_SAID)][1])


def _finding_problems(directory: Directory, _: Documents) -> Callable[[int], object]:
    return lambda turn: find_problem(directory, _SAID[turn % len(_SAID)][1])


def _first_search(_: Directory, documents: Documents) -> Callable[[int], object]:
    """The first of a new snapshot, which has to be put in order."""

    def search(turn: int) -> object:
        directory = directory_of(documents)
        start = perf_counter()
        _finding(directory, documents)(turn)
        return perf_counter() - start

    return search


def _loading(_: Directory, documents: Documents) -> Callable[[int], object]:
    return lambda _: load_documents(documents)


def _reading_files(_: Directory, documents: Documents) -> Callable[[int], object]:
    files = as_files(documents)
    return lambda _: documents_of(files)


def _making_a_feed(directory: Directory, _: Documents) -> Callable[[int], object]:
    """Each of another snapshot, so that none is remembered."""
    return lambda _: Feed.of(replace(directory))


def _unread_page(directory: Directory, _: Documents) -> Callable[[int], object]:
    """The first page of a new feed, which remembers no record yet."""

    def read(_: int) -> object:
        feed = Feed.of(replace(directory))
        start = perf_counter()
        feed.answer("services")
        return perf_counter() - start

    return read


def _first_page(directory: Directory, _: Documents) -> Callable[[int], object]:
    feed = Feed.of(directory)
    return lambda _: feed.answer("services")


def _filtered_page(directory: Directory, _: Documents) -> Callable[[int], object]:
    feed = Feed.of(directory)
    return lambda turn: feed.answer("services", _FILTERS[turn % len(_FILTERS)])


def _importing(directory: Directory, _: Documents) -> Callable[[int], object]:
    """As many records as there are services, all of them new to the directory that ships."""
    feed, records, number = Feed.of(directory), list[Mapping[str, object]](), 0
    while len(records) < len(directory.services):
        number += 1
        page = feed.answer("services", {"page": str(number), "per_page": "500", "full": "true"})
        contents = page.get("contents") if isinstance(page, Mapping) else None
        if not isinstance(contents, list) or not contents:
            break  # services that ended are in no feed
        records += contents
    return lambda _: documents_from_hsds(records, shipped())


def _finding_on_the_page(directory: Directory, _: Documents) -> Callable[[int], object]:
    """What people see, from the question to the page; without the network, and without Rasa."""
    app = public_app(None, lambda: directory, content=content, now=lambda: _START)

    def search(turn: int) -> object:
        query = urlencode({"words": _SAID[turn % len(_SAID)][1], "page": 1 + turn % 3})
        return asyncio.run(_answered(app, f"/find?{query}"))

    return search


async def _answered(app: web.Application, address: str) -> float:
    """Seconds that the app's own handler took."""
    start = perf_counter()
    request = make_mocked_request("GET", address, app=app)
    await (await app.router.resolve(request)).handler(request)
    return perf_counter() - start


MEASURES = [
    Measure("find", _finding, 200, at_most_ms=5),
    Measure("find_service", _finding_by_name, 200, at_most_ms=5),
    Measure("find_problem", _finding_problems, 200, at_most_ms=5),
    Measure("first find of a snapshot", _first_search, 3),
    Measure("load_documents", _loading, 3),
    Measure("documents_of (YAML)", _reading_files, 3),
    Measure("feed, making it", _making_a_feed, 3),
    Measure("feed, page not read yet", _unread_page, 5, at_most_ms=50),
    Measure("feed, first page", _first_page, 50, at_most_ms=50),
    Measure("feed, filtered page", _filtered_page, 50, at_most_ms=50),
    Measure("documents_from_hsds", _importing, 3, at_most_ms=60_000),
    Measure("search on /find", _finding_on_the_page, 100),
]


def timed(measure: Measure, directory: Directory, documents: Documents) -> float:
    """The median in milliseconds; a run that gives back seconds has timed itself."""
    run = measure.prepare(directory, documents)
    if measure.rounds > 3:
        run(0)
    took = []
    for turn in range(measure.rounds):
        start = perf_counter()
        result = run(turn)
        took.append(result if isinstance(result, float) else perf_counter() - start)
    return median(took) * 1000


def directory_of(documents: Documents) -> Directory:
    """With the problems and the words that ship, of which there are no more for more services."""
    known = shipped()
    made_up = load_documents(documents)
    return replace(made_up, problems=known.problems, same_words=known.same_words)


def main() -> int:
    """Print the medians and how they grow; 1 where a promise is not kept."""
    console = Console()
    took: dict[str, list[float]] = {measure.name: [] for measure in MEASURES}
    with _progress(console) as progress:
        bar = progress.add_task("", total=len(SIZES) * len(MEASURES))
        for size in SIZES:
            progress.update(bar, description=f"Making up {size:,} services")
            documents = synthetic(size)
            directory = directory_of(documents)
            for measure in MEASURES:
                progress.update(bar, description=f"{size:,} services: {measure.name}")
                took[measure.name].append(timed(measure, directory, documents))
                progress.advance(bar)
    console.print(_table(took))
    return 0 if all(_is_kept(measure, took[measure.name]) for measure in MEASURES) else 1


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console, transient=True)


def _table(took: Mapping[str, Sequence[float]]) -> Table:
    table = Table("services", *(f"{size:,}" for size in SIZES), "growth", "promise")
    table.title = "Medians in milliseconds"
    for measure in MEASURES:
        medians = took[measure.name]
        growth = f"x{medians[-1] / medians[0]:.1f}"
        numbers = (f"{each:,.1f}" for each in medians)
        table.add_row(measure.name, *numbers, growth, _promise(measure, medians))
    return table


def _promise(measure: Measure, medians: Sequence[float]) -> str:
    if measure.at_most_ms is None:
        return ""
    kept = "" if _is_kept(measure, medians) else ": MISSED"
    return f"under {measure.at_most_ms:,.0f}{kept}"


def _is_kept(measure: Measure, medians: Sequence[float]) -> bool:
    """Whether the largest directory is fast enough."""
    return measure.at_most_ms is None or medians[-1] < measure.at_most_ms


if __name__ == "__main__":
    sys.exit(main())
