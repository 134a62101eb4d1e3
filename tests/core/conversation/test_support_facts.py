"""What is said of the law is in the directory's facts, and no more than they say."""

import pytest

from tests.talk import content

WORDS = content().words.entries
GUIDANCE = content().directory.guidance
SERVICES = content().directory.services

# The entry, the fact that it rests on, what the fact says, and what the entry makes of it.
HELD: tuple[tuple[str, str, str, str], ...] = (
    ("rights.before", "ss-grounds", "reasonable grounds", "good grounds"),
    ("rights.before", "ss-grounds", "drugs, a weapon, stolen goods", "drugs, a weapon, stolen"),
    ("rights.before", "ss-must-tell", "must say why", "must say what those are"),
    ("rights.before", "ss-must-tell", "what they are looking for", "what they look for"),
    (
        "rights.before",
        "ss-must-tell",
        "name or number and station",
        "a name or number, and station",
    ),
    ("rights.before", "ss-must-tell", "the law used", "the law they use"),
    (
        "rights.before",
        "ss-warrant",
        "must show you their warrant card",
        "must show a warrant card",
    ),
    ("rights.before", "ss-under18", "can be stopped and searched", "under-18s too"),
    ("rights.during", "ss-outer", "coat or jacket and gloves", "coat or jacket, and gloves"),
    ("rights.during", "ss-religious", "out of public view", "out of public view"),
    ("rights.during", "ss-name", "do not have to give your name", "do not have to give your name"),
    ("rights.during", "ss-film", "if you do not get in the way", "if you do not get in the way"),
    ("rights.during", "ss-not-arrest", "not an arrest", "not an arrest"),
    ("rights.after", "ss-record", "must record the search", "must write down each search"),
    ("rights.after", "ss-record", "ask for it at once", "ask for it at once"),
    ("rights.after", "ss-not-arrest", "does not give you a criminal record", "give you a record"),
    ("rights.after", "ss-bias", "unless you fit a suspect's", "unless you fit what a suspect"),
    ("intent.stop_and_search", "ss-section60", "without reasonable grounds", "they do not"),
    ("intent.stop_and_search", "ss-not-arrest", "not an arrest", "not an arrest"),
    ("rights.complain", "ss-complain", "straight to the police force", "straight to the police"),
    ("rights.complain", "ss-parent", "aged 16 or under without", "16 or under"),
    ("rights.private", "gp-private", "mature enough", "mature enough"),
    ("rights.private", "gp-private", "unless you are in danger", "in serious danger"),
    ("rights.private", "gp-danger", "they talk to you first", "They talk to you first"),
    ("rights.social", "so-consent", "Consent is not needed", "do not need a yes"),
    (
        "rights.social",
        "so-told",
        "unless telling them puts someone at risk",
        "puts someone at risk",
    ),
    ("worried.work.lead", "so-consent", "Consent is not needed", "do not need consent"),
    ("rights.nudes", "nu-law", "take, have or share", "take, have or share"),
    (
        "rights.nudes",
        "nu-o21",
        "If nobody was exploited or forced",
        "If no one was used or forced",
    ),
    ("rights.nudes", "nu-o21", "without taking formal action", "go no further"),
    ("rights.nudes", "nu-remove", "without an adult", "with no adult"),
    ("rights.nudes", "nu-limits", "cannot take pictures out of private", "cannot reach private"),
    ("worried.online", "nu-law", "have or share a sexual photo", "Do not pass a picture on"),
    ("rights.arrest_age", "acr-10", "under 10 cannot be arrested", "under 10 cannot be arrested"),
    ("rights.noise", "no-any", "any time of day or night", "any time, day or night"),
    ("rights.noise", "no-night", "from 11pm to 7am", "From 11pm to 7am"),
    ("rights.noise", "fw-curfew", "only from 7am to 11pm", "from 7am to 11pm"),
    ("rights.noise", "fw-curfew", "Diwali and Chinese New Year", "Diwali and Chinese New Year"),
    (
        "rights.noise",
        "fw-18",
        "must not carry fireworks in public",
        "must not carry them in public",
    ),
    ("crime.rights", "vc-12", "12 rights", "12 rights"),
    ("crime.rights", "vc-written", "written confirmation", "in writing"),
    ("crime.rights", "vc-parent", "parent or guardian", "a parent or guardian has rights too"),
    ("crime.court", "wi-u18", "Witnesses under 18", "Under 18, a witness"),
    ("crime.court", "wi-screens", "a live TV link", "a live TV link"),
    ("crime.court", "wi-before", "before the trial", "before the trial"),
    ("crime.court", "wi-seen", "judge, jury and lawyers still see", "lawyers still see you"),
    ("crime.money", "ci-two", "within two years of the crime", "within two years of the crime"),
    ("crime.money", "ci-two", "strong reason", "strong reason"),
    ("crime.money", "ci-child", "two years after turning 18", "two years after you turn 18"),
    ("crime.money", "ci-child", "no claim was made before", "no one asked before"),
    ("crime.money", "ci-late", "reported only when you were an adult", "reported late"),
    ("school.excluded", "ex-head", "Only the head teacher", "Only the head"),
    ("school.excluded", "ex-head", "write to parents at once", "write to the parents at once"),
    ("school.excluded", "ex-informal", "is unlawful", "against the law"),
    ("school.excluded", "ex-day6", "From day six of a suspension", "From day six of a suspension"),
    ("intent.school", "ex-head", "Only the head teacher", "Only the head"),
    ("school.review", "ex-gov", "within 15 school days", "within 15 school days"),
    ("school.review", "ex-irp", "15 school days to ask", "15 more to ask for a panel"),
    ("school.review", "ex-power", "cannot order the school", "cannot make the school"),
    ("school.review", "ex-sen", "even with no EHCP", "needs no plan"),
    ("housing.young", "ho-assess", "must assess", "must look into what you need"),
    ("housing.young", "ho-housing", "must not just send", "must not just send"),
    ("housing.sofa", "ho-street", "without living on the street", "not be on the street"),
    ("intent.housing", "ho-street", "without living on the street", "not be on the street"),
    ("drugs.law", "al-buy", "cannot buy alcohol or try to", "cannot buy alcohol, or try to"),
    ("drugs.law", "al-proxy", "a meal at 16 or 17", "a meal at 16 or 17"),
    ("drugs.law", "al-take", "can take alcohol", "can take it off you in public"),
    ("drugs.law", "dr-cannabis", "up to 5 years for having it", "up to 5 years for having it"),
    (
        "drugs.law",
        "dr-cannabis",
        "up to 14 for making or dealing",
        "up to 14 for making or selling",
    ),
)
# Words that only the law's own facts may stand behind.
LAWFUL = ("the law", "lawful", "must ", "a right to", "cannot be arrested")
# Where such words are no claim: they say where the law is explained.
NOT_CLAIMS = {"rights.section_60", "rights.arrested", "school.extra_help"}
FAMILIES = (
    *("feel.", "grief.", "crime.", "school.", "work.", "money.", "housing.", "drugs."),
    *("parenting.", "join.", "area.", "rights.", "worried.", "support."),
)


@pytest.mark.parametrize(("key", "fact", "says", "words"), HELD)
def test_what_is_said_of_the_law_is_in_the_directory(
    key: str, fact: str, says: str, words: str
) -> None:
    assert says in GUIDANCE[fact].fact
    assert words in WORDS[key].text


def test_no_other_answer_here_speaks_of_the_law() -> None:
    held = {key for key, *_ in HELD} | NOT_CLAIMS
    ours = {key: entry.text for key, entry in WORDS.items() if key.startswith(FAMILIES)}
    for key in ours.keys() - held:
        assert not any(each in ours[key] for each in LAWFUL), key


@pytest.mark.parametrize("name", ["childline", "samaritans"])
def test_what_is_said_to_be_free_and_off_the_bill_is_so(name: str) -> None:
    phone = next(each for each in SERVICES[name].reachable if each.id == "phone")
    assert phone.cost is not None
    assert "not on the phone bill" in phone.cost
    assert "not on the phone bill" in WORDS["feel.free"].text


@pytest.mark.parametrize(
    "name", ["shout", "nhs-111-mental-health", "nacoa", "papyrus", "youngminds-parents", "shelter"]
)
def test_what_is_said_to_be_free_is_so(name: str) -> None:
    first = SERVICES[name].reachable[0]
    assert (first.cost or "").startswith("Free")


@pytest.mark.parametrize(
    ("key", "name"),
    [("join.ask_me", "ask-me"), ("join.advisors", "young-advisors")],
)
def test_what_cannot_be_reached_for_sure_is_said_to_be_unsure(key: str, name: str) -> None:
    assert not SERVICES[name].reachable
    assert "could not check" in WORDS[key].text


def test_the_ages_that_are_said_are_those_of_the_directory() -> None:
    assert "11 to 30" in WORDS["join.mentor"].text
    mentors = SERVICES["spark2life"].eligibility
    assert (mentors.minimum_age, mentors.maximum_age) == (11, 30)
    assert "11 to 25" in WORDS["intent.activities"].text
    spaces = SERVICES["wf-youth-hubs"].eligibility
    assert (spaces.minimum_age, spaces.maximum_age) == (11, 25)
    assert "under 35" in WORDS["worried.feel"].text
    assert SERVICES["papyrus"].eligibility.maximum_age == 34
    assert "up to 25" in WORDS["grief.young"].text
    assert SERVICES["winstons-wish"].eligibility.maximum_age == 25
