"""Spanish phrases: verbs in the forms of tú, vos, usted, ustedes and vosotros, accents dropped."""

import re

from takeaction.packs.rules.phrases.frames import Frames, Phrases, claim

_CLITICS = ("lo", "la", "los", "las", "le", "les")


def _ar(stems: str) -> list[str]:
    """Return the forms that are advice for certain: infinitive, usted, ustedes and vosotros."""
    return [
        stem.replace("-", spelled) + ending
        for stem in stems.split()
        for ending, spelled in (("ar", ""), ("ad", ""), ("e", "u"), ("en", "u"), ("emos", "u"))
    ]


def _tu(stems: str) -> list[str]:
    """Return the forms of tú, which are those of "he" and "she" too."""
    return [stem.replace("-", "") + "a" for stem in stems.split()]


def _with(forms: list[str], endings: tuple[str, ...]) -> list[str]:
    return [form + ending for form in forms for ending in endings]


# A dash stands for the u of "pague", "ataque"; c before e is written out.
_CONFRONT = (
    "confront enfrent encar amenaz desafi acus increp intimid chantaje castig- atrap interrog-"
)
_FOLLOW = ["seguir", "siga", "sigan", "seguid", "sigamos", "perseguir", "persiga", "persigan"]
_FOLLOW += ["perseguid", "vigile", "vigilen", "vigilar", "espiar", "espie", "acechar", "aceche"]
_FOLLOW += [*_ar("rastre"), "segui"]
_FOLLOW_TU = ["sigue", "persigue", "rastrea", "vigila", "espia", "acecha"]
_FILM = "film grab fotografi retrat"
_FREE = "rescat salv liber"
_CATCH = ["detener", "detenga", "detengan", "detened", "deten", "retener", "retenga", "retengan"]
_CATCH += ["reten", "atraer", "atraiga", "atraigan", "atraed", "capturar", "capture", "arreste"]
_CATCH += ["arrestar", "atrapar", "atrape", "sujete", "sujetar"]
_HIDE = ["esconder", "esconda", "escondan", "esconded", "acoger", "acoja", "acojan", "acoged"]
_HIDE += [*_ar("ocult aloj hosped alberg- refugi"), "albergue", "alberguen"]
_HIDE_TU = ["esconde", "acoge", *_tu("ocult aloj hosped alberg refugi")]

_EXPLOITER = (
    r"(?:tratantes?|traficantes?|sospechos[oa]s?|jef[ea]s?|(?:explotad|conduct|compr?ad|vended"
    r"|reclutad|secuestrad|agres|captad|cap)or(?:es|as?)?|chofer(?:es)?|patron(?:es|as?)?"
    r"|duen[oa]s?|propietari[oa]s?|encargad[oa]s?|gerentes?|empleador(?:es|as?)?|empresari[oa]s?"
    r"|capataz|capataces|proxenetas?|coyotes?|polleros?|clientes?|criminal(?:es)?"
    r"|delincuentes?|captor(?:es|as?)?|supervisor(?:es|as?)?|administrador(?:es|as?)?"
    r"|caser[oa]s?|hombres?|tipos?|individuos?|sujetos?|novios?|marido|guardias?|pandill\w+"
    r"|contratistas?|intermediari[oa]s?|agentes?|senor(?:es|as?)?)"
)
_PERSON = (
    rf"(?:{_EXPLOITER}|personas?|gente|victimas?|trabajador(?:es|as?)?|nin[oa]s?|menor(?:es)?"
    r"|mujer(?:es)?|chic[oa]s?|muchach[oa]s?|jovenes|joven|sobrevivientes?|bebes?|emplead[oa]s?"
    r"|familias?|padres?|madres?|hij[oa]s?|amig[oa]s?|vecin[oa]s?|parejas?|grupos?|pasajer[oa]s?"
    r"|migrantes?|refugiad[oa]s?|adolescentes?|companer[oa]s?|jornaler[oa]s?|obrer[oa]s?|criadas?"
    r"|limpiador[ae]s?|fugitiv[oa]s?|ninera|estudiantes?|miembros?|mendig[oa]s?|bandas?)"
)
_MOD = r"(?:(?!(?:de|del|a|al|en|con|por|para|que|y|o|u|e|ni|como|sin|sobre|se|es|son)\b)\w+ )"
_DET = (
    r"(?:las?|los|el|un[oa]?s?|es[aeo]s?|est[aeo]s?|aquell?[oa]?s?|sus?|tus?|mis?|dos|tres"
    r"|cualquier|otr[oa]s?|algun[oa]?s?|cada|tod[oa]s?(?: l[oa]s)?|amb[oa]s|vari[oa]s)"
)


def _people(noun: str) -> str:
    """Return a person as an object, without its preposition."""
    return (
        rf"(?:alguien|cualquiera|tod[oa]s l[oa]s que|quien(?:es)?(?:quiera)?|ell[oa]s?|él|l[oa]s"
        rf" que|el que|la que"
        rf"|aquell[oa]s que|usted(?:es)?|{_DET} {_MOD}{{0,2}}?{noun}|{_MOD}?(?:personas|gente"
        rf"|victimas|mujeres|ninos|ninas|trabajadores|clientes|hombres|tratantes|traficantes"
        r"|menores|menor))\b"
    )


def _to(noun: str, preposition: str = "a") -> str:
    """Return "a" (or "de") and a person; the article is part of it in "al"."""
    return rf"(?:{preposition} {_people(noun)}|{preposition}l (?:que|{_MOD}{{0,2}}?{noun})\b)"


_AFTER = (
    r"(?: (?:\w+mente|tambien|ya|solo|juntos|usted(?:es)? mism[oa]s?|tu mism[oa]|en secreto|hoy"
    r"|a escondidas|ahora mismo|por la fuerza|sin (?:miedo|que lo noten?)))?"
)
_TO_SOMEBODY = _to(_PERSON)
_TO_BAD = _to(_EXPLOITER)
_WITH_BAD = rf"con (?:{_people(_EXPLOITER)})"
_VEHICLE = (
    rf"(?:al|(?:a )?{_DET}) {_MOD}{{0,2}}?(?:furgonetas?|camionetas?|coches?|carros?|autos?"
    r"|automovil(?:es)?|camion(?:es)?|vehiculos?|taxis?|autobus(?:es)?|buses|motos?|bus|van)\b"
)
_NOT_ONLINE = (
    r"(?![^.!?]{0,40}\b(?:en linea|internet|redes|instagram|facebook|twitter|youtube|cuentas?"
    r"|boletin"
    r"|pagina|podcast)\b)"
)
_TRACKS = (
    r"(?: \w+){0,2}? (?:(?:a|hasta) (?:su )?casa|hasta|en (?:tu |su |el |la )?(?:coche|carro|auto"
    r"|moto)|de cerca|de lejos|a distancia|a pie|por la calle|discretamente|a escondidas"
    r"|con (?:cuidado|el))\b"
)
_OWN_HOME = (
    r"(?:(?:en|a) (?:tu|su|vuestra|mi|nuestra) (?:propi[oa] )?(?:casa|piso|hogar|apartamento"
    r"|departamento|habitacion|cuarto|coche|carro|auto|garaje|sotano|iglesia|domicilio)|a casa"
    r"|contigo|con usted(?:es)?|(?:en|a) (?:tu|su|vuestro) (?:sofa|sillon|cama))\b"
)
_POSS_FREEDOM = (
    r"(?:su|la|tu) (?:propia )?(?:libertad|liberacion|salida)(?: de (?:alguien|ella|él"
    r"|la|el|un)\b)?"
)
_HELP_LINES = (
    r"(?:(?:a|con|en|de) )?(?:(?:la|el|los|las|una?|ninguna?|su|tu|al|del|ni) )?(?:al |del )?"
    r"(?:\w+ de |numero de )?(?:policia|lineas?(?: de (?:ayuda|atencion|denuncia)| telefonica)?"
    r"|autoridades|emergencias|911|112|091|servicios sociales|agentes|embajada|consulado"
    r"|inspeccion(?: de trabajo)?|fiscalia|guardia civil|ong|organizacion(?:es)?)\b"
)
_WITH_A_REASON = (
    r"(?!,? (?:salvo|a menos|sin |contra|desde|delante|mientras|cuando|por (?:ella|él|ellos"
    r"|ellas)|cerca|en (?:su )?nombre|si (?:ella|él|la persona|no quiere|eso|la victima)|su |tu "
    r"|donde|quien))(?! (?:solo|primero|antes de))"
)
_END = (
    r"(?: sobre (?:esto|ello)| de (?:esto|ello)| lo que (?:vio|viste|sabes?|paso"
    r"|ocurrió))?(?=[.,;!]|$| (?:y|ni|o|hasta)\b)"
)

_CONFRONT_TU = [*_tu(_CONFRONT), "ataca", "agrede"]
_CONFRONT_ALL = [*_ar(_CONFRONT), "atacar", "ataque", "ataquen", "golpear", "golpee", "amenace"]
_FILM_ALL = _ar(_FILM)
_FREE_ALL = _ar(_FREE)
_SUFFIXED = _with(
    [
        form
        for form in (*_CONFRONT_ALL, *_CONFRONT_TU, *_FILM_ALL, *_tu(_FILM), *_FREE_ALL)
        if not form.endswith("ad")
    ]
    + [*_tu(_FREE), "detener", "detenga", "detengan", "deten", "retenga", "persiga", "perseguir"]
    + ["persigue", "persigan", "atrapa", "atrape", "rastrear", "rastrea", "rastree", "rastreen"]
    + ["interrogue", "interroguen", "interrogar", "interroga"],
    _CLITICS,
)
_HELP = ["ayude", "ayuden", "ayudar", "ayudad", "asista", "asistir", "haga", "haz", "hacer", "deje"]
_HELP += ["convenza", "convencer", "convence", "anime", "animar", "incite", "invite", "diga"]
_TAKE = ["llevar", "lleve", "lleven", "llevad", "sacar", "saque", "saquen", "traer", "traiga"]
_TAKE += ["traigan", "mover", "transportar", "transporte", "meter", "meta", "recoger", "recoja"]
_TAKE += [
    "llevese",
    "llevate",
    "llevense",
    "llevarse",
    "traigase",
    "trasladar",
    "traslade",
    "conduzca",
]
_TAKE_TU = ["lleva", "saca", "trae", "mete", "recoge", "traslada", "transporta"]
_CALL = [*_ar("avis inform cont contact confi d"), "llamar", "llame", "llames", "llamen", "llamad"]
_CALL += ["acudir", "acuda", "acudas", "acudan", "avises", "informes", "digas", "diga", "digan"]
_CALL += ["cuentes", "cuente", "contactes", "confies", "hable", "hables", "hablen", "hablar"]
_CALL += ["denuncie", "denuncies", "denunciar", "recurra", "recurras", "recurrir", "vaya", "vayas"]
_CALL += ["ir", "pida", "pidas", "pedir", "alerte", "alertes", "alertar", "decir", "decirle"]
_CALL += ["meta", "metas", "meter", "metan"]
_CALL += ["llamarle", "avisar", "contar", "dirija", "involucre", "involucres", "marque", "marques"]
_CALL += ["use", "uses", "usar", "telefonee", "telefonear", "fie", "fies", "acercarse", "cuenten"]
_ESCAPE = (
    r"(?:escapar(?:se)?|huir|fugarse|huya|escape|salir (?:corriendo|de (?:la|esa) casa|a"
    r" escondidas)|escabullirse)"
)

_CULPRIT = (
    r"(?:tratantes?|traficantes?|sospechos[oa]s?|(?:explotad|secuestrad|agres|captad|cap)or(?:es"
    r"|as?)?"
    r"|proxenetas?|coyotes?|polleros?|criminal(?:es)?|delincuentes?|guardias?|jef[ea]s?"
    r"|patron(?:es|as?)?"
    r"|conductor(?:es|as?)?|chofer(?:es)?|hombres?|tipos?|sujetos?|pandill\w+)"
)
_VICTIM = (
    r"(?:victimas?|nin[oa]s?|chic[oa]s?|muchach[oa]s?|mujer(?:es)?|menor(?:es)?|joven(?:es)?"
    r"|trabajador(?:es|as?)?|bebes?|emplead[oa]s?|personas?|adolescentes?|hij[oa]s?|sobrevivientes?"
    r"|criadas?|ninera|migrantes?)"
)
_THAT = r"(?:las?|los|un[oa]?s?|es[aeo]s?|est[ae]s?|aquell?[oa]?s?|cada)"
_TO_VICTIM = rf"(?:a {_THAT}|al) {_MOD}{{0,2}}?{_VICTIM}\b"
_TO_CULPRIT = rf"(?:a {_THAT}|al) {_MOD}{{0,2}}?{_CULPRIT}\b"
_PLACE = (
    r"(?:la|el|los|las|esa|ese|esta|este|su|sus|una?|cada)"
    r" (?:\w+ ){0,2}?(?:casas?|pisos?|burdel(?:es)?|prostibulos?|fabricas?|edificios?|fincas?"
    r"|local(?:es)?"
    r"|habitacion(?:es)?|talleres|taller|bodegas?|almacen(?:es)?|apartamentos?|departamentos?"
    r"|hotel(?:es)?"
    r"|granjas?|salon(?:es)?|cuartos?|recinto)\b"
)
_GO = (
    "vaya ve vayan ir camine camina caminar corra corre entre entra entrar conduzca conduce"
    " conducir"
)
_GO += " maneje maneja manejar circule circula quedese quedate"
_OWN_CHOICE = (
    r"(?:testificar|declarar|ir (?:a juicio|al juicio|a los tribunales|a la corte)|(?:presentar"
    r"|poner) (?:una |la )?(?:denuncia|cargos)|denunciarl[oae]s?"
    r"|denunciar (?:a (?:su|tu|la|el)|al|lo que)|ir a la (?:policia|corte)|acudir a (?:la policia"
    r"|los"
    r" tribunales)|cooperar|perdonar\w*|contar (?:su|tu) historia|contarl[eo]s? todo|contarlo todo"
    r"|contar(?:le)?(?:s)? todo|enfrentar(?:se|te)? a (?:él|ella|su|tu)|dejarlo (?:hoy|ya|ahora)"
    r"|irse ahora"
    r"|identificar a|hablar en publico)(?![^.!?]{0,60}\b(?:por ley|la ley)\b)"
)
_OWN_CHOICE_THAT = (
    r"(?:testifiquen?|declaren?|denuncien?|vayan? a la policia|cooperen?|cuenten? (?:su historia"
    r"|todo)"
    r"|perdonen?|presenten? (?:cargos|una denuncia)|l[oae]s? denuncien?)\b"
)
_THINGS = (
    r"(?:\w+ )?(?:bols[oa]s?|mochilas?|maletas?|bolsillos?|pertenencias|telefonos?|celular(?:es)?"
    r"|movil(?:es)?|cajones|equipajes?|mensajes|habitacion(?:es)?|cuartos?|basura)\b"
    r"(?! de (?:ayuda|emergencia)| privad)"
)
_THOSE_WHO_HELP = (
    r"(?:policias?|agentes?|autoridades|lineas?(?: de ayuda)?|personal|equipos?|organizaci\w+"
    r"|gobiernos?"
    r"|embajadas?|consulados?|juez|jueces|ellos|nosotros|refugios?|abogad[oa]s?|migracion"
    r"|inmigracion)"
)

_FOLLOWED = rf"(?:{_TO_SOMEBODY}|{_VEHICLE})"
_frame = Frames(
    _FOLLOWED,
    _TO_SOMEBODY,
    _TO_BAD,
    _TO_VICTIM,
    _TO_CULPRIT,
    _VEHICLE,
    _people(_PERSON),
    _PLACE,
    _OWN_CHOICE,
    _OWN_CHOICE_THAT,
    _HELP_LINES,
)

_FRAMES = (
    _frame(_CONFRONT_ALL, rf"{_AFTER} {_TO_SOMEBODY}"),
    _frame(_CONFRONT_TU, rf"{_AFTER} {_TO_SOMEBODY}", needs_advice=True),
    _frame(
        [
            *_with([*_CONFRONT_ALL, *_CONFRONT_TU], ("se", "te", "os", "nse")),
            "encarese",
            "plantele",
            "plantale",
        ],
        rf"{_AFTER} (?:{_TO_SOMEBODY}|con {_people(_PERSON)})",
    ),
    _frame("plante planta plantar", rf" cara {_TO_SOMEBODY}"),
    _frame(
        "confronte enfrente negocie regatee discuta pelee razone negociar regatear discutir pelear"
        " razonar confrontar negocien regateen negociad enfrentar enfrentarse peleate enfrentate",
        rf"{_AFTER} con (?:{_people(_PERSON)})",
    ),
    _frame(
        "negocia regatea discute pelea razona", rf" con (?:{_people(_PERSON)})", needs_advice=True
    ),
    _frame("hable hablen hablar habla", r" con (?:el|la|los|un) (?:tratante|proxeneta|captor)s?\b"),
    _frame(
        "exija exige exijale exigele pida pidale pidele exigir",
        r" (?:\w+ )?(?:al? \w+ (?:que )?)?(?:que|su|sus|los|el) [^.!?;:]{0,30}(?:pasaporte|papeles"
        r"|libert"
        r"|liber|suelt|deje)",
        needs_advice=True,
    ),
    _frame(
        "cuestione cuestiona aborde aborda abordar acerquese acercate advierta advierte avergu",
        rf"{_AFTER} {_TO_BAD}",
        needs_advice=True,
    ),
    _frame(_FOLLOW, rf"{_AFTER} (?:{_TO_SOMEBODY}|{_VEHICLE}){_NOT_ONLINE}"),
    _frame(_FOLLOW_TU, rf"{_AFTER} (?:{_TO_SOMEBODY}|{_VEHICLE}){_NOT_ONLINE}", needs_advice=True),
    _frame(
        "siguelos siguelas siguele sigales seguirlos seguirlas seguirle seguirles siganlos"
        " siganlas sigalos sigalas seguidlos vigilelos vigilarlos espielos",
        _NOT_ONLINE,
    ),
    _frame("siguelo siguela sigalo sigala seguirlo seguirla siganlo siganla", _TRACKS),
    _frame(
        "vaya ve ir corra corre vayan",
        rf" (?:detras|tras|atras) (?:de )?(?:{_people(_PERSON)}|{_VEHICLE}|del \w+)",
    ),
    _frame(_FILM_ALL, rf"{_AFTER} (?:{_TO_SOMEBODY}|(?:sus?|la|las) caras?)"),
    _frame(_tu(_FILM), rf"{_AFTER} (?:{_TO_SOMEBODY}|(?:sus?|la|las) caras?)", needs_advice=True),
    _frame(
        "grabe graba graben grabar filme filma tomar tome tomen tomad toma sacar saque saquen saca"
        " hacer haga hagan haz publicar publique"
        " publica suba sube subir comparta comparte compartir hacerle tomele tomale hagale",
        r" (?:\w+ )?(?:fotos?|fotografias?|videos?|selfis?)"
        rf" (?:{_TO_SOMEBODY}|{_to(_PERSON, 'de')}|con {_people(_PERSON)})",
    ),
    _frame(_FREE_ALL, rf"{_AFTER} {_TO_SOMEBODY}"),
    _frame(_tu(_FREE), rf"{_AFTER} {_TO_SOMEBODY}", needs_advice=True),
    _frame(_CATCH, rf"{_AFTER} {_TO_SOMEBODY}"),
    _frame(
        "captura arresta atrapa atrae enganar engane engana detiene sujeta",
        rf" {_TO_SOMEBODY}",
        needs_advice=True,
    ),
    # "Liberales" is an adjective.
    _frame(set(_SUFFIXED) - {"liberales"}, r"\b"),
    _frame(
        [*_HELP, "ayuda", "convence", "deja", "di", "anima", "incita"],
        rf"{_AFTER} {_TO_SOMEBODY} (?:a|que|de) {_ESCAPE}\b",
        needs_advice=True,
    ),
    _frame(
        _with(
            ["ayude", "ayuda", "ayuden", "ayudar", "convenza", "convence", "anime", "anima"],
            _CLITICS,
        ),
        rf" (?:a|para|de) (?:que )?{_ESCAPE}\b",
    ),
    _frame(
        "planee planea organice organiza prepare prepara planear organizar",
        r" (?:su|una?|la|el) (?:fuga|escape|huida|rescate)\b",
        needs_advice=True,
    ),
    _frame(
        [*_TAKE, *_TAKE_TU],
        rf" {_TO_SOMEBODY}(?: \w+){{0,3}}? (?:{_OWN_HOME}|fuera|lejos|de (?:ahi|alli|la (?:casa"
        rf"|fabrica"
        r"|finca|granja)|esa casa|ese lugar)|del (?:edificio|burdel|local|taller|pais)|a"
        r" (?:otr[oa]|un lugar|una? (?:casa|lugar)))",
        needs_advice=True,
    ),
    _frame(
        _with([*_TAKE, *_TAKE_TU], _CLITICS)
        + _with(["llevate", "llevese", "llevarse", "llevense", "traete"], _CLITICS),
        rf"(?: \w+){{0,3}}? (?:{_OWN_HOME}|fuera|lejos|de (?:ahi|alli|la casa|esa casa|ese lugar"
        r"|aqui|alla|inmediato)|a (?:otr[oa]|un lugar|una? (?:casa|lugar)))",
    ),
    _frame(_HIDE, rf"{_AFTER} {_TO_SOMEBODY}"),
    _frame(_HIDE_TU, rf"{_AFTER} {_TO_SOMEBODY}", needs_advice=True),
    _frame(_with([*_HIDE, *_HIDE_TU], _CLITICS), r"\b"),
    _frame(
        "deje deja dejar permita permite invite invita tenga ten mantenga",
        rf" (?:que )?(?:(?:{_TO_SOMEBODY}|{_people(_PERSON)}) )?(?:(?:a )?(?:que )?)?(?:se"
        rf" )?(?:duerm\w+|viv\w+|qued\w+|dormir|vivir|quedarse)"
        rf"(?: \w+)? {_OWN_HOME}",
        needs_advice=True,
    ),
    _frame(
        _with(["deje", "deja", "dejar", "invite", "invita", "tenga", "meta", "mete"], _CLITICS),
        rf"(?: (?:a )?(?:dormir|vivir|quedarse|pasar la noche))?(?: \w+)? {_OWN_HOME}",
    ),
    _frame(
        "ofrezca ofrece ofrecele ofrezcale ofrezcales ofreceles ofrecer dele dale deles dales de",
        rf" (?:{_TO_SOMEBODY} )?(?:su|tu|una?|algun[oa]?) (?:cama|cuarto|casa|habitacion|sofa|techo"
        r"|alojamiento|refugio|hogar|lugar (?:para|donde) \w+|arma|aventon)\b",
        needs_advice=True,
    ),
    _frame(
        "comprar compre compra compren comprale comprele",
        rf" (?:{_POSS_FREEDOM}|la libertad|{_TO_SOMEBODY} (?:para|al|a (?:su|la)))",
    ),
    _frame(
        "pagar pague paga paguen pagale paguele pagarle salde salda saldar liquide cubra cubrir"
        " pagues",
        r" (?:\w+ )?(?:(?:su|la|sus|las|el|un) (?:\w+ )?(?:deudas?|rescate)|por (?:su|la)"
        r" (?:libertad"
        r"|liberacion)|a(?:l| los| la| su) (?:tratante|traficante|proxeneta|captor|secuestrador"
        r"|coyote|jefe|patron|reclutador|explotador))",
        needs_advice=True,
    ),
    _frame(
        "ofrezca ofrece ofrecer ofrezcale ofrecele", r" (?:dinero|pagar|un (?:rescate|soborno))\b"
    ),
    _frame("soborne soborna sobornar", rf" {_TO_SOMEBODY}"),
    _frame(
        "hagase hazte hacerse finja finge fingir", r" (?:pasar por|que|ser)\b", needs_advice=True
    ),
    _frame(
        "entre entra entrar irrumpa irrumpe irrumpir registre registra allane cuelese cuelate"
        " metase metete fuerce",
        rf" (?:en|a|por|la puerta de) {_DET} {_MOD}{{0,2}}?(?:casa|piso|burdel|prostibulo|fabrica"
        r"|edificio|finca|local|habitacion|furgoneta|taller|bodega|almacen)\b",
        needs_advice=True,
    ),
    _frame(
        "registre registra registrar allane fuerce fuerza",
        rf" (?:la puerta de )?{_DET} {_MOD}{{0,2}}?(?:casa|piso|cuarto|habitacion|fabrica|edificio"
        rf"|local|furgoneta|apartamento)\b",
        needs_advice=True,
    ),
    _frame("infiltrese infiltrate infiltrarse infiltrense", r"\b"),
    _frame(
        "bloquee bloquea bloquear pare detenga embista intercepte intercepta",
        rf" {_VEHICLE}",
        needs_advice=True,
    ),
    _frame(
        "comparta comparte compartir publique publica suba difunda",
        r" (?:su|sus) (?:foto|cara|imagen|video|fotografia)s?\b",
        needs_advice=True,
    ),
    _frame(
        "cruce cruza cruzar", r" la frontera con (?:ella|él|ellos|ellas|la|el)\b", needs_advice=True
    ),
    _frame("tienda tiende tender tiendale tiendele", rf" una trampa {_TO_SOMEBODY}"),
    _frame("acerquese acercate", rf" {_TO_BAD}", needs_advice=True),
    _frame(
        "investigue investiga investigar",
        r"(?: \w+){0,3} (?:por su cuenta|por tu cuenta|usted mism[oa]|tu mism[oa]|a solas)\b",
    ),
    # Going up to an exploiter, or into a place.
    _frame(
        "acerquese acercate acercarse acerquense dirijase aproximese abordar aborde aborda",
        rf"{_AFTER} {_TO_CULPRIT}",
        needs_advice=True,
    ),
    _frame(
        "hable hablen hablar habla charle charla converse conversa reunase reunete quede",
        rf"{_AFTER} con (?:el|la|los|las|un|una|ese|esa|esos|su) (?:\w+ ){{0,2}}?{_CULPRIT}\b",
        needs_advice=True,
    ),
    _frame(
        "pregunte preguntele preguntale pregunta preguntar pregunteles preguntales",
        rf" {_TO_CULPRIT}(?: directamente)? (?:por|donde|quien|que|como|si|cuanto|cual)\b",
        needs_advice=True,
    ),
    _frame(
        "llame llama toque toca golpee golpea tocar llamar",
        r" (?:a |en )?(?:la|el|su|esa|cada) (?:puerta|timbre|ventana|porton)\b",
        needs_advice=True,
    ),
    _frame(
        "exija exige exigir insista insiste insistir pida pide",
        r" (?:en )?(?:ver|hablar con|que (?:le|te|lo|la) (?:dejen?|abran?)|entrar|pasar|registrar)"
        r"(?=[ .,;!]|$)",
        needs_advice=True,
    ),
    _frame(
        "vaya ve entre entra entrar metase metete suba sube pase cuelese cuelate asomese mire",
        rf" (?:en|dentro de|hasta dentro de|al interior de|por (?:la )?(?:ventana|valla|cerca)"
        rf" (?:a|de|en)) {_PLACE}",
        needs_advice=True,
    ),
    _frame(
        "mire mira asomese asomate salte salta trepe trepa saltar trepar",
        r" (?:por |a |al? |dentro de )?(?:la|las|el) (?:ventanas?|valla|cerca|muro|tapia|porton)\b",
        needs_advice=True,
    ),
    _frame(
        "rompa rompe romper derribe derriba fuerce fuerza forzar tire tumbe corte",
        r" (?:abajo )?(?:la|el|su|esa|ese|las|los) (?:puertas?|cerraduras?|candados?|ventanas?"
        r"|cadenas?|contenedor|maletero|cajuela|rejas?)\b(?! privada)",
        needs_advice=True,
    ),
    _frame("toque toca toquele tocale", rf" (?:{_TO_CULPRIT}|el hombro|el brazo)"),
    _frame(
        "diga digale dile decir",
        rf" {_TO_BAD} que (?:usted |tu )?(?:lo )?(?:sabe|sabes|ha visto|has visto|vio)\b",
        needs_advice=True,
    ),
    _frame(
        "sientese sientate sentarse quedese pongase",
        rf" (?:junto {_TO_CULPRIT}|(?:al lado|cerca) de(?:l| la| los) (?:\w+ )?{_CULPRIT}\b"
        rf"|con (?:el|la|un) {_CULPRIT}\b)",
        needs_advice=True,
    ),
    # Watching somebody.
    _frame(
        "aparque aparca estacione estaciona espere sientese escondase quedese",
        r"(?: su coche)? (?:enfrente|cerca|delante|fuera|afuera|al otro lado(?: de la calle)?) y"
        r" (?:apunte|apunta|anote|anota|mire|mira|vigile|vigila|observe|observa|grabe|cuente)\b",
        needs_advice=True,
    ),
    _frame(
        _GO,
        rf" (?:\w+ )?(?:detras|tras|atras) (?:de )?(?:{_people(_PERSON)}|{_VEHICLE}|del \w+)",
        needs_advice=True,
    ),
    _frame(
        "espere espera esperar escondase escondete quedese quedate aparque aparca estacione"
        " estaciona sientese monte",
        rf"(?: \w+){{0,3}}? (?:fuera|afuera|enfrente|delante|cerca|frente) (?:de |a )?(?:{_PLACE}"
        rf"|del? (?:\w+ )?(?:edificio|burdel|hotel|taller|local))"
        r"(?![^.!?;]{0,30} (?:policia|ayuda|agentes|ambulancia)\b)",
        needs_advice=True,
    ),
    _frame("vigile vigila vigilar observe observa espie espia", rf" {_PLACE}", needs_advice=True),
    _frame(
        "monte haga haz montar hacer",
        r" guardia\b(?= (?:frente|delante|fuera|en))",
        needs_advice=True,
    ),
    _frame(
        "ponga pon poner coloque coloca pegue pega esconda esconde instale instala lleve lleva use"
        " usa",
        r"(?:le|les)? (?:un |una )?(?:\w+ )?(?:rastreador|localizador|gps|microfono|camara"
        r" (?:oculta"
        r"|espia|escondida)|grabadora (?:oculta|escondida))\b",
        needs_advice=True,
    ),
    _frame(
        "pongale ponle coloquele colocale",
        r" (?:un|una) (?:rastreador|localizador|gps|microfono)\b",
    ),
    _frame("hackee hackea hackear", r" "),
    # Pictures, names and addresses.
    _frame(
        "haga haz hacer tome toma tomar saque saca sacar hagan tomen saquen",
        r" (?:\w+ )?(?:fotos?|fotografias?|videos?) [^.!?;:]{0,60}?(?: y|,| o|e)"
        rf" (?:{_TO_SOMEBODY}|{_to(_PERSON, 'de')})",
    ),
    _frame(
        "saqueles sacales hagales hazles tomeles tomales saquele sacale tomele tomale hagale hazle",
        r" (?:\w+ )?(?:fotos?|fotografias?|videos?)\b",
    ),
    _frame(_FILM_ALL, rf" [^.!?;:]{{0,40}}? y {_TO_SOMEBODY}"),
    _frame(
        "filme filma filmar grabe graba grabar",
        r" (?:lo que|como|todo lo que|en secreto|la conversacion|sus conversaciones|una"
        r" conversacion)"
        r"(?! (?:usted|tu|pueda|recuerde))",
        needs_advice=True,
    ),
    _frame(
        "publique publica publicar comparta comparte compartir difunda difunde suba sube ponga pon",
        r" (?:su|sus|el|la|los|las|l[oa]s? \w+) (?:\w+ )?(?:nombres?|direccion(?:es)?|caras?"
        r"|rostros?"
        r"|matriculas?|placas?|telefonos?|perfil(?:es)?|datos|identidad)\b[^.!?;:]{0,50}\b(?:en"
        r" linea"
        r"|redes|internet|facebook|instagram|whatsapp|tiktok|grupo|chat|de l[oa]s? (?:\w+ )?"
        rf"{_PERSON}|del {_PERSON})\b",
        needs_advice=True,
    ),
    _frame(
        "publique publica publicar difunda difunde",
        r" (?:su|sus) (?:\w+ )?(?:nombres?|direccion(?:es)?|rostros?|matriculas?|placas?"
        r"|identidad)\b",
        needs_advice=True,
    ),
    _frame(
        "ponga pon poner cuelgue cuelga suba sube",
        r" (?:su|sus) (?:foto|cara|imagen|video|fotografia)s? (?:en|a) ",
        needs_advice=True,
    ),
    # Taking somebody along, and holding somebody.
    _frame(
        "saque saca sacar baje baja arranque",
        rf" {_TO_VICTIM} (?:del?|de (?:la|su|ese|esa)) (?:\w+ )?(?:coche|carro|auto|camion|taxi"
        r"|furgoneta|camioneta|cuarto|habitacion|hotel|casa)\b",
        needs_advice=True,
    ),
    _frame(_with(["sujete", "sujeta", "sujetar"], _CLITICS), r"\b"),
    _frame(
        "agarre agarra agarrar coja coge tome toma cargue", rf" {_TO_VICTIM}", needs_advice=True
    ),
    _frame(
        "pida pidale pidele pide diga digale dile convenza convence invite invita ruegue ordene"
        " ayude ayuda deje deja haga haz",
        rf" {_TO_VICTIM} (?:a |para |de )?(?:que )?(?:se )?(?:l[oae] )?(?:acompan\w+|venga\w*"
        rf"|vaya\w*"
        r"|suba\w*|subir|ir|venir|salga\w*|salir|siga\w*)(?: \w+){0,2}? (?:a (?:su|tu) (?:coche"
        r"|carro"
        r"|auto|casa|piso)|con (?:usted|ustedes|vosotros)|contigo|al (?:coche|carro|auto)|en"
        r" (?:su|tu)"
        r" (?:coche|carro|auto))\b",
        needs_advice=True,
    ),
    _frame(
        "llevese llevate llevarse llevense",
        rf" {_TO_VICTIM}",
        needs_advice=True,
    ),
    _frame(
        "suba sube subir ponga pon poner meta mete meter monte monta",
        rf" {_TO_VICTIM} (?:a|en) (?:un|una|el|la|su|tu|al) ?(?:\w+ )?(?:autobus|bus|tren|avion"
        rf"|taxi"
        r"|coche|carro|auto|camion|barco|camioneta|furgoneta)\b",
        needs_advice=True,
    ),
    _frame(
        "compre compra comprele comprale saque saca reserve",
        rf" (?:{_TO_VICTIM} )?(?:un|una) (?:billete|boleto|pasaje|pasaporte|vuelo)\b",
        needs_advice=True,
    ),
    _frame(
        "encierre encierra encerrar ate ata atar amarre amarra inmovilice",
        rf"{_AFTER} {_TO_SOMEBODY}",
        needs_advice=True,
    ),
    _frame(_with(["encierre", "encierra", "encerrar", "inmovilice", "amarre"], _CLITICS), r"\b"),
    _frame(
        "impida impide impedir evite",
        r" que (?:el |la |los |las )?(?:\w+ )?(?:se )?(?:vaya|vayan|huya|huyan|salga|salgan|escape"
        r"|escapen)\b",
        needs_advice=True,
    ),
    _frame(
        "bloquee bloquea bloquear tape",
        r" (?:con llave )?(?:la|las|el|los|su|toda) (?:\w+ )?(?:puertas?|salidas?|porton|calle"
        r"|paso|camino"
        r"|entrada)\b(?! (?:de su|de tu))",
        needs_advice=True,
    ),
    # "Cierre la puerta" keeps a reader safe.
    _frame(
        "cierre cierra cerrar",
        r" (?:con llave )?la puerta (?:con llave )?para que no (?:se )?\w+",
        needs_advice=True,
    ),
    _frame(
        "pinche pincha desinfle desinfla",
        r"(?:le)? (?:las|los|sus) (?:ruedas|llantas|neumaticos)\b",
    ),
    # Searching.
    _frame(
        "registre registra registrar revise revisa revisar busque busca mire mira lea lee leer abra"
        " abre hurgue hurga",
        rf" (?:en |entre |dentro de )?(?:su|sus) {_THINGS}",
        needs_advice=True,
    ),
    _frame(
        "registre registra registrar hurgue hurga",
        rf" (?:en |entre )?(?:el|la|los|las) {_THINGS}",
        needs_advice=True,
    ),
    _frame(
        "robe roba copie copia quite quita coja coge fotografie fotografia tome toma",
        r"(?:le|les)? (?:su|sus|los|las) (?:\w+ )?(?:documentos|papeles|pasaportes?|llaves|archivos"
        r"|contratos|telefonos?)\b(?= (?:de(?:l| la| los| las) (?:\w+ )?\w+|y\b)|[.,;!]|$)",
        needs_advice=True,
    ),
    _frame(
        "reuna reune reunir junte junta recoja recoge recopile recopila busque busca consiga"
        " consigue"
        " obtenga",
        r" (?:(?:mas|las|sus|tus|todas|otras|suficientes|propias) )*(?:pruebas|evidencias?)\b",
        needs_advice=True,
    ),
    _frame(
        "busque busca buscar mire mira revise revisa registre inspeccione explore",
        r" (?:en )?(?:la|el|los|las|cada|su) (?:\w+ )?(?:cocinas?|sotanos?|desvan|cobertizo"
        r"|trastero"
        r"|dormitorios?) (?:en busca de|por si|si|puertas|colchones|cuartos|personas)",
        needs_advice=True,
    ),
    # Meeting an exploiter, and buying.
    _frame(
        "conteste contesta responda responde contestar responder",
        r" (?:al|a un|a ese|a su) (?:\w+ )?anuncio (?:como|y|haci|fing|para)",
        needs_advice=True,
    ),
    _frame(
        "pida pide pedir",
        r" (?:una|un) (?:cita|hora|encuentro) con (?:una? de l[oa]s|ella|la chica)\b",
    ),
    _frame(
        "escribase escribete escriba escribe chatee chatea coquetee hable",
        r"(?: en linea)? con (?:el|la|un|una|ese) (?:\w+ )?(?:reclutador|tratante|captador"
        r"|comprador)a?\b",
        needs_advice=True,
    ),
    _frame(
        "dele dale deles pasele pasale",
        r" (?:\w+ ){1,2}?(?:dolares|euros|pesos|soles|billetes)\b",
    ),
    _frame(
        "concierte concierta acuerde organice organiza quede queda pida fije arregle proponga",
        r" (?:(?:una|un) (?:\w+ )?)?(?:cita|encuentro|reunion)? ?con"
        rf" (?:(?:el|la|los|un|una|ese|esa) (?:\w+ ){{0,2}}?{_CULPRIT}|él|ellos)(?!\w)",
        needs_advice=True,
    ),
    _frame(
        "haganse hagase hazte hacerse finja finge fingir simule simula",
        r" (?:pasar por|que|ser|querer|interes|estar interesad)",
        needs_advice=True,
    ),
    _frame(
        "reserve reserva contrate contrata compre compra pague paga",
        r" (?:un|una|el|los|sus|por) (?:\w+ )?(?:masaje|sesion|servicios? (?:sexual|de (?:ella|la"
        r" chica|una chica))\w*|chica|sexo|hora con)\b",
        needs_advice=True,
    ),
    _frame(
        "compre contrate pague compra",
        r" (?:sexo|sus servicios|servicios sexuales)\b",
        needs_advice=True,
    ),
    _frame(
        "cree crea crear abra abre haga haz use usa",
        r" (?:un|una)(?: \w+)? (?:perfil|cuenta|identidad|anuncio|pagina) fals[oa]\b",
        needs_advice=True,
    ),
    _frame(
        "coquetee coquetea ligue liga ligue flirtee", rf" con {_people(_PERSON)}", needs_advice=True
    ),
    _frame("hagase hazte", rf" amig[oa] (?:del? |de la )(?:\w+ )?{_CULPRIT}\b"),
    _frame(
        "gane gana ganese ganate",
        rf"(?:se)? la confianza (?:del|de la|de los|de un) (?:\w+ )?{_CULPRIT}\b",
    ),
    # Money and weapons.
    _frame(
        "de dele dale den dar ofrezca ofrezcale ofrecele ofrece ofrecer preste prestele prestale"
        " envie"
        " enviele mande mandele",
        rf"(?: {_TO_VICTIM})? (?:algo de |un poco de |el |mas )?(?:dinero|efectivo|plata)"
        rf" {_TO_VICTIM}",
        needs_advice=True,
    ),
    _frame(
        "dele dale ofrezcale ofrecele prestele prestale enviele mandele",
        r" (?:algo de |un poco de |el )?(?:dinero|efectivo|plata)\b",
        needs_advice=True,
    ),
    _frame(
        "pague paga pagar pagale paguele salde salda saldar cubra",
        r" (?:lo que (?:ella |él |ellos )?(?:debe|deben)|el dinero que debe)\b",
        needs_advice=True,
    ),
    _frame("paguele pagale", r" para que (?:la|lo|las|los) (?:deje|suelte|libere)"),
    _frame(
        "reuna reune junte junta recaude recauda",
        r" (?:dinero|fondos) para (?:comprar|pagar) (?:su|la|el) (?:\w+ )?(?:libertad|deuda"
        r"|rescate)\b",
        needs_advice=True,
    ),
    _frame(
        "lleve lleva llevar porte traiga",
        r" (?:un|una|su|tu) (?:arma|cuchillo|pistola|navaja|bate|gas pimienta)\b",
        needs_advice=True,
    ),
    # What survivors have to decide themselves.
    _frame(
        "debe debes deben tiene tienes tienen deberia deberias necesita necesitas",
        rf" (?:que )?{_OWN_CHOICE}",
        needs_advice=True,
    ),
    _frame(
        "ella él victimas sobrevivientes",
        rf" (?:debe[n]?|tiene[n]? que) {_OWN_CHOICE}",
        needs_advice=True,
    ),
    _frame("hay", r" que (?:testificar|declarar contra|denunciarlo)\b", needs_advice=True),
    _frame(
        "haga haz obligue obliga fuerce presione presiona convenza convence insista diga digale"
        " dile"
        " pidale exija",
        rf"(?: {_TO_SOMEBODY})? (?:a |para |de |en )?que {_OWN_CHOICE_THAT}",
        needs_advice=True,
    ),
    _frame(
        "obligue obliga fuerce presione presiona convenza convence",
        rf" {_TO_SOMEBODY} (?:a|para|de) {_OWN_CHOICE}",
        needs_advice=True,
    ),
    _frame(
        _with(["obligue", "obliga", "presione", "presiona", "convenza", "convence"], _CLITICS),
        rf" (?:a|para|de) (?:que )?(?:{_OWN_CHOICE}|{_OWN_CHOICE_THAT})",
    ),
    # Silence, and help refused.
    _frame(
        "oculte oculta ocultar oculteselo ocultaselo esconda guarde guardelo mantengalo ocultelo"
        " ocultalo",
        r" (?:\w+ ){0,4}?(?:a|de|ante) (?:la |su |tu |sus |tus |los )?(?:policia|familia|padres"
        r"|madre"
        r"|linea de ayuda|autoridades|maestr[oa]s?|escuela)\b",
        needs_advice=True,
    ),
    _frame(
        "diga digale dile pida pidale pidele aconseje aconsejele convenza ruegue advierta"
        " adviertale",
        rf"(?: {_TO_SOMEBODY})? (?:de )?que (?:no|nunca) (?:\w+ )?(?:llame|llames|llamen|hable"
        rf"|hablen|cuente"
        r"|cuenten|confie|confien|vaya|vayan|denuncie|denuncien|avise|avisen|acuda|diga|digan)\b"
        r"[^.!?;:]{0,30}\b(?:policia|lineas? de ayuda|familia|padres|autoridades|maestr[oa]s?)\b",
        needs_advice=True,
    ),
    _frame(
        "haga haz hagale hazle hagalos",
        r"(?: (?:que )?)?(?:\w+ ){0,3}?(?:jurar?|jure|prometa|prometer)\b",
        needs_advice=True,
    ),
    _frame(
        "deje deja mantenga manten",
        r" (?:fuera )?(?:a )?(?:la |su |tu |las )?(?:policia|familia|autoridades|linea de ayuda)"
        r" (?:fuera"
        r"|al margen)\b",
        needs_advice=True,
    ),
    _frame(
        "evite evita evitar ignore ignora desconfie desconfia alejese alejate",
        r" (?:a |de )?(?:la |las |los |toda )?(?:policia|lineas? de ayuda|autoridades"
        r"|agentes)(?=[.,;!]|$| y )",
        needs_advice=True,
    ),
    _frame("mienta mientale mientele miente", rf" {_HELP_LINES}", needs_advice=True),
    _frame(
        "arreglelo arreglalo resuelvalo resuelvelo solucionelo solucionalo encarguese encargate"
        " ocupese ocupate manejelo",
        r" (?:de (?:ello|esto|eso|todo) )?(?:usted mism[oa]|usted|tu mism[oa]|tu sol[oa]|sol[oa]"
        r"|por su cuenta|por tu cuenta|sin (?:la )?(?:policia|autoridades|nadie))\b",
    ),
    _frame(
        "que",
        r" (?:sus|tus|su|tu|la|nadie)(?: (?:padres|familia|madre|policia|linea de ayuda"
        r"|maestr[oa]s?))? no"
        r" (?:lo |se )?(?:sepan?|enteren?|entere|descubran?)\b",
        needs_advice=True,
    ),
    _frame(
        "mencione menciones mencionar mencionarlo menciona mencionen",
        r" (?:\w+ ){0,3}?(?:a|ante) (?:nadie|la policia|(?:la|una) linea"
        r"|(?:su|tu) (?:familia|madre|padre|maestr[oa])|(?:sus|tus) (?:padres|amig[oa]s"
        r"|maestros))\b",
        when_negated=True,
    ),
    _frame(
        _CALL,
        rf"(?: (?:nada|lo|esto|eso|ayuda|lo que (?:vio|viste|sabe)))?"
        rf" {_HELP_LINES}{_WITH_A_REASON}",
        when_negated=True,
    ),
    _frame(
        "espere esperes esperar esperen",
        r" (?:a (?:que )?)?(?:la|las|los|al?) (?:llegue )?(?:la )?(?:policia|autoridades|ayuda"
        r"|agentes)\b",
        when_negated=True,
    ),
    _frame(
        [
            *_CALL,
            "cuentelo",
            "cuentaselo",
            "digaselo",
            "diselo",
            "cuentes",
            "comente",
            "comentes",
            "revele",
        ],
        rf"(?: (?:nada|lo|esto|eso|ni))? a (?:nadie|ninguna persona|(?:su|tu) (?:familia|madre"
        rf"|padre|maestr[oa]|profesor[a]?)|(?:sus|tus) (?:padres|amigos|maestros)){_END}",
        when_negated=True,
    ),
    _frame(
        "guarde guarda guarden mantenga manten",
        r" (?:el |en )?(?:secreto|silencio)\b",
        needs_advice=True,
    ),
    _frame(
        "guardelo guardalo mantengalo mantenlo", r" (?:en|como) (?:\w+ )?(?:secreto|silencio)\b"
    ),
    _frame("callese callate calle calla", r"(?=[.,;!]|$| y\b)", needs_advice=True),
    _frame("quede quedese quedate", r" callad[oa]\b"),
)

_PRONOUN = r"(?:(?:l[oae]s?|se|te|me|nos|os) ){0,2}"
_SKIP = (
    r"(?:(?:nunca|jamas|tampoco|se|le|les|lo|la|los|las|te|a|de|que|hay que|debe[sn]?|deberias?"
    r"|deberian|puede[sn]?|hace falta|intente[sn]?|intentar|trate[sn]? de|tratar de|pretenda[sn]?"
    r"|vaya[sn]? a|quiera[sn]?|ofrezca[sn]? \w+|se (?:debe|puede|recomienda)|ir a|necesita[sn]?"
    r"|por ningun motivo|en ningun caso|bajo ninguna circunstancia|ni siquiera|\w+mente)(?:,)? )"
)
_TURNS = (
    r"(?!(?:pero|sino|dud\w+|import\w+|tem\w+|esper\w+|olvid\w+|vacil\w+|miedo|solo|solamente|hasta"
    r"|porque|entonces|basta|tard\w+|preocup\w+|pierda|deje|dejes|ignore\w*)\b)"
)
_NEGATED = re.compile(
    r"(?:\b(?:bajo ningun[oa]? \w+|en ningun caso|por ningun motivo|no|nunca|jamas|tampoco|ni|sin"
    r"|en lugar de|en vez de|antes que|evit(?:e[ns]?|a|ar|ad)"
    r"|nadie (?:debe|deberia|puede|tiene que)|ningun[oa]? \w+ (?:debe|deberia|puede)"
    r"|absteng\w+ de|renuncie\w* a|no para),?:? (?:- )?)"
    rf"{_SKIP}{{0,4}}{_PRONOUN}(?:(?:{_TURNS}\w+,? ){{1,14}}ni {_SKIP}{{0,2}}{_PRONOUN}"
    rf"|(?:{_TURNS}\w+ ){{1,14}}[ou] {_SKIP}{{0,2}}{_PRONOUN}"
    rf"|(?:confront|enfrent|sig|persig|film|grab|fotograf|rescat|interrog|amenac|acus|intent)\w*"
    rf"(?:,? {_TURNS}\w+){{0,14}} [ou] {_SKIP}{{0,2}}{_PRONOUN}"
    r"|(?:vaya[sn]?|entre[sn]?|se acerque[sn]?|intervenga[sn]?) (?:\w+ ){0,3}y )?$"
)
_DISCOURAGED = re.compile(
    r"(?:(?<!no es )(?<!nada )(?<!ni )\b(?:peligroso|arriesgado|inseguro|ilegal|imprudente|un error"
    r"|mala idea|prohibido|danino|un delito)"
    r"|\b(?:no|nunca|tampoco)(?: le| te)? (?:es|esta|corresponde|toca)(?: \w+){0,3}?)"
    r"(?: \w+){0,2}? (?:o )?$"
)
_WHO = (
    r"(?:ell[oa]s|él|ella|policias?|agentes?|tratantes?|traficantes?|explotadores|jefes?"
    r"|patron(?:es)?"
    r"|victimas?|trabajador(?:es|as?)|mujeres|hombres|ninos?|ninas?|personal|lineas?|organizaci\w+"
    r"|grupos?|servicios?|autoridades|abogad[oa]s?|equipos?|inspector(?:es|as)?|empresas?|familias"
    r"|leyes|ley|programas?|refugios?|ong|reclutador(?:es|as)?|fiscal(?:es|ia)?|algunos|algunas"
    r"|otros|otras|muchos|muchas|quienes|quien|personas?|centros?|alguien|gobiernos?|amigos|padres"
    r"|fundacion|red|guardias?|empleador(?:es)?|hombre|mujer)"
)
_BY_OTHERS = re.compile(
    rf"(?:\b{_WHO}(?: (?:que|no|se|lo|la|los|las|le|les|pueden?|deben?|podrian?|suelen?|quieren?"
    r"|intentan?|tratan? de|van? a|sabe\w*|tambien|a veces|siempre|nunca|y|o|ayuda[n]? a|buscan?"
    r"|trabajan? para|tienen? que|\w+mente|para|fue\w*|es|son|capaces? de)){0,5}"
    rf"|^(?:la |el |los |las |un |una |algunos )?{_WHO}\b[^,:]* (?:y|o)"
    r"|(?:(?<!hay )(?<!tiene )(?<!tienes )(?<!tienen )\bque|\bcuando|\b(?:si|aunque|donde|como"
    r"|ojala|para que|quien|quienes|porque|mientras))"
    r"(?: (?:no|se|lo|la|los|las|le|les|te|usted|alguien|ella|él|ellos))*"
    r"|\b(?:que|quien|quienes) (?:\w+ ){1,8}?\w+,(?: y)?|\b(?:dificil|imposible)"
    r"|\b(?:el|la|los|las|un|una|su|este|esta|ese|esa|del|al|se)"
    r"|\b(?:obligan?|obligad[oa]s?|fuerzan|forzad[oa]s?|mandan|leyes|ley|formad[oa]s?|capaz|dinero"
    r"|fondos|programas?|autoridad|mision|sirve|existe|ayudan?) (?:a|para|de)"
    r") $"
)
_ADVISED = re.compile(
    r"(?:^|[,:(\"'/-] ?|\b(?:y|o|e|luego|despues|primero|entonces|por favor|siempre|tambien|pero"
    r"|asi"
    r"|simplemente|ahora|mejor|antes|usted|tu|vos|ustedes|no|nunca|jamas|ni|tampoco|rapido|hoy"
    r"|\w+mente|(?:puedes?|pueden|debes?|deben|deberias?|podrias?|hay que|tiene[sn]? que|intente"
    r"|intenta|trate de|trata de|dude[sn]? en|duda en|tema[sn]?|miedo (?:a|de)|atrevase a|atrevete"
    r" a|es mejor|ofrezcase a|conviene|hace falta|decida|recomendamos|aconsejamos|olvide[sn]?|vamos"
    r" a|vaya a|vaya y|ve y|ofrezca|espere[sn]? (?:a|para)|piense en|pruebe a|libertad de"
    r"|considere|consiste en|deje de|sin|en vez de|en lugar de|evite[ns]?|evita|evitar))) ?$"
)

SPANISH = Phrases(
    frames=_FRAMES,
    negated=_NEGATED,
    discouraged=_DISCOURAGED,
    by_others=_BY_OTHERS,
    advised=_ADVISED,
    unsaid=re.compile(
        r"(?:no (?:\w+ )?(?:tiene[sn]? que|hace falta|es (?:necesario|obligatorio)|necesita[sn]?"
        r"|quiere[sn]?|desea[sn]?|esta[sn]? obligad[oa]s? a)|sin (?:tener que|necesidad de"
        r"|obligacion de)) $"
        r"|(?:^|[,:;-] ?)(?:si|cuando|porque|como|aunque|donde|mientras|quien(?:es)?)\b[^,:;]*$"
    ),
    listed=re.compile(r"[^.!?;:]{0,80}? (?:o|u|ni) "),
    either="ni",
    stigma=claim(
        "puter|prostitu|padrote|cafich|chulo|puta|ramera|furcia|esclav|de la calle|desech|descart"
        "|ilegal",
        r"\b(?:puter[oa]s?|clientes de (?:las? )?prostitu\w+|prostitut[oa]s?|prostitucion infantil"
        r"|padrotes?|cafiches?|chulos?|putas?|rameras?|furcias?|libres? de esclavos"
        r"|(?:antigu[oa]s|ex)[ -]?esclav[oa]s?|esclav[oa]s? (?:liberad|rescatad|sexual)\w+"
        r"|(?:nin|chic)[oa]s? de la calle"
        r"|(?:nin[oa]s?|chic[oa]s?|jovenes) de(?:sech|scart)ables?"
        r"|(?:in?migrant|extranjer|trabajador)\w* ilegal(?:es)?|l[oa]s ilegales)\b",
    ),
    promises=(
        # "Un mundo sin esclavitud" is a hope, not a promise.
        claim(
            "probad|certeza|ciertamente|100|cien |esclavitud",
            r"\b(?:comprobad|probad)[oa]s? (?:segur|limpi|libre|sin )\w*"
            r"|\b(?:ciertamente|con certeza) (?:segur|limpi|libre)\w*"
            r"|\b(?:100|cien) ?(?:%|por ciento) (?:segur|confidencial|etic|anonim|fiable|privad"
            r"|cierto|just|libre)|\b(?:segur|anonim|confidencial)\w* al (?:100|cien) ?(?:%|por"
            r" ciento)|\b(?:libres? de|(?<!mundo )sin) esclavitud\b",
        ),
        claim(
            "segur|anonim|fiable|funciona|riesgo|peligro|confidencial|secret",
            r"(?<!no )(?<!nunca )\b(?:completa|total|absoluta|perfecta|plena)mente"
            r" (?:segur|anonim|fiable|confidencial|secret)\w*"
            r"|(?<!no )\bsiempre (?:funciona|segur[oa]|anonim[oa]|confidencial)"
            r"|\b(?:sin (?:ningun )?(?:riesgo|peligro)(?: alguno)?|riesgo cero"
            r"|ningun (?:riesgo|peligro))\b",
        ),
        claim(
            "garantiz",
            r"(?<!no )(?<!nada )(?<!no esta )(?<!nada esta )(?<!nadie )(?<!nadie puede )"
            r"(?<!puede )(?<!no se )(?<!ni )\bgarantiza(?:d[oa]s?\b(?! por (?:la )?ley)|mos"
            r"|n? (?:que|su|tu|la segur|el exito|resultad))",
        ),
        claim("promet|nunca falla", r"\b(?:prometemos|prometo)\b|\bnunca falla\b"),
        # What somebody will do for you.
        claim(
            "rescat|salv|liber|proteg|sacar",
            r"\b(?:le|te|la|lo|les|los|las|os) (?:(?:va|van|vamos) a )?(?:rescatar|salvar|liberar"
            r"|proteger|sacar)(?:an?|a|emos)?\b|\b(?:rescat|salv|liber)ar(?:an?|emos) a "
            r"|\b(?:van|va|vamos) a (?:rescatar|salvar|liberar|proteger|sacar)(?:l[aeo]s?|te|os)\b",
        ),
        claim(
            "policia|autoridades|agentes|embajada|gobierno|siempre|seguro que|sin duda",
            r"\b(?:policia|autoridades|agentes|embajada|gobierno)(?: siempre)?"
            r" (?:(?:le|te|la|lo|les|los|las|os) )?(?:(?:va|van) a )?(?:ayudara?n?"
            r"|ayudar(?:l[aeo]s?|te|os)|protegera?n?|proteger(?:l[aeo]s?|te)|creera?n?"
            r"|resolvera?n?|solucionara?n?)\b"
            r"|\b(?:siempre|seguro que|sin duda)(?: (?:le|te|les))? (?:ayudaran?|contestan"
            r"|ayudaremos)\b",
        ),
        # What cannot happen to you.
        claim(
            "deport|deten|arrest|castig|expuls|mult|encarcel|denunci|dano|despedir|identific"
            "|rastrea",
            r"\b(?:no|nunca|jamas|tampoco|nadie)(?: (?:se|nunca))?(?: (?:le|te|la|lo|les|los|las"
            r"|os))? (?:(?:pueden?|podran?|van? a)(?: ser)? )?(?:deportar|detener|arrestar|castigar"
            r"|expulsar|multar|encarcelar|denunciar|hacer dano|despedir|identificar|rastrear)"
            r"(?:an?|l[aeo]s?|te|os)?\b"
            r"|\b(?:no|nunca) (?:puede[sn]?|podras?|podran?|sera[sn]?|va[sn]? a)(?: ser)?"
            r" (?:deport|deten|arrest|castig|expuls|mult|encarcel|denunci|identific)(?:ad"
            r"|id)[oa]s?\b",
        ),
        claim(
            "nadie|nada",
            r"(?<!prometer que )(?<!garantizar que )\bnadie (?:(?:lo|la|le|te|se) )?(?:sabra"
            r"|enterara|hara dano|podra (?:saber|hacer)"
            r"|encontrara|tocara)|\b(?:no|nada)(?: \w+)? (?:le|te) (?:pasara|ocurrira|va a pasar"
            r"|sucedera)|\bnada malo\b",
        ),
        # What the police, a helpline or we always do, or never.
        claim(
            "siempre|nunca|no |jamas",
            rf"\b{_THOSE_WHO_HELP} (?:siempre|nunca|no|jamas)(?: (?:le|te|la|lo|les|los|las|os))?"
            r" (?:(?:va|van|puede|pueden) a )?(?:arrest|detien|deten|deport|castig|encarcel|expuls"
            r"|procesa)\w*\b(?! a (?:menores|tratantes))"
            r"|\b(?:no|nunca|jamas) (?:le|te|la|lo|les|los|las|os) (?:arrest|detien|deport|expuls"
            r"|encarcel)(?:an?|ara|aran|en?)\b",
        ),
        claim(
            "siempre|nunca",
            rf"\b{_THOSE_WHO_HELP} (?:siempre|nunca deja[n]? de)(?: (?:le|te|la|lo|les|los|las"
            rf"|os))?"
            r" (?:ayud|proteg|cree|creen|creer|rescat|salv|lleg|viene|apoya|encuentra|esta(?:n|ra)?"
            r" (?:de (?:su|tu) lado|ahi))\w*"
            r"|\bsiempre (?:le|te|la|lo|les|os) (?:ayud|proteg|cree|rescat|salv|apoya)\w*",
        ),
        claim(
            "arrestar|deten|atrapar|castigar|encarcelar|encerrar|asegurar|sera",
            rf"\b{_THOSE_WHO_HELP} (?:siempre |pronto )?(?:va a |van a )?(?:arrestar|detendr"
            rf"|detener|atrapar|castigar"
            r"|encarcelar|encerrar)(?:l[aeo]s?\b|(?:an?|emos)? al?\b)"
            r"|(?<!no )\bsera[n]? (?:\w+mente )?(?:arrestad|detenid|castigad|encarcelad"
            r"|condenad)[oa]s?\b"
            r"|\b(?:nos |se )?asegurar(?:a|an|emos) de que (?:este|nada|nadie|no)\b",
        ),
        # What you will get, and what nobody will know.
        claim(
            "visa|visado|residencia|permiso|papeles|pasaporte|asilo|ciudadania|indemniza|compensa"
            "|sueldo"
            "|dinero|trabajo|casa",
            r"\b(?:(?:le|te|les|os) (?:daran|dara|concederan|concedera|otorgaran|otorgara"
            r"|entregaran"
            r"|devolveran|van a dar)|(?:recibira|recibiras|recibiran|obtendra|obtendras|obtendran"
            r"|conseguira|conseguiras|tendra|tendras)n?)(?: (?:un|una|el|la|su|tu|sus|los|nuevos?"
            r"|todo|de))*"
            r" (?:visa|visado|residencia|permiso|papeles|pasaporte|asilo|ciudadania|indemnizacion"
            r"|compensacion|sueldo|dinero|trabajo|casa)\b",
        ),
        claim(
            "rastrea|locali|saber|sabra|enter|encontrar|oir|registra|imposible",
            r"\b(?:llamada|chat|mensaje|numero)s? (?:no|nunca|jamas) (?:se puede[n]?|puede[n]?(?:"
            r" ser)?"
            r"|sera[n]?|se) (?:rastre|locali|registr|grab|oir|oid|descub)\w*"
            r"|\b(?:no|nunca|jamas) (?:lo |la |le |te |se )*(?:sabran?|enteraran?|encontraran?"
            r"|localizaran?|oiran?|podran? (?:encontrar|localizar|saber|rastrear)\w*)\b"
            r"|\bimposible (?:de )?(?:rastrear|localizar|identificar)\w*",
        ),
        claim(
            "nada que|no hay |nadie",
            r"\bnada que (?:temer|perder)\b|\bno hay ningun (?:peligro|riesgo)\b"
            r"|\bnadie (?:(?:lo|la|le|te|se) )*(?:va a (?:saber|enterar)\w*|oira|vera|sospechara"
            r"|notara"
            r"|reconocera|descubrira|es (?:deportad|arrestad)o|puede (?:saber|oir|ver"
            r"|encontrar)\w*)",
        ),
        # That you are safe, unless it is a condition.
        claim(
            "a salvo|segur|protegid|bien|peligro",
            r"(?:^|[.!?;:,\u2013\u2014-] |\b(?:pero|entonces|porque|asi|ahora|aqui|ya|usted|tu|y) )"
            r"(?:esta(?:s|ra|ras|n)?|estaran|todo saldra|todo estara)(?: (?:ya|ahora|completamente"
            r"|siempre|totalmente))? (?:a salvo|segur[oa]s?\b(?! (?:de|que))|protegid[oa]s?"
            r"|bien\b(?= *[.!]|$)|fuera de peligro)",
        ),
    ),
    # "Al extranjero" and "el extranjero" mean abroad.
    identity=re.compile(
        r"\b(?:nacionalidad\w*|etni\w+|razas?|racial\w*|religi\w+|(?:la|su) fe|piel|acentos?"
        r"|tatuajes? de|velos?|hiyab|panuelos?|ropas?|vestid[oa]s?"
        r"|(?<!al )(?<!el )extranjer[oa]s?|(?:in)?migrantes?|refugiad[oa]s?|turbantes?|barbas?"
        r"|barbud[oa]s?|burkas?|rubi[oa]s?|moren[oa]s?|mezquitas?|crucifijo"
        r"|(?:hombres?|mujer(?:es)?|personas?|familias?|jovenes|chic[oa]s|ninos|gente) (?:negr"
        r"|blanc)[oa]s?"
        r"|aspecto (?:\w+ )?(?:extranjero|arabe|asiatico|latino|pobre|africano|oriental))\b"
    ),
)
