"""Components that run in a page, beside the code that makes them: the directive ``live``.

Its argument is a call of a function in the Python examples of the page, or ``html`` for its HTML
example. The build runs the Python, and puts the result into a file of its own, with the CSS and the
script that the page shows. The page has that file in a frame, so the theme and the component can't
disturb each other. The policy of the file allows no request.

- ``:file:`` the name of the file, and ``:from:`` another page that has the examples;
- ``:height:`` and ``:phone:`` the height of the frame in rem, on a wide screen and on a phone;
- ``:narrow:`` a frame of 320 px, ``:large:`` text at 200 %;
- ``:tells:`` a form says what it would send, and sends nothing.
"""

import json
import re
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

import takeaction
from takeaction.web.settings import EXIT

FOLDER = "_live"

_FENCE = re.compile(r"^```(python|css|html|js)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INCLUDED = re.compile(r"^```\{literalinclude\} (\S+\.js)$", re.MULTILINE)
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "form-action 'none'; base-uri 'none'"
)
_DOCUMENT = """<!doctype html>
<html lang="{language}" dir="{dir}"{large}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>:root{{color-scheme:light dark}}body{{margin:0}}
{css}</style>
</head>
<body>
{body}
<script>{js}</script>
</body>
</html>
"""
_LARGE = ' style="font-size:200%"'
_FRAME = (
    '<div class="live{narrow}" style="--tall:{height}rem;--phone:{phone}rem">'
    '<iframe src="{address}" title="{title}" loading="lazy"></iframe>'
    '<p><a href="{address}">{alone}</a></p></div>'
)

_TITLES = {
    "card": {"en": "A card with help", "es": "Una ficha con ayuda", "fr": "Une fiche d'aide"},
    "card-large": {
        "en": "The card, narrow and with large text",
        "es": "La ficha, estrecha y con texto grande",
        "fr": "La fiche, étroite et en grands caractères",
    },
    "card-arabic": {
        "en": "The card in Arabic",
        "es": "La ficha en árabe",
        "fr": "La fiche en arabe",
    },
    "exit": {
        "en": "A page with a quick exit",
        "es": "Una página con salida rápida",
        "fr": "Une page avec une sortie rapide",
    },
    "question": {
        "en": "A box for a question",
        "es": "Una casilla para una pregunta",
        "fr": "Une case pour une question",
    },
}
_ALONE = {
    "en": "Open this example alone",
    "es": "Abrir este ejemplo solo",
    "fr": "Ouvrir cet exemple à part",
}
_LEFT = {
    "en": (
        "You left the page",
        "Here an everyday page would open, such as the weather.",
        "Go back",
    ),
    "es": (
        "Ha salido de la página",
        "Aquí vería una página cualquiera, como la del tiempo.",
        "Volver",
    ),
    "fr": ("Page quittée", "Ici s'ouvrirait une page ordinaire, comme la météo.", "Revenir"),
}
_SENT = {
    "en": ("In the body:", "In the address: nothing.", "This example sends nothing."),
    "es": ("En el cuerpo:", "En la dirección: nada.", "Este ejemplo no envía nada."),
    "fr": ("Dans le corps :", "Dans l'adresse : rien.", "Cet exemple n'envoie rien."),
}
_LEFT_STYLE = """body{font:1.125rem/1.5 system-ui,sans-serif;margin:2rem;color:#261f29;
background:#fffdfa}a{color:#63306b}
@media (prefers-color-scheme:dark){body{color:#ede8e6;background:#17131a}a{color:#dfb9e6}}"""
_TELL = """
const form = document.querySelector("form");
const said = document.createElement("p");
said.setAttribute("role", "status");
form.append(said);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = [...new FormData(form)].map(([name, value]) => name + "=" + value).join("&");
  const words = %s;
  said.textContent = words[0] + " " + fields + ". " + words[1] + " " + words[2];
});
"""


class Live(SphinxDirective):
    """Show a component, running."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "file": directives.unchanged_required,
        "from": directives.unchanged_required,
        "height": directives.positive_int,
        "phone": directives.positive_int,
        "narrow": directives.flag,
        "large": directives.flag,
        "tells": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Write the file, and return the frame."""
        self.env.note_reread()  # the answer may change though the page doesn't
        language, name = self.config.language, self.options["file"]
        self._write(f"{name}.html", self._document(language))
        up = "../" * self.env.docname.count("/")
        frame = _FRAME.format(
            narrow=" narrow" if "narrow" in self.options else "",
            height=self.options["height"],
            phone=self.options["phone"],
            address=f"{up}{FOLDER}/{name}.html",
            title=escape(_TITLES[name][language]),
            alone=_ALONE[language],
        )
        return [nodes.raw("", frame, format="html")]

    def _document(self, language: str) -> str:
        page = Path(self.env.doc2path(self.options.get("from", self.env.docname)))
        code, call = examples(page), self.arguments[0]
        if call == "html":
            body = _in_language(code["html"], language)
        else:
            body = run(code["python"], call, language)
        if "data-leave" in body:
            body = body.replace(EXIT, "left.html")
            self._write("left.html", _left(language, self.options["file"]))
        if "tells" in self.options:
            code["js"] += _TELL % json.dumps(_SENT[language], ensure_ascii=False)
        title = _TITLES[self.options["file"]][language]
        is_large = "large" in self.options
        return _document(body, code, language=language, title=title, is_large=is_large)

    def _write(self, name: str, text: str) -> None:
        path = Path(self.env.app.outdir, FOLDER, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def examples(page: Path) -> dict[str, str]:
    """Return the code that a page shows, by its language; an interpreter session is no part."""
    text = page.read_text(encoding="utf-8")
    shown = {"python": "", "css": "", "html": "", "js": ""}
    for kind, code in _FENCE.findall(text):
        if not code.startswith(">>>"):
            shown[kind] += code
    for path in _INCLUDED.findall(text):
        shown["js"] += (page.parent / path).read_text(encoding="utf-8")
    return shown


def run(python: str, call: str, language: str) -> str:
    """Run the Python of a page, and return what a call of its functions gives."""
    namespace: dict[str, Any] = {"LANGUAGE": language}
    exec(python, namespace)  # noqa: S102 - our own pages, which the tests run as well
    result: str = eval(call, namespace)  # noqa: S307 - our own pages
    return result


def _in_language(html: str, language: str) -> str:
    """Say the words of the library in another language, in its own translation."""
    if language == "en":
        return html
    pages = files(takeaction) / "data" / "pages"
    ours, theirs = (
        json.loads((pages / f"{code}.json").read_text("utf-8")) for code in ("en", language)
    )
    for code, words in ours.items():
        pattern = rf'(?<=[>"]){re.escape(escape(words, quote=False))}(?=[<"])'
        html = re.sub(pattern, lambda _, new=theirs[code]: escape(new, quote=False), html)
    return html


def _document(
    body: str, code: dict[str, str], *, language: str, title: str, is_large: bool = False
) -> str:
    return _DOCUMENT.format(
        language=language,
        dir=takeaction.direction(language),
        large=_LARGE if is_large else "",
        policy=_POLICY,
        title=escape(title),
        css=code["css"],
        body=body,
        js=code["js"],
    )


def _left(language: str, name: str) -> str:
    """Return the page that quick exit leads to in these pages."""
    heading, text, back = _LEFT[language]
    body = f'<main><h1>{heading}</h1><p>{text}</p><p><a href="{name}.html">{back}</a></p></main>'
    code = {"css": _LEFT_STYLE, "js": ""}
    return _document(body, code, language=language, title=heading)
