"""Write the public surface of the library into ``tests/release/surface.txt``.

    python scripts/release/surface.py

One line for each thing that a host or an author may depend on: a name with its arguments or
attributes, an option of a command, an error code, a key or a word of the pack format, a key of an
answer, an address of the JSON API, an extra. A test compares the file with the code; whoever
changes the surface on purpose writes the file again, and somebody reads the difference.

Public is what the pages of the reference describe and what the pages import in their examples.
"""

import argparse
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

from projects import ROOT, read_pyproject

SURFACE = ROOT / "tests" / "release" / "surface.txt"
DIRECTIVE = re.compile(r"^\.\. auto(?:class|function|data|exception):: ([\w.]+)", re.MULTILINE)
IMPORT = re.compile(r"^(?:>>> |\.\.\. )?from (takeaction[\w.]*) import ([\w, ]+)$", re.MULTILINE)
BUILT_BY_HOSTS = frozenset({"Factor", "HelpQuery", "Limits", "Profile", "PurchaseQuery"})
"""The classes that a host makes; all others come out of the library."""

INVISIBLE = re.compile(r"<!--- invisible-code-block.*?-->", re.DOTALL)


def surface(root: Path = ROOT) -> list[str]:
    """Return the lines, in order and each once."""
    lines = (
        *(line for name in public_names(root) for line in _name_lines(name)),
        *_command_lines(),
        *_code_lines(),
        *_pack_lines(),
        *_answer_lines(),
        *_http_lines(),
        *_distribution_lines(root),
    )
    return sorted(set(lines))


def public_names(root: Path = ROOT) -> list[str]:
    """Return the names that the pages describe or import."""
    names = set()
    for path in (root / "docs").glob("*/**/*.md"):
        text = INVISIBLE.sub("", path.read_text(encoding="utf-8"))
        names.update(DIRECTIVE.findall(text))
        for module, imported in IMPORT.findall(text):
            names.update(f"{module}.{name.strip()}" for name in imported.split(","))
    return sorted(names)


def _name_lines(name: str) -> Iterator[str]:
    """Return the lines of a public name: itself, its members or its arguments.

    Where it is imported from is held by the examples of the pages, which are tests.
    """
    module, _, last = name.rpartition(".")
    thing = getattr(import_module(module), last)
    if inspect.isclass(thing):
        yield f"class {last}"
        yield from (f"class {last}: {line}" for line in _members(thing))
    elif inspect.isfunction(thing):
        yield f"function {last}{arguments(thing)}"
    else:
        yield f"name {last}"


def _members(kind: type[Any]) -> Iterator[str]:
    """Return the words of an enumeration, or the attributes, methods and arguments of a class."""
    if issubclass(kind, Enum):
        yield from (str(member.value) for member in kind)
        return
    if kind.__name__ in BUILT_BY_HOSTS:
        yield f"{kind.__name__}{arguments(kind)}"
    if issubclass(kind, Exception) and "__init__" in vars(kind):
        yield from list(inspect.signature(kind).parameters)  # they become attributes
    for name in dir(kind):
        owner = next((base for base in kind.__mro__ if name in vars(base)), object)
        if not name.startswith("_") and owner.__module__.startswith("takeaction"):
            value = inspect.getattr_static(kind, name)
            plain = getattr(value, "__func__", value)
            yield f"{name}{arguments(plain) if inspect.isfunction(plain) else ''}"


def arguments(thing: Callable[..., object]) -> str:
    """Return the arguments of a function, without the types, which type checkers test."""
    parameters = inspect.signature(thing).parameters.values()
    words: list[str] = []
    for parameter in parameters:
        if parameter.name in {"self", "cls"}:
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            words.append(f"*{parameter.name}")
        elif parameter.kind is parameter.VAR_KEYWORD:
            words.append(f"**{parameter.name}")
        else:
            if parameter.kind is parameter.KEYWORD_ONLY and not any(w[0] == "*" for w in words):
                words.append("*")
            words.append(parameter.name + _default(parameter.default))
    return f"({', '.join(words)})"


def _default(value: object) -> str:
    """Return a default if there is one; of one that is no plain value only that it is there."""
    if value is inspect.Parameter.empty:
        return ""
    if isinstance(value, Enum):
        return f"={value.value!r}"
    is_plain = value is None or isinstance(value, (bool, int, str, tuple))
    return f"={value!r}" if is_plain else "=…"


def commands(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, Any]]:
    """Return a command and the commands inside it, each by its full name with its parser."""
    yield name, parser
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way to list them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for word, inner in action.choices.items():
                yield from commands(inner, f"{name} {word}")


def all_commands() -> dict[str, argparse.ArgumentParser]:
    """Return every command of the command line by its name."""
    from takeaction.cli import _COMMANDS
    from takeaction.cli.arguments import build_parser

    return dict(commands(build_parser(_COMMANDS), "takeaction"))


def arguments_of(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Return the options and arguments of a command, without the commands inside it."""
    for action in parser._actions:  # noqa: SLF001
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield action


def _command_lines() -> Iterator[str]:
    for name, parser in all_commands().items():
        yield f"command {name}"
        for action in arguments_of(parser):
            written = "/".join(action.option_strings) or str(action.metavar or action.dest)
            choices = f" {{{','.join(map(str, action.choices))}}}" if action.choices else ""
            needed = " needed" if _is_needed(action) else ""
            yield f"command {name}: {written}{choices}{needed}"


def _is_needed(action: argparse.Action) -> bool:
    """Tell whether a call lacks something without it; Pythons differ about ``nargs="*"``."""
    return action.required if action.option_strings else action.nargs not in {"?", "*"}


def _code_lines() -> Iterator[str]:
    from takeaction.vocabulary.codes import codes, query_codes

    yield from (f"error {code}: {kind.outcome}" for code, kind in codes().items())
    yield from (f"error {code}: refused" for code in (*query_codes(), "word.unknown"))


def _pack_lines() -> Iterator[str]:
    from takeaction.authoring.schema import schema_files

    for name, text in schema_files().items():
        schema = json.loads(text)
        file = name.removesuffix(".schema.json")
        for owner, part in {file: schema, **schema.get("$defs", {})}.items():
            yield from _keys(f"pack {owner}", part)


def _keys(place: str, schema: Mapping[str, Any]) -> Iterator[str]:
    """Return the keys of an object in a schema, each with whether it has to be there."""
    needed = schema.get("required", ())
    for key in schema.get("properties", {}):
        yield f"{place}.{key}{' needed' if key in needed else ''}"


def _answer_lines() -> Iterator[str]:
    """Return the keys of every question, answer and record, and of the objects inside them."""
    from takeaction import answer_schema, schema_names

    for name in schema_names():
        yield f"json {name}"
        for owner, part in _objects(name, answer_schema(name)):
            yield from _keys(f"json {owner}", part)


def _objects(name: str, schema: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the objects in a schema, each under its title."""
    if isinstance(schema, dict):
        name = schema.get("title", name) if isinstance(schema.get("title"), str) else name
        if isinstance(schema.get("properties"), dict):
            yield name, schema
        for part in schema.values():
            yield from _objects(name, part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(name, part)


def _http_lines() -> Iterator[str]:
    """Return the addresses of the JSON API of the finder, each with the keys of its body."""
    from takeaction.web.api import openapi

    for path, methods in openapi("")["paths"].items():
        for method, operation in methods.items():
            yield f"http {method.upper()} {path}"
            for _, body in _objects("", operation.get("requestBody", {})):
                yield from _keys(f"http {method.upper()} {path}", body)


def _distribution_lines(root: Path) -> Iterator[str]:
    project = read_pyproject(root)["project"]
    yield from (f"extra takeaction[{name}]" for name in project["optional-dependencies"])
    yield from (f"script {name}" for name in project["scripts"])
    yield from ("entry points takeaction.packs", "entry points takeaction.plugins")


if __name__ == "__main__":
    SURFACE.write_text("\n".join(surface()) + "\n", encoding="utf-8")
    print(f"{SURFACE.relative_to(ROOT)}: {len(surface())} lines.")
