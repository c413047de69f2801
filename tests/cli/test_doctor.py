"""``takeaction doctor``: the mistakes of packs and their fixes, and the hints of other commands."""

import json
import platform
import sys
from importlib.metadata import version

import pytest

from takeaction import load
from takeaction.cli import doctor as command
from takeaction.cli.arguments import NO_PACKS
from takeaction.errors import PackError, Where

WELL = """\
takeaction: {version}
python: {python}
packs: 1
records: 10
places with help: 1
zone data: installed
digest: {digest}
No mistakes.
"""


def _healthy(pack):
    digest = load(paths=[pack], packs=[]).digest
    python = platform.python_version()
    return WELL.format(version=version("takeaction"), python=python, digest=digest)


def test_an_installation_without_mistakes_is_healthy(takeaction, pack):
    ran = takeaction("doctor")

    assert (ran.code, ran.out, ran.err) == (0, _healthy(pack), "")


def test_the_doctor_needs_no_packs(takeaction):
    ran = takeaction("doctor", packs="none")

    assert ran.code == 0
    assert "\npacks: 0\nrecords: 0\nplaces with help: 0\n" in ran.out
    assert ran.out.endswith(f"\n{NO_PACKS}\nNo mistakes.\n")


def test_a_broken_pack_is_named_with_its_line_and_its_fix(takeaction, pack, broken):
    folder, mistake = broken

    ran = takeaction("doctor", packs=[pack, folder])

    assert (ran.code, ran.err) == (1, "")
    assert mistake in ran.out.splitlines()
    assert ran.out.splitlines()[-1] in ("1 mistake.", "2 mistakes.")


def test_a_broken_pack_takes_nothing_from_others(takeaction, pack, broken):
    # A good pack answers the same next to a broken one.
    # One line on stderr names the doctor, and the exit code is that of an answer.
    folder, _ = broken
    ask = ("search", "helpline", "--json")

    good_only = takeaction(*ask)
    ran = takeaction(*ask, packs=[pack, folder])

    assert (ran.code, ran.out) == (0, good_only.out)
    assert ran.err.endswith(". See: takeaction doctor\n")
    assert ran.err.startswith("Something was left out of ")
    assert ran.err.count("\n") == 1


def test_a_broken_pack_does_not_count_as_none_installed(takeaction, broken):
    folder, _ = broken

    ran = takeaction("search", "helpline", packs=[folder])

    assert ran.code == 0
    assert ran.out == (
        "We found nothing. Try fewer or other words.\n\n"
        "If you or someone else could be hurt right now, call your local emergency\nnumber.\n"
    )
    assert ran.err.count("\n") == 1
    assert "takeaction doctor" in ran.err


def test_two_packs_with_the_same_id_are_both_left_out(takeaction, pack, make_pack, one):
    ran = takeaction("doctor", packs=[pack, make_pack("first", actions=one)])

    assert ran.code == 1
    assert ran.out.endswith(
        "\nfirst: 2 packs have this id: a path, a path. "
        "Fix: keep one of them: only you can tell which is right.\n"
        "    pack.duplicate_id: the pack is left out\n"
        "1 mistake.\n"
    )


@pytest.fixture
def rivals(install):
    """Install two distributions that ship a pack of one id, and return their names."""
    for name in ("one-pack", "two-pack"):
        module = name.replace("-", "_")
        content = {"id": "zz-line", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
        pack = {"pack": content, "records": {}, "translations": {}}
        files = {"pack.json": json.dumps(pack, sort_keys=True).encode()}
        install(name, pack="zz-line", module=module, files=files)
    return "one-pack", "two-pack"


def test_s52_the_doctor_names_two_distributions_of_one_id_and_the_way_out(takeaction, rivals):
    # both are named; with ``--prefer`` one is used, and the other one can be removed.
    one, two = rivals

    ran = takeaction("doctor", packs=())
    preferred = takeaction("doctor", "--prefer", f"zz-line={two}", packs=())

    assert (ran.code, preferred.code) == (1, 1)
    told = _one_line(ran.out)
    assert f"zz-line: {two} came to this id as well; the pack from {one} has it." in told
    assert f"zz-line: the pack from {one} has this id, so this one is left out." in told
    assert told.endswith(
        "Fix: keep one of them, or name the one that "
        'you know to be right: "--prefer zz-line=DISTRIBUTION", or load(prefer={"zz-line": '
        f'"DISTRIBUTION"}}). pack.duplicate_id: a warning, from {two} '
        f"To remove it: python -m pip uninstall {one} To remove it: python -m pip uninstall {two} "
        "2 mistakes."
    )
    assert _one_line(preferred.out).endswith(
        f"zz-line: the host prefers the pack from {two}, not this one from {one}. "
        f"Fix: remove this one. pack.duplicate_id: a warning, from {one} "
        f"To remove it: python -m pip uninstall {one} 1 mistake."
    )


def _one_line(text):
    return " ".join(text.split())


def test_an_answer_names_the_doctor_with_the_terms_of_the_call(takeaction, rivals, make_pack):
    # The doctor is called with the same options, so that it sees what the answer saw.
    broken = make_pack("broken", actions="[")
    _, two = rivals

    ran = takeaction("search", "thing", "--prefer", f"zz-line={two}", packs=[broken])

    assert ran.err.endswith(f". See: takeaction doctor --prefer zz-line={two}\n")


@pytest.mark.parametrize("written", ["first", "=two-pack", "first="])
def test_a_preference_without_two_sides_is_a_wrong_call(takeaction, written):
    ran = takeaction("doctor", "--prefer", written)

    assert ran.code == 2
    assert "is not an id and a distribution; write it like us-hotline=NAME" in ran.err


def test_a_warning_costs_nothing_and_only_the_doctor_prints_it(takeaction, make_pack, one):
    risky = make_pack("risky", actions=one.replace('"It helps."', '"Confront them."'))

    ran = takeaction("doctor", packs=[risky])
    answer = takeaction("search", "thing", packs=[risky])

    assert ran.code == 1
    assert ran.out.endswith(
        f'\n{risky.as_posix()}/actions.toml:4: one.summary: "Confront them" can put people in '
        "danger. Fix: say what is safe instead.\n"
        "    content.dangerous_advice: a warning\n"
        "1 mistake.\n"
    )
    assert (answer.code, answer.err) == (0, "")


def test_a_broken_distribution_is_named_with_the_command_that_removes_it(takeaction, install):
    install("a-distribution", pack="first", module="a_module", files={"pack.json": b"{"})

    ran = takeaction("doctor", packs="")

    assert ran.code == 1
    assert ran.out.splitlines()[-3:] == [
        "    parse.syntax: the pack is left out, from a-distribution",
        "To remove it: python -m pip uninstall a-distribution",
        "1 mistake.",
    ]


def test_a_distribution_that_was_changed_is_named_with_the_command_that_replaces_it(
    takeaction, install, site
):
    # It is good itself, so nobody is told to remove it.
    install("a-distribution", pack="first", module="a_module", files={"pack.json": b"{}"})
    (site / "a_module" / "pack.json").write_bytes(b'{"id": "first"}')

    ran = takeaction("doctor", packs="")

    assert ran.code == 1
    assert ran.out.splitlines()[-2:] == [
        "To install it again: python -m pip install --force-reinstall --no-deps a-distribution",
        "1 mistake.",
    ]
    assert "To remove it" not in ran.out


@pytest.fixture
def damaged(monkeypatch):
    where = Where("takeaction", "data/words.json")
    mistakes = (PackError("core.changed", "The file was changed.", where, "install it again."),)
    monkeypatch.setattr(command, "find_core_mistakes", lambda: mistakes)


@pytest.fixture
def unreadable(monkeypatch):
    """Make the loading of packs fail, as it does without a file of takeaction's own data."""

    def fail(*_):
        raise KeyError("words")

    monkeypatch.setattr(command, "load_packs", fail)


@pytest.mark.usefixtures("damaged")
def test_a_changed_file_of_takeaction_itself_is_a_mistake(takeaction):
    ran = takeaction("doctor")

    assert ran.code == 1
    assert "data/words.json: The file was changed. Fix: install it again." in ran.out
    assert ran.out.endswith("\n1 mistake.\n")


@pytest.mark.usefixtures("damaged", "unreadable")
def test_where_nothing_else_can_be_checked_the_doctor_says_so(takeaction):
    ran = takeaction("doctor")

    assert (ran.code, ran.err) == (1, "")
    assert "data/words.json: The file was changed. Fix: install it again." in ran.out
    assert ran.out.endswith("\nNothing else was checked: takeaction cannot read its own data.\n")


@pytest.mark.usefixtures("unreadable")
def test_a_failure_without_a_known_reason_is_not_hidden(takeaction):
    with pytest.raises(KeyError):
        takeaction("doctor")


@pytest.mark.usefixtures("damaged")
def test_a_wrong_call_stays_one_on_a_damaged_installation(takeaction, tmp_path):
    ran = takeaction("doctor", "--lock", tmp_path / "missing.lock")

    assert ran.code == 2
    assert "missing.lock" in ran.err


def test_json_holds_facts_and_mistakes(takeaction, pack):
    ran = takeaction("doctor", "--json")

    assert ran.code == 0
    assert json.loads(ran.out) == {
        "takeaction": version("takeaction"),
        "python": platform.python_version(),
        "packs": 1,
        "records": 10,
        "places_with_help": 1,
        "zone_data": "installed",
        "digest": load(paths=[pack], packs=[]).digest,
        "coverage_lost": [],
        "mistakes": [],
    }


def test_json_of_a_broken_pack_exits_with_1(takeaction, broken):
    folder, _ = broken

    ran = takeaction("doctor", "--json", packs=[folder])

    assert ran.code == 1
    assert json.loads(ran.out)["mistakes"]


def test_missing_zone_data_is_reported_with_its_fix(takeaction, monkeypatch):
    monkeypatch.setattr("takeaction.cli.doctor.has_zone_data", lambda: False)
    monkeypatch.setattr("takeaction.loading.has_zone_data", lambda: False)
    monkeypatch.setattr("os.path.exists", lambda _: False)

    ran = takeaction("doctor", packs="none")

    assert "zone data: missing" in ran.out.splitlines()
    assert "opening hours are uncertain. Fix: install takeaction[zones]." in ran.out


@pytest.mark.parametrize("name", ["ok\nCRITICAL all numbers verified", "a\x1b[2Jb"])
def test_a_hostile_name_stays_on_one_line(takeaction, tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()

    answer = takeaction("search", "thing", packs=[folder])
    ran = takeaction("doctor", packs=[folder])

    assert answer.err.count("\n") == 1
    assert "\x1b" not in answer.err + ran.out
    assert "CRITICAL all numbers verified" not in ran.out.splitlines()


DATED = """
[[action]]
id = "dated"
title = "Act"
summary = "Do it."
steps = ["One.", "Two.", "Three."]
minutes = { min = 1, typical = 2, max = 3 }
cadence = "once"
modes = ["solo-online"]
source = { title = "A page", checked = 2026-11-20 }
"""
EARLY = (
    "actions.toml:10: dated.source.checked: 2026-11-20 is in the future. Fix: write the actual day."
)


@pytest.mark.parametrize("command", ["doctor", "packs"])
def test_dates_are_checked_against_the_moment_of_the_call(takeaction, make_pack, command):
    dated = make_pack("dated", actions=DATED)

    before = takeaction(command, "--at", "2026-11-01T00:00Z", packs=[dated])
    after = takeaction(command, "--at", "2026-11-24T00:00Z", packs=[dated])

    early = f"{dated.as_posix()}/{EARLY}"
    assert (before.code, early in before.out.splitlines()) == (1, True)
    assert (after.code, early in after.out.splitlines()) == (0, False)


@pytest.mark.parametrize("command", ["doctor", "packs"])
def test_the_cost_of_a_mistake_is_faint_on_a_terminal(takeaction, make_pack, monkeypatch, command):
    # The line that an editor can jump to is plain, so that it stands out.
    dated = make_pack("dated", actions=DATED)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)

    ran = takeaction(command, "--at", "2026-11-01T00:00Z", packs=[dated])

    lines = ran.out.splitlines()
    at = lines.index(f"{dated.as_posix()}/{EARLY}")
    assert lines[at + 1] == "\x1b[2m    date.future: a warning\x1b[0m"
    if command == "packs":
        assert lines[0] == "\x1b[1mdated\x1b[0m  from a path"
        assert lines[3].startswith("\x1b[2m    sha256:")


LINE = """
[[resource]]
id = "{id}"
name = "{name}"
kind = "hotline"
purposes = ["support"]
regions = ["{region}"]
source = {{ title = "A page", dated = "2026-08" }}
verified = {{ method = "called" }}
[[resource.contacts]]
channel = "voice"
dial = "{dial}"
display = "{display}"
languages = ["en"]
"""
LINKED = """
[[action]]
id = "call"
title = "Call"
summary = "Say what worries you."
steps = ["Call.", "Ask.", "Rest."]
minutes = { min = 1, typical = 2, max = 3 }
cadence = "once"
modes = ["solo-online"]
resources = ["lines:british"]
source = { title = "A page", dated = "2026-08" }
"""


def test_s52_one_changed_digit_is_said_in_two_lines(takeaction, make_pack, tmp_path):
    # what changed, and what that costs. Nobody is told to remove a pack, or to mend a link.
    # Where the last line of a place is gone, one line more says that.
    british = {"region": "GB", "dial": "+442079460123", "display": "020 7946 0123"}
    irish = {"region": "IE", "dial": "+35312345678", "display": "01 234 5678"}
    lines = (
        LINE.format(id="british", name="A line", **british),
        LINE.format(id="irish", name="B line", **irish),
    )
    folder = make_pack("lines", resources="".join(lines))
    linked = make_pack("linked", actions=LINKED)
    lock = tmp_path / "takeaction.lock"
    assert takeaction("lock", "--file", lock, packs=[folder, linked]).code == 0
    changed = "".join(lines).replace("7946 0123", "7946 0124").replace("79460123", "79460124")
    (folder / "resources.toml").write_text(changed, encoding="utf-8")

    ran = takeaction("doctor", "--lock", lock, packs=[folder, linked])

    said = ran.out.partition("sha256:")[2].splitlines()[1:]
    assert said == [
        "No contact left for GB in en.",
        (
            'lines: british.contacts[voice].display: "A line", phone number: was "020 7946 0123", '
            'now "020 7946 0124" (differs in 1 digit). Fix: see "takeaction lock --diff", then '
            'accept it with "takeaction lock --accept lines --reviewer NAME".'
        ),
        "    lock.safety_changed: the record is left out",
        "1 mistake.",
    ]
    assert "0124" not in takeaction("find-help", "--region", "GB", "--lock", lock).out


SHARES = """\
Share of the world's people, and the countries and territories, that have
   98.8 %  230  an emergency number
"""


def test_the_doctor_shows_the_places_with_help(takeaction):
    ran = takeaction("doctor", "--coverage")

    assert ran.out.startswith(SHARES)
    assert "No line that helps: AD, AE, AF" in ran.out
    assert ran.out.endswith("does not mean that somebody answers it everywhere.\n")
    assert (ran.code, ran.err) == (0, "")


def test_the_places_with_help_are_data_too(takeaction):
    data = json.loads(takeaction("doctor", "--coverage", "--json").out)

    assert [place["place"] for place in data["places"]][:3] == ["AD", "AE", "AF"]
    assert 0.98 < data["shares"]["emergency"] < 1
    assert data["countries"]["emergency"] == 230


@pytest.mark.parametrize("command", ["doctor", "packs"])
def test_a_mistake_below_the_current_folder_has_a_path_that_opens(
    takeaction, make_pack, one, monkeypatch, command
):
    # The path is relative, so that it fits on a line; JSON has it as well.
    folder = make_pack("dangling", actions=f'{one}after = ["two"]\n')
    monkeypatch.chdir(folder.parent)

    ran = takeaction(command, packs=[folder])
    data = json.loads(takeaction(command, "--json", packs=[folder]).out)

    assert f"\n{folder.name}/actions.toml:10: one.after[0]: " in f"\n{ran.out}"
    (path,) = {mistake["path"] for mistake in data["mistakes"]}
    assert "after" in (folder.parent / path).read_text("utf-8").splitlines()[9]


def test_a_mistake_in_a_project_names_the_file_inside_it(takeaction, make_pack, one, tmp_path):
    folder = make_pack("dangling", actions=f'{one}after = ["two"]\n')
    inner = tmp_path / "project" / "src" / "takeaction_pack_dangling"
    inner.parent.mkdir(parents=True)
    folder.rename(inner)

    ran = takeaction("doctor", packs=[tmp_path / "project"])

    assert f"\n{inner.as_posix()}/actions.toml:10: one.after[0]: " in ran.out


def test_a_mistake_in_an_installed_pack_names_the_installed_file(takeaction, install, site):
    install("a-distribution", pack="first", module="a_module", files={"pack.json": b"{"})

    ran = takeaction("doctor", packs="")

    assert f"\n{site.as_posix()}/a_module/pack.json: " in ran.out


def test_two_packs_of_one_id_are_named_by_it(takeaction, make_pack, one, tmp_path):
    bad = make_pack("twin", actions=f'{one}after = ["two"]\n')
    other = tmp_path / "other"
    other.mkdir()
    for path in bad.iterdir():
        (other / path.name).write_bytes(path.read_bytes())

    ran = takeaction("doctor", packs=[bad, other])

    assert "\ntwin/actions.toml:10: one.after[0]: " in ran.out


def test_a_header_that_names_no_pack_leaves_its_mistakes_their_path(takeaction, make_pack):
    folder = make_pack("nameless")
    (folder / "pack.toml").write_text('id = 7\ntitle = "T"\n', encoding="utf-8")

    ran = takeaction("doctor", packs=[folder])

    assert f"\n{folder.as_posix()}/pack.toml" in ran.out
