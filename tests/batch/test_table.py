"""A table of people in, a table of their actions out: rows, columns, types and errors."""

import gc
import pickle
from functools import partial

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction import Profile, QueryError, QueryErrors, recommend
from takeaction.batch import (
    recommend_batch,
    recommend_batches,
    recommend_table,
    schema,
    summary_of,
    table,
)
from takeaction.batch.cells import PEOPLE as COLUMNS
from takeaction.batch.table import OUTPUT
from takeaction.testing import catalog_of


def _ids(result):
    return [[each["action"] for each in row] for row in result["actions"].to_pylist()]


def _problems(result):
    problems = result["problem"].to_pylist()
    return [problem and (problem["code"], problem["field"]) for problem in problems]


def _expected(catalog, **fields):
    return [each.action.id for each in recommend(catalog, Profile(**fields), limit=5)]


def test_each_row_has_what_recommend_gives(packs):
    people = pa.table(
        {"id": [7], "minutes": [30], "roles": ["student; voter"], "region": ["Texas"]}
    )

    (row,) = recommend_table(packs, people).to_pylist()

    answer = recommend(packs, Profile(minutes=30, roles=["student", "voter"], region="Texas"))[:5]
    assert (row["id"], row["status"], row["problem"]) == (7, "ok", None)
    assert [each["action"] for each in row["actions"]] == [each.action.id for each in answer]
    assert [each["score"] for each in row["actions"]] == [each.score for each in answer]
    assert [each["moved"] for each in row["actions"]] == [each.moved for each in answer]
    assert [[reason["code"] for reason in each["reasons"]] for each in row["actions"]] == [
        [reason.code for reason in each.reasons] for each in answer
    ]


BROKEN = {
    "no minutes": ({"minutes": None}, "query.minutes", "minutes"),
    "blank minutes": ({"minutes": " "}, "query.minutes", "minutes"),
    "minutes in words": ({"minutes": "soon"}, "query.minutes", "minutes"),
    "no minute": ({"minutes": "0"}, "query.minutes", "minutes"),
    "minutes below nothing": ({"minutes": "-5"}, "query.minutes", "minutes"),
    "a fraction": ({"minutes": "7.5"}, "query.minutes", "minutes"),
    "too many minutes": ({"minutes": "527041"}, "query.minutes", "minutes"),
    "ten thousand digits": ({"minutes": "9" * 10_000}, "query.minutes", "minutes"),
    "digits of another script": ({"minutes": "٣٠"}, "query.minutes", "minutes"),
    "an unknown skill": ({"skills": "writing; xyzzy"}, "word.unknown", "skills"),
    "an unknown role": ({"roles": "xyzzy"}, "word.unknown", "roles"),
    "an unknown topic": ({"topics": "xyzzy"}, "word.unknown", "topics"),
    "an unknown place": ({"region": "Xyzzy"}, "word.unknown", "region"),
    "a name of two places": ({"region": "Congo"}, "word.unknown", "region"),
    "an unknown mode": ({"modes": "swimming"}, "word.unknown", "modes"),
    "an unknown period": ({"per": "century"}, "word.unknown", "per"),
    "an unknown cost": ({"cost": "cheap"}, "word.unknown", "cost"),
    "an unknown risk": ({"risk": "9"}, "word.unknown", "risk"),
    "an unknown age": ({"age": "41"}, "word.unknown", "age"),
    "an unknown action": ({"done": "xyzzy"}, "word.unknown", "done"),
    "an unwanted unknown action": ({"dismissed": "xyzzy"}, "word.unknown", "dismissed"),
    "no language": ({"languages": "en;!"}, "query.languages", "languages"),
    "a long word": ({"skills": "x" * 2_001}, "query.length", "skills"),
    "a long place": ({"region": "x" * 2_001}, "query.length", "region"),
    "a long mode": ({"cost": "x" * 2_001}, "query.length", "cost"),
    "too many words": ({"skills": ";".join(["writing"] * 1_001)}, "query.length", "skills"),
    "too many languages": ({"languages": ";".join(["en"] * 51)}, "query.length", "languages"),
    "two problems": ({"minutes": "x", "region": "Xyzzy"}, "query.minutes", "minutes"),
}


@pytest.mark.parametrize(("cells", "code", "field"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_row_stays_with_its_problem_and_spoils_no_other(packs, cells, code, field):
    fine = {"minutes": "30", "roles": "voter"}
    rows = [fine, fine | cells, fine]
    people = pa.table({name: [row.get(name) for row in rows] for name in (*fine, *cells)})

    result = recommend_table(packs, people)

    assert result["status"].to_pylist() == ["ok", "broken", "ok"]
    assert _problems(result) == [None, (code, field), None]
    expected = _expected(packs, minutes=30, roles=["voter"])
    assert _ids(result) == [expected, [], expected]
    assert "xyzzy" not in str(result.to_pylist()).lower()


REFUSED = {
    "a concern": ({"concern": "true"}, "batch.concern", "concern"),
    "a concern about oneself": ({"concern": "Self"}, "batch.concern", "concern"),
    "a concern in somebody's own words": ({"concern": "my aunt"}, "batch.concern", "concern"),
    "a survivor": ({"roles": "survivor"}, "batch.role", "roles"),
    "a survivor in everyday words": ({"roles": "voter; Former victim"}, "batch.role", "roles"),
    "a worker": ({"roles": "worker"}, "batch.role", "roles"),
    "a domestic worker": ({"roles": "nanny"}, "batch.role", "roles"),
    "a youth by role": ({"roles": "teenager"}, "batch.age", "roles"),
    "a youth": ({"age": "youth"}, "batch.age", "age"),
    "a child": ({"age": "Child"}, "batch.age", "age"),
    "a concern in a broken row": ({"concern": "yes", "minutes": "x"}, "batch.concern", "concern"),
    "a survivor with an unknown role": ({"roles": "xyzzy;victim"}, "batch.role", "roles"),
}


@pytest.mark.parametrize(("cells", "code", "field"), REFUSED.values(), ids=list(REFUSED))
def test_rows_of_people_who_do_not_belong_into_a_table_are_refused(packs, cells, code, field):
    row = {"minutes": "30"} | cells

    result = recommend_table(packs, pa.table({name: [value] for name, value in row.items()}))

    assert result["status"].to_pylist() == ["refused"]
    assert _problems(result) == [(code, field)]
    assert _ids(result) == [[]]


@pytest.mark.parametrize("role", ["hotel staff", "farm worker", "care-worker", "waiter"])
def test_kinds_of_worker_are_welcome(packs, role):
    result = recommend_table(packs, pa.table({"minutes": [30], "roles": [role]}))

    assert result["status"].to_pylist() == ["ok"]


@pytest.mark.parametrize("concern", ["", "No", "false", None])
def test_no_concern_is_no_reason_to_refuse(packs, concern):
    people = pa.table({"minutes": [30], "concern": pa.array([concern], pa.string())})

    assert recommend_table(packs, people)["status"].to_pylist() == ["ok"]


def test_a_concern_may_be_a_flag_or_a_number(packs):
    for values in ([True, False, None], [1, 0, None]):
        result = recommend_table(packs, pa.table({"minutes": [30] * 3, "concern": values}))

        assert result["status"].to_pylist() == ["refused", "ok", "ok"]


WORDS = ["writing", "public speaking"]
FORMS = {
    "text": pa.array(["writing; public speaking", None]),
    "empty words": pa.array([" ;writing;; public speaking;", ""]),
    "large text": pa.array(["writing;public speaking", None], pa.large_string()),
    "a view": pa.array(["writing;public speaking", None], pa.string_view()),
    "a dictionary": pa.array(["writing;public speaking", None]).dictionary_encode(),
    "a list": pa.array([WORDS, None], pa.list_(pa.string())),
    "a large list": pa.array([WORDS, []], pa.large_list(pa.large_string())),
    "a list of a fixed size": pa.array([WORDS, None], pa.list_(pa.string(), 2)),
    "a list of a dictionary": pa.array(
        [WORDS, None], pa.list_(pa.dictionary(pa.int8(), pa.string()))
    ),
    "two chunks": pa.chunked_array([["writing;public speaking"], [None]]),
    "two dictionaries": pa.chunked_array(
        [
            pa.array(["writing;public speaking"]).dictionary_encode(),
            pa.array([None, "law"]).dictionary_encode().slice(0, 1),
        ]
    ),
    "a slice": pa.array([["law"], WORDS, None]).slice(1),
}


@pytest.mark.parametrize("skills", FORMS.values(), ids=list(FORMS))
def test_words_come_in_any_form_of_arrow(packs, skills):
    # Lists or text with ``;`` between words, of every type; null and empty mean none.
    result = recommend_table(packs, pa.table({"minutes": [45, 45], "skills": skills}))

    assert _ids(result) == [
        _expected(packs, minutes=45, skills=WORDS),
        _expected(packs, minutes=45),
    ]


def test_a_list_with_a_null_is_broken(packs):
    people = pa.table({"minutes": [30, 30], "skills": [["writing", None], ["writing"]]})

    assert _problems(recommend_table(packs, people)) == [("query.words", "skills"), None]


def test_numbers_come_in_any_form_of_arrow(packs):
    people = pa.table({"minutes": [30.0, float("nan"), 7.5, None], "region": [150, 1, 1, 1]})

    result = recommend_table(packs, people)

    assert _ids(result)[0] == _expected(packs, minutes=30, region="150")
    assert _problems(result)[1:] == [("query.minutes", "minutes")] * 3


def test_columns_of_other_names_are_mapped_and_others_ignored_and_named(packs):
    people = pa.table(
        {
            "no": pa.array([1, 2], pa.int16()),
            "minutes": ["x", "x"],
            "time": [30, 45],
            "mail": ["a@b", "c@d"],
            "org": ["x", "y"],
        }
    )

    result = recommend_table(packs, people, columns={"minutes": "time", "id": ["no", "org"]})

    assert result.column_names == ["no", "org", *OUTPUT]
    assert result.schema.field("no").type == pa.int16()
    assert _ids(result) == [_expected(packs, minutes=30), _expected(packs, minutes=45)]
    assert summary_of(result).ignored == ("minutes", "mail")


def test_a_column_named_id_passes_through_unless_told_otherwise(packs):
    # Without a mapping the ids are in ``id``; without that the order of rows is all there is.
    people = pa.table({"id": ["a"], "minutes": [5]})

    assert recommend_table(packs, people).column_names[0] == "id"
    assert recommend_table(packs, people, columns={"id": []}).column_names[0] == "id"
    assert recommend_table(packs, people.select(["minutes"])).column_names[0] == "actions"


WRONG = {
    "no table": ([{"minutes": 5}], {}, "query.table", "table"),
    "no minutes": (pa.table({"time": [5]}), {}, "query.columns", "minutes"),
    "a missing column": (
        pa.table({"minutes": [5]}), {"columns": {"roles": "job"}}, "query.columns", "roles",
    ),
    "a missing id": (
        pa.table({"minutes": [5]}), {"columns": {"id": "no"}}, "query.columns", "id",
    ),
    "no field": (
        pa.table({"minutes": [5]}), {"columns": {"minute": "minutes"}}, "query.columns", "columns",
    ),
    "a key that is no text": (
        pa.table({"minutes": [5]}), {"columns": {5: "minutes"}}, "query.columns", "columns",
    ),
    "no mapping": (
        pa.table({"minutes": [5]}), {"columns": ["minutes"]}, "query.columns", "columns",
    ),
    "a name that is no text": (
        pa.table({"minutes": [5]}), {"columns": {"minutes": 5}}, "query.columns", "columns",
    ),
    "two columns for a field": (
        pa.table({"minutes": [5]}), {"columns": {"roles": ["a", "b"]}}, "query.columns", "roles",
    ),
    "a name twice": (
        pa.table([[5], [6]], names=["minutes", "minutes"]), {}, "query.columns", "minutes",
    ),
    "an id that is a column of the result": (
        pa.table({"minutes": [5], "status": ["x"]}),
        {"columns": {"id": "status"}}, "query.columns", "id",
    ),
    "minutes that are flags": (pa.table({"minutes": [True]}), {}, "query.columns", "minutes"),
    "skills that are numbers": (
        pa.table({"minutes": [5], "skills": [5]}), {}, "query.columns", "skills",
    ),
    "skills in lists of lists": (
        pa.table({"minutes": [5], "skills": [[["a"]]]}), {}, "query.columns", "skills",
    ),
    "cost in lists": (
        pa.table({"minutes": [5], "cost": [["low"]]}), {}, "query.columns", "cost",
    ),
    "bytes": (pa.table({"minutes": [5], "cost": [b"low"]}), {}, "query.columns", "cost"),
    "no place to list": (pa.table({"minutes": [5]}), {"limit": 0}, "query.limit", "limit"),
    "half a place": (pa.table({"minutes": [5]}), {"limit": 2.5}, "query.limit", "limit"),
    "weights that do not sum up": (
        pa.table({"minutes": [5]}), {"weights": {"time": 5}}, "query.weights", "weights",
    ),
    "a moment without a zone": (pa.table({"minutes": [5]}), {"at": 5}, "query.at", "at"),
    "languages that are a number": (
        pa.table({"minutes": [5]}), {"languages": 5}, "query.words", "languages",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("people", "options", "code", "field"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_call_is_refused_with_the_field(packs, people, options, code, field):
    with pytest.raises(QueryError) as caught:
        recommend_table(packs, people, **options)

    assert [(error.code, error.field) for error in caught.value.errors] == [(code, field)]
    assert caught.value.text_in("es") != caught.value.text_in("en") != ""


def test_all_that_is_wrong_with_a_call_is_said_at_once():
    with pytest.raises(QueryErrors) as caught:
        recommend_table(None, None, limit=0)

    assert [error.code for error in caught.value.errors] == [
        "query.catalog",
        "query.limit",
        "query.table",
    ]


@pytest.mark.parametrize("limit", [31, None])
def test_longer_lists_than_are_spread_are_given_too(packs, limit):
    # Beyond the places that are spread, and for whole lists, ``recommend`` itself answers.
    result = recommend_table(packs, pa.table({"minutes": [240]}), limit=limit)

    expected = recommend(packs, Profile(minutes=240), limit=limit)
    assert _ids(result) == [[each.action.id for each in expected]]


def test_a_table_without_rows_gives_one_without_rows(packs):
    people = pa.table({"id": pa.array([], pa.int64()), "minutes": pa.array([], pa.int64())})

    result = recommend_table(packs, people)

    assert result.num_rows == 0
    assert result.schema == schema(people.schema)
    assert summary_of(result).people == 0


def test_without_actions_every_list_is_empty():
    result = recommend_table(catalog_of([]), pa.table({"minutes": [5, None]}))

    assert result["status"].to_pylist() == ["empty", "broken"]


def test_an_empty_list_says_which_gate_keeps_out_the_most(packs):
    # So that a campaign knows what its supporters lack.
    result = recommend_table(packs, pa.table({"minutes": [1], "modes": ["group-in-person"]}))

    excluded = recommend(packs, Profile(minutes=1, modes=["group-in-person"])).excluded
    gate = max(excluded, key=excluded.get)
    assert _problems(result) == [(f"gate.{gate}", None)]


def test_the_schema_is_known_beforehand_also_without_dictionaries(packs):
    people = pa.table({"id": [1], "minutes": [5]})

    result = recommend_table(packs, people)

    assert result.schema.equals(schema(people.schema), check_metadata=True)
    plain = result.cast(schema(people.schema, dictionaries=False))
    assert plain.to_pylist() == result.to_pylist()
    assert "dictionary" not in str(plain.schema)


def test_batches_give_the_same_as_tables(packs):
    people = pa.table({"id": [1, 2, 3], "minutes": [5, 30, 60]})
    batches = [*people.to_batches(max_chunksize=2), *people.slice(3).to_batches()]
    empty = pa.RecordBatch.from_pylist([], schema=people.schema)

    answers = list(recommend_batches(packs, [*batches, empty], limit=2))

    assert pa.Table.from_batches(answers).equals(recommend_table(packs, people, limit=2))
    assert recommend_batch(packs, batches[0], limit=2).equals(answers[0])
    assert summary_of(answers[0]).people == 2
    with pytest.raises(QueryError, match="RecordBatch"):
        recommend_batch(packs, people)


def test_a_stream_may_change_its_columns(packs):
    tables = [pa.table({"minutes": [5]}), pa.table({"roles": ["voter"], "minutes": ["30"]})]

    answers = recommend_batches(packs, [each.to_batches()[0] for each in tables])

    assert [_ids(answer)[0] for answer in answers] == [
        _expected(packs, minutes=5),
        _expected(packs, minutes=30, roles=["voter"]),
    ]


def test_the_function_can_be_sent_to_another_process(packs):
    answer = pickle.loads(pickle.dumps(partial(recommend_table, packs, limit=1)))  # noqa: S301

    assert _ids(answer(pa.table({"minutes": [5]}))) == [_expected(packs, minutes=5)[:1]]


def test_long_tables_are_answered_in_blocks(packs, monkeypatch):
    people = pa.table({"minutes": [5, 30, 60, 90] * 5, "roles": ["voter", "student"] * 10})
    whole = recommend_table(packs, people)

    monkeypatch.setattr(table, "_BLOCK", 3)
    assert recommend_table(packs, people).to_pylist() == whole.to_pylist()
    monkeypatch.setattr("takeaction.batch.table._MOST_BYTES", 0)

    assert recommend_table(packs, people).to_pylist() == whole.to_pylist()


def test_nothing_of_a_person_stays_after_a_call(packs):
    people = pa.table({"minutes": [5, 30], "roles": ["voter", None], "skills": ["law", "xyzzy"]})
    recommend_table(packs, people)  # computes what is known of the actions

    gc.collect()
    before = len(gc.get_objects())
    for _ in range(5):
        recommend_table(packs, people)
    gc.collect()

    assert len(gc.get_objects()) - before < 50


def test_a_summary_counts_people_problems_and_actions(packs):
    people = pa.table(
        {
            "minutes": ["5", "x", "5", "5"],
            "roles": ["voter", "voter", "victim", "xyzzy"],
            "x": [1] * 4,
        }
    )

    summary = summary_of(recommend_table(packs, people, limit=1))

    assert summary.people == 4
    assert summary.by_status == {"ok": 1, "empty": 0, "refused": 1, "broken": 2}
    assert set(summary.problems) == {
        ("broken", "query.minutes", "minutes"),
        ("refused", "batch.role", "roles"),
        ("broken", "word.unknown", "roles"),
    }
    assert list(summary.actions.values()) == [1]
    assert summary.ignored == ("x",)


def test_there_is_no_other_public_name():
    from takeaction import batch

    assert set(batch.__all__) >= {"recommend_table", "schema"}
    with pytest.raises(AttributeError, match="recommend_tables"):
        _ = batch.recommend_tables


@given(
    minutes=st.one_of(st.none(), st.text(), st.integers(-5, 600_000).map(str)),
    others=st.dictionaries(st.sampled_from([*COLUMNS][1:]), st.none() | st.text(max_size=30)),
)
def test_no_cell_breaks_a_table(packs, minutes, others):
    rows = [{"minutes": minutes, **others}, {"minutes": "30"}]
    people = pa.table(
        {name: pa.array([row.get(name) for row in rows], pa.string()) for name in rows[0]}
    )

    result = recommend_table(packs, people)

    assert len(result) == 2
    assert result["status"][1].as_py() == "ok"
