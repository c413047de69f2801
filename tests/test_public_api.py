"""The front door: the names of ``import takeaction``, and its low cost."""

import ast
import inspect
import json
import pickle
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

import takeaction

HEAVY = (
    *("cattrs", "pluggy", "importlib.metadata", "importlib_resources", "tomllib", "numpy"),
    *("hypothesis", "hatchling", "argparse", "zoneinfo"),
)


def _fresh(code):
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_all_names_are_listed_in_order_and_once():
    assert takeaction.__all__ == sorted(set(takeaction.__all__))


def test_type_checkers_see_the_names_that_are_loaded():
    tree = ast.parse(Path(takeaction.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))

    imports = {
        (alias.name, alias.asname, statement.module)
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }

    assert ast.unparse(block.test) == "TYPE_CHECKING"
    places = vars(takeaction)["_PLACES"]
    assert imports == {(name, name, module) for name, module in places.items()}


def test_a_star_import_gives_every_public_name():
    names = {}

    exec("from takeaction import *", names)  # noqa: S102 - our own code

    assert set(names) - {"__builtins__"} == set(takeaction.__all__)


def test_every_class_and_function_can_be_pickled(subtests):
    # A host may send a class or a function to another process; ``hookimpl`` is neither.
    for name in sorted({*takeaction.__all__} - {"hookimpl"}):
        with subtests.test(str(name)):
            value = getattr(takeaction, name)

            assert pickle.loads(pickle.dumps(value)) is value  # noqa: S301 - our own bytes


def test_every_public_name_loads_and_has_a_docstring(subtests):
    # Every name loads, and ``help()`` explains it.
    for name in takeaction.__all__:
        with subtests.test(str(name)):
            assert inspect.getdoc(getattr(takeaction, name))


def test_the_module_has_no_public_name_outside_its_list():
    names = {name for name in takeaction.__all__ if getattr(takeaction, name)}

    public = {name for name in vars(takeaction) if not name.startswith("_")}
    parts = {name for name in public if inspect.ismodule(vars(takeaction)[name])}
    assert public - parts - {"TYPE_CHECKING"} == names


def test_no_part_hides_behind_a_function_of_its_name():
    # A module and a function with the same name would hide each other.
    modules = {name.split(".")[1] for name in sys.modules if name.startswith("takeaction.")}

    assert modules.isdisjoint(takeaction.__all__)


@pytest.mark.parametrize("name", ["assistants", "batch", "views", "web"])
def test_dir_of_a_package_lists_its_public_names(name):
    package = import_module(f"takeaction.{name}")

    assert dir(package) == sorted(package.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'recomend'"):
        package.recomend  # noqa: B018


def test_dir_lists_the_public_names():
    assert dir(takeaction) == sorted([*takeaction.__all__, "__version__"])


def test_the_version_is_that_of_the_distribution():
    assert takeaction.__version__ == version("takeaction")


def test_an_unknown_name_is_refused_as_by_any_module():
    with pytest.raises(AttributeError, match=r"^module 'takeaction' has no attribute 'recomend'$"):
        _ = takeaction.recomend


def test_a_name_is_loaded_once():
    loaded = _fresh(
        "import json, takeaction\n"
        "before = 'Limits' in vars(takeaction)\n"
        "same = takeaction.Limits is takeaction.Limits\n"
        "print(json.dumps([before, same, 'Limits' in vars(takeaction)]))"
    )

    assert loaded == [False, True, True]


def test_importing_the_package_loads_nothing_heavy():
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
    code = (
        "import json, sys\n"
        "before = set(sys.modules)\n"
        "import takeaction\n"
        "takeaction.Profile(minutes=5), takeaction.HelpQuery('US'), takeaction.QueryError\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )

    assert not set(_fresh(code)) & set(HEAVY)
