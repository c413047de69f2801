"""Settings of the docs site: Sphinx, MyST, Furo. The pages load nothing from another host."""

import inspect
import os
import re
import sys
from enum import Enum
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import attrs
from docutils.nodes import Element, TextElement
from sphinx.application import Sphinx
from sphinx.domains.python import PyObject
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

import takeaction

project = "takeaction"
author = "the takeaction contributors"
project_copyright = "2026, the takeaction contributors"
version = release = version_of("takeaction")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build"]
locale_dirs = ["locale"]
gettext_compact = False
gettext_allow_fuzzy_translations = True  # each page says that nobody has reviewed them
nitpicky = True
nitpick_ignore_regex = [
    ("py:class", r"takeaction\..*\._\w+"),  # type variables have no page
    ("py:class", r"pyarrow\..*"),
    ("py:class", r"takeaction\.engine\.help\.who_answers\.HelpAsker"),  # find_help() fills it in
    ("py:class", r"takeaction\.views\.(blocks|html)\.\w+"),  # from view() to the writers
]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

napoleon_numpy_docstring = False
napoleon_custom_sections = ["Source"]
napoleon_use_ivar = True

autosummary_generate = False  # each name has its entry on a page

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 60

html_theme = "furo"
html_title = "takeaction"
html_static_path = ["_static"]
html_css_files = ["takeaction.css"]
html_theme_options = {  # the colours of the finder: docs/explanation/design-language.md
    "light_css_variables": {"color-brand-primary": "#63306b", "color-brand-content": "#63306b"},
    "dark_css_variables": {"color-brand-primary": "#dfb9e6", "color-brand-content": "#dfb9e6"},
}
html_favicon = "_static/favicon.svg"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")  # nobody has published the site yet

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False

_BLOCKS = re.compile(r"(~?takeaction\.views\.blocks\.)Danger( \| \1\w+)+")
_BUILT_BY_HOSTS = {takeaction.Factor, takeaction.HelpQuery, takeaction.Limits, takeaction.Profile}
_OTHERS = (
    "collections",
    "datetime",
    "enum",
    "pathlib",
    "Path",
    "os",
    "typing",
    "pluggy",
    "ExceptionGroup",
    "Blueprint",
    "URLPattern",
)


def without_signature(*event: Any) -> tuple[str, str] | None:
    """Leave out how to make a thing that nobody but the library makes, and the kinds of blocks."""
    _, _, _, thing, _, signature, returned = event
    ours = signature and inspect.isclass(thing) and thing not in _BUILT_BY_HOSTS
    if ours and (attrs.has(thing) or issubclass(thing, (Enum, BaseException))):
        return "", ""
    if not signature:
        return None
    return _BLOCKS.sub(r"\1Block", signature), _BLOCKS.sub(r"\1Block", returned or "")


def short_names(
    app: Sphinx, env: BuildEnvironment, node: Element, content: TextElement
) -> Element | None:
    """Let ``QueryError`` lead to ``takeaction.QueryError``; leave names of others as they are."""
    if node.get("refdomain") != "py":
        return None
    target: str = node["reftarget"].split("[")[0]
    domain: Any = env.get_domain("py")
    last = target.rpartition(".")[2]
    for name, found in sorted(domain.objects.items()):
        if name.rpartition(".")[2] == last and name.startswith("takeaction"):
            place = node["refdoc"]
            return make_refnode(app.builder, place, found.docname, found.node_id, content, name)
    is_variable = len(last.lstrip("_")) == 1  # _T, V: type variables
    is_foreign = target.partition(".")[0] in (*_OTHERS, *dir(__builtins__))
    return content if is_variable or is_foreign else None


def draw_maps(app: Sphinx) -> None:
    """Draw the maps of coverage from the packs that are installed."""
    from coverage_map import maps

    for name, svg in maps(takeaction.load().coverage()).items():
        (Path(app.srcdir) / "reference" / f"{name}.svg").write_text(svg, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register these, and call attributes so."""
    sys.path.insert(0, str(app.srcdir))
    from access import repair
    from components import Live
    from descriptions import add_meta, write_list
    from languages import (
        KeepEnglish,
        add_switch,
        build_others,
        finish_page,
        is_translated,
        select_pages,
    )
    from live import RUNTIME, add_run_buttons, export_finder, export_workbench

    app.add_config_value("has_runtime", bool(RUNTIME), "html")  # a change writes every page again
    app.add_directive("live", Live)
    app.add_transform(KeepEnglish)
    app.connect("config-inited", select_pages)
    app.connect("doctree-read", finish_page)
    app.connect("html-page-context", add_switch)
    app.connect("html-page-context", add_meta)
    app.connect("build-finished", repair)
    if not is_translated(app):
        app.connect("builder-inited", draw_maps)
        app.connect("html-page-context", add_run_buttons)
        app.connect("build-finished", write_list)
        app.connect("build-finished", export_finder)
        app.connect("build-finished", export_workbench)
        app.connect("build-finished", build_others)
    next(each for each in PyObject.doc_field_types if each.name == "variable").label = "Attributes"
    app.connect("autodoc-process-signature", without_signature)
    app.connect("missing-reference", short_names)
