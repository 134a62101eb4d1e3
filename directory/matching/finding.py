"""Finds the services that can help somebody, best first, and says why. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from directory.hours import Days, Opening, opening
from directory.matching.ages import GROWN_UP
from directory.matching.candidates import URGENT
from directory.matching.drawing import Draw, Need, draw
from directory.matching.eligible import takes
from directory.matching.places import is_here
from directory.matching.reasons import About, Why, reasons
from directory.matching.seekers import ANYBODY, Seeker
from directory.matching.ways_in import Way, best_way_in
from directory.model import Contact, Directory, Service
from directory.terms import Reach, Referral, Relation, Standing, Status

__all__ = ["AT_MOST", "Found", "Need", "find"]

AT_MOST = 20
"""Services found: they are shown a few at a time, and nobody reads more."""
_LAST = 1_000_000
_FITS, _FITS_CHILD, _FITS_GENDER, _FITS_AGE, _NO_FIT, _FOR_OTHERS = range(6)


@dataclass(frozen=True, slots=True)
class Found:
    """A service that can help, the best way to reach it now, and why."""

    service: Service
    contact: Contact | None
    opening: Opening | None
    """The contact's; None where no time was given."""
    why: tuple[Why, ...]


def find(
    directory: Directory,
    need: Need,
    seeker: Seeker = ANYBODY,
    place: str | None = None,
    now: datetime | None = None,
) -> tuple[Found, ...]:
    """The services to offer, best first: each can be reached, and takes whom it is about.

    A service that is named comes first. Then, where the need is urgent, lines that are closed
    come after those that are not; what fits the words before the other first choices, those in
    their order, and then whatever else serves the need, near before far.

    `now` needs a time zone: ValueError where it has none.
    """
    drawn = draw(directory, need, seeker.language)
    return _Search(directory, drawn, seeker, is_here(directory.borough, place), now).found()


@dataclass(frozen=True)
class _Search:
    """One search. Services are known by their place in `Candidates`: 0 is the best in itself."""

    directory: Directory
    drawn: Draw
    seeker: Seeker
    is_here: bool
    now: datetime | None
    ways: dict[int, Way] = field(default_factory=dict)
    openings: dict[tuple[str | None, bool], Opening] = field(default_factory=dict)

    def found(self) -> tuple[Found, ...]:
        ranked = sorted(self._pool(), key=self._rank)[:AT_MOST]
        return tuple(map(self._found, self._led_by_one_that_runs(ranked)))

    def _pool(self) -> set[int]:
        """All that may be among the best: of those alike, no more than are shown."""
        drawn = self.drawn
        pool = set(filter(self._may_offer, (*drawn.named, *drawn.first)))
        lifted = (sorted(drawn.fits), sorted(drawn.speaking), drawn.serving)
        for alike in lifted:
            pool.update(islice(filter(self._may_offer, alike), AT_MOST))
        open_now = (one for one in drawn.urgent if self._may_offer(one) and self._is_open(one))
        pool.update(islice(open_now, AT_MOST))
        return pool

    def _may_offer(self, one: int) -> bool:
        service = self._service(one)
        return takes(service, self.seeker) and (self.is_here or service.reach is not Reach.BOROUGH)

    def _rank(self, one: int) -> tuple[float, ...]:
        drawn, service = self.drawn, self._service(one)
        is_sent_to = service.eligibility.referral is Referral.THROUGH
        return (
            drawn.named.get(one, _LAST),
            self._band(one),
            self._fit(one),
            one not in drawn.first,
            service.standing is Standing.OVERDUE,
            is_sent_to and self.seeker.relation is not Relation.PROFESSIONAL,
            drawn.first.get(one, _LAST),
            -drawn.scores.get(one, 0),
            self._is_open(one) is False,
            one,
        )

    def _band(self, one: int) -> int:
        """Where a need is urgent, whether a line is open weighs more than how well it fits."""
        drawn = self.drawn
        if not drawn.is_urgent:
            return 0
        fit, is_open = self._fit(one), self._is_open(one)
        is_close = one in drawn.first or fit is _FITS
        is_line = self._service(one).urgency in URGENT and fit is not _FOR_OTHERS
        if drawn.is_danger and one in drawn.first:
            return 0 if is_open is not False else 1
        if is_close and is_open is not False:
            return 2
        if is_line and is_open:
            return 3
        return 4 if is_close else 5

    def _fit(self, one: int) -> int:
        """Words tell more than whom it is for; in danger, nothing passes the first choices."""
        drawn, service = self.drawn, self._service(one)
        is_first = one in drawn.first
        if one in drawn.fits or one in drawn.speaking:
            return _FITS if is_first or not drawn.is_danger else _NO_FIT
        if not is_first:
            return _FOR_OTHERS if service.fits_when and one not in drawn.scores else _NO_FIT
        eligibility = service.eligibility
        is_for_young = eligibility.maximum_age is not None
        is_for_age = is_for_young and any(map(eligibility.takes_age, self.seeker.ages))
        if is_for_age and max(self.seeker.ages) < GROWN_UP:
            return _FITS_CHILD
        if self.seeker.gender is not None and eligibility.gender is self.seeker.gender:
            return _FITS_GENDER
        return _FITS_AGE if is_for_age else _NO_FIT

    def _lead(self, one: int) -> About:
        """What speaks for it most."""
        if one in self.drawn.named:
            return About.NAMED
        if one in self.drawn.fits:
            return About.FITS
        return About.FIRST if one in self.drawn.first else About.SERVES

    def _led_by_one_that_runs(self, ranked: list[int]) -> list[int]:
        """A service that may be no more never leads: one that is known to run stands before it."""
        drawn = self.drawn
        if not ranked or ranked[0] in drawn.named or self._runs(ranked[0]):
            return ranked
        sure = next((one for one in ranked if self._runs(one)), ranked[0])
        return [sure, *(one for one in ranked if one != sure)]

    def _runs(self, one: int) -> bool:
        return self._service(one).status is Status.OPEN

    def _service(self, one: int) -> Service:
        return self.drawn.services[one]

    def _is_open(self, one: int) -> bool | None:
        return self._way(one).is_open

    def _way(self, one: int) -> Way:
        if one not in self.ways:
            self.ways[one] = best_way_in(
                self._service(one),
                self.now,
                school_holidays=self._holidays,
                language=self.seeker.language,
                emergency_numbers=self.drawn.emergency_numbers,
            )
        return self.ways[one]

    @property
    def _holidays(self) -> tuple[Days, ...]:
        return self.directory.borough.school_holidays if self.directory.borough else ()

    def _found(self, one: int) -> Found:
        service, contact = self._service(one), self._way(one).contact
        hours = self._opening(contact)
        why = reasons(
            service,
            self.seeker,
            borough=self.directory.borough,
            knows_opening=hours is not None and hours.is_open is not None,
            lead=self._lead(one),
        )
        return Found(service, contact, hours, tuple(why))

    def _opening(self, contact: Contact) -> Opening | None:
        """Many lines have the same hours: each is looked up once."""
        if self.now is None:
            return None
        key = (contact.opening, contact.term_time)
        if key not in self.openings:
            hours = opening(contact, self.now, school_holidays=self._holidays)
            self.openings[key] = hours
        return self.openings[key]
