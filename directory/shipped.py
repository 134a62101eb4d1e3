"""Reads the data files that ship with the package: the directory's only I/O."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from directory.errors import LoadError
from directory.load import load
from directory.model import Directory
from directory.records.reading import EVERYWHERE

HOME = "waltham-forest"
CARDS = "cards.yml"


def shipped_files(borough: str = HOME) -> Mapping[str, str]:
    """The text of every data file, under its path: what holds everywhere, and one borough's.

    `borough` is a folder of directory/data, or the path of one elsewhere. Raises LoadError where
    there is no such folder.
    """
    data = files("directory") / "data"
    return {**dict(_texts(data)), **_folder(data / EVERYWHERE), **_folder(_local(borough))}


def shipped_anywhere() -> Directory:
    """What holds in every borough, and nothing local. Raises LoadError."""
    data = files("directory") / "data"
    return load({**dict(_texts(data)), **_folder(data / EVERYWHERE)})


def shipped_cards(borough: str = HOME) -> str:
    """The borough's lines of the safety cards, which are read apart from all the rest.

    Raises LoadError where the borough has none.
    """
    file = _local(borough) / CARDS
    if not file.is_file():
        raise LoadError((f"{borough}: there is no {CARDS}: write one (docs/adopt.md)",))
    return file.read_text(encoding="utf-8")


def shipped(borough: str = HOME) -> Directory:
    """Raises LoadError with one line for everything in the files that has to be mended."""
    return load(shipped_files(borough))


def _local(borough: str) -> Traversable:
    named = files("directory") / "data" / borough
    folder: Traversable = Path(borough) if "/" in borough else named
    if not folder.is_dir() or borough == EVERYWHERE:
        what = "make its folder; a path has a / in it (docs/adopt.md)"
        raise LoadError((f"there is no borough {borough!r}: {what}",))
    return folder


def _folder(folder: Traversable) -> Mapping[str, str]:
    return {f"{folder.name}/{name}": text for name, text in _texts(folder) if name != CARDS}


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.name.endswith(".yml"):
            yield item.name, item.read_text(encoding="utf-8")
