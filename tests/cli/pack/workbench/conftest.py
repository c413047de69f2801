"""Sheets and packs to give to the workbench, and a page that asks it."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest

from takeaction.cli.pack.workbench import workbench

AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
HEAD = (
    "id,name,kind,purposes,regions,source.title,verified.method,verified.on,"
    "contacts.channel,contacts.dial,contacts.display,contacts.hours\n"
)
ROW = 'line-{0},Line {0},hotline,"report, support",GB,Our leaflet,called,2026-11-20,voice,{1}\n'
GOOD = "+448000121700,08000 121 700,24/7"
OTHER = "+448081570123,0808 157 0123,24/7"
PACK = {
    "pack.toml": b'id = "trial"\ntitle = "A trial"\npublisher = "The tests"\n'
    b'licence = "CC0-1.0"\nschema = 1\nregions = ["GB"]\n',
    "actions.toml": b'[[action]]\nid = "write"\ntitle = "Write a letter"\n'
    b'summary = "It says what you want."\nsteps = ["Find.", "Write.", "Send."]\n'
    b'minutes = { min = 10, typical = 20, max = 40 }\ncadence = "once"\n'
    b'modes = ["solo-online"]\nsource = { title = "A guide" }\n'
    b'verified = { method = "two-sources" }\n',
}


def sheet(*contacts):
    rows = (ROW.format(number, contact) for number, contact in enumerate(contacts, 1))
    return (HEAD + "".join(rows)).encode()


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


class Page:
    """A page that asks the workbench as the script does: JSON beside the contents of files."""

    def __init__(self):
        self._answer = workbench(AT)
        self.data = None

    def open(self, files, **kinds):
        return self._ask({"do": "open", "names": list(files), "kinds": kinds}, files.values())

    def preview(self, start=0):
        return self._ask({"do": "preview", "start": start})

    def save(self, **form):
        """Save the pack; its bytes are in ``data``."""
        names = {"title": "Kent", "publisher": "Us", "region": "GB", "language": "en"}
        given = {"id": "kent-help", **names, **form}
        return self._ask({"do": "save", "form": given})

    def save_pack(self):
        return self._ask({"do": "save", "form": None})

    def template(self):
        """Ask for an empty workbook; its bytes are in ``data``."""
        return self._ask({"do": "template"})

    def _ask(self, request, contents=()):
        text, self.data = self._answer(json.dumps(request), [memoryview(each) for each in contents])
        return json.loads(text)


@pytest.fixture
def page():
    return Page()
