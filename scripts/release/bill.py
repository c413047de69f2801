"""The bill of materials: CycloneDX, with each distribution, its licence, its hash and its needs."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from archives import digest
from environments import Environment, run
from projects import Project

SPECIFICATION = "1.6"


def write_bill(
    environment: Environment, projects: Iterable[Project], dist: Path, pyproject: Path, out: Path
) -> list[dict[str, Any]]:
    """Write the bill of an environment; return its components.

    It has no date and no serial number of its own, so the same wheels have the same bill.
    """
    words = ("-m", "cyclonedx_py", "environment", "--output-reproducible", "--mc-type", "library")
    output = ("--sv", SPECIFICATION, "--of", "JSON", "--pyproject", str(pyproject))
    text = run(sys.executable, *words, *output, "-o", "-", str(environment.python))
    bill = json.loads(text)
    components = [bill["metadata"]["component"], *bill["components"]]
    wheels = {project.name: dist / project.files[1] for project in projects}
    for component in components:
        if component["name"] in wheels:
            content = digest(wheels[component["name"]])
            component["hashes"] = [{"alg": "SHA-256", "content": content}]
            name, version = component["name"], component["version"]
            component.setdefault("purl", f"pkg:pypi/{name}@{version}")
    out.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return components


def bill_mistakes(path: Path, names: Iterable[str]) -> Iterator[str]:
    """Return what is wrong with a bill: its form, or a distribution that is not on it."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = path.read_text(encoding="utf-8")
    problem = JsonStrictValidator(SchemaVersion.from_version(SPECIFICATION)).validate_str(text)
    if problem is not None:
        yield f"{path.name} is not CycloneDX {SPECIFICATION}: {problem}"
    bill = json.loads(text)
    components = [bill["metadata"]["component"], *bill["components"]]
    for name in sorted({*names} - {component["name"] for component in components}):
        yield f"{path.name} lacks {name}."
