"""Packs and code plugins as pluggy calls them. The only module that knows pluggy.

Each load makes its own plugin manager. Hooks are called one implementation at a time, foreign
errors are contained, and only plain data is taken from a code plugin.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import attrs
import pluggy

from takeaction.errors import Outcome, PackError, Where, plain
from takeaction.packs.sources.files import Files, Folder, Memory
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from takeaction.models.action import Factor


# The most packs, or factors, of one code plugin: a hook may return an endless generator. Generous:
# a plugin has a handful.
_MAX_ITEMS = 1_000

hookspec = pluggy.HookspecMarker("takeaction")
hookimpl = pluggy.HookimplMarker("takeaction")
"""Marks the functions of a code plugin that implement a hook."""


@attrs.frozen(eq=False)  # pluggy takes two equal plugins for one
class DataPack:
    """A pack that was found and not yet read.

    Attributes:
        place: Its name in messages until its id is known: an id, a path or a distribution.
        files: Its files.
        id: The name of its entry point; None if it was found by path.
        distribution: The installed distribution it is from, or None.
        version: The version of that distribution, or None.
        since: When that distribution was installed, to compare; 0 if that is not known.
    """

    place: str
    files: Files
    id: str | None = None
    distribution: str | None = None
    version: str | None = None
    since: int = 0

    @hookimpl
    def takeaction_packs(self) -> "list[DataPack]":
        """Return the pack itself: each pack is a plugin of the manager of one load."""
        return [self]

    def __dir__(self) -> list[str]:
        # Pluggy inspects every name listed here, for each pack.
        return ["takeaction_packs"]


class Hooks(Protocol):
    """The hooks of a code plugin."""

    @hookspec
    def takeaction_packs(self) -> Iterable[DataPack | Mapping[str, Any]]:
        """Return packs, as ``DataPack`` objects or as mappings of canonical content."""
        ...

    @hookspec
    def takeaction_factors(self) -> "Iterable[Factor]":
        """Return factors for the ranking."""
        ...


def make_manager(
    packs: Iterable[DataPack], plugins: Iterable[tuple[str, object]], mistakes: list[PackError]
) -> pluggy.PluginManager:
    """Make the plugin manager of one load.

    Args:
        packs: The packs that were found, in the order in which to call them.
        plugins: The code plugins that the host allowed, each with the name of its distribution.
        mistakes: Grows by the plugins that are refused.
    """
    manager = pluggy.PluginManager("takeaction")
    manager.add_hookspecs(Hooks)
    for number, pack in enumerate(packs):
        manager.register(pack, f"{pack.distribution or pack.place}#{number}")
    for number, (name, plugin) in enumerate(plugins):
        _register(manager, f"{name}#code-{number}", plugin, mistakes)
    return manager


def collect_packs(manager: pluggy.PluginManager, mistakes: list[PackError]) -> tuple[DataPack, ...]:
    """Return the packs of all plugins, in the order of the calls."""
    packs = (_as_pack(item, mistakes) for item in _call_hook(manager, "packs", mistakes))
    return tuple(pack for pack in packs if pack)


def collect_factors(
    manager: pluggy.PluginManager, mistakes: list[PackError]
) -> "tuple[Factor, ...]":
    """Return the factors of all plugins, in order of name."""
    factors = (_as_factor(item, mistakes) for item in _call_hook(manager, "factors", mistakes))
    return tuple(sorted((factor for factor in factors if factor), key=lambda factor: factor.name))


def _register(
    manager: pluggy.PluginManager, key: str, plugin: object, mistakes: list[PackError]
) -> None:
    """Register a code plugin, unless it wraps a hook or asks to run first or last."""
    name = key.rpartition("#")[0]
    with foreign_code("pack.hook_failed", name, mistakes):
        manager.register(plugin, key)
        for hook in ("takeaction_packs", "takeaction_factors"):
            for impl in getattr(manager.hook, hook).get_hookimpls():
                interferes = impl.wrapper or impl.hookwrapper or impl.tryfirst or impl.trylast
                if impl.plugin is plugin and interferes:
                    manager.unregister(plugin)
                    problem = "it wraps a hook, or asks to run first or last."
                    fix = "use @hookimpl without options."
                    error = refused_pack("pack.hook_order", problem, Where(name), fix, name)
                    mistakes.append(error)
                    return


class _HookItem(NamedTuple):
    """One item that a plugin returned from a hook; its value may be anything."""

    name: str
    plugin: object
    value: object


def _call_hook(
    manager: pluggy.PluginManager, hook: str, mistakes: list[PackError]
) -> Iterator[_HookItem]:
    """Call the implementations of a hook one at a time, so that one failure stops no other."""
    for impl in getattr(manager.hook, f"takeaction_{hook}").get_hookimpls():
        name = impl.plugin_name.rpartition("#")[0]
        items: list[Any] = []
        is_list = True
        with foreign_code("pack.hook_failed", name, mistakes):
            answer = impl.function()
            is_list = isinstance(answer, Iterable)
            items.extend(islice(answer, _MAX_ITEMS + 1) if is_list else ())
        if not is_list:
            mistakes.append(_wrong_type(name, f"its hook for {hook} does not return a list."))
        elif len(items) > _MAX_ITEMS:
            problem = f"it returns more than {_MAX_ITEMS:,} {hook}."
            error = refused_pack("limit.records", problem, Where(name), "return fewer.", name)
            mistakes.append(error)
        else:
            yield from (_HookItem(name, impl.plugin, item) for item in items)


def _wrong_type(name: str, problem: str) -> PackError:
    return refused_pack("shape.wrong_type", problem, Where(name), "see the page on hooks.", name)


def _as_pack(item: _HookItem, mistakes: list[PackError]) -> DataPack | None:
    """Return the pack in an item, copied to plain data if a code plugin returned it."""
    name, value = item.name, item.value
    if isinstance(value, DataPack) and value is item.plugin:
        return value
    from takeaction.packs.sources.archive import Archive
    from takeaction.packs.sources.wheel import Wheel

    files: Files | None = None
    with foreign_code("shape.wrong_type", name, mistakes, "its pack is not plain data:"):
        match value:
            case DataPack(files=Folder(root=root)) if type(root) is str:
                files = Folder(root)
            case DataPack(files=Archive(path=path)) if type(path) is str:
                files = Archive(path)
            case DataPack(files=Wheel(path=path)) if type(path) is str:
                files = Wheel(path)
            case Mapping():
                text = json.dumps(dict(value), ensure_ascii=False, allow_nan=False)
                files = Memory(text.encode("utf-8", "surrogatepass"))
            case _:
                mistakes.append(_wrong_type(name, "it returns something that is not a pack."))
    return DataPack(name, files, distribution=name) if files else None


def _as_factor(item: _HookItem, mistakes: list[PackError]) -> "Factor | None":
    from takeaction.models.action import Factor

    factor = item.value
    if (
        isinstance(factor, Factor)
        and type(factor.name) is type(factor.text) is str
        and callable(factor.level)
    ):
        return factor
    mistakes.append(_wrong_type(item.name, "it returns something that is not a factor."))
    return None


# Foreign code: whatever it raises becomes a mistake, and stops nothing else.


def refused_pack(code: str, problem: str, where: Where, fix: str, dist: str | None) -> PackError:
    """Return the mistake of a pack or plugin that is left out."""
    return mistake(code, problem, where, fix, Outcome.QUARANTINE, dist)


def message_of(error: BaseException) -> str:
    """Return the message of an error, made harmless; a foreign error may fail even at that."""
    try:
        return plain(str(error))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - its __str__ is foreign code
        return "it gives no reason"


@contextmanager
def foreign_code(
    code: str, name: str, mistakes: list[PackError], problem: str = "its code raised"
) -> Iterator[None]:
    """Run a block of foreign code; any error in it becomes a mistake, but for an interrupt."""
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - foreign code raises anything
        problem = f"{problem} {plain(type(error).__name__)}: {message_of(error)}."
        fix = "tell its publisher, or leave it out of plugins."
        mistakes.append(refused_pack(code, problem, Where(name), fix, name))
