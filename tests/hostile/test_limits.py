"""Each limit of the threat model: what is just below passes, what is just above is refused.

A limit holds before the work is done: the last tests look at what is refused at once.
"""

import json

import attrs
import make
import pytest

import takeaction
from takeaction.errors import Outcome
from takeaction.limits import Limits

HEADER = make.header("trial")
GIVEN = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
Q, D, W = Outcome.QUARANTINE, Outcome.DROP, Outcome.WARN


def line(id="line", name="N", more=""):
    source = 'source = { title = "A page" }'
    return f'[[resource]]\nid = "{id}"\nname = "{name}"\nkind = "site"\n{source}\n{more}'


def sources(resources="", **files):
    named = {name.replace("__", "/") + ".toml": text for name, text in files.items()}
    return {"pack.toml": HEADER, "resources.toml": resources, **named}


def built(records):
    fields = {"name": "N", "kind": "site", "source": {"title": "A page"}}
    whole = {"pack": GIVEN, "records": {"resource": {f"r{n}": fields for n in range(records)}}}
    return {"pack.json": json.dumps(whole)}


def url(length):
    return "https://example.org/".ljust(length, "a")


def nested(depth):
    return "[" * depth + "]" * depth


def marks(number):
    return "q" + "\u0323" * number


def contacts(number):
    page = '[[resource.contacts]]\nid = "c{}"\nchannel = "web"\nurl = "https://example.org/{}"\n'
    return "".join(page.format(n, n) for n in range(number))


UNKNOWN = [("shape.unknown_field", D)]
TABLE = {
    "file_bytes": [
        (262_144, lambda n: sources("#" * n), [], [("limit.size", Q)]),
    ],
    "pack_bytes": [
        (
            16_777_216,
            lambda n: {"pack.json": json.dumps({"pack": GIVEN}).ljust(n)},
            [],
            [("limit.size", Q)],
        ),
    ],
    "files": [
        (
            200,
            lambda n: sources(**{f"resources__{i}": "" for i in range(n - 2)}),
            [],
            [("limit.files", Q)],
        ),
    ],
    "records": [
        (20_000, built, [], [("limit.records", Q)]),
    ],
    "depth": [
        (16, lambda n: sources(line(more=f"a = {nested(n)}\n")), UNKNOWN, [("parse.too_deep", Q)]),
    ],
    "key_parts": [
        (
            8,
            lambda n: sources(line(more=f"{'.'.join('a' * n)} = 1\n")),
            UNKNOWN,
            [("parse.too_complex", Q)],
        ),
        (
            8,
            lambda n: sources(line() + f"[{'.'.join(['resource', *'a' * (n - 1)])}]\n"),
            UNKNOWN,
            [("parse.too_complex", Q)],
        ),
    ],
    "items": [
        (
            20_000,
            lambda n: sources(line(more=f"aliases = {[f'a{i}' for i in range(n)]}\n")),
            [],
            [("limit.items", D)],
        ),
    ],
    "contacts": [
        (50, lambda n: sources(line(more=contacts(n))), [], [("limit.contacts", D)]),
    ],
    "digits": [
        (
            18,
            lambda n: sources(line(more=f"year = {'9' * n}\n")),
            [],
            [("limit.number", Q)],
        ),
    ],
    "id_characters": [
        (64, lambda n: sources(line(id="a" * n)), [], [("id.bad", D)]),
        (64, lambda n: sources(line(more=f'aliases = ["{"a" * n}"]\n')), [], [("id.bad", D)]),
    ],
    "title_characters": [
        (200, lambda n: sources(line(name="N" * n)), [], [("limit.length", D)]),
    ],
    "text_characters": [
        (4_000, lambda n: sources(line(more=f'note = "{"N" * n}"\n')), [], [("limit.length", D)]),
    ],
    "url_characters": [
        (2_000, lambda n: sources(line(more=f'url = "{url(n)}"\n')), [], [("limit.length", D)]),
    ],
    "marks": [
        (8, lambda n: sources(line(name=marks(n))), [], [("text.marks", D)]),
    ],
    "mistakes": [
        (
            50,
            lambda n: sources(line(more="".join(f"a{i} = 1\n" for i in range(n)))),
            UNKNOWN * 50,
            [*UNKNOWN * 50, ("limit.mistakes", W)],
        ),
    ],
}
LOWERED = {name: cases for name, cases in TABLE.items() if name not in ("items", "mistakes")}


def told(folder, **limits):
    catalog = takeaction.load(paths=[folder], packs=[], limits=Limits(**limits))
    return [(error.code, error.outcome) for error in catalog.mistakes]


@pytest.mark.parametrize(
    ("name", "case"), [(name, case) for name, cases in TABLE.items() for case in cases]
)
def test_a_limit_lets_through_what_it_names_and_nothing_more(write, name, case):
    most, files, below, above = case
    assert getattr(Limits(), name) == most

    assert told(write(files(most), "below")) == below
    assert told(write(files(most + 1), "above")) == above


def test_the_limit_of_all_packs_together_leaves_out_the_last(write):
    # Packs up to the limit are taken in order; the one that would go over it gives nothing.
    whole = json.loads(built(3)["pack.json"])
    for id in "abc":
        whole["pack"]["id"] = id
        write({"pack.json": json.dumps(whole)}, id)
    folder = write({}, ".")

    def load(most):
        paths = [folder / id for id in "abc"]
        return takeaction.load(paths=paths, packs=[], limits=Limits(catalog_records=most))

    assert (len(load(9)), load(9).mistakes) == (9, ())
    assert (len(load(8)), [error.code for error in load(8).mistakes]) == (6, ["limit.records"])


@pytest.mark.parametrize(
    ("name", "case"), [(name, case) for name, cases in LOWERED.items() for case in cases]
)
def test_a_host_may_raise_each_limit(write, name, case):
    most, files, below, _ = case

    assert told(write(files(most + 1)), **{name: most + 10}) == below


def test_the_table_has_every_limit():
    # No limit is without a test; that of a question is in ``test_questions``.
    assert {*TABLE, "catalog_records", "question_characters"} == set(attrs.asdict(Limits()))


def many(text):
    return sources(**{f"resources__{n}": text for n in range(60)})


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (lambda: sources("a = " + "9" * 200_000), "limit.number"),
        (lambda: sources("a = " + nested(100_000)), "parse.too_deep"),
        (lambda: sources(".".join("a" * 100_000) + " = 1"), "parse.too_complex"),
        (lambda: sources(f"[{'.'.join('a' * 120)}]\n" + "a = 1\n" * 40_000), "parse.too_complex"),
        (lambda: sources("[[resource]]\n" * 20_001), "limit.records"),
        (lambda: many("a = 1\n" * 40_000), "limit.size"),
        (lambda: many("#\n" * 120_000), "limit.size"),
        (lambda: {"pack.json": "[" * 16_000_000}, "limit.size"),
        (lambda: {"pack.json": '{"a":' * 3_000_000}, "limit.size"),
        (lambda: {"pack.json": '{"a": ' + "9" * 16_000_000 + "}"}, "limit.number"),
    ],
    ids=["digits", "depth", "parts", "header", "records", "keys", "lines", "lists", "json-depth",
         "json-digits"],
)  # fmt: skip
def test_what_would_take_long_is_refused_at_once(write, at_most, files, code):
    folder = write(files())

    with at_most(seconds=0.5):
        assert told(folder) == [(code, Q)]


def test_a_pile_of_marks_is_refused_before_it_is_composed(write, at_most):
    # To bring two hundred thousand crafted marks into order would take most of a minute.
    pile = "a" + "\u0315\u0300\u05ae" * 20_000
    folder = write(sources(line(more=f'note = "{pile}"\n')))

    with at_most(seconds=0.5):
        assert ("text.marks", D) in told(folder, text_characters=100_000)


SITE = {"name": "N", "kind": "site", "source": {"title": "A page"}}
NUMBER = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}


@pytest.mark.parametrize(
    ("fields", "count", "codes"),
    [
        ({f"k{n}": 1 for n in range(30)}, 10_000, {"shape.unknown_field", "limit.mistakes"}),
        (
            {"topics": [f"tipoc-{n}" for n in range(30)]},
            12_000,
            {"word.unknown", "limit.mistakes"},
        ),
        pytest.param(
            {"contacts": [{**NUMBER, "id": f"c{n}"} for n in range(50)]},
            1_000,
            {"content.unverified_number", "contact.crowded", "limit.mistakes"},
            marks=pytest.mark.timed,
        ),
    ],
    ids=["fields", "words", "numbers"],
)
def test_a_large_pack_in_which_everything_is_wrong_is_told_of_in_two_seconds(
    write, at_most, fields, count, codes
):
    records = {"resource": {f"r{n}": {**SITE, **fields} for n in range(count)}}
    folder = write({"pack.json": json.dumps({"pack": GIVEN, "records": records})})

    with at_most(seconds=2):
        found = told(folder)

    assert {code for code, _ in found} == codes
    assert len(found) == 51


@pytest.mark.broad
def test_a_built_pack_of_very_many_translations_is_refused(write):
    texts = {f"r{n}#name": "U" for n in range(1_000)}

    def whole(more):
        spoken = {f"es-{n:03}": texts for n in range(200)} | {"fr": dict.fromkeys(more, "U")}
        return {"pack.json": json.dumps({"pack": GIVEN, "translations": spoken})}

    assert ("limit.size", Q) not in told(write(whole(()), "below"), mistakes=1)
    assert told(write(whole("a"), "above")) == [("limit.size", Q)]


@pytest.mark.parametrize(("spans", "found"), [(70, []), (71, [("date.hours", W)])])
def test_opening_times_have_ten_spans_a_day_at_most(write, spans, found):
    # Nobody writes more; to read thousands would take long.
    times = [f"{day} {n:02}:00-{n:02}:30" for day in ("Mo", "Tu", "We") for n in range(24)]
    hours = ", ".join(times[:spans])
    contact = f'channel="web", url="https://example.org", zone="Asia/Tokyo", hours="{hours}"'

    assert told(write(sources(line(more=f"contacts = [{{ {contact} }}]\n")))) == found


@pytest.mark.parametrize("most", [3, 50])
def test_a_mistake_that_costs_a_record_is_met_behind_many_that_cost_none(write, most):
    zone = 'url="https://example.org", hours="Mo 09:00-10:00", zone="Mars/Phobos"'
    good = [f'{{ channel="web", id="c{n}", {zone} }}' for n in range(60)]
    contacts = ", ".join([*good, '{ channel="voice", dial="1", display="1" }'])

    folder = write(sources(line(more=f"contacts = [{contacts}]\n")))

    found = told(folder, mistakes=most, contacts=100)

    assert [code for code, _ in found] == [*["date.zone"] * most, "limit.mistakes"]
    assert len(takeaction.load(paths=[folder], packs=[], limits=Limits(contacts=100))) == 0
