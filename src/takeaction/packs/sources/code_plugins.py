"""Code plugins: imported only if the host names their distribution."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from takeaction.errors import PackError, Where, plain
from takeaction.packs.sources.entry_points import distribution_name
from takeaction.packs.sources.foreign_code import ForeignCode, refused_pack
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from takeaction.packs.sources.entry_points import AnyEntryPoint


def load_plugins(
    entries: Iterable["AnyEntryPoint"], plugins: Iterable[object], mistakes: list[PackError]
) -> Iterator[tuple[str, object]]:
    """Import the code plugins that the host named; report the others without importing them."""
    requested = list(plugins)
    names = {plugin for plugin in requested if isinstance(plugin, str)}
    missing = set(names)
    for plugin in requested:
        if not isinstance(plugin, str):
            yield type(plugin).__name__, plugin
    for entry in sorted(entries, key=_order):
        name = distribution_name(entry.dist) or entry.name
        missing.discard(name)
        if name in names:
            loaded: list[object] = []
            with ForeignCode("pack.import_failed", name, mistakes):
                loaded.append(entry.load())
            yield from ((name, plugin) for plugin in loaded)
        else:
            problem = "this distribution offers code, but the host has not allowed it."
            fix = f'if you trust it, name it: load(plugins={{"{plain(name)}"}}).'
            code = "pack.code_not_allowed"
            mistakes.append(mistake(code, problem, Where(name), fix, distribution=name))
    for name in sorted(missing):
        problem = "no installed distribution with this name offers code."
        mistakes.append(refused_pack("pack.missing", problem, Where(name), "install it.", None))


def _order(entry: "AnyEntryPoint") -> tuple[str, str]:
    return distribution_name(entry.dist) or "", entry.name
