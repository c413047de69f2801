"""How a pack is built into its canonical form, and listed in an index of packs."""

import json
from collections.abc import Iterable
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import attrs

from takeaction.authoring.survey import records_by_freshness
from takeaction.catalog import Catalog
from takeaction.errors import PackErrors
from takeaction.limits import Limits
from takeaction.models.pack import Pack
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import pack_at


def build(path: str | Path, *, id: str | None = None) -> bytes:
    """Return the content of a pack's ``pack.json``, in canonical form.

    Args:
        path: The folder of the pack or of its project.
        id: The name of its entry point, which must be the pack's id; None if it has none yet.

    Raises:
        PackErrors: The pack has mistakes. A warning is enough: such a pack is not built.
    """
    checked = check(attrs.evolve(pack_at(path), id=id), Limits())
    if checked.mistakes:
        raise PackErrors(f"{path} is not built", checked.mistakes)
    return checked.canonical


# The index of packs, as JSON and as a web page

INDEX_FORMAT = 1
"""The format version of ``index.json``; a change that breaks readers raises it."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Content packs</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: auto; padding: 1rem; }}
dt {{ font-weight: bold; }}
dd {{ margin: 0 0 .5rem; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>Content packs</h1>
<p>Each of these packs passed every check on <time datetime="{day}">{day}</time>. A check finds
mistakes of form; it does not prove that a number still answers.</p>
{packs}
</main>
</body>
</html>
"""
_PACK = """\
<article aria-labelledby="{id}">
<h2 id="{id}" lang="{language}" dir="auto">{title}</h2>
<dl>
{facts}
</dl>
</article>
"""


def index_entry(catalog: Catalog, pack: Pack, at: datetime) -> dict[str, Any]:
    """Return the index entry of a pack.

    Args:
        catalog: A catalog that holds only this pack.
        pack: The pack.
        at: The moment for which freshness is computed.
    """
    header = pack.header
    by_freshness = records_by_freshness(catalog, at)
    return {
        "id": header.id,
        "title": header.title.source,
        "source_language": header.source_language,
        "publisher": header.publisher,
        "licence": header.licence,
        "regions": sorted(header.regions),
        "languages": sorted(header.languages),
        "kinds": dict(pack.counts),
        "freshness": {state: len(names) for state, names in by_freshness.items()},
        "digest": pack.digest,
    }


def index_json(entries: Iterable[dict[str, Any]], at: datetime) -> str:
    """Return the index as JSON, for programs."""
    index = {"format": INDEX_FORMAT, "at": at.date().isoformat(), "packs": list(entries)}
    return json.dumps(index, ensure_ascii=False, indent=2) + "\n"


def index_html(entries: Iterable[dict[str, Any]], at: datetime) -> str:
    """Return the index as a web page, for people: no script, and nothing loaded from elsewhere."""
    return _PAGE.format(day=at.date().isoformat(), packs="".join(map(_article, entries)))


def _article(entry: dict[str, Any]) -> str:
    facts = {
        "Publisher": entry["publisher"],
        "Regions": ", ".join(entry["regions"]),
        "Languages": ", ".join(entry["languages"]),
        "Holds": _in_words(entry["kinds"]),
        "Freshness of records and contacts": _in_words(entry["freshness"]),
        "Licence": entry["licence"],
        "Id": entry["id"],
        "Digest": entry["digest"],
    }
    rows = "\n".join(
        f'<dt>{name}</dt>\n<dd dir="auto">{escape(fact)}</dd>' for name, fact in facts.items()
    )
    return _PACK.format(
        id=escape(entry["id"]),
        language=escape(entry["source_language"]),
        title=escape(entry["title"]),
        facts=rows,
    )


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "nothing"
