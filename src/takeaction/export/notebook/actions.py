"""Actions: recommendations, plans, and why an action is not listed."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from takeaction.core_data import format_number
from takeaction.engine.planning.answer import LeftOut, Plan, Planned
from takeaction.engine.ranking.answer import (
    Filled,
    Notice,
    Recommendation,
    Recommendations,
    Stretch,
)
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.why_not import WhyNot
from takeaction.engine.reasons import SlotValue, say
from takeaction.export.notebook.contacts import danger, folded, open_list, short_lines
from takeaction.export.notebook.markup import Markup, element, joined, listed
from takeaction.export.notebook.reader import Reader
from takeaction.models.action import Action


def recommendations_view(answer: Recommendations) -> tuple[Reader, Markup]:
    """Show a list of actions; if it is empty, the changes that would bring some."""
    nearest = answer.recommendations or answer.stretch
    reader = Reader(nearest[0].languages if nearest else ("en",))
    near = [_near_miss(stretch, reader) for stretch in answer.stretch]
    view = joined(
        *_notices(answer.notices, reader),
        open_list([_recommendation(recommendation, reader) for recommendation in answer], reader),
        None if answer else element("p", reader.say("label.nothing_fits")),
        None if answer else listed("ul", near),
    )
    return reader, view


def recommendation_view(recommendation: Recommendation) -> tuple[Reader, Markup]:
    """Show one action with the reasons for it."""
    reader = Reader(recommendation.languages)
    return reader, _recommendation(recommendation, reader)


def notice_view(notice: Notice) -> tuple[Reader, Markup]:
    """Show a notice above a list."""
    reader = Reader(notice.line.languages if notice.line else ("en",))
    return reader, joined(*_notices([notice], reader))


def stretch_view(stretch: Stretch) -> tuple[Reader, Markup]:
    """Show a near miss."""
    reader = Reader(stretch.languages)
    return reader, element("p", _near_miss(stretch, reader))


def why_not_view(answer: WhyNot) -> tuple[Reader, Markup]:
    """Show why an action is not listed, and the change that would list it."""
    reader = Reader(answer.languages)
    rank: dict[str, SlotValue] = {"rank": answer.rank or 0}
    change = {**rank, "change": _written(answer.change)} if answer.change else None
    view = joined(
        element("p", reader.text(answer.action.title), class_="ta-name"),
        listed("ul", [reader.sentence(reason.text) for reason in answer.reasons]),
        element("p", reader.say("label.with_place", change)) if change else None,
        None if answer.gates else element("p", reader.say("label.in_place", rank)),
    )
    return reader, view


def plan_view(plan: Plan) -> tuple[Reader, Markup]:
    """Show a plan, week by week."""
    planned = [item.recommendation.languages for item in plan.items]
    left_out_languages = [action.languages for action in plan.left_out]
    reader = Reader(next(iter((*planned, *left_out_languages)), ("en",)))
    weeks = [
        joined(
            element("p", reader.say("label.week", {"week": str(week)}), class_="ta-title"),
            listed("ul", [_planned(item, reader) for item in items]),
        )
        for week, items in groupby(plan.items, lambda item: item.week)
    ]
    left_out = listed("ul", [_left_out(action, reader) for action in plan.left_out])
    view = joined(
        *_notices(plan.notices, reader),
        *weeks,
        folded(reader.say("label.not_planned"), left_out) if left_out else None,
    )
    return reader, view


def planned_view(planned: Planned) -> tuple[Reader, Markup]:
    """Show one action of a plan."""
    reader = Reader(planned.recommendation.languages)
    return reader, element("div", _planned(planned, reader))


def left_out_view(left_out: LeftOut) -> tuple[Reader, Markup]:
    """Show an action that is not in a plan."""
    reader = Reader(left_out.languages)
    return reader, element("p", _left_out(left_out, reader))


def action_head(action: Action, reader: Reader, effort: str) -> Markup:
    """Show the title of an action, its effort and its summary."""
    return joined(
        element("p", reader.text(action.title), class_="ta-name"),
        element("p", effort, class_="ta-small"),
        element("p", reader.text(action.summary), class_="ta-text"),
    )


def keep_safe(action: Action, reader: Reader) -> Markup | None:
    """Show the safety lines of an action, which are never folded away."""
    lines = listed("ul", [reader.text(text) for text in action.safety])
    if lines is None:
        return None
    return element("div", element("p", reader.say("label.keep_safe")), lines, class_="ta-care")


def how_to(action: Action, reader: Reader) -> Markup | None:
    """Show the steps of an action, which open with a click."""
    steps = listed("ol", [reader.text(step) for step in action.steps])
    return folded(reader.say("label.how"), steps) if steps else None


def minutes_of(action: Action, reader: Reader) -> str:
    """Return the usual time that an action takes, in words."""
    return say("label.minutes", reader.language, {"minutes": action.minutes.typical})


def _notices(notices: Iterable[Notice], reader: Reader) -> Iterable[Markup | None]:
    """Show the notices above a list, in their order."""
    for notice in notices:
        if notice.emergency:
            yield danger(notice.emergency, reader)
        else:
            yield element("p", reader.sentence(notice.text), class_="ta-care")
        if notice.line:
            yield short_lines([notice.line])


def _recommendation(recommendation: Recommendation, reader: Reader) -> Markup:
    action = recommendation.action
    effort: dict[str, SlotValue] = {
        "minutes": action.minutes.typical,
        "points": recommendation.score,
    }
    reasons = [
        joined(f"+{format_number(reason.points, reader.language)}  ", reader.sentence(reason.text))
        for reason in recommendation.reasons
    ]
    return joined(
        action_head(action, reader, say("label.effort", reader.language, effort)),
        keep_safe(action, reader),
        *(_filled(filled, reader) for filled in recommendation.finds),
        how_to(action, reader),
        folded(reader.say("label.why"), listed("ul", reasons, class_="ta-plain")),
        element("p", action.id, class_="ta-small"),
    )


def _filled(filled: Filled, reader: Reader) -> Markup:
    """Show the contact that an action asks for; it opens with a click, who answers first."""
    purpose = reader.say(f"for.{filled.purpose}")
    if filled.emergency:
        return danger(filled.emergency, reader)
    if filled.line is None:
        return element("p", joined(purpose, reader.say("label.no_line"), by=": "))
    name = reader.text(filled.line.resource.name)
    return folded(joined(purpose, name, by=": "), short_lines([filled.line]))


def _near_miss(stretch: Stretch, reader: Reader) -> Markup:
    title = reader.text(stretch.action.title)
    return reader.introduce("label.with", "title", title, change=_written(stretch.change))


def _written(change: Change) -> str:
    """Write a change as arguments of a profile: ``minutes=60, cost='low'``."""
    return ", ".join(f"{field}={value!r}" for field, value in change.items())


def _planned(planned: Planned, reader: Reader) -> Markup:
    """Show an action of a plan: its start, its minutes and how often, and how to keep safe."""
    facts: list[str] = [say("label.minutes", reader.language, {"minutes": planned.minutes})]
    if isinstance(planned.start, date):
        facts.insert(0, planned.start.isoformat())
    if planned.times > 1:
        code = "label.times_day" if planned.every == 1 else "label.times_week"
        facts.append(say(code, reader.language, {"times": planned.times}))
    return joined(
        element("p", reader.text(planned.action.title)),
        element("p", "; ".join(facts), class_="ta-small"),
        keep_safe(planned.action, reader),
    )


def _left_out(left_out: LeftOut, reader: Reader) -> Markup:
    reason = reader.sentence(left_out.reason.text)
    return joined(reader.text(left_out.action.title), ": ", reason)
