"""Columns for a mailing tool: each person's own language and reason, and nobody who was refused."""

import csv
from io import StringIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from takeaction import Profile, recommend
from takeaction.batch.engines import answer_alone
from takeaction.batch.mailing import Letters
from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.running import PartsFolder, run_job
from takeaction.models.record import page_name

FINDER = "https://example.org/record/ID"


@pytest.fixture(params=["out.parquet", "out.csv"])
def letters_in_a_file(request, tmp_path):
    """Return a function that returns the rows of a whole output of each form."""

    def letters(job):
        output = tmp_path / request.param
        folder = PartsFolder.beside(output)
        folder.claim(job.digest, job.at, replace=False)
        run_job(job, output, folder, answer_alone, lambda _: None)
        if output.suffix == ".csv":
            return list(csv.DictReader(StringIO(output.read_text(encoding="utf-8"))))
        return pq.read_table(output).to_pylist()

    return letters


@pytest.fixture
def letters_of(answers_of):
    return lambda job: answers_of(job)[0]


def test_each_row_says_what_recommend_says(job_for, write_people, catalog, letters_of):
    people = {
        "1": Profile(minutes=30, roles=["student", "voter"], skills=["writing"], region="US-TX"),
        "2": Profile(minutes=5, topics=["fair-trade"], region="GB"),
        "3": Profile(minutes=120, roles=["lawyer"], skills=["law", "public-speaking"], region="IN"),
        "6": Profile(minutes=60, roles=["educator"], topics=["youth-prevention"]),
    }
    languages = {"1": ["es"], "2": ["en"], "3": ["fr", "en"], "6": ["de"]}
    job = job_for(write_people(), limit=3, letters=Letters(finder=FINDER))

    rows = {row["id"]: row for row in letters_of(job)}

    for id, profile in people.items():
        said = set()
        for place, each in enumerate(
            recommend(catalog, profile, limit=3, languages=languages[id]), 1
        ):
            why = each.why_unlike(said).text
            said.add(why)
            lines = [str(line.pick(languages[id])) for line in each.action.safety]
            assert rows[id][f"title_{place}"] == each.action.title.pick(languages[id]).text
            assert rows[id][f"why_{place}"] == why
            assert rows[id][f"safety_{place}"] == " ".join(" ".join(lines).split())
            assert (
                rows[id][f"link_{place}"]
                == f"https://example.org/record/{page_name(each.action.id)}"
            )
    assert [rows[id]["language"] for id in people] == ["es", "en", "fr", "en"]


def test_people_who_were_refused_or_broken_have_no_row(job_for, write_people, letters_of):
    rows = letters_of(job_for(write_people(), limit=1, letters=Letters()))

    assert [row["id"] for row in rows] == ["1", "2", "3", "6", "7", "8"]


def test_without_a_finder_there_is_no_link(job_for, write_people, letters_of):
    job = job_for(write_people(), limit=2, letters=Letters())

    assert job.columns == [
        "id", "language", "title_1", "why_1", "safety_1", "title_2", "why_2", "safety_2",
    ]  # fmt: skip
    assert list(letters_of(job)[0]) == job.columns


def test_people_without_a_language_have_that_of_the_call(job_for, write_people, letters_of):
    path = write_people([("1", "30")], ("id", "minutes"))

    [row] = letters_of(job_for(path, limit=1, letters=Letters(languages=("es-MX", "en"))))

    assert row["language"] == "es"


def test_languages_may_be_a_list(job_for, tmp_path, letters_of):
    table = pa.table({"id": [1, 2, 3], "minutes": [30] * 3, "languages": [["fr"], [], None]})
    pq.write_table(table, tmp_path / "people.parquet")

    job = job_for(tmp_path / "people.parquet", limit=1, letters=Letters(languages=("es",)))

    assert [row["language"] for row in letters_of(job)] == ["fr", "es", "es"]


def test_people_with_fewer_actions_have_empty_cells(job_for, write_people, catalog, letters_of):
    few = len(recommend(catalog, Profile(minutes=1), limit=None))
    path = write_people([("1", "1")], ("id", "minutes"))

    [row] = letters_of(job_for(path, limit=few + 1, letters=Letters()))

    assert row[f"title_{few}"]
    assert [row[f"{name}_{few + 1}"] for name in ("title", "why", "safety")] == [""] * 3


@pytest.mark.parametrize("id", ["=1+1", "+44", "-1", "@a", "\uff1d1", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(job_for, tmp_path, letters_in_a_file, id):
    # Nor one of a column of a dictionary, as DuckDB and pandas write them.
    table = pa.table({"id": pa.array([id]).dictionary_encode(), "no": [id], "minutes": [30]})
    pq.write_table(table, tmp_path / "people.parquet")
    named = [("id", "id"), ("id", "no")]

    job = job_for(tmp_path / "people.parquet", named=named, limit=1, letters=Letters())
    [row] = letters_in_a_file(job)

    assert (row["id"], row["no"], row["language"]) == (f"'{id}", f"'{id}", "en")


def test_a_number_stays_a_number(job_for, tmp_path, letters_of):
    table = pa.table({"id": [-7], "minutes": [30]})
    pq.write_table(table, tmp_path / "people.parquet")

    [row] = letters_of(job_for(tmp_path / "people.parquet", limit=1, letters=Letters()))

    assert row["id"] == -7


def test_a_file_in_which_nobody_has_actions_is_empty(job_for, write_people, letters_in_a_file):
    path = write_people([("1", "soon")], ("id", "minutes"))

    assert letters_in_a_file(job_for(path, limit=1, letters=Letters())) == []


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.org/record/ID", "https://a.org/record/NAME"),
        ("https://a.org/GUIDE/ID.html", "https://a.org/GUIDE/NAME.html"),
        ("https://a.org/?id=ID&lang=en", "https://a.org/?id=NAME&lang=en"),
    ],
)
def test_a_link_has_the_id_in_its_place(address, link):
    assert Letters(finder=address).links("p:x") == [link.replace("NAME", page_name("p:x"))]


@pytest.mark.parametrize(
    "address",
    [
        "http://a.org/ID", "a.org/ID", "https://a.org/", "https://a.org/GUIDE", "https://a.org/ID/ID",
        "https://a.org/ID x", "javascript:https://a.org/ID", "",
    ],
)  # fmt: skip
def test_an_address_that_is_no_page_of_a_record_is_refused(address):
    with pytest.raises(BatchRefusedError, match="The finder is no address"):
        Letters(finder=address)
