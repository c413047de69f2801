"""An index of packs, for programs and for people: what each is about, for where, and how fresh."""

import json
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from takeaction.authoring.survey import ages
from takeaction.catalog import Catalog
from takeaction.models.pack import Pack

FORMAT = 1
"""The version of the format of ``index.json``."""

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


def entry(catalog: Catalog, pack: Pack, at: datetime) -> dict[str, Any]:
    """Return what an index says of a pack that was loaded alone, at a moment."""
    header = pack.header
    return {
        "id": header.id,
        "title": header.title.source,
        "source_language": header.source_language,
        "publisher": header.publisher,
        "licence": header.licence,
        "regions": sorted(header.regions),
        "languages": sorted(header.languages),
        "kinds": dict(pack.counts),
        "freshness": {state: len(names) for state, names in ages(catalog, at).items()},
        "digest": pack.digest,
    }


def as_json(entries: Iterable[dict[str, Any]], at: datetime) -> str:
    """Return the index for programs."""
    whole = {"format": FORMAT, "at": at.date().isoformat(), "packs": list(entries)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_html(entries: Iterable[dict[str, Any]], at: datetime) -> str:
    """Return the index as a page: no script, nothing from elsewhere."""
    return _PAGE.format(day=at.date().isoformat(), packs="".join(map(_article, entries)))


def _article(entry: dict[str, Any]) -> str:
    facts = {
        "Publisher": entry["publisher"],
        "Regions": ", ".join(entry["regions"]),
        "Languages": ", ".join(entry["languages"]),
        "Holds": _counted(entry["kinds"]),
        "Freshness of records and contacts": _counted(entry["freshness"]),
        "Licence": entry["licence"],
        "Id": entry["id"],
        "Digest": entry["digest"],
    }
    told = "\n".join(
        f'<dt>{name}</dt>\n<dd dir="auto">{escape(fact)}</dd>' for name, fact in facts.items()
    )
    return _PACK.format(
        id=escape(entry["id"]),
        language=escape(entry["source_language"]),
        title=escape(entry["title"]),
        facts=told,
    )


def _counted(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in numbers.items()) or "nothing"
