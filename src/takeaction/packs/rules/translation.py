"""Translations: a language that the pack says it speaks, and a text that is still there."""

from takeaction.errors import shown
from takeaction.models.pack import Header
from takeaction.models.text import Text
from takeaction.packs.content import Translation
from takeaction.packs.faults import Fault
from takeaction.packs.rules import meaning


def fault_of(each: Translation, text: Text | None, header: Header) -> Fault | None:
    """Return what is wrong with a translation: its language, its place, or its age.

    Args:
        each: The translation.
        text: The text that it translates; None if there is none.
        header: What the pack says about itself.
    """
    for fault in meaning.tag_faults(each.language, ""):
        return fault
    if each.language not in header.languages:
        problem = f"the pack does not say that it speaks {shown(each.language)}."
        return Fault("lang.undeclared", "", problem, "add it to languages in pack.toml.")
    if text is None:
        problem = "it translates a text that is not there."
        return Fault("ref.missing", "", problem, "take it out, or mend its msgctxt.")
    if each.source is not None and each.source != str(text):
        problem = "it translates an older text; the source words are shown instead."
        return Fault("lang.stale", "", problem, "translate the new text.")
    return None
