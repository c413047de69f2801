"""Languages of a directory: ISO 639 codes or names become BCP 47 tags."""

from takeaction.authoring.hsds.service import HsdsObject
from takeaction.authoring.new import find_language
from takeaction.errors import QueryError
from takeaction.packs.rules.meaning import tag_faults

_SHORT_CODE = 2


def tags_of(owner: HsdsObject) -> list[str]:
    """Return the tags of the languages of a service or a phone, each once; others are lost."""
    return [*dict.fromkeys(filter(None, map(_tag, owner.objects("languages"))))]


def _tag(language: HsdsObject) -> str:
    code, name, note = (language.text(field) for field in ("code", "name", "note"))
    code = code.lower()
    if note.partition("-")[0].lower() == code and not any(tag_faults(note, "note")):
        return note  # our own export writes es-MX there
    if len(code) == _SHORT_CODE and not any(tag_faults(code, "code")):
        return code
    try:
        return find_language(name)
    except QueryError:
        if code and not any(tag_faults(code, "code")):
            return code
        language.lose("", "no language has this code or name")
        return ""
