"""Makes text from outside harmless: plain words, no markup, nothing that cannot be seen. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from html.parser import HTMLParser

LONGEST = 5_000  # characters of one text; the longest that ships is a tenth of that
LONGEST_LIST = 500
DEEPEST = 12
_READ = 4 * LONGEST  # markup takes room, but a parser is never given more than this
_MOST_TAGS = 500  # unfinished ones make the parser start over and over
_PASSES = 5
_MARKS_OF_MARKUP = str.maketrans("", "", "<>&")
_DROPPED = frozenset(
    ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "head")
)
_BREAKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "blockquote", "hr")
) | {f"h{level}" for level in range(1, 7)}
_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r" ?\n ?(?:\n ?)+")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def harmless(text: str, longest: int = LONGEST) -> str:
    """The words of a text that somebody else wrote.

    Tags go, and what scripts, styles and frames hold; escapes are read until none is left, so
    that nothing wakes up when it is read a second time. Control characters, marks that turn
    the direction of writing and letters of no width go too. What is longer is cut at a word.
    Cleaning twice makes no difference.
    """
    cleaned = text[:_READ]
    if cleaned.count("<") > _MOST_TAGS:
        cleaned = cleaned.translate(_MARKS_OF_MARKUP)
    if _ADDRESS.fullmatch(address := _seen(cleaned).strip()):
        return _cut(address, longest)  # "&copy=1" is a part of an address, and no sign
    for _ in range(_PASSES):
        before, cleaned = cleaned, _plain(cleaned)
        if cleaned == before:
            return _cut(cleaned, longest)
    # Escapes within escapes within escapes: nobody writes so in good faith.
    return _cut(_plain(cleaned.translate(_MARKS_OF_MARKUP)), longest)


def in_one_line(text: str, longest: int = LONGEST) -> str:
    """The same for what is one line by nature, such as a name or a number."""
    return " ".join(harmless(text, longest).split())


def harmless_document(value: object, depth: int = 0) -> object:
    """Every text within an entry made harmless, names of fields as well.

    Lists are cut at 500 items, and what lies deeper than anything we know is dropped.
    """
    if depth > DEEPEST:
        return None
    match value:
        case str():
            return harmless(value)
        case Mapping():
            return {
                in_one_line(str(name)): harmless_document(item, depth + 1)
                for name, item in list(value.items())[:LONGEST_LIST]
            }
        case list() | tuple():
            return [harmless_document(item, depth + 1) for item in value[:LONGEST_LIST]]
        case _:
            return value


class _Words(HTMLParser):
    """Gathers the words between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _DROPPED:
            self._within.append(tag)
        self._break_at(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            del self._within[self._within.index(tag) :]
        self._break_at(tag)

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.found.append(data)

    def _break_at(self, tag: str) -> None:
        if tag in _BREAKS:
            self.found.append("\n")


def _plain(text: str) -> str:
    parser = _Words()
    # Some versions of the parser give up on marked sections: they are read as comments.
    parser.feed(_seen(text).replace("<![", "<!~"))
    parser.close()
    return _EMPTY_LINES.sub("\n\n", _BLANKS.sub(" ", _seen("".join(parser.found)))).strip()


def _seen(text: str) -> str:
    lines = _LINES.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    return "".join(
        letter for letter in lines if letter == "\n" or unicodedata.category(letter) not in _UNSEEN
    )


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    end = max(kept.rfind(" "), kept.rfind("\n"))
    return (kept[:end] if end > longest // 2 else kept).rstrip() + "…"
