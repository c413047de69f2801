"""Built packs as large as the limits let in, in the shapes that are the dearest to read.

Each is weighed against a good one as large, as in ``test_dearest.py``.
"""

import json
import math

import pytest

import takeaction
from takeaction.limits import Limits

pytestmark = pytest.mark.heavy

MOST = 3
LIMITS = Limits(records=2_500, pack_bytes=2 * 1024 * 1024)
"""An eighth of what is let in: what is too dear shows in it as well."""

PARTS_IN_A_RECORD = 40
HEADER = {
    "id": "trial",
    "languages": ["en", "es"],
    "licence": "L",
    "publisher": "P",
    "schema": 1,
    "title": "T",
}
SOURCE = {"title": "A"}
RESOURCE = {"kind": "site", "name": "N", "source": SOURCE}
ACTION = {
    "cadence": "once",
    "minutes": {"max": 3, "min": 1, "typical": 2},
    "modes": ["solo-online"],
    "source": SOURCE,
    "steps": ["One.", "Two.", "Three."],
    "summary": "S",
    "title": "T",
}
CONTACT = {"channel": "web", "url": "https://a.bc"}
SHAPES = {}


def shape(make):
    SHAPES[make.__name__.strip("_").replace("_", " ")] = make
    return make


def written(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def parts(text):
    return sum(map(text.count, "[{,"))


def packed(kind, records, translations="{}"):
    return (
        f'{{"pack":{written(HEADER)},"records":{{"{kind}":{{{",".join(records)}}}}},'
        f'"translations":{translations}}}'
    )


def filled(limits, each, kind="resource"):
    """Write as many records as the limits let in.

    Args:
        limits: The limits.
        each: Writes the fields of the record of a number.
        kind: The kind of the records.
    """
    records, left, room = [], limits.pack_bytes - 1_000, limits.records * PARTS_IN_A_RECORD - 100
    while len(records) < limits.records:
        text = f'"r{len(records)}":{each(len(records))}'
        left, room = left - len(text.encode()) - 1, room - parts(text) - 1
        if left < 0 or room < 0:
            break
        records.append(text)
    return packed(kind, records)


def alike(limits, **fields):
    text = written({**RESOURCE, **fields})
    return filled(limits, lambda _: text)


def several(limits, field, each, *, of=("resource", RESOURCE), most=1_000):
    """Write records that have a list of the same things, as long as there is room for."""
    kind, fields = of
    inner = written([each(n) for n in range(most)])
    rest = written(fields)[:-1]
    return filled(limits, lambda _: f'{rest},"{field}":{inner}}}', kind)


def good(limits):
    return alike(limits, contacts=[{**CONTACT, "id": f"c{n}"} for n in range(12)])


@shape
def _small_records(limits):
    return alike(limits)


@shape
def _many_contacts(limits):
    return several(limits, "contacts", lambda n: {**CONTACT, "id": f"c{n}"}, most=60)


@shape
def _contacts_that_have_one_id(limits):
    return several(limits, "contacts", lambda _: CONTACT)


@shape
def _contacts_by_no_channel(limits):
    return several(limits, "contacts", lambda _: {"channel": "x"})


@shape
def _contacts_that_are_no_numbers(limits):
    contact = {"channel": "voice", "dial": "12", "display": "21"}
    return several(limits, "contacts", lambda n: {**contact, "id": f"c{n}"}, most=60)


@shape
def _contacts_with_opening_times(limits):
    hours = {"hours": ", ".join(["Mo 09:00-09:01"] * 200), "zone": "Asia/Tokyo"}
    return several(limits, "contacts", lambda n: {**CONTACT, **hours, "id": f"c{n}"}, most=8)


@shape
def _contacts_in_no_language(limits):
    tags = [f"x{n}" for n in range(500)]
    return several(limits, "contacts", lambda n: {**CONTACT, "id": f"c{n}", "languages": tags})


@shape
def _texts_that_are_no_regions(limits):
    return several(limits, "regions", lambda n: f"X{n}")


@shape
def _numbers_that_are_no_regions(limits):
    return several(limits, "regions", lambda _: 1)


@shape
def _tables_that_are_no_links(limits):
    return several(limits, "links", lambda _: {})


@shape
def _links_that_promise_another_place(limits):
    return several(limits, "links", lambda _: {"title": "b.example", "url": "https://a.bc"})


@shape
def _links_to_hosts_with_other_letters(limits):
    link = {"title": "A", "url": f"https://{'a-' * 900}\u00e9"}
    return several(limits, "links", lambda _: link, most=8)


@shape
def _aliases_that_are_no_ids(limits):
    return several(limits, "aliases", lambda _: "\u00e9")


@shape
def _words_that_are_in_no_list(limits):
    return several(limits, "topics", lambda n: f"zzz{n}")


@shape
def _references_to_nothing(limits):
    return several(limits, "after", lambda n: f"x{n}", of=("action", ACTION))


@shape
def _references_in_a_circle(limits):
    rest = written(ACTION)[:-1]
    last = limits.records - 1
    return filled(limits, lambda n: f'{rest},"after":["r{n - 1 if n else last}"]}}', "action")


@shape
def _references_to_what_falls(limits):
    rest = written(ACTION)[:-1]
    return filled(limits, lambda n: f'{rest},"after":["r{n - 1}"]}}' if n else "{}", "action")


@shape
def _records_without_a_field(limits):
    return filled(limits, lambda _: "{}")


@shape
def _records_that_are_no_tables(limits):
    return filled(limits, lambda _: "1")


@shape
def _keys_that_nobody_knows(limits):
    keys = written({f"k{n}": 1 for n in range(1_000)})
    return filled(limits, lambda _: keys)


@shape
def _a_key_that_stands_twice_at_the_end(limits):
    return alike(limits).replace('"kind"', '"name"', 1)


@shape
def _lists_as_deep_as_they_may_be(limits):
    deep = "[" * 12 + "]" * 12
    return filled(limits, lambda _: f'{{"a":[{",".join([deep] * 100)}]}}')


@shape
def _long_numbers(limits):
    number = "9" * 18
    return filled(limits, lambda _: f'{{"a":[{",".join([number] * 1_000)}]}}')


@shape
def _long_texts(limits):
    return alike(limits, note="word " * 780)


@shape
def _texts_that_are_too_long(limits):
    return alike(limits, note="word " * 900)


@shape
def _escapes(limits):
    text = written({**RESOURCE, "note": "@" * 600}).replace("@", "\\u00e9")
    return filled(limits, lambda _: text)


@shape
def _marks_on_letters(limits):
    return alike(limits, note="a" + "\u0301" * 1_900)


@shape
def _marks_that_turn_the_line(limits):
    return alike(limits, note="\u202ea" * 900)


@shape
def _letters_of_another_script(limits):
    return alike(limits, name="\u0430pple " * 28)


@shape
def _sentences_that_may_hurt(limits):
    return alike(limits, note="free the " * 430)


@shape
def _translations_of_one_text(limits):
    many = min(limits.records * PARTS_IN_A_RECORD - 200, limits.pack_bytes // 20)
    texts = ",".join(f'"r{n}#name":"U"' for n in range(many))
    return packed("resource", [f'"r0":{written(RESOURCE)}'], f'{{"es":{{{texts}}}}}')


@shape
def _patches_of_another_pack(limits):
    patch = written({"languages": ["es"], "source": SOURCE})
    return (
        filled(limits, lambda _: patch, "patch")
        .replace('"r', '"other:r')
        .replace("other:records", "records")
    )


@shape
def _words_one_broader_than_the_other(limits):
    def word(n):
        return written({"broader": f"r{n + 1}", "kind": "topic", "label": "N"})

    return filled(limits, word, "word")


@shape
def _claims_of_labels_that_are_not_there(limits):
    vendor = {"kind": "shop", "name": "N", "source": SOURCE}
    return several(limits, "claims", lambda n: {"label": f"x{n}"}, of=("vendor", vendor))


@pytest.mark.parametrize("name", SHAPES)
def test_no_built_shape_takes_much_longer_than_a_good_pack_of_its_size(weighed, name):
    bad, fair = ({"pack.json": make(LIMITS)} for make in (SHAPES[name], good))

    assert weighed(bad, fair, LIMITS, MOST) <= MOST


def test_what_others_are_weighed_against_is_good(write):
    text = good(LIMITS)
    catalog = takeaction.load(paths=[write({"pack.json": text})], packs=[], limits=LIMITS)

    assert not catalog.mistakes
    assert len(catalog) > 1_000
    assert parts(text) > 0.9 * LIMITS.records * PARTS_IN_A_RECORD or math.isclose(
        len(text), LIMITS.pack_bytes, rel_tol=0.1
    )
