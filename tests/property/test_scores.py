"""Laws of scores and their reasons."""

from hypothesis import assume, given
from hypothesis import strategies as st
from make import actions, catalogs, profiles, skills

from takeaction import recommend
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import FACTORS, WEIGHTS
from takeaction.engine.ranking.gates import OneAction
from takeaction.engine.reasons import TOP_LEVEL
from takeaction.testing import catalog_of, changed


@given(catalogs(), profiles())
def test_reasons_add_up_to_the_score(catalog, profile):
    # The points of the reasons sum to the score, which lies between 0 and 10 000.
    for each in recommend(catalog, profile, limit=None):
        assert sum(reason.points for reason in each.reasons) == each.score
        assert 0 <= each.score <= 10_000


@given(catalogs(), profiles())
def test_reasons_read_as_sentences(catalog, profile):
    for each in recommend(catalog, profile, limit=None):
        for reason in each.reasons:
            assert reason.text.endswith((".", "!"))
            assert reason.text[0].isupper()
            assert str(reason) == reason.text


@given(catalogs(), profiles())
def test_levels_stay_on_their_scale(catalog, profile):
    person = look_up_asker(catalog, profile)

    for action in catalog.actions.values():
        for factor in FACTORS.values():
            assert 0 <= factor.level(OneAction(action), person).level <= TOP_LEVEL


@given(catalogs(), profiles(), skills())
def test_one_more_skill_never_lowers_an_action_that_wants_it(catalog, profile, skill):
    before = {each.action.id: each for each in recommend(catalog, profile, limit=None)}
    able = changed(profile, skills=(*profile.skills, skill))

    for each in recommend(catalog, able, limit=None):
        if skill in each.action.skills_required | each.action.skills_helpful:
            assert each.score >= before[each.action.id].score


@given(catalogs(), profiles(), skills())
def test_no_action_that_does_not_want_a_skill_gains_by_it(catalog, profile, skill):
    wide = set(catalog.words.wider("skill", skill))
    before = {each.action.id: each for each in recommend(catalog, profile, limit=None)}
    able = changed(profile, skills=(*profile.skills, skill))

    for each in recommend(catalog, able, limit=None):
        if wide.isdisjoint(each.action.skills_required | each.action.skills_helpful):
            assert each.score == before[each.action.id].score


@given(actions(), profiles())
def test_a_missing_required_skill_gives_no_points(action, profile):
    catalog = catalog_of([action])
    person = look_up_asker(catalog, profile)
    assume(action.skills_required - person.skills)

    assert FACTORS["skill"].level(OneAction(action), person).level == 0


@given(catalogs(), profiles(), st.permutations(list(WEIGHTS)))
def test_weights_may_come_in_any_order(catalog, profile, order):
    weights = {name: WEIGHTS[name] for name in order}

    assert recommend(catalog, profile, weights=weights) == recommend(catalog, profile)
