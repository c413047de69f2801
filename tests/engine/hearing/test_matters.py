"""What rules hear: stop, danger, topics, persons, children, the missing.

Each line of ``TEXTS`` has a text and what has to be heard in it. None is of a set that is measured.
"""

import pytest

from takeaction.engine.hearing.hearing import hear
from takeaction.vocabulary.needs import NeedTopic

TEXTS = """
i beat my girlfriend last night and i'm scared of what i'll become|stop=partner
i strangled my wife in a fight, i need help before i kill her|stop=partner
i keep hitting my boyfriend when i'm drunk and i want to change|stop=partner
how do i stop being violent with my partner|stop=partner
my husband says i abuse him and he's right. i want help to stop|stop=partner
quiero dejar de pegarle a mi novia|stop=partner
golpeé a mi esposa otra vez, quiero cambiar|stop=partner
soy un hombre violento con mi pareja y necesito ayuda|stop=partner
je frappe ma copine quand je bois, je veux changer|stop=partner
j'ai giflé ma femme devant les enfants, j'ai honte|stop=partner
comment arrêter d'être violent avec ma femme|stop=partner
i hit him back because he was choking me|need
he says i'm the abusive one because i pushed him off me|need
i am sexually attracted to children and i don't want to hurt anyone|stop=child
i masturbate to child porn and hate myself, how do i stop|stop=child
i have sexual thoughts about my stepdaughter, she is 9|stop=child
me atraen los niños y no quiero hacerles daño|stop=child
veo pornografía infantil y no puedo parar|stop=child
tengo fantasías sexuales con niñas, necesito ayuda|stop=child
je suis attiré par les petites filles, aidez-moi|stop=child
je regarde de la pédopornographie et je veux arrêter|stop=child
j'ai des pensées sexuelles pour des enfants|stop=child
my uncle looks at sexual pictures of kids|need
i found child porn on my husband's laptop|noth
im 15 and i think i'm attracted to little kids|need,wc
i paid for sex and now i think she was forced|stop=buyer
i saw an escort last night, she was crying and had bruises. what should i do|stop=buyer
i went to a massage parlour for a happy ending and i think the girl is trafficked|stop=buyer
pagué por sexo y creo que la chica era menor|stop=buyer
fui a un prostíbulo y la chica parecía obligada|stop=buyer
j'ai payé une fille et je crois qu'elle était forcée|stop=buyer
je suis allé voir une prostituée, elle pleurait, je me sens coupable|stop=buyer
he choked me until i passed out|body
my boyfriend put his hands around my neck|body
my mum won't wake up|body
she is bleeding a lot|body
i shook the baby and now he won't wake|body
mi novio me agarró del cuello y apretó|body
mi hermana está sangrando mucho|body
mi bebé no despierta|body
il m'a étranglée|body
il m'a serré le cou|body
elle saigne beaucoup|body
mon bébé ne se réveille pas|body
i swallowed a whole box of paracetamol|pills
my sister took all her pills|pills,other
i overdosed|pills
me tomé veinte pastillas|pills
mi amiga se tragó todas las pastillas|pills,other
j'ai pris toute la boîte de médicaments|pills
ma copine a avalé plein de cachets|pills,other
someone is breaking into my house|now
he is outside with a knife|now
my ex is kicking the door in|now
he is beating my mum right now|now
está afuera con un machete|now
están tumbando la puerta|now
mi papá está golpeando a mi mamá ahora mismo|now
il est devant ma porte avec un couteau|now
il essaie de défoncer la porte|now
il est en train de frapper ma mère|now
im standing on the bridge and im going to jump|now
i got out last month. i cant stop shaking when the doorbell goes|after
i escaped my trafficker two years ago and cant sleep|after
i am out now but i have nightmares every night|after
logré salir hace un mes y no puedo dormir|after
me escapé de él y sigo con pesadillas|after
je m'en suis sortie il y a six mois mais je dors plus|after
depuis que je suis partie je fais des cauchemars|after
they want me to testify against him|after
my best friend says she wants to die|suicide,other
my son is talking about killing himself|suicide,other
mi amiga quiere matarse|suicide,other
mi hermano dice que se va a suicidar|suicide,other
ma sœur veut se suicider|suicide,other
mon ami dit qu'il veut mourir|suicide,other
my wife threatens to kill herself whenever i say im leaving|violence-home
she told me she'd cut her wrists if i broke up with her|violence-home
mi novio amenaza con matarse si lo dejo|violence-home
il menace de se suicider si je pars|violence-home
my ex posted my nudes on instagram|picture-shared
mi ex subió un video íntimo mío|picture-shared
mon ex a publié mes nudes|picture-shared
he says he will send the video to my parents unless i pay 500|sextortion
me pide dinero o publica mis fotos desnuda|sextortion
il demande de l'argent sinon il envoie ma vidéo intime à ma famille|sextortion
my ex waits outside my work every day|stalking
i found an airtag in my car|stalking
mi ex me sigue a todos lados|stalking
mon ex me suit et m'attend devant chez moi|stalking
my brothers will kill me if they find out i have a boyfriend|honour-threat
mi familia me va a matar por deshonrarlos|honour-threat
ma famille va me tuer, j'ai un copain|honour-threat
they want to take my daughter to somalia to be cut|cutting
van a hacerle la ablación a mi hija|cutting
ils veulent exciser ma fille cet été|cutting
older boys make me sell drugs for them|forced-crime
my son is being used to run county lines|forced-crime
me obligan a vender droga|forced-crime
on me force à vendre du shit|forced-crime
they want to buy my kidney|organ
quieren quitarme un riñón|organ
ils m'ont promis de l'argent pour mon rein|organ
the militia took my brother to fight|soldier
la guerrilla reclutó a mi hijo|soldier
ils ont enrôlé mon fils de force dans la milice|soldier
my sister has been missing for three days|missing-person,miss=adult
mi esposo no ha vuelto desde ayer|missing-person,miss=adult
mon frère a disparu depuis lundi|missing-person,miss=adult
the carer hits my nan|adult-at-risk
mi tía le quita la pensión a mi abuela|adult-at-risk
l'aide à domicile crie sur ma grand-mère et la frappe|adult-at-risk
i have nowhere to sleep tonight|no-place
no tengo dónde dormir esta noche|no-place
je ne sais pas où dormir ce soir|no-place
as a guy i'm ashamed, my girlfriend punches me|men
my wife beats me and nobody believes a man|men
soy un hombre y mi pareja me maltrata|men
je suis un homme battu|men
i'm deaf and my boyfriend hits me|deaf
soy sorda y mi marido me pega|deaf
je suis sourde et mon mari me frappe|deaf
i'm pregnant and he kicks me|women
estoy embarazada y me golpea|women
je suis enceinte et il me frappe|women
i cant talk he can hear me, my husband hits me|reach
no puedo hablar, me escucha. me tiene encerrada|reach
je ne peux pas parler, il m'entend. il me frappe|reach
i cant talk long, my husband hits me|noreach
no puedo hablar mucho, mi marido me pega|noreach
je peux pas parler longtemps, il me frappe|noreach
i'm gay and my family beats me|careful
fled my country because of the government, boss has my passport|careful
my student told me her stepdad comes into her room at night|cc,nwc
una niña de mi clase tiene moretones y le da miedo su papá|cc,nwc
un élève m'a dit que son père le bat|cc,nwc
my daughter is 24 and her husband beats her|ncc
mi hija de 25 años está con un hombre que le pega|ncc
ma fille de 30 ans est battue par son mari|ncc
he wants $15k back, my boss took my passport|nwc
i am 17 and my boss wont pay me|wc
tengo 16 años y mi padrastro me pega|wc
j'ai 12 ans et ma mère me tape|wc
my 15 year old wants to run away and someone online is texting her|cc,nwc
my boss raped me|sexual-violence
my boss makes me sleep with customers|sexual-exploitation
i work in a massage parlor and the owner takes my money|sexual-exploitation
me violó un compañero de trabajo|sexual-violence
un hombre me tocó en el bus|sexual-violence
on m'a touchée dans le métro|sexual-violence
mon mac garde tout mon argent|sexual-exploitation
mi padrote me obliga a ver clientes|sexual-exploitation
we lose the house monday, me and my three children have no place to go|no-place,self,ncc,norun
me desalojan mañana, tengo dos hijos y no tengo donde dormir|no-place,self,ncc,norun
im 15 and dad kicked me out|wc,run
my 14 year old left home on sunday because we argued|cc
is it allowed to keep the documents of my nanny until the contract ends|harm
how do i stop our cook from leaving, i paid for her visa|harm
es legal retener el sueldo de mi trabajadora|harm
cómo evito que mi empleada se escape|harm
ai-je le droit de confisquer les papiers de mon employée|harm
comment empêcher ma bonne de partir|harm
how old must my girls be to work in a massage parlour|harm
qué edad deben tener las chicas para una página de escorts|harm
quel âge doivent avoir les filles pour un site d'escort|harm
he owes us 5000, we paid for his ticket, how do i make him pay|harm
me debe el pasaje, la traje de perú, cómo hago que pague|harm
elle me doit 4000 euros pour l'avoir fait venir|harm
can they keep my papers|need,noth
i am a maid, can she keep my passport|need,noth
my friend is a maid, can her boss hold her passport?|need,noth
is my employer allowed to hold my passport|need,noth
es legal que mi jefa guarde mi pasaporte|need,noth
a-t-elle le droit de garder mon passeport|need,noth
he says i owe him for bringing me over|need,noth
how do i stop my daughter from running away|noth
i work as a nanny, how do i keep my passport safe|noth
my lad got recruited by a local gang|forced-crime,other
dealers moved into my uncles flat and sell crack there|forced-crime,nosex
they keep her in a trap house and she carries packages|forced-crime,nosex
what is county lines|noneed
somebody has vids of me and demands bitcoin|sextortion
tiene fotos mías y pide dinero|sextortion
il a mes photos et demande de l'argent|sextortion
meri video hai uske paas, paise mangta hai, sab ko dikha dega|sextortion
he asks for money every day|nosex
my boyfriend smashed a bottle on my arm|violence-home,self
my flatmate grabbed me by my hair, my sister saw it|self
mi marido me tiró un vaso a la cara|violence-home,self
mon mari m'a jeté une assiette au visage|violence-home,self
i saw two little girls begging at the station|other,cc
there are kids working in the carwash at night|other,cc
vi a unos niños vendiendo flores de noche|other,cc
il y a des enfants qui mendient dans le métro|other,cc
there's a boy cleaning shoes at the mall, seems like 11|other,cc
i saw my kids working on homework|noneed
my brother cheats me, and my mother, who is disabled, he hits|adult-at-risk
they make us scam elderly people and lock us in|norisk
nos obligan a estafar a los ancianos y nos encierran|norisk
"""

DANGERS = ("body", "pills", "now")
IS_HEARD = {
    "need": lambda heard: heard.is_need,
    "harm": lambda heard: heard.intent.value == "other-harm" and heard.stop is None,
    "self": lambda heard: heard.intent.value == "need-self",
    "noneed": lambda heard: not heard.is_need,
    "run": lambda heard: NeedTopic.CHILD_RUNAWAY in heard.topics,
    "norun": lambda heard: NeedTopic.CHILD_RUNAWAY not in heard.topics,
    "nosex": lambda heard: NeedTopic.SEXTORTION not in heard.topics,
    "norisk": lambda heard: NeedTopic.ADULT_AT_RISK not in heard.topics,
    "noth": lambda heard: heard.intent.value != "other-harm",
    "other": lambda heard: heard.intent.value == "need-other",
    "wc": lambda heard: heard.writer_child and heard.concerns_child,
    "nwc": lambda heard: not heard.writer_child,
    "cc": lambda heard: heard.concerns_child,
    "ncc": lambda heard: not heard.concerns_child,
    "reach": lambda heard: heard.reach == "text",
    "noreach": lambda heard: heard.reach is None,
    "careful": lambda heard: heard.careful,
    "men": lambda heard: "men" in heard.person,
    "women": lambda heard: "women" in heard.person,
    "deaf": lambda heard: "deaf" in heard.person,
}


def is_heard(heard, wanted):
    """Tell whether something was heard: one of the words above, or the first topic."""
    if wanted in IS_HEARD:
        return IS_HEARD[wanted](heard)
    name, _, value = wanted.partition("=")
    if name == "stop":
        return heard.stop == value and heard.intent.value == "other-harm"
    if name == "miss":
        return heard.missing == value
    if wanted in DANGERS:
        return wanted in heard.danger_kinds and heard.danger
    return [topic.value for topic in heard.topics[:1]] == [wanted]


def test_what_the_words_say_is_heard():
    wrong = []
    for line in TEXTS.strip().splitlines():
        text, _, all_wanted = line.rpartition("|")
        heard = hear([text])
        wrong += [(want, text) for want in all_wanted.split(",") if not is_heard(heard, want)]

    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "he owes $8k for bringing her over",
        "i worked 14 hours",
        "it cost 12 dollars",
        "i have been here for 15 years",
        "my daughter is 24",
    ],
    ids=str,
)
def test_a_sum_an_hour_or_a_grown_daughter_makes_no_child(text):
    heard = hear([text])

    assert not heard.writer_child
    assert not heard.concerns_child


def test_children_of_somebody_who_is_hurt_do_not_make_it_the_need_of_a_child():
    # The line for the parent comes first, unless the children are hurt.
    assert not hear(["my husband hits me, we have two kids"]).concerns_child
    assert hear(["my husband hits me and he hits the kids"]).concerns_child


def test_who_looks_for_a_child_that_the_other_parent_has_gets_no_line_to_find_it():
    assert hear(["my ex took my son, how do i find them"]).missing is None
    assert hear(["my daughter must come back home, she left with shame on us"]).missing is None


def test_a_child_who_ran_away_is_not_missing():
    for text in ("im 15 and i ran away", "my best friend ran away, she sleeps at my place"):
        assert hear([text]).missing is None


@pytest.mark.parametrize("text", ["i got out last month", "je m'en suis sortie", "logré salir"])
def test_who_got_out_is_never_asked_to_act(text):
    heard = hear([text])

    assert heard.out
    assert heard.intent.value == "need-self"


def test_no_group_is_said_that_the_words_do_not_say():
    assert hear(["my wife hits me"]).person == frozenset()
    assert hear(["my boss took my passport"]).person <= {"migrants"}


def test_police_on_the_wrong_side_are_heard():
    assert hear(
        ["i cant go to the police, my husband is a police officer, he hits me"]
    ).feared_police
    assert not hear(["my husband hits me"]).feared_police


@pytest.mark.parametrize(
    "text",
    [
        "my boss put us in a truck and took our phones",
        "they put us in a house with no heating and don't pay us",
        "the agency put us in a hotel and we clean rooms, no pay",
    ],
)
def test_where_workers_are_put_is_nothing_sexual(text):
    topics = hear([text]).topics

    assert NeedTopic.SEXUAL_VIOLENCE not in topics
    assert NeedTopic.SEXUAL_EXPLOITATION not in topics
