"""The front door: what ``import takeaction`` gives, and how little it costs."""

import inspect
import json
import subprocess
import sys
from importlib.metadata import version

import pytest

import takeaction

HEAVY = (
    *("cattrs", "pluggy", "importlib.metadata", "importlib_resources", "tomllib", "numpy"),
    *("hypothesis", "hatchling", "argparse", "zoneinfo"),
)


def _fresh(code):
    """Run code in a fresh process, and return what it prints as JSON."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_all_names_are_listed_in_order_and_once():
    """A reader finds a name where the alphabet has it."""
    assert takeaction.__all__ == sorted(set(takeaction.__all__))


@pytest.mark.parametrize("name", takeaction.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    """Each name loads and has a docstring."""
    assert inspect.getdoc(getattr(takeaction, name))


def test_the_module_holds_nothing_public_beside_its_list():
    """Once all names are loaded, what is in the module is what is listed, and its parts."""
    names = {name for name in takeaction.__all__ if getattr(takeaction, name)}

    public = {name for name in vars(takeaction) if not name.startswith("_")}
    parts = {name for name in public if inspect.ismodule(vars(takeaction)[name])}
    assert public - parts - {"TYPE_CHECKING"} == names


def test_no_part_hides_behind_a_function_of_its_name():
    """A module and a function of one name would hide each other."""
    modules = {name.split(".")[1] for name in sys.modules if name.startswith("takeaction.")}

    assert modules.isdisjoint(takeaction.__all__)


def test_dir_lists_what_the_module_gives():
    """Completion in a shell shows the names before any of them is loaded."""
    assert dir(takeaction) == sorted([*takeaction.__all__, "__version__"])


def test_the_version_is_that_of_the_distribution():
    """The version is written once, in the metadata."""
    assert takeaction.__version__ == version("takeaction")


def test_an_unknown_name_is_refused_as_by_any_module():
    """A name that is not there raises AttributeError with the name in it."""
    with pytest.raises(AttributeError, match=r"^module 'takeaction' has no attribute 'recomend'$"):
        _ = takeaction.recomend


def test_a_name_is_loaded_at_its_first_use_and_kept():
    """The first use loads a name, and the second finds it in place."""
    loaded = _fresh(
        "import json, takeaction\n"
        "before = 'Limits' in vars(takeaction)\n"
        "same = takeaction.Limits is takeaction.Limits\n"
        "print(json.dumps([before, same, 'Limits' in vars(takeaction)]))"
    )

    assert loaded == [False, True, True]


def test_importing_the_package_loads_nothing_heavy():
    """A host that imports us pays for nothing that it does not use."""
    code = (
        "import json, sys\n"
        "before = set(sys.modules)\n"
        "import takeaction\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )

    loaded = _fresh(code)

    assert [name for name in loaded if name.startswith("takeaction")] == ["takeaction"]
    assert not set(loaded) & {"attr", "json", *HEAVY}


def test_questions_and_errors_load_without_the_machinery_of_packs():
    """A host can make a question and catch an error before anything is read."""
    code = (
        "import json, sys\n"
        "before = set(sys.modules)\n"
        "import takeaction\n"
        "takeaction.Profile(minutes=5), takeaction.HelpQuery('US'), takeaction.QueryError\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )

    assert not set(_fresh(code)) & set(HEAVY)
