"""What a pack adds to a record of another: places, languages, links, words in other languages."""

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.errors import PackError, Where, shown
from takeaction.models.action import Action
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Words
from takeaction.packs.checking.translations import translated
from takeaction.packs.merging.conflicts import warning
from takeaction.packs.rules import links, safety

if TYPE_CHECKING:
    from takeaction.models.patch import Patch

from typing import TYPE_CHECKING
from unicodedata import digit

from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.packs.rules.mentions import called_in

if TYPE_CHECKING:
    from takeaction.models.patch import PatchText

_SCRIPT = len("Arab")


def fault_of(each: "PatchText", text: Text | None) -> Fault | None:
    """Return what is wrong with a translation that a patch brings: its age, its place, or more.

    Args:
        each: The translation.
        text: The text of the other pack that it translates; None if there is none.
    """
    if text is None or str(text) != each.source:
        problem = f"it translates {shown(each.field)}, which is not there or reads otherwise."
        return Fault("lang.stale", "", problem, "translate it again.")
    own = [text.language, *(words.language for words in text.translations)]
    if each.language not in own[1:] and _kin(each.language) in map(_kin, own):
        problem = f"its words in {shown(each.language)} would stand in place of those of the pack."
        return Fault("lang.taken", "", problem, "leave them out.")
    added = _called_anew(each)
    if added:
        problem = f"its words name {shown(added)}, and those that it translates do not."
        return Fault("lang.number", "", problem, "translate the words, and add nothing.")
    return None


def _kin(tag: str) -> tuple[str, ...]:
    """Return the language and the script of a tag: whoever reads one reads the other."""
    first, *others = tag.split("-")
    return first, *(each for each in others if len(each) == _SCRIPT)


def _called_anew(each: "PatchText") -> str | None:
    """Return a number or an address that stands in a translation alone."""
    digits = _digits(each.source)
    for called in called_in(each.text):
        number = _digits(called)
        if called.casefold() not in each.source.casefold() and not (number and number in digits):
            return called
    return None


def _digits(text: str) -> str:
    return "".join([str(digit(sign)) for sign in text if sign.isdigit()])


def add(
    records: dict[str, Record], patch: "Patch", pack: str, packs: Container[str]
) -> Iterator[PackError]:
    """Add to a record of another pack what a patch has for it, and give what is wrong with it.

    Args:
        records: Those of all packs, by full id; the one with the patch takes the place of its own.
        patch: What is added.
        pack: Id of the pack that the patch is from.
        packs: Ids of the packs that are there.
    """
    record = records.get(patch.target)
    if record is None:
        if patch.target.partition(":")[0] in packs:
            problem = f"there is no {shown(patch.target)} to add to."
            yield warning("ref.missing", problem, Where(pack, record=patch.target), "fix it.")
        return
    where = Where(pack, record=patch.target)
    if patch.links and not isinstance(record, (Action, Resource)):
        problem = f"{links.a_kind(record.record_kind)} has no links."
        yield warning("ref.kind", problem, where, "take the links out.")
    texts = dict(safety.texts(record))
    added: dict[str, tuple[Words, ...]] = {}
    for each in patch.translations:
        text = texts.get(each.field)
        fault = fault_of(each, text)
        if fault:
            yield warning(fault.code, fault.problem, where, fault.fix)
        elif text and each.language not in {words.language for words in text.translations}:
            words = Words(each.text, each.language, reviewed=each.reviewed)
            added[each.field] = (*added.get(each.field, text.translations), words)
    records[patch.target] = translated(_added_to(record, patch), added)


def of_today(patch: "Patch", today: Mapping[str, str]) -> "Patch":
    """Return a patch with the id that its record has now."""
    if patch.target not in today:
        return patch
    return attrs.evolve(patch, target=today[patch.target])


def _added_to(record: Record, patch: "Patch") -> Record:
    """Return a record with the regions, languages and links of a patch."""
    changed = attrs.evolve(record, regions=record.regions | patch.regions)
    if isinstance(changed, Resource):
        contacts = tuple(
            attrs.evolve(each, languages=tuple(dict.fromkeys(each.languages + patch.languages)))
            for each in changed.contacts
        )
        changed = attrs.evolve(changed, contacts=contacts)
    if isinstance(changed, (Action, Resource)):
        changed = attrs.evolve(changed, links=changed.links + patch.links)
    return changed
