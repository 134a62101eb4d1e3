"""What people read comes from the content file: no sentence is written anywhere in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
import directory

ROOT = Path(bot.__file__).parents[1]
PLACES = (Path(directory.__file__).parent, ROOT / "bot" / "conversation")
FEW = 4  # words: fewer make a name or a code
ALLOWED = {
    "directory/hsds/": "the open feed is for programs; its records are in English",
    "directory/keeping/": "editors of the directory read these at the command line, no one else",
    "directory/errors.py": "what has to be mended in the files; only editors see it",
}
LOGS = {"debug", "info", "warning", "error", "exception"}


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Every literal with its line, f-strings whole, but for docstrings, errors and logs."""
    tree = ast.parse(source)
    passed = {id(each) for node in ast.walk(tree) for each in unread(node)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(map(shown, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def unread(node: ast.AST) -> Iterator[ast.AST]:
    """What within a node no person reads, or is read as a part of something longer."""
    match node:
        case ast.Expr(ast.Constant() as docstring):
            yield docstring
        case ast.Raise():
            yield from ast.walk(node)
        case ast.Call(ast.Attribute(attr=name)) if name in LOGS:
            yield from ast.walk(node)
        case ast.JoinedStr(values=parts):
            yield from (each for each in parts if isinstance(each, ast.Constant))


def shown(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "x"


def is_sentence(text: str) -> bool:
    """Whether a text reads as one: some words, and a capital at one end or a stop at the other."""
    plain = text.strip()
    is_pattern = re.search(r"\(\?|\\[bdsw]|\[\^|\.\*", plain)
    if is_pattern or len(re.findall(r"[A-Za-z][A-Za-z'’-]*", plain)) < FEW or " " not in plain:
        return False
    return plain[0].isupper() or plain.endswith((".", "?", "!", ":"))


def found(*places: Path) -> Iterator[tuple[str, int, str]]:
    for place in places:
        for path in sorted(place.rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for line, text in texts(path.read_text(encoding="utf-8")):
                if is_sentence(text):
                    yield name, line, text


def test_no_sentence_is_written_in_the_code_that_decides() -> None:
    written = [
        f"{name}:{line}: {text}"
        for name, line, text in found(*PLACES)
        if not name.startswith(tuple(ALLOWED))
    ]
    assert written == []


def test_no_day_or_month_is_named_in_the_code_that_decides() -> None:
    """Dates that programs read are numbers; those that people read are worded."""
    for place in PLACES:
        for path in place.rglob("*.py"):
            if not path.relative_to(ROOT).as_posix().startswith(tuple(ALLOWED)):
                assert not re.search(r"%[AaBb]\b", path.read_text(encoding="utf-8")), path.name


def test_no_exception_from_that_is_longer_needed() -> None:
    names = {name for name, _, _ in found(*PLACES)}
    for place in ALLOWED:
        assert any(name.startswith(place) for name in names), place


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("SAID = 'Ring them if it goes on.'", 1),
        ("said = f'It works in {place} and near by'", 1),
        ("PARTS = ('Keep away from them and', 'do not answer back.')", 2),
        ("def made():\n    'Says what is to be said.'\n    return 'open_until'", 0),
        ("raise ValueError('These hours cannot be read.')", 0),
        ("log.error('The files are broken.', count=1)", 0),
        ("CUE = r'\\b(?:in|at) the end of the day\\b.'", 0),
        ("KEY = 'hours.open_until'", 0),
        ("NAME = 'Waltham Forest'", 0),
    ],
)
def test_a_sentence_is_known_when_it_is_seen(source: str, sentences: int) -> None:
    assert len([text for _, text in texts(source) if is_sentence(text)]) == sentences
