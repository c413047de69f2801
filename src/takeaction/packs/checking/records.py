"""Drafts become models, each by itself: at a glance where nothing is wrong, else closely."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from takeaction.limits import Limits
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.word import Word
from takeaction.packs.checking.report import Notes
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import PATCH, Content, Draft
from takeaction.packs.rules import characters, contact, identity, meaning
from takeaction.packs.structuring.fast import maker
from takeaction.packs.structuring.strict import CLASSES, briefly, structure
from takeaction.packs.structuring.values import Leaf, Setting
from takeaction.vocabulary import Kind

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from takeaction.models.patch import Patch

Model: TypeAlias = "Record | Word | Patch"
Models: TypeAlias = dict[int, tuple[Draft, Model]]
"""What was made of drafts, by number."""


class Making:
    """Makes the models of one pack, and notes what is wrong with each.

    Args:
        notes: Where it is noted.
        limits: How much is read.
        today: The day it is looked at; None if that is not said.
        more: Finds what else is wrong with a record, if anybody asks.
    """

    def __init__(
        self,
        notes: Notes,
        limits: Limits,
        today: date | None,
        more: Callable[[Record], Iterable[Fault]] | None = None,
    ) -> None:
        self._notes = notes
        self._limits = limits
        self._today = today
        self._more = more

    def models(self, content: Content, setting: Setting) -> Models:
        """Make a model of each draft that holds to the rules about single records."""
        models: Models = {}
        several = _several(content.drafts)
        plain = characters.is_plain(content.head, self._limits)
        makers = _makers(content.drafts)
        for number, draft in enumerate(content.drafts):
            times = several[_identity(draft)] if several else 1
            make = makers.get(draft.kind) if plain and times == 1 else None
            model: Model | None = self._at_a_glance(draft, make, setting) if make else None
            before: Iterable[Fault] = ()
            wrong: Iterable[Fault] = ()
            if model is None:
                before = self._faults_before(draft, setting.pack, times, plain=plain)
                if not characters.is_dear(before):
                    model, wrong = self._model(draft, setting, make)
            elif not any(self._faults_of(model)):
                models[number] = draft, model
                continue
            kept = self._noted(number, draft, model, before, wrong)
            if kept is not None:
                models[number] = draft, kept
        return models

    def _noted(
        self,
        number: int,
        draft: Draft,
        model: "Model | None",
        before: Iterable[Fault],
        wrong: Iterable[Fault],
    ) -> "Model | None":
        """Note what is wrong with a draft; return its model, unless something costs it."""
        of_model = self._faults_of(model) if model is not None else ()
        faults = [*before, *self._notes.enough(draft, of_model), *wrong]
        if faults and not self._notes.take(number, draft, faults):
            return None
        return contact.without_unknown_zones(model) if isinstance(model, Resource) else model

    def _at_a_glance(self, draft: Draft, make: Leaf, setting: Setting) -> Record | Word | None:
        """Return what a draft of plain text is, if its fields are right; None wants a look."""
        id, most = draft.id, self._limits.id_characters
        if "pack" in draft.fields or not identity.is_id(id, most):
            return None
        try:
            model: Record | Word = make({**draft.fields, "id": f"{setting.pack}:{id}"}, setting)
        except Exception:  # noqa: BLE001 - it says that something is wrong, not what
            return None
        return model

    def _faults_before(self, draft: Draft, pack: str, times: int, *, plain: bool) -> list[Fault]:
        """Find what is wrong with a draft before anything is made of it."""
        faults = [*self._identity_faults(draft, pack, times)]
        of_texts = characters.faults(draft.fields, self._limits, plain=plain)
        return [*faults, *self._notes.enough(draft, of_texts)]

    def _identity_faults(self, draft: Draft, pack: str, times: int) -> Iterator[Fault]:
        """Find what is wrong with the id of a record, or with the target of a patch."""
        if draft.kind == PATCH:
            yield from identity.target_faults(draft.id, pack)
        else:
            most = self._limits.id_characters
            yield from identity.id_faults(draft.id, pack, draft.fields, most)
        yield from identity.twice_faults(times, draft.id, is_patch=draft.kind == PATCH)

    def _faults_of(self, model: Model) -> Iterable[Fault]:
        """Find what is wrong with a record, a word or a patch by itself."""
        if isinstance(model, Record):
            return chain(
                meaning.faults(model, self._today),
                identity.alias_faults(model.aliases, self._limits.id_characters),
                self._more(model) if self._more else (),
            )
        return meaning.patch_faults(model) if is_patch(model) else ()

    def _model(
        self, draft: Draft, setting: Setting, tried: Leaf | None
    ) -> "tuple[Model | None, tuple[Fault, ...]]":
        """Make a model of a draft, and say what is wrong; *tried* has been tried in vain."""
        if draft.kind == PATCH:
            from takeaction.models.patch import Patch

            fields, cls = {**draft.fields, "target": draft.id}, Patch
        else:
            cls = CLASSES[Kind(draft.kind)]
            fields = {**draft.fields, "id": f"{setting.pack}:{draft.id}"}
        if self._notes.is_skimmed(draft.file):
            return briefly(fields, cls, setting._replace(items=self._limits.items))
        enough = self._limits.mistakes + 1
        model, wrong = structure(fields, cls, setting, at_once=tried is None, most=enough)
        if len(wrong) == enough:
            self._notes.skim(draft.file)
        return model, wrong


def _makers(drafts: Iterable[Draft]) -> Mapping[str, Leaf]:
    """Return what makes the records of each kind that is there; patches are always looked at."""
    kinds = {draft.kind for draft in drafts} - {PATCH}
    classes: dict[str, Any] = {kind: CLASSES[Kind(kind)] for kind in kinds}
    return {kind: maker(cls) for kind, cls in classes.items()}


def _several(drafts: Collection[Draft]) -> Mapping[tuple[bool, str], int]:
    """Return how many times each stands that may stand once; nothing if none stands twice."""
    if len({draft.id for draft in drafts}) == len(drafts):  # at a glance: of most packs
        return {}
    found = Counter(map(_identity, drafts))
    return found if found.total() > len(found) else {}


def _identity(draft: Draft) -> tuple[bool, str]:
    """Return what may stand once in a pack: the id of a record, or the target of a patch."""
    return draft.kind == PATCH, draft.id


def is_patch(model: Model) -> "TypeIs[Patch]":
    """Tell whether this is a patch; its class is not imported where there is none."""
    return not isinstance(model, (Record, Word))
