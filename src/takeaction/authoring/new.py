"""Start a pack: a whole distribution that passes its check, with an example of each kind."""

from datetime import date
from pathlib import Path
from string import Template

from importlib_resources import files

from takeaction.authoring.schema import schema_files
from takeaction.core_data import read
from takeaction.errors import QueryError, UnknownWordError
from takeaction.models.question import spoken_tag
from takeaction.models.region import find_region
from takeaction.packs.rules.identity import is_id
from takeaction.packs.rules.meaning import tag_faults
from takeaction.vocabulary import fold, nearest

_FILES = {
    "pyproject.toml": "project.toml",
    "README.md": "README.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "LICENSE": "LICENSE",
    "tests/test_{name}.py": "test.txt",
    ".github/workflows/publish.yml": "publish.yml",
    ".github/workflows/calendar.yml": "calendar.yml",
    "src/{module}/pack.toml": "pack.toml",
    "src/{module}/actions.toml": "actions.toml",
    "src/{module}/resources.toml": "resources.toml",
    "src/{module}/indicators.toml": "indicators.toml",
    "src/{module}/vendors.toml": "vendors.toml",
    "src/{module}/labels.toml": "labels.toml",
    "src/{module}/goods.toml": "goods.toml",
    "src/{module}/ratings.toml": "ratings.toml",
    "src/{module}/words.toml": "words.toml",
}
"""Where each file of ``template/`` goes."""

SCHEMAS = ".schema"
"""The folder of a project that tells an editor what each file may hold."""


class _Text(Template):
    """A file of the template: ``§name`` stands for a value; ``$`` and ``{`` mean themselves."""

    delimiter = "§"


def create(
    id: str, *, region: str, language: str, today: date, folder: str | Path | None = None
) -> tuple[Path, ...]:
    """Write the project of a new pack.

    Args:
        id: The id of the pack.
        region: Where it is of use, as ``find_region`` takes it.
        language: The language that it is written in: a tag, or the English name of a language.
        today: What its first version and edition are named after.
        folder: Where to write; None for a folder of the name of the pack. It is not there yet, or
            empty.

    Returns:
        The files that were written.

    Raises:
        QueryError: The id has not the form of one, or something stands in the folder.
        UnknownWordError: The region or the language is in no list.
        OSError: The folder cannot be written.
    """
    values = _values(id, region, language, today)
    root = Path(id if folder is None else folder)
    _is_free(root)
    texts = {
        where.format_map(values): _template(name).substitute(values)
        for where, name in _FILES.items()
    }
    texts |= {f"{SCHEMAS}/{name}": text for name, text in schema_files().items()}
    return tuple(_write(root / where, text) for where, text in sorted(texts.items()))


def _values(id: str, region: str, language: str, today: date) -> dict[str, str]:
    """Return what each placeholder stands for."""
    if not is_id(id):
        raise QueryError("query.id", _bad_id(id), "id")
    place = find_region(region)
    name = id.replace("-", "_")
    return {
        "id": id,
        "name": name,
        "module": f"takeaction_pack_{name}",
        "region": place.code,
        "place": place.name,
        "language": find_language(language),
        "version": f"{today.year}.{today.month}.0",
        "year": str(today.year),
    }


def _bad_id(id: str) -> str:
    form = fold(id).replace(" ", "-")
    such = f'"{form}"' if is_id(form) else '"kent-help"'
    return f"Write id in a-z, 0-9 and single hyphens, at most 64 characters, such as {such}."


def find_language(written: str, field: str = "language") -> str:
    """Return the tag of a language, which is written as a tag or as its name.

    Raises:
        UnknownWordError: It is neither; the error has the nearest names.
    """
    try:
        found = spoken_tag(written, field)
    except QueryError:
        found = ""
    if any(tag_faults(found, field)):
        raise UnknownWordError(field, 0, nearest(written, read("languages")["names"].values()))
    return found


def _is_free(root: Path) -> None:
    """Refuse a folder in which something stands: nothing is written over."""
    if root.is_symlink() or (root.exists() and (not root.is_dir() or any(root.iterdir()))):
        text = "Name a folder that is not there yet, or is empty: nothing is written over."
        raise QueryError("query.folder", text, "folder")


def _template(name: str) -> Template:
    held = files("takeaction.authoring") / "template" / name
    return _Text(held.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
