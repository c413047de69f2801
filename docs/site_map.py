"""Print the map of the built site: each page with its description, and what the first page weighs.

    python docs/site_map.py docs/_build/html

The descriptions are those of ``llms.txt``, which the build writes. A weight is what a server sends
that compresses text: the page and all that it loads before anybody presses anything.
"""

import gzip
import re
import sys
from pathlib import Path

TEXT = {".html", ".css", ".js", ".svg", ".json"}
"""The endings of files that a server compresses."""

LOADED = {
    ".html": re.compile(
        r'<link\b[^>]*?rel="(?:stylesheet|(?:shortcut )?icon)"[^>]*?href="([^"#?]+)'
        r'|<(?:script|img)\b[^>]*?src="([^"#?]+)'
    ),
    ".css": re.compile(r"url\(\"?(?!data:)([^)\"#?]+)"),
}
"""What a file of an ending loads."""


def weights(site: Path, page: str = "index.html") -> dict[str, int]:
    """Return the bytes of a page and of each file that it loads, as they are sent."""
    waiting, sent = [site / page], {}
    while waiting:
        path = waiting.pop()
        name = path.relative_to(site).as_posix()
        if name not in sent:
            content = path.read_bytes()
            is_text = path.suffix in TEXT
            sent[name] = len(gzip.compress(content, mtime=0) if is_text else content)
            waiting += loaded(path)
    return sent


def loaded(path: Path) -> list[Path]:
    """Return the files that a page or a style loads from this site."""
    pattern = LOADED.get(path.suffix)
    if pattern is None:
        return []
    links = (match[match.lastindex] for match in pattern.finditer(path.read_text("utf-8")))
    near = ((path.parent / link).resolve() for link in links if "://" not in link)
    return [each for each in near if each.is_file()]


def site_map(site: Path) -> str:
    """Return each page of the site with its description, by room."""
    text = (site / "llms.txt").read_text(encoding="utf-8")
    return text[text.index("## ") :]


def main() -> None:
    """Print the map of the site that the call names."""
    site = Path(sys.argv[1]).resolve()
    sent = weights(site)
    total = f"The first page loads {len(sent)} files, {sum(sent.values()) / 1000:.0f} kB:"
    sizes = sorted(sent.items(), key=lambda item: -item[1])
    lines = [site_map(site), total, *(f"{size / 1000:8.1f} kB  {name}" for name, size in sizes)]
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
