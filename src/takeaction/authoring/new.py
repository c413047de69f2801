"""Start a pack: write a complete project that passes its check, with an example of each kind."""

from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from string import Template

from importlib_resources import files

from takeaction.atomic import write_whole
from takeaction.authoring.schema import schema_files
from takeaction.core_data import read
from takeaction.errors import QueryError, UnknownWordError, refused
from takeaction.models.question.arguments import as_spoken_language
from takeaction.models.region import find_region, place_label
from takeaction.packs.rules.address import is_id
from takeaction.packs.rules.meaning import tag_faults
from takeaction.packs.sources.files import CORE
from takeaction.vocabulary.words import fold, nearest

_FILES = {
    "pyproject.toml": "project.toml",
    "README.md": "README.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "LICENSE": "LICENSE",
    ".gitignore": "gitignore",
    "tests/test_{name}.py": "test.txt",
    ".github/CODEOWNERS": "CODEOWNERS",
    ".github/build.txt": "build.txt",
    ".github/dependabot.yml": "dependabot.yml",
    ".github/ISSUE_TEMPLATE/config.yml": "issue_config.yml",
    ".github/ISSUE_TEMPLATE/new-action.yml": "new_action.yml",
    ".github/ISSUE_TEMPLATE/new-line.yml": "new_line.yml",
    ".github/ISSUE_TEMPLATE/wrong-number.yml": "wrong_number.yml",
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
"""The files of a new project, each with the file of ``template/`` that it is made from."""

SCHEMAS = ".schema"
"""The folder of a project that holds the JSON Schemas, for editors."""


class _Text(Template):
    """A template file: ``§name`` is replaced by a value; ``$`` and ``{`` have no special meaning.

    The workflows are full of ``${{ … }}``, and TOML of ``{ … }``.
    """

    delimiter = "§"


def create_project(
    id: str,
    *,
    regions: Sequence[str],
    languages: Sequence[str],
    today: date,
    folder: str | Path | None = None,
) -> tuple[Path, ...]:
    """Write the project of a new pack.

    Args:
        id: The id of the pack.
        regions: The places it is for, at least one, in any form that ``find_region`` accepts. The
            examples are about the first.
        languages: Its languages, at least one: tags, or English names of languages. The first is
            the one that it is written in; the others are for translations.
        today: The date that gives the first version its number, and the examples their year.
        folder: Where to write; None for a new folder named after the pack. It must be missing or
            empty.

    Returns:
        The files that were written.

    Raises:
        QueryError: The id is not valid, or the folder is not empty.
        UnknownWordError: The region or the language is unknown.
        OSError: The folder cannot be written.
    """
    values = _values(id, regions, languages, today)
    root = Path(id if folder is None else folder)
    # A new pack never overwrites a file.
    if root.is_symlink() or (root.exists() and (not root.is_dir() or any(root.iterdir()))):
        raise refused("query.folder", "folder", "folder")
    templates = files("takeaction.authoring") / "template"
    texts = {f"{SCHEMAS}/{name}": text for name, text in schema_files().items()}
    for path, name in _FILES.items():
        template = _Text((templates / name).read_text(encoding="utf-8"))
        texts[path.format_map(values)] = template.substitute(values)
    written = []
    for path, text in sorted(texts.items()):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text.encode())
        written.append(target)
    return tuple(written)


def _values(
    id: str, regions: Sequence[str], languages: Sequence[str], today: date
) -> dict[str, str]:
    if not is_id(id):
        alike = fold(id).replace(" ", "-")
        raise refused("query.id", "id", "id", example=alike if is_id(alike) else "kent-help")
    places = {place.code: place for place in map(find_region, regions)}
    tags = tuple(dict.fromkeys(map(find_language, languages)))
    name = id.replace("-", "_")
    return {
        "id": id,
        "name": name,
        "module": f"takeaction_pack_{name}",
        "region": next(iter(places)),
        "regions": _quoted(places),
        "place": " and ".join(place_label(code).source for code in places),
        "language": tags[0],
        "languages": _quoted(tags),
        "version": f"{today.year}.{today.month}.0",
        "year": str(today.year),
        "today": today.isoformat(),
        "core": version(CORE),
    }


def _quoted(words: Iterable[str]) -> str:
    """Return words as the items of a TOML list."""
    return ", ".join(f'"{word}"' for word in words)


def find_language(written: str, field: str = "language") -> str:
    """Return the tag of a language.

    Args:
        written: A tag, or the English name of a language.
        field: The argument that an error names.

    Raises:
        UnknownWordError: It is neither; the error has the nearest names.
    """
    try:
        tag = as_spoken_language(written, field)
    except QueryError:
        tag = ""
    if any(tag_faults(tag, field)):
        raise UnknownWordError(field, 0, nearest(written, read("languages")["names"].values()))
    return tag
