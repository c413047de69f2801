"""What must not be heard: a topic that no word says, and a child or a prison where there is none.

Each line of ``TEXTS`` has a text and what has to be heard in it: ``+topic`` for the first topic,
``-topic`` for one that is not among them. None is of a set that is measured.
"""

import pytest

from takeaction import HelpQuery, find_help
from takeaction.engine.hearing.hearing import hear
from takeaction.models.question.queries import About

TEXTS = """
our landlord is throwing us out on monday|need,+no-place,-captivity
the bank is evicting us next week and we have a baby|need,+no-place,-captivity,-child-abuse
i got an eviction notice today|need,+no-place,-captivity
the landlady locked us out, my kids are on the stairs|need,+no-place,-captivity,-child-abuse
im homeless since june|need,+no-place,-captivity
i sleep rough, been sleeping rough for a month|need,+no-place,-captivity
nos van a desahuciar el martes|need,+no-place,-captivity
la dueña nos echa a la calle con mis hijos|need,+no-place,-captivity
el casero me quiere sacar del piso|need,+no-place,-captivity
el propietario no nos deja entrar, cambió la cerradura y nos echó de casa|need,+no-place,-captivity
le bailleur nous met dehors lundi|need,+no-place,-captivity
je vais être expulsé de mon appartement|need,+no-place,-captivity,-immigration-fear
on nous a mis à la rue avec le bébé|need,+no-place,-captivity
my husband locked me out of the house and hit me|need,+violence-home
im 12 and my stepdad kicks me out at night|need,+child-abuse,child
my husband locks me in|need,-no-place
my boss locked us in the kitchen|need,+captivity,-no-place
they locked me out of my email account|-no-place,-captivity
they kicked me out of the group chat|-no-place
a fake landlord took 900 off me for a flat|noneed
i got ripped off, the apartment didnt exist|noneed
my landlord kept my deposit|noneed
me timaron con un piso falso|noneed
el casero no me devuelve la fianza|noneed
je me suis fait escroquer par une fausse annonce|noneed
le proprio ne veut pas rendre ma caution|noneed
cant pay the rent|noneed
no puedo pagar el alquiler|-captivity
cant pay the electric bill|noneed
my teenage daughter is moody and locks herself in her room|-captivity,-child-abuse
im being transferred to dubai for work, what should i know|noneed,-scam-compound
im 15 and my parents wont let me have instagram|-forced-marriage
im 16 and my parents say im getting married in summer|need,+forced-marriage
i got a text saying i won a prize, is it a scam|-suicide
i cant sleep|-suicide
im so tired|-suicide
they cant pay me|need,+wages
my landlord says i can pay the rent with sex|need,+sexual-exploitation
mi casero dice que puedo pagar la renta con sexo|need,+sexual-exploitation
my boss shorted my hours again|need,+wages
he shorted us on pay|need,+wages
i live in texas|-domestic-work
im a live-in nanny and they dont pay me|need,+domestic-work
quiero casarme con mi novio en españa|noneed
mis padres quieren llevarme a marruecos para casarme|need,+forced-marriage
meus pais querem me levar para casar com um primo|need,+forced-marriage
اهلي يريدون ياخذوني الى باكستان للزواج|need,+forced-marriage
mere mata pita mujhe pakistan le ja rahe hain shaadi ke liye|need,+forced-marriage
i got scammed by an agency and they have my passport|need
i got scammed online and i want to die|need,+suicide
me estafaron con un trabajo en dubai y me quitaron el pasaporte|need
i need help in Accra|need,+other
we need help in Toronto please|need,+other
necesito ayuda en Bogotá|need,+other
j'ai besoin d'aide à Marseille|need,+other
i need help in algebra|noneed
im kenyan and my madam in riyadh locked me in|need,-suicide
my madam in oman wont let me out and i want to die|need,+suicide
they said it was dancing in madrid but it isnt, we are four and they keep the key|-sexual-violence
i was raped by the manager|+sexual-violence
my son works in qatar and his company keeps his passport|need,nochild
my niece is in a scam compound in laos, she is beaten|need,nochild
mi hijo trabaja en un barco y el patrón no le paga|need,nochild
ma fille travaille à beyrouth et sa patronne garde son passeport|need,nochild
my son owes a dealer and men came to my house|nochild
my daughter of 13 works in a bar|need,other
my son is at school and a dealer says he owes him|other
mi hija de 14 trabaja en un bar|need,other
ma fille de 13 ans travaille dans un bar|need,other
his dad hits my little son|need,other
which chocolate has no child labour in it|noneed,nochild
qué chocolate no tiene trabajo infantil|noneed,nochild
looking for 20 labourers without papers, cheap, finders fee|harm
i need workers with no documents, who can supply|noharm
the company hires workers with no papers and pays cheap, i am one|noharm
my husband calls me useless and checks my phone every evening|need,+violence-home,-captivity
mi marido me revisa el celular y dice que estoy loca|need,+violence-home
mon mari fouille mon téléphone et me traite de folle|need,+violence-home
meu marido olha meu celular e me chama de louca|need,+violence-home
sofro maus tratos psicológicos, meu marido me humilha todo dia|need,+violence-home
زوجي يضربني كل يوم|need,+violence-home,-sexual-violence
جوزي بيضربني وبيفتش موبايلي|need,+violence-home
gozi byedrabny kol yom|need,+violence-home
मेरे पति मुझे रोज़ मारते हैं|need,+violence-home
mera pati roz sharab pi ke marta hai|need,+violence-home
binubugbog ako ng asawa ko|need,+violence-home
муж бьёт меня при детях|need,+violence-home
чоловік побив мене при дітях|need,+violence-home
老公喝醉了就打我|need,+violence-home
mein mann schlägt mich wenn er trinkt|need,+violence-home
أبي يضربني بالحزام وعمري 13|need,+child-abuse
he shows up outside my work every day, i blocked him and he writes from new numbers|need,+stalking
me espera en la puerta de mi casa y me sigue al trabajo, es mi ex|need,+stalking
i am not a virgin and if my brothers find out they will kill me|need,+honour-threat
my ex posted my nudes in a group chat of my school|need,+picture-shared,-sextortion
im standing on the roof|need,+suicide
遗书写好了|need,+suicide
стою на крыше|need,+suicide
my father wants me to marry my cousin in pakistan and i dont want to|need,+forced-marriage
меня хотят выдать замуж насильно|need,+forced-marriage
my grandmothers carer takes her pension and shouts at her|need,+adult-at-risk
"""

IS_HEARD = {
    "need": lambda heard: heard.is_need,
    "noneed": lambda heard: not heard.is_need,
    "child": lambda heard: heard.writer_child,
    "other": lambda heard: heard.concerns_child,
    "nochild": lambda heard: not heard.concerns_child,
    "harm": lambda heard: heard.intent.value == "other-harm",
    "noharm": lambda heard: heard.intent.value != "other-harm",
}


def is_heard(heard, wanted):
    topics = [topic.value for topic in heard.topics]
    if wanted.startswith("+"):
        return topics[:1] == [wanted[1:]]
    return wanted[1:] not in topics if wanted.startswith("-") else IS_HEARD[wanted](heard)


def test_no_topic_child_or_prison_is_heard_that_no_word_says():
    wrong = []
    for line in TEXTS.strip().splitlines():
        text, _, all_wanted = line.rpartition("|")
        heard = hear([text])
        wrong += [(want, text) for want in all_wanted.split(",") if not is_heard(heard, want)]

    assert wrong == []


def test_a_line_for_a_group_in_words_is_not_for_whoever_may_do_harm(catalog):
    query = HelpQuery("CA", about=About(stop="other"))

    assert [line for line in find_help(catalog, query) if line.resource.only_for] == []


@pytest.mark.parametrize(
    "text",
    [
        "help me escape",
        "please help me escape",
        "can somebody help me escape from here",
        "ayúdenme a escapar, me escapé del club",
        "i want to escape this spreadsheet",
        "me escapé de la finca donde nos tenían",
    ],
)
def test_whoever_escapes_is_no_child(text):
    heard = hear([text])

    assert not {"child-runaway", "child-abuse"} & {*heard.topics, *heard.maybe}
    assert not heard.concerns_child


@pytest.mark.parametrize("text", ["me escapé de mi casa", "tengo 15 años y me escapé de casa"])
def test_whoever_escapes_from_home_may_be_a_child(text):
    assert "child-runaway" in hear([text]).topics
