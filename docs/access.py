"""Repairs to the HTML of the theme, for people who hear a page or use a keyboard.

A checker of accessibility names them; the tests of the built site hold that nothing is left.
"""

import re
from pathlib import Path

from live import FOLDER
from sphinx.application import Sphinx

_REPAIRS = (
    (r'role="heading"(?! aria-level)', 'role="heading" aria-level="2"'),
    (
        r'<aside class="sidebar-drawer"(?! aria)',
        '<aside class="sidebar-drawer" aria-label="All pages"',
    ),
    (r'<aside class="toc-drawer', '<aside aria-label="On this page" class="toc-drawer'),
    (  # it comes into sight when somebody scrolls up
        r'(?<!top">)(<a href="#" class="back-to-top.*?</a>)',
        r'<nav aria-label="Back to top">\1</nav>',
    ),
    (r'<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),  # it may scroll
    (r"<th class=\"([^\"]*)\"><p></p></th>", r'<td class="\1"></td>'),  # the corner of a table
    # The arguments of a function, a line each: a list of definitions has to have terms.
    (r'<dl>\s*(?=<dd><em class="sig-param)', '<span class="arguments">'),
    (r'<dd>(<em class="sig-param.*?)</dd>', r"<span>\1</span>"),
    (r'</dl>\s*(?=<span class="sig-paren">\))', "</span>"),
)

_WORDS = {
    "es": {
        "All pages": "Todas las páginas",
        "On this page": "En esta página",
        "Back to top": "Volver arriba",
        "Toggle site navigation sidebar": "Mostrar u ocultar las páginas",
        "Toggle table of contents sidebar": "Mostrar u ocultar el contenido de esta página",
        "Toggle Light / Dark / Auto color theme": "Colores claros, oscuros o automáticos",
    },
    "fr": {
        "All pages": "Toutes les pages",
        "On this page": "Sur cette page",
        "Back to top": "Retour en haut",
        "Toggle site navigation sidebar": "Montrer ou cacher les pages",
        "Toggle table of contents sidebar": "Montrer ou cacher le contenu de cette page",
        "Toggle Light / Dark / Auto color theme": "Couleurs claires, sombres ou automatiques",
    },
}
"""Names that only a screen reader says, and that the theme has in English alone."""


def repair(app: Sphinx, error: Exception | None) -> None:
    """Repair every page but those of the finder, which need none."""
    if error or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        if FOLDER not in path.relative_to(app.outdir).parts:
            text = path.read_text(encoding="utf-8")
            for wrong, right in _REPAIRS:
                text = re.sub(wrong, right, text, flags=re.DOTALL)
            for english, words in _WORDS.get(app.config.language, {}).items():
                text = text.replace(f'aria-label="{english}"', f'aria-label="{words}"')
            path.write_text(text, encoding="utf-8")
