"""Patches: places, languages, links and translations that a pack adds to another pack's record.

Its words are a claim of its pack: they name it, and the original stands beside them.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.core_data import fill_message, first_language_of
from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.models.action import Action
from takeaction.models.pack import NOTHING_ADDED, Added, PackId
from takeaction.models.record import Link, Record
from takeaction.models.resource import Resource
from takeaction.models.text import SafetyWords, Text, Words
from takeaction.packs.checking.pack import Checked
from takeaction.packs.checking.translations import translated
from takeaction.packs.faults import Fault
from takeaction.packs.merging.merged import warning
from takeaction.packs.rules import contact, links
from takeaction.packs.rules.numbers_in_prose import digit_faults
from takeaction.packs.rules.promises import find_hosts
from takeaction.packs.sources.discovery import standing
from takeaction.packs.sources.files import normalised
from takeaction.vocabulary.codes import mistake

if TYPE_CHECKING:
    from takeaction.models.pack import Patch, PatchText


_SCRIPT_LENGTH = len("Arab")  # BCP 47: only a script has four letters in such a tag


def add_patch(
    records: dict[str, Record],
    added: dict[str, Added],
    patch: "Patch",
    pack: str,
    packs: Container[str],
) -> Iterator[PackError]:
    """Add a patch to the record of another pack, and find the mistakes in the patch.

    Args:
        records: The records of all packs, by full id; the patched record replaces the original.
        added: What patches have added, by the full id of the record; this patch is entered.
        patch: The patch.
        pack: The id of the pack that the patch is from.
        packs: The ids of the packs that are loaded.
    """
    record = records.get(patch.target)
    if record is None:
        if patch.target.partition(":")[0] in packs:
            problem = f"there is no record {shown(patch.target)} to add to."
            where = Where(pack, record=patch.target)
            yield warning("ref.missing", problem, where, "name another target.")
        return
    where = Where(pack, record=patch.target)
    if patch.links and not isinstance(record, (Action, Resource)):
        problem = f"{links.with_article(record.record_kind)} has no links."
        yield warning("ref.kind", problem, where, "remove the links.")
    texts = dict(contact.readable_texts(record))
    translations: dict[str, tuple[Words, ...]] = {}
    for translation in patch.translations:
        text = texts.get(translation.field)
        fault = translation_fault(translation, text)
        if fault:
            yield warning(fault.code, fault.problem, where, fault.fix)
        elif text and translation.language not in {words.language for words in text.translations}:
            earlier = translations.get(translation.field, text.translations)
            words = _claimed_words(translation, text, record, pack)
            translations[translation.field] = (*earlier, words)
    records[patch.target] = translated(_with_additions(record, patch, pack), translations)
    added[patch.target] = _entered(added.get(patch.target, NOTHING_ADDED), record, patch, pack)


def _entered(added: Added, record: Record, patch: "Patch", pack: str) -> Added:
    # A fact that the record has is not added.
    by = PackId(pack)
    regions = ((region, by) for region in sorted(patch.regions - record.regions))
    contacts = record.contacts if isinstance(record, Resource) else ()
    languages = (
        (contact.id, language, by)
        for contact in contacts
        for language in dict.fromkeys(patch.languages)
        if language not in contact.languages
    )
    return Added(regions=(*added.regions, *regions), languages=(*added.languages, *languages))


def _claimed_words(translation: "PatchText", text: Text, record: Record, pack: str) -> Words:
    """Return a translation as the claim of its pack, with the original.

    A name stays on one line, and a warning stays what its own pack says: the claim comes after it.
    """
    words = claim = _claim(translation.text, translation.language, pack)
    if text is record.label:
        words = f"{text} ({claim})"
    elif translation.field == "warning":
        words = f"{text}\n({claim})"
    return (SafetyWords if words is claim else Words)(
        words,
        translation.language,
        reviewed=False,
        source=str(text),
        source_language=text.language,
        by=pack,
    )


def _claim(words: str, language: str, pack: str) -> str:
    # On one line: a line of its own could look like the words of somebody else.
    slots = {"pack": pack, "words": " ".join(words.split())}
    return fill_message("label.words_added", first_language_of((language,)), slots)


def _with_additions(record: Record, patch: "Patch", pack: str) -> Record:
    patched = attrs.evolve(record, regions=record.regions | patch.regions)
    if isinstance(patched, Resource):
        contacts = tuple(
            attrs.evolve(
                contact, languages=tuple(dict.fromkeys(contact.languages + patch.languages))
            )
            for contact in patched.contacts
        )
        patched = attrs.evolve(patched, contacts=contacts)
    if isinstance(patched, (Action, Resource)):
        added = tuple(_claimed_link(link, pack) for link in patch.links)
        patched = attrs.evolve(patched, links=patched.links + added)
    return patched


def _claimed_link(link: Link, pack: str) -> Link:
    claim = _claim(str(link.title), link.title.language, pack)
    return attrs.evolve(link, title=Text(claim, link.title.language))


# Translations


def translation_fault(translation: "PatchText", text: Text | None) -> Fault | None:
    """Return the first fault of a translation: stale, in the pack's own language, other digits.

    A translation into a language that the pack has itself has no fault; it is just not used.
    """
    if text is None or str(text) != translation.source:
        problem = f"it translates {shown(translation.field)}, which is missing or has changed."
        return Fault("lang.stale", "", problem, "translate the current text.")
    languages = [text.language, *(words.language for words in text.translations)]
    if translation.language not in languages[1:] and _language_and_script(
        translation.language
    ) in map(_language_and_script, languages):
        problem = f"its words in {shown(translation.language)} would replace the pack's own."
        return Fault("lang.taken", "", problem, "leave them out.")
    if fault := next(digit_faults(translation.source, translation.text), None):
        return fault
    hosts = find_hosts(translation.source), find_hosts(translation.text)
    own, added = map(set, hosts)
    if new := sorted(added - own):
        problem = f"its words mention {shown(new[0])}, which the original does not."
        return Fault("lang.number", "", problem, "translate the original without adding to it.")
    return None


def _language_and_script(tag: str) -> tuple[str, ...]:
    # Readers need no more than these two.
    language, *subtags = tag.split("-")
    return language, *(subtag for subtag in subtags if len(subtag) == _SCRIPT_LENGTH)


# The host's preference between distributions that ship a pack of one id.
#
# It decides only there. A pack given by path and the lock, which both come first, are never
# undone.


def preferred_of(rivals: list[Checked], distribution: str | None) -> list[Checked]:
    """Return the packs from the distribution that the host prefers, or all if none is."""
    if distribution is None:
        return rivals
    return [pack for pack in rivals if _is_from(pack, distribution)] or rivals


def report_left_out(id: str, preferred: Checked, rivals: Iterable[Checked]) -> Iterator[PackError]:
    """Report each rival of the pack that the host prefers."""
    for pack in rivals:
        if pack is not preferred:
            problem = (
                f"the host prefers the pack from {plain(preferred.distribution or '')}, "
                f"not this one from {plain(pack.distribution or '')}."
            )
            where, outcome = Where(id), Outcome.WARN
            fix, distribution = "remove this one.", pack.distribution
            yield mistake("pack.duplicate_id", problem, where, fix, outcome, distribution)


def first_of(id: str, rivals: list[Checked]) -> Checked | None:
    """Return the pack of ours, or else the one that was installed first; None if none was.

    Of packs that are given by path nobody can tell.
    """
    if not all(pack.distribution for pack in rivals):
        return None
    ranked = sorted(
        (standing(id, each.distribution, each.since), n) for n, each in enumerate(rivals)
    )
    (first, place), (second, _) = ranked[:2]
    is_certain = first[:-1] < second[:-1] or 0 < first[-1] < second[-1]
    return rivals[place] if is_certain else None


def report_second(id: str, first: Checked, rivals: Iterable[Checked]) -> Iterator[PackError]:
    """Report each pack that came to an id that another one had, and the one that has it."""
    others = [pack for pack in rivals if pack is not first]
    names = ", ".join(plain(pack.distribution or "") for pack in others)
    known = plain(first.distribution or "")
    problem = f"{names} came to this id as well; the pack from {known} has it."
    fix, warn = fix_for(id, [first, *others]), Outcome.WARN
    yield mistake("pack.duplicate_id", problem, Where(id), fix, warn, first.distribution)
    for pack in others:
        problem = f"the pack from {known} has this id, so this one is left out."
        yield mistake("pack.duplicate_id", problem, Where(id), fix, warn, pack.distribution)


def fix_for(id: str, rivals: Iterable[Checked]) -> str:
    """Say how to decide between packs of one id."""
    if not all(pack.distribution for pack in rivals):
        return "keep one of them: only you can tell which is right."
    return (
        "keep one of them, or name the one that you know to be right: "
        f'"--prefer {id}=DISTRIBUTION", or load(prefer={{"{id}": "DISTRIBUTION"}}).'
    )


def report_unmet(
    prefer: Mapping[str, str], candidates: Iterable[Checked], packs: Iterable[Checked]
) -> Iterator[PackError]:
    """Report each preference for a pack that is not there, or that the lock has left out.

    Args:
        prefer: The preferred distribution for each id of a pack.
        candidates: The packs to choose from.
        packs: All packs, those that the lock has left out among them.
    """
    offered, found = list(candidates), list(packs)
    for id, distribution in sorted(prefer.items()):
        if _has(offered, id, distribution):
            continue
        if _has(found, id, distribution):
            problem = f"the host prefers the pack from {shown(distribution)}; the lock does not."
            fix = "name the distribution that the lock names, or accept the other one."
        else:
            problem = f"the host prefers the pack from {shown(distribution)}, which is not loaded."
            fix = "correct the id or the distribution, or install it."
        yield warning("host.prefer", problem, Where(id), fix)


def _has(packs: Iterable[Checked], id: str, distribution: str) -> bool:
    return any(p.header and p.header.id == id and _is_from(p, distribution) for p in packs)


def _is_from(pack: Checked, distribution: str) -> bool:
    return pack.distribution is not None and normalised(pack.distribution) == normalised(
        distribution
    )
