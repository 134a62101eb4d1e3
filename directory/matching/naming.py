"""Tells the name of a service, as in "ring Shelter", from the word, as in "a shelter". Pure."""

import re

from directory.matching.phrases import words

_ASKED_BEFORE = re.compile(
    r"(?:^| )(?:what is|whats|what are|who is|who are|whos|what does|what do|"
    r"numbers? (?:for|of|4)|contact|contacting|get hold of|get in touch with|reach|"
    r"(?:know|heard|tell me|told me|info|information|more|asking|ask) (?:about|of)|"
    r"hours (?:for|of)|website (?:for|of)|details (?:for|of)|link (?:for|to)|"
    r"ring|rang|ringing|call|calling|called|phone|phoning|phoned|text|texting|texted|email|"
    r"speak to|speaking to|spoke to|talk to|talking to|talked to|"
    r"refer(?:red)? (?:me |him |her )?to|"
    r"report(?:ed)? (?:it |this |them |him )?to|tell|use|using|try|tried|charity)(?: the| a)?$"
)
_HALF_ASKED_BEFORE = re.compile(r"(?:^| )(?:is|are|does|do|did|can|will|has|or|and)(?: the| a)?$")
_ASKED_AFTER = frozenset(
    words(
        "helpline helplines phoneline hotline charity website number numbers line hours webchat "
        "chat org contact advisers team service services ambassador ambassadors scheme"
    )
)
_ABOUT_A_SERVICE = frozenset(
    words(
        "free confidential anonymous private open still real legit safe good any help do cover "
        "exist called run charge answer reply running offer offers work works"
    )
)
_GOES_ON = frozenset(
    words(
        "and or do does please pls plz for number helpline line charity website still open about "
        "is are in on at now today tonight instead first again waltham near yet if because cos "
        "but yesterday anyway offer mean thing thanks from like"
    )
)
_SMALL_TALK = frozenset(
    words(
        "the a please pls number whats is what for do you know hi hello hey need i want find "
        "info details helpline charity website contact of"
    )
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?\n])\s+")


def is_asked_for(text: str, said: tuple[str, ...], start: int, end: int) -> bool:
    """Whether the words from `start` to `end` of the message are meant as a service's name."""
    before = " ".join(said[max(0, start - 6) : start])
    after = said[end] if end < len(said) else None
    if all(word in _SMALL_TALK for word in (*said[:start], *said[end:])):
        return True
    if after in _ASKED_AFTER:
        return not before.endswith((" my", " your", " his", " her", " our"))
    if _ASKED_BEFORE.search(before) and (after is None or after in _GOES_ON):
        return True
    if _HALF_ASKED_BEFORE.search(before) and after in _ABOUT_A_SERVICE:
        return True
    return _is_capitalised(text, said[start:end])


def _is_capitalised(text: str, name: tuple[str, ...]) -> bool:
    """A capital in the middle of a sentence that is not all capitals marks a name."""
    for sentence in _BETWEEN_SENTENCES.split(text):
        written = sentence.split()
        lower = [words(word) for word in written]
        if sum(word[0].isupper() for word in written if word) > max(2, len(written) // 2):
            continue
        for at in range(1, len(written) - len(name) + 1):
            stretch = written[at : at + len(name)]
            if tuple(w for ws in lower[at : at + len(name)] for w in ws) == name and all(
                word[0].isupper() for word in stretch
            ):
                return True
    return False
