"""Phrases that could hurt somebody, in each language that they are looked for in.

The lists say the same in every language: what sends a reader into danger, what takes it back,
words that blame, promises that nobody can keep, and who somebody is. They are patterns for text
in any case, with straight apostrophes and plain blanks; see ``straight``.
"""

from typing import NamedTuple


class Phrases(NamedTuple):
    """What is looked for in the texts of one language.

    Attributes:
        dangerous: Advice to confront, follow, film, free, … a person.
        negated: What turns such advice into a warning, where it stands before it.
        stigma: Words that blame people, or are not ours to say.
        promise: Promises that nobody can keep.
        identity: What says who somebody is, and no sign may speak of.
        hints: In folded case; one of them stands in whatever *dangerous*, *stigma* or *promise*
            matches.
    """

    dangerous: str
    negated: str
    stigma: str
    promise: str
    identity: str
    hints: tuple[str, ...]


_EN_PERSON = (
    r"(?:person|people|victims?|traffickers?|suspects?|exploiters?|drivers?|boss|workers?|child"
    r"|children|women|woman|men|man|girls?|boys?|buyers?|sellers?)"
)
_EN_SOMEBODY = (
    rf"(?:them|him|her|someone|somebody|anyone|people|persons?"
    rf"|(?:the|a|any|an|that|this) (?:\w+ )?{_EN_PERSON})"
)
_EN = Phrases(
    dangerous=(
        rf"\b(?:confront|follow|chase|film|photograph|rescue|free|detain|interrogate|lure|track"
        rf"|bargain with|take (?:pictures?|photos?) of) {_EN_SOMEBODY}\b"
    ),
    negated=(
        r"\b(?:not|never|no|nor|don't|without|instead of|rather than|avoid|stay away|neither)\b"
    ),
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
_ES_TO, _ES_OF = (
    rf"(?:{each} {_ES_SOMEBODY}|{each}l (?:\w+ )?{_ES_PERSON})" for each in ("a", "de")
)
_ES = Phrases(
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
    promise=(
        r"\b(?:garantizad|comprobad|probad)[oa]s? (?:segur|limpi|libre|sin )\w*"
        r"|\b(?:ciertamente|con certeza) (?:segur|limpi|libre)\w*"
        r"|\b100 ?% (?:segur|confidencial|étic)|\b(?:libres? de|(?<!mundo )sin) esclavitud\b"
    ),
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
_FR_ALL = r"affront|confront|film|photographi|traqu|pist|pourchass|d[ée]livr|exfiltr"
_FR = Phrases(
    dangerous=(
        rf"\b(?:(?:(?:{_FR_ALL}|sauv|attir|appât)(?:er|ez|e)|lib[ée]r(?:er|ez)|lib[eè]re"
        r"|interrog(?:ez|e)|secour(?:ir|ez|s)|poursui(?:vre|vez|s)|d[ée]t(?:enir|enez|iens))"
        rf"(?:-l(?:es?|a)|{_FR_SOMEBODY})"
        rf"|sui(?:vre|vez|s(?=-))(?: à la trace)?(?:-les|{_FR_SOMEBODY})"
        r"|(?:ret(?:enir|enez|iens)|(?:n[ée]goci|marchand)(?:er|ez|e) avec"
        rf"|pren(?:dre|ez|ds) (?:en photo|(?:une |des |les )?photos?)){_FR_SOMEBODY}"
        rf"|(?:(?:l[ae]|les) |l')(?:(?:{_FR_ALL}|interrog|lib[ée]r)er|secourir)"
        r"|les (?:(?:pour)?suivre|sauver))\b"
    ),
    negated=(
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
    promise=(
        r"\b(?:garantie?s?|certainement|prouvée?s?) (?:sûre?|sans |propre|exempt|libre)\w*"
        r"|\b100 ?% (?:sûr|confidentiel|éthique)|\b(?<!monde )sans esclavage\b"
    ),
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


def _and_english(own: Phrases) -> Phrases:
    """Add English advice to what is looked for in another language: a tag may be wrong."""
    return own._replace(
        dangerous=f"{own.dangerous}|{_EN.dangerous}",
        negated=f"{own.negated}|{_EN.negated}",
        hints=tuple(dict.fromkeys(own.hints + _EN.hints)),
    )


OF = {"en": _EN, "es": _and_english(_ES), "fr": _and_english(_FR)}
"""The phrases of each language, by its primary tag."""

_STRAIGHT = str.maketrans("\u2019\u00a0\u202f", "'  ")


def straight(text: str) -> str:
    """Return text as the phrases are written: same length, one apostrophe and one blank."""
    return text if text.isascii() else text.translate(_STRAIGHT)
