"""Prompts for the four questions: a person picks one, and the model knows how to go on."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from takeaction.errors import Fields, UnknownWordError, refused
from takeaction.models.question.arguments import MAX_MINUTES, as_region, check_whole_number
from takeaction.vocabulary.words import nearest


@attrs.frozen(kw_only=True)
class PromptArgument:
    """An argument of a prompt, written by a person.

    Attributes:
        name: Its name.
        description: Its meaning, for a person.
        read: The function that reads it, so that only a code or a number goes into the text.
    """

    name: str
    description: str
    read: Callable[[str, str], str]


@attrs.frozen(kw_only=True)
class Prompt:
    """A question that a person picks from a menu.

    Attributes:
        name: Its name.
        title: The question, in a person's words.
        description: Its use, for a person.
        arguments: Its arguments; none is required.
        text: The text for the model.
    """

    name: str
    title: str
    description: str
    arguments: Sequence[PromptArgument]
    text: str

    def written(self, values: Mapping[str, str]) -> str:
        """Return the text for a model with the arguments that a person gave.

        Raises:
            QueryError: One of them has no meaning; no text repeats it.
        """
        fields = Fields()
        known = {argument.name: argument for argument in self.arguments}
        given = [
            f"{name} is {fields.read(known[name].read, value, name)}."
            for name, value in values.items()
            if name in known and value
        ]
        fields.raise_wrong()
        return " ".join([self.text, *given])


def find_prompt(name: str) -> Prompt:
    """Return the prompt with a name.

    Raises:
        UnknownWordError: There is none.
    """
    if name not in PROMPTS:
        raise UnknownWordError("name", 0, nearest(name, PROMPTS))
    return PROMPTS[name]


def _read_place(value: str, field: str) -> str:
    return as_region(value, field).code


def _read_minutes(value: str, field: str) -> str:
    if not value.isascii() or not value.isdigit() or len(value) > len(str(MAX_MINUTES)):
        raise refused(f"query.{field}", "number", field, most=MAX_MINUTES)
    return str(check_whole_number(int(value), field, MAX_MINUTES))


_REGION = PromptArgument(name="region", description="A country or a part of it", read=_read_place)
_MINUTES = PromptArgument(name="minutes", description="The minutes you have", read=_read_minutes)

_FIRST = (
    "First say who may read this chat. If I do not name a country, ask for it; a country is enough,"
    " and I need not say more."
)

_PROMPTS = (
    Prompt(
        name="where_is_help",
        title="Where is help?",
        description="Helplines for a place: who answers, who they tell, and the number.",
        arguments=(_REGION,),
        text=(
            f"I want to know where help is. {_FIRST} Call find_help. Give me the danger notice,"
            " then at most three helplines: who answers and any warning before the number, all word"
            " for word, with the date of the evidence. I decide whether to call."
        ),
    ),
    Prompt(
        name="is_it_a_sign",
        title="Is what I saw a sign?",
        description="Signs that you saw yourself, one by one, and the next steps.",
        arguments=(_REGION,),
        text=(
            f"I saw something and wonder whether it is a sign. {_FIRST} Call assess_signs with no"
            " signs, then ask me its questions one by one. Pass only the signs that I say yes to."
            " Tell me the level as a level and never as a fact about a person, then the steps and"
            " the helplines. I will give no names."
        ),
    ),
    Prompt(
        name="what_can_i_do",
        title="What can I do?",
        description="Actions that fit your time and your place.",
        arguments=(_REGION, _MINUTES),
        text=(
            "I want to know what I can do against human trafficking. Ask me for my minutes if I do"
            " not name them, and call recommend_actions. Give me at most three actions, each with"
            " its reason and its safety advice."
        ),
    ),
    Prompt(
        name="what_should_i_buy",
        title="What should I buy?",
        description="Lists, labels and sellers for goods that you want to buy.",
        arguments=(),
        text=(
            "I want to buy something and to know about forced labour and child labour behind it."
            " Ask me for the goods, and call check_purchase. Tell me what lists say with the year,"
            " the limits of each label, and the sellers. Call nothing safe and no brand guilty."
        ),
    ),
)

PROMPTS: Mapping[str, Prompt] = {prompt.name: prompt for prompt in _PROMPTS}
"""The prompts by name."""
