"""No code of a pack ever runs; a plugin that the host named harms nobody but itself.

The names S04 to S12, and S39, are those of the shared hostile cases.
"""

import ast
import importlib
import py_compile
import sys
from pathlib import Path

import pytest

import takeaction
from takeaction.errors import DuplicateIdError, Outcome

PLUGINS = "takeaction.plugins"


def told(catalog):
    return [(each.code, each.where.pack, each.outcome) for each in catalog.mistakes]


# S10: data packs whose module does something

TRAPS = {
    "statement": "open({marker!r}, 'w').close()\n",
    "decorator": "@(lambda f: open({marker!r}, 'w').close())\ndef f(): ...\n",
    "default": "def f(a=open({marker!r}, 'w').close()): ...\n",
    "class-body": "class A:\n    a = open({marker!r}, 'w').close()\n",
    "bytecode": "open({marker!r}, 'w').close()\n",
}


class Trap:
    """Makes modules that write a file when they are imported."""

    def __init__(self, folder):
        self.folder = folder
        self.marker = folder / "marker"

    @property
    def is_sprung(self):
        return self.marker.exists()

    def source(self, kind):
        return TRAPS[kind].format(marker=str(self.marker))

    def files(self, kind):
        if kind != "bytecode":
            return {"__init__.py": self.source(kind)}
        source, compiled = self.folder / "trap.py", self.folder / "trap.pyc"
        source.write_text(self.source(kind))
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(source), cfile=str(compiled), invalidation_mode=mode)
        name = f"__pycache__/__init__.{sys.implementation.cache_tag}.pyc"
        return {"__init__.py": "", name: compiled.read_bytes()}


@pytest.fixture
def trap(tmp_path):
    return Trap(tmp_path)


@pytest.mark.parametrize("editable", [False, True], ids=["wheel", "editable"])
@pytest.mark.parametrize("kind", TRAPS)
def test_s10_a_data_pack_is_never_imported(load_beside, install_pack, trap, kind, editable):
    module = f"trap_{kind.replace('-', '_')}_{editable}"
    files = trap.files(kind)
    install_pack("trap", module=module, files=files, editable=editable)
    *_, code = files

    catalog = load_beside("trap")

    assert not trap.is_sprung
    assert module not in sys.modules
    assert "trap:line" in catalog.resources
    assert [(each.code, each.where.file, each.outcome) for each in catalog.mistakes] == [
        ("pack.has_code", code, Outcome.WARN)
    ]
    importlib.import_module(module)
    assert trap.is_sprung  # so the trap was set


def test_s10_all_five_traps_and_a_plugin_at_once(load_beside, install, install_pack, trap):
    for kind in TRAPS:
        install_pack(kind, files=trap.files(kind))
    install(
        "uninvited",
        entries={PLUGINS: "x = uninvited_module:plugin"},
        files={"uninvited_module.py": trap.source("statement")},
    )

    catalog = load_beside(*TRAPS)

    assert not trap.is_sprung
    assert set(TRAPS) <= set(catalog.packs)
    assert told(catalog) == [
        ("pack.code_not_allowed", "uninvited", Outcome.WARN),
        *(("pack.has_code", kind, Outcome.WARN) for kind in sorted(TRAPS)),
    ]
    assert "uninvited_module" not in sys.modules


# S08, S09: a plugin that the host named fails when it is imported


@pytest.mark.parametrize("first", [True, False], ids=["path-first", "path-last"])
@pytest.mark.parametrize("name", ["aaa", "bbb", "zzz"], ids=["first", "middle", "last"])
def test_s08_a_plugin_that_fails_to_import_harms_no_other(
    load_beside, install, monkeypatch, name, first
):
    install(
        f"{name}-code",
        entries={PLUGINS: f"x = module_{name}:plugin"},
        files={f"module_{name}.py": "raise RuntimeError('no\\nlicence')"},
        site="site-code",
    )
    if not first:
        monkeypatch.setattr(sys, "path", [*sys.path[1:], sys.path[0]])

    catalog = load_beside(plugins={f"{name}-code"})

    (mistake,) = catalog.mistakes
    assert (mistake.code, mistake.outcome) == ("pack.import_failed", Outcome.QUARANTINE)
    assert str(mistake) == (
        f"{name}-code: its code raised RuntimeError: no\\nlicence. "
        "Fix: tell its publisher, or leave it out of plugins."
    )
    assert mistake.distribution == f"{name}-code"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("import sys\nsys.exit(0)", "its code raised SystemExit: 0."),
        ("def f(): f()\nf()", "its code raised RecursionError: maximum recursion depth exceeded"),
        (
            "raise BaseExceptionGroup('many', [SystemExit(1), ValueError(2)])",
            "its code raised BaseExceptionGroup: many (2 sub-exceptions).",
        ),
        ("(", "its code raised SyntaxError: '(' was never closed (module_end.py, line 1)."),
        ("", "its code raised AttributeError: module 'module_end' has no attribute 'plugin'."),
    ],
    ids=["exit", "recursion", "group", "syntax", "nothing"],
)
def test_s09_whatever_a_plugin_raises_at_import_is_contained(load_beside, install, source, problem):
    install(
        "end-code",
        entries={PLUGINS: "x = module_end:plugin"},
        files={"module_end.py": source},
    )

    catalog = load_beside(plugins={"end-code"})

    (mistake,) = catalog.mistakes
    assert mistake.code == "pack.import_failed"
    assert mistake.problem.startswith(problem)


# S11, S12: a plugin that the host named misbehaves when it is called

HEAD = "from takeaction import hookimpl\n"
CALLED = {
    "raises": ("def takeaction_packs(self): raise ValueError('x')", "pack.hook_failed"),
    "none": ("def takeaction_packs(self): return None", "shape.wrong_type"),
    "endless": (
        "def takeaction_packs(self):\n        while True: yield {}",
        "limit.records",
    ),
}


def plugin(body, mark="@hookimpl"):
    return f"{HEAD}class Plugin:\n    {mark}\n    {body}\nplugin = Plugin()\n"


@pytest.mark.parametrize("kind", CALLED)
def test_s11_a_hook_that_fails_harms_no_other(load_beside, install, kind):
    body, code = CALLED[kind]
    install(
        "hook-code",
        entries={PLUGINS: f"x = module_{kind}:plugin"},
        files={f"module_{kind}.py": plugin(body)},
    )
    given = {"pack": {"id": "given", "title": "T", "publisher": "P", "licence": "L", "schema": 1}}
    install(
        "good-code",
        entries={PLUGINS: "x = module_good:plugin"},
        files={"module_good.py": plugin(f"def takeaction_packs(self): return [{given}]")},
    )

    catalog = load_beside(plugins={"hook-code", "good-code"})

    assert told(catalog) == [(code, "hook-code", Outcome.QUARANTINE)]
    assert catalog.packs["given"].distribution == "good-code"


REWRITES = """def takeaction_packs(self):
        given = yield
        for pack in given:
            for one in pack:
                object.__setattr__(one, "files", None)
        return given"""


@pytest.mark.parametrize(
    ("mark", "body"),
    [
        ("@hookimpl(wrapper=True)", REWRITES),
        ("@hookimpl(hookwrapper=True)", REWRITES),
        ("@hookimpl(tryfirst=True)", "def takeaction_packs(self): return []"),
        ("@hookimpl(wrapper=True, tryfirst=True)", REWRITES),
    ],
    ids=["wrapper", "old-wrapper", "first", "first-wrapper"],
)
def test_s12_a_plugin_that_wraps_others_is_refused(load_beside, install, request, mark, body):
    module = f"module_wrap_{request.node.callspec.id.replace('-', '_')}"
    install(
        "wrap-code",
        entries={PLUGINS: f"x = {module}:plugin"},
        files={f"{module}.py": plugin(body, mark)},
    )

    catalog = load_beside(plugins={"wrap-code"})

    assert told(catalog) == [("pack.hook_order", "wrap-code", Outcome.QUARANTINE)]
    assert [line.contacts[0].dial for line in catalog.resources.values()] == ["+18885550100"] * 3


# S04, S05, S06: names


@pytest.mark.parametrize(
    ("id", "field"),
    [("alpha:line", {}), ("line", {"pack": "alpha"})],
    ids=["in-the-id", "in-a-field"],
)
def test_s04_a_pack_that_writes_into_another_is_refused(load_beside, install_pack, id, field):
    line = {"name": "Fake", "kind": "hotline", "source": {"title": "x"}, **field}
    record = "".join(
        f"{key} = {{ title = 'x' }}\n" if key == "source" else f"{key} = '{value}'\n"
        for key, value in line.items()
    )
    header = "id = 'zz-pack'\ntitle = 'T'\npublisher = 'P'\nlicence = 'L'\nschema = 1\n"
    files = {"pack.toml": header, "resources.toml": f"[[resource]]\nid = '{id}'\n{record}"}
    install_pack("zz-pack", files=files, editable=True)

    catalog = load_beside("zz-pack")

    assert "zz-pack" not in catalog.packs
    assert ("id.foreign_namespace", "zz-pack", Outcome.QUARANTINE) in told(catalog)
    assert str(catalog.get("alpha:line").name) == "The line of alpha"


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")], ids=["one-two", "two-one"])
def test_s05_of_two_distributions_with_one_id_the_first_answers(load_beside, install_pack, order):
    for name in order:
        install_pack("twin", name=f"{name}-pack", module=f"pack_{name}", site=f"site-{name}")

    catalog = load_beside("twin")

    first, second = (f"{name}-pack" for name in order)
    assert catalog.packs["twin"].distribution == first
    assert {(type(each), each.distribution) for each in catalog.mistakes} == {
        (DuplicateIdError, first),
        (DuplicateIdError, second),
    }


@pytest.mark.parametrize(
    ("id", "code", "taken"),
    [
        ("zz-hotIine", "pack.bad_id", False),
        ("zz-hotl\u0456ne", "pack.bad_id", False),
        ("zz-hotlines", "pack.look_alike", True),
        ("yy-hotline", None, True),
    ],
    ids=["capital", "cyrillic", "plural", "honest"],
)
def test_s06_an_id_that_deceives_is_told_of(load_beside, install_pack, id, code, taken):
    install_pack("zz-hotline")
    install_pack(id, name="other-pack", module="pack_other")

    catalog = load_beside("zz-hotline", id)

    assert (id in catalog.packs) is taken
    assert "zz-hotline" in catalog.packs
    assert [each.code for each in catalog.mistakes] == [code] * bool(code)


# S39: requests that carry what a person wrote

NETWORK = {"asyncio", "http", "select", "selectors", "socket", "socketserver", "ssl", "wsgiref"}
LISTENS = {"accept", "bind", "create_server", "listen", "serve_forever"}
ASKS = "links"  # which asks addresses of a pack, where an author wants that


def test_s39_nothing_but_the_finder_listens_so_no_request_reaches_anything_else():
    # Only the face that a host mounts, ``serve`` and the server of assistants know requests.
    # What reaches these is in ``test_requests.py``; that nothing of a question stands anywhere else
    # is held by ``tests/test_privacy.py``.
    root = Path(takeaction.__file__).parent
    served = {  # what each withstands has its tests
        *(root / "web").rglob("*.py"),
        root / "assistants" / "server.py",
        root / "cli" / "faces" / "serve.py",
    }
    inside = [path for path in root.rglob("*.py") if path not in served]
    files = {path: ast.parse(path.read_text("utf-8")) for path in inside}
    asking = [node for path, tree in files.items() for node in ast.walk(tree) if path.stem == ASKS]
    nodes = [node for path, tree in files.items() for node in ast.walk(tree) if path.stem != ASKS]

    imported = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    faces = {path.stem for path in files} & {"asgi", "server", "web", "wsgi"}

    assert not {name.partition(".")[0] for name in imported} & NETWORK
    assert not {node.attr for node in asking if isinstance(node, ast.Attribute)} & LISTENS
    assert not [node for node in nodes if isinstance(node, ast.AsyncFunctionDef)]
    assert not faces
