"""What comes from outside is made harmless and counts as not confirmed. Pure."""

from collections.abc import Mapping

from directory.keeping.cleaning import harmless_document
from directory.records.documents import Document
from directory.terms import HowChecked

NEVER = "1970-01-01"
_CHECK = ("checked", "how_checked", "checked_by")


def quarantined(service: Document, known: Document | None = None) -> Document:
    """A service from outside, next to the one we have under the same id, if any.

    No claim to have checked anything is taken over: what is new to us counts as last checked long
    ago, so that nobody is shown it before somebody here confirmed it. What we had confirmed
    ourselves stays confirmed where it is word for word the same: so what was exported and comes
    back unchanged makes no difference.
    """
    cleaned = harmless_document(service)
    fields = dict(cleaned) if isinstance(cleaned, Mapping) else {}
    ours = known or {}
    empty = {name: value for name, value in ours.items() if value == []}  # sheets have no such
    fields = empty | fields
    fields["verified"] = fields.get("verified") is True and ours.get("verified") is True
    if known is None:
        fields.pop("checked_by", None)
        fields |= {"checked": NEVER, "how_checked": str(HowChecked.NOT_CONFIRMED)}
    else:
        fields = _checked_like(fields, known)
    if "contacts" in fields:
        confirmed = {_line(one): one for one in _contacts(ours)}
        fields["contacts"] = [
            _unconfirmed(one, confirmed.get(_line(one))) for one in _contacts(fields)
        ]
    return fields


def _unconfirmed(contact: Document, known: Document | None) -> Document:
    ours = known or {}
    is_confirmed = contact.get("verified") is True and ours.get("verified") is True
    return _checked_like({**contact, "verified": is_confirmed}, ours)


def _checked_like(fields: Document, known: Document) -> dict[str, object]:
    kept = {name: value for name, value in fields.items() if name not in _CHECK}
    return kept | {name: known[name] for name in _CHECK if name in known}


def _line(contact: Document) -> tuple[object, object]:
    return str(contact.get("kind")), str(contact.get("value"))


def _contacts(document: Document) -> tuple[Document, ...]:
    found = document.get("contacts")
    return (
        tuple(one for one in found if isinstance(one, Mapping)) if isinstance(found, list) else ()
    )


def with_their_changes(ours: Document, published: Document, theirs: Document) -> Document:
    """Our entry with what others changed in it since we published it.

    A feed does not carry all that we know: what reads the same in `published` (our own feed, read
    back) and in `theirs` stays as we have it, and so does what no feed carries.
    """
    merged = _with_changed(ours, published, theirs)
    contacts, was = _by_id(ours), _by_id(published)
    now = _by_id(theirs)
    if was != now:
        kept = {name: one for name, one in contacts.items() if name in now or name not in was}
        merged["contacts"] = [
            _with_changed(kept.get(name, {}), was.get(name, {}), now.get(name, {}))
            for name in dict.fromkeys((*kept, *now))
        ]
    return merged


def _with_changed(ours: Document, was: Document, now: Document) -> dict[str, object]:
    names = [
        name for name in (*was, *now) if name != "contacts" and was.get(name) != now.get(name)
    ]
    kept = {name: value for name, value in ours.items() if name not in names or name in now}
    return kept | {name: now[name] for name in names if name in now}


def _by_id(document: Document) -> Mapping[str, Document]:
    return {str(one.get("id")): one for one in _contacts(document)}
