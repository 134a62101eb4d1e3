"""The sealed parts of a case: each in its own place, opened nowhere else. Pure but for chance."""

import json
from uuid import UUID

from bot.casework import CaseStatus, NewCase, Told
from bot.conversation.model import Person
from bot.storage.sealed import About, Seal
from bot.storage.states import decode_told, encode_told
from bot.storage.tables import CaseRow

CASES = CaseRow.__tablename__


def new_row(seal: Seal, case: NewCase, person: Person) -> CaseRow:
    """Make the row of a new case."""
    return CaseRow(
        id=case.id,
        reference=case.reference,
        person_key=person.key,
        draft_id=case.draft_id,
        sealed_address=seal_address(seal, case.id, person),
        sealed_told=seal_told(seal, case.id, case.told),
        sealed_signs=seal_signs(seal, case.id, case.signs),
        level=case.level,
        status=CaseStatus.WAITING,
        opened_at=case.opened_at,
        read_place=0,
        can_be_reached=True,
        reads_by=case.reads_by,
    )


def seal_address(seal: Seal, case_id: UUID, person: Person) -> bytes:
    return seal.seal(json.dumps([person.channel, person.chat]), about(case_id, "sealed_address"))


def address(seal: Seal, row: CaseRow) -> Person:
    """Return whom to write to, and where."""
    channel, chat = json.loads(seal.open(row.sealed_address, about(row.id, "sealed_address")))
    return Person(row.person_key, channel, chat)


def seal_told(seal: Seal, case_id: UUID, told: Told) -> bytes:
    return seal.seal(encode_told(told), about(case_id, "sealed_told"))


def told(seal: Seal, row: CaseRow) -> Told:
    return decode_told(seal.open(row.sealed_told, about(row.id, "sealed_told")))


def seal_signs(seal: Seal, case_id: UUID, signs: tuple[str, ...]) -> bytes:
    return seal.seal(json.dumps(signs), about(case_id, "sealed_signs"))


def signs(seal: Seal, row: CaseRow) -> tuple[str, ...]:
    return tuple(json.loads(seal.open(row.sealed_signs, about(row.id, "sealed_signs"))))


def seal_reason(seal: Seal, case_id: UUID, text: str) -> bytes:
    return seal.seal(text, about(case_id, "sealed_reason"))


def reason(seal: Seal, row: CaseRow) -> str:
    if row.sealed_reason is None:
        return ""
    return seal.open(row.sealed_reason, about(row.id, "sealed_reason"))


def about(case_id: UUID, column: str) -> About:
    return About(CASES, case_id, column)
