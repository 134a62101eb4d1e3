"""A case: what a person passed on, who may do what with it, and what follows. Pure."""

from bot.casework.model import (
    About,
    AgeBand,
    Agreement,
    CaseStatus,
    Delivered,
    InDanger,
    NeutralLines,
    NewCase,
    Outcome,
    SafeTime,
    Staff,
    Told,
)

__all__ = [
    "About",
    "AgeBand",
    "Agreement",
    "CaseStatus",
    "Delivered",
    "InDanger",
    "NeutralLines",
    "NewCase",
    "Outcome",
    "SafeTime",
    "Staff",
    "Told",
]
