"""Advice is found by its verb and its object, and passes where a negation governs the verb."""

from takeaction.packs.rules import wording

HURTS = {
    "en": [
        "Confront your neighbour.",
        "Go and rescue her.",
        "Follow the car until it stops.",
        "Take her in.",
        "Take photographs of the men.",
        "Pay his debt.",
        "Help him get away.",
        "They'll save you.",
        "You are safe now.",
        "The helpline will rescue her.",
        "Never tell anyone.",
        "Don't phone the police.",
        "You could hide the family.",
        "Face the trafficker.",
        "Track his car.",
        "Film what the boss does to the workers.",
        "Lodge the victim in your flat.",
        "You will not be deported.",
        "Success guaranteed.",
        "If you see a victim, get her out.",
        "Dare to confront them.",
        "Do not be afraid to film the driver.",
        "Why wait? Free her yourself.",
        "Confront anyone who keeps her passport.",
    ],
    "es": [
        "Confronte a su vecino.",
        "Vaya y rescátela.",
        "Siga el coche hasta que pare.",
        "Acójala en su casa.",
        "Tome fotos de los hombres.",
        "Pague su deuda.",
        "Ayúdalo a huir.",
        "Te salvarán.",
        "Ya estás a salvo.",
        "No se lo digas a nadie.",
        "No llames a la policía.",
        "Puedes esconder a la familia.",
        "Enfrenta al tratante.",
        "Aloja a la víctima en tu piso.",
        "No te deportarán.",
        "Éxito garantizado.",
        "No temas filmar al conductor.",
        "Sigue la furgoneta.",
    ],
    "fr": [
        "Affrontez votre voisin.",
        "Allez la sauver.",
        "Suivez la voiture jusqu'à ce qu'elle s'arrête.",
        "Accueillez-la chez vous.",
        "Prenez des photos des hommes.",
        "Payez sa dette.",
        "Aide-le à fuir.",
        "Ils te sauveront.",
        "Tu es en sécurité maintenant.",
        "N'en parle à personne.",
        "N'appelle pas la police.",
        "Vous pouvez cacher la famille.",
        "Affronte le trafiquant.",
        "Logez la victime dans votre appartement.",
        "Vous ne serez pas expulsé.",
        "Succès garanti.",
        "N'ayez pas peur de filmer le chauffeur.",
        "Suis la camionnette.",
        "Osez les affronter.",
        "Ne craignez pas de suivre la voiture.",
    ],
}
"""Short sentences that hurt, in other words than the rules list."""

WARNS = {
    "en": [
        "You must never, under any circumstances, confront a trafficker.",
        "Please do not attempt to rescue anyone.",
        "It is unsafe to follow a vehicle.",
        "Avoid confronting, following or filming people.",
        "Nobody should follow them.",
        "Do not confront, accuse or threaten the employer.",
        "Rather than confront him, call.",
        "Under no circumstances confront the driver.",
        "There is no need to confront anyone.",
        "You should not film or photograph the workers.",
        "No one can guarantee your safety.",
        "Don't pay the debt; call a lawyer.",
        "They may hide the person when visitors come.",
        "The employer threatens to call the police.",
        "Police rescued twelve people.",
        "The helpline will not tell anyone.",
        "We will not tell anyone.",
        "You are never to blame.",
        "If you feel you are safe to talk, call.",
        "Call 911 if someone is in danger.",
        "Take photos of the goods you bought.",
        "Follow the person's wishes.",
        "Talk to the person alone, if it is safe.",
        "Ask before you help someone leave.",
        "Save the number, and tell nobody your password.",
        "The worker cannot leave until he pays the debt.",
        "Refuse to confront anyone.",
        "Neither follow nor film them.",
        "Do not go back and confront him.",
        "Keep calm, do not intervene and do not follow them.",
        "Lock the door if somebody follows you.",
    ],
    "es": [
        "Por favor, no intente rescatar a nadie.",
        "Es peligroso seguir un vehículo.",
        "Evite confrontar, seguir o filmar a las personas.",
        "Nadie debe seguirlos.",
        "En ningún caso se enfrente al conductor.",
        "No hace falta enfrentarse a nadie.",
        "No debe filmar ni fotografiar a los trabajadores.",
        "Nadie puede garantizar su seguridad.",
        "No pague la deuda; llame a un abogado.",
        "La policía rescató a doce personas.",
        "No se lo diremos a nadie.",
        "Tome fotos de los productos que compró.",
        "Siga los deseos de la persona.",
        "El trabajador no puede irse hasta que pague la deuda.",
        "Ni los siga ni los filme.",
        "No vuelva y lo enfrente.",
        "Mantenga la calma, no intervenga y no los siga.",
        "Bajo ninguna circunstancia siga al conductor.",
        "El jefe amenaza con llamar a la policía.",
        "Nunca, por ningún motivo, confronte a un tratante.",
        "Jamás persiga a nadie.",
        "No los persigas.",
        "Cierre la puerta con llave si alguien le sigue.",
    ],
    "fr": [
        "Veuillez ne pas tenter de sauver quelqu'un.",
        "Il est dangereux de suivre un véhicule.",
        "Évitez d'affronter, de suivre ou de filmer les gens.",
        "Personne ne doit les suivre.",
        "N'affrontez en aucun cas le chauffeur.",
        "Inutile d'affronter qui que ce soit.",
        "Vous ne devez ni filmer ni photographier les ouvriers.",
        "Personne ne peut garantir votre sécurité.",
        "Ne payez pas la dette ; appelez un avocat.",
        "La police a libéré douze personnes.",
        "Nous n'en parlerons à personne.",
        "Prenez des photos des articles achetés.",
        "Suivez les souhaits de la personne.",
        "L'ouvrier ne peut pas partir avant d'avoir payé la dette.",
        "Ne les suivez pas et ne les filmez pas.",
        "Restez calme, n'intervenez pas et ne les suivez pas.",
        "Ne jamais suivre le chauffeur.",
        "Le patron menace d'appeler la police.",
        "Sans jamais affronter le trafiquant.",
        "Plutôt que de l'affronter, appelez.",
        "Ne pas filmer les victimes.",
        "Ne cherchez pas à les libérer.",
        "Fermez la porte à clé si quelqu'un vous suit.",
    ],
}
"""Advice against it, descriptions, and the same verbs about things."""


def faults_of(text, language):
    faults = wording.hurtful_faults(wording.Wording("summary", text, language, wording.Allowance()))
    return [fault.problem for fault in faults]


def test_advice_that_hurts_is_found(subtests):
    for language, text in [(language, text) for language, texts in HURTS.items() for text in texts]:
        with subtests.test(f"{language} {text}"):
            assert faults_of(text, language) != []


def test_a_governing_negation_or_another_subject_passes(subtests):
    for language, text in [(language, text) for language, texts in WARNS.items() for text in texts]:
        with subtests.test(f"{language} {text}"):
            assert faults_of(text, language) == []


def test_one_fault_for_each_sentence_is_enough():
    assert len(faults_of("Follow him and film him. Then confront the boss.", "en")) == 2
    assert len(faults_of("Look. Follow him and film him.", "en")) == 1
