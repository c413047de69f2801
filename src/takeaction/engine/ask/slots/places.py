"""Places in a text: that of the person in danger, that of the writer, and where they come from."""

from collections.abc import Iterator, Mapping
from functools import cache

from takeaction.core_data import read
from takeaction.engine.ask.slots.languages import SPEAKING
from takeaction.engine.ask.slots.text_slot import TextSlot
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.hearing.mentions.mention import Mention
from takeaction.engine.hearing.mentions.reading import places_in
from takeaction.engine.hearing.tokens import Token, folded_words
from takeaction.models.region import country_of
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, NeedTopic

_FROM = frozenset(
    {"from", "aus", "desde", "depuis", "taga", "mula", "من", "из", "з", "із", "с"}  # noqa: RUF001
)
"""Words before a place where somebody comes from."""

_WRITE = frozenset(
    {
        *("calling", "call", "writing", "write", "writes", "texting", "text", "here", "live"),
        *("escape", "escaped", "flying", "fly", "flies", "flight", "leaves", "leaving"),
        *("escribo", "escribimos", "escribe", "llamo", "hablo", "ecris", "appelle", "ecrit"),
        *("пишу", "مكتب"),
    }
)
"""Words that say that somebody is at the place after "from"."""

_OF = frozenset({"de", "du", "da", "do", "d", "des", "of", "galing"})
"""Words that mean the same after one of _COME or _PEOPLE."""

_COME = frozenset(
    {
        *("soy", "somos", "es", "son", "vengo", "venimos", "viene", "vino", "vine", "vinimos"),
        *("vienen", "venir", "venia", "llegue", "llego", "llegamos", "llegaron", "llegada", "trae"),
        *(
            "traen",
            "traida",
            "traido",
            "traidas",
            "traidos",
            "trajo",
            "trajeron",
            "nacido",
            "nacida",
        ),
        *("viens", "vient", "venons", "viennent", "venu", "venue", "venus", "venues", "arrive"),
        *("arrivee", "arrives", "arrivees", "revenu", "revenue", "revenues", "ramene", "ramenee"),
        *("amene", "amenee", "originaire", "quitte", "parti", "partie", "debarque", "suis"),
        *("sou", "vim", "veio", "vieram", "trouxe", "trouxeram", "brought", "came", "come"),
        *("originally", "po", "ako", "kami", "fled"),
    }
)

_PEOPLE = frozenset(
    {
        *("chica", "chicas", "mujer", "mujeres", "muchacha", "muchachas", "hombre", "hombres"),
        *("amiga", "amigo", "prima", "primo", "gente", "familia", "senora", "nina", "ninas"),
        *("fille", "filles", "femme", "femmes", "homme", "hommes", "ouvriers", "jeunes", "gars"),
        *("cousine", "cousin", "amie", "ami", "dame", "garcons", "diaspora"),
        *("moca", "mocas", "menina", "meninas", "mulher", "mulheres", "rapaz"),
        *("girl", "girls", "boys", "men", "women", "nationals", "citizen", "citizens"),
    }
)
"""People of a place are from there: "chicas de Colombia"."""

_LEFT = frozenset(
    {"left", "quitte", "quittee", "quitter", "deje", "dejo", "deixei", "fled", "deixou"}
)
"""Words right before a place that somebody left."""

_LEAVE = frozenset({"fly", "flies", "flew", "flown", "flying", "got", "moved", "sent", "taken"})
"""Words before "out of" a place that somebody left."""

_ENVOYS = frozenset(
    {
        *("embassy", "consulate", "mission", "embajada", "consulado", "ambassade", "consulat"),
        *(
            "embaixada",
            "botschaft",
            "konsulat",
            "konzulat",
            "embahada",
            "посольство",
            "консульство",
        ),
        *("посольства", "консульства", "سفاره", "السفاره", "قنصليه", "दूतावास"),
    }
)
"""The envoys of a country are not in it."""

_GOALS = frozenset(
    {
        *("job", "jobs", "visa", "visas", "work", "work permit", "travels", "offer", "contract"),
        *("trip", "agency", "number", "act", "law", "protocol", "passport", "student"),
    }
)
"""Words right after a place that somebody speaks of without being there."""

_IN = frozenset(
    {
        *("in", "at", "near", "en", "a", "au", "aux", "dans", "em", "no", "na", "nas", "sa"),
        *("nasa", "bei", "vers", "cerca", "pres", "around", "outside", "inna", "chez"),
        *("в", "во", "\u0443", "на", "під", "под", "біля", "около", "возле", "في"),
    }
)

_TO = frozenset(
    {
        *("to", "hacia", "para", "pour", "pra", "pro", "ao", "nach", "into", "through", "via"),
        *("до", "к", "الى", "إلى"),
    }
)
"""Words before a place where somebody is, and before one where somebody goes."""

_HERE = frozenset(
    {
        *("i", "im", "live", "living", "stay", "we", "vivo", "vivimos", "sigo", "estoy"),
        *("estamos", "yo", "j", "je", "habite", "habitons", "suis", "moro", "estou", "here"),
        *("aqui", "aca", "ici", "now", "ahora", "trabajo", "trabajamos", "travaille", "bosse"),
    }
)
"""Words shortly before the place of a writer."""

_WENT = frozenset(
    {
        *("to", "went", "goes", "gone", "go", "going", "was", "once", "ended", "based"),
        *("fue", "fui", "ira", "irse", "viaje", "alla", "parti", "partie", "partir", "foi"),
    }
)
"""Words shortly before a place where the writer was, or somebody else is."""

_CHEAT: tuple[str, ...] = (
    "scam",
    "cheat",
    "defraud",
    "trick",
    "rob",
    "fool",
    "estaf",
    "engan",
    "timar",
    "timam",
)
_CHEAT += ("arnaq", "escroq", "voler", "volon", "tromp", "enga", "golpe")
"""Beginnings of words for what is done to people who are cheated."""

_REACH: tuple[str, ...] = (
    "call",
    "chat",
    "messag",
    "text",
    "sell",
    "sold",
    "target",
    "phone",
    "vend",
    "llam",
)
_REACH += ("appel", "convinc", "talk", "lure")
"""The same for how a scam centre reaches them."""

_CHEATED = frozenset(
    {
        *("people", "men", "women", "ladies", "customers", "clients", "victims", "americans"),
        *("elderly", "old", "seniors", "pensioners", "retirees", "strangers", "tourists", "widows"),
        *("person", "folks", "folk", "someone", "families", "couples", "grandmas", "investors"),
        *("gente", "personas", "ancianos", "viejos", "clientes", "mujeres", "hombres", "jubilados"),
        *("gens", "personnes", "vieux", "retraites", "femmes", "hommes", "victimes", "pessoas"),
        *("idosos", "homens", "mulheres", "turistas", "viejitos", "abuelos"),
    }
)
"""Whom they cheat. A place after them is theirs, and of nobody who writes."""

_COMPOUNDS = frozenset({"MM", "KH", "LA", "TH", "PH", "AE", "MY", "VN"})
"""Countries of scam centres: "we scam people in Cambodia" says where somebody is, if no other place
does. UNODC, Inflection Point (2025)."""

_ALONE = 7
"""Words before a place in which whom they cheat is looked for."""

_NEAR = 5
"""Words before a place in which such a word is looked for."""


def place_slots(text: str, tokens: list[Token], heard: Heard) -> Iterator[TextSlot]:
    """Yield the places: that of the person in danger or of the writer, and where they come from.

    Where the likeliest place has a name in several countries, none is said.
    """
    mentions = places_in(text)
    homes = [mention for mention in mentions if _is_home(mention, tokens)]
    others = [mention for mention in mentions if mention not in homes]
    known = [_slot("home", mention) for mention in homes if mention.code]
    if not known and heard.intent in NEED_INTENTS:
        known = list(_nationalities(tokens))
    yield from known[:1]
    if heard.intent is Intent.PURCHASE:  # the origin of goods, unless it is where somebody shops
        others = [mention for mention in others if mention.preposition in _IN]
    if heard.intent is Intent.LEARN:  # a country that somebody reads about
        others = [mention for mention in others if mention.preposition in _IN | _OF]
    countries = {country_of(mention.code or "") or mention.choices for mention in others}
    asker = None
    if len(countries) > 1 and heard.intent is Intent.NEED_OTHER:
        asker = next((each for each in others if each.code and _is_here(each, tokens)), None)
    if asker:
        yield _slot("asker_region", asker)
        others = [mention for mention in others if mention is not asker]
    is_scam = NeedTopic.SCAM_COMPOUND in heard.topics
    cheated = [each for each in others if _is_of_cheated(each, tokens, is_scam=is_scam)]
    if len(cheated) == len(others):
        cheated = [each for each in cheated if country_of(each.code or "") not in _COMPOUNDS]
    others = [each for each in others if each not in cheated]
    if is_scam:  # people are moved on, so the last counts
        others.reverse()
    likeliest = max(others, key=lambda mention: _nearness(mention, tokens), default=None)
    if likeliest and likeliest.code:
        yield _slot("region", likeliest)


def _nationalities(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the countries of the nationalities that are named, and not the languages."""
    codes = _codes_by_nationality()
    for place, token in enumerate(tokens):
        pair = tokens[place : place + 2]
        code = codes.get(" ".join(each.word for each in pair))
        start, end = token.start, pair[-1].end
        if code is None:
            code, end = codes.get(token.word), token.end
        around = {each.word for each in tokens[max(place - 2, 0) : place + 2]}
        if code and SPEAKING.isdisjoint(around):
            yield TextSlot("home", code, start, end)


@cache
def _codes_by_nationality() -> Mapping[str, str]:
    return {
        " ".join(folded_words(name)): code
        for code, names in read("speech")["nationalities"].items()
        for name in names.split("|")
    }


def _slot(field: str, mention: Mention) -> TextSlot:
    return TextSlot(field, mention.code or "", mention.start, mention.end)


def _is_home(mention: Mention, tokens: list[Token]) -> bool:
    """Tell whether somebody comes from a place, and does not write from it."""
    before, after = _before(mention, tokens, _NEAR), _after(mention, tokens)
    if mention.is_wide and (after in _ENVOYS or not _ENVOYS.isdisjoint(before[-3:])):
        return mention.preposition not in _IN
    if mention.preposition in _FROM:
        return _WRITE.isdisjoint(before[-4:])
    if not _LEFT.isdisjoint(before[-1:]):
        return True
    if mention.preposition not in _OF:
        return False
    comes = not _COME.isdisjoint(before) or not _PEOPLE.isdisjoint(before[-3:])
    return comes or (before[-2:] == ["out", "of"] and not _LEAVE.isdisjoint(before))


def _is_of_cheated(mention: Mention, tokens: list[Token], *, is_scam: bool) -> bool:
    """Tell whether a place is that of people who are cheated, sold to or robbed."""
    before = _before(mention, tokens, _ALONE)
    people = [place for place, word in enumerate(before[-4:], len(before[:-4])) if word in _CHEATED]
    if not people:
        return False
    verbs = _CHEAT + _REACH if is_scam else _CHEAT
    return any(word.startswith(verbs) for word in before[: people[-1]])


def _is_here(mention: Mention, tokens: list[Token]) -> bool:
    return not _HERE.isdisjoint(_before(mention, tokens, _NEAR))


def _nearness(mention: Mention, tokens: list[Token]) -> int:
    """Return how likely a place is where somebody is, and not one that they speak of."""
    before = _before(mention, tokens, _NEAR)
    if mention.preposition in _TO or _after(mention, tokens) in _GOALS:
        return 0
    if mention.preposition not in _IN:
        return 1
    return 3 + (not _HERE.isdisjoint(before)) - 2 * (not _WENT.isdisjoint(before[-3:]))


def _after(mention: Mention, tokens: list[Token]) -> str:
    """Return the word after a mention, or nothing."""
    return next((token.word for token in tokens if token.start >= mention.end), "")


def _before(mention: Mention, tokens: list[Token], count: int) -> list[str]:
    """Return the words before a mention."""
    words = [token.word for token in tokens if token.end <= mention.start]
    return words[-count - 1 :]
