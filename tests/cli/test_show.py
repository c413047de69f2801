"""``takeaction show``: read one record in full."""

import json

import attrs
import pytest

from takeaction import load
from takeaction.core_data import LANGUAGES, read
from takeaction.models.action import Action, Minutes
from takeaction.models.goods import Claim, Good, Label, Rating, Tier, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.resource import Resource
from takeaction.value import plain_data
from takeaction.views.records import SHOWN_ELSEWHERE

AT = ("--at", "2026-11-24T15:00Z")

LINE = """\
The Helpline
    An independent organisation, not the police. What you say goes to the police
    and immigration. Volunteers answer. They tell nobody.
    Call 1-888-555-0100: 24/7
    Or text 88850 with the word HELP: Mo-Fr 09:00-17:00 (America/New_York)
    Or chat https://example.org/chat: we're not sure of the hours; you can try

    It listens.
    Run by: Example
    1-888-555-0100: What you say goes to the police and immigration.
                    Price unknown; may show on the phone bill.
                    Languages: English, Spanish, many more by interpreter.
                    Ask first.
    88850:          Price unknown.
                    Languages: not known.

It has a new number since 2020.

Details of the record
  kind:     hotline
  purposes: report, support

- https://example.org/helpline
- How it works
  https://example.org/how

Where this comes from
Source: A directory, dated 2026-08
Two sources agree; dated August 2026.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:helpline
"""

LETTER = """\
Write a letter                                                         10-20 min
A letter tells those who decide what you want them to do.

Keep safe
  - Name nobody.

How to do it
  1. Find the address.
  2. Write one page in your own words.
  3. Send it.

Contacts by region: advocate, support (hotline)

Words for a letter:
  Dear representative,
  please act. [your name]

Details of the record
  cadence:        once
  modes:          solo-online
  skills helpful: Writing
  roles:          Student
  cost:           none
  risk:           low
  ages:           adult

Where this comes from
Source: A guide, Example, dated 2026
https://example.org/
Two sources agree; dated 2026.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:write-letter
"""

SIGN = """\
Someone keeps the papers of a person who needs them, so that they can go nowhere
alone.
A sign is not proof.

  concept:              papers
  speaks of:            means
  grade:                medium
  grade basis:          editorial
  types:                any
  observable by:        bystander, self
  comes to be known by: notice
  about:                any
  immediate danger:     yes
  words of the list:    read

Where this comes from
Source: A list, dated 2009
Not checked yet; dated 2009. It may be out of date.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:keeps-papers
"""

LABEL = """\
Fair Label
  kind:                product-certification
  standard setter:     Example
  scope:               Coffee farms.
  audited by:          Auditors, once a year.
  third party audited: no
  asks:                Fair pay.
  does not cover:      Transport.

Where this comes from
Source: Its page
Not checked yet; date unknown.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:fair-label
"""

SHOP = """\
Fair Shop
  kind:     retailer
  products: Coffee
  claims:   label first:fair-label scope All coffee

- https://example.org/shop

Where this comes from
Source: Its page
Not checked yet; date unknown.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:fair-shop
"""

OLD = """\
The Old Line
It's gone.
Use first:helpline instead.

Details of the record
  kind:     hotline
  purposes: support

Where this comes from
Source: A directory
Two sources agree; date unknown.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:old-line
"""

CHILDREN = """\
The Line for Children
    It may be gone.
    We don't know who answers. We don't know who they tell. Ask before you give
    your name or place. Only for: Children and young people.
    Write to talk@example.org

Details of the record
  kind:     hotline
  purposes: child
  only for: children

Where this comes from
Source: A directory
Two sources agree; date unknown.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:childline
"""

SPANISH_LINE = """\
    Llamar al 1-888-555-0100: 24/7, de día y de noche
    O mandar un mensaje de texto al 88850 con la palabra HELP: lun-vie
      09:00-17:00 (America/New_York)
    O chat https://example.org/chat: no sabemos bien el horario; se puede
      intentar

    It listens. [en]
    Atiende: Example
    1-888-555-0100: Lo que se les cuenta llega a la policía y a inmigración.
                    Precio desconocido; puede aparecer en la factura del
                    teléfono.
                    Idiomas: inglés, español, muchos más con intérprete.
                    Ask first. [en]
    88850:          Precio desconocido.
                    Idiomas: no se sabe.

It has a new number since 2020. [en]

Datos del registro
  tipo:       línea de ayuda
  sirve para: avisar, apoyo

- https://example.org/helpline
- How it works [en]
  https://example.org/how

De dónde viene esto
Fuente: A directory, con fecha 2026-08
Dos fuentes coinciden; con fecha de agosto de 2026.
Ningún profesional lo ha revisado todavía.
Paquete: First things, de Example; id: first:helpline
"""

SPANISH_LETTER = """\
Contactos según el lugar: hablar con quienes deciden, apoyo (línea de ayuda)

Palabras para una carta:
  Dear representative,
  please act. [your name] [en]

Datos del registro
  frecuencia: una vez
  manera: a solas en línea
  conocimientos que ayudan: Redacción
  para: Estudiante
  costo: ninguno
  riesgo: bajo
  edades: 18 años o más
"""

SPANISH_SIGN = """\
  concepto:             papers
  habla de:             medio
  cuánto dice:          algo
  según:                nuestro propio juicio
  apunta a:             ninguna explotación en particular
  quién puede notarlo:  cualquiera que esté cerca, la persona misma
  se llega a saber por: notarlo
  trata de:             cualquier persona
  peligro inmediato:    sí
  palabras de la lista: leídas
"""

FRENCH_SHOP = """\
  type:             boutique
  produits:         Café
  ce qu'il affirme: label: first:fair-label, portée: All coffee
"""


@pytest.mark.parametrize(
    ("id", "language", "text"),
    [
        ("helpline", "es", SPANISH_LINE),
        ("write-letter", "es", SPANISH_LETTER),
        ("keeps-papers", "es", SPANISH_SIGN),
        ("fair-shop", "fr", FRENCH_SHOP),
        ("old-line", "es", "\nYa no existe.\nUse first:helpline en su lugar.\n"),
        ("childline", "fr", "\n    N'existe peut-être plus.\n"),
    ],
    ids=["line", "action", "sign", "shop", "retired", "not-certain"],
)
def test_words_around_the_texts_of_a_record_are_in_the_language_of_the_reader(
    takeaction, id, language, text
):
    ran = takeaction("show", id, "--language", language, *AT)

    assert text in ran.out


def test_a_place_is_named_in_the_language_of_the_reader(takeaction, make_pack):
    good = """\
[[good]]
id = "coffee-mx"
name = "Coffee"
product = "coffee"
country = "MX"
kind = "forced"
edition = 2024
source = { title = "A list", dated = "2024" }
"""

    ran = takeaction("show", "coffee-mx", "--language", "es", packs=[make_pack("made", goods=good)])

    assert "  producto: Café\n  país:     México\n  tipo:     trabajo forzoso\n" in ran.out


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_field_and_every_word_in_it_has_a_name_in_each_language(language):
    data = read(f"labels/{language}")
    shown = {
        field.name: field
        for model in (Action, Resource, Indicator, Vendor, Label, Good, Rating)
        for field in attrs.fields(model)
        if field.name not in SHOWN_ELSEWHERE
    }
    inside = {field.name for model in (Minutes, Claim, Tier) for field in attrs.fields(model)}

    assert set(data["fields"]) >= set(shown) | inside


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("first:helpline", LINE),
        ("write-letter", LETTER),
        ("keeps-papers", SIGN),
        ("fair-label", LABEL),
        ("fair-shop", SHOP),
        ("old-line", OLD),
        ("childline", CHILDREN),
    ],
    ids=["line", "action", "sign", "label", "shop", "retired", "not-certain"],
)
def test_a_record_is_shown_in_full(takeaction, id, text):
    # The whole text: warnings first, source and pack last.
    # No number of a retired helpline is printed, and unknown facts are called so.
    ran = takeaction("show", id, *AT)

    assert (ran.code, ran.out, ran.err) == (0, text, "")


def test_json_holds_every_field_and_the_age(takeaction, pack):
    record = load(paths=[pack], packs=[]).get("helpline")

    ran = takeaction("show", "helpline", "--json", *AT)

    assert json.loads(ran.out) == {
        **plain_data(record),
        "kind_of_record": "resource",
        "freshness": {"state": "fresh", "since": "2026-08-01", "age_days": 115},
    }


def test_a_record_with_only_a_name_is_shown(takeaction, make_pack):
    bare = make_pack(
        "bare",
        resources=(
            '[[resource]]\nid = "body"\nname = "A Body"\nkind = "organisation"\n'
            'source = { title = "A list" }\n'
        ),
    )

    ran = takeaction("show", "body", *AT, packs=[bare])

    assert ran.out == (
        "A Body\n\n"
        "Details of the record\n"
        "  kind: organisation\n\n"
        "Where this comes from\n"
        "Source: A list\n"
        "Not checked yet; date unknown.\n"
        "No practitioner has reviewed this yet.\n"
        "Pack: First things by Example; id: bare:body\n"
    )


def test_an_unknown_id_is_refused_with_the_nearest(takeaction):
    ran = takeaction("show", "helplin")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "takeaction: We don't know that id. Did you mean “The Helpline” (first:helpline) "
        "or “The Line for Children” (first:childline)?\n"
        "Try: takeaction show --help\n"
    )


def test_an_action_that_asks_for_no_contact_names_none(takeaction, make_pack, one):
    ran = takeaction("show", "made:one", packs=[make_pack("made", actions=one)])

    assert ran.code == 0
    assert "Do one thing" in ran.out
    assert "Contacts by region" not in ran.out


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Reviewed: the number, the wording, by Caseworker, Kalayaan, on 2026-11-20"),
        ("es", "Revisado: el número, el texto, por Caseworker, Kalayaan, el 2026-11-20"),
        ("fr", "Relu : le numéro, le texte, par Caseworker, Kalayaan, le 2026-11-20"),
    ],
)
def test_a_review_is_shown_with_what_was_reviewed(takeaction, make_pack, one, language, text):
    review = '{ by = "Caseworker, Kalayaan", on = 2026-11-20, scope = ["wording", "digits"] }'
    folder = make_pack("read", actions=f"{one}reviewed = {review}\n")

    ran = takeaction("show", "read:one", "--language", language, packs=[folder])

    assert text in " ".join(ran.out.split())
