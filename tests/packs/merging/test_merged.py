"""Checked packs become one set of records; none can change the records of another."""

from itertools import permutations

import attrs
import pytest

from takeaction.errors import DuplicateIdError, Outcome
from takeaction.limits import Limits
from takeaction.models.record import Link
from takeaction.models.text import Text
from takeaction.packs.merging.merged import merge
from takeaction.packs.rules.reviews import text_seal

SOURCE = 'source = { title = "A page" }\n'


def header_of(id, *requires, languages=("en",)):
    needs, speaks = (", ".join(f'"{item}"' for item in listed) for listed in (requires, languages))
    return (
        f'id = "{id}"\ntitle = "T"\npublisher = "P"\nlicence = "CC0-1.0"\nschema = 1\n'
        f"requires = [{needs}]\nlanguages = [{speaks}]\n"
    )


def resource(id, extra=""):
    return f'[[resource]]\nid = "{id}"\nname = "N"\nkind = "site"\n{SOURCE}{extra}'


@pytest.fixture
def pack(checked):
    """Return a function that checks a good pack, from a distribution if one is named."""

    def make(id, files=(), *, requires=(), distribution=None, languages=("en",)):
        header = header_of(id, *requires, languages=languages)
        good = checked({"pack.toml": header, **dict(files)})
        assert good.mistakes == ()
        return good._replace(distribution=distribution)

    return make


def merged(*packs, suppress=(), limits=Limits()):  # noqa: B008 - frozen
    """Merge packs in every order, check that the result is the same, and return it."""
    results = [merge(order, limits, dict(suppress)) for order in permutations(packs)]
    mistakes = [[(str(error), error.code) for error in result.mistakes] for result in results]
    assert all(listed == mistakes[0] for listed in mistakes)
    assert all(result.records == results[0].records for result in results)
    assert all(list(result.packs) == list(results[0].packs) for result in results)
    return results[0]


def reported(result):
    return [(error.code, str(error), error.outcome) for error in result.mistakes]


def test_packs_give_their_records_words_and_mistakes_together(pack, checked):
    word = '[[word]]\nid = "w"\nkind = "topic"\nlabel = "W"\n'
    wrong = checked({"pack.toml": header_of("charlie"), "resources.toml": resource("C!")})

    result = merged(
        pack("bravo", {"resources.toml": resource("line"), "words.toml": word}),
        pack("alpha", {"resources.toml": resource("line")}),
        wrong,
    )

    assert list(result.packs) == ["alpha", "bravo", "charlie"]
    assert list(result.records) == ["alpha:line", "bravo:line"]
    assert [word.id for word in result.words] == ["bravo:w"]
    assert [error.code for error in result.mistakes] == ["id.bad"]


def test_a_pack_that_gives_nothing_leaves_its_mistakes(checked):
    result = merged(checked({"actions.toml": "["}))

    assert result.packs == {}
    assert [error.code for error in result.mistakes] == ["parse.syntax"]


def test_the_number_of_further_mistakes_comes_last_in_its_file(checked):
    wrong = checked(
        {"resources.toml": resource("A!") + resource("B!") + resource("C!")},
        limits=Limits(mistakes=2),
    )

    result = merge([wrong], Limits(), {})

    assert [error.where.line for error in result.mistakes] == [2, 7, None]


# Two packs of one id


def test_two_installed_packs_with_one_id_are_both_refused(pack):
    one = pack("alpha", {"resources.toml": resource("one")}, distribution="one-pack")
    two = pack("alpha", {"resources.toml": resource("two")}, distribution="two-pack")
    other = pack("bravo", {"resources.toml": resource("line")}, distribution="b-pack")

    result = merged(one, two, other)

    assert list(result.records) == ["bravo:line"]
    assert reported(result) == [
        (
            "pack.duplicate_id",
            (
                "alpha: 2 packs have this id: one-pack, two-pack. Fix: keep one of them, or name "
                'the one that you know to be right: "--prefer alpha=DISTRIBUTION", or '
                'load(prefer={"alpha": "DISTRIBUTION"}).'
            ),
            Outcome.QUARANTINE,
        )
    ]
    assert type(result.mistakes[0]) is DuplicateIdError


def test_two_packs_with_one_id_by_path_are_both_refused(pack):
    result = merged(pack("alpha"), pack("alpha"))

    assert result.packs == {}
    assert [error.problem for error in result.mistakes] == ["2 packs have this id: a path, a path."]


def test_a_pack_by_path_takes_the_place_of_the_installed_one(pack):
    installed = pack("alpha", {"resources.toml": resource("old")}, distribution="one-pack")
    by_path = pack("alpha", {"resources.toml": resource("new")})

    result = merged(installed, by_path)

    assert list(result.records) == ["alpha:new"]
    assert reported(result) == [
        (
            "pack.shadowed",
            "alpha: the pack given by path replaces the installed one (one-pack).",
            Outcome.WARN,
        )
    ]


# All packs together


def test_packs_that_make_the_total_too_large_are_left_out(pack):
    two = resource("a") + resource("b")

    result = merged(
        pack("alpha", {"resources.toml": two}),
        pack("bravo", {"resources.toml": two}),
        pack("delta", {"resources.toml": resource("a")}),
        limits=Limits(catalog_records=3),
    )

    assert list(result.packs) == ["alpha", "delta"]
    assert reported(result) == [
        (
            "limit.records",
            (
                "bravo: it takes the total over the limit of 3 records. "
                "Fix: raise catalog_records in Limits, or load fewer packs."
            ),
            Outcome.QUARANTINE,
        )
    ]


def test_packs_that_may_be_mistaken_for_each_other_get_a_warning(pack):
    result = merged(pack("us-hotline"), pack("us-hotlines"), pack("uk-hotline"))

    assert reported(result) == [
        (
            "pack.look_alike",
            (
                'us-hotline: its id is easily mistaken for "us-hotlines". '
                "Fix: check that you know both publishers."
            ),
            Outcome.WARN,
        )
    ]


def test_required_packs_that_are_missing_or_form_a_circle_get_a_warning(pack):
    result = merged(
        pack("alpha", requires=("bravo", "missing")),
        pack("bravo", requires=("charlie",)),
        pack("charlie", requires=("bravo",)),
    )

    assert reported(result) == [
        (
            "pack.requires",
            'alpha: it requires the pack "missing", which is not loaded. Fix: install missing.',
            Outcome.WARN,
        ),
        (
            "pack.requires",
            "bravo: it requires itself, through the packs it requires. Fix: break the circle.",
            Outcome.WARN,
        ),
        (
            "pack.requires",
            "charlie: it requires itself, through the packs it requires. Fix: break the circle.",
            Outcome.WARN,
        ),
    ]


def test_links_into_another_pack_are_checked_if_it_is_installed(pack):
    replaced = 'status = "retired"\nreplaced_by = "{}"\n'
    records = (
        resource("a", replaced.format("bravo:line"))
        + resource("b", replaced.format("bravo:none"))
        + resource("c", replaced.format("absent:line"))
    )

    result = merged(
        pack("alpha", {"resources.toml": records}),
        pack("bravo", {"resources.toml": resource("line")}),
    )

    assert len(result.records) == 4
    assert reported(result) == [
        (
            "ref.missing",
            'alpha: b.replaced_by: there is no record "bravo:none". Fix: name another record.',
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
    lines = "".join(f"{key} = {value}\n" for key, value in fields.items())
    return f'[[patch]]\ntarget = "{target}"\nreason = "R."\n{lines}'


def test_a_patch_adds_and_takes_nothing_away(pack):
    added = {
        "regions": '["GB"]',
        "languages": '["en", "es"]',
        "links": '[{ title = "More", url = "https://more.example" }]',
    }
    files = {"resources.toml": resource("line", CONTACT), "actions.toml": ACTION}
    unpatched = merged(pack("alpha", files)).records

    result = merged(
        pack("alpha", files),
        pack(
            "bravo",
            {
                "patches.toml": patch("alpha:line", **added)
                + patch("alpha:act", **added)
                + patch("absent:line", **added)
            },
        ),
    )

    link = Link(title=Text("The pack bravo says: More"), url="https://more.example")
    before, after = unpatched["alpha:line"], result.records["alpha:line"]
    assert result.mistakes == ()
    assert after == attrs.evolve(
        before,
        regions=before.regions | {"GB"},
        contacts=(attrs.evolve(before.contacts[0], languages=("en", "es")),),
        links=(link,),
    )
    assert result.records["alpha:act"] == attrs.evolve(
        unpatched["alpha:act"], regions=before.regions | {"GB"}, links=(link,)
    )


def test_a_patch_of_a_record_without_links_adds_regions(pack):
    patches = patch("alpha:mark", regions='["GB"]')

    result = merged(pack("alpha", {"labels.toml": LABEL}), pack("bravo", {"patches.toml": patches}))

    assert result.records["alpha:mark"].regions == {"001", "GB"}


def test_links_for_a_kind_without_links_get_a_warning(pack):
    links = '[{ title = "M", url = "https://m.example" }]'

    result = merged(
        pack("alpha", {"labels.toml": LABEL}),
        pack("bravo", {"patches.toml": patch("alpha:mark", links=links)}),
    )

    assert reported(result) == [
        (
            "ref.kind",
            "bravo: alpha:mark: a label has no links. Fix: remove the links.",
            Outcome.WARN,
        )
    ]


def test_a_patch_translates_only_texts_that_the_pack_has_not_translated(pack):
    files = {
        "resources.toml": resource("line"),
        "locale/es.po": 'msgctxt "line#name"\nmsgid "N"\nmsgstr "suya"\n',
    }
    read = 'review = {{ by = "A nurse, Kent", on = 2026-11-20, scope = ["translation"], {} }}'
    texts = [
        ("es", "nuestra", "reviewed = true"),
        ("pl", "nasza", "reviewed = true"),
        ("de", "unsere", read.format(f'seal = "{text_seal("N", "unsere")}"')),
    ]
    rows = ", ".join(
        f'{{ language = "{tag}", field = "name", source = "N", text = "{text}", {by} }}'
        for tag, text, by in texts
    )

    result = merged(
        pack("alpha", files, languages=("en", "es")),
        pack("bravo", {"patches.toml": patch("alpha:line", translations=f"[{rows}]")}),
    )

    name = result.records["alpha:line"].name
    assert {words.language: (words.text, words.reviewed) for words in name.translations} == {
        "es": ("suya", False),
        "pl": ("N (The pack bravo says: nasza)", False),
        "de": ("N (The pack bravo says: unsere)", False),  # whoever read it, it is bravo's claim
    }


@pytest.mark.parametrize(
    ("field", "source"), [("name", "an older name"), ("summary", "N")], ids=["older", "absent"]
)
def test_a_patch_that_translates_another_text_gets_a_warning(pack, field, source):
    # A text that has changed since, or is missing, is not translated.
    row = f'[{{ language = "pl", field = "{field}", source = "{source}", text = "x" }}]'

    result = merged(
        pack("alpha", {"resources.toml": resource("line")}),
        pack("bravo", {"patches.toml": patch("alpha:line", translations=row)}),
    )

    assert [error.code for error in result.mistakes] == ["lang.stale"]
    assert result.records["alpha:line"].name.translations == ()


def test_patches_of_several_packs_add_up_in_order_of_their_packs(pack):
    link = '[{{ title = "{0}", url = "https://{0}.example" }}]'

    result = merged(
        pack("alpha", {"resources.toml": resource("line")}),
        pack("charlie", {"patches.toml": patch("alpha:line", links=link.format("second"))}),
        pack("bravo", {"patches.toml": patch("alpha:line", links=link.format("first"))}),
    )

    assert [str(link.title) for link in result.records["alpha:line"].links] == [
        "The pack bravo says: first",
        "The pack charlie says: second",
    ]


def test_a_patch_for_a_missing_record_gets_a_warning(pack):
    result = merged(pack("alpha"), pack("bravo", {"patches.toml": patch("alpha:none")}))

    assert reported(result) == [
        (
            "ref.missing",
            (
                'bravo: alpha:none: there is no record "alpha:none" to add to. '
                "Fix: name another target."
            ),
            Outcome.WARN,
        )
    ]


# What the host hides


def test_a_record_that_the_host_hides_is_missing_and_listed(pack):
    result = merged(
        pack("alpha", {"resources.toml": resource("a") + resource("b")}),
        suppress={"alpha:a": "Closed\nfor good", "alpha:c": "Gone"},
    )

    assert list(result.records) == ["alpha:b"]
    assert reported(result) == [
        (
            "host.suppressed",
            'alpha: a: the host hides this record: "Closed\\nfor good".',
            Outcome.WARN,
        ),
        (
            "host.suppressed",
            (
                "alpha: c: the host hides this record, which does not exist. "
                "Fix: remove it from suppress."
            ),
            Outcome.WARN,
        ),
    ]


def test_actions_of_two_packs_that_come_after_each_other_are_reported(pack):
    def files(other):
        minutes = "{ min = 1, typical = 1, max = 1 }"
        return {
            "actions.toml": (
                '[[action]]\nid = "act"\ntitle = "Act"\nsummary = "Do."\n'
                f'steps = ["1", "2", "3"]\nminutes = {minutes}\ncadence = "once"\n'
                f'modes = ["solo-online"]\nafter = ["{other}:act"]\n{SOURCE}'
            )
        }

    result = merged(pack("alpha", files("bravo")), pack("bravo", files("alpha")))

    assert list(result.records) == ["alpha:act", "bravo:act"]
    assert [(error.code, error.where.pack) for error in result.mistakes] == [
        ("ref.cycle", "alpha"),
        ("ref.cycle", "bravo"),
    ]


def test_mistakes_come_in_order_of_pack_file_and_line(checked):
    wrong = "".join(f'[[resource]]\nid = "r{n}"\n' for n in range(3))
    packs = [
        checked({"pack.toml": header_of(id), "resources.toml": wrong, "labels.toml": "[[label]]\n"})
        for id in ("bravo", "alpha")
    ]

    places = [(e.where.pack, e.where.file, e.where.line) for e in merged(*packs).mistakes]

    assert places == sorted(places)
    assert len(set(places)) > 6
