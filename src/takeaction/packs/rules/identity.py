"""Ids: of packs, of records, and of their former names."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from takeaction.errors import shown
from takeaction.models.region import is_region
from takeaction.packs.faults import Fault
from takeaction.vocabulary import fold

LONGEST = 64
"""The most characters of an id, unless a host says otherwise."""


def is_id(id: str, most: int = LONGEST) -> bool:
    """Tell whether an id has the form that ids have, and *most* characters at most."""
    letters = id.isascii() and id.replace("-", "a").isalnum() and id == id.lower()
    return letters and len(id) <= most and "-" not in id[:1] + id[-1:] and "--" not in id


def id_faults(
    id: str, pack: str, fields: Mapping[str, object], most: int = LONGEST
) -> Iterator[Fault]:
    """Find what is wrong with the local id of a record.

    Args:
        id: As it was written; empty if it was not.
        pack: Id of the pack that holds the record.
        fields: Its other fields, where nothing may name another pack either.
        most: How many characters it may have.
    """
    if "pack" not in fields and is_id(id, most):
        return
    owner, colon, local = id.partition(":")
    named = fields.get("pack", pack)
    if (colon and owner != pack) or named != pack:
        field = "id" if named == pack else "pack"
        problem = f"{shown(id if named == pack else named)} is in the name space of another pack."
        fix = "a pack adds to another's record by [[patch]] alone."
        yield Fault("id.foreign_namespace", field, problem, fix)
    elif colon and is_id(local, most):
        problem = f"{shown(id)} names its own pack."
        yield Fault("id.bad", "id", problem, f'write "{local}".')
    elif not id:
        yield Fault("shape.missing_field", "id", "a record needs an id.", 'write id = "its-name".')
    elif not is_id(id, most):
        yield Fault("id.bad", "id", f"{shown(id)} is no id.", _fixed(id, most))


def twice_faults(times: int, id: str, *, is_patch: bool) -> Iterator[Fault]:
    """Find an id, or the target of a patch, that stands several times in its pack."""
    if times > 1 and id and is_patch:
        problem = f"{times:,} patches add to {shown(id)}."
        yield Fault("id.duplicate", "target", problem, "make one of them.")
    elif times > 1 and id:
        problem = f"{times:,} records have the id {shown(id)}."
        yield Fault("id.duplicate", "id", problem, "give each an id of its own.")


def target_faults(target: str, pack: str) -> Iterator[Fault]:
    """Find what is wrong with the target of a patch."""
    owner, colon, local = target.partition(":")
    if not colon or not is_id(owner) or not is_id(local):
        problem = f"{shown(target)} is no full id of a record."
        yield Fault("id.bad", "target", problem, 'write "pack:record".')
    elif owner == pack:
        problem = "a pack changes its own record where it stands."
        yield Fault("id.bad", "target", problem, "write it there.")


def alias_faults(aliases: tuple[str, ...], most: int = LONGEST) -> Iterator[Fault]:
    """Find what is wrong with former ids, of which each may have *most* characters."""
    for number, alias in enumerate(aliases):
        if not is_id(alias, most):
            problem = f"{shown(alias)} is no id."
            yield Fault("id.bad", f"aliases[{number}]", problem, _fixed(alias, most))


def _fixed(id: str, most: int) -> str:
    form = fold(id[:most]).replace(" ", "-")
    return f'write "{form}".' if is_id(form, most) else "write a-z, 0-9 and - between them."


def look_alike(one: str, other: str) -> bool:
    """Tell whether two pack ids may be taken for each other.

    They are equal without hyphens and a final ``s`` and with letters that look alike taken for
    each other, or one edit or one swap apart, unless each begins with the region it is for.
    """
    if _bare(one) == _bare(other):
        return True
    prefix, other_prefix = one.partition("-")[0], other.partition("-")[0]
    differ = prefix != other_prefix and _names_region(prefix) and _names_region(other_prefix)
    are_short = min(len(one), len(other)) < _SHORTEST  # such as a and b
    return not differ and not are_short and one_edit_apart(one, other)


_SHORTEST = 3


def _names_region(prefix: str) -> bool:
    return prefix == "uk" or is_region(prefix.upper())


def look_alikes(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of pack ids that may be taken for each other, in order.

    Only ids with a form in common are compared: one edit or swap leaves such a form the same.
    """
    forms: dict[tuple[str, ...], list[str]] = {}
    for id in sorted(ids):
        shorter = (id[:n] + id[n + 1 :] for n in range(len(id)))
        for form in {(_bare(id), ""), (id,), *((each,) for each in shorter)}:
            forms.setdefault(form, []).append(id)
    pairs = {pair for alike in forms.values() for pair in combinations(alike, 2)}
    return sorted(pair for pair in pairs if look_alike(*pair))


_LOOKS_LIKE = (("-", ""), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"))


def _bare(id: str) -> str:
    for seen, meant in _LOOKS_LIKE:
        id = id.replace(seen, meant)
    return id.removesuffix("s")


def one_edit_apart(one: str, other: str) -> bool:
    """Tell whether one change, insertion, deletion or swap of neighbours makes one the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
