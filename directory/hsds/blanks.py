"""Leaves out what has no value: the standard wants a field missing, not empty. Pure."""

Record = dict[str, object]


def without_blanks(**fields: object) -> Record:
    """A record of the fields that have a value; `False` and 0 are values."""
    return {name: value for name, value in fields.items() if not is_blank(value)}


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, (str, list, tuple, dict)) and not value)
