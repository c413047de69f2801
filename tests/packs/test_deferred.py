"""Deferred packs give the same as if they were read at once, in any order of questions."""

import json
import zipfile

import pytest

from takeaction.catalog import Records
from takeaction.errors import Outcome
from takeaction.limits import Limits
from takeaction.loading import load, max_records, split_deferred
from takeaction.packs.sources.archive import Archive
from takeaction.packs.sources.discovery import discover
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.plugins import DataPack

SOURCE = {"title": "A page"}
GOOD = {
    "name": "Tea",
    "product": "tea-infusions",
    "country": "KE",
    "kind": "child",
    "edition": 2022,
}
SIGN = {"text": "Sign", "concept": "c", "element": "act", "grade": "weak"}
GUIDE = {"name": "A guide", "kind": "guide", "source": SOURCE}
WORD = {"kind": "skill", "label": "Juggling"}
ACTION = {
    "title": "Act",
    "summary": "Do it.",
    "steps": ["One.", "Two.", "Three."],
    "minutes": {"min": 1, "typical": 2, "max": 3},
    "cadence": "once",
    "modes": ["solo-online"],
    "safety": ["Take care."],
    "source": SOURCE,
}
CONTACT = {"channel": "web", "url": "https://help.example/"}
KINDS = ("actions", "resources", "reachable", "indicators", "vendors", "labels", "goods", "ratings")
FIELDS = (*KINDS, "packs", "mistakes", "digest", "words")


def content_of(id, records, **header):
    required = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    pack = {"pack": {**required, **header}, "records": records, "translations": {}}
    return json.dumps(pack, sort_keys=True, separators=(",", ":"))


def goods(id="goods-pack", **more):
    good = {**GOOD, "source": SOURCE, **more}
    return content_of(id, {"good": {"tea": good}, "resource": {"guide": GUIDE}})


def everything_in(catalog, names=FIELDS):
    values = {name: getattr(catalog, name) for name in names}
    plain = {name: dict(value) for name, value in values.items() if isinstance(value, Records)}
    return {**values, **plain, "mistakes": [str(value) for value in values["mistakes"]]} | {
        "words": list(values["words"])
    }


@pytest.fixture
def at_once(monkeypatch):
    def make(*ids, **options):
        with monkeypatch.context() as changed:
            changed.setattr("takeaction.loading.split_deferred", lambda packs, _: (list(packs), []))
            return load(packs=ids, **options)

    return make


def deferred(*ids):
    now, later = split_deferred(discover(packs=ids).packs, Limits())
    assert {pack.id for pack in (*now, *later)} == set(ids)
    return {pack.id for pack in later}


def built(records):
    return {"pack.json": content_of("trial", records)}


def sources(**files):
    header = 'id = "trial"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
    return {"pack.toml": header, **{f"{name}.toml": text for name, text in files.items()}}


LINE = {**GUIDE, "contacts": [CONTACT]}
RESOURCE = '[[resource]]\nid = "a"\nname = "N"\nkind = "guide"\nsource = { title = "P" }\n'


@pytest.mark.parametrize(
    ("files", "waits"),
    [
        (built({"good": {"tea": {**GOOD, "source": SOURCE}}}), True),
        (built({"indicator": {"s": {**SIGN, "note": 'a "word"\nb'}}}), True),
        (built({"resource": {"guide": GUIDE}}), True),
        (built({"resource": {"line": LINE}}), False),
        (built({"action": {"act": ACTION}}), False),
        (built({"word": {"juggling": WORD}}), False),
        (built({"patch": {"other:a": {"reason": "R"}}}), False),
        ({"pack.json": content_of("trial", {}).replace("T", "\\u0054")}, False),
        ({"pack.json": ""}, False),
        ({"pack.json": " " * (1024 * 1024 + 1)}, False),
        ({"other.json": "{}"}, False),
        (sources(goods="", indicators=""), True),
        (sources(resources=RESOURCE), True),
        (sources(resources=f"{RESOURCE}contacts = []\n"), False),
        (sources(resources=f'{RESOURCE}"\\u0063ontacts" = []\n'), False),
        (sources(actions=""), False),
        (sources(words=""), False),
        (sources(patches=""), False),
        (sources(goods=" " * (256 * 1024 + 1)), False),
        (sources(**{f"goods/{n}": " " * (256 * 1024) for n in range(5)}), False),
        (sources(**{f"goods/{n}": "" for n in range(199)}), True),
        (sources(**{f"goods/{n}": "" for n in range(200)}), False),
    ],
    ids=[
        *("goods", "signs", "guides", "a-contact", "actions", "words", "patches"),
        *("a-key-in-disguise", "empty", "large", "no-pack"),
        *("sources", "sources-of-guides", "a-contact-in-sources", "another-key-in-disguise"),
        *("sources-of-actions", "sources-of-words", "sources-of-patches"),
        *("a-large-file", "much-together", "as-many-files-as-may-be", "many-files"),
    ],
)
def test_a_pack_without_actions_words_patches_and_contacts_is_deferred(install, files, waits):
    entries = {"takeaction.packs": "trial = pack_trial"}
    named = {f"pack_trial/{name}": text for name, text in files.items()}
    record = ["pack_trial/pack.json"] if "other.json" in files else None
    is_source = "pack.toml" in files
    install("trial-pack", entries=entries, files=named, editable=is_source, record=record)

    assert deferred("trial") == ({"trial"} if waits else set())


def test_a_snapshot_keeps_only_the_files_that_are_read(install):
    # Other files are listed, but not held in memory.
    files = {**sources(goods="#" * 67), "pyproject.toml": "#" * 999}
    entries = {"takeaction.packs": "trial = pack_trial"}
    named = {f"pack_trial/{name}": text for name, text in files.items()}
    install("trial-pack", entries=entries, files=named, editable="pack.toml" in files)

    _, (pack,) = split_deferred(discover(packs=["trial"]).packs, Limits())

    assert set(pack.files.names()) == set(files)
    assert set(pack.files.contents) == {"pack.toml", "goods.toml"}
    assert max_records([pack]) == (len(files["pack.toml"]) + 67) // 32


def test_an_archive_without_a_pack_is_not_deferred(tmp_path):
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as file:
        file.writestr("README.md", "")
    pack = DataPack("empty", Archive(tmp_path / "empty.zip"), "empty")

    assert split_deferred([pack], Limits()) == ([pack], [])


def test_a_pack_by_path_is_never_deferred(write):
    folder = write({"pack.json": goods()})

    now, later = split_deferred(discover(paths=[folder], packs=[]).packs, Limits())

    assert (len(now), later, max_records(now)) == (1, [], 0)


@pytest.mark.parametrize("names", [FIELDS, FIELDS[::-1]], ids=["records-first", "mistakes-first"])
@pytest.mark.parametrize(
    "content",
    [
        goods(),
        goods(edition="2022"),
        goods(edition=1),
        goods(note="x" * 5_000),
        goods(product="teapots"),
        goods()[:-1],
        goods("other"),
        content_of("goods-pack", {"good": {"us-hotline:tea": GOOD}}),
        content_of("goods-pack", {"good": {"tea": {}}}, schema=9),
        content_of("goods-pack", {"good": {"tea": {}}}, requires=["none"]),
    ],
    ids=[
        *("good", "of-a-wrong-type", "of-an-odd-edition", "too-long", "of-an-unknown-word"),
        *("cut-off", "of-another-id", "in-a-foreign-name-space", "too-new", "in-need"),
    ],
)
def test_a_deferred_pack_gives_the_same(install_pack, at_once, content, names):
    install_pack("goods-pack", content=content)
    assert deferred("goods-pack") == {"goods-pack"}

    catalog = load(packs=["goods-pack", "us-hotline"])

    assert catalog.reachable
    assert everything_in(catalog, names) == everything_in(at_once("goods-pack", "us-hotline"))


@pytest.mark.broad
def test_our_own_packs_give_the_same(at_once, catalog):
    everything = tuple(catalog.packs)

    assert len(deferred(*everything)) >= 4
    assert everything_in(load(packs=everything)) == everything_in(at_once(*everything))


def test_a_deferred_pack_is_not_parsed_for_a_first_answer(install_pack, monkeypatch):
    install_pack("goods-pack", content=goods())
    catalog = load(packs=["goods-pack"])

    def gives_out(*_, **__):
        raise MemoryError

    monkeypatch.setattr("takeaction.packs.reading.built.json.loads", gives_out)

    assert (catalog.actions, catalog.reachable, len(catalog.factors)) == ({}, {}, 0)
    with pytest.raises(MemoryError):
        len(catalog.goods)


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_question_that_failed_for_want_of_memory_can_be_repeated(
    install_pack, monkeypatch, error
):
    install_pack("goods-pack", content=goods())
    digest = load(packs=["goods-pack"]).digest
    catalog = load(packs=["goods-pack"])

    def gives_out(*_, **__):
        raise error

    with monkeypatch.context() as once:
        once.setattr("takeaction.packs.reading.built.json.loads", gives_out)
        with pytest.raises(error):
            len(catalog.goods)

    assert (len(catalog.goods) > 0, catalog.mistakes, catalog.digest) == (True, (), digest)


def test_memory_that_runs_out_during_a_snapshot_costs_nothing(install_pack, monkeypatch):
    install_pack("goods-pack", content=goods())
    digest = load(packs=["goods-pack"]).digest
    read, times = Folder.read, []

    def first_fails(folder, name, limit):
        times.append(name)
        if len(times) == 1:
            raise MemoryError
        return read(folder, name, limit)

    monkeypatch.setattr(Folder, "read", first_fails)

    assert load(packs=["goods-pack"]).digest == digest
    assert times == ["pack.json", "pack.json"]


def test_a_deferred_pack_is_kept_as_it_was_found(install_pack):
    home = install_pack("goods-pack", content=goods())
    catalog = load(packs=["goods-pack"])
    (home / "pack_goods_pack" / "pack.json").unlink()

    assert list(catalog.goods) == ["goods-pack:tea"]
    assert catalog.packs["goods-pack"].built
    assert catalog.mistakes == ()


def test_a_pack_by_path_replaces_a_deferred_one(install_pack, write):
    # A pack that the host names on purpose wins, as it would without deferring.
    install_pack("goods-pack", content=goods())
    other = write({"pack.json": goods(country="IN")})

    catalog = load(paths=[other], packs=["goods-pack"])

    assert catalog.goods["goods-pack:tea"].country == "IN"
    assert [error.code for error in catalog.mistakes] == ["pack.shadowed"]


def test_a_built_pack_whose_records_alone_are_no_json_is_read_as_a_whole(write):
    whole = goods().replace('"translations":{}', '"translations":{"es":{"tea#name":"Té"}}')
    broken = whole.replace('"records":', '"records";')

    catalog = load(paths=[write({"pack.json": broken})], packs=[])

    assert [error.code for error in catalog.mistakes if error.where.file] == ["parse.syntax"]


def test_two_installed_packs_with_one_id_are_not_deferred(install_pack):
    install_pack("goods-pack", content=goods())
    line = content_of("goods-pack", {"resource": {"line": LINE}})
    install_pack("goods-pack", name="b-pack", module="b", content=line, site="b")

    assert deferred("goods-pack") == set()
    catalog = load(packs=["goods-pack"])
    assert [error.code for error in catalog.mistakes] == ["pack.duplicate_id"] * 2
    assert not catalog.reachable  # the first that was installed answers, and it has no line


def test_a_code_plugin_with_the_id_of_a_deferred_pack_is_refused_with_it(install_pack):
    # Nobody can tell which of the two is right, so neither gives anything.
    class Plugin:
        """Returns a helpline under the id of another pack."""

        def takeaction_packs(self):
            return [json.loads(content_of("goods-pack", {"resource": {"line": LINE}}))]

    from takeaction import hookimpl

    Plugin.takeaction_packs = hookimpl(Plugin.takeaction_packs)
    install_pack("goods-pack", content=goods())

    catalog = load(packs=["goods-pack"], plugins=[Plugin()])

    assert catalog.reachable == {}
    assert [error.outcome for error in catalog.mistakes] == [Outcome.QUARANTINE]


def test_nothing_is_deferred_if_all_packs_together_may_be_too_much(install_pack):
    install_pack("goods-pack", content=goods())

    catalog = load(packs=["goods-pack", "us-hotline"], limits=Limits(catalog_records=2))

    assert (list(catalog.packs), catalog.reachable) == (["goods-pack"], {})
    assert "limit.records" in {error.code for error in catalog.mistakes}
