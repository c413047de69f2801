"""The build hook for hatchling: a wheel of a pack holds ``pack.json`` and nothing else.

Imported by hatchling alone, which is no dependency at run time.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from takeaction.authoring.build import build
from takeaction.codes import mistake
from takeaction.errors import PackErrors, Where
from takeaction.packs.sources.discovery import GROUP


class PackBuildHook(BuildHookInterface[Any]):
    """Checks the pack and puts its canonical form into the wheel."""

    PLUGIN_NAME = "takeaction"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pack; one with mistakes stops the build and lists them."""
        if version != "standard" or self.target_name != "wheel":
            return
        id, name = self._entry()
        canonical = build(self.root, id=id)
        self._folder = Path(tempfile.mkdtemp())
        built = self._folder / "pack.json"
        built.write_bytes(canonical)
        build_data["force_include"][str(built)] = f"{name}/pack.json"

    def _entry(self) -> tuple[str, str]:
        """Return the one entry point of the project: the id of the pack, and its package."""
        entries = self.metadata.core.entry_points.get(GROUP, {})
        if len(entries) != 1:
            problem = f"the project names {len(entries)} packs."
            fix = f'write [project.entry-points."{GROUP}"] with one line, id = "package".'
            where = Where(self.metadata.core.name, "pyproject.toml")
            wrong = mistake("pack.missing", problem, where, fix)
            raise PackErrors(f"{self.root} is not built", [wrong])
        ((id, name),) = entries.items()
        return id, name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the temporary folder away."""
        if version == "standard" and self.target_name == "wheel":
            shutil.rmtree(self._folder, ignore_errors=True)


@hookimpl
def hatch_register_build_hook() -> type[BuildHookInterface[Any]]:
    """Tell hatchling of the hook."""
    return PackBuildHook
