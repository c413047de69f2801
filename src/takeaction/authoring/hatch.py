"""The build hook for hatchling: a pack's wheel holds ``pack.json`` and nothing else.

Only hatchling imports this module; hatchling is not a dependency at run time.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from takeaction.authoring.build import build
from takeaction.errors import PackError, PackErrors, Where
from takeaction.packs.open_paths import folder_of, from_here, on_disk
from takeaction.packs.sources.discovery import pack_at
from takeaction.packs.sources.entry_points import GROUP
from takeaction.vocabulary.codes import mistake


class PackBuildHook(BuildHookInterface[Any]):
    """A hook that checks the pack and puts its canonical form into the wheel."""

    PLUGIN_NAME = "takeaction"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pack; if it has mistakes, stop the build and list them.

        Raises:
            SystemExit: The pack has mistakes. Every front end prints its text as the last lines,
                where an error would end in a traceback that hides them.
        """
        if version != "standard" or self.target_name != "wheel":
            return
        try:
            id, name = self._entry()
            canonical = build(self.root, id=id)
        except PackErrors as errors:
            folder = folder_of(pack_at(self.root))
            lines = "\n".join(
                # That of the project has its path already.
                str(PackError(e.code, e.problem, on_disk(e.where, folder), e.fix))
                if e.where.pack
                else str(e)
                for e in errors.mistakes
            )
            text = f"\nThe pack is not built:\n{lines}\nTo see them again: takeaction pack check ."
            raise SystemExit(text) from None
        self._folder = Path(tempfile.mkdtemp())
        pack_json = self._folder / "pack.json"
        pack_json.write_bytes(canonical)
        build_data["force_include"][str(pack_json)] = f"{name}/pack.json"

    def _entry(self) -> tuple[str, str]:
        """Return the project's only entry point: the id of the pack and its package."""
        entries = self.metadata.core.entry_points.get(GROUP, {})
        if len(entries) != 1:
            problem = f"the project names {len(entries)} packs; it must name exactly one."
            fix = f'under [project.entry-points."{GROUP}"], write one line: id = "package".'
            where = Where(file=from_here(f"{self.root}/pyproject.toml"))
            error = mistake("pack.missing", problem, where, fix)
            raise PackErrors(f"{self.root} is not built", [error])
        ((id, name),) = entries.items()
        return id, name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary folder."""
        if version == "standard" and self.target_name == "wheel":
            shutil.rmtree(self._folder, ignore_errors=True)


@hookimpl
def hatch_register_build_hook() -> type[BuildHookInterface[Any]]:
    """Register the hook with hatchling."""
    return PackBuildHook
