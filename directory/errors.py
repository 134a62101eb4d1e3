"""What can go wrong: a fact nobody may show, or data that does not hold together. Pure."""


class DirectoryError(Exception):
    """The directory cannot do what was asked. Trying again will not help."""


class FactError(DirectoryError):
    """There is no such contact, or it may not be shown."""


class FactWithheld(FactError):
    """The contact is there, but may not be shown: not confirmed, past, or checked too long ago."""


class LoadError(DirectoryError):
    """The directory's files do not hold together. `faults` has one line for each thing to mend."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("The directory cannot be loaded:\n" + "\n".join(f"- {f}" for f in faults))
        self.faults = faults
