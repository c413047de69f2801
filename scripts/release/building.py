"""Build what a tag publishes, in an environment that has ``build.txt`` by hash and nothing else.

    python scripts/release/building.py v0.1.0

It writes ``dist/``, the hashes of all archives to ``release/SHA256SUMS``, and the files that the
tag names to ``release/upload/``. The rehearsal, which needs much more, only compares the hashes.
"""

import shutil
import sys
from pathlib import Path

import archives
from chosen import choose
from projects import ROOT, find_projects


def build(tag: str, root: Path = ROOT) -> list[str]:
    """Build everything; return the names of the files that the tag publishes.

    Raises:
        ValueError: No distribution has the version of the tag.
        CommandError: One can't be built.
    """
    dist, out = root / "dist", root / "release"
    for folder in (dist, out):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    core, *packs = projects = find_projects(root)
    archives.build_by_way_of_sdist(core, dist)
    archives.install_core(dist / core.files[1])
    for pack in packs:
        archives.build_by_way_of_sdist(pack, dist)
    archives.write_sums(projects, dist, out / "SHA256SUMS")
    return choose(tag, root)


if __name__ == "__main__":
    [named] = sys.argv[1:]
    print("\n".join(build(named)))
