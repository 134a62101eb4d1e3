"""Things that people say in so many words, and that no trained meaning stands for. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.conversation.tongues import is_unlike_english
from bot.errors import ContentError
from directory.matching.phrases import words

BETWEEN = r"(?:\S+ ){0,3}"
LAST_LATIN = 0x024F
LATIN_AGAIN = range(0x1E00, 0x1F00)  # Vietnamese, among others
ENOUGH_FOREIGN = 3  # one word in so many shows that a text is not English


class Saying(StrEnum):
    """What somebody said; each is listed in words/sayings.yml."""

    YES = "yes"
    NO = "no"
    SAFE = "safe"
    NOT_SAFE = "not_safe"
    UNSAFE_SOMEWHERE = "unsafe_somewhere"
    AT_HOME = "at_home"
    WAVED_AWAY = "waved_away"
    DELETE = "delete"
    DONT_SEND = "dont_send"
    NEWS = "news"
    HELP = "help"
    DIDNT_WORK = "didnt_work"
    SILENT_CALL = "silent_call"
    CANNOT_CALL = "cannot_call"
    TEXT_999 = "text_999"
    DID_WRONG = "did_wrong"
    OTHERS_WORDS = "others_words"
    SECTION_60 = "section_60"
    ARRESTED = "arrested"
    FOOD = "food"
    STOLEN = "stolen"
    PERSON = "person"
    QUESTION = "question"
    CONTACT = "contact"
    # Gangs, knives and being away: which answer is nearest, and whom it is about.
    MADE_TO = "made_to"
    MY_FAMILY = "my_family"
    MY_PARTNER = "my_partner"
    MY_FRIEND = "my_friend"
    TELLING = "telling"
    FOUND_OUT = "found_out"
    WHERE_TO_GO = "where_to_go"
    FAMILY_AT_RISK = "family_at_risk"
    PASSED_ROUND = "passed_round"
    INSIDE_BODY = "inside_body"
    PROVING = "proving"
    HOLDING = "holding"
    BANK_ACCOUNT = "bank_account"
    OWES = "owes"
    FAR_AWAY = "far_away"
    ONLINE_BEEF = "online_beef"
    PROTECTION = "protection"
    IS_POLICE = "is_police"
    KNIFE_LAW = "knife_law"
    KNIFE_RID = "knife_rid"
    KNIFE_FOUND = "knife_found"
    MY_KNIFE = "my_knife"
    I_LEFT = "i_left"
    NOT_BACK = "not_back"
    BACK_AGAIN = "back_again"


@dataclass(frozen=True)
class Sayings:
    """What each saying sounds like, and words that are of no use but in other languages."""

    listeners: Mapping[Saying, re.Pattern[str]]
    foreign: frozenset[str]

    def hears(self, saying: Saying, text: str) -> bool:
        return self.listeners[saying].search(_spaced(words(text))) is not None

    def is_in_another_language(self, text: str) -> bool:
        """Whether a text is not English: plainly so, or by how its letters follow each other."""
        return self.is_plainly_foreign(text) or is_unlike_english(text)

    def is_plainly_foreign(self, text: str) -> bool:
        """Whether a text's alphabet or its commonest words are another language's.

        This needs no library, so that a safety card never waits for one.
        """
        letters = [letter for letter in text if letter.isalpha()]
        if sum(map(_is_another_alphabet, letters)) * 2 > len(letters):
            return True
        said = words(text)
        return sum(word in self.foreign for word in said) * ENOUGH_FOREIGN > len(said)


def compiled(document: Mapping[str, Any]) -> Sayings:
    """Return the sayings of a document with the keys of sayings.yml.

    Raises ContentError for a saying that is missing, empty or not known.
    """
    listed: Mapping[str, Mapping[str, Sequence[str]]] = document["sayings"]
    if listed.keys() != set(Saying):
        odd = sorted(listed.keys() ^ set(Saying))
        raise ContentError(f"words/sayings.yml: missing or not known: {', '.join(odd)}")
    around = document["small_talk"]
    listeners = {Saying(name): _listener(each, around) for name, each in listed.items()}
    return Sayings(listeners, frozenset(document["foreign"]))


def _listener(each: Mapping[str, Sequence[str]], around: Sequence[str]) -> re.Pattern[str]:
    small_talk = f"(?:(?:{'|'.join(around)}) )*"
    whole = (f"^{small_talk}{_pattern(saying)}{small_talk}$" for saying in each.get("whole", ()))
    within = (rf"(?<!\S){_pattern(saying)}" for saying in each.get("within", ()))
    opening = (f"^{_pattern(saying)}" for saying in each.get("opening", ()))
    return re.compile("|".join([*whole, *within, *opening]) or "(?!)")


def _pattern(saying: str) -> str:
    return "".join(_places(saying.split()))


def _places(places: Sequence[str]) -> Iterator[str]:
    """A word; a/b is either; (a/b) may be left out; * is up to three words of any kind."""
    for place in places:
        if place == "*":
            yield BETWEEN
        else:
            # Read as a text is read, which draws 999 in to 99 as it does soooo.
            choices = "|".join("".join(words(each)) for each in place.strip("()").split("/"))
            yield f"(?:(?:{choices}) )" + ("?" if place.startswith("(") else "")


def _spaced(said: Sequence[str]) -> str:
    return "".join(f"{word} " for word in said)


def _is_another_alphabet(letter: str) -> bool:
    return ord(letter) > LAST_LATIN and ord(letter) not in LATIN_AGAIN
