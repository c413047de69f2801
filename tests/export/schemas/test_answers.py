"""Real answers and records of our packs fit their schemas, as an independent validator sees it.

The questions are drawn from a seed: more than two hundred of them, half in each form of the texts.
"""

import copy
import random
from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

import takeaction as ta
from takeaction.vocabulary.actions import Age, Cost, Mode, Per, Risk
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer, WordKind
from takeaction.vocabulary.resources import HELP_PURPOSES, Audience
from takeaction.vocabulary.signs import Person, When

FORMS = ("beneath", "apart")
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
REGIONS = ("US", "US-TX", "GB", "FR", "KE", "MX", "IN", "NP", "MM", "BR", "419", "EU", "001")
COUNTRIES = tuple(region for region in REGIONS if region.isalpha() and region != "EU")
LANGUAGES = ("en", "es", "fr", "es-MX", "de", "zh-Hant", "sw")
TEXTS = ("trapped", "my boss has my passport", "coffee", "write a letter", "child", "Thailand")
PLAIN = (
    *("my boss has my passport", "my neighbors maid is locked in and unpaid", "qwerty", ""),
    *("how can i volunteer, 20 minutes", "is this chocolate slave free", "a hotel in thailand"),
    *("what is the definition of debt bondage", "signs of trafficking", "je suis enfermée"),
)
GOODS = ("coffee", "chocolate", "cotton", "bricks", "beef", "carpets", "no such thing")
BY_KIND = 25
"""Questions of each kind; there are nine kinds."""


@cache
def validator(name, form):
    return Draft202012Validator(ta.answer_schema(name, translations=form))


def assert_fits(data, name, form="beneath"):
    error = best_match(validator(name, form).iter_errors(data))
    assert error is None, f"{name} ({form}) {error.json_path}: {error.message[:200]}"


class Draw:
    """Questions at random, each kind with all its arguments."""

    def __init__(self, catalog, seed):
        self.catalog = catalog
        self.random = random.Random(seed)  # noqa: S311 - a test that can be repeated

    def one(self, words, *, none=0.0):
        return None if self.random.random() < none else self.random.choice([*words])

    def some(self, words, most=3):
        words = sorted(words)
        return self.random.sample(words, self.random.randint(0, min(most, len(words))))

    def words(self, kind):
        return self.some(self.catalog.words.ids(kind))

    def common(self):
        return {"at": self.one([AT], none=0.2)}

    def profile(self):
        return ta.Profile(
            minutes=self.random.choice([1, 5, 30, 90, 600]),
            per=self.one(Per),
            skills=self.words(WordKind.SKILL),
            roles=self.words(WordKind.ROLE),
            topics=self.words(WordKind.TOPIC),
            region=self.one(REGIONS),
            modes=self.some(Mode),
            languages=self.some(LANGUAGES) or ["en"],
            cost=self.one(Cost),
            risk=self.one(Risk),
            age=self.one(Age),
            concern=self.random.random() < 0.3,
            done=self.some(self.catalog.actions),
        )

    def help_query(self):
        return ta.HelpQuery(
            region=self.one(REGIONS),
            language=self.one(LANGUAGES, none=0.4),
            channel=self.one(Channel, none=0.7),
            purpose=self.one(sorted(HELP_PURPOSES), none=0.8),
            topic=self.one(NeedTopic, none=0.6),
            audience=self.one(Audience, none=0.7),
            calling_from=self.one(COUNTRIES, none=0.5),
            home=self.one(COUNTRIES, none=0.5),
        )

    def help(self):
        languages = self.some(LANGUAGES) or ["en"]
        return ta.find_help(self.catalog, self.help_query(), languages=languages, **self.common())[
            :5
        ]

    def recommendations(self):
        return ta.recommend(self.catalog, self.profile(), limit=4, **self.common())

    def why_not(self):
        action = self.one(self.catalog.actions)
        return ta.why_not(self.catalog, self.profile(), action)

    def plan(self):
        budget = self.random.choice([30, 240, 1200])
        horizon = self.one(["week", "month"])
        return ta.plan(
            self.catalog, self.profile(), budget=budget, horizon=horizon, **self.common()
        )

    def assessment(self):
        signs = self.some(self.catalog.indicators, 6)
        return ta.assess(
            self.catalog,
            signs[1:],
            not_observed=signs[:1],
            when={sign: self.one(When) for sign in signs[1:3]},
            person=self.one(Person),
            role=self.one(Observer),
            region=self.one(REGIONS),
            languages=self.some(LANGUAGES) or ["en"],
            **self.common(),
        )

    def purchase(self):
        goods = self.some(GOODS, 3) or ["coffee"]
        origin, ships_to = (self.one(COUNTRIES, none=0.5) for _ in range(2))
        query = ta.PurchaseQuery(goods, origin, ships_to)
        languages = self.some(LANGUAGES) or ["en"]
        return ta.check_purchase(self.catalog, query, languages=languages, **self.common())

    def destination(self):
        languages = self.some(LANGUAGES) or ["en"]
        region = self.one(COUNTRIES)
        return ta.check_destination(self.catalog, region, languages=languages, **self.common())

    def hits(self):
        languages = self.some(LANGUAGES) or ["en"]
        text = self.one(TEXTS)
        return ta.search(self.catalog, text, limit=8, languages=languages)

    def reply(self):
        languages = self.some(LANGUAGES) or ["en"]
        region = self.one(REGIONS, none=0.5)
        return ta.ask(self.catalog, self.one(PLAIN), region=region, languages=languages, at=AT)


ANSWERS = {
    "Help": Draw.help,
    "Recommendations": Draw.recommendations,
    "WhyNot": Draw.why_not,
    "Plan": Draw.plan,
    "Assessment": Draw.assessment,
    "PurchaseAdvice": Draw.purchase,
    "DestinationAdvice": Draw.destination,
    "Hits": Draw.hits,
    "Reply": Draw.reply,
}
PARTS = {"Help": "HelpLine", "Recommendations": "Recommendation", "Hits": "Hit"}
"""Answers that are a list, and the name of one of it."""


@cache
def answers(catalog, name):
    draw = Draw(catalog, name)
    return [ANSWERS[name](draw) for _ in range(BY_KIND)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ANSWERS)
def test_answers_fit_their_schema(catalog, name, form):
    for answer in answers(catalog, name):
        assert_fits(answer.as_json(translations=form), name, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PARTS)
def test_one_of_a_list_fits_its_own_schema(catalog, name, form):
    parts = [answer[0] for answer in answers(catalog, name) if len(answer)]

    assert parts
    for part in parts:
        assert_fits(part.as_json(translations=form), PARTS[name], form)


def test_the_questions_are_two_hundred_and_various(catalog):
    assert BY_KIND * len(ANSWERS) == 225
    assert sum(map(len, answers(catalog, "Help"))) > 50
    assert sum(map(len, answers(catalog, "Recommendations"))) > 50
    assert sum(len(plan.items) for plan in answers(catalog, "Plan")) > 30
    texts = str([answer.as_json(translations="apart") for answer in answers(catalog, "Help")])
    assert "'reviewed': True" in texts
    assert "'reviewed': False" in texts
    levels = Counter(answer.level for answer in answers(catalog, "Assessment"))
    assert len(levels) >= 3
    assert any(answer.change for answer in answers(catalog, "WhyNot"))


@pytest.mark.broad
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("actions", "Action"),
        ("resources", "Resource"),
        ("indicators", "Indicator"),
        ("vendors", "Vendor"),
        ("labels", "Label"),
        ("goods", "Good"),
        ("ratings", "Rating"),
    ],
)
def test_every_record_of_our_packs_fits_its_schema(catalog, kind, name):
    records = getattr(catalog, kind).values()

    assert records
    for number, record in enumerate(records):
        form = FORMS[number % 2]
        languages = LANGUAGES[number % 3 :]
        assert_fits(record.as_json(languages, translations=form), name, form)


@pytest.fixture(scope="module")
def sample(catalog):
    answer = ta.find_help(catalog, ta.HelpQuery("US-TX", "es"), languages=["es"], at=AT)[:2]
    return {form: answer.as_json(translations=form) for form in FORMS}


def _missing(answer):
    del answer["lines"][0]["ways"][0]["dial_region"]


def _added(answer):
    answer["lines"][0]["ways"][0]["dial_country"] = "US"


def _typed(answer):
    answer["lines"][0]["ways"][0]["interpreter"] = "yes"


def _unknown_word(answer):
    answer["lines"][0]["ways"][0]["state"] = "perhaps"


def _number(answer):
    answer["lines"][0]["ways"][0]["dial"] = "1-888-373-7888"


def _id(answer):
    answer["lines"][0]["ways"][0]["id"] = "national-hotline"


def _moment(answer):
    answer["lines"][0]["ways"][0]["opens"] = "tomorrow"


def _address(answer):
    answer["lines"][0]["ways"][0]["url"] = "javascript:alert(1)"


def _place(answer):
    answer["chain"][0] = "Texas"


def _language(answer):
    answer["lines"][0]["ways"][0]["text_language"] = "Spanish"


def _list(answer):
    answer["notices"] = {}


def _absent(answer):
    answer["emergency"] = None


def _unknown_text(answer):
    answer["emergency"]["text"] = None


CHANGES = (
    *(_missing, _added, _typed, _unknown_word, _number, _id, _moment, _address, _place),
    *(_language, _list, _absent, _unknown_text),
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_an_answer_that_was_changed_does_not_fit(sample, change, form):
    answer = copy.deepcopy(sample[form])
    assert_fits(answer, "Help", form)

    change(answer)

    assert not validator("Help", form).is_valid(answer)


OPEN = {"change", "languages", "near", "regions"}
"""Keys of objects whose own keys are data, or may be missing."""


def places(value, key=None):
    """Yield each list or object at any depth with each of its places, and its own key."""
    if isinstance(value, (dict, list)):
        for place in value if isinstance(value, dict) else range(len(value)):
            yield value, place, key
            yield from places(value[place], place)


@pytest.mark.heavy
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ANSWERS)
def test_no_change_at_any_depth_fits(catalog, name, form):
    longest = max(answers(catalog, name), key=lambda answer: len(str(answer.as_json())))
    answer = longest.as_json(translations=form)
    every = list(places(answer))
    is_valid = validator(name, form).is_valid
    draw = random.Random(name)  # noqa: S311 - a test that can be repeated

    for container, place, key in draw.sample(every, min(40, len(every))):
        value = container[place]
        container[place] = 0.5
        assert not is_valid(answer), (key, place)
        container[place] = value
        if isinstance(container, dict) and key not in OPEN:
            del container[place]
            assert not is_valid(answer), (key, place)
            container[place] = value
            container["unheard_of"] = value
            assert not is_valid(answer), (key, place)
            del container["unheard_of"]
    assert is_valid(answer)


def test_the_two_forms_exclude_each_other(sample):
    assert not validator("Help", "apart").is_valid(sample["beneath"])
    assert not validator("Help", "beneath").is_valid(sample["apart"])
