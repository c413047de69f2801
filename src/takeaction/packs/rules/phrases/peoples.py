"""Peoples: the words for people of a country, a language, a faith or a looked-down-on group.

A sign that names a people is profiling, whichever people it is. So the words are made by rule from
the core's names of countries and languages, in all genders and numbers; those that no rule makes
are listed.
"""

import re
from collections.abc import Iterator
from functools import cache

from takeaction.core_data import read
from takeaction.packs.rules.phrases.folding import fold_text

_SHORTEST = 4
"""Shorter names of languages and stems of countries are ordinary words, such as "mal" of Mali."""

_OF_COUNTRIES = {
    "en": ("an", "ian", "ean", "ese", "ish"),
    "es": ("ano", "iano", "eno", "ense", "es", "ino", "eco"),
    "fr": ("ain", "ien", "ais", "ois", "een", "in", "an"),
}
_AFTER_NAMES = {
    "en": ("n", "an", "ian", "ese", "i", "er"),
    "es": ("ano", "iano", "eno", "ense", "es", "i"),
    "fr": ("ain", "ien", "ais", "ois", "een", "ite", "an"),
}
"""The endings that make a people of a country: Chil-ean loses an end, Kenya-n does not."""

_LISTED = {
    "en": (
        "african afghan american amerindian arab argentine asian balkan baltic basque bedouin"
        " briton british burmese caribbean catalan chinese congolese czech danish dane dutch"
        " dutchman"
        " english englishman filipino filipina finn finnish french frenchman german greek gypsy"
        " haitian hindu hispanic hungarian indian indigenous indio inuit iraqi irish islamic"
        " israeli"
        " jew jewish kazakh kurd kurdish kyrgyz latin-american latina latino latinx latvian"
        " lebanese"
        " lithuanian malagasy maori maya mexican mongol moor moroccan mulatto muslim nigerien"
        " nordic"
        " norwegian oriental pakistani palestinian peruvian pole portuguese quechua roma romani"
        " romany rohingya russian scot scottish sikh sinti slav slavic slovak slovene somali"
        " spaniard"
        " spanish swede swedish swiss tajik tamil thai tibetan traveller turk turkish turkmen"
        " ugandan"
        " ukrainian uyghur uzbek vietnamese welsh westerner yazidi yoruba zulu european"
        " southeast-asian"
        " ivorian israelite buddhist christian catholic protestant orthodox mormon evangelical"
        " hasidic easterner"
    ),
    "es": (
        "africano afgano aleman americano amerindio andino arabe asiatico balcanico birmano bolita"
        " boliviano brasileno britanico bulgaro caribeno catalan catolico centroamericano checo"
        " chicano chino congoleno croata cristiano cubano danes egipcio eslavo eslovaco esloveno"
        " espanol estadounidense etiope europeo evangelico filipino finlandes frances gitano griego"
        " hindu hispano holandes hungaro indigena indio ingles irlandes islamico israeli judio"
        " kurdo"
        " latino latinoamericano libanes libio magrebi marroqui maya mestizo mongol moro mulato"
        " musulman nordico noruego oriental ortodoxo paquistani palestino persa polaco portugues"
        " protestante quechua roma romani rohinya ruso serbio sij sirio somali sudaca sudamericano"
        " sueco suizo tailandes tamil tibetano turco turcomano uigur uzbeko vasco vietnamita"
        " budista"
        " moldavo venezolano paraguayo guatemalteco salvadoreno ecuatoriano bangladesi iraqui"
        " irani uruguayo"
        " bosnio bielorruso belga saharaui subsahariano eurasiatico peruano chileno guaran"
    ),
    "fr": (
        "africain afghan allemand americain amerindien anglais arabe argentin asiatique balkanique"
        " basque belge birman bosniaque bouddhiste bresilien britannique bulgare canadien caribeen"
        " catholique chinois chretien congolais croate danois egyptien espagnol ethiopien europeen"
        " evangelique finlandais francais gitan grec guyanais hindou hispanique hongrois indien"
        " indigene irlandais islamique israelien italien japonais juif juive kurde latino"
        " latino-americain letton libanais libyen lituanien maghrebin malgache manouche marocain"
        " maya"
        " metis mongol mulatre musulman neerlandais nordique norvegien oriental orthodoxe"
        " pakistanais"
        " palestinien perse peruvien philippin polonais portugais protestant quechua rom roms"
        " romani"
        " roumain russe rohingya serbe sikh sinti slave slovaque slovene somalien soudanais suedois"
        " nigerian moldave bangladais ivoirien malien tunisien tanzanien kenyan"
        " suisse syrien tamoul tchetchene tchadien tcheque thai tibetain togolais tsigane tzigane"
        " turc"
        " turque ukrainien ouzbek ouighour vietnamien yezidi beur"
    ),
}
"""Peoples that the rule does not make, and groups that are not of one country."""

_ORDINARY = {
    "en": frozenset({"polish", "pole", "poles", "dane", "danes", "latin", "romans", "ganda"}),
    "es": frozenset(
        {"latin", "venda", "vendas", "cambia", "fines", "gales", "mora", "moras", "mores"}
    ),
    "fr": frozenset({"latin", "latine", "latines", "rome", "romes"}),
}
"""Words that mostly mean something else, such as to polish shoes."""

_NOT_A_PEOPLE = {
    "en": re.compile(
        r"\b(?:learn\w*|in|speak\w*|teach\w*|read|write|understand\w*) (?:any |no )?$"
    ),
    "es": re.compile(r"\b(?:aprend\w+|en|habl\w+|ensen\w+|lee|escrib\w+|entiend\w+)(?: el)? $"),
    "fr": re.compile(
        r"\b(?:appren\w+|en|parl\w+|enseign\w+|lit|ecri\w+|comprend\w*)(?: le| pas)? $"
    ),
}
"""Words before the name of a language: a sign may be that somebody cannot speak it."""

_WORD = re.compile(r"[\w-]+")


def find_people(folded: str, language: str) -> tuple[int, int] | None:
    """Return where a folded text first names a people; None if it names none."""
    peoples = _peoples(language)
    for word in _WORD.finditer(folded):
        is_people = not peoples.isdisjoint(_bare(word[0]).split("-"))
        if is_people and not _NOT_A_PEOPLE[language].search(folded[: word.start()]):
            return word.span()
    return None


@cache
def _peoples(language: str) -> frozenset[str]:
    """Return the words for peoples in a language, folded."""
    words = {form for word in _singulars(language) for form in _forms(word, language)}
    places = {fold_text(name) for name in _names("places", language)}
    return frozenset(map(_bare, words)) - _ORDINARY[language] - frozenset(map(_bare, places))


def _bare(word: str) -> str:
    """Return a folded word without the accents that folding keeps: "francés" and "francesa"."""
    return word.replace("é", "e").replace("ó", "o")


def _singulars(language: str) -> Iterator[str]:
    yield from _LISTED[language].split()
    for name in map(fold_text, _names("languages", language)):
        if len(name) >= _SHORTEST and name.isalpha():
            yield name
    for name in map(fold_text, _names("places", language)):
        if name.isalpha():
            yield from _of_country(name, language)


def _names(kind: str, language: str) -> list[str]:
    """Return the names of languages or countries in a language."""
    if language != "en":
        names = read(f"names/{language}")[kind]
        return [name for code, name in names.items() if kind == "languages" or code.isalpha()]
    if kind == "languages":
        return list(read("languages")["names"].values())
    return [name for name, _ in read("regions")["countries"].values()]


def _of_country(name: str, language: str) -> Iterator[str]:
    """Make the words for the people of a country from its name."""
    yield from (name + ending for ending in _AFTER_NAMES[language])
    for stem in {name[:-1], name[:-2]}:
        if len(stem) >= _SHORTEST:
            yield from (stem + ending for ending in _OF_COUNTRIES[language])


def _forms(word: str, language: str) -> Iterator[str]:
    """Return a word in both genders and numbers."""
    yield word
    yield word + "s"
    if language == "en":
        if word.endswith("man"):
            yield from (word[:-3] + "men", word[:-3] + "woman", word[:-3] + "women")
        yield from (word + "es",)
    elif language == "es":
        stem = word.removesuffix("o")
        yield from (stem + ending for ending in ("a", "as", "es"))
    else:
        stem = word + "n" if word.endswith(("ien", "een")) else word
        yield from (stem + "e", stem + "es")
