"""Laws of the two forms of a pack: TOML sources and a built ``pack.json``."""

import json
import unicodedata
from functools import cache
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from make import regions, words

from takeaction.limits import Limits
from takeaction.loading import assemble
from takeaction.packs.checking.pack import check
from takeaction.packs.merging.merged import merge
from takeaction.packs.reading.content import digest
from takeaction.packs.sources.files import Memory, Unrecorded
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.actions import Cadence, Mode
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.goods import VendorKind
from takeaction.vocabulary.resources import Purpose, ResourceKind
from takeaction.vocabulary.signs import Grade

PLURALS = {"patch": "patches"}
LETTERS = st.characters(
    codec="utf-8", categories=["L", "P", "Zs"]
)  # digits: only with their source
DAYS = st.dates().map(str).filter(lambda day: day < "2026")
KINDS_OF_PACKS = [kind for kind in ResourceKind if kind is not ResourceKind.EMERGENCY]
PURPOSES_OF_PACKS = [purpose for purpose in Purpose if purpose is not Purpose.EMERGENCY]
"""A pack has no emergency number of its own: a record with one is dropped."""

SEEDS = st.integers(0, 1_000_000)
NAMES = st.lists(st.from_regex("[a-z]{1,4}", fullmatch=True), max_size=6, unique=True)
SOURCE = {"title": "A page"}


@cache
def texts(alphabet=LETTERS):
    drawn = st.text(alphabet, min_size=1, max_size=12)
    return drawn.map(lambda text: unicodedata.normalize("NFC", text))


@cache
def paragraphs():
    return texts(st.one_of(LETTERS, st.sampled_from('\n\t"\\#[]=')))


def some(strategy, most=2):
    return st.lists(strategy, max_size=most, unique=True)


@cache
def terms():
    return texts().map(lambda text: " ".join(text.replace("|", "a").split()) or "a")


@cache
def common():
    return st.fixed_dictionaries(
        {"source": st.just(SOURCE)},
        optional={
            "regions": st.lists(regions(), min_size=1, max_size=2, unique=True),
            "topics": some(words("topic")),
            "note": paragraphs(),
            "also_known_as": some(texts()),
            "people_say": st.dictionaries(
                st.sampled_from(["en", "es-MX"]),
                st.lists(terms(), min_size=1, max_size=2),
                min_size=1,
            ),
            "verified": st.fixed_dictionaries({"method": st.just("called"), "on": DAYS}),
        },
    )


def contacts():
    return st.fixed_dictionaries(
        {"channel": st.just(Channel.WEB.value), "url": st.just("https://example.org/a")},
        optional={
            "languages": some(st.sampled_from(["en", "es", "ar"])),
            "hours": st.sampled_from(["24/7", "Mo-Fr 09:00-17:00"]),
            "zone": st.just("Europe/Berlin"),
            "anonymous": st.booleans(),
            "note": paragraphs(),
        },
    ).filter(lambda contact: ("hours" in contact) == ("zone" in contact))


@cache
def kinds():
    link = st.fixed_dictionaries(
        {"title": texts().map("Page {}".format), "url": st.just("https://example.org/b")}
    )
    minutes = st.lists(st.integers(1, 600), min_size=3, max_size=3).map(sorted)
    three = minutes.map(lambda each: dict(zip(("min", "typical", "max"), each, strict=True)))
    slot = st.fixed_dictionaries(
        {"purpose": st.sampled_from(Purpose)}, optional={"kind": st.sampled_from(ResourceKind)}
    )
    return {
        "action": st.fixed_dictionaries(
            {
                "title": texts(),
                "summary": paragraphs(),
                "steps": st.lists(paragraphs(), min_size=3, max_size=3),
                "minutes": three,
                "cadence": st.sampled_from(Cadence),
                "modes": st.lists(st.sampled_from(Mode), min_size=1, max_size=2, unique=True),
            },
            optional={
                "skills_helpful": some(words("skill")),
                "concern": st.booleans(),
                "finds": st.lists(slot, max_size=2),
                "links": st.lists(link, max_size=2),
            },
        ),
        "resource": st.fixed_dictionaries(
            {"name": texts(), "kind": st.sampled_from(KINDS_OF_PACKS)},
            optional={
                "summary": paragraphs(),
                "purposes": some(st.sampled_from(PURPOSES_OF_PACKS)),
                "year": st.integers(1900, 2026),
                "contacts": st.lists(contacts(), max_size=1),
                "links": st.lists(link, max_size=2),
            },
        ),
        "indicator": st.fixed_dictionaries(
            {
                "text": texts(),
                "element": st.just("means"),
                "grade": st.sampled_from([Grade.WEAK, Grade.STRONG]),
                "grade_basis": st.just("editorial"),
                "types": st.just(["any"]),
                "observable_by": st.just(["bystander", "self"]),
                "ask": st.just("notice"),
                "reading": st.just("read"),
            }
        ),
        "vendor": st.fixed_dictionaries(
            {"name": texts(), "kind": st.sampled_from(VendorKind)},
            optional={"products": some(words("product")), "survivor_made": st.booleans()},
        ),
        "word": st.fixed_dictionaries(
            {"kind": st.just("topic"), "label": texts()}, optional={"aliases": some(texts())}
        ),
        "patch": st.fixed_dictionaries(
            {"reason": paragraphs()}, optional={"links": st.lists(link, max_size=1)}
        ),
    }


@st.composite
def contents(draw):
    """Draw the canonical content of a pack: a header, records of several kinds, translations."""
    header = {"id": "trial", "publisher": draw(texts()), "licence": "CC0-1.0", "schema": 1}
    header |= {"title": draw(texts()), "languages": ["en", "es"], "caveat": "No sign is proof."}
    ids = draw(NAMES)
    fields_of = kinds()
    records, translations = {}, {}
    for id in ids:
        kind = draw(st.sampled_from(list(fields_of)))
        fields = draw(fields_of[kind])
        if kind not in ("word", "patch"):
            fields = {**draw(common()), **fields}
        key = f"other:{id}" if kind == "patch" else id
        records.setdefault(kind, {})[key] = fields
        named = next(
            name for name in ("title", "name", "text", "label", "reason") if name in fields
        )
        if draw(st.booleans()):
            text = draw(texts())
            reviewed = draw(st.booleans())
            value = text if reviewed else {"text": text, "reviewed": False}
            translations[f"{key}#{named}"] = value
    return {
        "pack": header,
        "records": records,
        "translations": {"es": translations} if translations else {},
    }


def canonical(content):
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


class Sources:
    """Writes content as TOML and PO in one of the many ways there are."""

    def __init__(self, content, seed):
        self.content = content
        self.random = Random(seed)  # noqa: S311 - it only chooses a style

    def files(self):
        files = {"pack.toml": self.pairs("", self.content["pack"])}
        for kind, records in self.content["records"].items():
            plural = PLURALS.get(kind, f"{kind}s")
            for id in self.shuffled(records):
                file = self.random.choice([f"{plural}.toml", f"{plural}/a.toml"])
                record = self.record(kind, id, records[id])
                files[file] = files.get(file, "") + record
        for language, translated in self.content["translations"].items():
            files[f"locale/{language}.po"] = self.po(translated)
        line_end = self.random.choice(["\n", "\r\n"])
        return {name: text.replace("\n", line_end) for name, text in files.items()}

    def shuffled(self, things):
        return self.random.sample(list(things), len(things))

    def maybe(self):
        return self.random.random() < 0.5

    def record(self, kind, id, fields):
        key = "target" if kind == "patch" else "id"
        return f"{self.comment()}[[{kind}]]\n" + self.pairs(kind, {key: id, **fields})

    def pairs(self, path, fields):
        lines, tables = "", ""
        for key in self.shuffled(fields):
            value = fields[key]
            apart = path and value and self.maybe()
            if apart and isinstance(value, dict):
                tables += f"[{path}.{key}]\n" + self.pairs(f"{path}.{key}", value)
            elif apart and isinstance(value, list) and isinstance(value[0], dict):
                for each in value:
                    tables += f"[[{path}.{key}]]\n" + self.pairs(f"{path}.{key}", each)
            else:
                lines += f"{key} = {self.value(value, key)}{self.comment()}"
        return lines + tables

    def comment(self):
        return self.random.choice(["\n", " # [[it's]]\n", '\n\n# """\n'])

    def value(self, value, key=""):
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list):
            return "[" + ", ".join(self.value(each) for each in value) + "]"
        if isinstance(value, dict):
            pairs = (f"{name} = {self.value(each, name)}" for name, each in value.items())
            return "{ " + ", ".join(pairs) + " }"
        if isinstance(value, int) or (key == "on" and self.maybe()):
            return str(value)
        return self.text(str(value))

    def text(self, text):
        if self.maybe():
            text = unicodedata.normalize("NFD", text)
        if self.maybe():
            lines = (json.dumps(line, ensure_ascii=False)[1:-1] for line in text.split("\n"))
            return '"""\n' + "\n".join(lines) + '"""'
        return json.dumps(text, ensure_ascii=False)

    def po(self, translated):
        lines = ""
        for key in self.shuffled(translated):
            value = translated[key]
            reviewed = isinstance(value, str)
            id, _, field = key.partition("#")
            (fields,) = [each[id] for each in self.content["records"].values() if id in each]
            lines += "" if reviewed else "#, fuzzy\n"
            lines += f"msgctxt {po_text(key)}\nmsgid {po_text(fields[field])}\n"
            lines += f"msgstr {po_text(value if reviewed else value['text'])}\n\n"
        return lines


def po_text(text):
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(sign, escape)
    return f'"{text}"'


class InMemory(Unrecorded):
    """The files of a pack, never written anywhere."""

    def __init__(self, files):
        self.files = {name: text.encode() for name, text in files.items()}

    def names(self):
        return tuple(sorted(self.files))

    def read(self, name, most):
        return self.files[name][: most + 1]

    def faults(self):
        return iter(())


def from_sources(files):
    return check(DataPack("trial", InMemory(files)), Limits())


def from_built(data):
    return check(DataPack("trial", Memory(data)), Limits())


def catalog_from(checked):
    return assemble(merge([checked], Limits(), {}), (), (), {})


@given(contents(), SEEDS)
def test_toml_and_pack_json_give_the_same_records_and_the_same_digest(content, seed):
    sources = from_sources(Sources(content, seed).files())
    built = from_built(canonical(content))

    assert sources.canonical == built.canonical == canonical(content)
    assert sources.pack.digest == built.pack.digest == digest(canonical(content))
    assert (sources.records, sources.words, sources.patches) == (
        built.records,
        built.words,
        built.patches,
    )
    assert catalog_from(sources).digest == catalog_from(built).digest
    assert len(sources.records) == sum(
        len(records)
        for kind, records in content["records"].items()
        if kind not in ("word", "patch")
    )


@given(contents(), SEEDS)
def test_toml_to_canonical_to_model_is_pack_json_to_model(content, seed):
    sources = from_sources(Sources(content, seed).files())

    again = from_built(sources.canonical)

    assert again.canonical == sources.canonical
    assert again.records == sources.records
    told = sorted(
        each.problem for each in sources.mistakes
    )  # in order of lines, which JSON has not
    assert sorted(each.problem for each in again.mistakes) == told


@given(contents(), SEEDS)
def test_how_toml_is_written_changes_no_digest(content, seed):
    one = from_sources(Sources(content, seed).files())
    other = from_sources(Sources(content, seed + 1).files())

    assert one.pack.digest == other.pack.digest
    assert one.canonical == other.canonical


@given(contents(), SEEDS)
def test_the_order_of_records_in_files_changes_nothing_in_the_catalog(content, seed):
    one = catalog_from(from_sources(Sources(content, seed).files()))
    other = catalog_from(from_sources(Sources(content, seed + 1).files()))

    assert list(one) == list(other)
    assert list(one.words) == list(other.words)
    assert (one.packs["trial"], one.digest) == (other.packs["trial"], other.digest)


@given(contents(), SEEDS)
def test_one_changed_word_changes_the_digest(content, seed):
    before = from_sources(Sources(content, seed).files())
    content["pack"]["publisher"] += "!"

    after = from_sources(Sources(content, seed).files())

    assert before.pack.digest != after.pack.digest
