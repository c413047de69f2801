"""Signs: danger first, then the level of concern, the steps and the reasons; never a verdict."""

from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.signs.answer import Assessment, Counted
from takeaction.export.notebook.contacts import danger, folded, short_lines
from takeaction.export.notebook.markup import Markup, element, joined, listed
from takeaction.export.notebook.reader import Reader
from takeaction.vocabulary.signs import PointsTo

_EMERGENCY = "call-emergency"
"""The step that has the words of the emergency notice, which comes above all steps."""


def assessment_view(answer: Assessment) -> tuple[Reader, Markup]:
    """Show an assessment in the order in which it is needed."""
    reader = Reader((answer.language,))
    steps = [reader.sentence(step.text) for step in answer.steps if step.id != _EMERGENCY]
    caveats = [reader.sentence(caveat.text) for caveat in answer.caveats]
    view = joined(
        danger(answer.help.emergency, reader),
        element("p", reader.sentence(answer.summary), class_="ta-name"),
        _types(answer, reader),
        _titled("label.what_to_do", listed("ol", steps), reader),
        _titled("label.whom", short_lines(answer.help), reader),
        _titled("label.about", listed("ul", caveats), reader),
        _folded("label.why", _reasons(answer, reader), reader),
        _folded("label.not_counted", _set_aside(answer, reader), reader),
        _folded("label.think", _questions(answer, reader), reader),
        element("p", reader.sentence(answer.other_help)) if answer.other_help else None,
        element("p", reader.sentence(answer.disclaimer), class_="ta-care"),
    )
    return reader, view


def _titled(code: str, contents: Markup | None, reader: Reader) -> Markup | None:
    return joined(element("p", reader.say(code), class_="ta-title"), contents) if contents else None


def _folded(code: str, contents: Markup | None, reader: Reader) -> Markup | None:
    return folded(reader.say(code), contents) if contents else None


def _types(answer: Assessment, reader: Reader) -> Markup | None:
    """Show the kinds of exploitation that the signs can go with."""
    kinds = tuple(
        say(f"points.{kind}", reader.language)
        for kind in answer.types
        if kind is not PointsTo.UNSPECIFIED
    )
    return element("p", reader.say("label.goes_with", {"kinds": kinds})) if kinds else None


def _reasons(answer: Assessment, reader: Reader) -> Markup | None:
    """Show the signs that count, and the elements that their points make."""
    signs = listed("ul", [_sign(sign, reader) for sign in answer.reasons], class_="ta-plain")
    if signs is None or answer.reasons[0].own:  # nobody reads points about themselves
        return signs
    parts = tuple(
        say("label.element", reader.language, _element(element, presence, reader))
        for element, presence in answer.elements.items()
    )
    return joined(signs, element("p", reader.say("label.so", {"parts": parts})))


def _element(name: str, presence: str, reader: Reader) -> dict[str, SlotValue]:
    return {
        "element": say(f"element.{name}", reader.language),
        "presence": say(f"presence.{presence}", reader.language),
    }


def _sign(sign: Counted, reader: Reader) -> Markup:
    """Show a sign that counts, with its points, its grade and where the grade is from."""
    slots: dict[str, SlotValue] = {
        "element": say(f"element.{sign.indicator.element}", reader.language),
        "grade": say(f"grade.{sign.grade}", reader.language),
        "basis": say(f"basis.{sign.basis}", reader.language),
    }
    wording = sign.indicator.wording(about_self=sign.own)
    if sign.own:
        return element("p", Reader(sign.languages).text(wording))
    return joined(
        element("p", f"{sign.points:+}  ", Reader(sign.languages).text(wording)),
        element("p", reader.say("label.graded", slots), class_="ta-small"),
    )


def _set_aside(answer: Assessment, reader: Reader) -> Markup | None:
    """Show the signs that do not count, each with the reason."""
    items = [
        joined(
            element("p", Reader(sign.languages).text(sign.indicator.wording(about_self=sign.own))),
            element("p", reader.sentence(sign.why), class_="ta-small"),
        )
        for sign in answer.set_aside
    ]
    return listed("ul", items)


def _questions(answer: Assessment, reader: Reader) -> Markup | None:
    """Show facts that would help; in danger no question holds anybody up."""
    questions = () if answer.urgent else answer.next_questions
    return listed("ul", [reader.sentence(question.text) for question in questions])
