"""``scripts/goods.py``: the list of goods as the department's portal gives it, as a table.

The sample has the form of the portal's answers. Its rows on bricks and carpets of Afghanistan were
recorded; the others have the years that the department announced, and stand for their kind.
"""

import csv
import io
import json
import runpy
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "goods.py"))
SAMPLE = (ROOT / "tests" / "data" / "goods_api.json").read_bytes()
KEY = "not-a-real-key"


@pytest.fixture
def goods(tmp_path, monkeypatch, capsys):
    """Return a function that runs the command against pages, and gives its code, rows and words."""
    monkeypatch.setenv("DOL_API_KEY", KEY)
    out = tmp_path / "goods.csv"

    def run(*pages, edition=2024):
        waiting = iter(pages)
        code = SCRIPT["main"](["--edition", str(edition), str(out)], lambda _, __: next(waiting))
        written = capsys.readouterr()
        text = out.read_text(encoding="utf-8") if out.exists() else ""
        rows = list(csv.DictReader(io.StringIO(text)))
        return code, rows, written.out + written.err

    return run


def page(*rows):
    return json.dumps({"data": rows}).encode()


def row(**fields):
    bricks = json.loads(SAMPLE)["data"][0]
    return {**bricks, **fields}


def test_each_country_and_good_is_one_line_with_all_its_reasons(goods):
    code, rows, said = goods(SAMPLE)

    assert code == 0
    assert [(row["country_iso"], row["good"]) for row in rows] == [
        ("AF", "Bricks"),
        ("AF", "Carpets"),
        ("AF", "Poppies"),
        ("CN", "Jujubes"),
    ]
    assert rows[0] == {
        "country_iso": "AF",
        "good": "Bricks",
        "child_labor": "true",
        "forced_labor": "true",
        "forced_child_labor": "true",
        "edition_year": "2024",
        "made_with_risky_input": "false",
        "input_country": "",
        "later_change": "",
        "list": "TVPRA",
        "category": "building-materials",
        "current": "",
    }
    assert "4 lines: 4 goods, 2 countries." in said


def test_an_edition_has_what_was_added_and_not_removed_by_then(goods):
    # Blueberries left the list in 2024, and jujubes came in.
    _, rows, _ = goods(SAMPLE, edition=2022)

    assert [row["good"] for row in rows] == ["Bricks", "Carpets", "Poppies", "Blueberries"]


def test_a_good_without_a_product_is_named_and_not_guessed(goods):
    _, rows, said = goods(SAMPLE)

    categories = {row["good"]: row["category"] for row in rows}
    assert (categories["Jujubes"], categories["Poppies"]) == ("", "drug-crops")
    assert said.endswith("no product yet: Jujubes\n")


def test_every_page_is_read(goods):
    full = page(*(row(good=f"Good {number}") for number in range(SCRIPT["PAGE"])))

    _, rows, _ = goods(full, page(row()))

    assert len(rows) == SCRIPT["PAGE"] + 1


def test_pages_that_never_end_are_told(goods):
    full = page(*(row(good=f"Good {number}") for number in range(SCRIPT["PAGE"])))

    code, rows, said = goods(*[full] * 100)

    assert (code, rows) == (1, [])
    assert "more than 20,000 rows" in said


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (b"<html>", "in another form than before"),
        (b"[]", "in another form than before"),
        (b'{"data": 5}', "in another form than before"),
        (b'{"data": [5]}', "in another form than before"),
        (b'{"data": [{"good": "Bricks"}]}', "in another form than before"),
        (page(row(exploitation_type="IL")), "AF, Bricks: the reason 'IL' is new."),
        (page(row(exploitation_type=None)), "AF, Bricks: the reason None is new."),
        (page(row(year_added="soon")), "AF, Bricks: the years are no numbers."),
        (page(row(year_added=None)), "AF, Bricks: the years are no numbers."),
    ],
)
def test_an_answer_of_another_form_is_told_and_nothing_is_written(goods, answer, problem):
    code, rows, said = goods(answer)

    assert (code, rows) == (1, [])
    assert problem in said


def test_a_table_is_never_written_over(goods):
    goods(SAMPLE)

    code, rows, said = goods(page(row()))

    assert code == 1
    assert "is there already, and is not written over." in said
    assert len(rows) == 4


def test_a_place_where_nobody_can_write_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DOL_API_KEY", KEY)
    out = str(tmp_path / "missing" / "goods.csv")

    assert SCRIPT["main"](["--edition", "2024", out], lambda _, __: SAMPLE) == 1
    assert "cannot be written: No such file or directory." in capsys.readouterr().err


def test_without_a_key_it_says_where_to_get_one(goods, monkeypatch):
    monkeypatch.delenv("DOL_API_KEY")

    code, _, said = goods(SAMPLE)

    assert code == 2
    assert "put a key into DOL_API_KEY. Get one at https://dataportal.dol.gov/registration." in said


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (401, "The portal does not accept the key in DOL_API_KEY."),
        (403, "The portal does not accept the key in DOL_API_KEY."),
        (500, "The portal answers 500. Try again later."),
        (URLError("no route"), "The portal cannot be reached: no route."),
        (TimeoutError("timed out"), "The portal cannot be reached: timed out."),
    ],
)
def test_a_refusal_is_told_without_the_key(monkeypatch, error, problem):
    asked = []

    def refuse(request, timeout):
        asked.append((request, timeout))
        raise HTTPError("", error, "", Message(), None) if isinstance(error, int) else error

    monkeypatch.setitem(SCRIPT["fetch"].__globals__, "urlopen", refuse)
    with pytest.raises(SCRIPT["GoodsError"]) as refused:
        SCRIPT["fetch"](1_000, KEY)

    assert str(refused.value).startswith(problem)
    assert KEY not in str(refused.value) + asked[0][0].full_url
    assert asked[0][0].full_url.endswith("LaborShield_Goods/json?limit=1000&offset=1000")
    assert asked[0][0].get_header("X-api-key") == KEY


def test_a_page_is_fetched_as_it_is(monkeypatch):
    waited = []

    def answer(_, timeout):
        waited.append(timeout)
        return io.BytesIO(SAMPLE)

    monkeypatch.setitem(SCRIPT["fetch"].__globals__, "urlopen", answer)

    assert SCRIPT["fetch"](0, KEY) == SAMPLE
    assert waited == [60]
