"""The library's own data, compared with the hashes that were installed with it."""

from collections.abc import Iterator

from takeaction import core_data
from takeaction.errors import PackError, Where
from takeaction.packs.sources.files import CORE, InvalidRecordError, hash_of, is_hash, parse_record
from takeaction.vocabulary.codes import mistake

_PLACE = f"{CORE}/data/"


def find_core_mistakes() -> tuple[PackError, ...]:
    """Return a mistake for each file of ``data/`` that was changed, removed or added.

    Empty for an installation without hashes, such as an editable one: there is nothing to compare.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        installed = distribution(CORE)
        rows = parse_record(installed.read_text("RECORD") or "")
    except (PackageNotFoundError, InvalidRecordError, UnicodeDecodeError):
        return ()
    hashes = {
        row.path.removeprefix(_PLACE): row.hash for row in rows if row.path.startswith(_PLACE)
    }
    if not any(map(is_hash, hashes.values())):
        return ()
    command = "python -m pip install --force-reinstall --no-deps"
    fix = f"install it again, with {command} {CORE}=={installed.version}"
    return tuple(
        mistake("core.changed", problem, Where(CORE, f"data/{name}"), fix)
        for name, problem in sorted(_differences(hashes))
    )


def _differences(hashes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, hash in hashes.items():
        try:
            data = core_data.read_bytes(name)
        except OSError:
            yield name, "this file of takeaction is gone."
        else:
            if hash_of(data) != hash:
                yield name, "this is not the file that was installed with takeaction."
    for name in core_data.file_names():
        if name not in hashes:
            yield name, "this file was not installed with takeaction."
