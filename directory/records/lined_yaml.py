"""Reads YAML so that everything in it still knows its line, and writes it. Pure."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from directory.errors import LoadError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TEXT = "tag:yaml.org,2002:str"
_WIDTH = 100
_DEEPEST = 20


class Lined(dict[str, object]):
    """A mapping that knows the line it begins on, and the line of each of its names."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read_yaml(text: str) -> object:
    """What the text holds, each mapping as a `Lined`.

    Names used twice and `*names` that point elsewhere are refused: YAML would drop the first
    without a word, and blow up the second. Raises LoadError with a fault that begins "line 7: ".
    """
    try:
        return _Reader(_LOADER(text)).content()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _not_yaml(line, error.problem or error.context or "it cannot be read") from error
    except yaml.YAMLError as error:
        raise _not_yaml(1, " ".join(str(error).split())) from error


def write_yaml(content: Mapping[str, object]) -> str:
    """The content as YAML in the order it has; `read_yaml` gives the same content back."""
    apart = json.loads(json.dumps(content))  # what is there twice would be written as a *name
    written: str = yaml.dump(
        apart, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=_WIDTH
    )
    return written


def _not_yaml(line: int, problem: str) -> LoadError:
    return LoadError(
        (f"line {line}: not valid YAML: {problem}: look at its quotes, colons and indents",)
    )


class _Reader:
    """Builds from the parser's events, so that deep nesting is met before it does any harm."""

    def __init__(self, loader: Any) -> None:  # noqa: ANN401 (two classes with no common type)
        self._loader = loader

    def content(self) -> object:
        self._loader.get_event()  # the stream begins
        if isinstance(self._loader.get_event(), yaml.StreamEndEvent):
            return None
        value = self._value(self._loader.get_event(), 0)
        self._loader.get_event()  # the document ends
        after = self._loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _not_yaml(_line(after), "a second document begins here")
        return value

    def _value(self, event: yaml.Event, depth: int) -> object:
        if depth > _DEEPEST:
            raise _not_yaml(_line(event), "it is nested too deeply")
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event)
            case yaml.SequenceStartEvent():
                return [self._value(each, depth + 1) for each in self._until_end()]
            case yaml.MappingStartEvent():
                return self._mapping(event, depth + 1)
        raise _not_yaml(_line(event), "it points to another place, so write it out here")

    def _mapping(self, event: yaml.Event, depth: int) -> Lined:
        mapping = Lined(_line(event))
        for each in self._until_end():
            name, line = str(self._value(each, depth)), _line(each)
            if name in mapping:
                raise LoadError((f"line {line}: {name!r} is there twice: take one of them out",))
            mapping.lines[name] = line
            mapping[name] = self._value(self._loader.get_event(), depth)
        return mapping

    def _until_end(self) -> Iterator[yaml.Event]:
        while not isinstance(event := self._loader.get_event(), yaml.CollectionEndEvent):
            yield event

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        tag = event.tag or self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag == _TEXT:
            return event.value
        try:
            return self._loader.construct_object(yaml.ScalarNode(tag, event.value))
        except ValueError as error:
            problem = f"{event.value!r} cannot be read: put it in quotes"
            raise LoadError((f"line {_line(event)}: {problem}",)) from error


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
