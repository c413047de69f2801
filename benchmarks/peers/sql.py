"""A question as SQL, for SQLite and DuckDB: one table, with one row for each action."""

from collections.abc import Callable, Iterable

from people import ANYONE_BIT, GENERAL_BITS, Question

from takeaction.engine.points import TOP_LEVEL
from takeaction.engine.ranking.factors import WEIGHTS

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
        yield "(concern OR quiet)"
        return
    if question.modes:
        yield f"(modes & {question.modes}) <> 0"
    yield f"cost <= {question.cost}"
    yield f"risk <= {question.risk}"
    yield f"(least <= {question.minutes}{' OR ongoing' if question.recurring else ''})"


def _number_list(numbers: Iterable[int]) -> str:
    return f"({', '.join(map(str, numbers))})"


def _time(question: Question) -> str:
    if question.concern:
        return "0"
    minutes = question.minutes
    return (
        f"CASE WHEN typical * 15 < {minutes} THEN 10 WHEN typical <= {minutes} THEN 15 "
        f"WHEN least > {minutes} THEN 11 WHEN typical <= {2 * minutes} THEN 14 ELSE 10 END"
    )


def _skill(question: Question, count_bits: CountBits, least: str) -> str:
    terms = [f"{worth} * {count_bits('wanted', skills)}" for worth, skills in question.worth]
    total = " + ".join(["1", *terms])
    return (
        f"CASE WHEN wanted = 0 THEN 1 WHEN (required & {question.lacks}) <> 0 THEN 0 "
        f"WHEN (wanted & {question.skills}) = 0 THEN 2 "
        f"ELSE {least}({TOP_LEVEL}, {total}) END"
    )


def _role(question: Question) -> str:
    rare = f"CASE WHEN (roles & {question.rare}) <> 0 THEN 5 ELSE 0 END" if question.rare else "0"
    for_all = "quiet"
    if not question.professional:
        for_all = f"quiet OR roles = 0 OR (roles & {ANYONE_BIT}) <> 0"
    if not question.concern:
        for_all = f"NOT concern AND ({for_all})"
    return (
        f"CASE WHEN only_for <> 0 THEN 10 + {rare} "
        f"WHEN (roles & {question.named}) <> 0 "
        f"THEN (CASE WHEN (roles & {ANYONE_BIT}) <> 0 THEN 8 ELSE 9 END) + {rare} "
        f"WHEN (roles & {question.wider}) <> 0 THEN 5 "
        f"WHEN {for_all} THEN (CASE WHEN (roles & {~ANYONE_BIT & (1 << 62) - 1}) <> 0 "
        f"THEN 3 ELSE 5 END) ELSE 0 END"
    )


def _topic(question: Question, count_bits: CountBits) -> str:
    implied = [bits for bits in question.implied if bits]
    cases = []
    if question.asked:
        cases.append((f"topics <> 0 AND (topics & {question.asked}) = topics", 15))
    all_topics = "NOT concern AND topics <> 0 AND"
    cases += [(f"{all_topics} (topics & {bits}) = topics", 14) for bits in implied]
    if question.asked:
        half = f"2 * {count_bits('topics', question.asked)} >= topic_count"
        cases.append((f"(topics & {question.asked}) <> 0 AND {half}", 12))
        cases.append((f"(topics & {question.asked}) <> 0", 7))
        cases.append((f"(topics & {question.near}) <> 0", 5))
    cases += [(f"NOT concern AND (topics & {bits}) <> 0", 5) for bits in implied]
    cases.append((f"topics <> 0 AND (topics & {GENERAL_BITS}) = topics", 4))
    return f"CASE {' '.join(f'WHEN {case} THEN {level}' for case, level in cases)} ELSE 0 END"


def _start(question: Question) -> str:
    if question.start == "survivor":
        return question.start
    leads = "concern" if question.concern else "quiet AND NOT concern"
    named = f"(roles & {question.named}) <> 0 AND (roles & {ANYONE_BIT}) = 0"
    general = f"(topics & {GENERAL_BITS}) = topics"
    far = f"NOT ({general}) AND (topics & {question.about}) = 0 AND NOT ({named})"
    return f"CASE WHEN {leads} AND {far} THEN {question.start} - 2 ELSE {question.start} END"
