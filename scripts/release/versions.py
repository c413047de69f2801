"""The versions: each is written in several files, and all of them have to agree."""

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from projects import CORE, ROOT, Project, find_projects, read_pyproject, series

TEMPLATE = Path("src/takeaction/authoring/template/project.toml")
TUTORIALS = (Path("docs/tutorial/first-pack.md"), Path("docs/reference/pack-format.md"))
CITATION = Path("CITATION.cff")


def version_mistakes(root: Path = ROOT) -> Iterator[str]:
    """Return each place that disagrees with the version of its distribution."""
    core, *packs = find_projects(root)
    bounds = f"{CORE}{series(core.version)}"
    yield from _citation_mistakes(root, core)
    for path in (TEMPLATE, *TUTORIALS):
        text = (root / path).read_text(encoding="utf-8")
        bounded = set(re.findall(r'"takeaction((?:[<>=~!][^"]*)?)"', text))
        if bounded != {series(core.version)}:
            yield f'{path} does not ask for "{bounds}" alone, to build and to run.'
    extra = read_pyproject(root)["project"]["optional-dependencies"]["packs"]
    yield from _extra_mistakes(extra, packs)
    for pack in packs:
        yield from _pack_mistakes(pack, bounds)
        yield from _republished(root, pack)


def _citation_mistakes(root: Path, core: Project) -> Iterator[str]:
    text = (root / CITATION).read_text(encoding="utf-8")
    if f'\nversion: "{core.version}"\n' not in text:
        yield f'{CITATION} does not say version: "{core.version}".'


def _extra_mistakes(extra: list[str], packs: list[Project]) -> Iterator[str]:
    """Compare the extra ``packs`` with the folders: every pack, from an edition that exists."""
    lowest = dict(requirement.split(">=") for requirement in extra)
    for name in sorted(lowest.keys() ^ {pack.name for pack in packs}):
        yield f"{name} is in only one of packs/ and takeaction[packs]."
    for pack in packs:
        if pack.name in lowest and numbers(lowest[pack.name]) > numbers(pack.version):
            yield f"takeaction[packs] asks for a later edition than {pack.name} {pack.version}."


def _pack_mistakes(pack: Project, bounds: str) -> Iterator[str]:
    """Compare the version of a pack with its changelog, and its bounds with the core."""
    table = read_pyproject(pack.folder)
    if table["project"]["dependencies"] != [bounds]:
        yield f'{pack.name}: dependencies is not ["{bounds}"].'
    if bounds not in table["build-system"]["requires"]:
        yield f'{pack.name}: build-system.requires has no "{bounds}".'
    changelog = (pack.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    if not heading or heading[1] != pack.version:
        yield f"{pack.name}: the first heading of CHANGELOG.md is not {pack.version}."


def _republished(root: Path, pack: Project) -> Iterator[str]:
    """Find a pack that changed since a tag published it under the version that it still has."""
    place = pack.folder.relative_to(root).as_posix()
    for tag in _git(root, "tag", "--list", "v*", f"{pack.id}-*").split():
        published = _git(root, "show", f"{tag}:{place}/pyproject.toml")
        same_version = f'\nversion = "{pack.version}"\n' in published
        if same_version and _git(root, "diff", "--name-only", tag, "--", f"{place}/src"):
            yield (
                f"{pack.name} {pack.version} was published by {tag}, and has changed since. "
                "Fix: raise its version, and say in its CHANGELOG.md what changed."
            )


def _git(root: Path, *words: str) -> str:
    """Return what git prints; nothing where it has no answer, or there is no repository."""
    result = subprocess.run(["git", *words], cwd=root, check=False, capture_output=True)  # noqa: S603, S607
    return result.stdout.decode()


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare it with another."""
    return tuple(map(int, version.split(".")))


def tagged(tag: str, root: Path = ROOT) -> tuple[Project, ...]:
    """Return the distributions that a tag publishes.

    Args:
        tag: ``v0.1.0`` for the core and all packs, ``us-hotline-2026.11.1`` for one pack.
        root: The repository.

    Raises:
        ValueError: No distribution has this version.
    """
    projects = find_projects(root)
    for project in projects:
        if tag == (f"v{project.version}" if project.is_core else f"{project.id}-{project.version}"):
            return projects if project.is_core else (project,)
    versions = ", ".join(f"{project.id} {project.version}" for project in projects)
    raise ValueError(f"{tag} is the version of no distribution. They are: {versions}.")


def today() -> str:
    """Return the day in UTC, for the heading of a release."""
    return datetime.now(UTC).date().isoformat()
