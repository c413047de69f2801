"""Phrases that could hurt, in each language that the rules know."""

import json
from importlib import resources

import attrs
import pytest

from takeaction import load
from takeaction.models.record import Link, Source
from takeaction.models.resource import Resource
from takeaction.models.text import Text, Words
from takeaction.packs.rules import contact
from takeaction.packs.rules.phrases import READ_LANGUAGES, find_people, fold_text, phrases_of
from takeaction.packs.rules.wording import WordingCheck, known_language
from takeaction.vocabulary.resources import ResourceKind

DANGER, STIGMA, PROMISE = "content.dangerous_advice", "content.stigma", "content.promise"
SAID = [
    (DANGER, "Confront the boss.", "Enfrente al jefe.", "Affrontez le patron."),
    (DANGER, "Confront a trafficker.", "Confronte a un tratante.", "Confrontez un trafiquant."),
    (DANGER, "Follow somebody home.", "Siga a alguien a casa.", "Suivez quelqu'un chez lui."),
    (DANGER, "You could follow them.", "Usted puede seguirlos.", "Vous pouvez les suivre."),
    (DANGER, "Follow him.", "Siga a ese hombre.", "Suivez cet homme."),
    (DANGER, "Chase that man.", "Persiga a ese hombre.", "Poursuivez cet homme."),
    (DANGER, "Film the driver.", "Filme al conductor.", "Filmez le chauffeur."),
    (DANGER, "Photograph a woman.", "Fotografíe a una mujer.", "Photographiez une femme."),
    (
        DANGER,
        "Take pictures of the girls.",
        "Saque fotos de las chicas.",
        "Prenez en photo les filles.",
    ),
    (
        DANGER,
        "Take photos of anyone.",
        "Tome fotos de cualquiera.",
        "Prenez des photos de quelqu'un.",
    ),
    (DANGER, "RESCUE THE CHILD!", "¡RESCATE AL NIÑO!", "SAUVEZ L'ENFANT !"),
    (DANGER, "Rescue the victims.", "Salve a las víctimas.", "Secourez les victimes."),
    (
        DANGER,
        "Free the two workers.",
        "Libere a los dos trabajadores.",
        "Libérez les deux ouvriers.",
    ),
    (DANGER, "Free them.", "Libérelas.", "Libérez-les."),
    (DANGER, "Free her.", "Hay que liberarla.", "Il faut la délivrer."),
    (DANGER, "Detain the suspect.", "Detenga al sospechoso.", "Retenez le suspect."),
    (DANGER, "Detain the seller.", "Retenga al vendedor.", "Détenez le vendeur."),
    (DANGER, "Interrogate the child.", "Interrogue al niño.", "Interrogez l'enfant."),
    (DANGER, "Lure the buyers.", "Atraiga a los compradores.", "Attirez les acheteurs."),
    (DANGER, "Lure the trafficker.", "Atraed al tratante.", "Appâtez le trafiquant."),
    (DANGER, "Track a person by phone.", "Rastree a una persona.", "Traquez une personne."),
    (DANGER, "Bargain with the boss.", "Negocie con el patrón.", "Négociez avec le patron."),
    (DANGER, "Bargain with them.", "Regatee con ellos.", "Marchandez avec eux."),
    (
        DANGER,
        "Walk over to the trafficker.",
        "Acérquese al tratante.",
        "Approchez-vous du trafiquant.",
    ),
    (
        DANGER,
        "Ask the guard where she sleeps.",
        "Pregúntele al guardia dónde duerme ella.",
        "Demandez au gardien où elle dort.",
    ),
    (DANGER, "Knock on the door.", "Llame a la puerta.", "Frappez à la porte."),
    (
        DANGER,
        "Demand to see the workers.",
        "Exija ver a los trabajadores.",
        "Exigez de voir les ouvriers.",
    ),
    (DANGER, "Climb over the fence.", "Salte la valla.", "Escaladez la clôture."),
    (DANGER, "Break the lock.", "Rompa el candado.", "Cassez le cadenas."),
    (
        DANGER,
        "Drive behind the truck.",
        "Conduzca detrás del camión.",
        "Roulez derrière le camion.",
    ),
    (DANGER, "Wait outside the house.", "Espere delante de la casa.", "Attendez devant la maison."),
    (DANGER, "Watch the factory.", "Vigile la fábrica.", "Surveillez l'usine."),
    (
        DANGER,
        "Put a tracker in his car.",
        "Ponga un localizador en su coche.",
        "Mettez un traceur dans sa voiture.",
    ),
    (
        DANGER,
        "Photograph the plate and the driver.",
        "Fotografíe la matrícula y al conductor.",
        "Photographiez la plaque et le chauffeur.",
    ),
    (
        DANGER,
        "Take a photo of the plate and of the people.",
        "Haga una foto de la placa y de las personas.",
        "Prenez une photo de la plaque et des gens.",
    ),
    (DANGER, "Take the girls' picture.", "Sáqueles una foto.", "Prenez les filles en photo."),
    (DANGER, "Record the conversation.", "Grabe la conversación.", "Enregistrez la conversation."),
    (DANGER, "Publish his name.", "Publique su nombre.", "Publiez son nom."),
    (
        DANGER,
        "Post the address on Facebook.",
        "Publique la dirección en Facebook.",
        "Publiez l'adresse sur Facebook.",
    ),
    (DANGER, "Grab the child and run.", "Agarre al niño y corra.", "Attrapez l'enfant et courez."),
    (
        DANGER,
        "Ask the girl to come with you to your car.",
        "Pídale a la chica que vaya con usted a su coche.",
        "Demandez à la fille de venir dans votre voiture.",
    ),
    (
        DANGER,
        "Put the woman on a bus.",
        "Suba a la mujer a un autobús.",
        "Mettez la femme dans un bus.",
    ),
    (DANGER, "Buy her a ticket.", "Cómprele un billete.", "Achetez-lui un billet."),
    (
        DANGER,
        "Lock the suspect in a room.",
        "Encierre al sospechoso en un cuarto.",
        "Enfermez le suspect dans une pièce.",
    ),
    (DANGER, "Block the exit.", "Bloquee la salida.", "Bloquez la sortie."),
    (DANGER, "Search their bags.", "Registre sus bolsos.", "Fouillez leurs sacs."),
    (DANGER, "Read her messages.", "Lea sus mensajes.", "Lisez ses messages."),
    (DANGER, "Collect evidence.", "Reúna pruebas.", "Rassemblez des preuves."),
    (
        DANGER,
        "Arrange to meet the trafficker.",
        "Concierte una cita con el tratante.",
        "Fixez un rendez-vous au trafiquant.",
    ),
    (
        DANGER,
        "Pretend you want to buy.",
        "Finja querer comprar.",
        "Faites semblant de vouloir acheter.",
    ),
    (DANGER, "Book a massage.", "Reserve un masaje.", "Réservez un massage."),
    (DANGER, "Create a fake profile.", "Cree un perfil falso.", "Créez un faux profil."),
    (
        DANGER,
        "Flirt with the recruiter.",
        "Coquetee con el reclutador.",
        "Flirtez avec le recruteur.",
    ),
    (DANGER, "Give her some money.", "Dele dinero.", "Donnez-lui de l'argent."),
    (DANGER, "Pay what she owes.", "Pague lo que debe.", "Payez ce qu'elle doit."),
    (DANGER, "Carry a knife.", "Lleve un cuchillo.", "Portez un couteau."),
    (DANGER, "You must testify.", "Debe testificar.", "Vous devez témoigner."),
    (DANGER, "You have to report him.", "Tiene que denunciarlo.", "Vous devez le dénoncer."),
    (DANGER, "Make her press charges.", "Haga que presente cargos.", "Forcez-la à porter plainte."),
    (DANGER, "Hide it from the police.", "Ocúltelo a la policía.", "Cachez-le à la police."),
    (
        DANGER,
        "Tell her not to call the police.",
        "Dígale que no llame a la policía.",
        "Dites-lui de ne pas appeler la police.",
    ),
    (
        DANGER,
        "Leave the police out of it.",
        "Deje a la policía fuera.",
        "Laissez la police en dehors.",
    ),
    (DANGER, "Avoid the police.", "Evite a la policía.", "Évitez la police."),
    (DANGER, "Deal with it yourself.", "Resuélvalo usted mismo.", "Réglez cela vous-même."),
    (
        DANGER,
        "Do not mention it to your family.",
        "No lo mencione a su familia.",
        "N'en mentionnez rien à votre famille.",
    ),
    (PROMISE, "The police always help.", "La policía siempre ayuda.", "La police aide toujours."),
    (
        PROMISE,
        "The police never arrest victims.",
        "La policía nunca arresta a las víctimas.",
        "La police n'arrête jamais les victimes.",
    ),
    (PROMISE, "We will stop him.", "La policía va a atraparlo.", "La police va l'arrêter."),
    (
        PROMISE,
        "Your boss will be arrested.",
        "Su jefe será arrestado.",
        "Votre patron sera arrêté.",
    ),
    (PROMISE, "You will get a visa.", "Recibirá un visado.", "Vous recevrez un visa."),
    (
        PROMISE,
        "Your call can never be traced.",
        "Su llamada no se puede rastrear.",
        "Votre appel ne peut jamais être retracé.",
    ),
    (
        PROMISE,
        "You have nothing to fear.",
        "No tiene nada que temer.",
        "Vous n'avez rien à craindre.",
    ),
    (PROMISE, "Nobody will hear you.", "Nadie le oirá.", "Personne ne vous entendra."),
    (
        PROMISE,
        "It is completely confidential.",
        "Es totalmente confidencial.",
        "C'est totalement confidentiel.",
    ),
    (STIGMA, "Arrest the johns.", "Que detengan a los puteros.", "Arrêter les michetons."),
    (STIGMA, "Former prostitutes tell.", "Hablan prostitutas.", "Des prostituées parlent."),
    (STIGMA, "The pimps.", "Los padrotes.", "Les souteneurs."),
    (STIGMA, "Whores.", "Putas.", "Des putes."),
    (STIGMA, "Hookers.", "Rameras.", "Des tapineuses."),
    (STIGMA, "Goods that are slave-free.", "Ropa libre de esclavos.", "Un tissu sans esclaves."),
    (STIGMA, "Freed slaves work here.", "Esclavas liberadas.", "Des esclaves libérés."),
    (STIGMA, "Former slaves work here.", "Antiguos esclavos.", "D'anciens esclaves."),
    (STIGMA, "Sex slaves.", "Esclavas sexuales.", "Des esclaves sexuelles."),
    (STIGMA, "Street kids.", "Niños de la calle.", "Les enfants des rues."),
    (STIGMA, "Throwaway youth.", "Jóvenes desechables.", "Des jeunes jetables."),
    (STIGMA, "Illegal immigrants.", "Inmigrantes ilegales.", "Des immigrés clandestins."),
    (STIGMA, "Illegal aliens.", "Extranjeros ilegales.", "Des étrangers illégaux."),
    (STIGMA, "Illegals.", "Los ilegales.", "Les clandestins."),
    (PROMISE, "Guaranteed safe.", "Garantizado seguro.", "Garanti sûr."),
    (PROMISE, "Certainly clean.", "Ciertamente limpio.", "Certainement propre."),
    (PROMISE, "Proven free of it.", "Probado libre de ello.", "Prouvé exempt de cela."),
    (PROMISE, "A 100% ethical brand.", "Una marca 100% ética.", "Une marque 100\u202f% éthique."),
    (PROMISE, "It is 100 % confidential.", "Es 100 % confidencial.", "C'est 100 % confidentiel."),
    (PROMISE, "Slavery-free tea.", "Té libre de esclavitud.", "Un thé sans esclavage."),
]
"""The same in each language; a list that learns a phrase in English learns it in the others."""

LET_BE = {
    "es": [
        "No enfrente, siga ni filme a nadie, y no intente un rescate.",
        "Nunca siga a las personas.",
        "Llame en vez de seguir al conductor.",
        "Evite fotografiar a una víctima.",
        "Siga los pasos de la guía.",
        "El rescate de la víctima no es tarea suya.",
        "Hace siglos, liberales y generales.",
        "Un mundo sin esclavitud.",
        "Personas en situación de prostitución.",
        "Puede seguir a una organización en su página.",
        "Sígala como le vaya bien: una organización.",
        "La red sigue con el trabajo, y siga con la persona hasta que llegue ayuda.",
        "Es difícil engañar a quienes conocen las reglas.",
    ],
    "fr": [
        "N'affrontez personne, ne suivez et ne filmez personne.",
        "Ne suivez pas la personne.",
        "Il ne faut jamais les suivre.",
        "Appelez au lieu de suivre le chauffeur.",
        "\u00c9vitez de photographier une victime.",
        "Suivez les \u00e9tapes du guide.",
        "Le film parle de personnes qui sont libres.",
        "Apprenez les num\u00e9ros, pour les retenir.",
        "Je suis une femme.",
        "Un monde sans esclavage.",
        "Des personnes en situation de prostitution.",
        "La maison est dans la rue.",
        "Une dette peut piéger des gens.",
        "Suivez-la en ligne : une organisation.",
        "Faites interroger des travailleurs loin du site.",
    ],
}
LINE = Resource(
    id="trial:line",
    name=Text("A line"),
    kind=ResourceKind.HOTLINE,
    source=Source(title="A page"),
    summary=Text("It answers."),
    links=(Link(title=Text("Its page"), url="https://example.org/"),),
)


def codes_of(text, language):
    summary, name, title = (Text(part, language) for part in (text, "L", "P"))
    links = (Link(title=title, url="https://example.org/"),)
    record = attrs.evolve(LINE, name=name, summary=summary, links=links)
    return [fault.code for fault in WordingCheck(cautions_only=True).faults(record)]


def translated(text, language):
    words = (Words(text, language),)
    record = attrs.evolve(LINE, summary=Text("It answers.", "en", words))
    return [
        (fault.code, fault.field)
        for spoken, fault in WordingCheck(cautions_only=True).translation_faults(record)
        if spoken == language
    ]


def test_what_is_refused_in_english_is_refused_in_spanish_and_french(subtests):
    for code, en, es, fr in SAID:
        with subtests.test(f"{code} {en} {es} {fr}"):
            for language, text in (("en", en), ("es", es), ("fr", fr)):
                assert codes_of(text, language) == [code], language
                assert translated(text, language) == [(code, "summary")], language


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in LET_BE.items() for text in texts]
)
def test_warnings_and_similar_phrases_pass(language, text):
    assert codes_of(text, language) == []
    assert translated(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Primero rescata a la mujer; después llama."),
        ("es", "Rescátela, y rastréelos."),
        ("es", "Debe interrogarlo."),
        ("es", "Una fotografía basta: hagan fotos del chofer."),
        ("es", "Sin miedo. Deténganlos"),
        ("es", "Clientes de prostitutas."),
        ("es", "Una ex-esclava."),
        ("es", "Niñas descartables."),
        ("es", "Un chulo y un cafiche."),
        ("es", "Unas furcias."),
        ("es", "Té con certeza limpio."),
        ("fr", "Le premier pas\u00a0: suivez la victime."),
        ("fr", "Suivez \u00e0 la trace le conducteur."),
        ("fr", "Suis-les, poursuis cette fille."),
        ("fr", "Il faut l\u2019affronter."),
        ("fr", "Photographiez l\u2019homme."),
        ("fr", "Pourchassez-les, ou pistez-les."),
        ("fr", "Lib\u00e8re la jeune femme."),
        ("fr", "Exfiltrez la personne, et d\u00e9tiens le chef."),
        ("fr", "Les clients de la prostitution."),
        ("fr", "La prostitution enfantine."),
        ("fr", "Une ex-esclave."),
        ("fr", "Les gamins de la rue."),
        ("fr", "Une maquerelle."),
        ("fr", "Putain."),
    ],
)
def test_other_forms_of_a_phrase_are_found_too(language, text):
    assert len(codes_of(text, language)) == 1


@pytest.mark.parametrize(("language", "tag"), [("es", "es-MX"), ("fr", "fr-CA"), ("en", "en-GB")])
def test_a_tag_with_a_region_is_read_as_its_language(language, tag):
    text = next(row[1 + READ_LANGUAGES.index(language)] for row in SAID)

    assert known_language(tag) == language
    assert codes_of(text, tag) == [DANGER]
    assert translated(text, tag) == [(DANGER, "summary")]


def test_a_text_is_checked_only_in_its_own_language():
    assert codes_of("Suivez le chauffeur.", "es") == []
    assert translated("Siga a alguien.", "fr") == []
    assert known_language("pl") == "en"
    assert translated("Follow the driver, never wait.", "fr") == [(DANGER, "summary")]
    assert translated("Never follow the driver.", "es") == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("es", "La persona es de otra nacionalidad.", "nacionalidad"),
        ("es", "Mujeres con velo salen del coche.", "velo"),
        ("es", "Unos migrantes comparten un cuarto.", "migrantes"),
        ("fr", "La personne a un accent.", "accent"),
        ("fr", "Elle porte un foulard.", "foulard"),
        ("fr", "Des \u00e9trangers partagent une chambre.", "\u00e9trangers"),
    ],
)
def test_a_sign_is_never_about_identity_in_any_language(language, text, word, catalog):
    # Origin, faith and looks are not signs in a translation either, except for context.
    signs = catalog.indicators.values()
    sign = next(record for record in signs if record.element != "context")
    context = next(record for record in signs if record.element == "context")
    with_translation = Text(sign.text.source, "en", (Words(text, language),))

    def found(record):
        return list(WordingCheck(cautions_only=True).translation_faults(record))

    ((spoken, fault),) = found(attrs.evolve(sign, text=with_translation))
    assert (spoken, fault.code, fault.field) == (language, "content.identity_sign", "text")
    assert fault.problem.startswith(f'"{word}"')
    assert found(attrs.evolve(context, text=with_translation)) == []
    assert found(attrs.evolve(sign, note=with_translation)) == []
    written = attrs.evolve(sign, text=Text(text, language))
    assert "content.identity_sign" in [
        fault.code for fault in WordingCheck(cautions_only=True).faults(written)
    ]


def test_a_people_is_found_in_both_genders_and_numbers(subtests):
    for language, word in [
        *[("en", word) for word in ("Russian", "Russians", "Dutchman", "Dutchmen")],
        *[("en", word) for word in ("Dutchwoman", "Dutchwomen", "Englishwomen")],
        *[("es", word) for word in ("rumano", "rumanos", "rumana", "rumanas", "alemanes")],
        *[("es", word) for word in ("libanés", "libaneses", "libanesa", "libanesas")],
        *[("es", word) for word in ("inglesa", "inglesas", "alemana", "turcas")],
        *[("fr", word) for word in ("haïtien", "haïtiens", "haïtienne", "haïtiennes")],
        *[("fr", word) for word in ("européenne", "européennes", "africaine", "africaines")],
        *[("fr", word) for word in ("coréen", "coréens", "coréenne", "guinéennes")],
        *[("fr", word) for word in ("afghan", "afghans", "afghane", "afghanes")],
    ]:
        with subtests.test(f"{language} {word}"):
            text = fold_text(f"xx {word} yy")

            start, end = find_people(text, language)

            assert text[start:end] == fold_text(word)


@pytest.mark.parametrize(
    "text", ["Lo llevan al extranjero.", "On l'emm\u00e8ne \u00e0 l'\u00e9tranger."]
)
def test_abroad_is_not_about_identity(text):
    assert not any(
        phrases_of(language).search("identity", fold_text(text)) for language in ("es", "fr")
    )


@pytest.mark.broad
def test_the_translations_in_our_packs_pass():
    catalog = load()
    read = {
        (record.pack, words.language)
        for record in catalog
        for _, text in contact.readable_texts(record)
        for words in text.translations
    }

    assert {("us-hotline", "es"), ("us-hotline", "fr"), ("helplines-europe", "fr")} <= read
    assert catalog.mistakes == ()


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_the_sentences_of_the_library_pass(language):
    file = resources.files("takeaction") / f"data/messages/{language}.json"
    sentences = json.loads(file.read_text(encoding="utf-8"))
    texts = [
        text
        for message in sentences.values()
        for text in (message.values() if isinstance(message, dict) else [message])
    ]

    assert [text for text in texts if codes_of(text, language)] == []
