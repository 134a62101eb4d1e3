"""Looks things up: a service by its name, a problem by its words, services for a need. Pure."""

from directory.matching.finding import Found, Need, find
from directory.matching.names import Match, find_service
from directory.matching.seekers import Seeker, seeker_in
from directory.matching.topics import ProblemMatch, find_problem, problems_in

__all__ = [
    "Found",
    "Match",
    "Need",
    "ProblemMatch",
    "Seeker",
    "find",
    "find_problem",
    "find_service",
    "problems_in",
    "seeker_in",
]
