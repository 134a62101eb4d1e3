"""The directory at the command line: two people at every grave change, and words throughout."""

import asyncio
import json
import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
import pytest_asyncio
import structlog
import yaml
from typer.testing import CliRunner, Result

from bot import logs
from bot.accounts import Accounts
from bot.cli import app
from bot.commands.exchanging import FEED, SHEET
from bot.effects import ReportService
from bot.storage.store import PostgresStore
from bot.wiring import now
from directory.records.documents import EntryKind, documents_of
from directory.shipped import shipped_files
from tests.adapters.entries import many, service
from tests.adapters.kept import MONDAY, Someone
from tests.postgres import KEYS

AMY, BEN = "amy", "ben"
PASSWORDS = {AMY: "tin-kettle-orbit-73", BEN: "wool-lantern-quiz-58"}
CRISIS = "papyrus"
USUAL = "cruse"


def _keys() -> str:
    parts = {**KEYS.sealing, "person": KEYS.person}
    return ",".join(f"{name}={b64encode(key).decode()}" for name, key in parts.items())


@dataclass(frozen=True)
class Terminal:
    """Somebody who types commands. Passwords come by a pipe, as a script would give them."""

    url: str

    async def types(
        self, *words: str, by: str = "", says: str = "", password: str = "", borough: str = ""
    ) -> Result:
        env = {
            "WAYMARK_BOROUGH": borough,
            "WAYMARK_DATABASE_URL": self.url,
            "WAYMARK_KEYS": _keys(),
            "WAYMARK_NLU_TOKEN": "n" * 32,
            "WAYMARK_WEBHOOK_SECRET": "w" * 32,
            "WAYMARK_TELEGRAM_TOKEN": "1:aaaaaaaa",
        }
        who = ["--by", by] if by else []
        typed = f"{password or PASSWORDS[by]}\n{says}" if by else says
        runner = CliRunner(env=env)
        return await asyncio.to_thread(runner.invoke, app, [*words, *who], input=typed)

    async def directory(self, *words: str, by: str = "", says: str = "") -> str:
        result = await self.types("directory", *words, by=by, says=says)
        assert result.exit_code == 0, result.output
        return result.stdout

    async def read(self, *words: str) -> Any:  # noqa: ANN401 - whatever JSON it is
        return json.loads(await self.directory(*words, "--json"))

    async def refused(self, *words: str, by: str = "", password: str = "") -> str:
        result = await self.types("directory", *words, by=by, password=password)
        assert result.exit_code == 1, result.output
        return " ".join(result.stderr.split())


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Commands set logging up for their process: here that is everybody's."""
    root = logging.getLogger()
    handlers, level, raises = root.handlers, root.level, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in logs.TALKATIVE}
    yield
    root.handlers, logging.raiseExceptions = handlers, raises
    root.setLevel(level)
    for name, earlier in levels.items():
        logging.getLogger(name).setLevel(earlier)
    structlog.reset_defaults()


@pytest_asyncio.fixture
async def terminal(store: PostgresStore, database_url: str) -> Terminal:
    for name, password in PASSWORDS.items():
        assert await Accounts(store, now).create_staff(name, "editor", name, password) == password
    return Terminal(database_url)


async def test_a_first_command_fills_the_directory_and_shows_a_service(terminal: Terminal) -> None:
    shown = await terminal.directory("show", CRISIS)
    assert "PAPYRUS" in shown
    assert "0800 068 4141" in shown
    assert "(not shown to anybody)" in shown  # its text number is not confirmed
    assert (await terminal.read("show", CRISIS))["id"] == CRISIS


async def test_what_is_not_there_is_refused_in_words(terminal: Terminal) -> None:
    assert "There is no service 'nobody'" in await terminal.refused("show", "nobody")
    assert "There is no service 'nobody'" in await terminal.refused(
        "confirm", "nobody", "--outcome", "works", by=AMY
    )


async def test_finding_says_who_can_help_and_why(terminal: Terminal) -> None:
    found = await terminal.read("find", "I feel like ending my life", "--age", "14")
    assert found
    assert all(each["why"] is not None for each in found)
    open_now = await terminal.read("find", "I feel like ending my life", "--now")
    assert {each["is_open"] for each in open_now} == {True}
    assert await terminal.directory("find", "I feel like ending my life")


async def test_who_deals_with_something_is_said_with_a_reason(terminal: Terminal) -> None:
    said = await terminal.directory("who", "my neighbour plays loud music every night")
    assert "Noise is not a crime" in said
    assert "council" in said
    assert "To ask: Is anyone in danger?" in said
    answer = await terminal.read("who", "someone is breaking into my house right now")
    assert answer["codes"][0] == "999"


async def test_the_ring_list_begins_with_what_is_urgent_and_says_what_to_say(
    terminal: Terminal,
) -> None:
    calls = await terminal.read("ring-list")
    assert [call["service"] for call in calls[:2]] == ["wf-mash", "wf-mash"]
    assert calls[-1]["value"].startswith("999") or calls[-1]["urgency"] == "emergency"
    papyrus = next(call for call in calls if call["service"] == CRISIS)
    assert any("0808 068 4141" in line for line in papyrus["listen_for"])
    printed = await terminal.directory("ring-list", "--limit", "1")
    assert "This is only a check" in printed
    assert "2. " not in printed


async def test_two_people_confirm_a_crisis_line_and_one_does_not(terminal: Terminal) -> None:
    works = ("confirm", CRISIS, "phone", "--outcome", "works")
    assert "once somebody else has rung" in await terminal.directory(*works, by=AMY)
    assert "once somebody else has rung" in await terminal.directory(*works, by=AMY)
    assert {each["by"] for each in await terminal.read("history", CRISIS)} == {"waymark"}
    await terminal.directory(*works, by=BEN)
    contact = (await terminal.read("show", CRISIS))["contacts"][0]
    assert contact["how_checked"] == "rung by two people"
    assert contact["checked_by"] == [AMY, BEN]
    rung = [each for each in await terminal.read("ring-list") if each["service"] == CRISIS]
    assert "phone" not in [each["contact"] for each in rung]


async def test_a_wrong_password_confirms_nothing(terminal: Terminal) -> None:
    words = ("confirm", CRISIS, "phone", "--outcome", "wrong-number")
    said = await terminal.refused(*words, by=BEN, password=PASSWORDS[AMY])
    assert "not the password of ben" in said
    assert (await terminal.read("show", CRISIS))["contacts"][0]["verified"] is True


async def test_a_wrong_number_is_hidden_at_once_and_can_be_taken_back(terminal: Terminal) -> None:
    words = ("confirm", CRISIS, "phone", "--outcome", "wrong-number")
    assert "do not see it any more" in await terminal.directory(*words, by=AMY)
    assert (await terminal.read("show", CRISIS))["contacts"][0]["verified"] is False
    (change, *_) = await terminal.read("history", CRISIS)
    undone = await terminal.directory("undo", change["id"], by=AMY)
    assert "Somebody else has to look" in undone
    (waiting,) = await terminal.read("pending")
    assert "somebody else has to approve" in await terminal.refused(
        "approve", waiting["id"], by=AMY
    )
    await terminal.directory("approve", waiting["id"][:8], by=BEN)
    assert (await terminal.read("show", CRISIS))["contacts"][0]["verified"] is True


async def test_a_contact_has_to_be_named_where_there_are_several(terminal: Terminal) -> None:
    said = await terminal.refused("confirm", "wf-mash", "--outcome", "works", by=AMY)
    assert "phone, phone-out-of-hours" in said


async def test_a_crisis_number_changes_once_another_person_approved(terminal: Terminal) -> None:
    words = ("propose", CRISIS, "--set", "phone.value=020 7946 0123", "--reason", "Moved")
    said = await terminal.directory(*words, "--yes", by=AMY)
    assert '"0800 068 4141" becomes "020 7946 0123"' in said
    assert "Somebody else has to look" in said
    assert "0800 068 4141" in await terminal.directory("show", CRISIS)
    assert "1 wait" in await terminal.directory("pending")
    (waiting,) = await terminal.read("pending")
    await terminal.directory("approve", waiting["id"], by=BEN)
    assert "020 7946 0123" in await terminal.directory("show", CRISIS)


async def test_what_is_proposed_is_shown_first_and_may_be_given_up(terminal: Terminal) -> None:
    words = ("propose", USUAL, "--set", "summary=Help with grief.", "--reason", "Plainer")
    await terminal.directory(*words, by=AMY, says="n\n")
    assert not [each for each in await terminal.read("history", USUAL) if each["by"] == AMY]
    assert "Done" in await terminal.directory(*words, by=AMY, says="y\n")
    assert (await terminal.read("show", USUAL))["summary"] == "Help with grief."


async def test_a_proposal_may_be_turned_down(terminal: Terminal) -> None:
    words = ("propose", CRISIS, "--set", "phone.hours=9 to 5", "--reason", "Heard so")
    await terminal.directory(*words, "--yes", by=AMY)
    (waiting,) = await terminal.read("pending")
    await terminal.directory("reject", waiting["id"], "--reason", "Not so", by=BEN)
    assert await terminal.read("pending") == []
    assert "rejected" in await terminal.directory("history", CRISIS)
    assert "no such proposal" in await terminal.refused("approve", waiting["id"], by=BEN)


async def test_a_change_that_breaks_the_directory_is_refused(terminal: Terminal) -> None:
    words = ("propose", USUAL, "--set", "phone.value=0800", "--reason", "Typing", "--yes")
    assert "phone" in await terminal.refused(*words, by=AMY)
    words = ("propose", USUAL, "--set", "fax.value=1", "--reason", "Typing", "--yes")
    assert "there is no contact 'fax'" in await terminal.refused(*words, by=AMY)


@pytest.mark.parametrize("form", ["yaml", "csv", "hsds"])
async def test_what_is_exported_comes_back_without_a_difference(
    terminal: Terminal, tmp_path: Path, form: str
) -> None:
    await terminal.directory("export", str(tmp_path), "--format", form)
    place = tmp_path if form == "yaml" else str(tmp_path / {"csv": SHEET, "hsds": FEED}[form])
    assert "0 entries differ." in await terminal.directory("diff", str(place))


async def test_an_import_shows_what_changes_and_only_proposes(
    terminal: Terminal, tmp_path: Path
) -> None:
    place = tmp_path / "more.csv"
    place.write_text(
        "id,name,provider,status,verified,summary,area,reach,urgency,checked,contact_id,"
        "contact_kind,contact_value,contact_verified,source_url,source_quote,source_page_date\r\n"
        "new-help,New Help,Us,open,true,<b>Helps</b><script>x</script>,UK,national,usual,"
        "2026-11-01,phone,phone,020 7946 0123,true,https://example.org,words,2026\r\n"
    )
    words = ("import", str(place), "--reason", "From the council")
    said = await terminal.directory(*words, by=AMY, says="y\n")
    assert "Service new-help is new" in said
    (waiting,) = await terminal.read("pending")
    assert waiting["after"]["summary"] == "Helps"
    assert waiting["after"]["verified"] is False
    assert waiting["after"]["contacts"][0]["verified"] is False
    assert "There is no service" in await terminal.refused("show", "new-help")
    await terminal.directory("approve", waiting["id"], by=BEN)
    assert "(not shown to anybody)" in await terminal.directory("show", "new-help")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "name\r\nx\r\n", "there is no column 'id'"),
        ("a.json", "{not json", "this is not JSON"),
        ("a.json", "[" * 200_000, "deeper"),
        ("a.json", "[]", "there is no service in it"),
        ("a.yml", "services:\n  - name: One\n", "line 2"),
        ("a.txt", "hello", "it should end in .yml, .json or .csv"),
    ],
)
async def test_a_file_that_cannot_be_read_says_what_to_mend(
    terminal: Terminal, tmp_path: Path, name: str, text: str, words: str
) -> None:
    (tmp_path / name).write_text(text)
    assert words in await terminal.refused("diff", str(tmp_path / name))


async def test_nothing_is_fetched_from_the_network(terminal: Terminal) -> None:
    said = await terminal.refused("diff", "https://example.org/services.json")
    assert "nothing is fetched from the network" in said


async def test_a_file_that_is_too_large_is_not_read(terminal: Terminal, tmp_path: Path) -> None:
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    assert "larger than 50 MB" in await terminal.refused("diff", str(tmp_path / "large.json"))


async def test_the_data_files_are_checked_without_a_database(tmp_path: Path) -> None:
    nowhere = Terminal("postgresql://127.0.0.1:1/none")
    assert "all well" in await nowhere.directory("check")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "cards.yml").write_text("{}\n")
    (tmp_path / "here" / "one.yml").write_text("services:\n  - id: Bad Id\n")
    result = await nowhere.types("directory", "check", str(tmp_path / "here"))
    assert result.exit_code == 1
    assert "here/one.yml, line 2" in result.stdout


async def test_what_people_reported_is_listed_and_settled(
    terminal: Terminal, store: PostgresStore
) -> None:
    assert await terminal.read("reports") == []
    assert "Nobody said" in await terminal.refused("settle", CRISIS, by=AMY)
    for _ in range(3):
        await Someone(store).does(ReportService(CRISIS, "phone"))
    (report,) = await terminal.read("reports")
    assert report == {
        "service": CRISIS,
        "contact": "phone",
        "day": MONDAY.date().isoformat(),
        "times": 3,
    }
    await terminal.directory("settle", CRISIS, by=AMY)
    assert await terminal.read("reports") == []


async def test_the_shipped_directory_may_not_be_launched(terminal: Terminal) -> None:
    result = await terminal.types("launch-check")
    assert result.exit_code == 1
    for words in ("0800 068 4141", "116 123", "Two people never rang it", "DPIA", "safety cards"):
        assert words in result.stdout
    found = json.loads((await terminal.types("launch-check", "--json")).stdout)
    unrung = {each["what"] for each in found if "never rang" in each["why"]}
    assert len(unrung) > 25
    assert not [each for each in found if "can sign in" in each["what"]]
    assert found == sorted(found, key=lambda each: not each["blocks"])


async def test_a_command_carries_over_what_changed_in_the_files(
    terminal: Terminal, tmp_path: Path
) -> None:
    place = _files_of_a_borough(tmp_path, "A club for all.")
    first = await terminal.types("directory", "show", "our-club", borough=place)
    assert "entries follow the files." in first.stderr
    assert "A club for all." in first.stdout
    _files_of_a_borough(tmp_path, "A club for you.")
    then = await terminal.types("directory", "show", "our-club", borough=place)
    assert "1 entry follows the files." in then.stderr
    assert "A club for you." in then.stdout
    again = await terminal.types("directory", "show", "our-club", borough=place)
    assert again.stderr == ""


async def test_another_borough_is_refused_the_same_database(
    terminal: Terminal, tmp_path: Path
) -> None:
    await terminal.directory("show", CRISIS)
    place = _files_of_a_borough(tmp_path, "A club for all.")
    result = await terminal.types("directory", "show", CRISIS, borough=place)
    assert result.exit_code == 1
    assert "a database of its own" in " ".join(result.stderr.split())


def _files_of_a_borough(folder: Path, summary: str) -> str:
    local = folder / "avalon"
    local.mkdir(exist_ok=True)
    borough = "borough: {id: avalon, name: Avalon, council: Its Council, run_by: Its Council}\n"
    club = dict(service("our-club", "020 7946 0110", summary=summary))
    (local / "all.yml").write_text(borough + yaml.safe_dump({"services": [club]}))
    return str(local)


async def test_a_whole_import_is_approved_at_once(terminal: Terminal, tmp_path: Path) -> None:
    place = tmp_path / "more.yml"
    place.write_text(yaml.safe_dump({"services": [dict(each) for each in many(30).values()]}))
    words = ("import", str(place), "--reason", "From the county", "--yes")
    said = await terminal.directory(*words, by=AMY)
    assert "... and " in said
    assert "30 entries differ." in said
    assert said.count("\n") < 50
    listed = await terminal.directory("pending", "--limit", "3")
    assert "... and 27 more" in listed
    assert "30 wait." in listed
    (waiting, *_) = await terminal.read("pending")
    done = await terminal.directory("approve", waiting["id"], "--all", "--yes", by=BEN)
    assert "30 were decided together." in done
    assert await terminal.read("pending") == []
    assert "service-29" in await terminal.directory("show", "service-29")


async def test_an_import_is_turned_down_by_whose_it_was(
    terminal: Terminal, tmp_path: Path
) -> None:
    place = tmp_path / "more.yml"
    place.write_text(yaml.safe_dump({"services": [dict(each) for each in many(2).values()]}))
    await terminal.directory("import", str(place), "--reason", "County", "--yes", by=AMY)
    words = ("reject", "--all", "--from", AMY, "--reason", "Too old", "--yes")
    assert "2 were decided together." in await terminal.directory(*words, by=BEN)
    assert await terminal.read("pending") == []


async def test_a_part_of_a_setting_leaves_the_rest_of_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    before = (await terminal.read("show", "same_words", "--kind", "setting"))["value"]
    place = tmp_path / "words.yml"
    place.write_text("same_words: {chess: checkmate}\nordinary_names: [Chess]\n")
    await terminal.directory("import", str(place), "--reason", "Slang", "--yes", by=AMY)
    for waiting in await terminal.read("pending"):
        await terminal.directory("approve", waiting["id"], by=BEN)
    after = (await terminal.read("show", "same_words", "--kind", "setting"))["value"]
    assert after == {**before, "chess": "checkmate"}
    names = (await terminal.read("show", "ordinary_names", "--kind", "setting"))["value"]
    assert len(names) > 1
    assert names[-1] == "Chess"


async def test_what_an_import_leaves_out_is_counted_and_named(
    terminal: Terminal, tmp_path: Path
) -> None:
    place = tmp_path / "feed.ndjson"
    lines = [
        {"id": "a", "name": "One", "minimum_age": "eleven"},
        {"id": "b"},
        7,
        {"id": "a", "name": "One again"},
    ]
    place.write_text("\n".join(map(json.dumps, lines)))
    said = await terminal.directory("diff", str(place))
    assert "4 left out:" in said
    for words in (
        "line 1: 'minimum_age' is no age",
        "line 2: it has no name",
        "line 3: this is no record of a service",
        "line 4: the id 'a' was at line 1 already",
    ):
        assert words in said
    assert "1 entry differs." in said


async def test_a_second_row_for_a_service_is_not_passed_over_in_silence(
    terminal: Terminal, tmp_path: Path
) -> None:
    place = tmp_path / "two.csv"
    place.write_text("id,name\r\none,One\r\none,Another\r\n")
    said = await terminal.directory("diff", str(place))
    assert "row 3: 'one' was at row 2 already, so its 'name' is not read" in said


async def test_commands_work_on_beside_a_broken_entry(
    terminal: Terminal, database_url: str
) -> None:
    await terminal.directory("show", CRISIS)
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE directory_entries SET document = 'null' WHERE id = 'kooth'")
    assert "PAPYRUS" in await terminal.directory("show", CRISIS)
    words = ("confirm", CRISIS, "phone", "--outcome", "wrong-number")
    assert "do not see it any more" in await terminal.directory(*words, by=AMY)
    remove = ("propose", "kooth", "--remove", "--reason", "Broken", "--yes")
    assert "Done" in await terminal.directory(*remove, by=AMY)


async def test_every_shipped_entry_is_stored(terminal: Terminal) -> None:
    services = [key for key in documents_of(shipped_files()) if key[0] is EntryKind.SERVICE]
    every = json.loads(await terminal.directory("export", "--format", "hsds"))
    assert len(every["contents"]) == len(services)
