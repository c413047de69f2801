"""The page of actions: reasons on demand, what is left out, and help first with a concern."""

import re

import pytest
from make import our_catalog
from tests.web.conftest import AT, FORM
from tests.web.test_pages import WORD, text_of

from takeaction import Profile, recommend, why_not
from takeaction.models.record import page_name
from takeaction.testing import catalog_of
from takeaction.web import Request, handle

PERSON = {"minutes": "30", "role": "nurse", "region": "US"}
TRAINING = "community-actions:learn-the-basics"


def ids_of(response):
    acts = response.body.decode().partition('<ol class="acts">')[2].partition("</ol>")[0]
    names = {page_name(record.id): record.id for record in our_catalog()}
    return [names[name] for name in re.findall(r'<h2><a href="/record/([^"]+)"', acts)]


def test_actions_ask_first_and_then_list_what_fits(visit, catalog):
    asked = visit("/actions").body.decode()
    response = visit("/actions", PERSON)
    profile = Profile(minutes=30, roles=["nurse"], region="US")
    expected = recommend(catalog, profile, limit=5, at=AT)

    assert "data-leave" not in asked
    assert ids_of(response) == [each.action.id for each in expected]
    assert response.body.decode().count("<details><summary>More<") == len(expected)
    assert text_of(response).count("Signs are never proof") == 1


def test_each_action_has_another_line_why(visit):
    body = visit("/actions", {"minutes": "30"}).body.decode()
    acts = body.partition('<ol class="acts">')[2].partition("</ol>")[0]
    parts = acts.split("<h2>")[1:]
    reasons = [re.findall(r"<p>([^<]*)</p>", part)[0] for part in parts]

    assert len(set(reasons)) > 1


@pytest.mark.parametrize("minutes", ["zqmany", "0", "9" * 5_000, "-5", "٣٠"])
def test_wrong_minutes_are_told_without_repeating_them(visit, minutes):
    response = visit("/actions", {"minutes": minutes})

    assert response.status == 200
    assert "Give minutes as a whole number" in text_of(response)
    assert minutes == "0" or minutes not in response.body.decode()


def test_a_role_that_nobody_knows_is_told_without_repeating_it(visit):
    response = visit("/actions", {"minutes": "30", "role": WORD})

    assert response.status == 200
    assert WORD not in response.body.decode()


@pytest.mark.parametrize("concern", ["self", "other"])
def test_with_a_concern_help_is_first_with_three_actions_and_no_points(visit, catalog, concern):
    response = visit("/actions", {**PERSON, "region": "GB", "concern": concern})
    body = response.body.decode()
    profile = Profile(minutes=30, roles=["nurse"], region="GB", concern=concern)
    expected = recommend(catalog, profile, limit=3, at=AT)

    assert ids_of(response) == [each.action.id for each in expected]
    assert body.index("tel:999") < body.index("tel:08000121700") < body.index('class="acts"')
    assert "data-leave" in body
    assert not re.search(r"points|Not this one|Plan your time|\+\d+<", body)


def test_an_action_that_was_done_or_is_not_wanted_is_left_out(visit):
    first, *_ = ids_of(visit("/actions", PERSON))
    done = visit("/actions", {**PERSON, "done": first})
    second, *_ = ids_of(done)
    both = visit("/actions", {**PERSON, "done": first, "dismissed": second})

    assert first not in ids_of(done)
    assert f'name="done" value="{first}"' in done.body.decode()
    assert not {first, second} & set(ids_of(both))
    assert "set-cookie" not in dict(both.headers)


def test_a_long_list_of_what_was_done_still_fits_the_form(visit, catalog):
    done = list(catalog.actions)[:60]
    body = visit("/actions", {**PERSON, "done": done}).body.decode()
    form = body.partition('class="acts"')[0].rpartition("<form")[2]

    assert f'name="done" value="{" ".join(done[-50:])}"' in form


def test_more_minutes_show_what_there_would_be(visit):
    body = visit("/actions", {"minutes": "2"}).body.decode()
    minutes = re.search(r'name="minutes" value="(\d+)"', body.partition("more time")[2])[1]

    assert int(minutes) > 2
    assert "If you had more time" in body


def test_why_an_action_is_not_here_is_told_on_demand(visit, catalog):
    # With the time that would list it, or its place.
    expected = why_not(catalog, Profile(minutes=2), TRAINING)
    told = text_of(visit("/actions", {"minutes": "2", "why": TRAINING}))
    listed = text_of(visit("/actions", {"minutes": "60", "why": TRAINING}))
    unknown = visit("/actions", {"minutes": "60", "why": WORD})

    assert all(str(reason) in told for reason in expected.reasons)
    assert f"With {expected.change['minutes']} min, it would be number" in told
    assert "It's number" in listed
    assert (unknown.status, WORD in unknown.body.decode()) == (200, False)


def test_the_number_of_other_ideas_is_told_with_the_reasons(visit):
    assert re.search(r"Not listed: .*more time", text_of(visit("/actions", {"minutes": "5"})))


def test_where_every_idea_is_listed_none_is_counted(catalog, site):
    only = catalog_of([catalog.actions["community-actions:save-hotline-number"]])
    request = Request(method="POST", path="/actions", headers=FORM, body=b"minutes=30&region=GB")
    page = handle(only, site, request, AT)

    assert len(ids_of(page)) == 1
    assert "Not listed" not in text_of(page)


def test_where_nothing_fits_the_page_says_so(visit):
    aside = ids_of(visit("/actions", {"minutes": "1"}))
    shown = text_of(visit("/actions", {"minutes": "1", "dismissed": aside}))

    assert aside
    assert "Nothing fits all of that." in shown


def test_the_form_comes_back_with_what_was_chosen(visit):
    form = {**PERSON, "role": "student", "topic": "fair-trade", "age": "youth", "change": "yes"}
    body = visit("/actions", form).body.decode()

    assert '<option value="student" selected>' in body
    assert '<option value="US" selected>' in body
    assert 'value="fair-trade" checked' in body
    assert '<option value="youth" selected>' in body
    assert 'class="acts"' not in body


def test_a_list_leads_to_a_plan_with_the_same_person(visit):
    body = visit("/actions", {**PERSON, "role": "student"}).body.decode()
    form = body.partition('action="/plan"')[2].partition("</form>")[0]

    assert 'name="role" value="student"' in form
    assert 'name="minutes" value="30"' in form
    assert 'href="/plan' not in body
