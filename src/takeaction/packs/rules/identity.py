"""Rules for ids: of packs and records, and former ids."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from takeaction.errors import shown
from takeaction.models.region import is_region
from takeaction.packs.faults import Fault
from takeaction.vocabulary.words import fold

LONGEST_ID = 64
"""The most characters of an id, unless a host sets another limit."""


def is_id(id: str, longest: int = LONGEST_ID) -> bool:
    """Tell whether a text has the form of an id, with at most *longest* characters."""
    letters = id.isascii() and id.replace("-", "a").isalnum() and id == id.lower()
    return letters and len(id) <= longest and "-" not in id[:1] + id[-1:] and "--" not in id


def id_faults(
    id: str, pack: str, fields: Mapping[str, object], longest: int = LONGEST_ID
) -> Iterator[Fault]:
    """Find the faults of the local id of a record.

    Args:
        id: The id as written; empty if there is none.
        pack: Id of the pack that holds the record.
        fields: The other fields of the record, which must not name another pack either.
        longest: The most characters of an id.
    """
    if "pack" not in fields and is_id(id, longest):
        return
    owner, colon, local = id.partition(":")
    named = fields.get("pack", pack)
    if (colon and owner != pack) or named != pack:
        field = "id" if named == pack else "pack"
        problem = f"{shown(id if named == pack else named)} belongs to another pack."
        fix = "use [[patch]] to add to a record of another pack."
        yield Fault("id.foreign_namespace", field, problem, fix)
    elif colon and is_id(local, longest):
        problem = f"{shown(id)} repeats the id of its pack."
        yield Fault("id.bad", "id", problem, f'write "{local}".')
    elif not id:
        yield Fault("shape.missing_field", "id", "the record has no id.", 'add id = "its-name".')
    elif not is_id(id, longest):
        problem = f"{shown(id)} is not a valid id."
        yield Fault("id.bad", "id", problem, _valid_form(id, longest))


def duplicate_faults(times: int, id: str, *, is_patch: bool) -> Iterator[Fault]:
    """Find an id, or the target of a patch, that its pack uses several times."""
    if times > 1 and id and is_patch:
        problem = f"{times:,} patches have the target {shown(id)}."
        yield Fault("id.duplicate", "target", problem, "combine them into one.")
    elif times > 1 and id:
        problem = f"{times:,} records have the id {shown(id)}."
        yield Fault("id.duplicate", "id", problem, "give each its own id.")


def target_faults(target: str, pack: str) -> Iterator[Fault]:
    """Find the fault of the target of a patch."""
    owner, colon, local = target.partition(":")
    if not colon or not is_id(owner) or not is_id(local):
        problem = f"{shown(target)} is not the full id of a record."
        yield Fault("id.bad", "target", problem, 'write "pack:record".')
    elif owner == pack:
        problem = "the patch changes a record of its own pack."
        yield Fault("id.bad", "target", problem, "change the record itself.")


def alias_faults(aliases: tuple[str, ...], longest: int = LONGEST_ID) -> Iterator[Fault]:
    """Find former ids that are not valid or have more than *longest* characters."""
    for number, alias in enumerate(aliases):
        if not is_id(alias, longest):
            problem = f"{shown(alias)} is not a valid id."
            yield Fault("id.bad", f"aliases[{number}]", problem, _valid_form(alias, longest))


def _valid_form(id: str, longest: int) -> str:
    form = fold(id[:longest]).replace(" ", "-")
    return f'write "{form}".' if is_id(form, longest) else "use a-z, 0-9 and hyphens between them."


def are_look_alikes(id: str, other: str) -> bool:
    """Tell whether people may mistake two pack ids for each other.

    They may if the ids are equal without hyphens, a final ``s`` and the difference between letters
    that look alike. They may also if the ids are one edit or one swap apart, unless each begins
    with a different region.
    """
    if _folded(id) == _folded(other):
        return True
    prefix, other_prefix = id.partition("-")[0], other.partition("-")[0]
    differ = prefix != other_prefix and _names_region(prefix) and _names_region(other_prefix)
    are_short = min(len(id), len(other)) < _SHORTEST
    return not differ and not are_short and are_one_edit_apart(id, other)


_SHORTEST = 3
"""Any two shorter ids, such as a and b, are one edit apart."""


def _names_region(prefix: str) -> bool:
    return prefix == "uk" or is_region(prefix.upper())


def look_alike_pairs(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of pack ids that people may mistake for each other, in order.

    Only ids that have a form in common are compared, which keeps the time linear: an edit or a
    swap leaves the id without one of its characters the same.
    """
    forms: dict[tuple[str, ...], list[str]] = {}
    for id in sorted(ids):
        shorter_forms = (id[:n] + id[n + 1 :] for n in range(len(id)))
        for form in {(_folded(id), ""), (id,), *((shorter,) for shorter in shorter_forms)}:
            forms.setdefault(form, []).append(id)
    pairs = {pair for alike in forms.values() for pair in combinations(alike, 2)}
    return sorted(pair for pair in pairs if are_look_alikes(*pair))


_LOOKS_LIKE = (("-", ""), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"))
"""Characters of an id that look like others in common fonts. S06."""


def _folded(id: str) -> str:
    for characters, look_alike in _LOOKS_LIKE:
        id = id.replace(characters, look_alike)
    return id.removesuffix("s")


def are_one_edit_apart(text: str, other: str) -> bool:
    """Tell whether one change, insertion, deletion or swap of neighbours makes two texts equal."""
    if text == other or abs(len(text) - len(other)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b),
        min(len(text), len(other)),
    )
    a, b = text[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
