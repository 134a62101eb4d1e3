"""Passwords of staff: which are good enough, and how they are hashed."""

import asyncio
import unicodedata
from enum import StrEnum
from secrets import choice

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY = 32 * 1024  # KiB; OWASP asks for at least 19 MiB with these rounds (C11)
ROUNDS = 2
LANES = 1
AT_ONCE = 4  # hashes under way: a flood of tries must not take all the memory

SHORTEST = 12
LONGEST = 128
LEFT_OVER = 8  # characters that must remain once well-known words are taken out
DIFFERENT = 5

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like another
GROUPS, GROUP = 4, 5

OWN_WORDS = "waymark walthamforest waltham forest leyton leytonstone chingford walthamstow council"
# What the published lists of the commonest passwords are made of, whole or with digits added.
COMMON_WORDS = """
password passw0rd p4ssword pa55word p@ssword p@ssw0rd passwort motdepasse secret letmein login
logmein signin welcome w3lcome welcom3 admin administrator adm1n root toor guest test tester
testing default changeme change temp temporary user username master superuser manager support
helpdesk service office work computer internet network server database system security secure
access enter open opensesame sesame trustno1 whatever nothing something anything iloveyou
ilovey0u loveyou lovely lover love forever always baby babygirl angel princess prince queen king
sunshine rainbow flower butterfly summer winter spring autumn january february march april june
july august september october november december monday tuesday wednesday thursday friday saturday
sunday london england britain united football footba11 soccer cricket rugby tennis baseball
hockey basketball arsenal chelsea tottenham spurs liverpool everton manchester celtic rangers
westham orient dragon monkey tiger lion eagle falcon panther phoenix shadow ninja samurai wizard
merlin gandalf starwars batman superman spiderman pokemon naruto matrix hunter killer warrior
soldier ranger charlie michael jessica jordan daniel thomas george william james robert matthew
joshua andrew ashley nicole hannah michelle jennifer amanda samantha sophie chloe oliver harry
jack muhammad mohammed cookie chocolate cheese pepper ginger banana orange apple cherry peanut
coffee purple yellow silver golden diamond freedom peace hello helloworld goodbye google facebook
microsoft samsung android iphone mercedes ferrari porsche mustang harley yamaha
qwerty qwertz azerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx 1qaz2wsx 1q2w3e4r q1w2e3r4
abc123 abcd1234 abcdefgh abcdef 1234567890 0123456789 123456789 12345678 1234567 123456 12345 1234
0987654321 987654321 87654321 654321 54321 4321 123123 121212 112233 111111 000000 666666 696969
2020 2021 2022 2023 2024 2025 2026 2027
"""


class Weakness(StrEnum):
    """Why a password is not good enough."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_COMMON = "too_common"


def weakness(password: str, *known: str) -> Weakness | None:
    """Say why a password is too weak; None where it will do.

    `known` is what anybody knows about its owner. No rule about kinds of characters, no expiry:
    they make passwords worse (NIST SP 800-63B, OWASP).
    """
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    plain = "".join(each for each in as_typed(password).casefold() if each.isalnum())
    words = [*OWN_WORDS.split(), *COMMON_WORDS.split()]
    words += [part for each in known for part in each.casefold().split()]
    for word in sorted(words, key=len, reverse=True):
        plain = plain.replace(word, "")
    if len(plain) < LEFT_OVER or len(set(plain)) < DIFFERENT:
        return Weakness.TOO_COMMON
    return None


def new_password() -> str:
    """Make a password with 98 bits of chance that can be read out and typed."""
    return "-".join("".join(choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def as_typed(password: str) -> str:
    """The same characters whichever keyboard they came from."""
    return unicodedata.normalize("NFKC", password)


class Hashing:
    """Argon2id, off the event loop, a few at a time."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(ROUNDS, MEMORY, LANES)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._nobodys = self._hasher.hash(new_password())

    async def hash(self, password: str) -> str:
        async with self._places:
            return await asyncio.to_thread(self._hasher.hash, as_typed(password))

    async def matches(self, hashed: str | None, password: str) -> bool:
        """Check a password. Takes as long where there is no such account (`hashed` is None)."""
        async with self._places:
            return await asyncio.to_thread(self._matches, hashed, as_typed(password[:LONGEST]))

    def is_outdated(self, hashed: str) -> bool:
        """Whether this was hashed more cheaply than we do now."""
        return self._hasher.check_needs_rehash(hashed)

    def _matches(self, hashed: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(hashed or self._nobodys, password) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False
