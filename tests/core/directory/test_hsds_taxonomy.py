"""Our lists of terms: every need and topic has one, and each leads somewhere."""

from typing import Any

import pytest

from bot.conversation.intents import Intent
from directory.hsds import Feed
from directory.hsds.ids import id_of
from directory.hsds.needs import GROUPS, NEEDS
from directory.model import Directory
from directory.terms import Status
from tests.core.directory.hsds_fixtures import PHONE, contents, directory_of, service

_OF_THE_BOT = {
    *("privacy", "delete_data", "about_bot", "language", "greet", "thanks", "goodbye"),
    *("affirm", "deny", "insult", "out_of_scope", "find_service"),
}
"""What no service answers: it is about the bot itself, or about a service by its name."""


@pytest.fixture(scope="module")
def feed(directory: Directory) -> Feed:
    return Feed.of(directory)


@pytest.mark.parametrize("intent", sorted(set(Intent) - _OF_THE_BOT))
def test_every_intent_leads_to_a_term_and_on_to_a_service_that_can_be_reached(
    feed: Feed, intent: str
) -> None:
    terms = [
        term for term in contents(feed, "taxonomy_terms") if term["code"] == f"needs/{intent}"
    ]
    assert len(terms) == 1
    found = contents(feed, "services", taxonomy_term_id=str(terms[0]["id"]), full="true")
    live = [one for one in found if one["status"] == "active"]
    assert any("phones" in one or "contacts" in one for one in live)


def test_every_intent_that_a_service_can_answer_has_a_name_and_a_group() -> None:
    assert set(NEEDS) - {"find_service"} == set(Intent) - _OF_THE_BOT
    assert {group for group, _, _ in NEEDS.values()} == set(GROUPS)


def test_no_two_terms_share_a_code(feed: Feed) -> None:
    codes = [term["code"] for term in contents(feed, "taxonomy_terms")]
    assert len(codes) == len(set(codes))


def test_no_term_leads_nowhere(feed: Feed) -> None:
    for term in contents(feed, "taxonomy_terms"):
        found = contents(feed, "services", taxonomy_term_id=str(term["id"]))
        assert [one for one in found if one["status"] != "defunct"], term["name"]


def test_every_term_that_a_service_carries_is_listed(feed: Feed) -> None:
    listed: list[Any] = contents(feed, "taxonomy_terms")
    for record in contents(feed, "services", full="true"):
        attributes: Any = record.get("attributes", [])
        assert all(one["taxonomy_term"] in listed for one in attributes)


def test_a_group_finds_the_services_of_its_needs() -> None:
    directory = directory_of(
        service("one", PHONE, intents=("gang_exit",)),
        service("two", PHONE, intents=("knife_carrying",)),
        service("three", PHONE, intents=("housing",)),
    )
    found = contents(
        Feed.of(directory), "services", taxonomy_term_id=id_of("term", "needs", "gangs")
    )
    assert [one["name"] for one in found] == ["One", "Two"]


def test_terms_that_only_an_ended_service_has_go_with_it() -> None:
    ended = service("one", status=Status.ENDED, topics=("past",), intents=())
    feed = Feed.of(directory_of(ended, service("two", PHONE)))
    assert "past" not in {term["name"] for term in contents(feed, "taxonomy_terms")}


def test_an_intent_of_another_bot_gets_a_plain_name() -> None:
    feed = Feed.of(directory_of(service("one", PHONE, intents=("lost_pets",))))
    names = {term["name"]: term for term in contents(feed, "taxonomy_terms")}
    assert "parent_id" not in names["Lost pets"]


def test_a_taxonomy_has_a_version_and_holds_its_terms(feed: Feed) -> None:
    for taxonomy in contents(feed, "taxonomies"):
        assert taxonomy["version"] == "1.0"
        whole: Any = feed.one("taxonomies", str(taxonomy["id"]))
        own = contents(feed, "taxonomy_terms", taxonomy_id=str(taxonomy["id"]))
        assert whole["taxonomy_terms"] == own
