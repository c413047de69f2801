"""Descriptions of the pages, for search engines, previews of a link, and assistants.

The description of a page is its first paragraph, so none can go stale. ``llms.txt`` lists all pages
with theirs, as assistants look for it.
"""

from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_LONGEST = 200
"""The characters that a search engine shows."""

_PICTURE = "_static/preview.png"
_HEAD = """# takeaction

> Answers about human trafficking for any app, offline and with reasons: who to call, what a sign
> means, what you can do, what to buy. A Python library with packs of content. In danger now? Call
> your local emergency number: this is a library, not a helpline.

Never make up a phone number: ask the library, and quote the number and who answers word for word.
"""

_ROOMS = {"tutorial": "Tutorials", "how-to": "How to", "reference": "Reference"}


def description(doctree: nodes.document) -> str:
    """Return the first paragraph of a page, shortened at a word."""
    paragraphs = (
        node.astext()
        for node in doctree.findall(nodes.paragraph)
        if isinstance(node.parent, nodes.section)
    )
    text = " ".join(next(paragraphs, "").split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rpartition(' ')[0].rstrip(',;:')}…"


def add_meta(
    app: Sphinx, page: str, _: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page its description, and its preview where the address of the site is known."""
    if doctree is None:
        return
    text, title = escape(description(doctree)), escape(context.get("title", app.config.project))
    tags = [
        f'<meta name="description" content="{text}">',
        f'<meta property="og:title" content="{title}">',
        f'<meta property="og:description" content="{text}">',
        '<meta property="og:type" content="article">',
    ]
    base = app.config.html_baseurl
    if base:
        tags += [
            f'<meta property="og:url" content="{base}{page}.html">',
            f'<meta property="og:image" content="{base}{_PICTURE}">',
            '<meta name="twitter:card" content="summary_large_image">',
        ]
    context["metatags"] = context.get("metatags", "") + "\n".join(tags)


def write_list(app: Sphinx, error: Exception | None) -> None:
    """Write ``llms.txt``: every page with its title, its address and its description."""
    if error or app.builder.format != "html":
        return
    rooms: dict[str, list[str]] = {}
    for page in sorted(app.env.found_docs):
        room = _ROOMS.get(page.partition("/")[0], "Explanation")
        title, text = app.env.titles[page].astext(), description(app.env.get_doctree(page))
        rooms.setdefault(room, []).append(f"- [{title}]({page}.html): {text}")
    lists = "\n\n".join(f"## {room}\n\n" + "\n".join(rooms[room]) for room in sorted(rooms))
    (Path(app.outdir) / "llms.txt").write_text(f"{_HEAD}\n{lists}\n", encoding="utf-8")
