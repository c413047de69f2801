"""Words that a pack lends to a text of another pack: they translate it, and do nothing else."""

from typing import TYPE_CHECKING
from unicodedata import digit

from takeaction.errors import shown
from takeaction.models.text import Text
from takeaction.packs.faults import Fault

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
    from takeaction.packs.pinning import called_in

    digits = _digits(each.source)
    for called in called_in(each.text):
        number = _digits(called)
        if called.casefold() not in each.source.casefold() and not (number and number in digits):
            return called
    return None


def _digits(text: str) -> str:
    return "".join([str(digit(sign)) for sign in text if sign.isdigit()])
