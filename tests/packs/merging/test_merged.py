"""Checked packs become one set of records; none can change what another says."""

from itertools import permutations

import attrs
import pytest

from takeaction.errors import DuplicateIdError, Outcome
from takeaction.limits import Limits
from takeaction.models.record import Link
from takeaction.models.text import Text
from takeaction.packs.merging.merged import merge

SOURCE = 'source = { title = "A page" }\n'


def header_of(id, *requires, languages=("en",)):
    """Write the header of a pack that needs some others."""
    needs, speaks = (", ".join(f'"{each}"' for each in listed) for listed in (requires, languages))
    return (
        f'id = "{id}"\ntitle = "T"\npublisher = "P"\nlicence = "CC0-1.0"\nschema = 1\n'
        f"requires = [{needs}]\nlanguages = [{speaks}]\n"
    )


def resource(id, extra=""):
    """Write a resource."""
    return f'[[resource]]\nid = "{id}"\nname = "N"\nkind = "site"\n{SOURCE}{extra}'


@pytest.fixture
def pack(checked):
    """Return a function that checks a good pack of an id, of a distribution if one is named."""

    def make(id, files=(), *, requires=(), distribution=None, languages=("en",)):
        header = header_of(id, *requires, languages=languages)
        found = checked({"pack.toml": header, **dict(files)})
        assert found.mistakes == ()
        return found._replace(distribution=distribution)

    return make


def merged(*packs, suppress=(), limits=Limits()):  # noqa: B008 - frozen
    """Merge packs in every order; the result is the same in each, and is returned."""
    results = [merge(order, limits, dict(suppress)) for order in permutations(packs)]
    told = [[(str(error), error.code) for error in each.mistakes] for each in results]
    assert all(each == told[0] for each in told)
    assert all(each.records == results[0].records for each in results)
    assert all(list(each.packs) == list(results[0].packs) for each in results)
    return results[0]


def told(found):
    """Return code, text and outcome of each mistake."""
    return [(each.code, str(each), each.outcome) for each in found.mistakes]


def test_packs_give_their_records_words_and_mistakes_together(pack, checked):
    """All records are there by their full ids, in order, whatever the order of the packs."""
    word = '[[word]]\nid = "w"\nkind = "topic"\nlabel = "W"\n'
    wrong = checked({"pack.toml": header_of("charlie"), "resources.toml": resource("C!")})

    found = merged(
        pack("bravo", {"resources.toml": resource("line"), "words.toml": word}),
        pack("alpha", {"resources.toml": resource("line")}),
        wrong,
    )

    assert list(found.packs) == ["alpha", "bravo", "charlie"]
    assert list(found.records) == ["alpha:line", "bravo:line"]
    assert [each.id for each in found.words] == ["bravo:w"]
    assert [each.code for each in found.mistakes] == ["id.bad"]


def test_a_pack_that_gives_nothing_leaves_its_mistakes(checked):
    """What is wrong with a broken pack is told of in the end."""
    found = merged(checked({"actions.toml": "["}))

    assert found.packs == {}
    assert [each.code for each in found.mistakes] == ["parse.syntax"]


def test_the_number_of_further_mistakes_stands_last_in_its_file(checked):
    """A reader sees the mistakes of a file by line, and then how many more there are."""
    wrong = checked(
        {"resources.toml": resource("A!") + resource("B!") + resource("C!")},
        limits=Limits(mistakes=2),
    )

    found = merge([wrong], Limits(), {})

    assert [each.where.line for each in found.mistakes] == [2, 7, None]


# Two packs of one id


def test_two_installed_packs_with_one_id_are_both_refused(pack):
    """Nobody can tell which is the right one, and the order of paths decides nothing."""
    one = pack("alpha", {"resources.toml": resource("one")}, distribution="one-pack")
    two = pack("alpha", {"resources.toml": resource("two")}, distribution="two-pack")
    other = pack("bravo", {"resources.toml": resource("line")}, distribution="b-pack")

    found = merged(one, two, other)

    assert list(found.records) == ["bravo:line"]
    assert told(found) == [
        (
            "pack.duplicate_id",
            (
                "alpha: 2 packs have this id: one-pack, two-pack. "
                "Fix: take one of them away: which one is right nobody can tell."
            ),
            Outcome.QUARANTINE,
        )
    ]
    assert type(found.mistakes[0]) is DuplicateIdError


def test_two_packs_with_one_id_by_path_are_both_refused(pack):
    """A host that names two paths with one id gets neither."""
    found = merged(pack("alpha"), pack("alpha"))

    assert found.packs == {}
    assert [each.problem for each in found.mistakes] == ["2 packs have this id: a path, a path."]


def test_a_pack_by_path_takes_the_place_of_the_installed_one(pack):
    """A host that names a path means it, and is told what stands behind it."""
    installed = pack("alpha", {"resources.toml": resource("old")}, distribution="one-pack")
    by_path = pack("alpha", {"resources.toml": resource("new")})

    found = merged(installed, by_path)

    assert list(found.records) == ["alpha:new"]
    assert told(found) == [
        (
            "pack.shadowed",
            "alpha: it was given by path, in place of the installed one (a path, one-pack).",
            Outcome.WARN,
        )
    ]


# All packs together


def test_packs_that_make_the_whole_too_large_are_left_out(pack):
    """The small ones stay, of equal ones the first id; one that no longer fits gives nothing."""
    two = resource("a") + resource("b")

    found = merged(
        pack("alpha", {"resources.toml": two}),
        pack("bravo", {"resources.toml": two}),
        pack("delta", {"resources.toml": resource("a")}),
        limits=Limits(catalog_records=3),
    )

    assert list(found.packs) == ["alpha", "delta"]
    assert told(found) == [
        (
            "limit.records",
            (
                "bravo: all packs together have more than 3 records. "
                "Fix: raise catalog_records in Limits, or load fewer packs."
            ),
            Outcome.QUARANTINE,
        )
    ]


def test_packs_that_are_taken_for_each_other_are_warned_of(pack):
    """Look-alikes are told of; packs of two regions are not."""
    found = merged(pack("us-hotline"), pack("us-hotlines"), pack("uk-hotline"))

    assert told(found) == [
        (
            "pack.look_alike",
            (
                'us-hotline: its id is easily taken for "us-hotlines". '
                "Fix: make sure that you know both publishers."
            ),
            Outcome.WARN,
        )
    ]


def test_needed_packs_that_are_missing_or_go_in_a_circle_are_warned_of(pack):
    """A pack says without which others it is of little use."""
    found = merged(
        pack("alpha", requires=("bravo", "missing")),
        pack("bravo", requires=("charlie",)),
        pack("charlie", requires=("bravo",)),
    )

    assert told(found) == [
        (
            "pack.requires",
            'alpha: it needs the pack "missing", which is not there. Fix: install missing.',
            Outcome.WARN,
        ),
        (
            "pack.requires",
            "bravo: it needs itself, by way of the packs it needs. Fix: break the circle.",
            Outcome.WARN,
        ),
        (
            "pack.requires",
            "charlie: it needs itself, by way of the packs it needs. Fix: break the circle.",
            Outcome.WARN,
        ),
    ]


def test_references_into_another_pack_lead_somewhere_if_it_is_there(pack):
    """A record of a pack that is not installed is taken on trust; one of a pack that is, is not."""
    replaced = 'status = "retired"\nreplaced_by = "{}"\n'
    records = (
        resource("a", replaced.format("bravo:line"))
        + resource("b", replaced.format("bravo:none"))
        + resource("c", replaced.format("absent:line"))
    )

    found = merged(
        pack("alpha", {"resources.toml": records}),
        pack("bravo", {"resources.toml": resource("line")}),
    )

    assert len(found.records) == 4
    assert told(found) == [
        (
            "ref.missing",
            'alpha: b.replaced_by: there is no "bravo:none". Fix: name another record.',
            Outcome.WARN,
        )
    ]


# Patches


CONTACT = '[[resource.contacts]]\nchannel = "web"\nurl = "https://a.example"\nlanguages = ["en"]\n'
ACTION = (
    '[[action]]\nid = "act"\ntitle = "T"\nsummary = "S"\nsteps = ["1", "2", "3"]\n'
    'minutes = { min = 1, typical = 1, max = 1 }\ncadence = "once"\nmodes = ["solo-online"]\n'
    f"{SOURCE}"
)
LABEL = (
    '[[label]]\nid = "mark"\nname = "N"\nkind = "membership"\nstandard_setter = "S"\nscope = "S"\n'
    'audited_by = "A"\nthird_party_audited = false\nasks = "A"\ndoes_not_cover = "D"\n'
    f"{SOURCE}"
)


def patch(target, **fields):
    """Write a patch."""
    lines = "".join(f"{key} = {value}\n" for key, value in fields.items())
    return f'[[patch]]\ntarget = "{target}"\nreason = "R."\n{lines}'


def test_a_patch_adds_and_takes_nothing_away(pack):
    """Regions, languages of contacts and links are added once; all else stays."""
    added = {
        "regions": '["GB"]',
        "languages": '["en", "es"]',
        "links": '[{ title = "More", url = "https://more.example" }]',
    }
    given = {"resources.toml": resource("line", CONTACT), "actions.toml": ACTION}
    alone = merged(pack("alpha", given)).records

    found = merged(
        pack("alpha", given),
        pack(
            "bravo",
            {
                "patches.toml": patch("alpha:line", **added)
                + patch("alpha:act", **added)
                + patch("absent:line", **added)
            },
        ),
    )

    link = Link(title=Text("More"), url="https://more.example")
    before, after = alone["alpha:line"], found.records["alpha:line"]
    assert found.mistakes == ()
    assert after == attrs.evolve(
        before,
        regions=before.regions | {"GB"},
        contacts=(attrs.evolve(before.contacts[0], languages=("en", "es")),),
        links=(link,),
    )
    assert found.records["alpha:act"] == attrs.evolve(
        alone["alpha:act"], regions=before.regions | {"GB"}, links=(link,)
    )


def test_a_patch_of_a_record_without_links_adds_regions(pack):
    """A label has no links and no contacts: it gets the regions."""
    patches = patch("alpha:mark", regions='["GB"]')

    found = merged(pack("alpha", {"labels.toml": LABEL}), pack("bravo", {"patches.toml": patches}))

    assert found.records["alpha:mark"].regions == {"001", "GB"}


def test_links_for_what_has_none_are_warned_of(pack):
    """Nothing that a pack adds is lost without a word."""
    links = '[{ title = "M", url = "https://m.example" }]'

    found = merged(
        pack("alpha", {"labels.toml": LABEL}),
        pack("bravo", {"patches.toml": patch("alpha:mark", links=links)}),
    )

    assert told(found) == [
        (
            "ref.kind",
            "bravo: alpha:mark: a label has no links. Fix: take the links out.",
            Outcome.WARN,
        )
    ]


def test_a_patch_translates_what_the_pack_itself_has_not(pack):
    """A translation is added where there is none, and never takes the place of one."""
    given = {
        "resources.toml": resource("line"),
        "locale/es.po": 'msgctxt "line#name"\nmsgid "N"\nmsgstr "suya"\n',
    }
    texts = [("es", "nuestra", "true"), ("pl", "nasza", "false"), ("de", "unsere", "true")]
    rows = ", ".join(
        f'{{ language = "{tag}", field = "name", source = "N", text = "{text}", reviewed = {by} }}'
        for tag, text, by in texts
    )

    found = merged(
        pack("alpha", given, languages=("en", "es")),
        pack("bravo", {"patches.toml": patch("alpha:line", translations=f"[{rows}]")}),
    )

    name = found.records["alpha:line"].name
    assert {words.language: (words.text, words.reviewed) for words in name.translations} == {
        "es": ("suya", True),
        "pl": ("nasza", False),
        "de": ("unsere", True),
    }


@pytest.mark.parametrize(
    ("field", "source"), [("name", "an older name"), ("summary", "N")], ids=["older", "absent"]
)
def test_a_patch_that_translates_other_words_is_warned_of(pack, field, source):
    """Words that have changed since, or are not there, are not translated."""
    row = f'[{{ language = "pl", field = "{field}", source = "{source}", text = "x" }}]'

    found = merged(
        pack("alpha", {"resources.toml": resource("line")}),
        pack("bravo", {"patches.toml": patch("alpha:line", translations=row)}),
    )

    assert [error.code for error in found.mistakes] == ["lang.stale"]
    assert found.records["alpha:line"].name.translations == ()


def test_patches_of_several_packs_add_up_in_order_of_their_packs(pack):
    """Two packs that add to one record both do, in whichever order they are given."""
    link = '[{{ title = "{0}", url = "https://{0}.example" }}]'

    found = merged(
        pack("alpha", {"resources.toml": resource("line")}),
        pack("charlie", {"patches.toml": patch("alpha:line", links=link.format("second"))}),
        pack("bravo", {"patches.toml": patch("alpha:line", links=link.format("first"))}),
    )

    assert [str(each.title) for each in found.records["alpha:line"].links] == ["first", "second"]


def test_a_patch_for_a_record_that_is_not_there_is_warned_of(pack):
    """A patch for a record that its pack does not have adds nothing."""
    found = merged(pack("alpha"), pack("bravo", {"patches.toml": patch("alpha:none")}))

    assert told(found) == [
        (
            "ref.missing",
            'bravo: alpha:none: there is no "alpha:none" to add to. Fix: fix it.',
            Outcome.WARN,
        )
    ]


# What the host hides


def test_a_record_that_the_host_hides_is_gone_and_listed(pack):
    """Hiding is the host's alone; what is hidden, and what is not there to hide, is told of."""
    found = merged(
        pack("alpha", {"resources.toml": resource("a") + resource("b")}),
        suppress={"alpha:a": "Closed\nfor good", "alpha:c": "Gone"},
    )

    assert list(found.records) == ["alpha:b"]
    assert told(found) == [
        ("host.suppressed", 'alpha: a: the host hides it: "Closed\\nfor good".', Outcome.WARN),
        (
            "host.suppressed",
            "alpha: c: the host hides it, and it is not there. Fix: take it out of suppress.",
            Outcome.WARN,
        ),
    ]


def test_actions_of_two_packs_that_come_after_each_other_are_told_of(pack):
    """Neither pack is wrong by itself, and both of their actions stay."""

    def files(other):
        minutes = "{ min = 1, typical = 1, max = 1 }"
        return {
            "actions.toml": (
                '[[action]]\nid = "act"\ntitle = "Act"\nsummary = "Do."\n'
                f'steps = ["1", "2", "3"]\nminutes = {minutes}\ncadence = "once"\n'
                f'modes = ["solo-online"]\nafter = ["{other}:act"]\n{SOURCE}'
            )
        }

    found = merged(pack("alpha", files("bravo")), pack("bravo", files("alpha")))

    assert list(found.records) == ["alpha:act", "bravo:act"]
    assert [(each.code, each.where.pack) for each in found.mistakes] == [
        ("ref.cycle", "alpha"),
        ("ref.cycle", "bravo"),
    ]


def test_mistakes_come_in_order_of_pack_file_and_line(checked):
    """What is said of a file as a whole stands behind what is said of its lines."""
    wrong = "".join(f'[[resource]]\nid = "r{n}"\n' for n in range(3))
    packs = [
        checked({"pack.toml": header_of(id), "resources.toml": wrong, "labels.toml": "[[label]]\n"})
        for id in ("bravo", "alpha")
    ]

    places = [(e.where.pack, e.where.file, e.where.line) for e in merged(*packs).mistakes]

    assert places == sorted(places)
    assert len(set(places)) > 6
