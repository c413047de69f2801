"""How good the recommendations are, measured on judged people."""

import runpy
from pathlib import Path

import pytest

QUALITY = runpy.run_path(str(Path(__file__).parent / "quality" / "measure.py"))
JUDGED = QUALITY["people"]("judged.toml")
SETS = QUALITY["SETS"]
AIM = 0.92


@pytest.fixture(scope="module")
def figures(catalog):
    """Return what the list of each judged person is worth."""
    listed, measured = QUALITY["listed"], QUALITY["measured"]
    return {person.id: measured(person, listed(catalog, person)) for person in JUDGED}


def test_lists_are_as_good_as_was_aimed_for(figures):
    """Over all judged people the first five and the first ten are as good as was aimed for."""
    mean = QUALITY["mean"](figures.values())

    assert mean.at_5 >= AIM
    assert mean.at_10 >= AIM


def test_nobody_is_shown_what_must_never_be_shown_to_them(figures):
    """In no first ten stands an action that all judges said must not be shown to that person."""
    assert {id: each.never for id, each in figures.items() if each.never} == {}


@pytest.mark.parametrize("name", SETS)
def test_every_judged_action_is_there(catalog, name):
    """Grades are for actions that exist, so that no good answer is lost by a change of its id."""
    ids = {action.local_id for action in catalog.actions.values()}

    for person in QUALITY["people"](name):
        assert ids >= person.grades.keys() | person.never
        assert not person.grades.keys() & person.never


def test_the_page_has_the_figures_that_were_measured(catalog, figures):
    """What the docs say each rule is worth is what it is worth now."""
    page = Path("docs/explanation/ranking.md").read_text(encoding="utf-8")

    rows = [(id, each) for id, each in figures.items()]
    assert QUALITY["table"]([*rows, ("mean", QUALITY["mean"](figures.values()))]) in page
    assert QUALITY["table"](QUALITY["ablation"](catalog, JUDGED)) in page
    assert QUALITY["table"](QUALITY["means"](catalog)) in page
