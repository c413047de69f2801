"""Files of invented people and of readings: what they hold, and every mistake by its line."""

from random import Random

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takeaction import Profile, recommend
from takeaction.authoring.readings import (
    PeopleError,
    PersonReading,
    draw,
    is_reading_name,
    read_people,
    read_reading,
    write_reading,
    written_ids,
)
from takeaction.models.question.arguments import MAX_MINUTES
from takeaction.models.record import RecordId
from takeaction.testing import catalog_of

FIVE = '["learn-the-basics", "donate-money", "ask-a-brand", "write-editorial", "buy-fair-trade"]'
PERSON = """\
[[person]]
id = "night-cleaner"
who = "A night cleaner with ten minutes."
profile = { minutes = 10, roles = ["worker"], region = "DE" }
"""
READ = f'{PERSON}A = {{ best = {FIVE}, also = ["join-local-group"], bad = ["host-movie-night"] }}\n'


@pytest.fixture
def write(tmp_path):
    def write_file(text, name="people.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write_file


def mistakes_in(path, catalog):
    with pytest.raises(PeopleError) as refused:
        read_people(path, catalog)
    assert str(refused.value) == "\n".join(refused.value.mistakes)
    return [text.removeprefix(f"{path.parent}/") for text in refused.value.mistakes]


def test_a_person_is_read_with_their_readings(write, catalog):
    path = write(f"{READ}C = {{ best = {FIVE} }}\n")

    (person,) = read_people(path, catalog)

    assert (person.id, person.who) == ("night-cleaner", "A night cleaner with ten minutes.")
    assert person.profile == Profile(minutes=10, roles=["worker"], region="DE")
    assert list(person.readings) == ["A", "C"]
    assert person.readings["A"].best[:2] == ("learn-the-basics", "donate-money")
    assert person.readings["A"].also == ("join-local-group",)
    assert person.readings["A"].bad == ("host-movie-night",)
    assert person.readings["C"].shown == person.readings["C"].also == ()


def test_a_file_without_people_has_none(write, catalog):
    assert read_people(write("# nobody yet\n"), catalog) == ()


def test_somebody_in_trouble_may_get_fewer_than_five(write, catalog):
    # Whoever needs help gets help, and is not sent to study so that a list is full.
    text = PERSON.replace("minutes = 10", "minutes = 10, concern = true")
    path = write(f'{text}A = {{ best = ["get-help-for-yourself"] }}\n')

    (person,) = read_people(path, catalog)

    assert person.readings["A"].best == ("get-help-for-yourself",)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (
            READ.replace("donate-money", "donate-mony"),
            (
                'people.toml:5: night-cleaner.A.best[1]: there is no action "donate-mony". '
                "Fix: did you mean donate-money?"
            ),
        ),
        (
            READ.replace('"donate-money"', '"zzz"'),
            (
                'people.toml:5: night-cleaner.A.best[1]: there is no action "zzz". '
                "Fix: see takeaction search --kind action."
            ),
        ),
        (
            READ.replace('"donate-money", ', ""),
            (
                "people.toml:5: night-cleaner.A.best: 4 actions are in order here. "
                "Fix: name the 5 best, the best one first."
            ),
        ),
        (
            READ.replace('"donate-money"', '"donate-money", "talk-about-demand"'),
            (
                "people.toml:5: night-cleaner.A.best: 6 actions are in order here. "
                "Fix: name the 5 best, the best one first."
            ),
        ),
        (
            PERSON + "A = { also = [] }\n",
            (
                "people.toml:5: night-cleaner.A.best: 0 actions are in order here. "
                "Fix: name the 5 best, the best one first."
            ),
        ),
        (
            READ.replace('"join-local-group"', '"donate-money"'),
            (
                'people.toml:5: night-cleaner.A.also[0]: "donate-money" is in best already. '
                "Fix: keep it in one place."
            ),
        ),
        (
            READ.replace('"ask-a-brand"', '"donate-money"'),
            (
                'people.toml:5: night-cleaner.A.best[2]: "donate-money" is in best already. '
                "Fix: keep it in one place."
            ),
        ),
        (
            READ.replace("best =", 'shown = ["talk-about-demand", "talk-about-demand"], best ='),
            (
                'people.toml:5: night-cleaner.A.best[0]: "learn-the-basics" was not shown. '
                "Fix: add it to shown, or delete it."
            ),
        ),
        (
            READ.replace("best =", "bets = [], best ="),
            (
                "people.toml:5: night-cleaner.A.bets: a reading has no such list. "
                "Fix: use shown, best, also, bad."
            ),
        ),
        (
            READ.replace('["host-movie-night"]', '"host-movie-night"'),
            (
                "people.toml:5: night-cleaner.A.bad: this is no list of ids. "
                'Fix: write ["first-action", "second-action"].'
            ),
        ),
        (
            READ.replace('["host-movie-night"]', "[7]"),
            (
                "people.toml:5: night-cleaner.A.bad: this is no list of ids. "
                'Fix: write ["first-action", "second-action"].'
            ),
        ),
        (
            f"{PERSON}A = 5\n",
            (
                "people.toml:5: night-cleaner.A: this is no reading. "
                "Fix: write { best = […], also = […], bad = […] }."
            ),
        ),
        (
            READ.replace("A = {", "anna = {"),
            (
                'people.toml:5: night-cleaner.anna: "anna" is no name of a reading. '
                "Fix: write a capital letter, with up to three digits if need be, such as D or D2."
            ),
        ),
        (
            PERSON.replace('id = "night-cleaner"\n', ""),
            (
                "people.toml:1: id: the person has no id of the right form. "
                'Fix: add id = "night-cleaner", in small letters with hyphens.'
            ),
        ),
        (
            PERSON.replace("night-cleaner", "Night Cleaner"),
            (
                "people.toml:2: id: the person has no id of the right form. "
                'Fix: add id = "night-cleaner", in small letters with hyphens.'
            ),
        ),
        (
            PERSON + PERSON,
            (
                "people.toml:6: night-cleaner.id: an earlier person has this id. "
                "Fix: give each person an id of their own, or delete one of them."
            ),
        ),
        (
            PERSON.replace("who = ", "whom = "),
            (
                "people.toml:1: night-cleaner.who: nothing says who this is. "
                "Fix: describe the person in a sentence of at most 1,000 characters."
            ),
        ),
        (
            PERSON.replace("profile = ", "# profile = "),
            (
                "people.toml:1: night-cleaner.profile: the person has no profile. "
                "Fix: add profile = { minutes = 30 }, with what else is known."
            ),
        ),
        (
            PERSON.replace("minutes = 10", "minutes = 0"),
            (
                "people.toml:4: night-cleaner.profile.minutes: Give minutes as a whole number "
                f"from 1 to {MAX_MINUTES:,}. Fix: write it as for takeaction recommend."
            ),
        ),
        (
            PERSON.replace('"worker"', '"wroker"'),
            (
                "people.toml:4: night-cleaner.profile.roles: Unknown word in roles. "
                "Did you mean worker? Fix: write it as for takeaction recommend."
            ),
        ),
        (
            "[people]\n",
            'people.toml:1: a file of people has no "people". Fix: write [[person]].',
        ),
        (
            "person = 5\n",
            "people.toml:1: this is no list of people. Fix: write [[person]].",
        ),
        (
            "person = [5]\n",
            "people.toml:1: this is no list of people. Fix: write [[person]].",
        ),
        (
            PERSON + "A = { best = [\n",
            "people.toml:5: the list that opens here with [ has no ]. Fix: write ] at its end.",
        ),
        (
            "x = " + "[" * 50 + "]" * 50,
            "people.toml:1: lists and tables are nested more than 16 deep. Fix: use fewer levels.",
        ),
        (
            b'[[person]]\nid = "\xff"\n',
            "people.toml:2: this is not UTF-8. Fix: save it as UTF-8.",
        ),
        (
            b"#" * 300_000,
            "people.toml: it has more than 262,144 bytes. Fix: split it into several files.",
        ),
    ],
)
def test_a_mistake_is_told_by_its_line(write, catalog, text, mistake):
    assert mistakes_in(write(text), catalog)[0] == mistake


def test_a_file_that_is_not_there_is_told(tmp_path, catalog):
    assert mistakes_in(tmp_path / "gone.toml", catalog) == [
        "gone.toml: it cannot be read: No such file or directory. Fix: check the path."
    ]
    with pytest.raises(PeopleError, match="no file can have this name"):
        read_people("people\0.toml", catalog)


def test_every_mistake_is_listed_in_order_of_lines(write, catalog):
    text = READ.replace("minutes = 10", "minutes = 0").replace("donate-money", "x") + (
        PERSON.replace("night-cleaner", "other").replace('who = "A', 'who = "')
        + 'A = { best = ["y"], shown = ["donate-money", "donate-money"] }\n'
    )

    lines = [text.split(": ")[0] for text in mistakes_in(write(text), catalog)]

    assert lines == [f"people.toml:{line}" for line in (4, 5, 10, 10, 10, 10)]


def test_after_fifty_mistakes_the_others_are_counted(write, catalog):
    text = "".join(f'[[person]]\nid = "p{n}"\nwho = "P"\n' for n in range(60))

    found = mistakes_in(write(text), catalog)

    assert len(found) == 51
    assert found[-1].endswith("people.toml: there are 10 more mistakes.")


# Files of one reading


@pytest.fixture
def people(write, catalog):
    return read_people(write(PERSON + PERSON.replace("night", "day")), catalog)


def test_a_written_reading_is_read_again(write, catalog, people):
    best = tuple(FIVE[2:-2].split('", "'))
    reading = PersonReading(best=best, bad=("host-movie-night",), shown=(*best, "host-movie-night"))
    path = write("# by takeaction judge\n" + write_reading("day-cleaner", "D", reading), "d.toml")

    name, readings = read_reading(path, people, catalog)

    assert (name, readings) == ("D", {"day-cleaner": reading})


def test_an_empty_reading_has_no_name_yet(write, catalog, people):
    assert read_reading(write("# begun\n"), people, catalog) == (None, {})


ONLY = f'[[person]]\nid = "night-cleaner"\nD = {{ best = {FIVE} }}\n'


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (
            ONLY.replace("night-cleaner", "night-cleener"),
            "2: night-cleener.id: there is no such person. Fix: did you mean night-cleaner?",
        ),
        (
            ONLY.replace("night-cleaner", "pilot"),
            "2: pilot.id: there is no such person. Fix: use the file of people that was judged.",
        ),
        (
            READ,
            (
                "1: night-cleaner: the person has 3 fields beside the id. "
                "Fix: keep the id and one reading."
            ),
        ),
        (
            ONLY + ONLY.replace("night", "day").replace("D =", "E ="),
            "6: day-cleaner.E: this file is of the reading D. Fix: keep one reading in a file.",
        ),
        (
            ONLY.replace('"donate-money", ', ""),
            (
                "3: night-cleaner.D.best: 4 actions are in order here. "
                "Fix: name the 5 best, the best one first."
            ),
        ),
    ],
    ids=["near", "unknown", "people", "two-readings", "too-few"],
)
def test_a_mistake_in_a_reading_is_told_by_its_line(write, catalog, people, text, mistake):
    path = write(text, "reading.toml")

    with pytest.raises(PeopleError) as refused:
        read_reading(path, people, catalog)

    assert refused.value.mistakes == (f"{path}:{mistake}",)


def test_two_packs_with_one_local_id_are_told_apart(catalog):
    # An id is written without its pack, unless two packs have it.
    action = next(iter(catalog.actions.values()))
    same = [attrs.evolve(action, id=RecordId(id)) for id in ("one:same", "two:same", "two:other")]

    assert list(written_ids(same)) == ["one:same", "two:same", "other"]


@pytest.mark.parametrize("name", ["A", "D2", "Z999"])
def test_a_letter_with_digits_names_a_reading(name):
    assert is_reading_name(name)


@pytest.mark.parametrize("name", ["", "a", "Anna", "AB", "D2000", "D\u0663", "A\n"])
def test_nothing_that_could_be_a_name_names_a_reading(name):
    assert not is_reading_name(name)


# Hostile files

PIECES = (
    *("[[person]]\n", "[person]\n", "[[person.A]]\n", 'id = "a"\n', 'id = "b"\n', "id = 5\n"),
    *('who = "W"\n', "who = []\n", "profile = { minutes = 5 }\n", "profile = { minutes = [] }\n"),
    *("profile = { minutes = 5, roles = 5, skills = [[]], region = 7 }\n", "profile = 5\n"),
    *(f"A = {{ best = {FIVE} }}\n", "A = { best = [[]] }\n", "A = { best = {} }\n", "A = []\n"),
    *("B = { shown = [5], bad = 1979-05-27 }\n", '"" = 5\n', "A.best = []\n", "[[A]]\n", "]\n"),
)
"""Pieces of files, each with a mistake or without, which are put together in any order."""


@given(text=st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_gives_people_or_mistakes_with_lines(tmp_path, catalog, text):
    path = tmp_path / "any.toml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")

    for read in (read_people, lambda path, catalog: read_reading(path, (), catalog)[1]):
        mistakes = ()
        try:
            assert len(read(path, catalog)) <= text.count("id = ")
        except PeopleError as error:
            mistakes = error.mistakes
        assert all(line.startswith(f"{path}:") for line in mistakes)


# The actions to choose among: a mix of our own first ones and others

STUDENT = Profile(minutes=30, roles=["student"], skills=["writing"], region="US-OH")


def chance(seed):
    return Random(seed)  # noqa: S311 - no secret


@pytest.mark.parametrize("seed", range(20))
def test_our_first_five_are_among_twelve_with_others_from_behind_and_elsewhere(catalog, seed):
    ranked = [item.action for item in recommend(catalog, STUDENT, limit=None)]

    drawn = draw(catalog, STUDENT, chance(seed))

    places = [ranked.index(action) if action in ranked else 1_000 for action in drawn]
    assert len({action.id for action in drawn}) == len(drawn) == 12
    assert sum(place < 5 for place in places) == 5
    assert sum(place < 20 for place in places) >= 9
    assert all(action.status == "active" for action in drawn)


def test_one_seed_gives_one_draw_and_others_differ(catalog):
    drawn = {seed: draw(catalog, STUDENT, chance(seed)) for seed in range(10)}

    assert draw(catalog, STUDENT, chance(3)) == drawn[3]
    assert len({frozenset(a.id for a in actions) for actions in drawn.values()}) == 10
    assert len({actions[0].id for actions in drawn.values()}) > 3


def test_our_five_stand_anywhere_among_the_twelve(catalog):
    ours = {item.action.id for item in recommend(catalog, STUDENT, limit=5)}

    draws = [draw(catalog, STUDENT, chance(seed)) for seed in range(200)]

    at_place = [sum(actions[place].id in ours for actions in draws) for place in range(12)]
    assert sum(at_place) == 200 * 5
    assert min(at_place) > 50 and max(at_place) < 120  # noqa: PT018 - 83 on average


def test_somebody_with_a_short_list_gets_others_instead(catalog):
    child = Profile(minutes=1, age="child", concern=True)

    drawn = draw(catalog, child, chance(1))

    assert len(recommend(catalog, child, limit=None)) < 12
    assert len({action.id for action in drawn}) == 12


def test_a_small_catalog_is_shown_whole(first_actions):
    drawn = draw(first_actions, STUDENT, chance(1))

    assert sorted(action.id for action in drawn) == sorted(first_actions.actions)


@pytest.fixture
def first_actions(catalog):
    live = [action for action in catalog.actions.values() if action.status == "active"]
    return catalog_of(live[:7])
