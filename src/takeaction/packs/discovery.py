"""Find packs without running any of their code. The only module that knows pluggy.

A pack is data: its entry point in ``takeaction.packs`` names the folder that holds it, and the
file record of its distribution says where that folder is. Code plugins (``takeaction.plugins``)
are another matter: none is imported unless the host names its distribution.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import attrs
import pluggy

from takeaction.errors import Outcome, PackError, Where, mistake, plain, shown
from takeaction.packs.files import Archive, Files, Folder, Memory

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

GROUP = "takeaction.packs"
PLUGIN_GROUP = "takeaction.plugins"
_MOST_PACKS_OF_A_PLUGIN = 1_000
_TOP_LEVEL_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)

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


@attrs.frozen
class Factor:
    """A factor that a code plugin adds to the ranking; it counts if the host gives it a weight.

    Attributes:
        name: Its name in *weights*.
        level: Called with an action and the asker; returns 0 to 15.
        text: The reason it gives, a sentence.
    """

    name: str
    level: Callable[[Any, Any], int]
    text: str


class Hooks:
    """The hooks of a code plugin."""

    @hookspec
    def takeaction_packs(self) -> Iterable[DataPack | Mapping[str, Any]]:
        """Give packs: found ones, or canonical content as a mapping."""
        return ()

    @hookspec
    def takeaction_factors(self) -> Iterable[Factor]:
        """Give factors for the ranking."""
        return ()


@attrs.frozen
class Found:
    """What a discovery found.

    Attributes:
        packs: In order of their place.
        factors: In order of their name.
        mistakes: What was left out, and why.
    """

    packs: tuple[DataPack, ...]
    factors: tuple[Factor, ...]
    mistakes: tuple[PackError, ...]


def discover(
    *,
    paths: Sequence[str | Path] = (),
    plugins: Iterable[object] = (),
    packs: Iterable[str] | None = None,
) -> Found:
    """Find packs.

    Args:
        paths: Folders, project folders, ``.zip`` and ``.whl`` files to take as well.
        plugins: Names of distributions whose code plugins may run, or plugin objects.
        packs: Ids of the installed packs to take; None takes all, an empty list none.
    """
    wanted = None if packs is None else frozenset(packs)
    mistakes: list[PackError] = []
    found = [*map(find_path, paths), *_installed(wanted, mistakes)]
    manager = pluggy.PluginManager("takeaction")
    manager.add_hookspecs(Hooks)
    for number, pack in enumerate(sorted(found, key=_order)):
        manager.register(pack, f"{pack.distribution or pack.place}#{number}")
    for name, plugin in _code(plugins, mistakes):
        _register(manager, name, plugin, mistakes)
    handed_over = list(_call(manager, "takeaction_packs", mistakes))
    factors = [each for _, each in _call(manager, "takeaction_factors", mistakes)]
    return Found(
        tuple(_as_pack(name, each) for name, each in handed_over),
        tuple(sorted(factors, key=lambda factor: factor.name)),
        tuple(mistakes),
    )


def _order(pack: DataPack) -> tuple[str, str]:
    return pack.place, pack.distribution or ""


def find_path(path: str | Path) -> DataPack:
    """Take the pack at a path: a folder, a project folder, a ``.zip`` or a ``.whl``."""
    place = Path(path)
    if place.suffix in (".zip", ".whl"):
        archive = Archive(place)
        return DataPack(place.name, archive)
    return DataPack(str(path), Folder(_content_folder(place)))


def _content_folder(folder: Path) -> Path:
    """Return the folder that holds ``pack.toml``: the folder itself, or one of a project."""
    if any((folder / name).exists() for name in ("pack.toml", "pack.json")):
        return folder
    inner = sorted(each.parent for each in folder.glob("src/*/pack.toml"))
    return inner[0] if len(inner) == 1 else folder


def _installed(wanted: frozenset[str] | None, mistakes: list[PackError]) -> Iterator[DataPack]:
    """Find the packs that are installed, by their entry points alone."""
    if wanted is not None and not wanted:
        return
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP):
        if wanted is None or entry.name in wanted:
            found = _from_entry(entry)
            if isinstance(found, PackError):
                mistakes.append(found)
            else:
                yield found
    known = {entry.name for entry in entry_points(group=GROUP)}
    for name in sorted((wanted or frozenset()) - known):
        where = Where(name)
        problem = "no installed distribution has this pack."
        mistakes.append(_refused("pack.missing", problem, where, "install it.", None))


def _from_entry(entry: "EntryPoint") -> DataPack | PackError:
    """Find the files of an installed pack."""
    dist = entry.dist
    name = dist.name if dist else None
    where = Where(plain(entry.name))
    if dist is None or not _TOP_LEVEL_NAME.fullmatch(entry.value):
        return _refused(
            "read.outside_pack",
            f"its entry point is {shown(entry.value)}, not one top-level name.",
            where,
            "name the package that holds pack.json.",
            name,
        )
    folder = _recorded(dist, entry.value) or _editable(dist, entry.value)
    if folder is None:
        return _refused(
            "read.missing",
            f"its distribution holds no {entry.value}/pack.json.",
            where,
            "build the pack with takeaction's hatchling hook, or install it editable.",
            name,
        )
    return DataPack(entry.name, Folder(folder), entry.name, name, dist.version)


def _recorded(dist: "Distribution", name: str) -> Path | None:
    """Return the folder of a built pack that the distribution's file record lists."""
    listed = f"{name}/pack.json"
    if any(file.as_posix() == listed for file in dist.files or ()):
        return Path(str(dist.locate_file(listed))).parent
    return None


def _editable(dist: "Distribution", name: str) -> Path | None:
    """Return the folder of a pack that is installed editable, if it lies in its project."""
    from importlib.util import find_spec

    text = dist.read_text("direct_url.json")
    origin = json.loads(text) if text else {}
    if not origin.get("dir_info", {}).get("editable"):
        return None
    spec = find_spec(name)  # a top-level name: this imports nothing
    places = list(spec.submodule_search_locations or ()) if spec else []
    project = Path(url2pathname(urlsplit(origin["url"]).path)).resolve()
    if len(places) == 1 and project in Path(places[0]).resolve().parents:
        return Path(places[0])
    return None


def _refused(code: str, problem: str, where: Where, mend: str, dist: str | None) -> PackError:
    return mistake(code, problem, where, mend, Outcome.QUARANTINE, dist)


def _code(plugins: Iterable[object], mistakes: list[PackError]) -> Iterator[tuple[str, object]]:
    """Import the code plugins that the host named; report the others, without importing them."""
    given = list(plugins)
    named = {each for each in given if isinstance(each, str)}
    for each in given:
        if not isinstance(each, str):
            yield type(each).__name__, each
    from importlib.metadata import entry_points

    for entry in entry_points(group=PLUGIN_GROUP):
        name = entry.dist.name if entry.dist else entry.name
        if name in named:
            loaded: list[object] = []
            with _Contained("pack.import_failed", name, mistakes):
                loaded.append(entry.load())
            yield from ((name, plugin) for plugin in loaded)
        else:
            problem = "this distribution offers code, and the host has not named it."
            mend = f'name it if you trust it: load(plugins={{"{plain(name)}"}}).'
            code = "pack.code_not_allowed"
            mistakes.append(mistake(code, problem, Where(name), mend, Outcome.WARN, name))


def _register(
    manager: pluggy.PluginManager, name: str, plugin: object, mistakes: list[PackError]
) -> None:
    """Register a code plugin, unless it wraps a hook or asks to come first or last."""
    with _Contained("pack.hook_failed", name, mistakes):
        manager.register(plugin, name)
        for hook in ("takeaction_packs", "takeaction_factors"):
            for each in getattr(manager.hook, hook).get_hookimpls():
                asks = each.wrapper or each.hookwrapper or each.tryfirst or each.trylast
                if each.plugin is plugin and asks:
                    manager.unregister(plugin)
                    problem = "it wraps a hook, or asks for a place in the order of calls."
                    where = Where(name)
                    mend = "implement the hook plainly."
                    mistakes.append(_refused("pack.hook_order", problem, where, mend, name))
                    return


def _call(
    manager: pluggy.PluginManager, hook: str, mistakes: list[PackError]
) -> Iterator[tuple[str, Any]]:
    """Call the implementations of a hook one at a time: one that fails stops no other."""
    for each in getattr(manager.hook, hook).get_hookimpls():
        name = each.plugin_name
        given: list[Any] = []
        with _Contained("pack.hook_failed", name, mistakes):
            given.extend(islice(each.function(), _MOST_PACKS_OF_A_PLUGIN + 1))
        if len(given) > _MOST_PACKS_OF_A_PLUGIN:
            problem = f"it gives more than {_MOST_PACKS_OF_A_PLUGIN:,} packs or factors."
            mistakes.append(_refused("limit.records", problem, Where(name), "give fewer.", name))
        else:
            yield from ((name, one) for one in given)


def _as_pack(name: str, given: DataPack | Mapping[str, Any]) -> DataPack:
    if isinstance(given, DataPack):
        return given
    return DataPack(name, Memory(given), distribution=name)


class _Contained:
    """Turns whatever foreign code raises into a mistake; only an interrupt passes."""

    def __init__(self, code: str, name: str, mistakes: list[PackError]) -> None:
        self._code = code
        self._name = name
        self._mistakes = mistakes

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> bool:
        if error is None or isinstance(error, (KeyboardInterrupt, GeneratorExit)):
            return False
        problem = f"its code raised {type(error).__name__}: {plain(str(error))}"
        mend = "tell its publisher, or leave it out of plugins."
        self._mistakes.append(_refused(self._code, problem, Where(self._name), mend, self._name))
        return True
