"""The registry of codes: every mistake in a pack and every refused question, once.

The docs list these codes and the tests provoke each of them. A new code starts here.
"""

from collections.abc import Mapping

from takeaction.errors import (
    ContentError,
    DuplicateIdError,
    FieldError,
    LinkError,
    LockError,
    Outcome,
    PackError,
    PackRefusedError,
    PackSyntaxError,
    Where,
    WithdrawnError,
)

_QUARANTINE, _DROP, _WARN = Outcome


class Code:
    """One kind of mistake in a pack.

    Attributes:
        error: The class of its errors.
        outcome: Its usual cost; a few callers of ``mistake`` pass another.
        title: A description of one line, for lists of codes.
    """

    def __init__(self, error: type[PackError], outcome: Outcome, title: str) -> None:
        self.error = error
        self.outcome = outcome
        self.title = title


CODES: Mapping[str, Code] = {
    # The files of a pack
    "read.archive": Code(
        PackSyntaxError,
        _QUARANTINE,
        "not a zip file, or a member of it is damaged or packed in an unusual way",
    ),
    "read.duplicate": Code(PackSyntaxError, _QUARANTINE, "a name appears twice in an archive"),
    "read.encoding": Code(PackSyntaxError, _QUARANTINE, "a file is not UTF-8"),
    "read.failed": Code(PackSyntaxError, _QUARANTINE, "the file cannot be read"),
    "read.link": Code(PackSyntaxError, _QUARANTINE, "a link, or not a regular file"),
    "read.missing": Code(PackSyntaxError, _QUARANTINE, "no such folder or file, or no pack in it"),
    "read.outside_pack": Code(PackSyntaxError, _QUARANTINE, "something lies outside the pack"),
    "read.record_mismatch": Code(
        PackSyntaxError, _QUARANTINE, "pack.json is not the file that was installed"
    ),
    "read.unrecorded": Code(
        PackSyntaxError, _WARN, "RECORD has no hash of pack.json, so a change goes unnoticed"
    ),
    "read.ignored": Code(PackSyntaxError, _WARN, "a source beside a built pack; it is not read"),
    "read.unknown_file": Code(
        PackSyntaxError, _WARN, "a file with a name that no pack uses; it is not read"
    ),
    "parse.syntax": Code(PackSyntaxError, _QUARANTINE, "not valid TOML or JSON"),
    "parse.po": Code(
        PackSyntaxError, _WARN, "not valid PO; the translations of that file are left out"
    ),
    "parse.too_deep": Code(PackSyntaxError, _QUARANTINE, "lists and tables are nested too deep"),
    "parse.too_complex": Code(PackSyntaxError, _QUARANTINE, "a key has too many parts"),
    "limit.files": Code(FieldError, _QUARANTINE, "too many files"),
    "limit.size": Code(FieldError, _QUARANTINE, "a file or the pack is too large"),
    "limit.records": Code(FieldError, _QUARANTINE, "too many records"),
    "limit.mistakes": Code(FieldError, _WARN, "a file has more mistakes than are listed"),
    "limit.wording": Code(
        FieldError, _WARN, "too much text with words that may hurt to check all of it closely"
    ),
    # The pack as a whole
    "pack.schema": Code(
        PackRefusedError, _QUARANTINE, "the schema is missing, or this release cannot read it"
    ),
    "pack.bad_id": Code(PackRefusedError, _QUARANTINE, "not a valid id of a pack"),
    "pack.id_mismatch": Code(
        PackRefusedError, _QUARANTINE, "the pack and its entry point have different names"
    ),
    "pack.duplicate_id": Code(DuplicateIdError, _QUARANTINE, "several packs have this id"),
    "pack.missing": Code(
        PackRefusedError, _QUARANTINE, "a pack or a plugin that the host named is not installed"
    ),
    "pack.shadowed": Code(
        PackRefusedError, _WARN, "a pack given by path replaces an installed one"
    ),
    "pack.look_alike": Code(
        PackRefusedError, _WARN, "the id is easily mistaken for another pack's"
    ),
    "pack.requires": Code(
        PackRefusedError, _WARN, "a pack it requires is not loaded, or requires it in turn"
    ),
    "pack.has_code": Code(
        PackRefusedError, _WARN, "something in the pack could be run; it never is"
    ),
    "pack.kind_gone": Code(
        PackRefusedError, _WARN, "a kind of records that the last build or the lock has is gone"
    ),
    "pack.none": Code(PackRefusedError, _WARN, "no pack is loaded"),
    "pack.code_not_allowed": Code(
        PackRefusedError, _WARN, "a distribution offers code that the host has not allowed"
    ),
    "pack.import_failed": Code(PackRefusedError, _QUARANTINE, "a code plugin cannot be imported"),
    "pack.hook_failed": Code(PackRefusedError, _QUARANTINE, "a hook of a code plugin failed"),
    "pack.hook_order": Code(
        PackRefusedError, _QUARANTINE, "a code plugin wraps a hook, or asks to run first or last"
    ),
    "pack.foreign_file": Code(
        PackRefusedError, _WARN, "a distribution claims a file of another pack"
    ),
    "pack.two_owners": Code(PackRefusedError, _WARN, "two distributions claim one file"),
    # A wheel, before it is installed
    "wheel.entry_point": Code(
        PackRefusedError, _QUARANTINE, "the entry points do not name one pack"
    ),
    "wheel.outside": Code(PackRefusedError, _WARN, "a file outside the folder of the pack"),
    "wheel.record": Code(PackRefusedError, _WARN, "RECORD does not fit the files of the wheel"),
    # The library itself
    "core.changed": Code(
        PackSyntaxError, _WARN, "a file of takeaction is not the one that was installed"
    ),
    "host.suppressed": Code(FieldError, _WARN, "the host hides this record"),
    "host.prefer": Code(
        FieldError, _WARN, "the host prefers a pack that is not loaded, or that the lock leaves out"
    ),
    # The lock
    "lock.unreadable": Code(LockError, _QUARANTINE, "the lock file is missing or cannot be read"),
    "lock.form": Code(LockError, _QUARANTINE, "not a valid lock file"),
    "lock.core_changed": Code(LockError, _WARN, "the core's own data are not those accepted"),
    "lock.safety_changed": Code(
        LockError, _DROP, "a safety-critical value has changed since it was accepted"
    ),
    "lock.unknown_record": Code(LockError, _DROP, "nobody has accepted this record of the pack"),
    "lock.missing_record": Code(LockError, _WARN, "an accepted record is gone"),
    "lock.reworded": Code(LockError, _WARN, "only the wording has changed since it was accepted"),
    "lock.unknown_pack": Code(LockError, _WARN, "nobody has accepted this pack"),
    "lock.unknown_patch": Code(
        LockError,
        _DROP,
        "a pack that nobody accepted adds to an accepted one; the addition is left out",
    ),
    "lock.missing_pack": Code(LockError, _WARN, "an accepted pack is not installed"),
    # Withdrawals
    "withdrawn.unreadable": Code(
        WithdrawnError, _QUARANTINE, "the list of withdrawals is missing or cannot be read"
    ),
    "withdrawn.form": Code(WithdrawnError, _QUARANTINE, "not a whole list of withdrawals"),
    "withdrawn.pack": Code(
        WithdrawnError, _QUARANTINE, "this edition of the pack was withdrawn by its publisher"
    ),
    "withdrawn.record": Code(
        WithdrawnError, _DROP, "the record or the contact was withdrawn by its publisher"
    ),
    "withdrawn.elsewhere": Code(
        WithdrawnError, _WARN, "a contact has a number that was withdrawn in another record"
    ),
    "withdrawn.coverage": Code(
        WithdrawnError, _WARN, "the last contact of a place in a language was withdrawn"
    ),
    # Ids and links
    "id.bad": Code(FieldError, _DROP, "not a valid id"),
    "id.duplicate": Code(DuplicateIdError, _DROP, "two records or two contacts have the same id"),
    "id.foreign_namespace": Code(FieldError, _QUARANTINE, "the id names another pack"),
    "ref.missing": Code(LinkError, _DROP, "no such record in this pack"),
    "ref.kind": Code(LinkError, _DROP, "a link to a record of the wrong kind"),
    "ref.cycle": Code(LinkError, _DROP, "links that form a circle"),
    "ref.dropped": Code(LinkError, _WARN, "a link to a record that was left out"),
    "word.unknown": Code(FieldError, _DROP, "no such skill, role, topic or product"),
    "region.unknown": Code(FieldError, _DROP, "not a region code"),
    # The form of fields
    "shape.missing_field": Code(FieldError, _DROP, "a required field is missing"),
    "shape.unknown_field": Code(FieldError, _DROP, "no such field"),
    "shape.unknown_word": Code(FieldError, _DROP, "a word that is not in its closed list"),
    "shape.wrong_type": Code(FieldError, _DROP, "a value of the wrong type"),
    "shape.duplicate": Code(FieldError, _DROP, "the same item twice in a set"),
    "shape.duplicate_key": Code(FieldError, _QUARANTINE, "a key appears twice in pack.json"),
    "shape.empty": Code(FieldError, _DROP, "a required set is empty"),
    "shape.minutes": Code(FieldError, _DROP, "minutes that are not min ≤ typical ≤ max"),
    "shape.steps": Code(FieldError, _WARN, "an action with fewer than 3 or more than 7 steps"),
    "shape.replaced": Code(FieldError, _DROP, "fields that contradict each other"),
    "shape.context": Code(FieldError, _DROP, "only one of element and grade is context"),
    "shape.child_grade": Code(FieldError, _DROP, "a child grade lower than the grade"),
    "shape.history": Code(FieldError, _DROP, "years out of order, or repeated"),
    "limit.length": Code(FieldError, _DROP, "a text is too long"),
    "limit.items": Code(
        FieldError, _DROP, "a list or table has too many items, or is nested too deep"
    ),
    "limit.contacts": Code(FieldError, _DROP, "a resource has too many contacts"),
    "limit.number": Code(FieldError, _DROP, "a number is out of range"),
    "shape.deprecated": Code(FieldError, _WARN, "an old field that another one has replaced"),
    "limit.broader": Code(FieldError, _DROP, "more than 16 words, each broader than the last"),
    "text.control": Code(FieldError, _DROP, "a control or invisible character"),
    "text.bidi": Code(FieldError, _DROP, "a character that changes the direction of text"),
    "text.marks": Code(FieldError, _DROP, "too many combining marks in a row"),
    "text.not_nfc": Code(FieldError, _DROP, "a built pack holds text that is not NFC"),
    "text.confusable": Code(FieldError, _WARN, "a host name with letters outside ASCII"),
    "text.number": Code(
        FieldError, _WARN, "a text names a number or an address that is not its record's own"
    ),
    "date.form": Code(FieldError, _DROP, "not a date"),
    "date.day": Code(FieldError, _DROP, "not a day of the year"),
    "date.hours": Code(
        FieldError, _WARN, "opening hours that cannot be read; they count as unknown"
    ),
    "date.no_zone": Code(
        FieldError, _WARN, "opening hours without a time zone; they count as unknown"
    ),
    "date.zone": Code(FieldError, _WARN, "an unknown time zone; the hours count as unknown"),
    "date.future": Code(FieldError, _WARN, "a date in the future"),
    # Languages
    "terms.count": Code(
        FieldError, _WARN, "a record has more terms in people_say than are searched"
    ),
    "terms.form": Code(FieldError, _WARN, "a term is too long, empty or several in one"),
    "lang.tag": Code(FieldError, _DROP, "not a language tag"),
    "lang.undeclared": Code(
        FieldError, _WARN, "a translation in a language that the header does not list"
    ),
    "lang.stale": Code(FieldError, _WARN, "a translation of an older text"),
    "lang.taken": Code(
        FieldError, _WARN, "a patch translates into a language that the record already has"
    ),
    "lang.number": Code(FieldError, _WARN, "a translation in a patch adds a number or an address"),
    "lang.script": Code(
        FieldError, _WARN, "a text in a script that its language is not written in"
    ),
    "lang.negation": Code(FieldError, _WARN, "a translation that lost or gained a “not”"),
    "lang.review": Code(
        FieldError, _WARN, "a mark of review of a translation that says too little"
    ),
    "lang.length": Code(FieldError, _WARN, "a translation far shorter than its original"),
    "frame.language": Code(
        FieldError, _WARN, "a pack translates our sentences into a language that we have"
    ),
    "frame.slots": Code(FieldError, _WARN, "a translated sentence of ours with other slots"),
    "frame.content": Code(FieldError, _WARN, "a translated sentence of ours that adds something"),
    "frame.incomplete": Code(FieldError, _WARN, "only some of our first sentences are translated"),
    # Contacts and addresses
    "contact.dial": Code(FieldError, _DROP, "not a phone number"),
    "contact.no_region": Code(FieldError, _DROP, "a national number without its country"),
    "contact.incomplete": Code(
        FieldError, _DROP, "a contact lacks what its channel needs, or has what it cannot use"
    ),
    "contact.label_mismatch": Code(FieldError, _DROP, "the number shown is not the number dialled"),
    "contact.characters": Code(
        FieldError, _DROP, "a number or a word to send with characters that it cannot have"
    ),
    "contact.premium": Code(FieldError, _DROP, "a premium-rate number"),
    "contact.region_mismatch": Code(
        FieldError, _WARN, "a number from another country than the record's"
    ),
    "region.too_wide": Code(
        FieldError, _WARN, "a number of one country, but the record claims other places too"
    ),
    "contact.near_miss": Code(
        FieldError, _WARN, "numbers in two packs that differ by one typing slip"
    ),
    "contact.two_numbers": Code(
        FieldError, _WARN, "two packs give one organisation different numbers"
    ),
    "contact.crowded": Code(FieldError, _WARN, "too many numbers to compare across packs"),
    "contact.no_range": Code(
        FieldError, _WARN, "a number in no range that its country has assigned"
    ),
    "contact.emergency": Code(
        FieldError, _DROP, "an emergency number that is not the core's number for the place"
    ),
    "contact.email": Code(FieldError, _DROP, "not an email address"),
    "url.scheme": Code(FieldError, _DROP, "not an https address"),
    "url.host": Code(FieldError, _DROP, "not the name of a public host"),
    "url.userinfo": Code(FieldError, _DROP, "an address that hides its host behind an @"),
    "url.bad": Code(FieldError, _DROP, "characters that no address has"),
    "url.lookalike": Code(FieldError, _WARN, "a host that looks like that of another pack"),
    "url.gone": Code(FieldError, _WARN, "a page that is gone"),
    "url.refused": Code(FieldError, _WARN, "an address that is not on the open web"),
    # Spreadsheets
    "sheet.separator": Code(FieldError, _DROP, "no commas between cells"),
    "sheet.quote": Code(FieldError, _DROP, "a double quote that is never closed"),
    "sheet.row": Code(FieldError, _DROP, "a row with too few or too many cells"),
    "sheet.column": Code(FieldError, _DROP, "a column that is unknown, repeated or missing"),
    "sheet.no_id": Code(FieldError, _DROP, "a row without an id"),
    "sheet.differs": Code(FieldError, _DROP, "rows with the same id that contradict each other"),
    "sheet.empty": Code(FieldError, _DROP, "a sheet without records"),
    "sheet.name": Code(
        FieldError, _DROP, "a sheet whose name says no kind of record, or a second one for a kind"
    ),
    "sheet.header": Code(FieldError, _DROP, "headings that are not in the first row"),
    "sheet.example": Code(FieldError, _DROP, "an example of the template, changed or left over"),
    "sheet.struck": Code(FieldError, _DROP, "a cell that is struck out"),
    "sheet.merged": Code(FieldError, _DROP, "merged cells"),
    "sheet.formula": Code(FieldError, _DROP, "a formula, or the error one left behind"),
    "sheet.plus": Code(FieldError, _DROP, "a number that has lost its + or its zeros"),
    "sheet.zeros": Code(FieldError, _DROP, "a code or number that has lost its leading zeros"),
    "sheet.scientific": Code(FieldError, _DROP, "a long number cut short, such as 1.8E+10"),
    "sheet.date": Code(FieldError, _DROP, "a date in another form, or a value turned into a date"),
    "sheet.printed": Code(FieldError, _DROP, "typographic dashes, quotes or spaces in a code"),
    "sheet.garbled": Code(FieldError, _DROP, "letters read in the wrong encoding"),
    "sheet.number": Code(
        FieldError, _DROP, "a number or a date where text belongs, or the reverse"
    ),
    "sheet.terms": Code(FieldError, _DROP, "terms without the language they are in"),
    "sheet.yes_no": Code(FieldError, _DROP, "neither yes nor no"),
    # Texts that could hurt somebody
    "content.unverified_number": Code(ContentError, _WARN, "a number that nobody has verified"),
    "content.dangerous_advice": Code(
        ContentError,
        _WARN,
        "advice to confront, follow, film, free or hide somebody, or to tell nobody",
    ),
    "content.stigma": Code(ContentError, _WARN, "a word that blames people, or hides the harm"),
    "content.promise": Code(ContentError, _WARN, "a promise that nobody can keep"),
    "content.identity_sign": Code(ContentError, _WARN, "a sign about who somebody is"),
    "content.context_text": Code(
        ContentError, _WARN, "an item that never counts and does not say so"
    ),
    "content.not_proof": Code(ContentError, _WARN, "a pack with indicators that has no caveat"),
    "content.no_safety": Code(ContentError, _WARN, "an action with a risk that has no safety line"),
    "content.no_emergency": Code(
        ContentError,
        _WARN,
        "an action about a concern that does not put the emergency number first",
    ),
    "content.own_eyes": Code(
        ContentError, _WARN, "a reporting action that does not ask for what people saw themselves"
    ),
    "content.own_review": Code(
        ContentError,
        _WARN,
        "a review by the publisher of the pack, or by whoever verified or translated the text",
    ),
    "content.stale_review": Code(
        ContentError, _WARN, "a review of something that has changed since"
    ),
    "content.child_help": Code(
        ContentError,
        _WARN,
        "an action for young people with a concern that names nobody to turn to",
    ),
}
"""Every kind of mistake in a pack, a lock file or a spreadsheet, by its code."""

QUERY_CODES: Mapping[str, str] = {
    "query.at": "not a moment with a time zone",
    "query.budget": "not a whole number of minutes from 1 to 527,040 (a year)",
    "query.catalog": "not a Catalog",
    "query.columns": "a mapping of columns, or a column, that does not fit a table of people",
    "query.concern": "neither True nor False, nor self or other",
    "query.country": "an origin or a destination that is not one country",
    "query.details": "neither True nor False",
    "query.folder": "the folder for a new pack is not empty",
    "query.goods": "a good without a name",
    "query.id": "not a valid id for a new pack",
    "query.key": "a key that the question does not have",
    "query.language": "not a language",
    "query.languages": "not a list of languages",
    "query.length": "more than a question can hold: too long a word, or too many words",
    "query.limit": "not a whole number from 1",
    "query.limits": "not a Limits, or a limit that is not a whole number from 1",
    "query.lock": "neither a lock nor the path of its file",
    "query.lock_mode": "not a lock mode",
    "query.unknown": "neither warn nor hold",
    "query.minutes": "not a whole number of minutes from 1 to 527,040 (a year)",
    "query.object": "not a JSON object",
    "query.on_mistake": "neither skip nor raise",
    "query.page": "not the https address of a page",
    "query.plan": "not a Plan, or an empty one",
    "query.poster": "no number of a place may go on a poster",
    "query.prefer": "not ids of packs, each with the name of a distribution",
    "query.profile": "not a Profile",
    "query.purpose": "not a purpose of help",
    "query.query": "not a HelpQuery or a PurchaseQuery",
    "query.suppress": "not record ids, each with a reason",
    "query.table": "not a table of people",
    "query.text": "nothing to search for",
    "query.titles": "neither True nor False",
    "query.weights": "negative weights, or weights that do not sum to 10,000",
    "query.when": "not a mapping of signs to times",
    "query.withdrawn": "not the path of a list of withdrawals",
    "query.words": "one text where a list is needed",
}
"""Every reason to refuse a question: the code of a QueryError, and one line about it."""


def mistake(  # noqa: PLR0913, PLR0917 - the fields of a PackError
    code: str,
    problem: str,
    where: Where,
    fix: str = "",
    outcome: Outcome | None = None,
    distribution: str | None = None,
) -> PackError:
    """Return the error for a code, of the class and with the outcome in the registry.

    Args:
        code: One of CODES.
        problem: The problem, a sentence.
        where: Its place.
        fix: What to do about it, a sentence; empty where no fix is certain.
        outcome: The cost, where it differs from the usual one.
        distribution: The installed distribution that the pack came from, or None.
    """
    kind = CODES[code]
    return kind.error(code, problem, where, fix, outcome or kind.outcome, distribution)
