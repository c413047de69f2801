"""Actions as blocks: what keeps people safe once above, then each idea in four short lines.

An idea is its title, its minutes, one line why and one safety line of its own. Its steps and all
its safety lines are on the page of its record; reasons with points and the helplines of each idea
are folded.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from enum import StrEnum

import attrs

from takeaction.core_data import format_number, language_of, read
from takeaction.engine.help.need import closing_line
from takeaction.engine.planning.answer import LeftOut, PartOfWeek, Plan, Planned
from takeaction.engine.ranking.answer import (
    Notice,
    Recommendation,
    Recommendations,
    Stretch,
)
from takeaction.engine.ranking.gates import Change
from takeaction.engine.ranking.why_not import WhyNot
from takeaction.engine.reasons import Reason, SlotValue, describe_minutes, format_date, say
from takeaction.models.action import Action
from takeaction.models.text import Text
from takeaction.views.blocks import (
    Block,
    Blocks,
    Entry,
    Facts,
    Fold,
    Heading,
    Items,
    Paragraph,
    Question,
    Tone,
    folded,
    introduced,
    items,
    paragraphs,
)
from takeaction.views.help import closing, danger, line_block, lines_blocks, sentences
from takeaction.vocabulary.actions import ActionKind, ConcernFor, Cost, Mode, Risk
from takeaction.vocabulary.words import closed_names

Writing = Callable[[Change], str]
"""A function that writes a change of the question for the face that shows it."""

_MOST_FOR_TODAY = 3
"""The actions that a plan names for today, with a concern: a list is not what they need."""


_OF_ONESELF = (ActionKind.HELP, ActionKind.PREPARE, ActionKind.RIGHTS)


_SAYS_NOTHING = (
    *("time.", "place.", "role.anyone", "skill.optional", "topic.general"),
    *("does.learn", "does.talk", "does.other", "start.learn", "start.easy"),
)
"""What the codes of reasons begin with that fit anybody: no person would give them as a reason."""

_HOW_IT_FITS = ("time.begin", "time.parts")
"""Codes of reasons that a friend would add: how work that is longer than the time still fits."""


def recommendations_blocks(
    answer: Recommendations,
    languages: Iterable[str] = (),
    *,
    writing: Writing | None = None,
    has_danger: bool = True,
    has_closing: bool = True,
) -> Blocks:
    """Return a list of actions, best first; where it is empty, the changes that would fill it.

    With a concern help comes first, and there are no points.

    Args:
        answer: The list.
        languages: The reader's languages, best first; none takes those of its members.
        writing: A function that writes the change of a near miss; None writes it in words.
        has_danger: Whether the line for danger comes first; an answer around it may have it.
        has_closing: Whether the last line names a helpline.
    """
    preferred = tuple(languages) or languages_of(answer)
    language = language_of(preferred)
    blocks: list[Block] = [*above_blocks(answer, preferred, has_danger=has_danger)]
    blocks += idea_blocks(answer)
    if not answer and not any(notice.text == _no_actions(language) for notice in answer.notices):
        blocks += paragraphs([say("label.nothing_fits", language)])
        nearest = tuple(stretch_block(near, writing).prose for near in answer.stretch)
        blocks += (Items(nearest),) if nearest else ()
    blocks += folded("label.more", language, not_listed(answer, language))
    if has_closing and not has_concern(answer.notices) and answer.help:
        blocks.append(closing(answer.help, closing_line(answer.help, preferred)))
    return tuple(blocks)


def above_blocks(
    answer: Recommendations | Plan, languages: tuple[str, ...], *, has_danger: bool = True
) -> Iterator[Block]:
    """Yield what comes above ideas: danger, help with a concern, notices, and how to keep safe."""
    is_worried = has_concern(answer.notices)
    if has_danger:
        yield danger(answer.help.emergency)
    if is_worried:
        yield from sentences(answer.help)
        yield from lines_blocks(answer.help)
    for notice in answer.notices:
        if not notice.emergency:  # the line for danger is above
            yield from notice_blocks(notice)
    # Somebody who looks for help for themselves reports nobody, and needs no advice on that.
    if not all(action.kind in _OF_ONESELF and is_worried for action in actions_of(answer)):
        text = say("ideas.safe", language_of(languages))
        yield Paragraph((text,), Tone.CARE if is_worried else Tone.STRONG)


def has_concern(notices: Iterable[Notice]) -> bool:
    """Tell whether something worries the reader: then a notice has the line for danger."""
    return any(notice.emergency for notice in notices)


def actions_of(answer: Recommendations | Plan) -> tuple[Action, ...]:
    """Return the actions that an answer lists."""
    if isinstance(answer, Recommendations):
        return tuple(recommendation.action for recommendation in answer)
    if has_concern(answer.notices):
        return tuple(left_out.action for left_out in answer.left_out[:_MOST_FOR_TODAY])
    return tuple(item.action for item in answer.items)


def languages_of(answer: Recommendations | Plan) -> tuple[str, ...]:
    """Return the languages of the reader of an answer, as far as it tells."""
    if isinstance(answer, Plan):
        found = [item.languages for item in answer.items[:1]]
        found += [left_out.languages for left_out in answer.left_out[:1]]
    else:
        found = [idea.languages for idea in answer.recommendations[:1]]
        found += [near.languages for near in answer.stretch[:1]]
    found += [line.languages for line in answer.help[:1]]
    return found[0] if found else (answer.help.emergency.text.words.language,)


def notice_blocks(notice: Notice) -> Blocks:
    """Return a notice with the helpline it leads to; the question about a concern has answers."""
    if notice.emergency:
        return (danger(notice.emergency),)
    language = notice.text.words.language
    if notice.text == say("notice.whose_concern", language):
        options = (
            (ConcernFor.SELF.value, say("label.about_me", language)),
            (ConcernFor.OTHER.value, say("label.about_other", language)),
        )
        return (Question("concern", notice.text, options),)
    line = (line_block(notice.line),) if notice.line else ()
    return (Paragraph((notice.text,), Tone.STRONG if line else Tone.PLAIN), *line)


def idea_blocks(answer: Recommendations) -> Iterator[Entry]:
    """Yield the actions of a list, each with a reason that no action above it has."""
    said: set[str] = set()
    for place, recommendation in enumerate(answer, 1):
        why = recommendation.why_unlike(said)
        said.add(why.text)
        has_points = not has_concern(answer.notices)
        yield idea_block(recommendation, why, number=place, has_points=has_points)


def recommendation_blocks(recommendation: Recommendation) -> Blocks:
    """Return one action, below the line for danger where it asks for that."""
    notices = (filled.emergency for filled in recommendation.finds if filled.emergency)
    return (*map(danger, notices), idea_block(recommendation))


def idea_block(
    recommendation: Recommendation,
    why: Reason | None = None,
    *,
    number: int | None = None,
    has_points: bool = True,
) -> Entry:
    """Return one action: why it fits, its own safety line, and folded reasons and helplines."""
    action, languages = recommendation.action, recommendation.languages
    language = language_of(languages)
    reason = why or recommendation.why
    said = () if reason.code.startswith(_SAYS_NOTHING) else (reason.text,)
    how = next((each.text for each in recommendation.reasons if each.code in _HOW_IT_FITS), None)
    prose = (*said, " ", how) if said and how else said
    return Entry(
        title=action.title.shown(languages),
        note=describe_minutes(action.minutes, language),
        blocks=(
            *([Paragraph(prose)] if prose else []),
            *own_safety(action, languages),
            *_more(recommendation, language, has_points=has_points),
        ),
        number=number,
        record=action.id,
    )


def own_safety(action: Action, languages: tuple[str, ...]) -> Iterator[Paragraph]:
    """Yield the one safety line of an action that a list shows."""
    if line := own_safety_line(action):
        language = language_of(languages)
        name: dict[str, SlotValue] = {"name": say("label.keep_safe", language)}
        prose = introduced("label.field", language, line.shown(languages), name, slot="value")
        yield Paragraph(prose, Tone.CARE)


def own_safety_line(action: Action) -> Text | None:
    """Return the safety line of an action that says what a list does not say above it already.

    It is the first that is not only about danger now and the emergency number, and does not say
    first that signs are not proof; where all of them do, it is the first. The patterns read the
    source text, in its language.
    """
    patterns = [*read("safety_lines").get(action.safety[0].language, ())] if action.safety else []
    own = (
        line
        for line in action.safety
        if not any(re.fullmatch(pattern, str(line).casefold()) for pattern in patterns)
    )
    return next(own, action.safety[0] if action.safety else None)


def _more(recommendation: Recommendation, language: str, *, has_points: bool) -> Blocks:
    """Return every reason with its points, and the helplines that an action asks for, folded."""
    blocks: list[Block] = []
    if has_points:
        rows = tuple(
            (f"+{format_number(reason.points, language)}", ((reason.text,),))
            for reason in recommendation.reasons
        )
        total = say("label.points", language, {"points": recommendation.score})
        blocks += [Facts(rows), Paragraph((total,), Tone.QUIET)]
    for filled in recommendation.finds:
        if filled.emergency:  # it is above the list
            continue
        blocks.append(Heading(say(f"for.{filled.purpose}", language)))
        if filled.line:
            blocks.append(attrs.evolve(line_block(filled.line), details=(), evidence=""))
        else:
            blocks += paragraphs([say("label.no_line", language)])
    title = recommendation.action.title.pick(recommendation.languages).text
    return (Fold(say("label.more", language), tuple(blocks), title),) if blocks else ()


def stretch_block(near: Stretch, writing: Writing | None = None) -> Paragraph:
    """Return a near miss with the change that would list it."""
    language = language_of(near.languages)
    change: dict[str, SlotValue] = {"change": _written(near.change, language, writing)}
    title = near.action.title.shown(near.languages)
    return Paragraph(introduced("label.with", language, title, change, slot="title"))


def not_listed(answer: Recommendations, language: str) -> Iterator[Paragraph]:
    """Yield how many other actions there are, and why they are not listed."""
    counts = ((gate, count) for gate, count in answer.excluded.items() if count)
    parts = tuple(say(f"hidden.{gate}", language, {"count": count}) for gate, count in counts)
    if parts:
        yield Paragraph((say("label.not_listed", language, {"parts": parts}),), Tone.QUIET)


def _written(change: Change, language: str, writing: Writing | None) -> str:
    return writing(change) if writing else ", ".join(_in_words(change, language))


_CLOSED: Mapping[str, type[StrEnum]] = {"cost": Cost, "risk": Risk, "modes": Mode}


def _in_words(change: Change, language: str) -> Iterator[str]:
    """Write a change in words: the minutes, or a field with its values."""
    names = read(f"labels/{language}")["fields"] if language != "en" else {}
    for field, value in change.items():
        if field == "minutes":
            yield say("label.minutes", language, {"minutes": int(str(value))})
            continue
        labels = closed_names(_CLOSED[field], language) if field in _CLOSED else {}
        values = value if isinstance(value, tuple) else (str(value),)
        words = ", ".join(labels.get(each, (each,))[0] for each in values)
        slots: dict[str, SlotValue] = {"name": names.get(field, field), "value": words}
        yield say("label.field", language, slots)


def why_not_blocks(answer: WhyNot, writing: Writing | None = None) -> Blocks:
    """Return why an action is not listed and what would list it, or its place."""
    language = language_of(answer.languages)
    slots: dict[str, SlotValue] = {"rank": answer.rank or 0}
    texts: list[str] = [] if answer.gates else [say("label.in_place", language, slots)]
    if answer.change:
        slots["change"] = _written(answer.change, language, writing)
        texts.append(say("label.with_place", language, slots))
    title = answer.action.title.shown(answer.languages)
    reasons = items(reason.text for reason in answer.reasons)
    return (Entry(title=title, blocks=(*reasons, *paragraphs(texts)), record=answer.action.id),)


# Plans.


def plan_blocks(
    plan: Plan, languages: Iterable[str] = (), *, budget: int | None = None, most: int = 10
) -> Blocks:
    """Return a plan week by week; with a concern help and what is for today.

    Args:
        plan: The plan.
        languages: The reader's languages, best first; none takes those of its members.
        budget: The minutes that were given, to say how many are left.
        most: The actions that are left out to name.
    """
    preferred = tuple(languages) or languages_of(plan)
    language = language_of(preferred)
    blocks: list[Block] = [*above_blocks(plan, preferred)]
    if has_concern(plan.notices):
        today = plan.left_out[:_MOST_FOR_TODAY]
        return (*blocks, *map(_for_today, today))
    numbers = {item.action.id: place for place, item in enumerate(plan.items, 1)}
    for week in range(plan.weeks if plan.items else 0):
        parts = plan.in_week(week)
        minutes: dict[str, SlotValue] = {"minutes": sum(part.minutes for part in parts)}
        title = say("label.week", language, {"week": week + 1})
        note = say("label.minutes", language, minutes) if parts else ""
        blocks.append(Heading(title, note))
        blocks += (_part_block(part, numbers[part.item.action.id]) for part in parts)
        blocks += () if parts else paragraphs([say("label.free", language)])
    if plan.items and budget is not None:
        left = budget - plan.total
        slots: dict[str, SlotValue] = {"total": plan.total, "budget": budget, "left": left}
        blocks += paragraphs([say("label.total", language, slots)], Tone.QUIET)
    if not plan.items and not any(n.text == _no_actions(language) for n in plan.notices):
        blocks += paragraphs([say("label.nothing_fits", language)])
    if left_out := plan.left_out[:most]:
        rows = Facts(tuple((each.title, ((each.reason.text,),)) for each in left_out))
        title = say("label.not_planned", language)
        blocks += (Fold(title, (rows,)),) if plan.items else (Heading(title), rows)
    return tuple(blocks)


def _part_block(part: PartOfWeek, number: int) -> Entry:
    """Return an action in a week: in full when it starts, in short when it comes again."""
    item, note = part.item, _when(part.item, part.day, is_each_day=part.times > 1)
    if part.is_again:
        slots: dict[str, SlotValue] = {"title": item.title.words.text}
        again = say("label.again", language_of(item.languages), slots)
        return Entry(title=again, note=note, number=number)
    return planned_block(item, note, number)


def planned_block(item: Planned, note: str = "", number: int | None = None) -> Entry:
    """Return an action of a plan with its start, its minutes and its own safety line."""
    language = language_of(item.languages)
    code = "label.times_day" if item.every == 1 else "label.times_week"
    often = [say(code, language, {"times": item.times})] if item.times > 1 else []
    return Entry(
        title=item.title,
        note=note or _when(item, item.day, is_each_day=item.times > 1 and item.every == 1),
        blocks=(*paragraphs(often), *own_safety(item.action, item.languages)),
        number=number,
        record=item.action.id,
    )


def _when(item: Planned, day: int, *, is_each_day: bool) -> str:
    """Say when an action is done, and its minutes; without a moment, its minutes alone."""
    language = language_of(item.languages)
    minutes = say("label.minutes", language, {"minutes": item.minutes})
    if is_each_day:
        return f"{say('label.each_day', language)}, {minutes}"
    if item.first_day is None:
        return minutes
    date = " ".join(format_date(item.first_day + timedelta(day), language).split())  # no columns
    return f"{date}, {minutes}"


def left_out_blocks(left_out: LeftOut) -> Blocks:
    """Return an action that is not planned, with the reason."""
    reason = Paragraph((left_out.reason.text,))
    return (Entry(title=left_out.title, blocks=(reason,), record=left_out.action.id),)


def _for_today(left_out: LeftOut) -> Entry:
    safety = tuple(own_safety(left_out.action, left_out.languages))
    return Entry(title=left_out.title, blocks=safety, record=left_out.action.id)


def _no_actions(language: str) -> str:
    return say("notice.no_actions", language)
