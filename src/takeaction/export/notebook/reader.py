"""The reader of a view: their languages, and the marks of every text in another one."""

from collections.abc import Iterable, Mapping

from takeaction.core_data import language_of
from takeaction.engine.reasons import SlotValue, say
from takeaction.export.notebook.markup import Markup, element, joined
from takeaction.models.text import ShownText, Text, direction

_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The place of a text in a message, until the text is put there with the mark of its language."""


class Reader:
    """The reader of a view.

    Attributes:
        languages: Their languages, preferred first.
        language: The language of the library's own words for them, which is that of the view.
    """

    def __init__(self, languages: Iterable[str]) -> None:
        self.languages = tuple(languages)
        self.language = language_of(self.languages)

    def say(self, code: str, slots: Mapping[str, SlotValue] | None = None) -> Markup:
        """Return one of the library's own messages."""
        return self.sentence(say(code, self.language, slots))

    def sentence(self, text: str) -> Markup:
        """Return a sentence of an answer, with its source beneath where the answer has it."""
        if not isinstance(text, ShownText):
            return joined(text)
        words = text.words
        if text == words.text or words.source is None:
            return self._marked(words.text, words.language)
        return self._with_source(words.text, words.language, words.source, "en")

    def introduce(self, code: str, slot: str, text: Markup, **slots: SlotValue) -> Markup:
        """Put a text into a slot of the message that introduces it, such as "Only for: …"."""
        before, _, after = self.say(code, {**slots, slot: _PLACE}).partition(_PLACE)
        return joined(Markup(before), text, Markup(after))

    def text(self, text: Text) -> Markup:
        """Return a text of a record, marked with its language if that is not the view's."""
        words = text.pick(self.languages)
        if str(words) == words.text:
            return self._marked(words.text, words.language)
        return self._with_source(words.text, words.language, text.source, text.language)

    def _with_source(self, text: str, language: str, source: str, source_language: str) -> Markup:
        beneath = element(
            "span",
            f"({source})",
            class_="ta-source",
            lang=source_language,
            dir=direction(source_language),
        )
        return joined(self._marked(text, language), " ", beneath)

    def _marked(self, text: str, language: str) -> Markup:
        if language == self.language:
            return joined(text)
        return element("span", text, lang=language, dir=direction(language))
