"""A service asked for by name is found, misspelt too; an ordinary word is not a name."""

import pytest

from directory.filling import fill
from directory.model import Directory
from directory.search import find_service

_ASKED = {
    "what is abianda": "abianda",
    "abianca": "abianda",
    "got a number for abiander?": "abianda",
    "chidline": "childline",
    "whats the number for childline": "childline",
    "can i ring child line at night": "childline",
    "is Chlidline free": "childline",
    "do you know spark to life": "spark2life",
    "spark2life mentors": "spark2life",
    "sparktolife website": "spark2life",
    "CGL": "cgl-waltham-forest",
    "change grow live in walthamstow": "cgl-waltham-forest",
    "ask for annie": "ask-for-ani",
    "can i still ask for ani in boots": "ask-for-ani",
    "action fraud": "report-fraud",
    "how do i ring acton fraud": "report-fraud",
    "london gang exit": "vess-safer-london",
    "is london gang exit still going": "vess-safer-london",
    "whats VESS": "vess-safer-london",
    "what is mash": "wf-mash",
    "mash": "wf-mash",
    "i want to speak to MASH about my nephew": "wf-mash",
    "how do i refer to the multi agency safeguarding hub": "wf-mash",
    "the mix": "the-mix",
    "is the mix still open": "the-mix",
    "samaratins number": "samaritans",
    "call the samaritans": "samaritans",
    "papirus": "papyrus",
    "hopelineuk": "papyrus",
    "does kooth work here": "kooth",
    "talk to frank": "frank",
    "is frank confidential": "frank",
    "crimstoppers": "crimestoppers",
    "i rang crime stoppers yesterday": "crimestoppers",
    "number for fearless": "fearless",
    "how do i contact shelter": "shelter",
    "Someone said Shelter could help me": "shelter",
    "beat eating disorders": "beat",
    "is there a beat helpline": "beat",
    "whats the respect phoneline": "respect-phoneline",
    "text shout": "shout",
    "safecal": "safecall",
    "what happened to runaway helpline": "safecall",
    "karma nervana": "karma-nirvana",
    "forced mariage unit": "forced-marriage-unit",
    "solace womens aid": "solace",
    "what does unlock do": "unlock",
    "the havens number please": "havens",
    "report remove": "report-remove",
    "how does CEOP work": "ceop",
    "victim suport": "victim-support",
    "citizens advise": "citizens-advice-wf",
    "community trigger": "wf-asb-case-review",
    "what is clares law": "clares-law",
    "street base": "streetbase",
    "my school said call CAMHS": "camhs-waltham-forest",
    "cahms": "camhs-waltham-forest",
    "ask me ambassadors": "ask-me",
    "how do i get hold of mermaids": "mermaids",
    "nspc number": "nspcc",
    "Tell MAMA": "tell-mama",
    "housing ombudsmen": "housing-ombudsman",
    "whats the number for btp": "btp",
    "winstons wish": "winstons-wish",
}

_NOT_ASKED = [
    "i need shelter from the rain",
    "we had to shelter in a shop",
    "they beat me up",
    "show me some respect",
    "my mates dont respect me",
    "i have a mix of feelings",
    "ask me anything",
    "they ask me for money",
    "let me be frank with you",
    "my friend frank is in trouble",
    "how do i unlock my phone",
    "he shouts at me",
    "dont shout at me",
    "i like sausage and mash",
    "he thinks hes fearless",
    "music gives me solace",
    "good heavens",
    "my friend adam got hurt",
    "is it safer in london",
    "are there missing people round here",
    "i saw a tooth on the floor",
    "whens bin day",
    "hi",
    "i want to die",
    "is it safe to call you",
    "my children are scared of me",
    "how do i ask for a refund",
    "",
]


@pytest.mark.parametrize(("message", "service"), _ASKED.items())
def test_a_service_is_found_by_its_name(directory: Directory, message: str, service: str) -> None:
    assert service in [match.service.id for match in find_service(directory, message)]


@pytest.mark.parametrize("message", _NOT_ASKED)
def test_an_ordinary_word_is_not_taken_for_a_name(directory: Directory, message: str) -> None:
    assert find_service(directory, message) == ()


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("ask for ani", "ended in November 2024"),
        ("action fraud number", "now called Report Fraud"),
        ("london gang exit", "has ended"),
        ("whats the number for the mix", "joined the charity behind Shout"),
        ("hopelineuk", "now called HOPELINE247"),
        ("community trigger", "now called an ASB Case Review"),
        ("is streetbase still going", "We think Streetbase has ended"),
    ],
)
def test_a_name_that_is_past_is_put_right(directory: Directory, message: str, says: str) -> None:
    match = find_service(directory, message)[0]
    assert match.correction is not None
    assert says in match.correction
    assert "{" not in fill(directory, match.correction).text


def test_a_present_name_is_not_put_right(directory: Directory) -> None:
    assert find_service(directory, "report fraud number")[0].correction is None
    assert find_service(directory, "childline")[0].correction is None


def test_two_services_in_one_message_are_both_found(directory: Directory) -> None:
    found = find_service(directory, "should i ring childline or the nspcc")
    assert {match.service.id for match in found} == {"childline", "nspcc"}


def test_the_longer_name_wins(directory: Directory) -> None:
    found = find_service(directory, "whats the nspcc fgm helpline")
    assert [match.service.id for match in found] == ["nspcc-fgm"]


def test_every_service_is_found_by_each_of_its_own_names(directory: Directory) -> None:
    for service in directory.services.values():
        for name in (service.name, *service.aka, *service.former_names):
            found = [match.service.id for match in find_service(directory, name.split(" (")[0])]
            assert service.id in found, f"{name} finds {found}"
