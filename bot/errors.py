"""What Waymark could not do, and whether it is worth trying again. Pure."""


class WaymarkError(Exception):
    """The base of every exception that Waymark raises itself."""


class SettingsError(WaymarkError):
    """A setting is missing or foolish; the message says which, and what to write instead."""


class ContentError(WaymarkError):
    """A file of words, phrases or facts is wrong; the message names the file and the entry."""


class TemporaryError(WaymarkError):
    """It may work if tried again."""


class StoreUnavailable(TemporaryError):
    """The database did not answer in time, or not at all. Nothing was kept."""


class UnderstandingUnavailable(TemporaryError):
    """Rasa did not answer in time, or not in its own language."""


class TryLater(TemporaryError):
    """The channel asked us to wait: for `seconds` (Telegram's `retry_after`), if it said."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__("the channel asked us to try later")
        self.seconds = seconds


class PermanentError(WaymarkError):
    """Trying again cannot help."""


class NotAllowed(PermanentError):
    """An editor of the directory may not do this; the message says what to do instead."""


class PersonUnreachable(PermanentError):
    """The person blocked the bot or deleted their account."""


class MessageRefused(PermanentError):
    """The channel says that the message itself is wrong."""


class SealBroken(PermanentError):
    """Sealed data does not open: a wrong key, a changed row, or a value moved between rows."""
