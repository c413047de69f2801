"""The description of the library on an index: the README, with links that work from anywhere.

In the repository a link names a file, so that it also works in a clone. On the page of an index it
would lead nowhere, so a build writes out the address of that file in this version.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)(\[[^\]]*\])\((?![a-z]+:|#)([^)\s]+)\)")


def with_addresses(text: str, source: str, version: str) -> str:
    """Return a text whose links to files are addresses.

    Args:
        text: A page in Markdown.
        source: The address of the repository.
        version: The release whose files the links lead to.
    """

    def address(link: re.Match[str]) -> str:
        view = "raw" if link[1] else "blob"  # a picture has to be the file itself
        return f"{link[1]}{link[2]}({source}/{view}/v{version}/{link[3]})"

    return LINK.sub(address, text)


class Description(MetadataHookInterface):
    """Adds the description, which is dynamic in ``pyproject.toml``."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Write the README into the metadata."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        source, version = metadata["urls"]["Source"], metadata["version"]
        content = with_addresses(text, source, version)
        metadata["readme"] = {"content-type": "text/markdown", "text": content}
