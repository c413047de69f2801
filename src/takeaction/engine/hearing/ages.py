"""Ages in a text: that of its writer, and those of others; never a sum, an hour or a duration."""

from collections.abc import Iterator
from typing import NamedTuple

from takeaction.engine.hearing.tokens import folded_words

ADULT = 18
_OLDEST = 110
_AGES = range(4, _OLDEST)

_YEARS = frozenset({"yo", "anos", "ano", "ans", "anitos"})
_YEARS_OLD = frozenset({"year", "years", "yr", "yrs", "y"})
_OLD = frozenset({"old", "o"})
"""Words after "years" in an age; without one of them it is a duration, unless a word before says
whose age it is."""

_SEX = frozenset({"m", "f"})
"""Letters after an age: "34M"."""

_BEFORE = frozenset(
    {
        *("im", "am", "is", "hes", "shes", "are", "theyre", "aged", "age", "turned", "turning"),
        *("only", "just", "barely", "was", "almost", "nearly", "looks", "maybe", "about"),
        *("tengo", "tiene", "cumpli", "cumplio", "tenia", "j", "ai", "avais", "r", "were"),
    }
)
"""Words right before a number that may be an age without "years"."""

_BEFORE |= frozenset(folded_words("عمري عمرها عمره عمرهم सिर्फ उम्र umar umr"))

_ROUGHLY = frozenset(
    {"bout", "abt", "like", "roughly", "approx", "around", "unos", "como", "genre"}
)
_SEEMS = frozenset(
    {
        *("looks", "look", "looked", "seems", "seem", "seemed", "shes", "hes", "theyre", "be"),
        *("parece", "parecen", "aparenta", "air", "semble"),
    }
)
"""Words between which and a number a word for "roughly" may stand: "looks bout 13"."""

_HINDI_OF = frozenset(folded_words("ki ka ke की का के"))
_HINDI_IS = frozenset(folded_words("hu hun hoon hai h hain thi हूं है हैं और aur"))
"""Words after an age in Hindi: "17 ki hoon"; "ki" alone joins sentences too."""

_WRITER = frozenset({"im", "am", "i", "we", "me", "tengo", "cumpli", "ai", "aurai", "g"})
_WRITER |= frozenset(folded_words("عمري انا meri mera main mai mujhe मैं मेरी मेरा मुझे"))
"""Words shortly before the age of the writer."""

_KIN = frozenset(
    {
        *("son", "daughter", "sister", "brother", "niece", "nephew", "cousin", "friend", "girl"),
        *("boy", "kid", "child", "student", "pupil", "grandson", "granddaughter", "stepdaughter"),
        *("stepson", "wife", "husband", "mom", "mother", "dad", "father", "neighbor", "baby"),
        *("hija", "hijo", "hermana", "hermano", "sobrina", "sobrino", "prima", "primo", "nina"),
        *("nino", "alumna", "alumno", "amiga", "amigo", "nieta", "nieto", "muchacha", "muchacho"),
        *("fille", "fils", "soeur", "frere", "cousine", "cousin", "niece", "neveu", "eleve"),
        *("amie", "ami", "petite", "petit", "enfant", "garcon", "chica", "chico", "her", "him"),
        *("daughters", "sons", "kids", "children", "boys", "girls", "hijos", "enfants", "he"),
        *("she", "hes", "shes", "ella", "el", "elle", "il", "tiene", "partner", "one"),
    }
)
"""Words shortly before the age of somebody else."""

_KIN |= frozenset(folded_words("عمرها عمره بنت بنتي ابني ابنتي ولد اختي اخي طفل طفله"))
_KIN |= frozenset(
    folded_words("beti beta ladki ladka behen bhai uski uska बेटी बेटा लड़की लड़का बहन भाई")
)

_DURATION = frozenset(
    {
        *("for", "since", "last", "past", "after", "in", "over", "within", "every", "been"),
        *("hace", "desde", "por", "durante", "llevo", "lleva", "llevamos", "llevan", "ultimos"),
        *("tras", "despues", "depuis", "pendant", "fait", "apres", "dans", "sous", "environ"),
    }
)
"""Words before a number of years that is no age."""

_THEN = frozenset({"when", "was", "were", "had", "tenia", "avais", "avait", "cuando", "quand"})
"""Words before an age that somebody had once: "when i was 12"."""

_OTHERS = _KIN | {"my", "mi", "ma", "mon", "her", "his", "our", "su", "sa", "have", "has", "with"}
_OTHERS |= {"think", "guess", "looks", "says", "said", "creo", "parece", "pense", "crois"}
"""Words that say that the age after them is somebody else's."""

_UNITS = frozenset(
    {
        *("k", "usd", "dollars", "dollar", "bucks", "euros", "euro", "eur", "pounds", "pesos"),
        *("lakh", "rupees", "percent", "hours", "hour", "hrs", "h", "days", "day", "weeks"),
        *("week", "months", "month", "minutes", "minute", "am", "pm", "people", "men", "guys"),
        *("girls", "women", "of", "times", "km", "miles", "feet", "lbs", "kg", "others"),
        *("horas", "hora", "dias", "dia", "semanas", "meses", "mes", "minutos", "personas"),
        *("hombres", "mujeres", "veces", "heures", "heure", "jours", "jour", "semaines"),
        *("mois", "minutes", "personnes", "hommes", "femmes", "filles", "fois", "mil", "mille"),
        *(
            "foot",
            "ft",
            "ago",
            "pills",
            "tablets",
            "pastillas",
            "cachets",
            "dollares",
            "reais",
            "franc",
        ),
        *("francs", "thousand", "hundred", "shillings", "naira", "baht", "riyal", "dirham"),
    }
)
"""Words after a number that is no age."""

_NEAR = 4


class Ages(NamedTuple):
    """The ages in a text.

    Attributes:
        writer: The age of its writer, now; None where it is not said.
        others: The ages of others.
    """

    writer: int | None
    others: tuple[int, ...]


def ages_in(words: list[str]) -> Ages:
    """Return the ages that the words of a text say."""
    writer: int | None = None
    others: list[int] = []
    for place, age in _ages(words):
        if _is_writers(words, place):
            writer = age if writer is None else writer
        else:
            others.append(age)
    return Ages(writer, tuple(others))


def is_no_age(words: list[str], place: int) -> bool:
    """Tell whether a number is a sum, an hour or a duration."""
    after = words[place + 1] if place + 1 < len(words) else ""
    return after in _UNITS or after.isdecimal()


def _ages(words: list[str]) -> Iterator[tuple[int, int]]:
    for place, word in enumerate(words):
        if not (word.isascii() and word.isdecimal() and int(word) in _AGES and len(word) < 4):  # noqa: PLR2004 - as wide as the oldest
            continue
        before, after = words[max(place - 2, 0) : place], words[place + 1 : place + 3]
        if is_no_age(words, place) or not (_DURATION | _THEN).isdisjoint(before):
            continue
        has_years = not _YEARS.isdisjoint(after[:1]) or (
            not _YEARS_OLD.isdisjoint(after[:1]) and not _OLD.isdisjoint(after[1:])
        )
        has_sex = not _SEX.isdisjoint(after[:1])
        is_named = not _BEFORE.isdisjoint(before[-1:]) or not _KIN.isdisjoint(before[-1:])
        is_named |= not _ROUGHLY.isdisjoint(before[-1:]) and not _SEEMS.isdisjoint(before)
        is_hindi = not _HINDI_OF.isdisjoint(after[:1]) and not _HINDI_IS.isdisjoint(after[1:])
        if has_years or has_sex or is_named or is_hindi:
            yield place, int(word)


def _is_writers(words: list[str], place: int) -> bool:
    """Tell whether the nearest word before an age speaks of the writer."""
    for at in range(place - 1, max(place - _NEAR - 1, -1), -1):
        word = words[at]
        if word in _OTHERS:
            return False
        if word in _WRITER:
            return True
    return words[place + 1 : place + 2] in (["m"], ["f"])  # "16f", as people write of themselves
