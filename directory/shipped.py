"""Reads the data files that ship with the package: the directory's only I/O."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from directory.load import load
from directory.model import Directory


def shipped_files() -> Mapping[str, str]:
    """The text of every shipped data file, under its path within directory/data."""
    return dict(_texts(files("directory") / "data", ""))


def shipped() -> Directory:
    return load(shipped_files())


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from _texts(item, f"{path}{item.name}/")
        elif item.name.endswith(".yml"):
            yield f"{path}{item.name}", item.read_text(encoding="utf-8")
