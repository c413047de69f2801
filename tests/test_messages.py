"""Every problem and every fix of a pack, a plugin or a lock, word for word.

``messages.txt`` has them as a person reads them: the code, what it costs, where, what, and how to
fix it. If one is changed on purpose, let the tests write it anew, and read what has changed::

    WRITE_MESSAGES=1 python -m pytest tests/test_messages.py
"""

import ast
import base64
import hashlib
import json
import os
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import attrs
import make
import pytest

import takeaction
from takeaction.errors import TakeActionError
from takeaction.limits import Limits
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock, LockedPack
from takeaction.lock.withdrawn import WithdrawnList, make_withdrawal
from takeaction.packs.checking.pack import failed
from takeaction.packs.sources.files import Memory
from takeaction.packs.sources.plugins import DataPack, hookimpl
from takeaction.packs.sources.strays import find_core_mistakes

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FEW = Limits(mistakes=2)
KEPT = Path(__file__).parent / "messages.txt"
SOURCES = Path(takeaction.__file__).parent / "packs"
HEADER = make.header(
    "trial",
    title="A trial",
    publisher="The tests",
    licence="CC0-1.0",
    caveat="A sign is not proof.",
)
NUMBER = 'dial = "+18885550100", display = "1-888-555-0100"'
VOICE = {"dial": '"+18885550100"', "display": '"1-888-555-0100"'}
GOOD = {
    "resource": {
        "name": '"A line"',
        "kind": '"hotline"',
        "regions": '["US"]',
        "source": '{ title = "A page" }',
        "verified": '{ method = "called" }',
        "contacts": f'[{{ channel = "voice", {NUMBER} }}]',
    },
    "action": {
        "title": '"Act"',
        "summary": '"Do it."',
        "steps": '["One.", "Two.", "Three."]',
        "minutes": "{ min = 1, typical = 2, max = 3 }",
        "cadence": '"once"',
        "modes": '["solo-online"]',
        "source": '{ title = "A page" }',
    },
    "indicator": {
        "text": '"Somebody keeps the papers."',
        "element": '"means"',
        "grade": '"medium"',
        "grade_basis": '"editorial"',
        "types": '["any"]',
        "observable_by": '["bystander"]',
        "ask": '"notice"',
        "reading": '"read"',
        "source": '{ title = "A page" }',
    },
    "vendor": {"name": '"A shop"', "kind": '"retailer"', "source": '{ title = "A page" }'},
    "label": {
        "name": '"A label"',
        "kind": '"product-certification"',
        "standard_setter": '"Its body"',
        "scope": '"Goods."',
        "audited_by": '"Others."',
        "third_party_audited": "true",
        "asks": '"Much."',
        "does_not_cover": '"The rest."',
        "source": '{ title = "A page" }',
    },
    "good": {
        "name": '"Tea"',
        "product": '"tea"',
        "country": '"IN"',
        "kind": '"forced"',
        "edition": "2024",
        "source": '{ title = "A page" }',
    },
    "rating": {
        "name": '"A rating"',
        "country": '"IN"',
        "history": '[{ year = 2024, tier = "2" }]',
        "meaning": '"Effort."',
        "source": '{ title = "A page" }',
    },
    "word": {"kind": '"topic"', "label": '"own"'},
    "patch": {"reason": '"It serves this country too."'},
}


def one(record, id, /, **changed):
    """Return a valid record in TOML with changed fields; a field of None is left out."""
    key = "target" if record == "patch" else "id"
    fields = {key: None if id is None else json.dumps(id), **GOOD[record], **changed}
    lines = [f"{name} = {value}" for name, value in fields.items() if value is not None]
    return "\n".join([f"[[{record}]]", *lines, ""])


def records(record, /, **each):
    return "\n".join(one(record, id.replace("_", "-"), **changed) for id, changed in each.items())


def contact(**fields):
    """Return the fields of a resource with one contact, by voice unless changed."""
    whole = {"channel": '"voice"', **fields}
    inner = ", ".join(f"{name} = {value}" for name, value in whole.items())
    return {"contacts": f"[{{ {inner} }}]"}


def built(**parts):
    header = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    return json.dumps({"pack": header, "records": {}, "translations": {}, **parts})


def of(*packs, **options):
    def mistakes(write, _):
        whole = [
            files if {"pack.json", "pack.toml"} & set(files) else {"pack.toml": HEADER, **files}
            for files in packs
        ]
        paths = [write(files, f"pack-{n}") for n, files in enumerate(whole)]
        return takeaction.load(paths=paths, packs=[], at=AT, **options).mistakes

    return mistakes


def each_of(*packs, **options):
    def mistakes(write, _):
        alone = (of(files, **options) for files in packs)
        return [
            error
            for number, case in enumerate(alone)
            for error in case(lambda files, name, n=number: write(files, f"{name}-{n}"), None)
        ]

    return mistakes


def named(id, **files):
    return {
        "pack.toml": HEADER.replace('"trial"', f'"{id}"'),
        **{f"{name}.toml": text for name, text in files.items()},
    }


FAR = {"source": '{ title = "A page", dated = "soon" }', "verified": '{ method = "called" }'}
LONG = "x" * 70
RESOURCES = {
    "values of another type": records(
        "resource",
        number_for_text={"name": "5"},
        truth_for_text={"name": "true"},
        list_for_text={"name": '["A line"]'},
        table_for_text={"name": "{ a = 1 }"},
        point_for_text={"name": "1.5"},
        moment_for_text={"name": "2026-11-24T10:00:00"},
        text_for_list={"topics": '"safety"'},
        text_for_texts={"also_known_as": '"other"'},
        text_for_terms={"people_say": '"other"'},
        terms_for_language={"people_say": '{ en = "other" }'},
        empty_term={"people_say": '{ en = ["?"] }'},
        long_term={"people_say": '{ en = ["' + "a" * 81 + '"] }'},
        many_names={"also_known_as": str([f"t{n}" for n in range(41)])},
        number_of_another={"also_known_as": '["Line 988"]', "url": '"https://example.org/"'},
        many_terms={"people_say": "{ en = " + str([f"t{n}" for n in range(41)]) + " }"},
        text_for_table={"source": '"A page"'},
        number_for_contact={"contacts": "[5]"},
        table_for_contacts={"contacts": "{ a = 1 }"},
        number_for_day={"verified": '{ method = "called", on = 5 }'},
        number_for_region={"regions": "[5]"},
        number_for_closed_word={"kind": "5"},
        number_for_open_word={"topics": "[5]"},
        number_for_record={"replaced_by": "5", "status": '"retired"'},
        number_for_hours=contact(dial="1", hours="5", zone='"Europe/Rome"'),
        number_for_zone=contact(dial="1", hours='"24/7"', zone="5"),
        text_for_truth=contact(dial="1", anonymous='"yes"'),
        several={"name": "5", "kind": "6", "regions": '["US", 7, "XX", 8]'},
    ),
    "days, places and hours": records(
        "resource",
        words={"verified": '{ method = "called", on = "24 November 2026" }'},
        short={"verified": '{ method = "called", on = "2026-11-4" }'},
        week={"verified": '{ method = "called", on = "2026-W48-2" }'},
        no_day={"verified": '{ method = "called", on = "2026-02-30" }'},
        moment={"verified": '{ method = "called", on = "2026-11-24T10" }'},
        place={"regions": '["Germany"]'},
        near_place={"regions": '["Germny"]'},
        no_place={"regions": '["qqqqqqqq"]'},
        long_place={"regions": f'["{LONG}"]'},
        hours=contact(hours='"9 to 5"', zone='"Europe/Rome"', dial='"+18885550100"'),
        no_zone=contact(hours='"Mo-Fr 09:00-17:00"', dial='"+18885550100"'),
        never=contact(hours='"Mo-Su off"', dial='"+18885550100"'),
        zone_that_is_none=contact(
            hours='"Mo-Fr 09:00-17:00"',
            zone='"Europe/Roma"',
            dial='"+18885550100"',
            display='"1-888-555-0100"',
        ),
        zone_alone=contact(zone='"Europe/Rome"', dial='"+18885550100"'),
    ),
    "what people write instead": records(
        "resource",
        hours=contact(**VOICE, hours='"9am-5pm"', zone='"UTC"'),
        zone=contact(**VOICE, hours='"Mo 09:00-17:00"', zone='"BST"'),
        part={"regions": '["GB-KEM"]'},
        topic={"topics": '["writing"]'},
    ),
    "fields and words": records(
        "resource",
        near_field={"nmae": '"A line"'},
        no_field={"qqqqqqqq": "1", "rrrrrrrr": "2"},
        field_of_contact=contact(dial="1", dail="2"),
        missing={"name": None, "kind": None},
        missing_in_table={"source": "{}"},
        missing_in_list={"contacts": '[{ dial = "1" }]'},
        near_word={"kind": '"hotlin"'},
        no_word={"kind": '"qqqqqqqq"'},
        twice={"regions": '["US", "GB", "US"]', "topics": '["safety", "safety"]'},
        near_topic={"topics": '["fair-trad"]'},
        no_topic={"topics": '["qqqqqqqq", "trial:qqqqqqqq", "other:bad id"]'},
    ),
    "contacts": records(
        "resource",
        twice={
            "contacts": f'[{{ channel = "voice", {NUMBER} }}, {{ channel = "voice", {NUMBER} }}]'
        },
        voice=contact(),
        sms=contact(channel='"sms"'),
        tty=contact(channel='"tty"'),
        mailbox=contact(channel='"email"'),
        chat=contact(channel='"chat"'),
        web=contact(channel='"web"'),
        app=contact(channel='"app"'),
        number_of_page=contact(
            channel='"web"', url='"https://example.org"', dial='"+18885550100"', display='"1"'
        ),
        mailbox_that_is_none=contact(channel='"email"', email='"nobody"'),
        certain=contact(dial='"+1 888-555-0100"', display='"1-888-555-0100"'),
        of_america=contact(dial='"1-888-555-0100"', display='"1-888-555-0100"'),
        uncertain=contact(dial='"888-555-0100"', display='"1-888-555-0100"'),
        of_no_country={
            "regions": '["US", "GB"]',
            **contact(dial='"888-555-0100"', display='"1-888-555-0100"'),
        },
        trunk=contact(dial='"+44 (0)20 7946 0123"', display='"020 7946 0123"'),
        short_code=contact(dial='"116 006"', display='"116 006"'),
        trunk_left={"regions": '["GB"]', **contact(dial='"+4402079460123"', display='"1"')},
        without_a_country=contact(dial='"+2105550100"', display='"1"'),
        of_no_length=contact(dial='"+1888555010"', display='"1"'),
        of_a_satellite=contact(dial='"+881612345678"', display='"+881612345678"'),
        out_of_it=contact(dial='"01142079460123"', dial_region='"US"', display='"1"'),
        of_no_length_inside=contact(dial='"9761234"', dial_region='"US"', display='"1"'),
        two_stars=contact(dial='"**4141"', dial_region='"CL"', display='"**4141"'),
        inside_a_group=contact(dial='"112"', dial_region='"EU"', display='"112"'),
        trunk_of_nothing={"regions": '["GB"]', **contact(dial='"+44012345678"', display='"1"')},
        of_the_region={"regions": '["GB"]', **contact(dial='"020 7946 0123"', display='"1"')},
        digits_of_the_region={
            "regions": '["GB"]',
            **contact(dial='"02079460123"', display='"020 7946 0123"'),
        },
        zero_lost={"regions": '["GB"]', **contact(dial='"+442079460123"', display='"2079460123"')},
        word_shown=contact(dial='"+18885550100"', display='"1-888-555-0100 @ night"'),
        keyword=contact(
            channel='"sms"', dial='"+18885550100"', display='"888-555-0100"', keyword='"HELP!"'
        ),
        inside=contact(dial='"233733"', display='"233733"'),
        inside_with_a_plus=contact(dial='"+1 888 555 0100"', dial_region='"US"', display='"1"'),
        not_inside=contact(dial='"+1"', dial_region='"US"', display='"1"'),
        not_only_digits=contact(dial='"116-006"', dial_region='"US"', display='"116-006"'),
        premium=contact(dial='"+19005550100"', display='"1-900-555-0100"'),
        not_shown=contact(dial='"+18885550100"'),
        shown_otherwise=contact(dial='"+18885550100"', display='"1-888-555-0199"'),
        elsewhere=contact(dial='"+442079460123"', display='"020 7946 0123"'),
        unverified={"verified": None},
        name_of_another={"name": '"Line 988"', "contacts": f"[{{ channel = 'voice', {NUMBER} }}]"},
        emergency_as_a_line=contact(dial='"911"', dial_region='"US"', display='"911"'),
        address={
            "contacts": f'[{{ channel = "voice", {NUMBER}, location = "confidential", '
            'note = "Plot 14, Moi Avenue" }]',
        },
        person={"operator": '"Mary Wambui +254 712 345 678"'},
        hours_elsewhere={
            "regions": '["KE"]',
            "contacts": '[{ channel = "chat", url = "https://example.org/", '
            'hours = "Mo-Fr 09:00-17:00", zone = "Europe/Rome" }]',
        },
        emergency={
            "purposes": '["emergency"]',
            "contacts": f'[{{ channel = "voice", {NUMBER} }}]',
        },
        emergency_page={
            "purposes": '["emergency"]',
            "contacts": '[{ channel = "web", url = "https://example.org/" }]',
        },
    ),
    "addresses": records(
        "resource",
        no_scheme={"url": '"example.org"'},
        http={"url": '"http://example.org/page"'},
        ftp={"url": '"ftp://example.org"'},
        blank={"url": '"https://example.org/a b"'},
        port_that_is_none={"url": '"https://example.org:port/"'},
        user={"url": '"https://good.example@other.example/"'},
        letters={"url": '"https://exämple.org/"'},
        letters_with_no_form={"url": f'"https://{"ä" * 64}.org/"'},
        no_host={"url": '"https://localhost/"'},
        own_network={"url": '"https://printer.local/"'},
        shortener={"url": '"https://bit.ly/help"'},
        nothing={"url": '"https:///page"'},
        numbers={"url": '"https://192.0.2.1/"'},
        port={"url": '"https://example.org:8443/"'},
        letters_in_path={"url": '"https://example.org/été"'},
        coded={"url": '"https://xn--exmple-cua.org/"'},
        of_source={"source": '{ title = "A page", url = "http://example.org" }'},
        of_link={"links": '[{ title = "There", url = "http://example.org" }]'},
        title={"links": '[{ title = "other.org", url = "https://example.org/" }]'},
        title_of_nothing={"links": '[{ title = "other.org", url = "https:///page" }]'},
        number_as_title={"links": '[{ title = "1-888-555-0100", url = "https://example.org/" }]'},
    ),
    "characters": records(
        "resource",
        title={"name": f'"{"x" * 201}"'},
        prose={"note": f'"{"x" * 4001}"'},
        address={"url": f'"https://example.org/{"x" * 2000}"'},
        direction={"note": '"one \\u202e two"'},
        control={"note": '"one \\u0007 two"'},
        line={"name": '"one \\n two"'},
        joiner={"url": '"https://example.org/\\u200d"'},
        tag={"note": '"one \\U000E0041 two"'},
        marks={"note": f'"a{chr(0x301) * 9}"'},
    ),
    "a record by itself": records(
        "resource",
        dated=FAR,
        undated={"source": '{ title = "A page", dated = "2026-02-30" }'},
        checked={"source": '{ title = "A page", checked = 2099-01-01 }'},
        dated_later={"source": '{ title = "A page", dated = "2099" }'},
        verified_later={"verified": '{ method = "called", on = 2099-01-01 }'},
        replaced={"replaced_by": '"dated"'},
        retired={"status": '"retired"'},
        languages=contact(
            dial='"+18885550100"',
            display='"1-888-555-0100"',
            languages='["en", "English"]',
            interpreter='["EN"]',
        ),
        aliases={"aliases": '["Old Name", "old", "ä"]'},
    ),
}
ACTIONS = {
    "actions": records(
        "action",
        no_minute={"minutes": "{ min = 0, typical = 1, max = 2 }"},
        disorder={"minutes": "{ min = 3, typical = 2, max = 1 }"},
        first_step={"begin": 1},
        text_for_minutes={"minutes": '{ min = "1", typical = 2, max = 3 }'},
        no_mode={"modes": "[]"},
        no_age={"ages": "[]"},
        two_steps={"steps": '["One.", "Two."]'},
        eight_steps={"steps": '["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."]'},
        days={"days": '["02-30", "7-30", "02-29"]'},
        skills={"skills_required": '["writting"]', "roles": '["studnet"]'},
    ),
    "texts that could hurt": records(
        "action",
        danger={"summary": '"Follow the driver."'},
        stigma={"summary": '"Pimps do it."'},
        number={"summary": '"Call 0800 555 0100 or see help.example."'},
        promise={"summary": '"It is 100% ethical."', "steps": '["It is slavery-free.", "B", "C"]'},
        no_safety={"risk": '"low"'},
        no_emergency={"concern": "true", "safety": '["Report what you saw yourself."]'},
        hearsay={
            "concern": "true",
            "safety": '["Danger now: call {emergency}."]',
            "finds": '[{ purpose = "report" }]',
        },
        young={
            "concern": "true",
            "ages": '["youth"]',
            "safety": '["Danger now: call {emergency}."]',
        },
        deep={"templates": '[{ kind = "letter", text = "Chase them." }]'},
    ),
}
INDICATORS = {
    "indicators": records(
        "indicator",
        context={"element": '"context"'},
        child={"child_grade": '"weak"'},
        never_counted={
            "element": '"context"',
            "grade": '"context"',
            "text": '"Somebody works."',
            "text_self": '"I work."',
        },
        nobody={"observable_by": "[]"},
        identity={"text": '"Somebody of a nationality."', "text_self": '"My religion."'},
    )
}
OTHERS = {
    "vendors.toml": records(
        "vendor",
        closed={"status": '"retired"', "note": '"It closed."', "ships_to": '["US"]'},
        unknown_label={"claims": '[{ label = "no-such" }]', "memberships": '["nor-this"]'},
        evidence={"claims": '[{ label = "seal", evidence = "http://example.org" }]'},
    ),
    "labels.toml": records("label", seal={"third_party_audited": '"yes"'}),
    "goods.toml": records(
        "good", early={"edition": "24"}, late={"edition": "2101"}, product={"product": '"tee"'}
    ),
    "ratings.toml": records(
        "rating",
        disorder={"history": '[{ year = 2025, tier = "2" }, { year = 2024, tier = "2" }]'},
        source={"history": '[{ year = 2024, tier = "2", source = "no-such" }]'},
    ),
}
CIRCLE = {f"act-{n}": {"after": f'["act-{(n + 1) % 8}"]'} for n in range(8)}
LINKS = {
    "actions.toml": records(
        "action",
        missing={"resources": '["lin"]'},
        far={"resources": '["qqqqqqqq"]'},
        two_colons={"resources": '["trial:line:first"]'},
        other_kind={"resources": '["missing"]', "indicators": '["line"]'},
        no_id={"resources": '["other:Bad Id"]'},
        after_a_wrong_one={"after": '["wrong"]'},
        with_a_wrong_one={"resources": '["broken"]'},
        wrong={"title": "5"},
        itself={"after": '["itself"]'},
        **CIRCLE,
    ),
    "resources.toml": records("resource", line={}, broken={"name": "5"}),
}
WORDS = {
    "words.toml": records(
        "word",
        stray={"broader": '"qqqqqqqq"'},
        circle={"broader": '"trial:circle"'},
        **{f"w-{n}": {"broader": f'"trial:w-{n + 1}"'} for n in range(17)},
        **{"w-17": {}},
    )
}
IDS = {
    "resources.toml": "\n".join(
        [
            one("resource", None),
            one("resource", "Not An Id"),
            one("resource", "ä!"),
            one("resource", "!!!"),
            one("resource", LONG),
            one("resource", "trial:own"),
            one("resource", "trial:own:line"),
            one("resource", "same"),
            one("resource", "same"),
        ]
    )
}
PATCHES = {
    "patches.toml": "\n".join(
        [
            one("patch", "no-colon"),
            one("patch", "Bad:one"),
            one("patch", "trial:own"),
            one("patch", "other:same"),
            one("patch", "other:same"),
            one("patch", "other:tags", languages='["English"]'),
            one("patch", "other:field", name='"Mine"'),
            one("patch", "other:no-reason", reason=None),
            one(
                "patch",
                "other:texts",
                translations='[{ language = "Spanish", field = "name", source = "A", text = "B" }]',
                links='[{ title = "There", url = "http://example.org" }]',
            ),
        ]
    )
}
SPANISH = """\
msgctxt "line#name"
msgid "An older line"
msgstr "Una línea"

msgctxt "line#nmae"
msgid "A line"
msgstr "Una línea"

msgctxt "line#note"
msgid "A note"
msgstr "Una nota"

msgctxt "line#note"
msgid "A note"
msgstr "Otra nota"
"""
FRENCH = 'msgctxt "line#name"\nmsgid "A line"\nmsgstr "Une ligne"\n'
LOCALES = {
    "pack.toml": HEADER + 'languages = ["en", "es"]\n',
    "resources.toml": one("resource", "line", note='"A note"'),
    "locale/es.po": SPANISH,
    "locale/fr.po": FRENCH,
    "locale/German.po": FRENCH,
}
ENGLISH = {
    "emergency.local": "If you or someone else could be hurt right now, "
    "call your local emergency number.",
    "lines.one": "No answer? Try again later. You can hang up any time.",
    "label.help_line": "If you need help, or someone you know does: {line}",
}
FRAMES = [
    {
        "pack.toml": HEADER + 'languages = ["en", "es", "pl"]\n',
        f"locale/{language}.po": f'msgctxt "@takeaction#{code}"\nmsgid "{ENGLISH[code]}"\n'
        f'msgstr "{text}"\n',
    }
    for language, code, text in (
        ("es", "emergency.local", "Llame al número local de emergencias."),
        ("pl", "label.help_line", "Pomoc jest tutaj."),
        ("pl", "lines.one", "Nikt nie odbiera? Proszę zadzwonić na example.org."),
        ("pl", "lines.one", "Nikt nie odbiera? Proszę spróbować później. " * 5),
        ("pl", "lines.one", "Nikt nie odbiera? Proszę spróbować później."),
    )
]
DIFFERING = {
    "pack.toml": HEADER + 'languages = ["en", "es", "ar"]\n',
    "resources.toml": one(
        "resource",
        "line",
        note='"It answers at any hour of the day, in your own language."',
        summary='"Do not tell him."',
    )
    + one("resource", "other", note='"Call the line now."', summary='"It answers at any hour."')
    + one("resource", "more", note='"Since 2019."'),
    "locale/es.po": """
msgctxt "line#note"
msgid "It answers at any hour of the day, in your own language."
msgstr "Contesta."
msgctxt "line#summary"
msgid "Do not tell him."
msgstr "Cuénteselo a él."
msgctxt "other#note"
msgid "Call the line now."
msgstr "No llame a la línea."
msgctxt "more#note"
msgid "Since 2019."
msgstr "Desde hace años."
""",
    "locale/ar.po": """
msgctxt "other#summary"
msgid "It answers at any hour."
msgstr "It answers at any hour."
""",
}
HEADERS = [
    HEADER.replace("schema = 1\n", ""),
    HEADER.replace("schema = 1", "schema = 0"),
    HEADER.replace("schema = 1", 'schema = "one"'),
    HEADER.replace("schema = 1", "schema = 99"),
    HEADER.replace('"trial"', '"A Trial"'),
    HEADER.replace('"trial"', "5"),
    HEADER.replace('id = "trial"\n', ""),
    HEADER.replace('"A trial"', "5").replace('publisher = "The tests"\n', "")
    + "regions = 5\nnmae = 6\n",
    HEADER.replace('"A trial"', f'"{"x" * 201}"'),
    HEADER + 'requires = ["Other Pack"]\ncontact = "http://example.org"\n',
    HEADER + 'languages = ["English"]\nsource_language = "Klingon"\n',
]
TOML = {
    "resources.toml": "[[resource]]\nid = \n",
    "actions.toml": "[[action]]\nid = 'one'\nid = 'two'\n",
    "indicators.toml": "a = 1\n[a.b]\n",
    "vendors.toml": "a = [",
    "labels.toml": f"a = {'[' * 17}{']' * 17}\n",
    "goods.toml": "a.b.c.d.e.f.g.h.i = 1\n",
    "ratings.toml": f"a = {'1' * 19}\n",
    "words.toml": b"a = 1\nb = '\xff'\n",
    "locale/es.po": 'msgid "a"\nnothing\n',
    "patches.toml": "a = 1979-13-01\n",
}
TABLES = {"resources.toml": "x = 1\n[[action]]\n[resource]\n", "resource.toml": "", "zzz.toml": ""}
SIGNED = {"by": "A nurse", "on": "2026-11-20"}
MARKED = {
    "pack.toml": HEADER + 'languages = ["en", "es"]\n',
    "resources.toml": records(
        "resource",
        own={"reviewed": '{ by = "Lead, The tests", on = 2026-11-20, scope = ["digits"] }'},
        empty={"reviewed": '{ by = "", on = 2026-11-25, scope = [] }'},
        sealed={
            "reviewed": '{ by = "A nurse", on = 2026-11-20, scope = ["digits"], seal = "0" }',
        },
        older={
            "reviewed": '{ by = "A nurse", on = 2026-11-20, scope = ["digits"] }',
            "source": '{ title = "A page", checked = 2026-11-21 }',
        },
    ),
    "locale/es.po": "\n".join(
        f'# {comment}\nmsgctxt "{id}#name"\nmsgid "A line"\nmsgstr "Una línea"\n'
        for id, comment in {
            "own": 'reviewed: by="The tests" on=2026-11-20 seal=0',
            "empty": "reviewed: yes",
            "sealed": 'reviewed: by="A nurse" on=2026-11-20 seal=0',
            "older": f'reviewed: by="{"A nurse " * 20}" on=2026-11-20 seal=0',
        }.items()
    ),
}
BUILT = [
    b'{"pack": "\xff"}',
    "{",
    "[]",
    "{" + '"a": {' * 30 + "}" * 31,
    built(records={"resource": {"a": {"n": int("1" * 19)}}}),
    built(more={}),
    built(records={"person": {}}),
    built(records={"resource": {"a": {"id": "b"}}}),
    built(records={"resource": []}),
    built(records={"patch": {"a:b": {"target": "b"}}}),
    built(translations={"es": {"line#name": 5}}),
    built(translations={"es": {"line#name": {"text": "a"}}}),
    built(translations={"es": {"line#name": {"text": "a", "reviewed": {"by": "B"}}}}),
    built(translations={"es": {"line#name": {"text": "a", "reviewed": {**SIGNED, "paid": 1}}}}),
    built(translations={"es": {"line#name": {"text": "a", "reviewed": {**SIGNED, "at": "B"}}}}),
    '{"pack": {"id": "a", "id": "b"}}',
    built(pack=None),
    built(pack={"id": "trial", "title": None, "publisher": "P", "licence": "L", "schema": 1}),
    built(records={"resource": {"line": {"name": "e\u0301", "note": None}}}),
]
CODE = {"setup.py": "import os\n", "inner/run.sh": "ls\n", "empty.py": '"""Nothing."""\n'}


SLIPPED = (
    *("a = \u201cone\u201d", "a = 20/11/2026", "a = 5/11/2026", "a = yes", "a = no", "a = none"),
    *("a = 0808 157", "a = two words", "a =", 'a = "one', 'a = "one\ntwo"', "a = '''one"),
    *('a = "\x07"', 'a = "\\U"', 'a = "one" "two"', "a = 'one' two", "a = 1 two", "a = 1,"),
    *("a = 1;", "a = 1 // one", "a = 1]", "a = 1}", "a = 1 b = 2", "a = [1, 2", "a = [1 2]"),
    *(
        f'a = ["{60 * "1"}"\n"2"]',
        "a = { b = 1",
        "a = { b = 1,}",
        "a = { b = 1 c = 2 }",
        "a = { b = 1,\n c = 2 }",
    ),
    *("a: 1", 'a "one"', "= 1", "the a = 1", "a\u00a0= 1", "// one", "<<<<<<< ours", "some words"),
    *("a = 1\na = 2", "[[a]", "[a", "[[a]] b = 1", "[a]\n[a]", f"a = {'[' * 17}{']' * 16}"),
)
"""Texts that are not TOML, each with a slip of its own."""


def archived(write, _):
    folder = write({"rubbish.zip": "rubbish"}, "archives")
    members = {
        "outside": "../pack.toml",
        "device": "a:b/pack.toml",
        "bare": "README",
        "damaged": "pack.toml",
        "odd": "pack.toml",
    }
    for name, member in members.items():
        method = zipfile.ZIP_BZIP2 if name == "odd" else zipfile.ZIP_STORED
        with zipfile.ZipFile(folder / f"{name}.zip", "w", method) as file:
            file.writestr(member, HEADER)
    whole = (folder / "damaged.zip").read_bytes()
    (folder / "damaged.zip").write_bytes(whole.replace(b"The tests", b"the tests", 1))
    with zipfile.ZipFile(folder / "twice.zip", "w") as file:
        file.writestr("pack.toml", HEADER)
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("pack.toml", HEADER)
    names = ["rubbish", "no-such", "twice", *members]
    return errors_of_paths(folder, *(f"{name}.zip" for name in names))


def errors_of_paths(folder, *names):
    return [
        error
        for name in names
        for error in takeaction.load(paths=[folder / name], packs=[], at=AT).mistakes
    ]


INFO = "trial-1.0.dist-info"
ENTRY = "[takeaction.packs]\ntrial = trial_pack\n"
ENTRIES = f"{INFO}/entry_points.txt"
PACK_JSON = "trial_pack/pack.json"
WHEELS = (
    {"trial_pack/code.py": "x = 1", "notes.txt": "", "takeaction/a.json": ""},
    {"takeaction_pack_x/a": "", "other-1.dist-info/METADATA": ""},
    {f"{INFO}/direct_url.json": "{}", "trial_pack/pack.toml": "", "trial_pack/PACK.JSON": ""},
    {"takeaction-9.dist-info/entry_points.txt": ENTRY, ENTRIES: None, f"{INFO}/RECORD": None},
    {ENTRIES: f"{ENTRY}[console_scripts]\nrun = a:b\n"},
    {ENTRIES: "nothing\n"},
    {ENTRIES: f"{ENTRY}other = other_pack\n"},
    {ENTRIES: "[takeaction.packs]\ntrial = trial_pack:pack\n"},
    {ENTRIES: "[takeaction.packs]\ntrial = takeaction\n"},
    {ENTRIES: "[takeaction.packs]\ntrial = takeaction_pack_other\n"},
    {ENTRIES: None, f"{INFO}/RECORD": None},
    {f"{INFO.upper()}/METADATA": ""},
    {PACK_JSON: None},
    {f"{INFO}/RECORD": None},
    {f"{INFO}/RECORD": b"\xff"},
    {f"{INFO}/RECORD": '"' + "x" * 200_000},
    {f"{INFO}/RECORD": f"{PACK_JSON},sha256=x,\n{ENTRIES},sha256=x,\n"},
    {f"{INFO}/RECORD": f"{PACK_JSON},,\n{PACK_JSON},,\n"},
    {f"{INFO}/RECORD": "gone,,\n../a,,\n"},
    {f"{INFO}/RECORD": f"{ENTRIES},,\n"},
    {"trial-1.0.data/data/a.json": "", "trial-1.0.data/purelib/a.py": ""},
    {f"trial_pack/{n}.txt": "" for n in range(1_001)},
    {f"{n}.pyc": "" for n in range(60)},
    {f"{INFO}/METADATA": "Name: trial\nName: other\nVersion: 2.0\nRequires-Dist: other\n"},
    {f"{INFO}/METADATA": "no header\n"},
    {f"{INFO}/METADATA": "Version: 1.0\nProvides-Dist: other\n"},
    {f"{INFO}/METADATA": "Summary: a\x0bb\n"},
)
UNLISTED = (
    lambda data: b"PK" + data,
    lambda data: data + b"PK",
    lambda data: data.replace(PACK_JSON.encode(), PACK_JSON.upper().encode(), 1),
)
"""Changes of the bytes of a wheel, so that its directory does not cover them."""


def wheels(write, _):
    folder = write({}, "wheels")
    name = "trial-1.0-py3-none-any.whl"
    mistakes = []
    for changes in WHEELS:
        files = {PACK_JSON: built(), ENTRIES: ENTRY, **changes}
        files = {name: text for name, text in files.items() if text is not None}
        with zipfile.ZipFile(folder / name, "w") as file:
            for path, text in files.items():
                file.writestr(path, text)
            if f"{INFO}/RECORD" not in changes:
                file.writestr(f"{INFO}/RECORD", listed(files))
        mistakes += takeaction.load(paths=[folder / name], packs=[], at=AT, limits=FEW).mistakes
    link = zipfile.ZipInfo("trial_pack/LICENSE")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(folder / name, "w") as file:
        for path, text in {PACK_JSON: built(), ENTRIES: ENTRY}.items():
            file.writestr(path, text)
        file.writestr(link, "/etc/passwd")
    plain = (folder / name).read_bytes()
    for change in (lambda data: data, *UNLISTED):
        (folder / name).write_bytes(change(plain))
        mistakes += takeaction.load(paths=[folder / name], packs=[], at=AT, limits=FEW).mistakes
    return mistakes


def listed(files):
    digests = {name: hashlib.sha256(text.encode()).digest() for name, text in files.items()}
    return "".join(
        f"{name},sha256={base64.urlsafe_b64encode(digest).decode().rstrip('=')},\n"
        for name, digest in digests.items()
    )


def named_built(id):
    header = {"id": id, "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    return built(pack=header)


def unlike_record(_, install):
    """Load installed packs that differ from their RECORD, or lie where others claim files."""
    claims = {
        "changed": "changed_pack/pack.json,sha256=x,\n",
        "claims-core": "claims_core_pack/pack.json,,\ntakeaction/data/words.json,,\n",
        "claims-all": "claims_all_pack/pack.json,,\nsourced_pack/pack.json,,\n",
        "sourced": listed({"sourced_pack/pack.json": named_built("sourced")}),
        "unlisted": "unlisted_pack/pack.json,,\n",
    }
    for id, text in claims.items():
        module = f"{id.replace('-', '_')}_pack"
        files = {f"{module}/pack.json": named_built(id)}
        files |= {f"{module}/pack.toml": ""} if id == "sourced" else {}
        entries = {"takeaction.packs": f"{id} = {module}"}
        install(f"{id}-dist", entries=entries, files=files, RECORD=text)
    files = {"rival_pack/pack.json": named_built("changed")}
    install("rival-dist", entries={"takeaction.packs": "changed = rival_pack"}, files=files)
    return takeaction.load(packs=list(claims), at=AT).mistakes


def unlike_core(_, install):
    files = {"takeaction/data/words.json": "{}", "takeaction/data/gone.json": "{}"}
    install("takeaction", entries={}, files=files)
    first = {error.problem: error for error in reversed(find_core_mistakes())}
    return sorted(first.values(), key=lambda error: error.where.file)


def on_disk(write, _):
    linked = write({"pack.toml": HEADER}, "linked")
    (linked / "actions.toml").symlink_to(linked / "pack.toml")
    os.mkfifo(write({}, "piped") / "pack.toml")
    write({"notes.txt": ""}, "empty")
    write({"pack.toml": "#" * 300_000}, "large")
    return errors_of_paths(linked.parent, "linked", "piped", "empty", "large", "no-such")


def installed(_, install):
    entries = {
        "dotted": "a.b",
        "nothing": "nothing_there",
        "outside": "outside_pack",
        "other": "other_pack",
        "damaged": "damaged_pack",
    }
    content = {"other_pack/pack.json": built()}
    records = {
        "outside": {"record": ["../outside.py"]},
        "damaged": {"RECORD": b"\xff"},
    }
    for id, value in entries.items():
        install(
            f"{id}-pack",
            entries={"takeaction.packs": f"{id} = {value}"},
            files=content if id == "other" else {},
            site=f"site-{id}",
            **records.get(id, {}),
        )
    return takeaction.load(packs=[*entries, "absent"], at=AT).mistakes


def offered(_, install):
    """Load with distributions that offer code: unnamed, named and failing, and missing."""
    for name, code in {"quiet": "", "loud": "raise RuntimeError('no licence')"}.items():
        install(
            f"{name}-code",
            entries={"takeaction.plugins": f"a = {name}_plugin:plugin"},
            files={f"{name}_plugin.py": code},
            site=f"site-{name}",
        )
    return takeaction.load(packs=[], plugins={"loud-code", "absent-code"}, at=AT).mistakes


class SilentError(Exception):
    """An error that fails even when asked for its text."""

    def __str__(self):
        raise ValueError


def giving(packs=(), factors=(), error=None, **options):
    class Plugin:
        """A plugin."""

        @hookimpl(**options)
        def takeaction_packs(self):
            if error:
                raise error
            return packs

        @hookimpl
        def takeaction_factors(self):
            return factors

    return Plugin()


PLUGINS = [
    giving(packs=5),
    giving(packs=["no pack"], factors=["no factor"]),
    giving(packs=[{"a": {1}}]),
    giving(packs=[{}] * 10_001, factors=5),
    giving(error=ValueError("no database")),
    giving(error=SilentError()),
    giving(tryfirst=True),
]


def plugged(*_):
    return [
        error
        for plugin in PLUGINS
        for error in takeaction.load(packs=[], plugins=[plugin], at=AT).mistakes
    ]


def lines_of(dial, **files):
    display = f"{dial[1]}-{dial[2:5]}-{dial[5:8]}-{dial[8:]}"
    other = contact(dial=f'"{dial}"', display=f'"{display}"')
    return (
        named("trial", resources=one("resource", "line"), **files),
        named("zebra", resources=one("resource", "line", **other)),
    )


def told_to(**fields):
    return contact(channel='"chat"', url='"https://example.org/chat"', **fields)


def pages_of(*hosts):
    pages = ({"url": f'"https://{host}/"', "contacts": None} for host in hosts)
    return (
        named(pack, resources=one("resource", "page", **page))
        for pack, page in zip(("trial", "zebra"), pages, strict=True)
    )


def broken(*_):
    found = DataPack("place", Memory(b"")), DataPack("place", Memory(b""), "trial", "trial-pack")
    return [error for pack in found for error in failed(pack, ValueError("why")).mistakes]


def distributed(_, install):
    wrong = {f"line-{n}": {} for n in range(4)}
    texts = {"es": {f"line-{n}#name": "Una línea" for n in range(4)}, "fr": {"a#name": "Une"}}
    for id, content in {
        "records": {"records": {"resource": wrong}},
        "texts": {"translations": texts},
        "parts": {"more": {}},
        "trials": {},
    }.items():
        install(
            f"{id}-pack",
            entries={"takeaction.packs": f"{id} = {id}_pack"},
            files={
                f"{id}_pack/pack.json": built(**content).replace("trial", id),
                f"{id}_pack/run.sh": "ls",
            },
            site=f"site-{id}",
        )
    install(
        "sources-pack",
        entries={"takeaction.packs": "sources = sources_pack"},
        files={
            "sources_pack/__init__.py": "",
            "sources_pack/pack.toml": HEADER.replace("trial", "sources"),
            "sources_pack/resource.toml": "",
        },
        site="site-sources",
        editable=True,
    )
    lock = Lock((LockedPack(id="trial", digest=""), LockedPack(id="sources", digest="")))
    wanted = ["records", "texts", "parts", "trials", "sources"]
    return takeaction.load(packs=wanted, lock=lock, limits=FEW, at=AT).mistakes


def crowd(write, _):
    """Load two packs with too many lines of one name to compare all their numbers."""
    many = {f"line-{n}": {} for n in range(150)}
    other = contact(dial='"+18885550101"', display='"1-888-555-0101"')
    two = dict.fromkeys(many, other)
    case = of(
        named("trial", resources=records("resource", **many)),
        named("zebra", resources=records("resource", **two)),
    )
    return case(write, None)[:1]


TOGETHER = [
    named(
        "first",
        actions=records(
            "action", act={"resources": '["second:line", "second:none", "third:none"]'}
        ),
        patches=records(
            "patch",
            **{
                "second:none": {},
                "third:none": {},
                "second:sign": {"links": '[{ title = "There", url = "https://example.org/" }]'},
                "second:line": {
                    "translations": '[{ language = "es", field = "name", source = "An old line", '
                    'text = "Una línea" }, { language = "es", field = "nmae", source = "A", '
                    'text = "B" }]'
                },
            },
        ),
    ),
    named("second", resources=one("resource", "line"), indicators=one("indicator", "sign")),
    {"pack.toml": HEADER.replace('"trial"', '"needy"') + 'requires = ["absent", "needed"]\n'},
    {"pack.toml": HEADER.replace('"trial"', '"needed"') + 'requires = ["needy"]\n'},
    named("seconds"),
]
SUPPRESSED = {"second:line": "It moved", "second:none": "It closed", "second:a:b": "Odd"}


def beside_installed(write, install):
    paths = [write(named(id), f"{id}-{n}") for n, id in enumerate(("same", "same", "other"))]
    install(
        "other-pack",
        entries={"takeaction.packs": "other = other_pack"},
        files={"other_pack/pack.json": built().replace("trial", "other")},
    )
    return takeaction.load(paths=paths, packs=["other"], at=AT).mistakes


ACCEPTED = {
    "operator": '"Some body"',
    "operator_kind": '"government"',
    "serves": '["women"]',
    "purposes": '["support"]',
    "url": '"https://example.org/"',
}
CHANGED = {
    "operator": '"Another body"',
    "operator_kind": None,
    "regions": '["US", "GB"]',
    "serves": '["children"]',
    "purposes": '["support", "report"]',
    "url": '"https://example.com/"',
    **contact(
        dial='"+18885550199"',
        display='"1-888-555-0199"',
        hours='"Mo-Fr 09:00-17:00"',
        zone='"Europe/London"',
        languages='["en"]',
        anonymous="true",
    ),
}


def held(changed, *, mode="enforce", most=50):
    """Return a case: a pack that has changed since it was accepted."""

    def mistakes(write, _):
        accepted = one("resource", "line", **ACCEPTED)
        path = write(named("trial", resources=accepted), "accepted")
        lock, _ = pin_all(paths=[path], packs=[], lock=Lock())
        write(
            named("trial", resources=one("resource", "line", **{**ACCEPTED, **changed})), "accepted"
        )
        limits = Limits(mistakes=most)
        options = {"lock": lock, "lock_mode": mode, "limits": limits, "at": AT}
        return takeaction.load(paths=[path], packs=[], **options).mistakes

    return mistakes


def unlike_the_lock(write, _):
    """Load with a lock: an unknown pack, a look-alike of an accepted one, and a missing one."""
    path = write(named("trial"), "trial")
    lock, _ = pin_all(paths=[path, write(named("absent"), "absent")], packs=[], lock=Lock())
    paths = [path, write(named("trials"), "trials"), write(named("new"), "new")]
    mistakes = takeaction.load(paths=paths, lock=lock, at=AT).mistakes
    return [error for error in mistakes if not error.distribution]  # ours are installed too


def named_by_the_lock(write, install):
    path = write({"pack.json": built()}, "accepted")
    (accepted,) = pin_all(paths=[path], packs=[], lock=Lock())[0].packs
    for name in ("one", "two"):
        install(
            f"{name}-pack",
            entries={"takeaction.packs": f"trial = {name}_pack"},
            files={f"{name}_pack/pack.json": built()},
            site=f"site-{name}",
        )
    lock = Lock((attrs.evolve(accepted, distribution="two-pack"),))
    return takeaction.load(packs=["trial"], lock=lock, at=AT).mistakes


def preferred_by_the_host(write, install):
    """Load two installed packs with one id: with no word of the host, a right and a wrong one."""
    path = write({"pack.json": built()}, "accepted")
    (accepted,) = pin_all(paths=[path], packs=[], lock=Lock())[0].packs
    for name in ("one", "two"):
        install(
            f"{name}-pack",
            entries={"takeaction.packs": f"trial = {name}_pack"},
            files={f"{name}_pack/pack.json": built()},
            site=f"site-{name}",
        )
    lock = Lock((attrs.evolve(accepted, distribution="two-pack"),))
    options = (
        {},
        {"prefer": {"trial": "one-pack"}},
        {"prefer": {"trial": "no-pack"}},
        {"prefer": {"trial": "one-pack"}, "lock": lock},
    )
    loads = (takeaction.load(packs=["trial"], at=AT, **each) for each in options)
    return [error for catalog in loads for error in catalog.mistakes]


OTHER = named("other", resources=one("resource", "line", purposes='["support"]'))


def taken_back(write, _):
    paths = [write(THREE, "trial"), write(OTHER, "other")]
    digest = takeaction.load(paths=paths, packs=[]).packs["other"].digest
    fields = {"on": "2026-11-26", "by": "Harbour", "reason": "elsewhere"}
    lines = [
        {"id": "trial:line", "replaced_by": "trial:referral", **fields},
        {"id": "trial:referral#voice", **fields},
    ]
    options = {"paths": paths, "packs": [], "at": AT}
    path = paths[0] / "withdrawn"
    path.write_bytes(WithdrawnList(tuple(map(make_withdrawal, lines))).data())
    mistakes = takeaction.load(**options, withdrawn=path).mistakes
    edition = make_withdrawal({"id": "other", "digest": digest, **fields})
    path.write_bytes(WithdrawnList((edition,)).data())
    options["paths"] = paths[1:]
    return [*mistakes, *takeaction.load(**options, withdrawn=path).mistakes]


def read_withdrawn(write, _):
    place = write({"list": ""}, "lists")
    errors = []
    for path in (place / "list", place / "none", place):
        with pytest.raises(TakeActionError) as caught:
            takeaction.load(packs=[], withdrawn=path)
        errors.append(caught.value)
    return errors


def named_by_its_content(write, install):
    install(
        "trial-pack",
        entries={"takeaction.packs": "trial = trial_pack"},
        files={"trial_pack/pack.json": built()},
    )
    paths = [
        write(named("trial", resources=one("resource", id)), id) for id in ("line", "referral")
    ]
    lock, _ = pin_all(paths=paths[:1], packs=[], lock=Lock())
    return takeaction.load(paths=paths, packs=["trial"], lock=lock, at=AT).mistakes


def adding(*words, **more):
    """Return the files of a pack that adds translations, and more, to lines of another."""
    added = [
        {"language": "fr", "field": "name", "source": "A line", "text": "Une"} | dict(each)
        for each in words
    ]
    rows = [
        "{ " + ", ".join(f'{key} = "{each}"' for key, each in row.items()) + " }" for row in added
    ]
    patches = {
        f"trial:{id}": {"reason": '"R."', "translations": f"[{', '.join(rows)}]", **more}
        for id in ("line", "referral", "door")
    }
    text = "".join(
        f'[[patch]]\ntarget = "{target}"\n' + "".join(f"{k} = {v}\n" for k, v in fields.items())
        for target, fields in patches.items()
    )
    return named("zebra", patches=text)


THREE = named("trial", resources=records("resource", line={}, referral={}, door={}))
TAKEN = {"language": "en-US", "text": "Another"}, {"language": "es", "text": "Una 1234567"}
NAMED = (
    named("trial", resources=one("resource", "line")),
    named("zebra", resources=one("resource", "own", also_known_as='["A line"]', name='"Own"')),
)


def added_to_accepted(write, _):
    paths = [write(THREE, "accepted"), write(adding({}), "adding")]
    lock, _ = pin_all(paths=paths[:1], packs=[], lock=Lock())
    return takeaction.load(paths=paths, packs=[], lock=lock, limits=FEW, at=AT).mistakes


UNREAD = built(translations={"es": {"a#name": "A"}}).replace(", ", ",").replace(": ", ":")
HURTING = {
    f"resources/{n}.toml": records(
        "resource", **{f"r{n}-{i}": {"note": f'"{"Never follow him. " * 200}x"'} for i in range(60)}
    )
    for n in range(9)
}


def ended(*lines):
    body = "".join(f"{line}\n" for line in lines)
    return f'{body}{{"end":"sha256:{hashlib.sha256(body.encode()).hexdigest()}"}}\n'


LOCKS = [
    "",
    "format = 1\n",
    b"format = \xff\n",
    "{\n",
    Lock().text().replace("takeaction", "somebody"),
    ended('{"format":3}'),
    ended('{"format":2}', '{"id":"a","new":1}'),
    ended('{"format":2}', "{}"),
    ended('{"format":2}', "nonsense"),
    ended('{"format":2}', '{"id":"a","id":"a"}'),
    ended('{"format":2}', '{"id":"a","records":1000000000000000000}'),
    ended('{"format":2}', '{"id":"a","records":0.5}'),
]


def read_locks(write, _):
    folder = write({f"{n:02}.lock": text for n, text in enumerate(LOCKS)}, "locks")
    link = folder / "zz-link.lock"
    link.symlink_to(folder / "00.lock")
    asked = [*sorted(folder.iterdir()), folder / "no-such.lock", folder, folder / "a\0b", 5]
    return [raised(lambda lock=lock: takeaction.load(packs=[], lock=lock)) for lock in asked]


def raised(call):
    with pytest.raises(TakeActionError) as caught:
        call()
    return caught.value


CASES = {
    **{name: of({"resources.toml": text}) for name, text in RESOURCES.items()},
    **{name: of({"actions.toml": text}) for name, text in ACTIONS.items()},
    **{name: of({"indicators.toml": text}) for name, text in INDICATORS.items()},
    "vendors, labels, goods and ratings": of(OTHERS),
    "no caveat": of(
        {
            "pack.toml": HEADER.replace('caveat = "A sign is not proof."\n', ""),
            "indicators.toml": one("indicator", "sign"),
        }
    ),
    "records that others point at": of(LINKS),
    "words": of(WORDS),
    "ids": of(IDS),
    "ids of another pack": each_of(
        {"resources.toml": one("resource", "other:line")},
        {"resources.toml": one("resource", "line", pack='"other"')},
    ),
    "patches": of(PATCHES),
    "translations": of(LOCALES),
    "our own sentences": each_of(*FRAMES),
    "translations that cannot be read": each_of(
        {**LOCALES, "locale/es.po": 'msgid "a"\nnothing\n', "locale/fr.po": b"\n\xff"},
        {"pack.json": f'{UNREAD[:-1]},"more":{{"a":{{}}}}}}'},
    ),
    "more translations than a pack may have": of(
        {"pack.json": built(translations={"es": {f"a#{n}": "A" for n in range(11)}})},
        limits=Limits(records=1),
    ),
    "translations that are too large": of({**LOCALES, "locale/es.po": "#" * 262_145}),
    "translations that differ": of(DIFFERING),
    "words for another pack": of(THREE, adding(*TAKEN)),
    "many words for another pack": of(THREE, adding(*TAKEN), limits=FEW),
    "what nobody accepted": added_to_accepted,
    "more that could hurt than is looked at": of(HURTING, limits=FEW),
    "headers": each_of(*({"pack.toml": text} for text in HEADERS)),
    "text files": of(TOML),
    "words and moments that are long": each_of(
        {"goods.toml": "a = nonsensenonsensenonsense\n"},
        {"goods.toml": "a = 1979-05-27T00:32:00+07:00\n"},
    ),
    "tables": of(TABLES),
    "files of another name": of({"resource.toml": "", "zzz.toml": "", "pyproject.toml": ""}),
    "built packs": each_of(*({"pack.json": text} for text in BUILT)),
    "code": of(CODE),
    "bounds": each_of(
        {"actions.toml": "[[action]]\n[[action]]\n", "resources.toml": "x = 1\n"},
        limits=Limits(records=1),
    ),
    "bounds of files": each_of(
        {"actions.toml": ""}, {"pack.json": built()}, limits=Limits(files=1)
    ),
    "bounds of items": each_of(
        {"resources.toml": one("resource", "line", **{f"x{n}": "1" for n in range(9)})},
        *(
            {"pack.json": built(records={"resource": {f"r-{n}": {} for n in range(many)}})}
            for many in (16, 17)
        ),
        limits=Limits(items=8, records=8),
    ),
    "bounds of contacts": of(
        {
            "resources.toml": one(
                "resource",
                "line",
                contacts=f'[{{ channel = "voice", {NUMBER} }}, '
                f'{{ channel = "voice", id = "other", {NUMBER} }}]',
            )
        },
        limits=Limits(contacts=1),
    ),
    "bounds of ids": each_of(
        {"resources.toml": one("resource", "line", aliases='["a-long-former-name"]')},
        {"pack.json": built(records={"resource": {"a-long-name": {}}})},
        limits=Limits(id_characters=10),
    ),
    "bounds of ids of packs": of({}, limits=Limits(id_characters=4)),
    "bounds of parts": each_of(
        {"resources.toml": f"x = [{'0,' * 20_001}]\n"},
        {"pack.json": built(records={"resource": {"a": {"b": [0] * 20_001}}})},
        limits=Limits(records=1),
    ),
    "bounds that a host has raised": each_of(
        {"resources.toml": f"x = {'[' * 50_000}"},
        {"pack.json": f'{{"a": {"[" * 50_000}'},
        limits=Limits(depth=10**6, items=10**6, records=10**6),
    ),
    "bounds of mistakes": each_of(
        {"resources.toml": RESOURCES["fields and words"]},
        {"resources.toml": "a = 1\nb = 1\nc = 1\nd = 1\n"},
        {"resources.toml": "a = 1\nb = 1\n"},
        {**LOCALES, "locale/es.po": FRENCH.replace("name", "nmae") * 5},
        limits=FEW,
    ),
    "files that are not read": each_of(
        {"resources.toml.txt": "", "vendors.txt": "", "goods.csv": "", "labels.yaml": ""},
        {"pack.toml.txt": ""},
    ),
    "slips in TOML": of(
        {
            **{f"resources/{number:02}.toml": text for number, text in enumerate(SLIPPED)},
            "words.toml": 'a = "one"'.encode("utf-16"),
        },
    ),
    "archives": archived,
    "files on disk": on_disk,
    "wheels": wheels,
    "installed packs": installed,
    "installed packs that are not what RECORD says": unlike_record,
    "the library's own data": unlike_core,
    "distributions with code": offered,
    "plugins": plugged,
    "fields that others have replaced": of(
        named(
            "trial",
            resources=records(
                "resource",
                audience={"audience": '["worker"]'},
                audience_of_children={"audience": '["child"]', "purposes": '["child"]'},
                audience_beside={"audience": '["worker"]', "serves": '["women"]'},
                shares=told_to(shares_with='["police"]'),
                shares_beside=told_to(shares_with='["police"]', tells='{ police = "always" }'),
            ),
        )
    ),
    "packs together": of(*TOGETHER, suppress=SUPPRESSED),
    "too many records together": of(
        named("one", resources=one("resource", "line")),
        named("two", resources=one("resource", "line")),
        limits=Limits(catalog_records=1),
    ),
    "packs of one id": beside_installed,
    "a slip in a number": of(*lines_of("+18885550101")),
    "one number with other answerers": of(
        named("trial", resources=one("resource", "line", operator_kind='"ngo"')),
        named("zebra", resources=one("resource", "line", operator_kind='"police"')),
    ),
    "a number that changed after its check": of(
        {
            "resources.toml": one(
                "resource", "line", verified='{ method = "called", on = 2026-11-20, of = "0" }'
            )
        }
    ),
    "a name of another line": of(*NAMED),
    "two numbers of one line": of(*lines_of("+18885559999")),
    "hosts that look alike": of(*pages_of("helpline.example.org", "he1pline.example.org")),
    "numbers beyond counting": crowd,
    "a fault of ours": broken,
    "what changed since it was accepted": held(CHANGED),
    "what changed and is kept": held(CHANGED, mode="warn", most=2),
    "what is gone since it was accepted": held({"url": None, "operator": None}),
    "what was reworded since it was accepted": held({"topics": '["awareness"]'}),
    "packs that a lock does not know": unlike_the_lock,
    "a pack that is installed twice": named_by_the_lock,
    "packs of one id and the word of the host": preferred_by_the_host,
    "two packs by path, one of them accepted": named_by_its_content,
    "reviews that are none": each_of(
        MARKED,
        {
            **MARKED,
            "locale/es.po": str(MARKED["locale/es.po"]).replace(" seal=0", ""),
            "resources.toml": one("resource", "sealed"),
        },
    ),
    "what publishers took back": taken_back,
    "lists of withdrawals": read_withdrawn,
    "packs of distributions": distributed,
    "locks": read_locks,
}


def sections():
    parts = re.split(r"(?m)^# (.+)\n\n", KEPT.read_text("utf-8") if KEPT.exists() else "")[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("case", CASES)
def test_every_message_and_its_fix_is_what_somebody_has_read(case, write, install, tmp_path):
    mistakes = CASES[case](write, install)

    text = "\n\n".join(make.told(error, tmp_path) for error in mistakes) + "\n\n"

    if "WRITE_MESSAGES" in os.environ:
        whole = {**sections(), case: text}
        kept = [f"# {name}\n\n{whole[name]}" for name in CASES if name in whole]
        KEPT.write_text("".join(kept), "utf-8")
    assert text == sections()[case]


def test_every_message_of_the_source_stands_among_them():
    kept = KEPT.read_text("utf-8") + KEPT.with_name("mistakes.txt").read_text("utf-8")

    unread = [text for text in said_by_the_source() if not re.search(text, kept)]

    assert unread == []


def test_every_part_of_the_file_is_of_a_case():
    assert list(sections()) == list(CASES)


def said_by_the_source():
    """Return a pattern for each sentence of the source, but for docstrings and patterns."""
    for path in sorted(SOURCES.glob("**/*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        inner = {
            part
            for node in ast.walk(tree)
            if isinstance(node, (ast.JoinedStr, ast.Expr))
            for part in getattr(node, "values", None) or [node.value]
        }
        for node in ast.walk(tree):
            if isinstance(node, (ast.Constant, ast.JoinedStr)) and node not in inner:
                parts = [part.value for part in getattr(node, "values", [node])]
                texts = [part if isinstance(part, str) else None for part in parts]
                whole = "".join(text or "x" for text in texts)
                if re.fullmatch(r"[^\n]* [^\n]*[.?]", whole) and "(?:" not in whole:
                    pattern = "".join(".*" if text is None else re.escape(text) for text in texts)
                    yield re.sub(r"\\{\w+\\}", ".*", pattern)  # a part that is filled in
