"""The question as SQL, for SQLite and DuckDB: one table, one row an action."""

from collections.abc import Callable, Iterable

from people import ANYONE_BIT, GENERAL_BITS, Question

from takeaction.engine.points import TOP
from takeaction.engine.ranking.factors import WEIGHTS

Count = Callable[[str, int], str]
"""Writes how many bits of a column are in a set."""


def query(asked: Question, counted: Count, least: str, divided: str, count: int = 10) -> str:
    """Write the question: score and number of the first actions.

    Args:
        asked: The question.
        counted: How this engine counts bits.
        least: Its function for the least of two numbers.
        divided: How it divides whole numbers.
        count: How many actions.
    """
    score = " + ".join(
        _points(name, level, divided)
        for name, level in (
            ("time", _time(asked)),
            ("skill", _skill(asked, counted, least)),
            ("role", _role(asked)),
            ("topic", _topic(asked, counted)),
            ("place", f"CASE WHEN region IN {_among(asked.place)} THEN 15 ELSE 8 END"),
            ("start", _start(asked)),
        )
    )
    # S608: every value is a whole number of our own.
    return (
        f"SELECT {score} AS score, number FROM actions "  # noqa: S608
        f"WHERE {' AND '.join(_gates(asked))} ORDER BY score DESC, number LIMIT {count}"
    )


def _points(name: str, level: str, divided: str) -> str:
    return f"{WEIGHTS[name]} * ({level}) {divided} {TOP}"


def _gates(asked: Question) -> Iterable[str]:
    yield "NOT retired"
    yield f"region IN {_among((0, *asked.place))}"
    yield f"(ages & {asked.age}) <> 0"
    yield f"(only_for = 0 OR (only_for & {asked.named | asked.wider | ANYONE_BIT}) <> 0)"
    yield f"(after_it = -1 OR after_it IN {_among(asked.done)})" if asked.done else "after_it = -1"
    if asked.hidden:
        yield f"number NOT IN {_among(asked.hidden)}"
    if asked.concern:
        yield "(concern OR quiet)"
        return
    if asked.modes:
        yield f"(modes & {asked.modes}) <> 0"
    yield f"cost <= {asked.cost}"
    yield f"risk <= {asked.risk}"
    yield f"(least <= {asked.minutes}{' OR ongoing' if asked.recurring else ''})"


def _among(numbers: Iterable[int]) -> str:
    return f"({', '.join(map(str, numbers))})"


def _time(asked: Question) -> str:
    if asked.concern:
        return "0"
    minutes = asked.minutes
    return (
        f"CASE WHEN typical * 15 < {minutes} THEN 10 WHEN typical <= {minutes} THEN 15 "
        f"WHEN least > {minutes} THEN 11 WHEN typical <= {2 * minutes} THEN 14 ELSE 10 END"
    )


def _skill(asked: Question, counted: Count, least: str) -> str:
    terms = [f"{worth} * {counted('wanted', skills)}" for worth, skills in asked.worth]
    total = " + ".join(["1", *terms])
    return (
        f"CASE WHEN wanted = 0 THEN 1 WHEN (required & {asked.lacks}) <> 0 THEN 0 "
        f"WHEN (wanted & {asked.skills}) = 0 THEN 2 "
        f"ELSE {least}({TOP}, {total}) END"
    )


def _role(asked: Question) -> str:
    rare = f"CASE WHEN (roles & {asked.rare}) <> 0 THEN 5 ELSE 0 END" if asked.rare else "0"
    for_all = "quiet"
    if not asked.professional:
        for_all = f"quiet OR roles = 0 OR (roles & {ANYONE_BIT}) <> 0"
    if not asked.concern:
        for_all = f"NOT concern AND ({for_all})"
    return (
        f"CASE WHEN only_for <> 0 THEN 10 + {rare} "
        f"WHEN (roles & {asked.named}) <> 0 "
        f"THEN (CASE WHEN (roles & {ANYONE_BIT}) <> 0 THEN 8 ELSE 9 END) + {rare} "
        f"WHEN (roles & {asked.wider}) <> 0 THEN 5 "
        f"WHEN {for_all} THEN (CASE WHEN (roles & {~ANYONE_BIT & (1 << 62) - 1}) <> 0 "
        f"THEN 3 ELSE 5 END) ELSE 0 END"
    )


def _topic(asked: Question, counted: Count) -> str:
    implied = [bits for bits in asked.implied if bits]
    cases = []
    if asked.asked:
        cases.append((f"topics <> 0 AND (topics & {asked.asked}) = topics", 15))
    whole = "NOT concern AND topics <> 0 AND"
    cases += [(f"{whole} (topics & {bits}) = topics", 14) for bits in implied]
    if asked.asked:
        half = f"2 * {counted('topics', asked.asked)} >= topic_count"
        cases.append((f"(topics & {asked.asked}) <> 0 AND {half}", 12))
        cases.append((f"(topics & {asked.asked}) <> 0", 7))
        cases.append((f"(topics & {asked.near}) <> 0", 5))
    cases += [(f"NOT concern AND (topics & {bits}) <> 0", 5) for bits in implied]
    cases.append((f"topics <> 0 AND (topics & {GENERAL_BITS}) = topics", 4))
    return f"CASE {' '.join(f'WHEN {case} THEN {level}' for case, level in cases)} ELSE 0 END"


def _start(asked: Question) -> str:
    if asked.start == "survivor":
        return asked.start
    leads = "concern" if asked.concern else "quiet AND NOT concern"
    named = f"(roles & {asked.named}) <> 0 AND (roles & {ANYONE_BIT}) = 0"
    general = f"(topics & {GENERAL_BITS}) = topics"
    far = f"NOT ({general}) AND (topics & {asked.about}) = 0 AND NOT ({named})"
    return f"CASE WHEN {leads} AND {far} THEN {asked.start} - 2 ELSE {asked.start} END"
