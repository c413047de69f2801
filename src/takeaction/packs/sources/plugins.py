"""What packs and code plugins are to pluggy. The only module that knows pluggy.

Each load makes a manager of its own. Hooks are called one implementation at a time, whatever
foreign code raises is contained, and of what it gives nothing is kept but plain data.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple, Protocol

import attrs
import pluggy

from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, Where, plain
from takeaction.models.factor import Factor
from takeaction.packs.sources.files import Files, Folder, Memory

_MOST_OF_A_PLUGIN = 1_000

hookspec = pluggy.HookspecMarker("takeaction")
hookimpl = pluggy.HookimplMarker("takeaction")
"""Marks the functions of a code plugin that implement a hook."""


@attrs.frozen(eq=False)  # pluggy takes two equal plugins for one
class DataPack:
    """A pack that was found and not yet read.

    Attributes:
        place: What messages call it until its id is known: its id, path or distribution.
        files: Where its files lie.
        id: The name of its entry point; None if it was found by path.
        distribution: The installed distribution it is from, or None.
        version: The version of that distribution, or None.
    """

    place: str
    files: Files
    id: str | None = None
    distribution: str | None = None
    version: str | None = None

    @hookimpl
    def takeaction_packs(self) -> "list[DataPack]":
        """Hand over itself: each pack is a plugin of the manager of one load."""
        return [self]

    def __dir__(self) -> list[str]:
        """Name the hook alone: pluggy looks at whatever stands here, for each pack."""
        return ["takeaction_packs"]


class Hooks(Protocol):
    """The hooks of a code plugin."""

    @hookspec
    def takeaction_packs(self) -> Iterable[DataPack | Mapping[str, Any]]:
        """Give packs: found ones, or canonical content as a mapping."""
        ...

    @hookspec
    def takeaction_factors(self) -> Iterable[Factor]:
        """Give factors for the ranking."""
        ...


def manager_of(
    packs: Iterable[DataPack], plugins: Iterable[tuple[str, object]], mistakes: list[PackError]
) -> pluggy.PluginManager:
    """Make the manager of one load.

    Args:
        packs: Packs that were found, in the order in which they are called.
        plugins: Code plugins that the host let in, each with the name of its distribution.
        mistakes: Where what is refused is noted.
    """
    manager = pluggy.PluginManager("takeaction")
    manager.add_hookspecs(Hooks)
    for number, pack in enumerate(packs):
        manager.register(pack, f"{pack.distribution or pack.place}#{number}")
    for number, (name, plugin) in enumerate(plugins):
        _register(manager, f"{name}#code-{number}", plugin, mistakes)
    return manager


def packs_of(manager: pluggy.PluginManager, mistakes: list[PackError]) -> tuple[DataPack, ...]:
    """Call the hook for packs."""
    given = (_as_pack(each, mistakes) for each in _call(manager, "packs", mistakes))
    return tuple(pack for pack in given if pack)


def factors_of(manager: pluggy.PluginManager, mistakes: list[PackError]) -> tuple[Factor, ...]:
    """Call the hook for factors; they come in order of their names."""
    given = (_as_factor(each, mistakes) for each in _call(manager, "factors", mistakes))
    return tuple(sorted((factor for factor in given if factor), key=lambda each: each.name))


def refused(code: str, problem: str, where: Where, fix: str, dist: str | None) -> PackError:
    """Make the mistake of a pack or plugin that is left out."""
    return mistake(code, problem, where, fix, Outcome.QUARANTINE, dist)


def _register(
    manager: pluggy.PluginManager, key: str, plugin: object, mistakes: list[PackError]
) -> None:
    """Register a code plugin, unless it wraps a hook or asks to come first or last."""
    name = key.rpartition("#")[0]
    with Contained("pack.hook_failed", name, mistakes):
        manager.register(plugin, key)
        for hook in ("takeaction_packs", "takeaction_factors"):
            for each in getattr(manager.hook, hook).get_hookimpls():
                asks = each.wrapper or each.hookwrapper or each.tryfirst or each.trylast
                if each.plugin is plugin and asks:
                    manager.unregister(plugin)
                    problem = "it wraps a hook, or asks for a place in the order of calls."
                    fix = "implement the hook plainly."
                    mistakes.append(refused("pack.hook_order", problem, Where(name), fix, name))
                    return


class _Given(NamedTuple):
    """One thing that a plugin gave.

    Attributes:
        name: The name of the plugin.
        plugin: The plugin.
        thing: What it gave; anything at all.
    """

    name: str
    plugin: object
    thing: object


def _call(manager: pluggy.PluginManager, hook: str, mistakes: list[PackError]) -> Iterator[_Given]:
    """Call the implementations of a hook one at a time: one that fails stops no other."""
    for each in getattr(manager.hook, f"takeaction_{hook}").get_hookimpls():
        name = each.plugin_name.rpartition("#")[0]
        given: list[Any] = []
        is_list = True
        with Contained("pack.hook_failed", name, mistakes):
            answer = each.function()
            is_list = isinstance(answer, Iterable)
            given.extend(islice(answer, _MOST_OF_A_PLUGIN + 1) if is_list else ())
        if not is_list:
            mistakes.append(_wrong_type(name, f"its hook for {hook} gives no list."))
        elif len(given) > _MOST_OF_A_PLUGIN:
            problem = f"it gives more than {_MOST_OF_A_PLUGIN:,} {hook}."
            mistakes.append(refused("limit.records", problem, Where(name), "give fewer.", name))
        else:
            yield from (_Given(name, each.plugin, one) for one in given)


def _wrong_type(name: str, problem: str) -> PackError:
    return refused("shape.wrong_type", problem, Where(name), "see the page on hooks.", name)


def _as_pack(given: _Given, mistakes: list[PackError]) -> DataPack | None:
    """Take a pack; of one that a code plugin gives, nothing is kept but plain data."""
    name, thing = given.name, given.thing
    if isinstance(thing, DataPack) and thing is given.plugin:
        return thing
    from takeaction.packs.sources.archive import Archive

    files: Files | None = None
    with Contained("shape.wrong_type", name, mistakes, "what it gives is no plain data,"):
        match thing:
            case DataPack(files=Folder(root=root)) if type(root) is str:
                files = Folder(root)
            case DataPack(files=Archive(path=path)) if type(path) is str:
                files = Archive(path)
            case Mapping():
                text = json.dumps(dict(thing), ensure_ascii=False, allow_nan=False)
                files = Memory(text.encode("utf-8", "surrogatepass"))
            case _:
                mistakes.append(_wrong_type(name, "it gives something that is no pack."))
    return DataPack(name, files, distribution=name) if files else None


def _as_factor(given: _Given, mistakes: list[PackError]) -> Factor | None:
    thing = given.thing
    if (
        isinstance(thing, Factor)
        and type(thing.name) is type(thing.text) is str
        and callable(thing.level)
    ):
        return thing
    mistakes.append(_wrong_type(given.name, "it gives something that is no factor."))
    return None


def words_of(error: BaseException) -> str:
    """Return what an error says, harmless; foreign ones may fail even at that."""
    try:
        return plain(str(error))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - its __str__ is foreign code
        return "it does not say why"


class Contained:
    """Turns whatever foreign code raises into a mistake; only an interrupt passes."""

    def __init__(
        self, code: str, name: str, mistakes: list[PackError], what: str = "its code raised"
    ) -> None:
        self._code = code
        self._name = name
        self._mistakes = mistakes
        self._what = what

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> bool:
        if error is None or isinstance(error, KeyboardInterrupt):
            return False
        problem = f"{self._what} {plain(type(error).__name__)}: {words_of(error)}."
        fix = "tell its publisher, or leave it out of plugins."
        self._mistakes.append(refused(self._code, problem, Where(self._name), fix, self._name))
        return True
