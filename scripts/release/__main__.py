"""Rehearse a release: build everything that would be published, and check it as people get it.

    nox -s release

It writes ``dist/`` (sdists and wheels) and ``release/`` (hashes, bill of materials, changelog,
figures), and fails with one line for each mistake. It publishes nothing and changes no file that
git has.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import archives
import bill
import contents
import installing
import licences
import notes
import versions
from environments import Environment
from projects import ROOT, Project, find_projects, read_pyproject, tracked_files
from rehearsal import Rehearsal, objections, side_by_side


def check_workflows(_: Rehearsal) -> Iterator[str]:
    """Check the form of the workflows, and look for known weaknesses, without a network."""
    folder = ".github/workflows"
    files = sorted(map(str, (ROOT / folder).glob("*.yml")))
    yield from objections("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    yield from objections("zizmor", "--offline", "--no-progress", "--quiet", folder)


def check_licences(_: Rehearsal) -> Iterable[str]:
    """Look up the licence of each file of the core."""
    sources = (name for name in tracked_files(ROOT) if name.startswith("src/"))
    expression = read_pyproject(ROOT)["project"]["license"]
    return licences.licence_mistakes(ROOT, sources, expression)


def build_twice(rehearsal: Rehearsal) -> Iterator[str]:
    """Build everything from the checkout by way of the sdist, and from a copy elsewhere."""
    archives.copy_tracked(ROOT, rehearsal.copy)
    copies = {project.name: project for project in find_projects(rehearsal.copy)}
    second = rehearsal.work / "second"

    def build(project: Project) -> Iterator[str]:
        archives.build_by_way_of_sdist(project, rehearsal.dist)
        archives.build_directly(copies[project.name], second)
        return archives.differences(project.files, rehearsal.dist, second)

    yield from build(rehearsal.core)
    archives.install_core(rehearsal.dist / rehearsal.core.files[1])
    yield from side_by_side(build, rehearsal.packs)
    rehearsal.write_sums()


def check_metadata(rehearsal: Rehearsal) -> Iterator[str]:
    """Let the tools of others look at the archives."""
    files = sorted(map(str, rehearsal.dist.iterdir()))
    yield from objections("twine", "check", "--strict", *files)
    yield from objections("check-wheel-contents", str(rehearsal.dist / rehearsal.core.files[1]))


def check_contents(rehearsal: Rehearsal) -> Iterator[str]:
    """Compare the archives with what git has, and let the library check the packs."""

    def check(pack: Project) -> Iterator[str]:
        return objections("takeaction", "pack", "check", str(rehearsal.dist / pack.files[1]))

    for project in rehearsal.projects:
        yield from contents.content_mistakes(project, rehearsal.dist)
    yield from side_by_side(check, rehearsal.packs)


def write_bill(rehearsal: Rehearsal) -> Iterator[str]:
    """Write the bill of materials of the core and the packs, and check the licences on it."""
    path = rehearsal.out / f"{rehearsal.core.stem}.cdx.json"
    environment = Environment(rehearsal.work / "bill", rehearsal.pythons["highest"])
    core = f"{rehearsal.core.name}[packs]=={rehearsal.core.version}"
    environment.install([core], [rehearsal.work / "wheels", rehearsal.work / "highest"])
    components = bill.write_bill(
        environment, rehearsal.projects, rehearsal.dist, ROOT / "pyproject.toml", path
    )
    ours = {project.name for project in rehearsal.projects}
    yield from bill.bill_mistakes(path, ours)
    others = [component for component in components if component["name"] not in ours]
    rehearsal.figures["dependencies"] = [component["purl"] for component in others]
    yield from licences.dependency_mistakes(others)


def cut_notes(rehearsal: Rehearsal) -> Iterable[str]:
    """Cut the changelog in the copy."""
    fragments = notes.read_fragments(ROOT)
    text = notes.cut(rehearsal.copy, rehearsal.core.version)
    (rehearsal.out / "CHANGELOG.md").write_text(text, encoding="utf-8")
    return notes.note_mistakes(rehearsal.copy, rehearsal.core.version, fragments)


STEPS: dict[str, Callable[[Rehearsal], Iterable[str]]] = {
    "versions": lambda _: versions.version_mistakes(),
    "workflows": check_workflows,
    "licences": check_licences,
    "build twice": build_twice,
    "metadata": check_metadata,
    "contents": check_contents,
    "fetch": installing.fetch,
    "wheels": partial(installing.install_alone, "wheels"),
    "sdists": partial(installing.install_alone, "sdists"),
    "answers": installing.compare_answers,
    "bill": write_bill,
    "changelog": cut_notes,
}


def main() -> int:
    """Take all steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True, help="a folder for everything else")
    parser.add_argument("--oldest", default="3.11", help="the Python for the lowest versions")
    parser.add_argument("--newest", default="3.13", help="the Python for the highest versions")
    options = parser.parse_args()
    rehearsal = Rehearsal(options.work.resolve(), options.oldest, options.newest)
    for name, check in STEPS.items():
        rehearsal.step(name, check)
    return rehearsal.report()


if __name__ == "__main__":
    raise SystemExit(main())
