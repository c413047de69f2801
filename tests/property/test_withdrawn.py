"""The laws of withdrawals: they only take away."""

from datetime import UTC, date, datetime
from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st

from takeaction import HelpQuery, find_help
from takeaction.engine.help.identity import Trust
from takeaction.engine.help.order import DIFFERENCES, Line
from takeaction.engine.help.serving import HelpQuestion
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.loading import assemble
from takeaction.lock.withdrawn import WithdrawnList, parse_list
from takeaction.models.pack import Withdrawal
from takeaction.models.region import find_region
from takeaction.packs.checking.pack import check
from takeaction.packs.merging.merged import merge
from takeaction.packs.sources.discovery import discover

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PACKS = ("community-actions", "us-hotline", "helplines-africa")
PLACES = ("US", "US-TX", "GB", "FR", "TH", "NG", "001")


@cache
def checked():
    return tuple(check(pack, Limits()) for pack in discover(packs=PACKS).packs)


def catalog(*withdrawn):
    merged = merge(checked(), Limits(), {}, withdrawn=withdrawn)
    return assemble(merged, Lazy(lambda: merged.mistakes), (), {})


whole = cache(catalog)


@cache
def targets():
    """Return everything that may be withdrawn: ids of records and contacts, and editions."""
    ids = [(record.id, None) for record in whole()]
    contacts = [
        (f"{resource.id}#{contact.id}", None)
        for resource in whole().resources.values()
        for contact in resource.contacts
    ]
    editions = [(id, pack.digest) for id, pack in whole().packs.items()]
    return ids, contacts, editions, [("no-such:record", None), ("no-such", "sha256:" + "0" * 64)]


@st.composite
def withdrawals(draw):
    """Make some withdrawals of records, contacts, editions, and of what nobody has."""
    ids, contacts, editions, unknown = targets()
    picked = draw(st.lists(st.sampled_from(contacts), max_size=6))
    picked += draw(st.lists(st.sampled_from(ids), max_size=6))
    picked += draw(st.lists(st.sampled_from([*editions, *unknown]), max_size=1))
    return tuple(
        Withdrawal(id=id, digest=digest, on=date(2026, 11, 26), by="B", reason="other")
        for id, digest in draw(st.permutations(picked))
    )


def is_gone(withdrawn, id, contact=None):
    names = {each.id for each in withdrawn}
    return bool({id, id.partition(":")[0], f"{id}#{contact}"} & names)


@given(withdrawals())
def test_withdrawing_takes_away_what_it_names_and_changes_nothing_else(withdrawn):
    before, after = whole(), catalog(*withdrawn)

    kept = [record for record in before if not is_gone(withdrawn, record.id)]
    assert [record.id for record in after] == [record.id for record in kept]
    for record in kept:
        contacts = getattr(record, "contacts", None)
        if contacts is None:
            assert after.get(record.id) == record
        else:
            left = [c for c in contacts if not is_gone(withdrawn, record.id, c.id)]
            assert list(after.resources[record.id].contacts) == left
    assert after.coverage().pairs == tuple(
        pair for pair in before.coverage().pairs if pair in after.coverage().pairs
    )


def ranks(referrals, query):
    """Return the differences of each helpline, by its best way, in the order of the list."""
    question = HelpQuestion(query, find_region(query.region))
    best = {each.resource.id: each for each in reversed(referrals)}
    referrals = [each for each in referrals if best[each.resource.id] is each]
    lines = [
        Line(referral, trust=Trust.OURS, state=referral.state, shares=0, is_copy=False)
        for referral in referrals
    ]
    return [tuple(decide(line, question) for decide in DIFFERENCES) for line in lines]


def whole_of(referrals, touched):
    return [each for each in referrals if each.resource.id not in touched]


def ways_of(referrals):
    """Return the ways of each helpline, in the order of the list."""
    ways = {}
    for each in referrals:
        ways.setdefault(each.resource.id, []).append(each.contact.id)
    return ways


def contacts_of(referrals):
    return [(each.resource.id, each.contact.id) for each in referrals]


# The first line of an operator is gone, so its other lines stand elsewhere among their equals.
@example((Withdrawal(id="us-hotline:us-whd", on=date(2026, 11, 26), by="B", reason="other"),), "US")
@given(withdrawals(), st.sampled_from(PLACES))
def test_withdrawing_never_adds_or_reorders_a_referral(withdrawn, place):
    # The list of help is the list of before, without what was withdrawn.
    # Only lines that no difference tells apart may change places: those of one operator stay
    # together, and the first of them may be gone. A helpline stands with all its ways where the
    # best one puts it; one that lost a way stands where the best of those left puts it.
    query = HelpQuery(region=place)

    before = find_help(whole(), query, at=AT).ways
    after = find_help(catalog(*withdrawn), query, at=AT).ways

    left = [each for each in before if not is_gone(withdrawn, each.resource.id, each.contact.id)]
    touched = {each.resource.id for each in before} & {w.id.partition("#")[0] for w in withdrawn}
    assert ranks(whole_of(after, touched), query) == ranks(whole_of(left, touched), query)
    assert ways_of(whole_of(after, touched)) == ways_of(whole_of(left, touched))
    assert sorted(contacts_of(after)) == sorted(contacts_of(left))


@given(withdrawals())
def test_every_withdrawal_that_takes_something_away_is_reported(withdrawn):
    after = catalog(*withdrawn)

    reported = [e for e in after.mistakes if e.code in {"withdrawn.record", "withdrawn.pack"}]
    assert len(reported) == len(after.withdrawn)
    assert {w.id for w in after.withdrawn.values()} <= {w.id for w in withdrawn}
    lost = set(whole().coverage().pairs) - set(after.coverage().pairs)
    told = [error for error in after.mistakes if error.code == "withdrawn.coverage"]
    assert bool(lost) == bool(told)


@given(withdrawals())
def test_a_list_reads_back_as_it_was_written(withdrawn):
    written = WithdrawnList(withdrawn)

    assert parse_list(written.data(), "list") == written
