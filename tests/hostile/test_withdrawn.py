"""What a publisher took back, and what a list of withdrawals cannot do.

A host fetches such a list from wherever it likes, so whoever writes it may be an attacker: it can
take away what it names, each time with a reason that the host reads, and it can do nothing else.
"""

import json
import os
import pickle
from datetime import UTC, date, datetime

import pytest

import takeaction
from takeaction import HelpQuery, find_help
from takeaction.cli import main as run
from takeaction.errors import Outcome, WithdrawnError, plain
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.lock.sealed import FormError, sealed_digest
from takeaction.lock.withdrawn import WithdrawnList, make_withdrawal
from takeaction.models.pack import REASONS, Withdrawal

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ON = date(2026, 11, 26)


def contact(number, channel="voice", languages=("en",), **fields):
    return {
        "channel": channel,
        "dial": number,
        "display": number,
        "languages": list(languages),
        **fields,
    }


def line(*contacts, regions=("GB",), **fields):
    return {
        "name": "A line",
        "kind": "hotline",
        "purposes": ["support"],
        "regions": list(regions),
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": list(contacts),
        **fields,
    }


def built(id, patch=None, **resources):
    header = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    records = {"resource": {key.replace("_", "-"): each for key, each in resources.items()}}
    if patch:
        records["patch"] = patch
    return json.dumps({"pack": header, "records": records, "translations": {}}, sort_keys=True)


SMS = {"channel": "sms", "dial": "+447700900123", "display": "+447700900123"}
ALPHA = built(
    "alpha",
    line=line(contact("+442079460100"), {**SMS, "languages": ["en", "pl"]}),
    other=line(contact("+33142345678"), regions=("FR",), aliases=["former"]),
)
BRAVO = built("bravo", line=line(contact("+442079460100"), regions=("JE",)))


@pytest.fixture
def loaded(write, tmp_path):
    paths = [write({"pack.json": ALPHA}, "alpha"), write({"pack.json": BRAVO}, "bravo")]

    def make(*withdrawals, **options):
        if withdrawals:
            options["withdrawn"] = tmp_path / "withdrawn"
            options["withdrawn"].write_bytes(WithdrawnList(withdrawals).data())
        return load(**{"paths": paths, "packs": [], "at": AT, **options})

    return make


def withdrawal(id, **fields):
    return Withdrawal(**{"id": id, "on": ON, "by": "Harbour", "reason": "elsewhere", **fields})


def numbers(catalog, region="GB"):
    answer = find_help(catalog, HelpQuery(region=region), at=AT)
    return [(each.resource.id, each.contact.id) for each in answer.ways]


def texts(catalog):
    return [(error.code, str(error)) for error in catalog.mistakes]


GONE = (
    "withdrawn on 2026-11-26: somebody else answers there now. "
    "Fix: look for a newer edition of the pack."
)


def test_s52_a_withdrawn_record_is_gone_and_named(loaded):
    before = loaded()

    catalog = loaded(withdrawal("alpha:line"))

    assert numbers(before) == [("alpha:line", "voice"), ("alpha:line", "sms")]
    assert numbers(catalog) == []
    assert catalog.get("alpha:line") is None
    assert list(catalog) == [each for each in before if each.id != "alpha:line"]
    assert texts(catalog) == [
        ("withdrawn.record", f"alpha: line: it was {GONE}"),
        (
            "withdrawn.coverage",
            (
                "alpha: no contact is left for GB in en, pl: the last one was withdrawn. "
                "Fix: install another pack for these places, or update this one."
            ),
        ),
        (
            "withdrawn.elsewhere",
            (
                'bravo: line.contacts[voice].dial: the same number was withdrawn in "alpha:line". '
                "Fix: call it before you rely on it."
            ),
        ),
    ]
    assert {type(error) for error in catalog.mistakes} == {WithdrawnError}
    assert dict(catalog.withdrawn) == {"alpha:line": withdrawal("alpha:line")}
    assert before.digest != catalog.digest


@pytest.mark.parametrize(("count", "others"), [(12, ""), (13, " and 1 more"), (14, " and 2 more")])
def test_the_lost_languages_are_listed_or_counted(write, tmp_path, count, others):
    many = *("am", "ar", "bn", "de", "en", "es", "fr"), *("hi", "it", "ja", "ko", "pl", "pt", "ru")
    tags = many[:count]
    path = write({"pack.json": built("alpha", line=line(contact("+442079460100", languages=tags)))})
    withdrawn = tmp_path / "withdrawn"
    withdrawn.write_bytes(WithdrawnList((withdrawal("alpha:line"),)).data())

    catalog = load(paths=[path], packs=[], at=AT, withdrawn=withdrawn)

    (lost,) = (error for error in catalog.mistakes if error.code == "withdrawn.coverage")
    named = ", ".join(tags[:12])
    assert lost.problem == (
        f"no contact is left for GB in {named}{others}: the last one was withdrawn."
    )


def test_the_last_way_to_help_is_never_taken_without_the_notice_of_the_core(loaded):
    before = find_help(loaded(), HelpQuery(region="GB"), at=AT)

    answer = find_help(loaded(withdrawal("alpha:line")), HelpQuery(region="GB"), at=AT)

    assert len(answer) == 0
    assert answer.emergency == before.emergency
    assert answer.emergency.text


def test_a_withdrawn_contact_leaves_the_others(loaded):
    catalog = loaded(withdrawal("alpha:line#voice", replaced_by="alpha:other"))

    assert numbers(catalog) == [("alpha:line", "sms")]
    assert [error.code for error in catalog.mistakes] == ["withdrawn.record", "withdrawn.elsewhere"]
    assert str(catalog.mistakes[0]) == (
        "alpha: line.contacts[voice]: it was withdrawn on 2026-11-26: "
        "somebody else answers there now. Fix: use alpha:other instead."
    )
    assert list(catalog.withdrawn) == ["alpha:line#voice"]
    assert catalog.digest != loaded().digest


def test_a_record_without_contacts_stays_to_be_read(loaded):
    catalog = loaded(withdrawal("alpha:line#voice"), withdrawal("alpha:line#sms"))

    assert numbers(catalog) == []
    assert catalog.resources["alpha:line"].contacts == ()
    assert "alpha:line" not in catalog.reachable
    assert [error.code for error in catalog.mistakes].count("withdrawn.coverage") == 1


def test_a_former_id_finds_the_record(loaded):
    # A publisher may have renamed a record since.
    catalog = loaded(withdrawal("alpha:former"))

    assert catalog.get("alpha:other") is None
    assert list(catalog.withdrawn) == ["alpha:other"]


def test_an_edition_is_left_out_whole_and_the_next_one_is_not(loaded):
    digest = loaded().packs["alpha"].digest

    gone = loaded(withdrawal("alpha", digest=digest))
    corrected = loaded(withdrawal("alpha", digest="sha256:" + "0" * 64))

    assert list(gone.packs) == ["bravo"]
    assert numbers(gone) == []
    assert [(error.code, error.outcome) for error in gone.mistakes] == [
        ("withdrawn.pack", Outcome.QUARANTINE),
        ("withdrawn.coverage", Outcome.WARN),
    ]
    assert str(gone.mistakes[0]) == f"alpha: this edition was {GONE}"
    assert "FR in en; GB in en, pl" in str(gone.mistakes[1])
    assert (corrected.mistakes, corrected.digest) == ((), loaded().digest)
    assert dict(corrected.withdrawn) == {}


def test_a_record_may_be_withdrawn_in_one_edition_alone(loaded):
    digest = loaded().packs["alpha"].digest

    gone = loaded(withdrawal("alpha:line#voice", digest=digest))
    corrected = loaded(withdrawal("alpha:line#voice", digest="sha256:" + "0" * 64))

    assert numbers(gone) == [("alpha:line", "sms")]
    assert numbers(corrected) == [("alpha:line", "voice"), ("alpha:line", "sms")]


@pytest.mark.parametrize(
    "id", ["no-such:line", "alpha:no-such", "alpha:line#no-such", "no-such:line#voice"]
)
def test_what_the_host_does_not_have_is_harmless(loaded, id):
    catalog = loaded(withdrawal(id))

    assert (catalog.mistakes, catalog.digest) == ((), loaded().digest)
    assert dict(catalog.withdrawn) == {}


def test_a_contact_of_what_has_none_is_harmless(write, tmp_path):
    action = {
        "title": "Act",
        "summary": "Do it.",
        "steps": ["One.", "Two.", "Three."],
        "minutes": {"min": 1, "typical": 1, "max": 1},
        "cadence": "once",
        "modes": ["solo-online"],
        "source": {"title": "A page"},
    }
    content = json.loads(built("alpha"))
    content["records"]["action"] = {"act": action}
    path = write({"pack.json": json.dumps(content, sort_keys=True)})
    listed = tmp_path / "withdrawn"
    listed.write_bytes(
        WithdrawnList((withdrawal("alpha:act#voice"), withdrawal("alpha:gone"))).data()
    )

    catalog = load(paths=[path], packs=[], withdrawn=listed)

    assert list(catalog.actions) == ["alpha:act"]
    listed.write_bytes(WithdrawnList((withdrawal("alpha:act"),)).data())
    assert list(load(paths=[path], packs=[], withdrawn=listed).actions) == []


def test_nothing_takes_the_place_of_what_is_gone(write, tmp_path):
    small, large = (
        built("small", line=line(contact("+442079460100"))),
        built("large", a=line(contact("+442079460101")), b=line(contact("+442079460102"))),
    )
    paths = [write({"pack.json": small}, "small"), write({"pack.json": large}, "large")]
    options = {"paths": paths, "packs": [], "limits": Limits(catalog_records=2)}
    digest = load(**options).packs["small"].digest
    listed = tmp_path / "withdrawn"
    listed.write_bytes(WithdrawnList((withdrawal("small", digest=digest),)).data())

    catalog = load(**options, withdrawn=listed)

    assert len(catalog.packs) == 0


def test_the_rival_of_a_withdrawn_pack_does_not_come_in(install_pack, tmp_path):
    for number in (1, 2):
        text = built("alpha", line=line(contact(f"+44207946010{number}")))
        install_pack(
            "alpha", name=f"p{number}", module=f"m{number}", content=text, site=f"site{number}"
        )
    digest = load(packs=["alpha"], prefer={"alpha": "p1"}).packs["alpha"].digest
    listed = tmp_path / "withdrawn"
    listed.write_bytes(WithdrawnList((withdrawal("alpha", digest=digest),)).data())

    catalog = load(packs=["alpha"], withdrawn=listed)
    preferred = load(packs=["alpha"], withdrawn=listed, prefer={"alpha": "p1"})

    assert len(catalog.packs) == len(preferred.packs) == 0
    assert {error.code for error in preferred.mistakes} == {
        "pack.duplicate_id",
        "withdrawn.pack",
        "withdrawn.coverage",
    }
    (error,) = (error for error in preferred.mistakes if error.code == "withdrawn.pack")
    assert error.distribution == "p1"


def test_the_patches_of_a_withdrawn_edition_are_gone_with_it(write, tmp_path):
    patch = {"alpha:line": {"reason": "It is there too.", "regions": ["JE"]}}
    adding = built("adding", patch=patch)
    paths = [write({"pack.json": ALPHA}, "alpha"), write({"pack.json": adding}, "adding")]
    before = load(paths=paths, packs=[])
    listed = tmp_path / "withdrawn"
    listed.write_bytes(
        WithdrawnList((withdrawal("adding", digest=before.packs["adding"].digest),)).data()
    )

    catalog = load(paths=paths, packs=[], withdrawn=listed)

    assert before.resources["alpha:line"].regions == {"GB", "JE"}
    assert catalog.resources["alpha:line"].regions == {"GB"}
    assert [error.code for error in catalog.mistakes] == ["withdrawn.pack"]


def test_a_patched_contact_is_withdrawn_too(write, tmp_path):
    patch = {"alpha:line": {"reason": "Somebody speaks it.", "languages": ["ga"]}}
    paths = [
        write({"pack.json": ALPHA}, "alpha"),
        write({"pack.json": built("adding", patch=patch)}, "adding"),
    ]
    listed = tmp_path / "withdrawn"
    listed.write_bytes(WithdrawnList((withdrawal("alpha:line#voice"),)).data())

    catalog = load(paths=paths, packs=[], withdrawn=listed)

    (left,) = catalog.resources["alpha:line"].contacts
    assert (left.id, "ga" in left.languages) == ("sms", True)


def test_a_record_that_the_host_hides_is_reported_once(loaded):
    catalog = loaded(withdrawal("alpha:line"), suppress={"alpha:line": "we have our own"})

    assert [error.code for error in catalog.mistakes] == ["host.suppressed"]


def test_a_withdrawal_goes_together_with_a_lock(loaded, write):
    path = write({"pack.json": ALPHA}, "alpha")
    lock, _ = pin_all(paths=[path], packs=[], lock=Lock())
    digest = loaded().packs["alpha"].digest

    record = loaded(withdrawal("alpha:line"), lock=lock, paths=[path])
    edition = loaded(withdrawal("alpha", digest=digest), lock=lock, paths=[path])

    assert record.coverage_lost == (("GB", "en"), ("GB", "pl"))
    assert [error.code for error in edition.mistakes] == ["withdrawn.pack", "withdrawn.coverage"]
    assert edition.coverage_lost == (("FR", "en"), ("GB", "en"), ("GB", "pl"))


def test_what_the_host_left_out_itself_does_not_raise(loaded):
    # ``on_mistake="raise"`` is about mistakes; a list is the host's own wish.
    assert numbers(loaded(withdrawal("alpha:line"), on_mistake="raise")) == []


# S68: reasons are codes, lists have a number and a last day


LURES = [
    "Dial nine one one",
    "1-8OO-GET-HELP",
    "1\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e3",
    "\u4e00\u4e00\u3007",
    "annahelp on Telegram",
]


@pytest.mark.parametrize("lure", LURES)
def test_s68_a_reason_is_a_code_and_no_other_word(lure):
    fields = {"id": "alpha:line", "on": "2026-11-26", "by": "Harbour", "reason": lure}

    with pytest.raises(FormError, match="is no reason"):
        make_withdrawal(fields)


@pytest.mark.parametrize("lure", LURES)
def test_s68_what_somebody_wrote_is_for_doctor_alone(loaded, tmp_path, capsys, lure):
    catalog = loaded(withdrawal("alpha:line", by=lure, detail=lure))

    assert not any(lure in text for _, text in texts(catalog))
    terms = ["--withdrawn", str(tmp_path / "withdrawn")]
    paths = [str(tmp_path / id) for id in ("alpha", "bravo")]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TAKEACTION_PACKS", os.pathsep.join(paths))
        for words in (["show", "alpha:line"], ["show", "alpha:line", "--json"], ["packs"]):
            run([*words, *terms])
            printed = capsys.readouterr()
            assert plain(lure) not in printed.out + printed.err
        run(["doctor", *terms])
        assert plain(lure) in capsys.readouterr().out


@pytest.mark.parametrize("language", ["es", "fr"])
@pytest.mark.parametrize("reason", REASONS)
def test_s68_each_reason_is_said_in_the_readers_language(language, reason):
    said = withdrawal("alpha:line", reason=reason).sentence(language)

    assert "2026-11-26" in said
    assert said != withdrawal("alpha:line", reason=reason).sentence()


@pytest.fixture
def editions(tmp_path, loaded):
    """Return a function that loads with several lists, by their number and last day."""

    def make(*lists, **options):
        paths = []
        for number, (sequence, expires, *ids) in enumerate(lists):
            path = tmp_path / f"list-{number}"
            listed = WithdrawnList(tuple(map(withdrawal, ids)), sequence, expires)
            path.write_bytes(listed.data())
            paths.append(path)
        return loaded(withdrawn=paths, **options)

    return make


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_s68_of_two_lists_the_newer_is_kept_and_the_older_reported(editions, order):
    lists = [(6, date.max), (7, date.max, "alpha:line")]

    catalog = editions(*(lists[n] for n in order))

    assert list(catalog.withdrawn) == ["alpha:line"]
    (error,) = (error for error in catalog.mistakes if error.code == "withdrawn.older")
    assert error.problem == "it is list 6, and there is list 7."


def test_s68_a_list_that_is_out_of_date_is_reported_and_still_takes_away(editions):
    catalog = editions((7, date(2026, 11, 23), "alpha:line"))

    assert list(catalog.withdrawn) == ["alpha:line"]
    assert "withdrawn.expired" in [error.code for error in catalog.mistakes]


def test_s68_a_list_on_its_last_day_is_up_to_date(editions):
    catalog = editions((7, AT.date(), "alpha:line"))

    assert "withdrawn.expired" not in [error.code for error in catalog.mistakes]


# Attacks of our own: a newer list that is out of date beside an older one that is not, two lists of
# one number, numbers that are none.


def test_an_older_list_does_not_win_by_its_last_day(editions):
    catalog = editions((7, date(2026, 11, 1), "alpha:line"), (6, date.max))

    assert list(catalog.withdrawn) == ["alpha:line"]
    codes = {error.code for error in catalog.mistakes}
    assert {"withdrawn.older", "withdrawn.expired"} <= codes


def test_two_lists_of_one_number_both_take_away(editions):
    catalog = editions((7, date.max, "alpha:line"), (7, date.max, "alpha:other"))

    assert list(catalog.withdrawn) == ["alpha:line", "alpha:other"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"sequence": 1', b'"sequence": 0'),
        (b'"sequence": 1', b'"sequence": -1'),
        (b'"sequence": 1', b'"sequence": true'),
        (b'"sequence": 1', b'"sequence": "9"'),
        (b'"sequence": 1, ', b""),
        (b'"9999-12-31"', b'"9999-99-99"'),
        (b'"9999-12-31"', b"5"),
        (b', "expires": "9999-12-31"', b""),
    ],
)
def test_a_list_without_a_number_or_a_last_day_is_refused(tmp_path, old, new):
    body = WithdrawnList((withdrawal("alpha:line"),)).data().split(b"\n")[:-2]
    data = b"\n".join(body).replace(old, new) + b"\n"
    path = tmp_path / "list"
    path.write_bytes(data + f'{{"digest": "{sealed_digest(data)}"}}\n'.encode())

    with pytest.raises(WithdrawnError):
        WithdrawnList.read(path)


def test_reports_are_bounded(write, tmp_path):
    regions = [f"US-{state}" for state in ("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL")]
    regions += [f"US-{state}" for state in ("GA", "HI", "ID", "IL", "IN")]
    resources = {
        f"l{n}": line(
            contact(f"+1888555{n:04}", languages=[f"{a}{b}" for a in "abcd" for b in "abcde"]),
            regions=regions,
        )
        for n in range(100, 160)
    }
    path = write({"pack.json": built("alpha", **resources)})
    listed = tmp_path / "withdrawn"
    listed.write_bytes(WithdrawnList(tuple(withdrawal(f"alpha:{id}") for id in resources)).data())

    catalog = load(paths=[path], packs=[], withdrawn=listed)

    codes = [error.code for error in catalog.mistakes if error.code != "lang.tag"]
    assert codes.count("withdrawn.record") == 50
    assert codes.count("withdrawn.coverage") == 1
    (lost,) = (error for error in catalog.mistakes if error.code == "withdrawn.coverage")
    assert "US-AK in aa, ab, ac, ad, ae, ba, bb, bc, bd, be, ca, cb and 8 more; " in lost.problem
    assert lost.problem.endswith(" and 2 more: the last one was withdrawn.")
    assert len(catalog.resources) == 0


def test_a_catalog_with_withdrawals_is_pickled_whole(loaded):
    catalog = loaded(withdrawal("alpha:line"))

    copy = pickle.loads(pickle.dumps(catalog))  # noqa: S301 - our own

    assert (copy.digest, list(copy.withdrawn)) == (catalog.digest, ["alpha:line"])
    assert texts(copy) == texts(catalog)


def test_packs_that_are_read_late_are_withdrawn_too(tmp_path):
    sign = next(iter(takeaction.load(packs=["ilo-indicators"]).indicators))
    listed = tmp_path / "withdrawn"
    listed.write_bytes(WithdrawnList((withdrawal(sign),)).data())

    catalog = load(packs=["ilo-indicators"], withdrawn=listed)

    assert catalog.get(sign) is None
    assert list(catalog.withdrawn) == [sign]
    assert [error.code for error in catalog.mistakes] == ["withdrawn.record"]
