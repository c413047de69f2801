"""Every mistake that a pack can have: its text, its class, its cost and its place.

For each code there is a smallest pack in ``tests/mistakes/<code>/``; what a file cannot hold
(links, archives, bytes, distributions) is made here.
"""

import ast
import base64
import hashlib
import re
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

import takeaction
from takeaction.errors import Outcome
from takeaction.limits import Limits
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.lock.withdrawn import WithdrawnList, make_withdrawal
from takeaction.packs.reading.content import parse_field
from takeaction.packs.sources.plugins import hookimpl
from takeaction.vocabulary.codes import CODES, QUERY_CODES

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FOLDER = Path(__file__).parent / "mistakes"
SOURCES = Path(takeaction.__file__).parent
FIXTURES = sorted(path.name for path in FOLDER.iterdir() if path.name != "good")
HEADER = (FOLDER / "good" / "pack.toml").read_text("utf-8")
FAMILIES = sorted({code.partition(".")[0] for code in (*CODES, *QUERY_CODES)})
CODE = re.compile("|".join(rf"{family}\.[a-z0-9_]+" for family in FAMILIES))
NO_CODES = {"pack.toml", "pack.json", "pack.zip", "date.month"}
"""Files, and a text of a page."""

COMPOSED = {
    f"query.{field}"
    for field in (
        *(
            "budget",
            "concern",
            "details",
            "limit",
            "profile",
            "query",
        ),
        "titles",
    )
}
"""The source composes these from the name of an argument."""

ELSEWHERE = {
    "contact.no_range",
    "core.changed",
    "lock.form",
    "lock.unreadable",
    "pack.kind_gone",
    "url.gone",
    "url.refused",
    "withdrawn.form",
    "withdrawn.unreadable",
}
"""They come from the author's tools, or are raised; each is tested with its module."""


@attrs.frozen
class Told:
    """The text and the place of a mistake.

    Attributes:
        text: Its full text; ``{place}`` is the path of the pack.
        line: Its line, or None.
        field: Its field, or None.
        outcome: Its cost, where it differs from the registry; else None.
    """

    text: str
    line: int | None = None
    field: str | None = None
    outcome: Outcome | None = None


TABLE = {
    "withdrawn.coverage": Told(
        (
            "trial: no contact is left for US in en, es: the last one was withdrawn. "
            "Fix: install another pack for these places, or update this one."
        ),
    ),
    "withdrawn.elsewhere": Told(
        (
            'zebra: line.contacts[voice].dial: the same number was withdrawn in "trial:line". '
            "Fix: call it before you rely on it."
        ),
        field="contacts[voice].dial",
    ),
    "withdrawn.pack": Told(
        (
            "trial: this edition was withdrawn on 2026-11-26 by B: R. "
            "Fix: look for a newer edition of the pack."
        ),
    ),
    "withdrawn.record": Told(
        (
            "trial: line: it was withdrawn on 2026-11-26 by B: R. "
            "Fix: look for a newer edition of the pack."
        ),
    ),
    "contact.crowded": Told(
        (
            "trial: line-0.contacts[0].dial: there are too many numbers to compare across "
            "packs. Fix: load fewer packs at once."
        ),
        field="contacts[0].dial",
    ),
    "contact.dial": Told(
        (
            'trial/resources.toml:10: line.contacts[0].dial: "1-888-555-0100" is not an '
            'E.164 number. Fix: write "+18885550100".'
        ),
        line=10,
        field="contacts[0].dial",
    ),
    "contact.email": Told(
        (
            'trial/resources.toml:10: line.contacts[0].email: "nobody" is not an email '
            "address. Fix: write it like name@example.org."
        ),
        line=10,
        field="contacts[0].email",
    ),
    "contact.emergency": Told(
        (
            'trial/resources.toml:10: line.contacts[0]: "+12025550143" is not the emergency number '
            "to call in US. Fix: leave it out: every answer shows the emergency number of the "
            "place."
        ),
        line=10,
        field="contacts[0]",
    ),
    "contact.incomplete": Told(
        (
            "trial/resources.toml:8: line.contacts[0].display: a number needs display: the "
            "number as people in its country write it. Fix: add display."
        ),
        line=8,
        field="contacts[0].display",
    ),
    "contact.characters": Told(
        (
            'trial/resources.toml:11: line.contacts[0].display: "1-888-555-0100, ask for Bob" '
            "has characters that no number has. Fix: write only digits, spaces and "
            "+ ( ) . / * # -; put anything else into note."
        ),
        line=11,
        field="contacts[0].display",
    ),
    "contact.label_mismatch": Told(
        (
            'trial/resources.toml:11: line.contacts[0].display: "1-888-555-0199" and '
            '"+18885550100" are different numbers. Fix: check both with the operator; one of '
            "them is wrong."
        ),
        line=11,
        field="contacts[0].display",
    ),
    "contact.near_miss": Told(
        (
            'trial: line-0.contacts[0].dial: "+18885550100" is one typing slip away from '
            '"+18885550101" of zebra:line-0. Fix: ask the organisation which number is right.'
        ),
        field="contacts[0].dial",
    ),
    "contact.no_region": Told(
        (
            'trial/resources.toml:10: line.contacts[0].dial: "233733" only works inside one '
            "country, and the contact names none. Fix: add the country, such as dial_region ="
            ' "US".'
        ),
        line=10,
        field="contacts[0].dial",
    ),
    "contact.premium": Told(
        (
            'trial/resources.toml:10: line.contacts[0].dial: "+19005550100" is a premium-rate'
            " number. Fix: use a number that is free or charged at the usual rate."
        ),
        line=10,
        field="contacts[0].dial",
    ),
    "contact.region_mismatch": Told(
        (
            'trial/resources.toml:11: line.contacts[0].dial: "+442079460123" is a number in '
            "GB, GG, IM, JE, but the record is for US. Fix: check the number, or add its "
            "country to regions."
        ),
        line=11,
        field="contacts[0].dial",
    ),
    "contact.two_numbers": Told(
        (
            "trial: line-0.contacts[0].dial: another pack gives this organisation another "
            'number: "+18885559999" of zebra:line-0. Fix: ask the organisation which number '
            "is right."
        ),
        field="contacts[0].dial",
    ),
    "content.child_help": Told(
        (
            "trial/actions.toml:5: act.steps: an action for young people with a concern names"
            " no trusted adult or helpline. Fix: name one of them."
        ),
        line=5,
        field="steps",
    ),
    "content.own_review": Told(
        (
            'trial/resources.toml:6: line.reviewed.by: "Helpline lead, The tests" published or '
            "verified this, and cannot review it. Fix: name a practitioner from elsewhere, or "
            "remove the review."
        ),
        line=6,
        field="reviewed.by",
    ),
    "content.stale_review": Told(
        (
            "trial/resources.toml:6: line.reviewed: it was checked on 2026-11-21, after "
            '"A nurse, Harbour" had read it. Fix: let somebody read it again with takeaction '
            "pack review, or remove the mark."
        ),
        line=6,
        field="reviewed",
    ),
    "content.context_text": Told(
        (
            "trial/indicators.toml:3: sign.text: this item never counts, and the text does "
            'not say so. Fix: write "… is not a sign".'
        ),
        line=3,
        field="text",
    ),
    "content.dangerous_advice": Told(
        (
            'trial/actions.toml:4: act.summary: "Follow the driver" can put people in danger.'
            " Fix: say what is safe instead."
        ),
        line=4,
        field="summary",
    ),
    "content.identity_sign": Told(
        (
            'trial/indicators.toml:3: sign.text: "nationality" is about who somebody is, '
            "not what anyone does. Fix: reword it, or make it context."
        ),
        line=3,
        field="text",
    ),
    "content.no_emergency": Told(
        (
            "trial/actions.toml:11: act.safety: the action is about a concern and does not "
            'give the emergency number first. Fix: write "Danger now: call the emergency '
            'number first."'
        ),
        line=11,
        field="safety",
    ),
    "content.no_safety": Told(
        (
            "trial/actions.toml:1: act.safety: the action has a risk and no safety line. Fix:"
            " write what keeps people safe."
        ),
        line=1,
        field="safety",
    ),
    "content.not_proof": Told(
        (
            "trial/pack.toml:1: caveat: the pack has indicators, and its caveat does not say "
            'that no sign is proof. Fix: write caveat = "A sign is not proof. …".'
        ),
        line=1,
        field="caveat",
    ),
    "content.own_eyes": Told(
        (
            "trial/actions.toml:11: act.safety: the action asks for reports, but not only of "
            'what people saw themselves. Fix: write "Report what you saw yourself, not what '
            'you read online."'
        ),
        line=11,
        field="safety",
    ),
    "content.promise": Told(
        (
            'trial/actions.toml:4: act.summary: "100% ethical" is a promise that nobody '
            "can keep. Fix: say who checks what, and how."
        ),
        line=4,
        field="summary",
    ),
    "content.stigma": Told(
        (
            'trial/actions.toml:4: act.summary: "pimps" blames people or hides the harm. Fix:'
            " use the wording table in the docs."
        ),
        line=4,
        field="summary",
    ),
    "content.unverified_number": Told(
        (
            "trial/resources.toml:10: line.contacts[0].dial: nobody has verified this number."
            " Fix: call it, or leave the number out."
        ),
        line=10,
        field="contacts[0].dial",
    ),
    "date.day": Told(
        (
            'trial/actions.toml:10: act.days[0]: "02-30" is not a day of the year. Fix: write'
            " MM-DD, such as 07-30."
        ),
        line=10,
        field="days[0]",
    ),
    "date.form": Told(
        (
            'trial/resources.toml:6: line.verified.on: "24 November 2026" is not a date. '
            "Fix: write 2026-11-24, without quotation marks."
        ),
        line=6,
        field="verified.on",
    ),
    "date.future": Told(
        (
            "trial/resources.toml:6: line.verified.on: 2099-01-01 is in the future. Fix: "
            "write the actual day."
        ),
        line=6,
        field="verified.on",
    ),
    "date.hours": Told(
        (
            'trial/resources.toml:12: line.contacts[0].hours: the opening hours "9 to 5" are not '
            "valid: each span reads like Mo-Fr 09:00-17:00, with ', ' between spans; they "
            'count as unknown. Fix: write them like "Mo-Fr 09:00-17:00, Sa 10:00-14:00" or "24/7".'
        ),
        line=12,
        field="contacts[0].hours",
    ),
    "date.no_zone": Told(
        (
            "trial/resources.toml:12: line.contacts[0].hours: these hours have no time zone; they "
            "count as unknown. "
            'Fix: add the zone, such as zone = "America/New_York".'
        ),
        line=12,
        field="contacts[0].hours",
    ),
    "date.zone": Told(
        (
            'trial/resources.toml:13: line.contacts[0].zone: "Mars/Phobos" is not an IANA '
            "time zone; the hours count as unknown. Fix: write a zone such as "
            "America/New_York."
        ),
        line=13,
        field="contacts[0].zone",
    ),
    "text.number": Told(
        (
            'trial/resources.toml:5: line.summary: people will read "18885550199" here, where '
            "nothing checks it. Fix: put it into dial and display of a contact, or leave it out."
        ),
        line=5,
        field="summary",
    ),
    "host.prefer": Told(
        (
            'trial: the host prefers the pack from "a-distribution", which is not loaded. '
            "Fix: correct the id or the distribution, or install it."
        ),
    ),
    "host.suppressed": Told('trial: line: the host hides this record: "It moved".'),
    "id.bad": Told(
        (
            'trial/resources.toml:2: The Line.id: "The Line" is not a valid id. Fix: write '
            '"the-line".'
        ),
        line=2,
        field="id",
    ),
    "id.duplicate": Told(
        ('trial/actions.toml:2: line.id: 2 records have the id "line". Fix: give each its own id.'),
        line=2,
        field="id",
    ),
    "id.foreign_namespace": Told(
        (
            "trial/resources.toml:2: us-hotline:national-hotline.id: "
            '"us-hotline:national-hotline" belongs to another pack. Fix: use [[patch]] to add'
            " to a record of another pack."
        ),
        line=2,
        field="id",
    ),
    "frame.language": Told(
        (
            "trial/locale/es.po:1: @takeaction#emergency.local: takeaction has its own sentences "
            'in "es". Fix: remove these entries; records keep theirs.'
        ),
        line=1,
    ),
    "frame.slots": Told(
        (
            "trial/locale/pl.po:1: @takeaction#label.help_line: its places to fill in are not "
            "those of the original ({line}). Fix: keep each of them once, as it is written."
        ),
        line=1,
    ),
    "frame.content": Told(
        (
            'trial/locale/pl.po:1: @takeaction#lines.one: it has "0", and the first sentences '
            "hold nothing but words. Fix: translate the sentence and add nothing to it."
        ),
        line=1,
    ),
    "frame.incomplete": Told(
        (
            "trial/locale/pl.po:1: @takeaction#lines.one: the first sentences lack "
            "emergency.number, emergency.number_child, emergency.number_police and 152 more. "
            "Fix: finish all of them, without the flag fuzzy, or take them out."
        ),
        line=1,
    ),
    "lang.review": Told(
        (
            'trial/locale/es.po:1: line#name: the mark of "A nurse, Harbour" does not say which '
            "words were read. Fix: let somebody read it again with takeaction pack review, or "
            "remove the mark."
        ),
        line=1,
    ),
    "lang.stale": Told(
        (
            "trial/locale/es.po:1: line#name: it translates an older text; the source "
            "words are shown instead. Fix: translate the new text."
        ),
        line=1,
    ),
    "lang.taken": Told(
        (
            'other: trial:line: its words in "en-US" would replace the pack\'s own. '
            "Fix: leave them out."
        ),
    ),
    "lang.number": Told(
        (
            'other: trial:line: its words mention "190055", which the original does not. '
            "Fix: translate the original without adding to it."
        ),
    ),
    "lang.script": Told(
        (
            'trial/locale/ar.po:1: line#summary: its letters are Latin, and "ar" is written in '
            "others. Fix: name the language it is in, or translate it."
        ),
        line=1,
    ),
    "lang.negation": Told(
        (
            'trial/locale/es.po:1: line#summary: the original has "not" or "never", and it has '
            "neither. Fix: translate what the text forbids."
        ),
        line=1,
    ),
    "lang.length": Told(
        (
            "trial/locale/es.po:1: line#summary: it has 9 characters for 45 of the original. "
            "Fix: translate all of the text."
        ),
        line=1,
    ),
    "lang.tag": Told(
        ('trial/pack.toml:6: languages: "English" is not a language tag. Fix: write "en".'),
        line=6,
        field="languages",
        outcome=Outcome.QUARANTINE,
    ),
    "lang.undeclared": Told(
        (
            'trial/locale/es.po:1: line#name: the pack does not list "es" among its languages. '
            "Fix: add it to languages in pack.toml."
        ),
        line=1,
    ),
    "limit.broader": Told(
        (
            "trial/words.toml:5: w0.broader: there are more than 16 words, each broader than "
            "the last. Fix: leave some out."
        ),
        line=5,
        field="broader",
    ),
    "limit.contacts": Told(
        (
            "trial/resources.toml:6: line.contacts: this has 51 contacts; the limit is 50. "
            "Fix: keep those that somebody would use, or split the resource."
        ),
        line=6,
        field="contacts",
    ),
    "limit.files": Told("{place}: it has more than 1 files. Fix: combine some of them."),
    "limit.items": Told(
        ("{place}/pack.toml:1: this has more than 4 items, or is nested too deep. Fix: split it."),
        line=1,
        outcome=Outcome.QUARANTINE,
    ),
    "limit.length": Told(
        (
            "trial/resources.toml:3: line.name: this has 201 characters; the limit is 200. "
            "Fix: shorten it."
        ),
        line=3,
        field="name",
    ),
    "limit.mistakes": Told(
        ("trial/actions.toml: this file has at least 1 more mistakes. Fix: fix those above first."),
    ),
    "limit.number": Told(
        (
            "trial/actions.toml:6: act.minutes.min: an action takes at least one minute. Fix:"
            " write 1 or more."
        ),
        line=6,
        field="minutes.min",
    ),
    "limit.records": Told("{place}: it has more than 1 records. Fix: split it into two packs."),
    "limit.size": Told(
        ("{place}/actions.toml: this has 300,000 bytes; the limit is 262,144. Fix: split it."),
    ),
    "limit.wording": Told(
        (
            "trial/pack.toml:1: more than 2,000,000 characters of text contain words that may"
            " hurt; the rest was not checked closely. Fix: split the pack."
        ),
        line=1,
    ),
    "pack.bad_id": Told(
        (
            '{place}/pack.toml:1: id: "us-hotIine" is not a valid id of a pack. Fix: '
            "use a-z, 0-9 and hyphens between them."
        ),
        line=1,
        field="id",
    ),
    "lock.core_changed": Told(
        (
            "the data of takeaction itself are not those that were accepted. Fix: if you have not "
            "updated takeaction, install it again; if you have, accept them with "
            '"takeaction lock --accept core --reviewer NAME".'
        ),
    ),
    "lock.missing_record": Told(
        (
            'trial: act: "Act" was accepted, and is gone. Fix: see "takeaction lock --diff", '
            'then accept it with "takeaction lock --accept trial --reviewer NAME".'
        ),
    ),
    "lock.unknown_record": Told(
        (
            'trial: more: "Act" is new; nobody has accepted it. Fix: see "takeaction lock '
            '--diff", then accept it with "takeaction lock --accept trial --reviewer NAME".'
        ),
    ),
    "lock.missing_pack": Told(
        (
            "trial: this pack is in the lock, but it is not installed. Fix: install it, or "
            'remove it from the lock with "takeaction lock --accept trial --reviewer NAME".'
        ),
    ),
    "lock.reworded": Told(
        (
            "trial: its wording has changed since it was accepted; nothing safety-critical "
            'has. Fix: see "takeaction lock --diff", then accept it with "takeaction lock '
            '--accept trial --reviewer NAME".'
        ),
    ),
    "lock.safety_changed": Told(
        (
            'trial: act.steps[0]: "Act", step: was "One.", now "Another.". Fix: see "takeaction '
            'lock --diff", then accept it with "takeaction lock --accept trial --reviewer NAME".'
        ),
        field="steps[0]",
    ),
    "lock.unknown_pack": Told(
        (
            'trial: this pack is not in the lock. Fix: see "takeaction lock --diff", then '
            'accept it with "takeaction lock --accept trial --reviewer NAME".'
        ),
    ),
    "lock.unknown_patch": Told(
        (
            "other: trial:line: nobody has accepted what this adds to an accepted pack. Fix: see "
            '"takeaction lock --diff", then accept it with "takeaction lock --accept other '
            '--reviewer NAME".'
        ),
    ),
    "pack.none": Told(
        "no pack is loaded, so there is nothing to answer from. Fix: install some, such as "
        "takeaction-pack-us-hotline, the way you installed takeaction."
    ),
    "pack.code_not_allowed": Told(
        (
            "some-pack: this distribution offers code, but the host has not allowed it. "
            'Fix: if you trust it, name it: load(plugins={"some-pack"}).'
        ),
    ),
    "pack.duplicate_id": Told(
        (
            "trial: 2 packs have this id: a path, a path. Fix: keep one of them: only you can tell "
            "which is right."
        ),
    ),
    "pack.foreign_file": Told(
        'trial/other_pack/notes.txt: its distribution claims this file of the pack "other". Fix: '
        "remove this distribution, and install other again."
    ),
    "pack.has_code": Told(
        (
            "trial/install.sh: this file could be run; it never is. Fix: take it out: a "
            "pack is data."
        ),
    ),
    "pack.hook_failed": Told(
        (
            "Failing: its code raised ValueError: no database. Fix: tell its publisher, "
            "or leave it out of plugins."
        ),
    ),
    "pack.hook_order": Told(
        (
            "First: it wraps a hook, or asks to run first or last. Fix: "
            "use @hookimpl without options."
        ),
    ),
    "pack.id_mismatch": Told(
        (
            'trial/pack.json: id: the pack is "other", its entry point "trial". Fix: give both '
            "the same name."
        ),
        field="id",
    ),
    "pack.import_failed": Told(
        (
            "some-pack: its code raised RuntimeError: no licence. Fix: tell its "
            "publisher, or leave it out of plugins."
        ),
    ),
    "pack.look_alike": Told(
        (
            'trial: its id is easily mistaken for "trials". Fix: check that you know '
            "both publishers."
        ),
    ),
    "pack.missing": Told(
        "no-such-pack: no installed distribution contains this pack. Fix: install it, or write "
        "the path of its folder, such as ./my-pack.",
    ),
    "pack.requires": Told(
        'trial: it requires the pack "missing", which is not loaded. Fix: install missing.',
    ),
    "pack.schema": Told(
        (
            "{place}/pack.toml:5: schema: the schema is 99; this release reads schema 1. "
            "Fix: upgrade takeaction."
        ),
        line=5,
        field="schema",
    ),
    "pack.shadowed": Told(
        ("other: the pack given by path replaces the installed one (some-pack)."),
    ),
    "pack.two_owners": Told(
        "trial/some_module/pack.json: two distributions claim this file: its own and other. Fix: "
        "remove the one that you trust less, and install the other one again."
    ),
    "parse.po": Told(
        (
            "trial/locale/es.po:2: this line is not valid PO. The translations of this file"
            ' are left out. Fix: write msgctxt, msgid or msgstr, then a text in "double '
            'quotes".'
        ),
        line=2,
    ),
    "parse.syntax": Told(
        "{place}/resources.toml:2: nothing follows the =. "
        "Fix: write a value behind it, or delete the line.",
        line=2,
    ),
    "parse.too_complex": Told(
        "{place}/resources.toml:1: a key has more than 8 parts. Fix: use fewer levels.",
        line=1,
    ),
    "parse.too_deep": Told(
        (
            "{place}/resources.toml:1: lists and tables are nested more than 16 deep. Fix: "
            "use fewer levels."
        ),
        line=1,
    ),
    "read.archive": Told("pack.zip: this is not a zip file."),
    "read.duplicate": Told("pack.zip/pack.toml: this name appears twice."),
    "read.encoding": Told(
        "{place}/actions.toml:2: this is not UTF-8. Fix: save it as UTF-8.",
        line=2,
    ),
    "read.failed": Told(
        (
            "trial: its installation record cannot be read: 'utf-8' codec can't "
            "decode byte 0xff in position 0: invalid…. Fix: install it again."
        ),
    ),
    "read.link": Told("{place}/actions.toml: this is a link. Fix: put the file itself there."),
    "read.missing": Told(
        (
            "{place}: there is neither pack.toml nor pack.json. Fix: give the folder "
            "that contains one of them."
        ),
    ),
    "read.outside_pack": Told('pack.zip/../actions.toml: "../actions.toml" is outside the pack.'),
    "read.ignored": Told(
        "trial/pack.toml: this source lies beside a built pack, so it is not read. Fix: remove it; "
        "to change the pack, build it again and install it."
    ),
    "read.record_mismatch": Told(
        "trial/pack.json: this is not the file that was installed: its hash differs from RECORD. "
        "Fix: install its distribution again, from a source that you trust."
    ),
    "read.unrecorded": Told(
        "trial/pack.json: RECORD has no SHA-256 hash for this file, so a change of it goes "
        "unnoticed. Fix: install its distribution again, from a source that you trust."
    ),
    "read.unknown_file": Told(
        (
            "{place}/resource.toml: no pack uses a file with this name, so it is not read. "
            "Fix: did you mean resources.toml?"
        ),
    ),
    "ref.cycle": Told(
        (
            "trial/actions.toml:10: act.after: the action comes after itself, in a circle of "
            "act. Fix: break the circle."
        ),
        line=10,
        field="after",
    ),
    "ref.dropped": Told(
        (
            'trial/actions.toml:10: act.resources[0]: "line" has a mistake and was left out. '
            "Fix: fix that record."
        ),
        line=10,
        field="resources[0]",
    ),
    "ref.kind": Told(
        (
            'trial/actions.toml:10: act.resources[0]: "other" is an action, not a resource. '
            "Fix: name a resource."
        ),
        line=10,
        field="resources[0]",
    ),
    "ref.missing": Told(
        (
            'trial/actions.toml:10: act.resources[0]: there is no "lime" in this pack. '
            "Fix: did you mean line?"
        ),
        line=10,
        field="resources[0]",
    ),
    "region.too_wide": Told(
        (
            'trial/resources.toml:11: line.contacts[0].dial: "+442079460123" is a number in '
            "GB, GG, IM, JE, but the record claims 001 too. Fix: name only the countries it "
            "serves, or say in reachable_from where it works."
        ),
        line=11,
        field="contacts[0].dial",
    ),
    "region.unknown": Told(
        (
            'trial/resources.toml:6: line.regions[0]: "Germany" is not a region code. '
            'Fix: write "DE" (Germany).'
        ),
        line=6,
        field="regions[0]",
    ),
    "shape.child_grade": Told(
        (
            "trial/indicators.toml:11: sign.child_grade: child_grade is lower than grade; a "
            "sign weighs no less for a child. Fix: remove it, or raise it."
        ),
        line=11,
        field="child_grade",
    ),
    "shape.context": Told(
        (
            "trial/indicators.toml:5: sign.grade: only one of element and grade is context. "
            "Fix: make both context, or neither."
        ),
        line=5,
        field="grade",
    ),
    "shape.duplicate": Told(
        ('trial/resources.toml:6: line.regions[1]: "GB" appears here twice. Fix: remove one.'),
        line=6,
        field="regions[1]",
    ),
    "shape.duplicate_key": Told(
        (
            '{place}/pack.json: the key "id" appears twice. Fix: build the pack again '
            "from its sources."
        ),
    ),
    "shape.empty": Told(
        ("trial/actions.toml:8: act.modes: modes is empty. Fix: add at least one mode."),
        line=8,
        field="modes",
    ),
    "shape.history": Told(
        (
            "trial/ratings.toml:6: np.history: the years are out of order, or one is "
            "repeated. Fix: put them in order, each once."
        ),
        line=6,
        field="history",
    ),
    "shape.minutes": Told(
        (
            "trial/actions.toml:6: act.minutes: the minutes are not in the order min, "
            "typical, max. Fix: put them in order."
        ),
        line=6,
        field="minutes",
    ),
    "shape.missing_field": Told(
        "trial/resources.toml:1: line.kind: this field is required. Fix: add it.",
        line=1,
        field="kind",
    ),
    "shape.replaced": Told(
        (
            "trial/resources.toml:6: line.replaced_by: only a retired record can have "
            'replaced_by. Fix: write status = "retired", or remove replaced_by.'
        ),
        line=6,
        field="replaced_by",
    ),
    "shape.steps": Told(
        (
            "trial/actions.toml:5: act.steps: an action should have 3 to 7 steps; this one "
            "has 1. Fix: split or combine steps."
        ),
        line=5,
        field="steps",
    ),
    "shape.deprecated": Told(
        (
            "trial/resources.toml:6: line.audience: serves replaces this old field. Fix: write "
            'serves = ["children", "young-people"].'
        ),
        line=6,
        field="audience",
    ),
    "shape.unknown_field": Told(
        (
            'trial/resources.toml:6: line.verifed: there is no field called "verifed". Fix: '
            "did you mean verified?"
        ),
        line=6,
        field="verifed",
    ),
    "shape.unknown_word": Told(
        (
            'trial/resources.toml:4: line.kind: "hot-line" is not in the list. Fix: did '
            "you mean hotline?"
        ),
        line=4,
        field="kind",
    ),
    "shape.wrong_type": Told(
        "trial/resources.toml:6: line.year: this is text, not a whole number. "
        "Fix: write 2026, without quotation marks.",
        line=6,
        field="year",
    ),
    "terms.count": Told(
        (
            "trial/actions.toml:10: act.people_say: this has 41 terms; the first 40 count. "
            "Fix: keep those that people type most."
        ),
        line=10,
        field="people_say",
    ),
    "terms.form": Told(
        (
            'trial/actions.toml:10: act.people_say.en[1]: "?!" has no letter or digit, or a line '
            "break or | in it. Fix: write one term as people type it, in a few words."
        ),
        line=10,
        field="people_say.en[1]",
    ),
    "text.bidi": Told(
        (
            'trial/resources.toml:3: line.name: "A \\u202eline" changes the direction of '
            "writing. Fix: remove that character."
        ),
        line=3,
        field="name",
    ),
    "text.confusable": Told(
        (
            'trial/resources.toml:6: line.url: "xn--exmple-4nf.org" is the ASCII form of a name '
            "with other letters. Fix: check that it is the right site."
        ),
        line=6,
        field="url",
    ),
    "text.control": Told(
        (
            'trial/resources.toml:3: line.name: "A \\u001b[2Jline" contains the character '
            "U+001B. Fix: remove that character."
        ),
        line=3,
        field="name",
    ),
    "text.marks": Told(
        (
            "trial/resources.toml:3: line.name: there are more than 8 combining marks in a "
            "row. Fix: remove them."
        ),
        line=3,
        field="name",
    ),
    "text.not_nfc": Told(
        ("trial/pack.json: line.name: this is not in Unicode form NFC. Fix: build the pack again."),
        field="name",
    ),
    "url.bad": Told(
        (
            'trial/resources.toml:6: line.url: "https://good.example\\@other.example" contains'
            " characters that an address cannot have. Fix: copy it again, and write a space "
            "as %20."
        ),
        line=6,
        field="url",
    ),
    "url.host": Told(
        (
            'trial/resources.toml:6: line.url: "localhost" is not the name of a public host. '
            "Fix: write a full host name, such as example.org, without a port."
        ),
        line=6,
        field="url",
    ),
    "url.lookalike": Told(
        (
            'trial: page.url: "helpline.example.org" looks like "he1pline.example.org" of '
            "zebra:page. Fix: ask the organisation which address is right."
        ),
        field="url",
    ),
    "url.scheme": Told(
        (
            'trial/resources.toml:6: line.url: "http://example.org" is not an https address. '
            'Fix: write "https://example.org", if that address works.'
        ),
        line=6,
        field="url",
    ),
    "url.userinfo": Told(
        (
            'trial/resources.toml:6: line.url: "https://good.example@other.example/" hides '
            "its host behind an @. Fix: write the address without a user name or password."
        ),
        line=6,
        field="url",
    ),
    "wheel.entry_point": Told(
        "some_pack-1.0-py3-none-any.whl/some_pack-1.0.dist-info/entry_points.txt: the wheel names "
        '0 packs; it must name exactly one. Fix: under [project.entry-points."takeaction.packs"], '
        'write one line: id = "package".'
    ),
    "wheel.outside": Told(
        "trial/notes.txt: this is outside the folder of the pack, some_module/. Fix: take it out "
        "of the wheel."
    ),
    "wheel.record": Told(
        "trial/some_pack-1.0.dist-info/RECORD: the wheel has no RECORD, so nothing says what its "
        "files should be. Fix: build the wheel again."
    ),
    "word.unknown": Told(
        (
            'trial/resources.toml:6: line.topics: "fair-trad" is not a known topic. Fix: did '
            "you mean fair-trade?"
        ),
        line=6,
        field="topics",
    ),
}
BESIDE = {
    "withdrawn.coverage": {"withdrawn.record"},
    "withdrawn.elsewhere": {"withdrawn.record"},
    "withdrawn.pack": {"withdrawn.coverage"},
    "withdrawn.record": {"withdrawn.elsewhere"},
    "limit.mistakes": {"shape.unknown_word"},
    "lock.unknown_patch": {"lock.unknown_pack"},
    "pack.two_owners": {"pack.duplicate_id"},
    "ref.dropped": {"shape.wrong_type"},
    "lock.core_changed": {"pack.none"},
    "pack.code_not_allowed": {"pack.none"},
}


# Packs that no fixture file can hold


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def pack(place, files=(), **options):
    return {"paths": [write(place / "pack", {"pack.toml": HEADER, **dict(files)})], **options}


def distribution(place, entries, files=(), **info):
    records = {"METADATA": "Name: some-pack\nVersion: 1.0\n", "RECORD": "", **info}
    records["entry_points.txt"] = entries
    write(place, {f"some_pack-1.0.dist-info/{name}": text for name, text in records.items()})
    write(place, dict(files))
    return {}


def recorded(content):
    digest = hashlib.sha256(content.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def installed(place, id="trial", **info):
    built = '{"pack": {"id": "other", "title": "T", "publisher": "P", "licence": "L", "schema": 1}}'
    entries = f"[takeaction.packs]\n{id} = some_module\n"
    record = {"RECORD": f"some_module/pack.json,{recorded(built)},\n", **info}
    return {"packs": [id]} | distribution(
        place, entries, {"some_module/pack.json": built}, **record
    )


GOOD_BUILT = (
    '{"pack": {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}}'
)
ONE_ENTRY = "[takeaction.packs]\ntrial = some_module\n"
ROW = f"some_module/pack.json,{recorded(GOOD_BUILT)},\n"


def good_pack(place, record=ROW, files=()):
    files = {"some_module/pack.json": GOOD_BUILT, **dict(files)}
    return {"packs": ["trial"]} | distribution(place, ONE_ENTRY, files, RECORD=record)


def beside(place, id, module, record):
    """Install another distribution beside a good pack, with a pack of another folder and id."""
    built = GOOD_BUILT.replace('"trial"', f'"{id}"')
    info = {
        "METADATA": "Name: other\nVersion: 1.0\n",
        "entry_points.txt": f"[takeaction.packs]\n{id} = {module}\n",
        "RECORD": f"{module}/pack.json,{recorded(built)},\n",
    }
    write(place, {f"other-1.0.dist-info/{name}": text for name, text in info.items()})
    write(place, {f"{module}/pack.json": built})
    return good_pack(place, record) | {"packs": sorted({"trial", id})}


def wheel(place, **changes):
    """Write the wheel of a good pack with some files changed, and return how to load it."""
    info = "some_pack-1.0.dist-info"
    files = {
        "some_module/pack.json": GOOD_BUILT,
        f"{info}/entry_points.txt": ONE_ENTRY,
        f"{info}/RECORD": f"{ROW}{info}/entry_points.txt,{recorded(ONE_ENTRY)},\n",
    }
    files |= {name.format(info=info): text for name, text in changes.items()}
    path = place / "some_pack-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        for name, text in files.items():
            if text is not None:
                file.writestr(name, text)
    return {"paths": [path]}


def archive(place, *names):
    path = place / "pack.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name in ("pack.toml", *names):
            file.writestr(name, HEADER)
    return {"paths": [path]}


def twice(place):
    with pytest.warns(UserWarning, match="Duplicate name"):
        return archive(place, "pack.toml")


def link(place):
    options = pack(place)
    (place / "pack" / "actions.toml").symlink_to(FOLDER / "good" / "actions.toml")
    return options


def look_alikes(place):
    one = write(place / "one", {"pack.toml": HEADER})
    two = write(place / "two", {"pack.toml": HEADER.replace('"trial"', '"trials"')})
    return {"paths": [one, two]}


def two_packs(place, dial, times=1):
    def lines(dial):
        display = f"{dial[1]}-{dial[2:5]}-{dial[5:8]}-{dial[8:]}"
        return "".join(
            f'[[resource]]\nid = "line-{n}"\nname = "A line"\nkind = "hotline"\nregions = ["US"]\n'
            'source = { title = "A page" }\nverified = { method = "called" }\n'
            f'contacts = [{{ channel = "voice", dial = "{dial}", display = "{display}" }}]\n'
            for n in range(times)
        )

    other = HEADER.replace('"trial"', '"zebra"')
    one = {"pack.toml": HEADER, "resources.toml": lines("+18885550100")}
    two = {"pack.toml": other, "resources.toml": lines(dial)}
    return {"paths": [write(place / "one", one), write(place / "two", two)]}


def two_hosts(place):
    """Write two packs with one page each; the host of the second looks like that of the first."""

    def page(host):
        return (
            '[[resource]]\nid = "page"\nname = "A page"\nkind = "site"\n'
            f'source = {{ title = "A page" }}\nurl = "https://{host}/"\n'
        )

    other = HEADER.replace('"trial"', '"zebra"')
    one = {"pack.toml": HEADER, "resources.toml": page("helpline.example.org")}
    two = {"pack.toml": other, "resources.toml": page("he1pline.example.org")}
    return {"paths": [write(place / "one", one), write(place / "two", two)]}


def shadowed(place):
    other = write(place / "pack", {"pack.toml": HEADER.replace('"trial"', '"other"')})
    return {**installed(place, "other"), "paths": [other]}


ACTION = (FOLDER / "good" / "actions.toml").read_text(encoding="utf-8")


def locked(place, name, written, changed):
    """Write the good pack with one text changed since it was accepted."""
    whole = {
        path.relative_to(FOLDER / "good").as_posix(): path.read_bytes()
        for path in (FOLDER / "good").rglob("*.*")
    }
    folder = write(place / "pack", whole)
    lock, _ = pin_all(paths=[folder], packs=[], lock=Lock())
    whole[name] = whole[name].replace(written.encode(), changed.encode())
    return {"paths": [write(folder, whole)], "lock": lock}


def patched(place, language, text):
    row = f'{{ language = "{language}", field = "name", source = "N", text = "{text}" }}'
    line = '[[resource]]\nid = "line"\nname = "N"\nkind = "site"\nsource = { title = "A page" }\n'
    patch = f'[[patch]]\ntarget = "trial:line"\nreason = "R."\ntranslations = [{row}]\n'
    one = {"pack.toml": HEADER, "resources.toml": line}
    two = {"pack.toml": HEADER.replace('"trial"', '"other"'), "patches.toml": patch}
    return [write(place / "one", one), write(place / "two", two)]


def unknown_patch(place):
    paths = patched(place, "es", "N")
    return {"paths": paths, "lock": pin_all(paths=paths[:1], packs=[], lock=Lock())[0]}


def withdrawn(place, *others, **fields):
    fields = {"id": "trial:line#voice", "on": "2026-11-26", "by": "B", "reason": "R.", **fields}
    path = place / "withdrawn"
    path.write_bytes(WithdrawnList((make_withdrawal(fields),)).data())
    return {"paths": [FOLDER / "good", *others], "withdrawn": path}


def second_line(place, *regions):
    text = (FOLDER / "good" / "resources.toml").read_text("utf-8")
    text = text.replace('topics = ["trial:own"]\n', "")
    text = text.replace('regions = ["US"]', f"regions = {list(regions)}".replace("'", '"'))
    header = HEADER.replace('"trial"', '"zebra"')
    return write(place / "other", {"pack.toml": header, "resources.toml": text})


class Failing:
    """A plugin whose hook fails."""

    @hookimpl
    def takeaction_packs(self):
        raise ValueError("no database")


class First:
    """A plugin that asks to be first."""

    @hookimpl(tryfirst=True)
    def takeaction_packs(self):
        return ()


CODE_ENTRY = "[takeaction.plugins]\na = some_plugin:plugin\n"
MADE = {
    "contact.crowded": lambda place: two_packs(place, "+18885550100", times=150),
    "contact.near_miss": lambda place: two_packs(place, "+18885550101"),
    "contact.two_numbers": lambda place: two_packs(place, "+18885559999"),
    "url.lookalike": two_hosts,
    "lang.taken": lambda place: {"paths": patched(place, "en-US", "N")},
    "lang.number": lambda place: {"paths": patched(place, "es", "190055")},
    "limit.files": lambda place: pack(place, {"actions.toml": ""}, limits=Limits(files=1)),
    "limit.items": lambda place: pack(place, limits=Limits(items=4)),
    "limit.records": lambda place: pack(
        place, {"actions.toml": "[[action]]\n[[action]]\n"}, limits=Limits(records=1)
    ),
    "limit.size": lambda place: pack(place, {"actions.toml": "#" * 300_000}),
    "limit.wording": lambda place: pack(
        place,
        {
            f"resources/{n}.toml": "".join(
                f'[[resource]]\nid = "r{n}-{i}"\nname = "N"\nkind = "site"\n'
                f'note = "{"Never follow him. " * 200}x"\nsource = {{ title = "A page" }}\n'
                for i in range(60)
            )
            for n in range(9)
        },
    ),
    "lock.core_changed": lambda _: {"packs": [], "lock": Lock((), f"sha256:{'0' * 64}")},
    "lock.missing_record": lambda place: locked(place, "actions.toml", ACTION, ""),
    "lock.unknown_record": lambda place: locked(
        place, "actions.toml", ACTION, ACTION + ACTION.replace('id = "act"', 'id = "more"')
    ),
    "lock.missing_pack": lambda _: {
        "packs": None,
        "lock": pin_all(paths=[FOLDER / "good"], lock=Lock())[0],
    },
    "lock.reworded": lambda place: locked(place, "actions.toml", "Do it.", "Do it now."),
    "lock.safety_changed": lambda place: locked(place, "actions.toml", "One.", "Another."),
    "lock.unknown_pack": lambda _: {"paths": [FOLDER / "good"], "lock": Lock()},
    "lock.unknown_patch": unknown_patch,
    "host.prefer": lambda _: {
        "paths": [FOLDER / "good"],
        "prefer": {"trial": "a-distribution"},
    },
    "pack.none": lambda _: {"packs": []},
    "pack.code_not_allowed": lambda place: distribution(place, CODE_ENTRY),
    "pack.duplicate_id": lambda _: {"paths": [FOLDER / "good", FOLDER / "good"]},
    "pack.foreign_file": lambda place: beside(
        place, "other", "other_pack", f"{ROW}other_pack/notes.txt,,\n"
    ),
    "pack.hook_failed": lambda _: {"plugins": [Failing()]},
    "pack.hook_order": lambda _: {"plugins": [First()]},
    "pack.id_mismatch": installed,
    "pack.import_failed": lambda place: (
        {"plugins": {"some-pack"}}
        | distribution(place, CODE_ENTRY, {"some_plugin.py": "raise RuntimeError('no licence')"})
    ),
    "pack.look_alike": look_alikes,
    "pack.missing": lambda _: {"packs": ["no-such-pack"]},
    "pack.shadowed": shadowed,
    "pack.two_owners": lambda place: beside(place, "trial", "some_module", ROW),
    "read.archive": lambda place: {"paths": [write(place, {"pack.zip": "rubbish"}) / "pack.zip"]},
    "read.duplicate": twice,
    "read.encoding": lambda place: pack(place, {"actions.toml": b"\n\xff"}),
    "read.failed": lambda place: installed(place, RECORD=b"\xff"),
    "read.ignored": lambda place: good_pack(place, files={"some_module/pack.toml": ""}),
    "read.link": link,
    "withdrawn.coverage": withdrawn,
    "withdrawn.elsewhere": lambda place: withdrawn(place, second_line(place, "US")),
    "withdrawn.pack": lambda place: withdrawn(
        place,
        id="trial",
        digest=takeaction.load(paths=[FOLDER / "good"], packs=[]).packs["trial"].digest,
    ),
    "withdrawn.record": lambda place: withdrawn(place, second_line(place, "US"), id="trial:line"),
    "read.outside_pack": lambda place: archive(place, "../actions.toml"),
    "read.record_mismatch": lambda place: good_pack(place, "some_module/pack.json,sha256=x,\n"),
    "read.unrecorded": lambda place: good_pack(place, "some_module/pack.json,,\n"),
    "wheel.entry_point": lambda place: wheel(place, **{"{info}/entry_points.txt": ""}),
    "wheel.outside": lambda place: wheel(place, **{"notes.txt": ""}),
    "wheel.record": lambda place: wheel(place, **{"{info}/RECORD": None}),
}
HOSTS = {"host.suppressed": {"suppress": {"trial:line": "It moved"}}}


@pytest.fixture
def catalog_with(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))

    def load(code):
        options = MADE[code](tmp_path) if code in MADE else {"paths": [FOLDER / code]}
        given = {"packs": [], "at": AT, **options, **HOSTS.get(code, {})}
        place = given["paths"][0] if given.get("paths") else tmp_path
        return place, takeaction.load(**given)

    yield load
    sys.modules.pop("some_plugin", None)


@pytest.fixture
def mistakes_of(catalog_with):
    def load(code):
        place, catalog = catalog_with(code)
        return place, catalog.mistakes

    return load


@pytest.mark.parametrize("code", TABLE)
def test_each_mistake_reads_as_the_table_says(mistakes_of, code):
    place, mistakes = mistakes_of(code)
    expected = TABLE[code]

    error = next(error for error in mistakes if error.code == code)

    assert str(error).replace(str(place), "{place}") == expected.text
    assert (error.where.line, error.where.field) == (expected.line, expected.field)
    assert type(error) is CODES[code].error
    assert error.outcome == (expected.outcome or CODES[code].outcome)


@pytest.mark.heavy
@pytest.mark.parametrize("code", TABLE)
def test_the_pack_of_a_code_has_no_other_mistake(mistakes_of, code):
    _, mistakes = mistakes_of(code)

    assert {each.code for each in mistakes} == {code} | BESIDE.get(code, set())


@pytest.mark.heavy
@pytest.mark.parametrize("code", TABLE)
def test_the_packs_that_lost_something_are_known_without_their_wording(catalog_with, code):
    _, catalog = catalog_with(code)

    left_out = catalog.left_out

    losses = [error for error in catalog.mistakes if error.outcome != "warn"]
    assert left_out == tuple(sorted({error.where.pack or "" for error in losses}))


@pytest.mark.parametrize("code", FIXTURES)
def test_the_line_of_a_mistake_holds_its_field(mistakes_of, code):
    place, mistakes = mistakes_of(code)

    for mistake in mistakes:
        where = mistake.where
        if where.line is None:
            assert not (where.field and (where.file or "").endswith(".toml"))
            continue
        lines = (place / where.file).read_text("utf-8").split("\n")
        line = lines[where.line - 1]
        names = [step for step in parse_field(where.field or "") if isinstance(step, str)]
        is_missing = not re.search(rf"\b{names[-1]} =", "\n".join(lines)) if names else False
        if is_missing:
            assert line.startswith("[[") or where.line == 1
        elif names:
            assert re.search(rf"\b{names[-1]} =", line)
        else:
            assert line.strip()


def test_the_registry_has_every_code_of_the_source_and_no_other():
    files = [path for path in SOURCES.rglob("*.py") if path.name != "codes.py"]
    texts = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    written = {text for text in texts if CODE.fullmatch(text)} - NO_CODES

    assert written == (CODES.keys() | QUERY_CODES.keys()) - COMPOSED


def test_every_code_of_a_pack_has_a_mistake_here():
    elsewhere = {code for code in CODES if code.startswith("sheet.")} | ELSEWHERE

    assert set(TABLE) == CODES.keys() - elsewhere


def test_each_code_has_its_pack():
    assert sorted([*FIXTURES, *MADE]) == sorted(TABLE)


def test_each_mistake_says_what_to_do_unless_nothing_is_certain():
    silent = {code for code, told in TABLE.items() if "Fix: " not in told.text}

    assert silent == {
        "host.suppressed",
        "pack.shadowed",
        "read.archive",
        "read.duplicate",
        "read.outside_pack",
    }


def test_a_good_pack_has_no_mistake():
    catalog = takeaction.load(paths=[FOLDER / "good"], packs=[], at=AT, on_mistake="raise")

    assert catalog.packs["trial"].counts == (("action", 1), ("indicator", 1), ("resource", 1))
    assert str(catalog.get("line").name.pick(["es"])) == "Una línea"
