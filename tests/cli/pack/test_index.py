"""``takeaction pack index``: an index of packs that pass every check."""

import json
import shutil
from html.parser import HTMLParser

import pytest

AT = ("--at", "2026-11-24T15:00Z")
VOID = {"meta", "link", "br"}


class Outline(HTMLParser):
    """A parser that reads a page as a browser does, and checks that its elements are closed."""

    def __init__(self):
        super().__init__()
        self.open, self.elements, self.texts, self.attributes = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data.strip())


@pytest.fixture
def odd(tmp_path, pack):
    place = tmp_path / "odd"
    shutil.copytree(pack, place)
    path = place / "pack.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"First things"', '"A < b & <script>alert(1)</script>"')
    path.write_text(text.replace('"Example"', "'\"><img src=x>'"), encoding="utf-8")
    return place


@pytest.fixture
def index(takeaction, tmp_path):
    to = tmp_path / "site" / "packs"
    return lambda *packs: (takeaction("pack", "index", *packs, "--to", to, *AT), to)


def test_an_index_describes_each_pack(index, pack):
    ran, to = index(pack)

    answer = json.loads((to / "index.json").read_text(encoding="utf-8"))
    assert (ran.code, ran.err) == (0, "")
    assert (answer["format"], answer["at"]) == (1, "2026-11-24")
    (one,) = answer["packs"]
    assert (one["id"], one["title"], one["licence"]) == ("first", "First things", "CC0-1.0")
    assert (one["publisher"], one["regions"], one["languages"]) == ("Example", ["001"], ["en"])
    assert one["kinds"]["action"] == 3
    assert sum(one["freshness"].values()) >= sum(one["kinds"].values())
    assert one["digest"].startswith("sha256:")


def test_the_page_of_an_index_is_accessible_and_runs_nothing(index, odd):
    _, to = index(odd)

    page = Outline()
    page.feed((to / "index.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert {"script", "img", "iframe", "link", "form"}.isdisjoint(page.elements)
    assert [tag for tag in page.elements if tag in {"h1", "h2", "main", "article"}] == [
        *("main", "h1", "article", "h2")
    ]
    assert ("lang", "en") in page.attributes
    assert ("name", "viewport") in page.attributes
    assert ("aria-labelledby", "first") in page.attributes
    assert "A < b & <script>alert(1)</script>" in page.texts
    assert '"><img src=x>' in page.texts


def test_a_pack_that_does_not_pass_is_left_out_with_its_first_mistake(index, pack, odd):
    (odd / "other.toml").write_text("", encoding="utf-8")

    ran, to = index(odd, pack)

    assert ran.code == 1
    assert "other.toml: no pack uses a file with this name" in ran.err
    answer = json.loads((to / "index.json").read_text(encoding="utf-8"))
    assert [entry["title"] for entry in answer["packs"]] == ["First things"]


def test_the_first_of_two_packs_with_the_same_id_is_listed(takeaction, tmp_path, pack, odd):
    ran = takeaction("pack", "index", pack, odd, "--to", tmp_path / "site", "--json")

    answer = json.loads(ran.out)
    assert (ran.code, answer["packs"]) == (1, ["first"])
    assert answer["left_out"] == [f"{odd}: another pack here has the id first."]


def test_an_index_that_cannot_be_written_is_a_wrong_call(takeaction, pack):
    ran = takeaction("pack", "index", pack, "--to", pack / "pack.toml")

    assert (ran.code, "cannot be written" in ran.err) == (2, True)
