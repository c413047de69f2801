"""Phrases that could hurt somebody, in each language that the safety rules know.

The lists mean the same in every language: advice that puts a reader or a victim in danger, the
words that turn it into a warning, words that blame, promises that nobody can keep, and descriptions
of who somebody is. A list that learns a phrase learns it in all three languages; a test compares
them phrase by phrase.

The patterns match text in any case, with straight apostrophes and plain spaces: see ``straighten``.

Source:
    The table in ``docs/explanation/sources.md`` for stigma and promises; advice and identity are
    ours. Nobody who works with survivors has reviewed the lists yet.
"""

from typing import NamedTuple


class Phrases(NamedTuple):
    """The phrases of one language.

    Attributes:
        dangerous: Advice to confront, follow, film, free or bargain with a person.
        negated: The words that turn such advice into a warning when they come before it in a
            sentence, such as "never".
        stigma: Words that blame people or hide the harm.
        promise: Promises that nobody can keep.
        identity: Words for who somebody is, which no sign may rest on.
        hints: Short texts in folded case. Whatever *dangerous*, *stigma* or *promise* matches
            contains one of them, so that a text without any needs no slow match.
    """

    dangerous: str
    negated: str
    stigma: str
    promise: str
    identity: str
    hints: tuple[str, ...]


# English

# The people in dangerous advice: victims, bystanders, and people who exploit them.
_EN_PERSON = (
    r"(?:person|people|victims?|traffickers?|suspects?|exploiters?|drivers?|boss|workers?|child"
    r"|children|women|woman|men|man|girls?|boys?|buyers?|sellers?)"
)
# A person as the object of a verb: a pronoun, or one of the people above. Without an object,
# "follow the steps" would match.
_EN_SOMEBODY = (
    rf"(?:them|him|her|someone|somebody|anyone|people|persons?"
    rf"|(?:the|a|any|an|that|this) (?:\w+ )?{_EN_PERSON})"
)
_EN = Phrases(
    # A verb that puts people in danger, with a person as its object.
    dangerous=(
        rf"\b(?:confront|follow|chase|film|photograph|rescue|free|detain|interrogate|lure|track"
        rf"|bargain with|take (?:pictures?|photos?) of) {_EN_SOMEBODY}\b"
    ),
    negated=(
        r"\b(?:not|never|no|nor|don't|without|instead of|rather than|avoid|stay away|neither)\b"
    ),
    # John with a word after it is taken for a name.
    stigma=(
        r"\b(?:johns?(?! \w)|prostitut\w+|pimps?|whores?|hookers?|slave[- ]free"
        r"|(?:freed|former|sex) slaves?|street kids?|throw-?away (?:kids|children|youth)"
        r"|illegal (?:aliens?|immigrants?)|illegals)\b"
    ),
    promise=(
        r"\b(?:guaranteed|certainly|proven) (?:safe|clean|free of)\b"
        r"|\b100 ?% (?:safe|confidential|ethical)|\bslavery[- ]free\b"
    ),
    identity=(
        r"\b(?:nationalit\w+|ethnic\w*|rac(?:e|ial)|religio\w+|faith|skin|accent|tattoos? of"
        r"|headscar\w+|clothes|clothing|dressed|foreign(?:er)?s?|migrants?|immigrants?)\b"
    ),
    hints=(
        *("confront", "follow", "chase", "film", "photograph", "rescue", "free", "detain", "lure"),
        *("interrogate", "track", "bargain", "picture", "photo", "john", "prostitut", "pimp"),
        *("whore", "hooker", "slave", "street kid", "throw", "illegal", "guaranteed", "certainly"),
        *("proven", "100%", "100 %"),
    ),
)

# Spanish: each noun and verb with its endings, in the forms of tú, usted, ustedes and vosotros.
# Accents are optional where people leave them out.

_ES_PERSON = (
    r"(?:personas?|gente|v[ií]ctimas?|tratantes?|traficantes?|sospechos[oa]s?|jef[ea]s?"
    r"|(?:explotad|conduct|trabajad|comprad|vended)or(?:es|as?)?|ch[oó]fer(?:es)?|patr[oó]n(?:es)?"
    r"|niñ[oa]s?|menor(?:es)?|mujer(?:es)?|hombres?|chic[oa]s?|muchach[oa]s?|sobrevivientes?)"
)
_ES_SOMEBODY = (
    r"(?:alguien|cualquiera|quien|quienes|ell[oa]s?|él|personas|gente|v[ií]ctimas"
    r"|(?:las?|los|el|un[oa]?s?|es[aeo]s?|est[aeo]s?|sus?|dos|cualquier|otr[oa]s?"
    rf"|tod[oa]s?(?: l[oa]s)?) (?:\w+ )?{_ES_PERSON})"
)
# "a" and "de" before a person, also contracted with the article to "al" and "del".
_ES_TO, _ES_OF = (
    rf"(?:{preposition} {_ES_SOMEBODY}|{preposition}l (?:\w+ )?{_ES_PERSON})"
    for preposition in ("a", "de")
)
_ES = Phrases(
    # In turn: verbs with "a", verbs with "con", taking pictures, and verbs with a pronoun attached.
    dangerous=(
        r"\b(?:(?:(?:confront|enfrent|film|grab|fotograf[ií]|rescat|salv|liber|rastre)"
        r"(?:ar|ad|a|en?)|interrog(?:ar|ad|a|uen?)|(?:per)?(?:segu(?:ir|id)|sig(?:an?|ue))"
        rf"|atra(?:er|ed|igan?|e)|(?:de|re)t(?:ener|ened|engan?|[eé]n)) {_ES_TO}"
        rf"|(?:confront|enfrent|negoci|regate)(?:arse|ar|ad|a|en?) con {_ES_SOMEBODY}"
        r"|(?:tom(?:ar|ad|a|en?)|saca[rd]?|saquen?|hace[rd]|hagan?|haz) (?:un[ao]s? )?foto\w*"
        rf" (?:{_ES_TO}|{_ES_OF})"
        r"|(?:(?:confr[oó]nt|enfr[eé]nt|f[ií]lm|fotograf[ií]|resc[aá]t|s[aá]lv|lib[eé]r|rastr[eé])"
        r"(?:ar|a|en?)|interr[oó]g(?:ar|a|uen?)|(?:perseguir|pers[ií]g(?:an?|ue))"
        r"|det(?:ener|[eé]ngan?|en))l[oa]s?|(?:seguir|s[ií]g(?:an?|ue))l[oa]s)\b"
    ),
    negated=(r"\b(?:no|nunca|jam[aá]s|sin|ni|tampoco|en lugar de|en vez de|evit\w+|al[eé]j\w+)\b"),
    stigma=(
        r"\b(?:puter[oa]s?|clientes de (?:las? )?prostitu\w+|prostitut[oa]s?|prostitución infantil"
        r"|padrotes?|cafiches?|chulos?|putas?|rameras?|furcias?|libres? de esclavos"
        r"|(?:antigu[oa]s|ex)[ -]?esclav[oa]s?|esclav[oa]s? (?:liberad|rescatad|sexual)\w+"
        r"|(?:niñ|chic)[oa]s? de la calle"
        r"|(?:niñ[oa]s?|chic[oa]s?|j[oó]venes) de(?:sech|scart)ables?"
        r"|(?:in?migrant|extranjer|trabajador)\w* ilegal(?:es)?|l[oa]s ilegales)\b"
    ),
    # "Un mundo sin esclavitud" is a hope, not a promise.
    promise=(
        r"\b(?:garantizad|comprobad|probad)[oa]s? (?:segur|limpi|libre|sin )\w*"
        r"|\b(?:ciertamente|con certeza) (?:segur|limpi|libre)\w*"
        r"|\b100 ?% (?:segur|confidencial|étic)|\b(?:libres? de|(?<!mundo )sin) esclavitud\b"
    ),
    # "Al extranjero" and "el extranjero" mean abroad.
    identity=(
        r"\b(?:nacionalidad\w*|[eé]tni\w+|razas?|racial\w*|religi\w+|(?:la|su) fe|piel|acento"
        r"|tatuajes? de|velos?|hiyab|pañuelos?|ropas?|vestid[oa]s?"
        r"|(?<!al )(?<!el )extranjer[oa]s?|(?:in)?migrantes?)\b"
    ),
    hints=(
        *("confront", "confrónt", "enfrent", "enfrént", "film", "fílm", "grab", "foto", "rescat"),
        *("rescát", "salv", "sálv", "liber", "libér", "rastre", "rastré", "negoci"),
        *("regate", "interrog", "interróg", "segui", "siga", "sigue", "síga", "sígue", "atra"),
        *("deten", "detén", "reten", "retén", "puter", "prostitu", "padrote", "cafich", "chulo"),
        *("puta", "ramera", "furcia", "esclav", "de la calle", "desech", "descart", "ilegal"),
        *("garantizad", "probad", "ciertamente", "con certeza", "100%", "100 %"),
    ),
)

# French: each noun and verb with its endings, in the forms of tu and vous, and the infinitive.

_FR_PERSON = (
    r"(?:personnes?|gens|victimes?|trafiquante?s?|suspecte?s?|chauffeurs?|conduct(?:eur|rice)s?"
    r"|(?:exploit|travaill|achet|vend|employ)eu(?:r|se)s?|ouvri(?:er|ère)s?|patron(?:ne)?s?|chefs?"
    r"|enfants?|mineure?s?|femmes?|hommes?|filles?|garçons?|survivante?s?)"
)
_FR_SOMEBODY = (
    r"(?: (?:de |d')?(?:quelqu'un|n'importe qui|qui que ce soit|celui|celles?|ceux|eux|elles?|lui"
    r"|tout le monde|(?:(?:de )?l[ae] |les |(?:de )?l'|une? |d[ue] |des |cet(?:te)? |ces? |toute? "
    r"|tous les |s(?:on|a|es) |leurs? |v(?:otre|os) |deux )"
    rf"(?:\w+ )?{_FR_PERSON}))"
)
# The stems of verbs that take any object, also a pronoun before an infinitive ("les filmer").
_FR_VERBS = r"affront|confront|film|photographi|traqu|pist|pourchass|d[ée]livr|exfiltr"
_FR = Phrases(
    # In turn: verbs with a person or a pronoun after them, following, holding, bargaining and
    # taking pictures, and infinitives with a pronoun before them. A lone "suivez-le" may mean a
    # thing, such as a link, and passes.
    dangerous=(
        rf"\b(?:(?:(?:{_FR_VERBS}|sauv|attir|appât)(?:er|ez|e)|lib[ée]r(?:er|ez)|lib[eè]re"
        r"|interrog(?:ez|e)|secour(?:ir|ez|s)|poursui(?:vre|vez|s)|d[ée]t(?:enir|enez|iens))"
        rf"(?:-l(?:es?|a)|{_FR_SOMEBODY})"
        rf"|sui(?:vre|vez|s(?=-))(?: à la trace)?(?:-les|{_FR_SOMEBODY})"
        r"|(?:ret(?:enir|enez|iens)|(?:n[ée]goci|marchand)(?:er|ez|e) avec"
        rf"|pren(?:dre|ez|ds) (?:en photo|(?:une |des |les )?photos?)){_FR_SOMEBODY}"
        rf"|(?:(?:l[ae]|les) |l')(?:(?:{_FR_VERBS}|interrog|lib[ée]r)er|secourir)"
        r"|les (?:(?:pour)?suivre|sauver))\b"
    ),
    negated=(
        # "pas" as a step is no negation: un pas, le pas, ce pas, le premier pas.
        r"\b(?:n'|(?:ne|(?<!un )(?<!le )(?<!ce )(?<!mier )pas|jamais|sans|ni|au lieu de|plutôt que"
        r"|[ée]vit\w+|à l'écart)\b)"
    ),
    stigma=(
        r"\b(?:michetons?|clients? (?:de |des )(?:la )?prostitu\w+|prostitu[ée]e?s?"
        r"|prostitution (?:infantile|enfantine|d'enfants?|des enfants|de mineurs|des mineurs)"
        r"|souteneurs?|maquerelles?|putes?|putains?|tapineuses?|sans esclaves?"
        r"|(?:ancien(?:ne)?s?|ex)[ -]?esclaves?|esclaves? (?:lib[ée]r|affranchi|sexuel)\w*"
        r"|(?:enfants?|gamine?s?) (?:des rues|de la rue)|(?:enfants?|jeunes) (?:jetables?|de rebut)"
        r"|(?:immigr|migrant|étrang|travailleu)\w* (?:illéga|clandestin)\w+|(?:les|des) illégaux"
        r"|(?:les|des|un) clandestins?)\b"
    ),
    # "Un monde sans esclavage" is a hope, not a promise.
    promise=(
        r"\b(?:garantie?s?|certainement|prouvée?s?) (?:sûre?|sans |propre|exempt|libre)\w*"
        r"|\b100 ?% (?:sûr|confidentiel|éthique)|\b(?<!monde )sans esclavage\b"
    ),
    # "À l'étranger" means abroad.
    identity=(
        r"\b(?:nationalit\w+|ethni\w+|races?|racia\w+|religi\w+|foi|peau|accent|tatouages? de"
        r"|voil(?:e|ée?)s?|foulards?|vêtements?|habill\w+|(?<!à l')étrang(?:er|ère)s?"
        r"|(?:im)?migr(?:ante?|ée?)s?)\b"
    ),
    hints=(
        *("affront", "confront", "film", "photo", "sauv", "interrog", "traqu", "pist", "chass"),
        *("attir", "délivr", "delivr", "exfiltr", "libér", "liber", "libèr", "appât"),
        *("secour", "suivre", "suivez", "suis-", "poursuis", "déten", "deten", "détien"),
        *("detien", "reten", "retien", "négoci", "negoci", "marchand", "michet", "prostitu"),
        *("souten", "maquer", "pute", "putain", "tapin", "esclav", "des rues", "de la rue"),
        *("jetable", "rebut", "illéga", "clandestin", "garanti", "certainement", "prouv"),
        *("100%", "100 %"),
    ),
)


def _with_english(phrases: Phrases) -> Phrases:
    """Return the phrases of a language with the English advice added: a language tag may be wrong.

    So nobody gets around the rule by naming the wrong language.
    """
    return phrases._replace(
        dangerous=f"{phrases.dangerous}|{_EN.dangerous}",
        negated=f"{phrases.negated}|{_EN.negated}",
        hints=tuple(dict.fromkeys(phrases.hints + _EN.hints)),
    )


PHRASES = {"en": _EN, "es": _with_english(_ES), "fr": _with_english(_FR)}
"""The phrases of each language, by its primary tag."""

_STRAIGHT = str.maketrans("\u2019\u00a0\u202f", "'  ")
"""The curly apostrophe and two spaces that do not break: French typography uses all three."""


def straighten(text: str) -> str:
    """Return text with straight apostrophes and plain spaces, as the phrases have; same length."""
    return text if text.isascii() else text.translate(_STRAIGHT)
