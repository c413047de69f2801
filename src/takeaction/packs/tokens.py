"""One tokeniser for TOML: for bounds before the parser, and for lines after a mistake."""

import re

TEXT = r"""\"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{3,5}
             |'''[^']*+(?:'(?!'')[^']*+)*+'{3,5}
             |"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
             |'(?!'')[^'\n]*+'"""
"""A text in quotes, of one line or of several."""

TOKEN = re.compile(
    rf"""(?P<blank>[ \t]+|\#[^\n]*+)
    |(?P<line>\r?\n)
    |(?P<text>{TEXT})
    |(?P<mark>[\[\]{{}},=.])
    |(?P<bare>[^\s"'\[\]{{}},=.\#]++)
    |(?P<wrong>.)""",
    re.VERBOSE | re.DOTALL,
)
"""Takes any text apart: what belongs to no TOML is ``wrong``, a character at a time."""

OPENS = "[{"
