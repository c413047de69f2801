"""Work grows with what is given, and not faster: n, 2n, 4n, 8n along each way a pack can grow.

Questions are counted, in instructions: see ``growth``. Loading is timed besides, since what one
call of C does is a single instruction.

Time is that of the process, the best of three. The exponent is that of the last two doublings,
where what is done once counts least. It has to be 1.3 at most in one of three tries: noise can
hide that work is linear, but what is quadratic shows 2 each time. ``pytest -rP`` prints what was
measured.
"""

import gc
import json
import math
import runpy
import time
from pathlib import Path

import pytest

import takeaction
from takeaction.limits import Limits

pytestmark = pytest.mark.heavy

QUESTIONS = runpy.run_path(str(Path(__file__).parent / "growth.py"))
MOST = 1.3
TRIES = 3
GIVEN = {"title": "T", "publisher": "P", "licence": "L", "schema": 1, "caveat": "No proof."}
LIMITS = Limits(
    file_bytes=2**26,
    pack_bytes=2**27,
    files=10_000,
    records=10**6,
    catalog_records=10**6,
    items=10**6,
    text_characters=10**7,
)
SOURCE = 'source = { title = "A page" }\n'
WAYS = {}


def way(n):
    def keep(make):
        WAYS[make.__name__.strip("_").replace("_", " ")] = n, make
        return make

    return keep


def header(id="trial", **more):
    return "".join(f"{k} = {json.dumps(v)}\n" for k, v in {"id": id, **GIVEN, **more}.items())


def line(id="r", more="", name="A line"):
    return f'[[resource]]\nid = "{id}"\nname = "{name}"\nkind = "site"\n{SOURCE}{more}'


def number(n, id="voice"):
    return (
        f'[[resource.contacts]]\nid = "{id}"\nchannel = "voice"\n'
        f'dial = "+1888{n:07}"\ndisplay = "1-888-{n // 10_000:03}-{n % 10_000:04}"\n'
    )


def action(id, *after):
    return (
        f'[[action]]\nid = "{id}"\ntitle = "T"\nsummary = "S"\nsteps = ["1", "2", "3"]\n'
        'minutes = { min = 1, typical = 2, max = 3 }\ncadence = "once"\nmodes = ["solo-online"]\n'
        f"after = {list(after)}\n{SOURCE}"
    )


def each(n, make):
    return "".join(make(i) for i in range(n))


def toml(kind, text):
    return {"trial": {"pack.toml": header(languages=["en", "es"]), f"{kind}.toml": text}}


def lines(text):
    return toml("resources", text)


def built(records, translations=(), **fields):
    pack = {"id": "trial", "languages": ["en", "es"], **GIVEN, **fields}
    whole = {"pack": pack, "records": records, "translations": dict(translations)}
    return {"trial": {"pack.json": json.dumps(whole)}}


def site(**fields):
    return {"name": "N", "kind": "site", "source": {"title": "A page"}, **fields}


def sites(n, **fields):
    return {"resource": {f"r{i}": site(**fields) for i in range(n)}}


def keys(n):
    return {f"k{i}": 1 for i in range(n)}


@way(100)
def _records(n):
    return lines(each(n, lambda i: line(f"r{i}")))


@way(500)
def _records_built(n):
    return built(sites(n))


@way(60)
def _actions(n):
    return toml("actions", each(n, lambda i: action(f"a{i}")))


@way(60)
def _wrong_records(n):
    return lines(each(n, lambda i: line(f"r{i}", "x = 1\n")))


@way(100)
def _wrong_records_built(n):
    return built(sites(n, x=1))


@way(100)
def _records_of_one_id(n):
    return lines(line() * n)


@way(300)
def _unknown_keys(n):
    return lines(line(more=each(n, lambda i: f"k{i} = 1\n")))


@way(600)
def _unknown_keys_built(n):
    return built({"resource": {"r": site(**keys(n))}})


@way(500)
def _keys_of_the_header(n):
    return built({}, **keys(n))


@way(500)
def _wrong_tables(n):
    return lines(each(n, lambda i: f"[t{i}]\n"))


@way(2_000)
def _items_of_a_list(n):
    return lines(line(more=f"aliases = {[f'a{i}' for i in range(n)]}\n"))


@way(2_000)
def _wrong_items_of_a_list(n):
    return lines(line(more=f"aliases = {['A'] * n}\n"))


@way(200)
def _nested_lists(n):
    return lines(line(more=f"x = [{('[' * 14 + ']' * 14 + ',') * n}]\n"))


@way(300)
def _inline_tables(n):
    return lines(line(more="x = [" + "{a={b={c=1}}}," * n + "]\n"))


@way(300)
def _dotted_keys(n):
    return lines(line(more=each(n, lambda i: f"a.b.c.d.e.f.g.h{i} = 1\n")))


@way(300)
def _headers_of_tables(n):
    return lines(line() + each(n, lambda i: f"[resource.a.b.c.d.k{i}]\n"))


@way(5_000)
def _comments(n):
    return lines("# a comment\n" * n)


@way(100_000)
def _length_of_a_text(n):
    return lines(line(more=f'note = "{"word " * (n // 5)}"\n'))


@way(100_000)
def _length_of_a_title(n):
    return lines(line(name="N" * n))


@way(50_000)
def _length_of_an_address(n):
    return lines(line(more=f'url = "https://example.org/{"a" * n}"\n'))


@way(100_000)
def _length_of_an_id(n):
    return lines(line("r" * n))


@way(100_000)
def _length_of_a_word(n):
    return lines(line(more=f'topics = ["{"w" * n}"]\n'))


@way(5_000)
def _length_of_opening_times(n):
    contact = "channel = 'web'\nurl = 'https://example.org'\nzone = 'Asia/Tokyo'\n"
    hours = "Mo 09:00-10:00, " * n
    return lines(line(more=f'[[resource.contacts]]\n{contact}hours = "{hours}"\n'))


@way(10_000)
def _letters_with_marks(n):
    text = "q\u0323\u0301 " * n
    return lines(line(more=f'note = "{text}"\n'))


@way(20_000)
def _marks_in_a_row(n):
    text = "\u0315\u0300\u05ae" * n
    return lines(line(more=f'note = "a{text}"\n'))


@way(6_000)  # where a tracer looks on, Python itself copies a growing text at each step
def _escapes(n):
    text = "\\n" * n
    return lines(line(more=f'note = "{text}"\n'))


@way(30_000)
def _quotes_built(n):
    return built({"resource": {"r": site(note='"' * n)}})


@way(30_000)
def _breaks_built(n):
    return built({"resource": {"r": site(note="\n" * n)}})


@way(500)
def _texts_of_two_lines_built(n):
    return built(sites(n, note='a "b"\nc'))


@way(100)
def _links(n):
    link = '[[resource.links]]\ntitle = "L"\nurl = "https://example.org/{}"\n'
    return lines(line(more=each(n, link.format)))


@way(60)
def _contacts(n):
    return lines(line(more=each(n, lambda i: number(i, f"c{i}"))))


def word(n):
    """Write a word; the one before it is broader, but for each twelfth."""
    broader = f'broader = "trial:w{n - 1}"\n' if n % 12 else ""
    named = f'label = "word {n}"\naliases = ["alias {n}"]\n'
    return f'[[word]]\nid = "w{n}"\nkind = "topic"\n{named}{broader}'


@way(60)
def _words(n):
    return toml("words", each(n, word))


@way(100)
def _unknown_words(n):
    return lines(each(n, lambda i: line(f"r{i}", f'topics = ["tipoc-{i}"]\n')))


@way(60)
def _aliases(n):
    return lines(each(n, lambda i: line(f"r{i}", f'aliases = ["a{i}", "b"]\n')))


@way(60)
def _actions_in_a_row(n):
    return toml("actions", action("a0") + each(n, lambda i: action(f"a{i + 1}", f"a{i}")))


@way(60)
def _actions_in_a_circle(n):
    return toml("actions", each(n, lambda i: action(f"a{i}", f"a{(i + 1) % n}")))


@way(60)
def _actions_before_one(n):
    before = [f"a{i}" for i in range(n)]
    return toml("actions", action("a", *before) + "".join(map(action, before)))


@way(60)
def _actions_that_fall(n):
    return toml("actions", each(n, lambda i: action(f"a{i + 1}", f"a{i}")))


@way(100)
def _patches(n):
    patch = '[[patch]]\ntarget = "bravo:r{}"\nreason = "R"\nregions = ["NP"]\n'
    return two(lambda _: each(n, lambda i: line(f"r{i}"))) | toml("patches", each(n, patch.format))


def po(n):
    return each(n, lambda i: f'msgctxt "r{i}#name"\nmsgid "A line"\nmsgstr "Una línea"\n\n')


@way(100)
def _translations(n):
    pack = _records(n)
    pack["trial"]["locale/es.po"] = po(n)
    return pack


@way(200)
def _translations_of_nothing(n):
    pack = lines("")
    pack["trial"]["locale/es.po"] = po(n)
    return pack


@way(300)
def _translations_built(n):
    return built(sites(n), {"es": {f"r{i}#name": "Una" for i in range(n)}})


@way(100)
def _languages_built(n):
    return built(sites(1), {f"es-{i:03}": {"r0#name": "U"} for i in range(n)})


@way(20)
def _files(n):
    files = {f"resources/{i}.toml": line(f"r{i}") for i in range(n)}
    return {"trial": {"pack.toml": header(), **files}}


@way(40)
def _packs(n):
    return {
        f"p{i}x{i * 7}": {"pack.toml": header(f"p{i}x{i * 7}"), "resources.toml": line()}
        for i in range(n)
    }


@way(60)
def _packs_that_need_each_other(n):
    ids = [f"p{i}x{i * 7}" for i in range(n)]
    return {
        id: {"pack.toml": header(id, requires=[before])}
        for id, before in zip(ids, [*ids[1:], ids[0]], strict=True)
    }


def two(make):
    return {
        id: {"pack.toml": header(id), "resources.toml": make(place)}
        for place, id in enumerate(("alpha", "bravo"))
    }


@way(60)
def _numbers_of_two_packs(n):
    return two(
        lambda place: each(n, lambda i: line(f"r{i}", number(2 * i + place), f"Line {i} {place}"))
    )


@way(60)
def _one_number_in_two_packs(n):
    return two(lambda _: each(n, lambda i: line(f"r{i}", number(1))))


@pytest.fixture
def grown(write):
    """Return a function that writes what has grown to a size, and gives how long it takes to load.

    The best of three, in seconds of work; everything is asked for that waits.
    """

    def measure(make, n):
        folders = [write(files, f"{n}/{id}") for id, files in make(n).items()]
        best = math.inf
        for _ in range(3):
            gc.collect()
            start = time.process_time()
            catalog = takeaction.load(paths=folders, packs=[], limits=LIMITS)
            str(catalog.mistakes), len(catalog), catalog.digest, catalog.get("trial:r1")
            best = min(best, time.process_time() - start)
        return best

    return measure


def exponent(times):
    return math.log(times[-1] / times[-3], 4)


@pytest.mark.timed
@pytest.mark.parametrize("name", WAYS)
def test_work_grows_no_faster_than_what_is_given(grown, name):
    n, make = WAYS[name]
    tries = []
    while len(tries) < TRIES and (not tries or min(map(exponent, tries)) > MOST):
        tries.append([grown(make, n * times) for times in (1, 2, 4, 8)])
    best = min(tries, key=exponent)

    print(name, n, *(f"{1000 * seconds:.1f} ms" for seconds in best), f"{exponent(best):.2f}")  # noqa: T201
    assert exponent(best) <= MOST


@pytest.mark.parametrize("title", QUESTIONS["GROWTHS"])
def test_s48_counted_work_of_a_question_is_linear(title):
    counts = QUESTIONS["counts"](title)

    print(title, *(f"{count:,}" for count in counts))  # noqa: T201
    assert QUESTIONS["exponent"](counts) <= QUESTIONS["MOST"]


def test_each_question_is_counted():
    asked = {title.partition(":")[0].replace(" ", "_") for title in QUESTIONS["GROWTHS"]}

    assert asked == {
        *("ask", "assess", "check_destination", "check_purchase", "find_help", "load", "plan"),
        *("recommend", "search", "why_not"),
    }


@pytest.mark.parametrize(
    ("work", "power"),
    [
        (lambda n: [0 for _ in range(n)], 1),
        (lambda n: [0 for _ in range(n) for _ in range(n)], 2),
        (lambda n: [0 for _ in range(1_000)] and [0 for _ in range(n)], 1),
        (lambda _: None, 0),
    ],
    ids=["linear", "quadratic", "with-fixed-work", "constant"],
)
def test_the_exponent_is_that_of_the_work(work, power):
    sizes = (20, 20, 40, 80, 160)  # since Python 3.12, the first run of a function is not counted
    counts = [QUESTIONS["instructions"](lambda n=n: work(n))[0] for n in sizes][1:]

    assert QUESTIONS["exponent"](counts) == pytest.approx(power, abs=0.1)
