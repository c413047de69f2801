"""The archives as people install them: each alone, and all together with all extras."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from environments import Environment, download, resolve, run
from projects import ROOT, Project, read_pyproject
from rehearsal import Rehearsal, side_by_side

SUFFIXES = {"wheels": ".whl", "sdists": ".tar.gz"}
BUILD_TOOLS = ("hatchling>=1.27",)
FULL = {"actions": "recommendations", "help": "referrals", "signs": "steps", "shopping": "risks"}
"""The key of each answer that can't be empty."""


def fetch(rehearsal: Rehearsal) -> Iterator[str]:
    """Fetch the dependencies: the highest and the lowest versions that we allow."""
    required = read_pyproject(ROOT)["project"]["dependencies"]
    extras = [item for items in rehearsal.extras.values() for item in items]
    for resolution, python in rehearsal.pythons.items():
        kind = "highest" if resolution == "highest" else "lowest-direct"
        exact = resolve([*required, *BUILD_TOOLS, *extras], python, kind, rehearsal.work)
        download(exact, rehearsal.work / resolution, python)
    return iter(())


def install_alone(kind: str, rehearsal: Rehearsal) -> Iterable[str]:
    """Install each distribution alone: from its wheel, or from its sdist."""
    folder = rehearsal.work / kind
    folder.mkdir()
    for path in rehearsal.dist.glob(f"*{SUFFIXES[kind]}"):
        shutil.copy(path, folder)
    return side_by_side(partial(_install_one, rehearsal, kind), rehearsal.projects)


def _install_one(rehearsal: Rehearsal, kind: str, project: Project) -> Iterator[str]:
    """Install one distribution into an environment of its own, and query it."""
    folder = rehearsal.work / "alone" / kind / project.id
    environment = Environment(folder, rehearsal.pythons["highest"])
    links = [rehearsal.work / kind, rehearsal.work / "highest"]
    environment.install([f"{project.name}=={project.version}"], links)
    wanted = {f"{item.name}=={item.version}" for item in (rehearsal.core, project)}
    ours = {line.partition(" ")[0] for line in environment.packages() if "takeaction" in line}
    for line in sorted(ours ^ wanted):
        yield f"{project.name} from {kind} has brought, or lacks, {line}."
    listed = [pack["id"] for pack in json.loads(environment.ask("packs", "--json"))["packs"]]
    if listed != ([] if project.is_core else [project.id]):
        yield f"{project.name} from {kind} has the packs {listed}."
    if not project.is_core:
        environment.ask("pack", "check", project.id)
    if "911" not in environment.ask("find-help", "--region", "US"):
        yield f"{project.name} from {kind} doesn't know the emergency number."


def compare_answers(rehearsal: Rehearsal) -> Iterator[str]:
    """Ask the four questions with each set of dependencies: the answers must be the same."""
    extras = ",".join(["packs", *rehearsal.extras])
    first: dict[str, Any] = {}
    for name, (kind, resolution, wanted) in {
        "wheels": ("wheels", "highest", "packs"),
        "sdists": ("sdists", "highest", "packs"),
        "lowest": ("wheels", "lowest", extras),
        "highest": ("wheels", "highest", extras),
    }.items():
        folder = rehearsal.work / "answers" / name
        environment = Environment(folder, rehearsal.pythons[resolution])
        core = f"{rehearsal.core.name}[{wanted}]=={rehearsal.core.version}"
        environment.install([core], [rehearsal.work / kind, rehearsal.work / resolution])
        answers = environment.answers()
        first = first or answers
        for key in FULL:
            if answers[key] != first[key]:
                yield f"{name}: another answer about {key}."
        rehearsal.figures[name] = environment.packages()
        if wanted == extras:
            use_extras(environment, rehearsal.packs)
    for name, key in FULL.items():
        if not first[name][key]:
            yield f"The answer about {name} has no {key}."


def use_extras(environment: Environment, packs: Sequence[Project]) -> None:
    """Check the packs with all we know of numbers, make a poster and a workbook, run the tests."""
    for pack in packs:
        environment.ask("pack", "check", pack.id)
    environment.ask("poster", "--region", "US", "-o", "poster.html")
    environment.ask("pack", "export", "us-hotline", "--kind", "resource", "--to", "lines.xlsx")
    tests = [str(pack.folder / "tests") for pack in packs]
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib")
    run(str(environment.python), *words, "--noconftest", "-c", str(Path("/dev/null")), *tests)
