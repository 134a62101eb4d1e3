"""The files of one borough: all that has to be mended in them, what matters most first."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import yaml

from bot.launch.cards import LocalCards, faults_of_local
from directory.errors import LoadError
from directory.load import load
from directory.model import Directory
from directory.shipped import CARDS, shipped_cards, shipped_files

BOROUGH = "borough.yml"
_EXAMPLE = f"tests/boroughs/little-harbour/{BOROUGH}"


def checked(borough: str) -> Directory:
    """The directory of a borough. Raises LoadError with everything in its files to mend."""
    texts = _files(borough)
    directory, faults = _read(texts)
    first = _without_borough(texts, borough, directory)
    if first:  # what files of others say of a borough that is not there yet helps nobody
        faults = tuple(each for each in faults if each.startswith(f"{_folder(borough)}/"))
    faults = (*first, *faults, *faults_of_local(local_cards(borough), directory))
    if directory is None or faults:
        raise LoadError(faults)
    return directory


def local_cards(borough: str) -> LocalCards:
    """The borough's lines of the safety cards, as they are written."""
    file = f"{_folder(borough)}/{CARDS}"
    try:
        return LocalCards(file, shipped_cards(borough))
    except LoadError:
        return LocalCards(file, None)


def boroughs_that_ship() -> tuple[str, ...]:
    """The names of the boroughs that have a folder of directory/data."""
    data = files("directory") / "data"
    texts = ((folder / BOROUGH) for folder in data.iterdir() if (folder / BOROUGH).is_file())
    read = (yaml.safe_load(text.read_text(encoding="utf-8")) for text in texts)
    return tuple(sorted(str(each["borough"]["name"]) for each in read))


def _files(borough: str) -> Mapping[str, str]:
    try:
        return shipped_files(borough)
    except LoadError as error:
        if "/" not in borough and Path(borough).is_dir():
            fault = f"{borough!r} is a folder here: write ./{borough}, as a path has a / in it"
            raise LoadError((fault,)) from error
        raise


def _folder(borough: str) -> str:
    return Path(borough).resolve().name


def _read(texts: Mapping[str, str]) -> tuple[Directory | None, tuple[str, ...]]:
    try:
        return load(texts), ()
    except LoadError as error:
        return None, error.faults


def _without_borough(
    texts: Mapping[str, str], borough: str, directory: Directory | None
) -> tuple[str, ...]:
    """What to say where a folder does not say whose it is."""
    file = f"{_folder(borough)}/{BOROUGH}"
    if file not in texts:
        to = borough if "/" in borough else f"directory/data/{borough}"
        return (f"{BOROUGH} is missing: copy {_EXAMPLE} to {to}, and mend the names in it",)
    if directory is not None and directory.borough is None:
        return (f"{file} has no 'borough:' part: copy it from {_EXAMPLE}, and mend the names",)
    return ()
