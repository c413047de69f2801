"""The page of a plan and its calendar: nothing personal in an address, a file or a calendar."""

import re

import icalendar
import pytest
from tests.web.conftest import AT, FORM
from tests.web.test_pages import WORD, text_of

from takeaction import Profile, plan
from takeaction.models.question.arguments import MAX_MINUTES
from takeaction.testing import catalog_of
from takeaction.views.actions import own_safety_line
from takeaction.web import Request, handle

PERSON = {"minutes": "30", "role": "student", "skill": ["writing"], "region": "GB"}
HOUR = {**PERSON, "budget": "60"}


def hidden_of(response):
    form = response.body.decode().partition('action="/plan.ics"')[2].partition("</form>")[0]
    fields = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value)
    return fields


def test_a_plan_has_weeks_days_and_the_own_safety_line_of_each_action(visit, catalog):
    profile = Profile(minutes=30, roles=["student"], skills=["writing"], region="GB")
    expected = plan(catalog, profile, budget=240, at=AT)
    shown = " ".join(text_of(visit("/plan", HOUR)).split())

    assert expected.items
    assert all(str(item.title) in shown for item in expected.items)
    own = [own_safety_line(item.action) for item in expected.items]
    assert all(str(line) in shown for line in own if line)
    assert shown.index("call 999") < shown.index("Signs are never proof") < shown.index("Week 1")
    assert f"Week 4 {sum(part.minutes for part in expected.in_week(3))} min" in shown
    assert "Tue 24 Nov" in shown


def test_the_time_may_be_a_week_s_or_the_whole(visit):
    in_all = text_of(visit("/plan", {**HOUR, "span": "all"}))
    week = text_of(visit("/plan", {**HOUR, "horizon": "week"}))

    assert "of 240 minutes planned" in text_of(visit("/plan", HOUR))
    assert "of 60 minutes planned" in in_all
    assert "of 60 minutes planned" in week
    assert "Week 2" not in week


def test_the_form_comes_first_and_has_what_was_chosen_before(visit):
    empty = visit("/plan").body.decode()
    carried = visit("/plan", PERSON).body.decode()
    changed = visit("/plan", {**HOUR, "span": "all", "change": "yes"}).body.decode()

    assert 'value="60"' in empty
    assert '<option value="student" selected>' in carried
    assert 'value="writing" checked' in carried
    assert "Week 1" not in carried
    assert 'value="all" checked' in changed
    assert "Week 1" not in changed


@pytest.mark.parametrize("budget", ["", WORD, "0", "9" * 5_000, str(MAX_MINUTES), "٣٠"])
def test_wrong_minutes_get_a_sentence_and_no_echo(visit, budget):
    for path in ("/plan", "/plan.ics"):
        response = visit(path, {**HOUR, "budget": budget or " "})
        body = response.body.decode()

        assert response.status == 200
        assert ("as a whole number, such as 60" in body) is bool(budget)
        assert len(budget) < 3 or budget == str(MAX_MINUTES) or budget not in body


def test_a_word_of_the_form_that_nobody_knows_is_told_without_an_echo(visit):
    for field in ("role", "age", "concern", "skill", "topic"):
        response = visit("/plan", {**HOUR, field: WORD})

        assert "role=" + chr(34) + "alert" in response.body.decode()
        assert WORD not in response.body.decode()
    assert "Week 1" in text_of(visit("/plan", {**HOUR, "done": WORD}))


def test_a_calendar_says_nothing_about_its_purpose(visit):
    fields = hidden_of(visit("/plan", HOUR))
    response = visit("/plan.ics", fields)
    headers = dict(response.headers)
    entries = icalendar.Calendar.from_ical(response.body).walk("VEVENT")

    assert headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert {str(entry["SUMMARY"])[:12] for entry in entries} == {"Planned time"}
    assert b"traffick" not in response.body.lower()
    assert not visit("/plan.ics", fields, language="en").body.count(b"DESCRIPTION")


def test_a_calendar_with_titles_is_there_for_whoever_asks_for_it(visit, catalog):
    body = visit("/plan.ics", {**HOUR, "titles": "yes"}).body
    titles = {str(entry["SUMMARY"]) for entry in icalendar.Calendar.from_ical(body).walk("VEVENT")}

    assert titles <= {str(action.title) for action in catalog.actions.values()}
    assert 'name="titles" value="yes" checked' not in visit("/plan", HOUR).body.decode()


def test_a_calendar_is_in_the_language_of_the_reader(visit):
    body = visit("/plan.ics", HOUR, query="language=es").body.decode()

    assert "SUMMARY:Tiempo reservado" in body


@pytest.mark.parametrize("concern", ["self", "other"])
def test_with_a_concern_there_is_help_and_neither_a_plan_nor_a_calendar(visit, concern):
    for path in ("/plan", "/plan.ics"):
        response = visit(path, {**HOUR, "concern": concern})
        body, shown = response.body.decode(), text_of(response)

        assert dict(response.headers)["content-type"].startswith("text/html")
        assert body.index("tel:999") < body.index("tel:08000121700")
        assert "what worries you is for today" in shown
        assert "data-leave" in body
        assert not re.search("Week 1|plan.ics|min ", body)


def test_a_calendar_without_its_fields_leads_to_the_form(visit):
    assert "How many minutes can you give?" in text_of(visit("/plan.ics", {}))
    assert visit("/plan.ics").status == 405


def test_nothing_personal_is_in_an_address_or_a_title(visit):
    body = visit("/plan", {**HOUR, "done": "community-actions:learn-the-basics"}).body.decode()
    addresses = re.findall(r'(?:href|action)="([^"]*)"', body)

    assert not any(re.search("student|writing|minutes|done|budget", each) for each in addresses)
    assert "<title>Answers</title>" in body


def test_where_nothing_fits_the_page_says_so_and_has_no_calendar(site):
    request = Request(method="POST", path="/plan", headers=FORM, body=b"budget=60&minutes=30")
    body = handle(catalog_of([]), site, request, AT).body.decode()
    file = Request(method="POST", path="/plan.ics", headers=FORM, body=b"budget=60&minutes=30")

    assert "No pack with actions is installed" in body
    assert "plan.ics" not in body
    assert b"VCALENDAR" not in handle(catalog_of([]), site, file, AT).body


def test_a_young_person_reads_who_else_to_talk_to(visit):
    assert "adult you feel safe with" in text_of(visit("/plan", {**HOUR, "age": "youth"}))


def test_an_action_that_comes_again_is_told_in_short(visit):
    response = visit("/plan", {"budget": "600", "minutes": "120", "region": "US"})

    assert "again: " in text_of(response)
