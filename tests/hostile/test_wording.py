"""S56 and S60: texts that hurt, written so that a rule may miss them, and lost in translation."""

import json

import make
import pytest

import takeaction
from takeaction.limits import Limits

DISGUISES = {
    "plain": lambda text: text,
    "homoglyph": lambda text: text.translate(
        str.maketrans("aeopcx", "\u0430\u0435\u043e\u0440\u0441\u0445")
    ),
    "zero-width": lambda text: text.replace("o", "o\u200d"),
    "full-width": lambda text: "".join(
        chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text
    ),
    "two-blanks": lambda text: text.replace(" ", "  "),
    "line-break": lambda text: text.replace(" ", "\n"),
}
"""The five disguises, and none."""

ADVICE = [
    (
        "Do not hesitate to confront the driver.",
        "No dude en enfrentar al conductor.",
        "N'hésitez pas à affronter le chauffeur.",
    ),
    (
        "No matter what, follow him home.",
        "Pase lo que pase, sígalo a casa.",
        "Quoi qu'il arrive, suivez-le jusque chez lui.",
    ),
    (
        "Confront whoever holds her papers.",
        "Enfréntate a quien tenga sus papeles.",
        "Affrontez celui qui garde ses papiers.",
    ),
    ("Confront the driver.", "Enfréntate al conductor.", "Affrontez le chauffeur."),
    ("Follow the van.", "Siga la furgoneta.", "Suivez la camionnette."),
    ("Offer to buy her freedom.", "Ofrezca comprar su libertad.", "Proposez d'acheter sa liberté."),
    (
        "Hide her in your home and tell nobody.",
        "Escóndala en su casa y no se lo diga a nadie.",
        "Cachez-la chez vous et n'en parlez à personne.",
    ),
    (
        "Do not call the police or a helpline.",
        "No llame a la policía ni a una línea de ayuda.",
        "N'appelez ni la police ni une ligne d'aide.",
    ),
    ("Confront the manager.", "Confronte al gerente.", "Affrontez le gérant."),
    ("Follow the van home.", "Siga la furgoneta hasta la casa.", "Suivez la camionnette chez eux."),
    ("Help them to escape.", "Ayúdelos a escapar.", "Aidez-les à s'échapper."),
    ("They will rescue you.", "Le rescatarán.", "Ils vous sauveront."),
    ("You cannot be deported.", "No le pueden deportar.", "Vous ne pouvez pas être expulsé."),
]
"""The sentences of the attack, in English, Spanish and French."""

SIGNS = [
    ("Eastern European men.", "Hombres de Europa del Este o rumanos.", "Des hommes est-européens."),
    ("Roma families.", "Familias gitanas.", "Des familles tsiganes."),
]
"""Signs that are about who somebody is."""

WARNINGS = [
    ("Do not confront anyone.", "No confronte a nadie.", "N'affrontez personne."),
    ("Never follow a person.", "No sigas a nadie.", "Ne suivez personne."),
    ("Don't follow or film them.", "No los siga ni los filme.", "Ne les suivez pas."),
    (
        "Instead of confronting him, call the helpline.",
        "En vez de enfrentarlo, llame a la línea de ayuda.",
        "Au lieu de l'affronter, appelez la ligne d'aide.",
    ),
]
"""Advice against the same, whose negation governs the verb."""

LANGUAGES = ("en", "es", "fr")
HURTS = {"content.dangerous_advice", "content.promise"}
HEADER = make.header("hostile", languages=["en", "{}"])
SOURCE = 'source = { title = "A page" }\n'
SITE = {"name": "N", "kind": "site", "source": {"title": "A page"}}
CAVEAT = "A sign is not proof."
SIGN = {
    "element": "means",
    "grade": "weak",
    "grade_basis": "editorial",
    "types": ["any"],
    "observable_by": ["bystander"],
    "ask": "notice",
    "reading": "read",
    "source": {"title": "A page"},
}


@pytest.fixture
def reported(write):
    """Return a function that loads a pack of one record for each text, as resources or signs.

    It returns the codes for each text, and holds that no text was changed.
    """

    def of(texts, language, kind="resource"):
        header = {"id": "hostile", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
        header |= {"languages": [language], "source_language": language, "caveat": CAVEAT}
        field, fields = ("summary", SITE) if kind == "resource" else ("text", SIGN)
        records = {f"r{n:02}": {**fields, field: text} for n, text in enumerate(texts)}
        content = json.dumps({"pack": header, "records": {kind: records}})
        limits = Limits(mistakes=10_000)
        catalog = takeaction.load(paths=[write({"pack.json": content})], packs=[], limits=limits)
        assert [str(getattr(record, field)) for record in catalog] == texts
        codes = {text: [] for text in texts}
        for mistake in catalog.mistakes:
            codes[texts[int(mistake.where.record.removeprefix("r"))]].append(mistake.code)
        return codes

    return of


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_s56_a_disguise_does_not_hide_advice_that_hurts(reported, language, disguise):
    texts = [DISGUISES[disguise](row[LANGUAGES.index(language)]) for row in ADVICE]

    missed = [text for text, codes in reported(texts, language).items() if not HURTS & {*codes}]

    assert missed == []


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_s56_a_sign_is_never_about_a_people(reported, language, disguise):
    texts = [DISGUISES[disguise](row[LANGUAGES.index(language)]) for row in SIGNS]

    codes = reported(texts, language, "indicator")

    assert codes == {text: ["content.identity_sign"] for text in texts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_s56_a_negation_that_governs_the_verb_is_a_warning(reported, language):
    texts = [row[LANGUAGES.index(language)] for row in WARNINGS]

    assert reported(texts, language) == {text: [] for text in texts}


# S60, what a translation may have lost

TRANSLATED = [
    ("lang.script", "ar", "It answers at any hour.", "It answers at any hour, for everybody."),
    ("lang.script", "zh", "It answers at any hour.", "Responde a cualquier hora del día."),
    ("lang.script", "ru", "It answers at any hour.", "Otvechaet v lyuboe vremya sutok."),
    ("lang.script", "el", "It answers at any hour.", "Apantaei opoiadipote ora."),
    ("lang.script", "hi", "It answers at any hour.", "Yah kisi bhi samay javab deta hai."),
    ("lang.script", "th", "It answers at any hour.", "Rap sai dai talot welaa kha."),
    ("lang.script", "es", "It answers at any hour.", "\u0414\u0430 " * 9),
    ("lang.negation", "es", "Do not confront anyone.", "Confronte a cualquiera que vea."),
    ("lang.negation", "fr", "Never tell the boss.", "Dites-le au patron, tout de suite."),
    ("lang.length", "es", "It answers at any hour, in your own language.", "Contesta."),
    ("lang.length", "zh", "It answers at any hour, in your own language.", "接听。"),
]


@pytest.mark.parametrize("row", TRANSLATED)
@pytest.mark.parametrize("brought_by", ["po", "patch"])
def test_s60_what_a_translation_lost_is_reported(write, row, brought_by):
    code, language, source, text = row
    header = HEADER.format(language)
    one = f'[[resource]]\nid = "r"\nname = "N"\nkind = "site"\nsummary = "{source}"\n{SOURCE}'
    if brought_by == "po":
        entry = f'msgctxt "r#summary"\nmsgid "{source}"\nmsgstr "{text}"\n'
        files = {"pack.toml": header, "resources.toml": one, f"locale/{language}.po": entry}
    else:
        row = f'language = "{language}", field = "summary", source = "{source}", text = "{text}"'
        patch = f'[[patch]]\ntarget = "other:r"\nreason = "R."\ntranslations = [{{ {row} }}]\n'
        files = {"pack.toml": header, "patches.toml": patch}

    catalog = takeaction.load(paths=[write(files)], packs=[])

    assert code in [mistake.code for mistake in catalog.mistakes]
    assert {mistake.outcome for mistake in catalog.mistakes} == {"warn"}


def test_s60_a_translation_that_forbids_something_new_is_reported(write):
    entry = 'msgctxt "r#summary"\nmsgid "Call the line."\nmsgstr "No llame a la línea."\n'
    line = (
        f'[[resource]]\nid = "r"\nname = "N"\nkind = "site"\nsummary = "Call the line."\n{SOURCE}'
    )
    files = {"pack.toml": HEADER.format("es"), "resources.toml": line, "locale/es.po": entry}

    catalog = takeaction.load(paths=[write(files)], packs=[])

    assert "lang.negation" in [mistake.code for mistake in catalog.mistakes]


def test_s56_advice_in_a_patch_is_read_as_well(write):
    row = 'language = "es", field = "summary", source = "It answers.", text = "Siga al conductor."'
    patch = f'[[patch]]\ntarget = "other:r"\nreason = "Chase them."\ntranslations = [{{ {row} }}]\n'

    catalog = takeaction.load(
        paths=[write({"pack.toml": HEADER.format("es"), "patches.toml": patch})], packs=[]
    )

    assert [(mistake.code, mistake.where.field) for mistake in catalog.mistakes] == [
        ("content.dangerous_advice", "reason"),
        ("content.dangerous_advice", "translations[0].text"),
    ]
