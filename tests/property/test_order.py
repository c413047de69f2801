"""Laws of the order of answers."""

from hypothesis import given
from hypothesis import strategies as st
from make import actions, catalogs, profiles, resources

from takeaction import recommend
from takeaction.testing import catalog_of


@given(catalogs(most=20), profiles(), st.integers(1, 10), st.integers(0, 10))
def test_a_short_list_is_the_head_of_a_longer_one(catalog, profile, short, more):
    head = recommend(catalog, profile, limit=short)
    whole = recommend(catalog, profile, limit=short + more)

    assert list(head) == list(whole)[:short]


@given(st.lists(actions(), max_size=12, unique_by=lambda a: a.id), profiles(), st.randoms())
def test_the_order_of_records_changes_nothing(records, profile, random):
    shuffled = random.sample(records, len(records))

    assert recommend(catalog_of(records), profile) == recommend(catalog_of(shuffled), profile)


@given(
    st.lists(actions("a"), max_size=8, unique_by=lambda a: a.id),
    st.lists(actions("b"), max_size=4, unique_by=lambda a: a.id),
    profiles(),
)
def test_a_pack_that_shares_nothing_changes_nothing_for_others(ours, theirs, profile):
    topics = {topic for action in ours for topic in action.topics}
    apart = [each for each in theirs if topics.isdisjoint(each.topics)]

    alone = recommend(catalog_of(ours), profile, limit=None)
    together = recommend(catalog_of([*ours, *apart]), profile, limit=None)

    assert list(alone) == [each for each in together if each.action.pack == "a"]


@given(catalogs(), profiles())
def test_scores_fall_down_the_list_but_for_what_is_moved(catalog, profile):
    # An action is above another only if its score, less what moves it, is as high.
    # With a concern the best help or report has the first place, whatever its score.
    found = list(recommend(catalog, profile, limit=30))

    placed = [each.score - each.moved for each in found]
    by_score = placed[1:] if profile.concern else placed

    assert by_score == sorted(by_score, reverse=True)


@given(st.lists(resources(), max_size=6, unique_by=lambda r: r.id), profiles())
def test_resources_without_actions_list_nothing(records, profile):
    assert len(recommend(catalog_of(records), profile)) == 0
