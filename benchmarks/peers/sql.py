"""A question as SQL, for SQLite and DuckDB: one table, with one row for each action."""

from collections.abc import Callable, Iterable

from people import ANYONE_BIT, EVERYBODY_BITS, GENERAL_BITS, Question

from takeaction.engine.ranking.factors import FOR_EVERYBODY, MADE_FOR_FEW, MADE_FOR_MANY, WEIGHTS
from takeaction.engine.ranking.gates import MOST_PARTS
from takeaction.engine.reasons import TOP_LEVEL

CountBits = Callable[[str, int], str]
"""Writes the number of bits that a column shares with a set."""


def query(
    question: Question, count_bits: CountBits, least: str, divided: str, count: int = 10
) -> str:
    """Return a question as SQL, for the score and number of the first actions.

    Args:
        question: The question.
        count_bits: Writes a count of bits for this engine.
        least: Its function for the lower of two numbers.
        divided: Its operator for the division of whole numbers.
        count: The most actions to return.
    """
    score = " + ".join(
        _points(name, level, divided)
        for name, level in (
            ("time", _time(question)),
            ("skill", _skill(question, count_bits, least)),
            ("role", _role(question)),
            ("topic", _topic(question, count_bits)),
            ("place", f"CASE WHEN region IN {_number_list(question.place)} THEN 15 ELSE 8 END"),
            ("kind", _kind(question)),
            ("start", _start(question)),
        )
    )
    # S608: every value is a whole number of our own.
    return (
        f"SELECT {score} AS score, number FROM actions "  # noqa: S608
        f"WHERE {' AND '.join(_gates(question))} ORDER BY score DESC, number LIMIT {count}"
    )


def _points(name: str, level: str, divided: str) -> str:
    return f"{WEIGHTS[name]} * ({level}) {divided} {TOP_LEVEL}"


def _gates(question: Question) -> Iterable[str]:
    yield "NOT retired"
    yield f"region IN {_number_list((0, *question.place))}"
    yield f"(ages & {question.age}) <> 0"
    yield f"(only_for = 0 OR (only_for & {question.named | question.wider | ANYONE_BIT}) <> 0)"
    done = f" OR after_it IN {_number_list(question.done)}" if question.done else ""
    yield f"(after_it = -1{done})"
    if question.hidden:
        yield f"number NOT IN {_number_list(question.hidden)}"
    if question.concern:
        yield question.suits
        return
    if question.modes:
        yield f"(modes & {question.modes}) <> 0"
    yield f"cost <= {question.cost}"
    yield f"risk <= {question.risk}"
    in_parts = f"(parts AND least <= {MOST_PARTS * question.minutes})"
    again = f" OR ongoing OR {in_parts}" if question.recurring else ""
    yield f"(least <= {question.minutes}{again})"


def _number_list(numbers: Iterable[int]) -> str:
    return f"({', '.join(map(str, numbers))})"


def _time(question: Question) -> str:
    if question.concern:
        return "0"
    minutes = question.minutes
    return (
        f"CASE WHEN typical * 15 < {minutes} THEN 10 WHEN typical <= {minutes} THEN 15 "
        f"WHEN least > {minutes} THEN 9 WHEN typical <= {2 * minutes} THEN 14 ELSE 12 END"
    )


def _skill(question: Question, count_bits: CountBits, least: str) -> str:
    if question.concern:
        return "0"
    terms = [f"{worth} * {count_bits('wanted', skills)}" for worth, skills in question.worth]
    total = " + ".join(["CASE WHEN required <> 0 THEN 7 ELSE 5 END", *terms])
    return (
        f"CASE WHEN wanted = 0 OR (required & {question.lacks}) <> 0 THEN 0 "
        f"WHEN (wanted & {question.skills}) = 0 THEN 3 "
        f"ELSE {least}({TOP_LEVEL}, {total}) END"
    )


def _role(question: Question) -> str:
    made_for = _some("made", question.named)
    reaches_wider = f"({_some('made', question.wider)} OR {_some('roles', question.wider)})"
    is_free = not (question.concern or question.asked)
    lacks = _some("required", question.lacks)
    cases = [(_some("addressed", question.wider), 0)]
    if is_free:
        cases.append((f"{lacks} AND NOT concern AND {made_for}", 6))
    cases.append((lacks, 0))
    if not question.concern:
        cases.append((f"report AND {made_for}", 12))
        if question.signs:
            cases.append(("report", 12))
        elif is_free:
            cases += [("everybody", FOR_EVERYBODY)] if not question.named else []
            cases += [("duty", 10)] if question.implied[0] else []
        cases += [
            (f"concern AND NOT report AND {made_for} AND {_some('topics', question.close)}", 13),
            (f"concern AND NOT report AND {reaches_wider}", 4),
            ("concern", 0),
        ]
    if is_free:
        cases += [(f"{made_for} AND audience <= {most}", it) for most, it in MADE_FOR_FEW.items()]
    cases += [
        (made_for, MADE_FOR_MANY if is_free else 12),
        ("only_for <> 0 AND unsaid", 10),
        ("only_for <> 0", 2),
        (_some("roles", question.named), 8),
        (_some("made", question.wider), 5),
        (_some("roles", question.wider), 4),
        ("learns" if question.professional else "welcomes", 3),
    ]
    if not question.named:
        of_everybody = (_some(column, EVERYBODY_BITS) for column in ("made", "roles"))
        cases.append((" OR ".join(of_everybody), 3))
    return _first(cases)


def _topic(question: Question, count_bits: CountBits) -> str:
    implied = [bits for bits in question.implied if bits and not question.concern]
    cases = []
    if question.asked:
        special = _some("topics", question.asked & ~question.awareness)
        half = f"2 * {count_bits('topics', question.asked)} >= topic_count"
        cases.append((f"{special} AND (topics & {question.asked}) = topics", 15))
        cases.append((f"{special} AND {half}", 12))
        cases.append((_some("topics", question.asked), 8))
    all_topics = "NOT concern AND topics <> 0 AND"
    cases += [(f"{all_topics} (topics & {bits}) = topics", 7) for bits in implied]
    if question.asked:
        cases.append((_some("topics", question.near), 6))
    cases += [(f"NOT concern AND {_some('topics', bits)}", 4) for bits in implied]
    if not question.concern:
        cases.append((f"topics <> 0 AND (topics & {GENERAL_BITS}) = topics", 3))
    return _first(cases)


def _kind(question: Question) -> str:
    level = question.level
    if not question.concern:
        return f"CASE WHEN {_some('addressed', question.wider)} THEN 0 ELSE {level} END"
    general = f"(topics & {GENERAL_BITS}) = topics"
    near = f"{_some('topics', question.about)} OR {_some('made', question.named)}"
    far = f"concern AND NOT ({general}) AND NOT ({near})"
    lowered = f"CASE WHEN {level} > 4 THEN {level} - 4 ELSE 0 END"
    return f"CASE WHEN {far} THEN {lowered} ELSE {level} END"


def _start(question: Question) -> str:
    return "0" if question.concern or question.done else '"start"'


def _some(column: str, bits: int) -> str:
    return f"({column} & {bits}) <> 0"


def _first(cases: Iterable[tuple[str, int]]) -> str:
    """Return the level of the first case that holds, else 0."""
    whens = [f"WHEN {case} THEN {level}" for case, level in cases]
    return f"CASE {' '.join(whens)} ELSE 0 END" if whens else "0"
