"""How hard a text is to read: the product's own measure."""

from bot.storyboard.reading import grade, syllables_of

__all__ = ["grade", "syllables_of"]
