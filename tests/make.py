"""What many tests need: one catalog of our packs, and one of each strategy.

A test imports it as ``make``. A catalog that was asked everything takes 60 MB and a strategy that
was drawn from 4 MB, so each exists once in a process: neither ever changes.
"""

import json
from functools import cache

import takeaction
from takeaction import testing

our_catalog = cache(takeaction.load)

abouts = cache(testing.abouts)
actions = cache(testing.actions)
catalogs = cache(testing.catalogs)
contacts = cache(testing.contacts)
goods = cache(testing.goods)
hours = cache(testing.hours)
ids = cache(testing.ids)
labels = cache(testing.labels)
local_ids = cache(testing.local_ids)
profiles = cache(testing.profiles)
regions = cache(testing.regions)
resources = cache(testing.resources)
skills = cache(testing.skills)
texts = cache(testing.texts)
vendors = cache(testing.vendors)
words = cache(testing.words)


def header(id, *, title="T", publisher="P", licence="L", **more):
    """Return a ``pack.toml``, with its keys in this order and *more* at its end."""
    fields = {"id": id, "title": title, "publisher": publisher, "licence": licence, "schema": 1}
    # What JSON writes of texts, numbers and lists is TOML.
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in {**fields, **more}.items())


def told(error, place):
    """Return a mistake as ``messages.txt`` and ``mistakes.txt`` hold it."""
    lines = [f"{error.code}  {getattr(error, 'outcome', 'raised')}  {type(error).__name__}"]
    parts = {"where": getattr(error, "where", ""), "from": getattr(error, "distribution", None)}
    parts |= {
        "field": getattr(error, "field", None),
        "problem": getattr(error, "problem", str(error)),
        "fix": getattr(error, "fix", ""),
    }
    lines += [f"  {name:<8} {part}" for name, part in parts.items() if part]
    return "\n".join(lines).replace(str(place), "{place}")
