"""Looks things up: a service by its name, a problem by its words, services for a need. Pure."""

from directory.choosing import services_for
from directory.names import Match, find_service
from directory.topics import ProblemMatch, find_problem, problems_in

__all__ = [
    "Match",
    "ProblemMatch",
    "find_problem",
    "find_service",
    "problems_in",
    "services_for",
]
