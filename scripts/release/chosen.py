"""Put the files that a tag publishes into ``release/upload/``.

    python scripts/release/chosen.py v0.1.0

The tag has to be the version of the library, for everything, or the id and the version of a pack.
"""

import shutil
import sys
from pathlib import Path

from projects import ROOT
from versions import tagged


def choose(tag: str, root: Path = ROOT) -> list[str]:
    """Copy the files; return their names.

    Raises:
        ValueError: No distribution has this version.
    """
    names = [name for project in tagged(tag, root) for name in project.files]
    upload = root / "release" / "upload"
    shutil.rmtree(upload, ignore_errors=True)
    upload.mkdir(parents=True)
    for name in names:
        shutil.copy(root / "dist" / name, upload)
    return names


def main(arguments: list[str]) -> int:
    """Run the command."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    try:
        names = choose(arguments[0])
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(names))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
