"""Laws of what is listed at all."""

from hypothesis import assume, given
from hypothesis import strategies as st
from make import catalogs, profiles

from takeaction import recommend, why_not
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.gates import closed_gates
from takeaction.testing import changed


@given(catalogs(), profiles())
def test_no_listed_action_breaks_a_gate(catalog, profile):
    person = look_up_asker(catalog, profile)

    listed = recommend(catalog, profile, limit=None)

    assert not [each for each in listed if closed_gates(each.action, person)]


@given(catalogs(), profiles())
def test_every_action_is_listed_or_counted_once(catalog, profile):
    found = recommend(catalog, profile, limit=None)

    assert len(catalog.actions) == len(found) + sum(found.excluded.values())


@given(catalogs(), profiles(), st.integers(0, 600))
def test_more_minutes_never_removes_an_action(catalog, profile, more):
    before = {each.action.id for each in recommend(catalog, profile, limit=None)}

    longer = changed(profile, minutes=profile.minutes + more)

    assert before <= {each.action.id for each in recommend(catalog, longer, limit=None)}


@given(catalogs(), profiles())
def test_a_concern_lists_nothing_that_could_alert_others(catalog, profile):
    found = recommend(catalog, changed(profile, concern=True), limit=None)

    # Learning one's rights is listed even if it isn't marked as quiet: somebody whose papers or pay
    # are held back needs it, and decides later whether to act on it. The tests of gates have one.
    assert all(
        each.action.concern or each.action.quiet or each.action.kind == "rights" for each in found
    )


@given(catalogs(), profiles(), st.integers(1, 5))
def test_minutes_never_hide_or_move_help(catalog, profile, minutes):
    short = recommend(catalog, changed(profile, concern=True, minutes=minutes), limit=None)
    long = recommend(catalog, changed(profile, concern=True, minutes=1440), limit=None)

    assert [each.action.id for each in short] == [each.action.id for each in long]


@given(catalogs(), profiles())
def test_the_young_see_only_what_is_for_their_age(catalog, profile):
    young = changed(profile, roles=("youth",), age="adult")

    found = recommend(catalog, young, limit=None)

    assert all("youth" in each.action.ages for each in found)
    assert found.notices


@given(catalogs(), profiles())
def test_a_near_miss_is_listed_after_its_change(catalog, profile):
    for near in recommend(catalog, profile).stretch:
        after = recommend(catalog, changed(profile, **near.change), limit=None)

        assert near.change.keys() <= {"minutes", "modes", "cost"}
        assert near.action.id in {each.action.id for each in after}


@given(catalogs(), profiles(), st.data())
def test_the_change_that_is_named_lists_the_action(catalog, profile, data):
    assume(catalog.actions)
    action = data.draw(st.sampled_from(list(catalog.actions.values())))

    found = why_not(catalog, profile, action.id)

    listed = [each.action.id for each in recommend(catalog, profile, limit=None)]
    assert (not found.gates) is (action.id in listed)
    if found.change:
        then = recommend(catalog, changed(profile, **found.change), limit=None)
        assert then[found.rank - 1].action.id == action.id
        assert not {"status", "region", "age", "roles", "concern", "done"} & set(found.gates)


@given(catalogs(), profiles())
def test_nothing_to_read_stands_above_the_first_report_or_help(catalog, profile):
    found = recommend(catalog, changed(profile, concern=True), limit=None)

    if any(each.action.concern for each in found):
        assert found[0].action.concern
        assert found[0].score == max(each.score for each in found if each.action.concern)
