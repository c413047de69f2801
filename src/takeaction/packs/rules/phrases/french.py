"""French phrases: verbs in the infinitive and the forms of tu and vous, accents dropped."""

import re

from takeaction.packs.rules.phrases.frames import Frames, Phrases, claim


def _er(stems: str) -> list[str]:
    """Return the forms that are advice for certain, or an infinitive."""
    return [stem + ending for stem in stems.split() for ending in ("er", "ez", "ons")]


def _tu(stems: str) -> list[str]:
    """Return the forms of tu, which are those of "he" and "she" too."""
    return [stem + "e" for stem in stems.split()]


_CONFRONT = (
    "affront confront accus intimid attaqu frapp interpell agress neutralis provoqu defi"
    " interrog coinc dupe attir appat harcel"
)
_CHASE = "traqu pist pourchass fil surveill espionn"
_FOLLOW = ["suivre", "suivez", "suivons", "poursuivre", "poursuivez", "poursuivons"]
_FILM = "film photographi"
_FREE = "sauv liber delivr exfiltr"
_CATCH = ["detenir", "detenez", "retenir", "retenez", "capturer", "capturez", "arreter", "arretez"]
_CATCH += ["attraper", "attrapez", "secourir", "secourez", "ligoter", "ligotez"]
_HIDE = ["cacher", "cachez", "heberger", "hebergez", "loger", "logez", "abriter", "abritez"]
_HIDE += ["accueillir", "accueillez", "recueillir", "recueillez", "planquer", "planquez"]
_HIDE += ["dissimuler", "dissimulez"]
_HIDE_TU = ["cache", "heberge", "loge", "abrite", "accueille", "recueille", "planque"]

_EXPLOITER = (
    r"(?:trafiquante?s?|suspecte?s?|chauffeurs?|conduct(?:eur|rice)s?|passeurs?|proxenetes?"
    r"|(?:exploit|achet|vend|employ|recrut|agress|ravisseu?|kidnappeu?)(?:eu)?(?:r|se)s?"
    r"|patron(?:ne)?s?"
    r"|chefs?|proprietaires?|gerante?s?|responsables?|directeurs?|directrices?|cliente?s?"
    r"|criminel(?:le)?s?|ravisseurs?|superviseurs?|contremaitres?|bailleurs?|hommes?|types?|mecs?"
    r"|individus?|gardiens?|gardes?|petits? amis?|maris?|maquereau|intermediaires?|gangs?"
    r"|bourreaux?|agents?)"
)
_PERSON = (
    rf"(?:{_EXPLOITER}|personnes?|gens|victimes?|travailleu(?:r|se)s?|ouvri(?:er|ere)s?|enfants?"
    r"|mineure?s?|femmes?|filles?|garcons?|survivante?s?|bebes?|jeunes?|adolescente?s?|employee?s?"
    r"|employées?|employés?|salaries?|salariés?|familles?|parents?|meres?|peres?|amis?|amies?"
    r"|voisine?s?|couples?|groupes?|passag(?:er|ere)s?|migrante?s?|refugiés?|refugiées?|collegues?"
    r"|domestiques?|bonnes?|nounous?|dames?|monsieur|messieurs|etudiante?s?|membres?|mendiante?s?"
    r"|equipages?|bandes?|fugueu(?:r|se)s?|fugiti(?:f|ve)s?)"
)
_MOD = (
    r"(?:(?!(?:de|du|des|d|a|au|aux|en|avec|par|pour|que|qui|et|ou|ni|comme|sans|sur|dans|est"
    r"|sont|ne|se)\b)[\w-]+ )"
)
_DET = (
    r"(?:l[ae] |les |l'|une? |du |des |cet(?:te)? |ces? |toute? |toute? l[ae] |tous les |toutes les"
    r" |s(?:on|a|es) |leurs? |v(?:otre|os) |t(?:on|a|es) |m(?:on|a|es) |deux |trois |chaque"
    r" |n'importe quel(?:le)? |plusieurs |quelques |d'autres )"
)


def _people(noun: str) -> str:
    """Return a person as an object."""
    return (
        r"(?:quelqu'un|tous ceux|toutes celles|n'importe qui|qui que ce soit|quiconque|celui"
        r"|celles?|ceux|eux|elles?|lui"
        rf"|tout le monde|{_DET}{_MOD}{{0,2}}?{noun})(?![\w-])"
    )


_OBJECT = r"l[ae] |les |l'"
_AFTER = (
    r"(?: (?:\w+ment|aussi|donc|ensuite|meme|juste|en secret|en cachette|vous-memes?|toi-meme"
    r"|seule?"
    r"|de force))?"
)
_ANY = _people(_PERSON)
_BAD = _people(_EXPLOITER)
_CLITIC = r"-(?:l[ae]s?|les|lui|leur)\b"
_SOMEBODY = rf"(?:{_CLITIC}|{_AFTER} {_ANY})"
_SOMEBODY_BAD = rf"(?:{_CLITIC}|{_AFTER} {_BAD})"
_VEHICLE = (
    rf" (?:{_DET}){_MOD}{{0,2}}?(?:camionnettes?|fourgonnettes?|fourgons?|voitures?|camions?"
    rf"|vans?|minibus"
    r"|vehicules?|taxis?|bus|autocars?|motos?|utilitaires?|scooters?|bateaux?)\b"
)
_NOT_ONLINE = (
    r"(?![^.!?]{0,40}\b(?:en ligne|internet|reseaux|instagram|facebook|twitter|youtube|comptes?"
    r"|lettre"
    r"|page|podcast)\b)"
)
_TRACKS = (
    r"-l[ea](?: \w+){0,2}? (?:(?:jusqu(?:e|'a|'au)|a) |chez |en voiture|de pres|de loin|a distance"
    r"|a pied|dans la rue|discretement|a la trace|partout|sans)"
)
_OWN_HOME = (
    r"(?:chez (?:vous|toi|soi|moi|nous)|(?:dans|sur) (?:votre|ta|ton|notre) (?:propre )?(?:maison"
    r"|appartement|cave"
    r"|chambre|voiture|garage|eglise|canap[eé]|logement)|a (?:votre|ton) domicile|a la maison|avec"
    r" (?:vous|toi))\b"
)
_HELP_LINES = (
    r"(?: (?:a|avec|de|d'|sur))?(?: ?(?:la|le|les|l'|une?|des|aux|au|aucune?|votre|d'|de)(?: "
    r"|(?<=')))?"
    r" ?(?:\w+ d'|numero d'|service d')?(?:police|ligne(?: d'(?:aide|ecoute|assistance))?|numero"
    r" d'urgence"
    r"|autorit[ée]s?|urgences?|secours|17|112|911|15|services sociaux|policiers?|gendarm\w+|forces"
    r" de l'ordre"
    r"|ambassade|consulat|inspection(?: du travail)?|association|ong|aide)\b"
)
_WITH_A_REASON = (
    r"(?!,? (?:sauf|a moins|sans|contre|depuis|devant|pendant|quand|lorsque|pour (?:elle|lui|eux)"
    r"|pres"
    r"|a sa place|en son nom|si (?:elle|il|la personne|cela|la victime|elles|ils)|votre|ou se"
    r"|seulement|juste|d'abord))"
)
_END = r"(?: de (?:cela|ca)| ce que vous (?:avez vu|savez))?(?=[.,;!]|$| (?:et|ni|ou|jusqu))"
_ESCAPE = (
    r"(?:(?:s'|vous |de s')?(?:echapper|enfuir|evader|sauver)|fuir|fuguer|partir (?:en"
    r" cachette|en secret|la nuit|de la maison|de cette maison)|sortir (?:de (?:la|cette|l')|en"
    r" cachette))"
)
_HELP = [
    "aider",
    "aidez",
    "assister",
    "assistez",
    "faire",
    "faites",
    "laisser",
    "laissez",
    "inciter",
]
_HELP += ["incitez", "encourager", "encouragez", "convaincre", "convainquez", "persuader", "dites"]
_HELP += ["persuadez", "conseillez", "permettez"]
_TAKE = [
    "emmener",
    "emmenez",
    "sortir",
    "sortez",
    "ramener",
    "ramenez",
    "amener",
    "amenez",
    "tirer",
    "tirez",
]
_TAKE += ["conduire", "conduisez", "transporter", "transportez", "prendre", "prenez", "mettre"]
_TAKE += ["mettez", "installer", "installez", "garder", "gardez", "inviter", "invitez", "faire"]
_TAKE += ["faites", "recuperer", "recuperez", "ramasser", "raccompagner", "raccompagnez"]
_TAKE_TU = ["emmene", "sors", "ramene", "amene", "conduis", "prends", "mets", "installe", "garde"]
_TAKE_TU += ["invite", "fais"]
_AWAY = (
    rf"(?: \w+){{0,3}}? (?:{_OWN_HOME}|de la(?! \w)|hors|loin|d'ici|de (?:cette|la) maison|en"
    r" lieu sûr|ailleurs|a l'abri|dehors|dans une autre|vers)"
)
_CALL = [
    "appeler",
    "appelez",
    "appelle",
    "appelles",
    "contacter",
    "contactez",
    "contacte",
    "alerter",
]
_CALL += ["alertez", "alerte", "prevenir", "prevenez", "previens", "avertir", "avertissez"]
_CALL += ["informer", "informez", "parler", "parlez", "parle", "dire", "dites", "dis", "aller"]
_CALL += ["allez", "va", "telephoner", "telephonez", "joindre", "joignez", "signaler", "signalez"]
_CALL += ["confiance", "impliquer", "impliquez", "adresser", "adressez", "demander", "demandez"]
_CALL += ["composer", "composez", "recourir", "raconter", "racontez", "fier", "fiez", "utilisez"]
_CALL += ["meler", "melez", "mele"]
_CALL += ["solliciter", "sollicitez", "deranger", "derangez", "raconte", "confier", "confiez"]

_CULPRIT = (
    r"(?:trafiquante?s?|suspecte?s?|proxenetes?|passeurs?|ravisseurs?|(?:exploit|agress"
    r"|recrut)eu(?:r|se)s?"
    r"|criminel(?:le)?s?|gangs?|gardiens?|gardes?|patron(?:ne)?s?|chefs?|chauffeurs?|hommes?"
    r"|types?|mecs?)"
)
_TO_CULPRIT = (
    rf"(?:a (?:l[ae] |l'|une? |cet(?:te)? |ces? |son |sa |ses )|au |aux"
    rf" ){_MOD}{{0,2}}?{_CULPRIT}(?![\w-])"
)
_VICTIM = (
    r"(?:l[ae] |les |l'|une? |cet(?:te)? |ces? )"
    rf"{_MOD}{{0,2}}?(?:victimes?|filles?|enfants?|femmes?|garcons?|mineure?s?|jeunes?"
    rf"|adolescente?s?"
    r"|ouvri(?:er|ere)s?|travailleu(?:r|se)s?|bebes?|personnes?|bonnes?|domestiques?|nounous?"
    r"|gamine?s?)(?![\w-])"
)
_TO_VICTIM = (
    rf"(?:a {_VICTIM}|(?:au|aux) {_MOD}{{0,2}}?(?:filles?|enfants?|femmes?|garcons?|victimes?"
    rf"|ouvri(?:er|ere)s?|travailleu(?:r|se)s?)(?![\w-]))"
)
_PLACE = (
    rf"(?:l[ae] |les |l'|une? |cet(?:te)? |ces? |sa |son |leur ){_MOD}{{0,2}}?(?:maisons?"
    rf"|appartements?"
    r"|bordels?|usines?|batiments?|immeubles?|fermes?|local|locaux|chambres?|ateliers?"
    r"|arriere-(?:salle|boutique)s?|caves?|sous-sols?|entrepots?"
    r"|hotels?"
    r"|salons?|chantiers?|hangars?|pieces?)\b"
)
_OWN_CHOICE = (
    r"(?:temoigner|aller (?:au proces|au tribunal|en justice)|porter plainte|deposer (?:une"
    r" )?plainte|l[ae] denoncer|les denoncer|denoncer"
    r" (?:votre"
    r"|ton|le |la |les )|l[ae] signaler|signaler (?:cela|ce qui|votre)|aller (?:a la|voir la)"
    r" police|(?:aller )?au tribunal|cooperer|pardonner"
    r"|l'affronter|raconter (?:votre|ton|son|leur) histoire|tout (?:raconter|dire|leur dire|lui"
    r" dire)"
    r"|parler en public|le quitter|partir (?:maintenant|aujourd'hui|tout de suite)|identifier"
    r" (?:le|la|votre))"
    r"(?![^.!?]{0,60}\bla loi\b)"
)
_THINGS = (
    r"(?:\w+ )?(?:sacs?|valises?|poches?|telephones?|portables?|affaires|bagages?|messages"
    r"|chambres?"
    r"|tiroirs?|poubelles?|courrier)\b"
)
_THOSE_WHO_HELP = (
    r"(?:police|policiers?|gendarmes|agents?|autorit[ée]s|lignes?(?: d'(?:aide|ecoute))?|equipes?"
    r"|associations?|gouvernements?|ambassades?|consulats?|juges?|tribunal|tribunaux|ils|elles"
    r"|nous|on"
    r"|refuges?|avocate?s?)"
)

_ANYBODY = rf"(?:-l(?:es?|a)\b|{_AFTER} {_ANY})"
_frame = Frames(
    _ANYBODY,
    _SOMEBODY,
    _SOMEBODY_BAD,
    _TO_VICTIM,
    _TO_CULPRIT,
    _VICTIM,
    _ANY,
    _BAD,
    _VEHICLE,
    _PLACE,
    _OWN_CHOICE,
    _AWAY,
    _HELP_LINES,
)

_FRAMES = (
    _frame(_er(_CONFRONT), _SOMEBODY, pronoun=_OBJECT),
    _frame(_er("menac"), _SOMEBODY),
    _frame(_tu(_CONFRONT), _SOMEBODY, needs_advice=True),
    _frame(
        "defier defiez aborder abordez gronder",
        _SOMEBODY_BAD,
        needs_advice=True,
    ),
    _frame(
        "tenir tenez",
        rf" tete (?:a|au|aux) [^.!?;:]{{0,30}}\b{_EXPLOITER}",
    ),
    _frame("prenez prendre prends", rf" {_ANY} (?:a partie|sur le fait|en chasse|en filature)"),
    _frame(
        "negocier negociez negocie marchander marchandez marchande discuter discutez disputer"
        " raisonner battez",
        rf"{_AFTER} (?:avec|contre) {_BAD}",
    ),
    _frame("negocier negociez negocie marchander marchandez marchande", rf"{_AFTER} avec {_ANY}"),
    _frame("parlez parler", r" (?:au|aux|a la) (?:trafiquant|proxenete|ravisseur|exploiteur)s?\b"),
    _frame(
        "exiger exigez exige reclamez reclamer demandez",
        r" (?:\w+ )?(?:que|son|sa|ses|leurs?|les|le|qu') ?[^.!?;:]{0,30}(?:passeport|papiers|liber"
        r"|laisse)",
        needs_advice=True,
    ),
    _frame(
        [*_FOLLOW, *_er(_CHASE)],
        rf"(?: a la trace)?(?:-les\b|{_AFTER} {_ANY}|{_VEHICLE}){_NOT_ONLINE}",
        pronoun="les ",
    ),
    _frame(
        ["suis", "poursuis", *_tu(_CHASE)],
        rf"(?:-les\b|{_AFTER} {_ANY}|{_VEHICLE}){_NOT_ONLINE}",
        needs_advice=True,
    ),
    _frame(_er("traqu pist pourchass"), _SOMEBODY, pronoun=_OBJECT),
    _frame("suivez suis suivons poursuivez poursuis", _TRACKS),
    _frame("poursuivez poursuis", r"-l[ea]s?\b"),
    _frame(
        _er(_FILM), rf"(?:{_SOMEBODY}|{_AFTER} (?:son|leurs?|les|le) visages?)", pronoun=_OBJECT
    ),
    # "Enregistrez-le" saves a number.
    _frame(_er("enregistr"), rf"{_AFTER} {_ANY}"),
    _frame(
        _tu(_FILM), rf"(?:{_SOMEBODY}|{_AFTER} (?:son|leurs?|les|le) visages?)", needs_advice=True
    ),
    _frame(
        "prendre prenez prends publier publiez publie partager partagez faire faites fais diffusez"
        " poster postez",
        rf"(?:{_CLITIC} en photo| (?:en photo|(?:\w+ )?(?:une |des |les |la |sa |leur )?(?:photos?"
        rf"|videos?)"
        rf"(?: d[eu']s?)?) ?(?:{_ANY}|(?:d[ue]s? |d'|de la |de"
        rf" l'){_MOD}{{0,2}}?{_PERSON}(?![\w-])))",
    ),
    _frame(_er(_FREE), rf"(?:-l(?:es?|a)\b|{_AFTER} {_ANY})", pronoun=_OBJECT),
    _frame([*_tu(_FREE), "secours"], _SOMEBODY, needs_advice=True),
    _frame(_CATCH, rf"(?:-l(?:es?|a)\b|{_AFTER} {_ANY})"),
    _frame("secourir capturer attraper ligoter", rf"{_AFTER} {_ANY}", pronoun=_OBJECT),
    _frame("retiens detiens arrete attrape", _SOMEBODY, needs_advice=True),
    _frame(
        [*_HELP, "aide", "fais", "laisse", "dis", "incite", "convaincs"],
        rf"(?:-l(?:es?|a|ui|eur)|{_AFTER} (?:a )?{_ANY}) (?:(?:a|de) )?{_ESCAPE}",
        needs_advice=True,
    ),
    _frame("aider laisser", rf" (?:(?:a|de) )?{_ESCAPE}", needs_advice=True),
    _frame(
        "demandez demander ordonnez dites",
        rf" (?:a {_BAD}|(?:au|aux|a la|a l') ?{_EXPLOITER}) (?:de|d') ?(?:l[ae] |les "
        rf"|l')?(?:laisser|liberer|relacher|rendre)",
        needs_advice=True,
    ),
    _frame("allez aller va", rf" (?:voir|trouver) {_BAD}", needs_advice=True),
    _frame(
        "faites faire fais",
        rf"(?:-l(?:es?|a|ui|eur))? (?:sortir {_ANY}|passer la frontiere|evader {_ANY})",
        needs_advice=True,
    ),
    _frame(
        "bloquer bloquez bloque arretez arreter intercepter interceptez",
        _VEHICLE,
        needs_advice=True,
    ),
    _frame(
        "partager partagez partage publier publiez publie diffusez postez",
        r" (?:sa|son|leurs?|ses) (?:photo|visage|image|video)s?\b",
        needs_advice=True,
    ),
    _frame(
        "tendre tendez tends", rf"(?:-lui|-leur)? un piege(?: (?:a {_ANY}|(?:au|aux) {_PERSON}))?"
    ),
    _frame(
        "organiser organisez organise preparer preparez planifier planifiez",
        r" (?:son|sa|leur|une?|l') ?(?:evasion|fuite|sauvetage)\b",
    ),
    _frame([*_TAKE, *_TAKE_TU], rf"(?:-l(?:es?|a)|{_AFTER} {_ANY}){_AWAY}", needs_advice=True),
    _frame(_HIDE, rf"(?:-l(?:es?|a)\b|{_AFTER} {_ANY})", pronoun=_OBJECT),
    _frame(_HIDE_TU, rf"(?:-l(?:es?|a)\b|{_AFTER} {_ANY})", needs_advice=True),
    _frame(
        "laisser laissez laisse proposez permettez invitez faites",
        rf"(?:-l(?:es?|a|ui|eur)| (?:a )?{_ANY}) (?:(?:a|de) )?(?:dormir|vivre|rester|loger"
        rf"|s'installer|habiter)"
        rf"(?: \w+)? {_OWN_HOME}",
        needs_advice=True,
    ),
    _frame(
        "offrir offrez offre proposer proposez propose donner donnez donne pretez preter",
        r"(?:-(?:lui|leur))? (?:un|une|votre|ta|ton) (?:\w+ )?(?:lit|chambre|toit|maison|canap[eé]"
        r"|abri|logement|hebergement|endroit (?:ou|pour) \w+|arme)\b",
        needs_advice=True,
    ),
    _frame(
        "acheter achetez achete racheter rachetez rachete",
        rf" (?:(?:sa|leur|la) libert[ée]|{_ANY} (?:au|a son|a sa|a leur))",
        needs_advice=True,
    ),
    _frame(
        "payer payez paye paie regler reglez rembourser remboursez verser versez",
        r"(?:-(?:lui|leur))? (?:(?:sa|ses|leurs?|la|les|une) (?:\w+ )?(?:dettes?|rancon|caution)"
        r"|pour (?:sa|leur) liber\w+"
        r"|(?:le|la|les|l'|au|aux) ?(?:trafiquant|proxenete|passeur|ravisseur|patron|recruteur"
        r"|exploiteur))",
        needs_advice=True,
    ),
    _frame(
        "offrir offrez offre proposer proposez propose donner donnez versez",
        rf"(?:(?:-lui|-leur)? (?:de payer|une rancon|un pot-de-vin)| de l'argent (?:au|aux|a la|a"
        rf" l'|pour (?:sa|leur|la) lib).{{0,3}}(?:{_EXPLOITER}|\w))",
    ),
    _frame("soudoyer soudoyez corrompre", _SOMEBODY),
    _frame("passer passez", r"(?:-vous)? pour (?:un|une)\b(?! (?:meilleur|bon))"),
    _frame("infiltrer infiltrez infiltre", r"(?:-vous)?\b"),
    _frame(
        "entrer entrez entre penetrer penetrez fouiller fouillez forcer forcez introduisez",
        rf"(?:-vous)?(?: de force)? (?:dans |chez )?(?:{_DET}){_MOD}{{0,2}}?(?:maison|appartement"
        rf"|bordel|usine|batiment|ferme|local"
        r"|chambre|camionnette|atelier|entrepot|salon de massage)\b",
        needs_advice=True,
    ),
    _frame(
        "enqueter enquetez enquete", r" (?:vous-meme|seule?|par vous-meme|toi-meme|de votre cote)\b"
    ),
    _frame("menez mener", r" (?:votre|ta|sa) (?:propre )?enquete\b"),
    # Going up to an exploiter, or into a place.
    _frame(
        "approchez approcher approche dirigez",
        rf"(?:-vous|-toi)? (?:du |des |de la |de l'|de ce |de cet |de ces |d'un |vers (?:le|la"
        rf"|les) )"
        rf"{_MOD}{{0,2}}?{_CULPRIT}(?![\w-])",
        needs_advice=True,
    ),
    _frame("aborder abordez aborde", _SOMEBODY_BAD, needs_advice=True),
    _frame(
        "parlez parler parle discutez discuter adressez",
        rf"(?:-vous)?{_AFTER} (?:{_TO_CULPRIT}|avec (?:le|la|les|un|une|ce|cet|ces) (?:[\w-]+"
        rf" )?{_CULPRIT}(?![\w-]))",
        needs_advice=True,
    ),
    _frame(
        "demandez demander demande",
        rf" {_TO_CULPRIT}(?: directement)? (?:pourquoi|ou|qui|ce que|ce qu'|comment|si|combien"
        rf"|d'ou)\b",
        needs_advice=True,
    ),
    _frame(
        "frapper frappez frappe toquez sonnez sonner sonne tapez cognez",
        r" (?:a|au|sur|contre) (?:la |leur |sa |cette |chaque |l')?(?:porte|portail|fenetre"
        r"|sonnette|vitre"
        r"|interphone)\b",
        needs_advice=True,
    ),
    _frame(
        "exigez exiger exige insistez insister demandez",
        rf" (?:de |d'|pour )(?:voir {_ANY}|parler (?:a|aux?|avec) (?:{_ANY}|{_PERSON})|entrer"
        rf"|fouiller|inspecter)",
        needs_advice=True,
    ),
    _frame(
        "entrer entrez entre allez aller penetrez penetrer glissez montez",
        rf"(?:-vous)? (?:dans|a l'interieur de|jusque dans|chez) {_PLACE}",
        needs_advice=True,
    ),
    _frame(
        "regardez regarder escaladez escalader sautez passez grimpez",
        r" (?:par |a |par-dessus |sur )?(?:la |les |le |l')(?:fenetres?|cloture|mur|grille"
        r"|portail|barriere)\b",
        needs_advice=True,
    ),
    _frame(
        "forcer forcez force cassez casser brisez briser enfoncez defoncez defoncer coupez",
        r" (?:la |le |les |leur |cette |l')(?:\w+ )?(?:portes?|serrures?|cadenas|fenetres?"
        r"|grilles?|chaines?"
        r"|conteneur|coffre)\b(?! priv[eé]e)",
        needs_advice=True,
    ),
    _frame("tapez touchez tape", r"(?:-lui)? sur l'epaule\b"),
    _frame(
        "demandez demande demander",
        r"-lui ce qu'(?:il|elle) (?:fait|veut|lui veut) (?:avec|a|la"
        "|d)",
    ),
    _frame(
        "dites dire dis",
        rf" (?:(?:au|aux|a la|a l'|a ce|a cet) ?(?:[\w-]+ )?{_EXPLOITER}) que (?:vous savez|tu sais"
        r"|vous avez vu)\b",
        needs_advice=True,
    ),
    _frame(
        "asseyez assieds restez installez",
        rf"(?:-vous|-toi)? (?:(?:a cot[eé]|pres) (?:du|de la|de l'|des|de ce|de cet) ?|avec (?:le"
        rf"|la"
        rf"|un) )"
        rf"(?:[\w-]+ )?{_CULPRIT}(?![\w-])",
        needs_advice=True,
    ),
    _frame("engagez entamez", rf" (?:la|une) conversation avec (?:{_BAD})", needs_advice=True),
    _frame(
        "sonnez sonner frappez toquez",
        r" et (?:demandez|exigez|entrez|insistez)\b",
        needs_advice=True,
    ),
    # Watching somebody.
    _frame(
        "garez gare attendez asseyez cachez postez",
        r"(?:-vous|-toi)? (?:en face|a cot[eé]|pres|devant|plus loin|dehors|de l'autre cot[eé](?:"
        r" de"
        r" la"
        r" rue)?) et (?:notez|regardez|observez|filmez|surveillez|comptez|guettez|ecrivez)\b",
        needs_advice=True,
    ),
    _frame(
        "roulez rouler roule marchez marcher marche conduisez conduire courez courir restez rester"
        " avancez",
        rf"(?: \w+){{0,2}}? derriere(?:{_VEHICLE}| {_ANY})",
        needs_advice=True,
    ),
    _frame(
        "attendez attendre attends cachez garez postez restez asseyez planquez",
        rf"(?:-vous)?(?: \w+){{0,3}}? (?:devant|en face de|pres de|a cot[eé] de|dehors devant)"
        rf" {_PLACE}"
        r"(?![^.!?;]{0,30} (?:police|secours|aide|ambulance)\b)",
        needs_advice=True,
    ),
    _frame(
        "surveillez surveiller surveille observez observer epiez", rf" {_PLACE}", needs_advice=True
    ),
    _frame("epiez epier espionnez espionner", _SOMEBODY),
    _frame(
        "faites faire montez monter",
        r" (?:le guet|la planque|une planque|la garde devant)\b",
        needs_advice=True,
    ),
    _frame(
        "mettez mettre placez placer posez poser collez cachez fixez installez installer portez"
        " porter"
        " utilisez",
        r"(?:-lui)? (?:un |une )?(?:\w+ )?(?:traceurs?|balise|mouchard|gps|micro(?:phone)? cache"
        r"|camera (?:cachee"
        r"|cachée|espion|discrete)|micro|micro cache)\b",
        needs_advice=True,
    ),
    _frame("piratez pirater pirate", r" ", needs_advice=True),
    # Pictures, names and addresses.
    _frame(
        "prendre prenez prends",
        rf"(?: {_ANY} en (?:photo|video)|-l(?:es?|a) en (?:photo|video))\b",
        needs_advice=True,
    ),
    _frame(
        "prendre prenez prends faites faire",
        rf" (?:en photo|(?:\w+ )?(?:une |des |les |la )?(?:photos?|videos?)) [^.!?;:]{{0,60}}?(?:"
        rf" et|,| ou)"
        rf" (?:d[ue]s? |d'|de la |de l')?(?:{_ANY}|(?<=des ){_MOD}{{0,2}}?{_PERSON}(?![\w-]))",
    ),
    _frame(
        [*_er(_FILM), *_tu(_FILM)],
        rf" (?:ce qu|tout ce|comment|en cachette|en secret|(?:[^.!?;:]{{0,40}}? et )?{_ANY})",
        needs_advice=True,
    ),
    _frame(
        "enregistrez enregistrer enregistre",
        r" (?:la|les|leurs?|sa|ses|vos|une|chaque) (?:\w+ )?(?:conversation|discussion|propos)s?\b",
        needs_advice=True,
    ),
    _frame(
        "publier publiez publie partager partagez partage diffuser diffusez poster postez mettez"
        " donnez"
        " affichez",
        r" (?:son|sa|leurs?|ses|le|la|les|l')(?: \w+)? ?(?:noms?|adresses?|visages?|plaques?"
        r"|numeros?"
        r"|profils?|identit[ée]s?|coordonnees|photos?)\b[^.!?;:]{0,50}\b(?:en ligne|reseaux"
        r"|internet|facebook"
        rf"|instagram|whatsapp|tiktok|groupe|(?:du|des|de la|de l') ?(?:[\w-]+ )?{_PERSON})\b",
        needs_advice=True,
    ),
    _frame(
        "publier publiez publie diffuser diffusez poster postez",
        r" (?:son|leurs?|ses|sa) (?:\w+ )?(?:noms?|adresses?|visages?|plaques?|identit[ée]s?)\b",
        needs_advice=True,
    ),
    # Taking somebody along, and holding somebody.
    _frame(
        "attrapez attraper saisissez saisir empoignez prenez",
        rf" {_VICTIM}(?: (?:par|et|dans vos))",
        needs_advice=True,
    ),
    _frame(
        "attrapez attrapes saisissez empoignez saisir empoigner", rf" {_VICTIM}", needs_advice=True
    ),
    _frame("attrapez saisissez empoignez ligotez enfermez", r"-l(?:es?|a)\b"),
    _frame(
        "demandez demander demande dites dire dis proposez proposer convainquez invitez inviter"
        " ordonnez"
        " suppliez faites laissez aidez",
        rf"(?:-lui|-leur|-l(?:es?|a)| {_TO_VICTIM}| {_VICTIM}) (?:(?:de|d'|a) ?)?(?:vous |s'"
        rf"|l[ae] )?(?:suivre|accompagner"
        r"|venir|monter|aller|rejoindre|sortir|partir)(?: \w+){0,2}? ?(?:(?:dans|a|jusqu'a|vers)"
        r" (?:votre|ta"
        r"|la|une) (?:voiture|maison)|chez vous|avec vous|avec toi|dans une? \w+)",
        needs_advice=True,
    ),
    _frame(
        "emmenez emmener emmene embarquez embarquer",
        rf"(?: {_VICTIM}|-l(?:es?|a)\b)(?: avec|[.,;!]|$| et)",
        needs_advice=True,
    ),
    _frame(
        "mettez mettre faites mets",
        rf"(?:-l(?:es?|a)| {_VICTIM}| monter {_VICTIM}) (?:monter )?(?:dans|en|sur) (?:un |une "
        rf"|le |la |l'|votre )?(?:\w+ )?(?:bus"
        r"|train|avion|taxi|voiture|camion|bateau|camionnette|autocar)\b",
        needs_advice=True,
    ),
    _frame(
        "achetez acheter reservez payez",
        rf"(?:-lui|-leur| {_TO_VICTIM})? (?:un|une) (?:billet|vol|passeport)\b",
        needs_advice=True,
    ),
    _frame(
        "enfermer enfermez enferme attacher attachez sequestrez sequestrer immobilisez immobiliser"
        " maitrisez maitriser",
        rf"(?:-l(?:es?|a)\b|{_AFTER} {_ANY})",
        needs_advice=True,
    ),
    _frame(
        "empecher empechez empeche",
        rf"(?:-l(?:es?|a)| {_ANY}) (?:de |d')(?:partir|s'enfuir|fuir|sortir|demarrer|s'en aller)\b",
        needs_advice=True,
    ),
    _frame(
        "bloquer bloquez bloque barrez barrer",
        r" (?:a cl[eé] )?(?:la |les |le |l'|leur |sa |toutes les )(?:\w+ )?(?:portes?|sorties?"
        r"|portail|rue|route"
        r"|passage|chemin|entree)\b(?! de (?:votre|ta))",
        needs_advice=True,
    ),
    # "Fermez la porte" keeps a reader safe.
    _frame(
        "fermez fermer verrouillez",
        r" la porte (?:a cl[eé] )?pour qu'(?:il|elle)s? ne\b",
        needs_advice=True,
    ),
    _frame("crevez crever degonflez", r" (?:les|ses|leurs) pneus\b"),
    _frame("asseyez", rf"-vous sur (?:lui|elle|eux|{_BAD})(?![\w-])", needs_advice=True),
    _frame(
        "proposez proposer propose offrez offrir",
        r"(?:-lui|-leur)? de (?:l[ae] |les |l')(?:conduire|emmener|ramener|raccompagner|heberger"
        r"|loger"
        r"|cacher|deposer|transporter)\b",
        needs_advice=True,
    ),
    # Searching.
    _frame(
        "cherchez chercher regardez fouillez inspectez verifiez explorez",
        r" (?:dans |a )?(?:la |le |les |chaque |leur |sa )(?:\w+ )?(?:cuisines?|caves?|sous-sols?"
        r"|greniers?|remises?|cabanons?|dortoirs?) (?:des|a la recherche|pour trouver|s'il y a)\b",
        needs_advice=True,
    ),
    _frame(
        "fouiller fouillez fouille inspectez inspecter regardez regarder cherchez lisez lire"
        " ouvrez ouvrir"
        " verifiez",
        rf" (?:dans )?(?:son|sa|ses|leurs?) {_THINGS}",
        needs_advice=True,
    ),
    _frame(
        "fouiller fouillez fouille inspectez",
        rf" (?:dans )?(?:le|la|les) {_THINGS}",
        needs_advice=True,
    ),
    _frame(
        "volez voler copiez copier prenez photographiez recuperez",
        r"(?:-lui|-leur)? (?:ses|leurs|son|les) (?:\w+ )?(?:documents|papiers|passeports?|cles"
        r"|fichiers|dossiers"
        r"|contrats|telephones?)\b(?= (?:du|des|de la|de l'|et\b)|[.,;!]|$)",
        needs_advice=True,
    ),
    _frame(
        "rassemblez rassembler recueillez recueillir reunissez reunir collectez collecter trouvez"
        " cherchez"
        " chercher obtenez ramassez",
        r" (?:(?:des|les|d'autres|vos|tes|plus de|assez de|de|vous-meme) ?)*(?:preuves?)\b",
        needs_advice=True,
    ),
    # Meeting an exploiter, and buying.
    _frame(
        "repondez repondre reponds",
        r" (?:a l'annonce|a une annonce|a cette annonce|aux annonces)(?: \w+)? (?:comme|en|et"
        r"|pour)\b",
        needs_advice=True,
    ),
    _frame(
        "demandez demander prenez",
        r" (?:un rendez-vous|une heure) avec (?:l'une|une|un|l'un) des\b",
        needs_advice=True,
    ),
    _frame(
        "discutez discuter ecrivez chattez bavardez flirtez correspondez parlez",
        rf" en ligne avec {_BAD}",
        needs_advice=True,
    ),
    _frame(
        "glissez donnez donne",
        r"-(?:lui|leur) (?:[\w-]+ ){1,2}?(?:dollars|euros|francs|billets)\b",
    ),
    _frame(
        "fixez fixer donnez donner organisez organiser proposez arrangez prenez acceptez",
        rf" (?:un |une )?(?:rendez-vous|rencontre|reunion)(?: {_TO_CULPRIT}| avec (?:{_BAD}))",
        needs_advice=True,
    ),
    _frame("fixez donnez donner fixer proposez", r"-(?:lui|leur) (?:un )?rendez-vous\b"),
    _frame(
        "rencontrez rencontrer",
        rf" (?:l[ae] |les |l'|une? |ce |cet )(?:[\w-]+ )?{_CULPRIT}(?![\w-])",
        needs_advice=True,
    ),
    _frame(
        "faites jouez pretendez feignez simulez faire",
        r"(?:-vous)? (?:(?:semblant|mine) (?:de |d')(?:vouloir|etre (?:un|une|interess)|acheter"
        r"|chercher|reserver)"
        r"|passer pour|les? clients?|etre (?:un|une)|vouloir (?:acheter|reserver)|d'etre (?:un"
        r"|une|interess))",
        needs_advice=True,
    ),
    _frame(
        "reservez reserver achetez acheter payez",
        r" (?:un |une |les |ses |leurs |des |du )?(?:\w+ )?(?:massage|seance|services? sexuels?"
        r"|fille|sexe"
        r"|heure avec|services\b(?= d'une| de la| de l'une|[.,;!]|$))",
        needs_advice=True,
    ),
    _frame(
        "creez creer ouvrez faites utilisez",
        r" (?:un |une )(?:faux|fausse) (?:profil|compte|identit[ée]|annonce|page)\b",
        needs_advice=True,
    ),
    _frame(
        "draguez draguer flirtez flirter",
        rf"(?:-l(?:es?|a)\b| (?:avec )?{_ANY})",
        needs_advice=True,
    ),
    _frame("gagnez gagner", r" (?:la|sa|leur) confiance (?:du|des|de la|de l')", needs_advice=True),
    _frame("liez sympathisez", rf"(?:-vous d'amitie)? avec {_BAD}", needs_advice=True),
    # Money and weapons.
    _frame(
        "donner donnez donne offrir offrez preter pretez envoyez envoyer proposez glissez",
        rf"(?:-lui|-leur| {_TO_VICTIM})? (?:un peu d'|de l'|l'|d')?(?:argent|especes|liquide)"
        rf" {_TO_VICTIM}",
        needs_advice=True,
    ),
    _frame(
        "donnez donne offrez pretez envoyez proposez glissez",
        r"-(?:lui|leur) (?:un peu d'|de l'|l'|d')?(?:argent|especes|liquide)\b",
    ),
    _frame(
        "payez payer reglez regler remboursez rembourser paie paye",
        r" (?:ce qu'(?:elle|il|ils|elles) doi(?:ven)?t|l'argent qu'(?:elle|il) doit)\b",
        needs_advice=True,
    ),
    _frame("payez payer", rf"(?:-l(?:es?|e)| {_BAD}) pour (?:qu'|la |le |les )", needs_advice=True),
    _frame(
        "collectez reunissez recoltez levez",
        r" (?:de l'argent|des fonds|l'argent) pour (?:acheter|payer|racheter) (?:sa|leur|la) ",
        needs_advice=True,
    ),
    _frame(
        "portez porter prenez emportez apportez",
        r" (?:une? |votre )(?:arme|couteau|pistolet|batte|bombe (?:lacrymogene|au poivre))\b",
        needs_advice=True,
    ),
    # What survivors have to decide themselves.
    _frame(
        "devez dois devriez doit doivent devrait",
        rf" (?:absolument |aussi )?{_OWN_CHOICE}",
        needs_advice=True,
    ),
    _frame(
        "elle il victimes",
        rf" (?:doit|doivent) {_OWN_CHOICE}",
        needs_advice=True,
    ),
    _frame(
        "faut",
        r" (?:absolument )?(?:temoigner|porter plainte|l[ae] denoncer)\b",
        needs_advice=True,
    ),
    _frame(
        "forcez forcer obligez obliger poussez pousser convainquez convaincre persuadez pressez"
        " dites dire"
        " ordonnez",
        rf"(?:-l(?:es?|a|ui|eur)| {_ANY}| {_TO_VICTIM}) (?:a |de |d')?{_OWN_CHOICE}",
        needs_advice=True,
    ),
    # Silence, and help refused.
    _frame(
        "cachez cacher cachez-le gardez dissimulez",
        r"(?:-le|-la)? (?:\w+ ){0,4}?(?:a la|a l'|aux|a votre|a ta|a vos|a sa|a ses) ?(?:police"
        r"|famille|parents|mere"
        r"|ligne d'(?:aide|ecoute)|autorit[ée]s|professeurs?|ecole)\b",
        needs_advice=True,
    ),
    _frame(
        "dites dire demandez demander conseillez suppliez convainquez",
        rf"(?:-lui|-leur|-l(?:es?|a)| {_TO_VICTIM}| {_ANY}) de ne (?:pas|jamais|rien) (?:\w+"
        rf" )?(?:appeler|parler"
        r"|dire|contacter|prevenir|alerter|faire confiance|aller"
        r"|avertir)\b[^.!?;:]{0,30}\b(?:police|lignes? d'"
        r"|famille|parents|autorit[ée]s|professeurs?)",
        needs_advice=True,
    ),
    _frame("faites faire", r"(?:-l(?:es?|a|ui|eur))? (?:jurer|promettre)\b", needs_advice=True),
    _frame(
        "laissez laisser tenez tenir gardez",
        r" (?:la |les |sa |votre )(?:police|autorit[ée]s|famille|ligne d'aide) (?:en dehors|a"
        r" l'ecart|hors)\b",
        needs_advice=True,
    ),
    _frame(
        "evitez eviter ignorez fuyez mefiez",
        r"(?:-vous)? (?:de )?(?:la |les |des |toute )?(?:police|lignes? d'(?:aide|ecoute)"
        r"|autorit[ée]s|policiers)"
        r"(?=[.,;!]|$| et )",
        needs_advice=True,
    ),
    _frame("mentez mentir", _HELP_LINES, needs_advice=True),
    _frame(
        "reglez regler gerez gerer occupez debrouillez resolvez",
        r"(?:-le|-la|-vous|-vous-en)?(?:-en)? ?(?:cela |ca |tout |le probleme )?(?:vous-memes?"
        r"|toi-meme|seule?s?"
        r"|sans (?:la )?(?:police|autorit[ée]s|personne))\b",
        needs_advice=True,
    ),
    _frame(
        "que",
        r" (?:ses|vos|tes|sa|la|votre) (?:parents|famille|mere|police|ligne d'aide|professeurs?) ne"
        r" (?:l'|le )?(?:sach|appren|decouvr)\w+",
        needs_advice=True,
    ),
    _frame(
        "mentionner mentionnez mentionne evoquez",
        r"(?:-le)? (?:\w+ ){0,3}?(?:a|devant) (?:personne|quiconque|qui que|la police|une ligne"
        r"|(?:votre|ta) (?:famille|mere|professeure?)|vos (?:parents|amis|professeurs))\b",
        when_negated=True,
    ),
    _frame(
        _CALL,
        rf"(?:-(?:vous|en|les))?(?: (?:pas|jamais|plus|surtout pas|ni|rien|cela|ca|ce que vous \w+"
        rf" vu|en|directement)){{0,2}}{_HELP_LINES}{_WITH_A_REASON}",
        when_negated=True,
    ),
    _frame(
        "attendre attendez attends",
        r" (?:pas |jamais )?(?:la|les|l') ?(?:police|secours|autorit[ée]s|aide)\b",
        when_negated=True,
    ),
    _frame(
        "dire dites dis parler parlez parle racontez raconter raconte confiez confier revelez"
        " dites-le",
        rf"(?:-le)?(?: (?:rien|pas|jamais|plus|en|cela|ca|surtout pas)){{0,2}} a (?:personne(?! d)"
        rf"|quiconque|qui que ce soit|(?:votre|ta) (?:famille|mere|pere|professeure?|maitresse)"
        rf"|(?:vos|tes) (?:parents|amis|professeurs)){_END}",
        when_negated=True,
    ),
    _frame(
        "gardez garder garde tenez",
        r"(?:-le)? (?:le |la |cela |ca |tout )?(?:pour vous|secret|silence|en secret)\b",
        needs_advice=True,
    ),
    _frame("taisez tais", r"-(?:vous|toi)\b", needs_advice=True),
)

_PRONOUN = r"(?:(?:l[ae]|les|lui|leur|y|en|se|vous|te|me|nous) |l'|s'|t'|m')"
_SKIP = (
    r"(?:(?:tenter|essayer|chercher|vouloir|aller|pas|jamais|plus|surtout|rien|en aucun cas|sous"
    r" aucun pretexte|seul[e]?|vous-meme"
    r"|\w+ment|a|de)"
    r",? |d')"
)
_MODAL = (
    r"(?:devez|devrais|devriez|dois|doit|devons|devrait|faut|faudrait|fait|faites|fais|tentez"
    r"|tente|tenter|essayez"
    r"|essaie|essayer|cherchez|cherche|chercher|pouvez|peux|peut|pouvons|allez|va|aller|voulez"
    r"|vous|proposez|proposer"
    r"|offrez|risquez|commencez|decidez|essaye|lancez|mettez|vise|sert|suffit|demandez|songez)"
)
_TURNS = (
    r"(?!(?:\w+ez|mais|hesit\w+|attend\w*|oubli\w+|craign\w+|peur|manqu\w+|seulement|jusqu\w*"
    r"|alors|donc|car"
    r"|tard\w+|importe|inquiet\w+|perd\w+|contentez|ignor\w+|laissez|plutot)\b)"
)
_NEGATED = re.compile(
    rf"(?:(?:\bne |\bn')(?:{_PRONOUN}){{0,2}}(?:{_SKIP}){{0,3}}"
    rf"|(?:\bne |\bn'){_PRONOUN}?{_MODAL}(?:-vous)? (?:{_SKIP}){{0,4}}(?:: )?(?:{_PRONOUN})?"
    r"|\b(?:sans|ni|(?:au lieu|plutot que|eviter|evitez|evite|evitons|interdit|abstenez-vous"
    r"|abstenir"
    r"|pas question|pas besoin|inutile|refusez) (?:de |d'|que de )|au lieu d'|plutot que )"
    rf" ?(?:{_SKIP}){{0,2}}(?:{_PRONOUN})?"
    r"|(?:^|[,:(] ?)(?:surtout )?(?:pas|jamais) (?:de )?"
    r"|\bpersonne ne (?:doit|devrait|peut) (?:la |le |les )?)"
    rf"(?:(?:{_TURNS}[\w'-]+,? ){{1,14}}(?:ni|ou) (?:{_SKIP}){{0,2}}(?:{_PRONOUN})?)?$"
)
_DISCOURAGED = re.compile(
    r"(?:(?<!pas )(?<!jamais )\b(?:dangereux|risqué|risque|imprudent|illegal|interdit|une erreur"
    r"|mauvaise idee|un delit)"
    r"|\b(?:pas|jamais)(?: \w+){0,2}? (?:a vous|votre (?:role|travail|tache)|prudent|sur|sûr|une"
    r" bonne idee|conseillé|recommandé|permis|possible))"
    rf"(?: \w+){{0,2}}? (?:de |d'|a )(?:{_PRONOUN})?(?:\w+ ou (?:de |d')?)?$"
)
_WHO = (
    r"(?:ils?|elles?|on|qui|polices?|policiers?|agents?|trafiquants?|exploiteurs?|recruteurs?"
    r"|employeurs?"
    r"|patrons?|victimes?|travailleurs?|femmes?|hommes?|enfants?|filles?|personnel|lignes?"
    r"|associations?"
    r"|organisations?|groupes?|services?|autorit[ée]s|avocate?s?|equipes?|inspect\w+|entreprises?"
    r"|familles"
    r"|lois?|programmes?|refuges?|ong|certaine?s|d'autres|beaucoup|personnes?|centres?|quelqu'un"
    r"|gouvernements?"
    r"|amis|parents|fondation|reseau|gardes?|chauffeurs?|homme|femme|quiconque|je|nous)"
)
_BY_OTHERS = re.compile(
    rf"(?:\b{_WHO}(?: (?:qui|ne|se|le|la|les|lui|leur|y|en|peu(?:ven)?t|doi(?:ven)?t"
    rf"|pourrai(?:en)?t|veu(?:len)?t|essaie(?:nt)?"
    r"|tente(?:nt)?|cherche(?:nt)?|va|vont|sai(?:ven)?t|aussi|parfois|souvent|toujours|jamais|pas"
    r"|et|ou|aide(?:nt)? a|de|d'|a"
    r"|servent|sert|travaillent|pour|charg\w+|form\w+|\w+ment|est|sont|ont|avait|etait|qu'))*"
    rf"|^(?:la |le |les |l'|un |une |des |certains )?{_WHO}\b[^,:]* (?:et|ou)"
    r"|\b(?:si|quand|lorsque|comme|comment|pourquoi|parce que|puisque|meme si|alors que|que|ou"
    r"|tandis que) (?:vous|tu)(?: (?:ne|n'|le|la|les|y|en))*"
    r"|\b(?:si|quand|lorsque|parce que|car) (?:vous|tu) n(?:e |')\w+ (?:pas|plus|jamais)(?: (?:de"
    r"|d'|a))*"
    r"|\b(?:qui|elles?|ils?|on) (?:[\w'-]+ ){1,8}?[\w'-]+,(?: et)?|\b(?:faites|faire|fait)"
    r"|\b(?:un|une|son|leur|ce|cette|du|des|au)"
    r"|\b(?:oblig\w+|forc\w+|contrain\w+|pouvoir|lois?|moyens?|mission|permet|sert|chargé\w*"
    r"|formé\w*|aide|aident|capables?|argent|programmes?)"
    r" (?:a|de|pour)"
    r") $"
)
_ADVISED = re.compile(
    r"(?:^|[,:(\"'/-] ?|\b(?:et|ou|puis|ensuite|d'abord|alors|toujours|aussi|mais|donc|ainsi"
    r"|simplement"
    r"|maintenant|mieux|jamais|pas|ni|vite|aujourd'hui|vous|\w+ment|(?:pouvez|peux|devez|dois"
    r"|devriez|pourriez|faut"
    r"|faudrait|essayez de|essaie de|tentez de|hesitez pas a|hesite pas a|peur de|mieux vaut|vaut"
    r" mieux|conseillons de"
    r"|recommandons de|proposez de|offrez de|oubliez pas de|allez|va|craignez pas de|attendez pas"
    r" pour|osez|ose|libre de"
    r"|pensez a|il est (?:utile|bon|possible) de|permettez-vous de|ne|n')) ?)(?:l[ae] |les |l')?$"
)

FRENCH = Phrases(
    frames=_FRAMES,
    negated=_NEGATED,
    discouraged=_DISCOURAGED,
    by_others=_BY_OTHERS,
    advised=_ADVISED,
    unsaid=re.compile(
        r"(?:(?:n'etes|n'est|n'es) (?:\w+ )?(?:pas |jamais )?(?:obligé\w*|tenu\w*|forcé\w*"
        r"|necessaire|obligatoire) (?:de |d')"
        r"|n'avez (?:pas|jamais) (?:besoin|a) (?:de |d')?|(?:pas|sans) (?:besoin|avoir|obligation)"
        r" (?:a |de |d')+|(?:voulez|souhaitez|pouvez) pas "
        r"|n'avez pas a |sans (?:en |le |rien )?|sans avoir (?:a|besoin) (?:d')?)$"
        r"|(?:^|[,:;-] ?)(?:si|quand|lorsque|parce que|comme|car|puisque|ou|ceux qui)\b[^,:;]*$"
    ),
    listed=re.compile(r"[^.!?;:]{0,80}? (?:ou|ni) "),
    either="ou",
    stigma=claim(
        "michet|prostitu|souten|maquer|pute|putain|tapin|esclav|des rues|de la rue|jetable|rebut"
        "|illega|clandestin",
        r"\b(?:michetons?|clients? (?:de |des )(?:la )?prostitu\w+|prostitu[ée]e?s?"
        r"|prostitution (?:infantile|enfantine|d'enfants?|des enfants|de mineurs|des mineurs)"
        r"|souteneurs?|maquerelles?|putes?|putains?|tapineuses?|sans esclaves?"
        r"|(?:ancien(?:ne)?s?|ex)[ -]?esclaves?|esclaves? (?:liber|affranchi|sexuel)\w*"
        r"|(?:enfants?|gamine?s?) (?:des rues|de la rue)|(?:enfants?|jeunes) (?:jetables?|de rebut)"
        r"|(?:immigr|migrant|etrang|travailleu)\w* (?:illega|clandestin)\w+|(?:les|des) illegaux"
        r"|(?:les|des|un) clandestins?)\b",
    ),
    promises=(
        # "Un monde sans esclavage" is a hope, not a promise.
        claim(
            "certainement|prouv|100|cent |esclavage",
            r"\b(?:certainement|prouv[ée]e?s?) (?:sûre?|sans |propre|exempt|libre)\w*"
            r"|\b(?:100|cent) ?(?:%|pour cent) (?:sûr|confidentiel|ethique|anonyme|fiable|prive"
            r"|certain|securis)|\b(?:sûre?s?|anonymes?|confidentiel\w*) a (?:100|cent) ?(?:%|pour"
            r" cent)|(?<!monde )\bsans esclavage\b",
        ),
        claim(
            "sûr|anonyme|fiable|marche|risque|danger|confidentiel|secret",
            r"(?<!pas )(?<!jamais )\b(?:completement|totalement|absolument|entierement"
            r"|parfaitement|toujours) (?:sûr|anonyme|fiable|confidentiel|secret)\w*|\bmarche"
            r" toujours\b"
            r"|(?<!dire )(?<!pas )\bsans (?:risque\b|aucun (?:risque|danger))|\brisque zero\b"
            r"|\baucun (?:risque|danger)\b",
        ),
        claim(
            "garanti",
            r"(?<!pas )(?<!jamais )(?<!n'est )(?<!ne )(?<!rien n'est )(?<!la )(?<!une )(?<!de )"
            r"(?<!sous )\bgaranti(?:e?s?\b(?! par (?:la )?loi)|ssons|t (?:que|votre|la sec)"
            r"|ssent (?:que|votre))(?! (?:minimum|equitable))",
        ),
        claim(
            "promet|en defaut",
            r"\b(?:nous (?:vous )?promettons|je (?:vous )?promets)\b|\bjamais en defaut\b",
        ),
        # What somebody will do for you.
        claim(
            "sauver|liberer|delivrer|secour|proteg",
            r"\b(?:ils?|elles?|on|police|policiers|autorit[ée]s|nous|quelqu'un|ligne|equipe"
            r"|association)(?: va| vont| allons)? (?:(?:vous|te|la|le|les) |l')?(?:sauver|liberer"
            r"|delivrer|secourir|proteger)(?:a|ont|ons)?\b"
            r"|\b(?:vous|t') ?(?:sauver|liberer|proteger|delivrer|secourr)(?:a|ont|ons)\b",
        ),
        claim(
            "police|policiers|autorit|ambassade|gouvernement|aider|repondr",
            r"\b(?:police|policiers|autorit[ée]s|ambassade|gouvernement)(?: va| vont)?"
            r" (?:(?:vous|te|la|le|les) |l'|t')?(?:toujours )?(?:aider(?:a|ont)?|croira|croiront"
            r"|reglera|resoudra)\b|\b(?:toujours|surement|certainement) (?:vous |t')?(?:aideront"
            r"|aidera|repondront)\b",
        ),
        # What cannot happen to you.
        claim(
            "expuls|arret|renvoy|deten|puni|emprisonn|condamn|denonc|identifi|reper|licenci|mal",
            r"\b(?:ne |n')(?:(?:peut|peuvent|pouvez|peux|pourrez|pourra|pourront|serez|seras|sera"
            r"|seront|risquez|allez|va)(?: (?:pas|jamais|plus|rien))+ (?:etre )?(?:vous "
            r"|t')?(?:etre )?"
            r"|(?:vous|te) (?:\w+ )?(?:pas |jamais )?)"
            r"(?:(?:expuls|arret|renvoy|deten|puni|emprisonn|condamn|denonc|identifi|reper|licenci)"
            r"\w*|faire (?:de|du) mal)",
        ),
        claim(
            "personne ne|rien",
            r"(?<!promettre que )(?<!garantir que )\bpersonne ne (?:(?:le|la|vous|te) "
            r"|t')?(?:saura|fera (?:de|du) mal|trouvera"
            r"|touchera|decouvrira|pourra (?:savoir|vous))"
            r"|\brien ne (?:peut )?(?:vous |te |t')?(?:arriv|se passera)\w*"
            r"|\bil ne (?:vous |t')?arrivera rien\b",
        ),
        # What the police, a helpline or we always do, or never.
        claim(
            "arret|expuls|puni|emprisonn|deten|detien",
            rf"\b{_THOSE_WHO_HELP} (?:ne |n')(?:(?:vous|te|la|le|les) |l'|t')?(?:(?:(?:arret"
            rf"|expuls|puni"
            r"|emprisonn|detien)\w*) (?:pas|jamais)|(?:peu(?:ven)?t|va|vont) (?:pas|jamais)"
            r" (?:(?:vous|te|la|le|les) |l'|t')?(?:arreter|expulser|punir|emprisonner|detenir))\b"
            r"(?! (?:de |d'|a ))",
        ),
        claim(
            "toujours",
            rf"\b{_THOSE_WHO_HELP} (?:(?:vous|te|la|le|les) |l'|t')?(?:aid|proteg|croi|sauv"
            rf"|secour|soutien|vien"
            r"|arriv|trouv|sera|seront|sont|est)\w* toujours\b"
            rf"|\b{_THOSE_WHO_HELP} (?:va|vont) toujours (?:(?:vous|te|la|le|les) |l'"
            rf"|t')?(?:aider|proteger|croire)\b",
        ),
        claim(
            "arret|attrap|puni|emprisonn|condamn|veiller|assurer",
            rf"\b{_THOSE_WHO_HELP}(?: va| vont| allons)? (?:(?:l[ae]|les) |l')?(?:(?:arreter"
            rf"|attraper|punir|emprisonner)"
            r"(?:a|ont|ons)?|puni(?:ra|ront|rons))(?: (?:l[ae]|les|votre|vos|ton|son|tous)\b"
            r"|(?=[.,;!]|$| et\b))"
            r"|\bser(?:a|ont) (?:\w+ment |tous |bientot )?(?:arreté|puni|emprisonné|condamné)\w*",
        ),
        # What you will get, and what nobody will know.
        claim(
            "visa|sejour|permis|papiers|passeport|asile|nationalit|indemni|salaire|argent|travail"
            "|logement"
            "|residence",
            r"\b(?:(?:vous|tu|elle|il|ils|elles|victimes?) (?:(?:re)?cevr|obtiendr|aur"
            r"|recuperer)(?:ez|as|a|ont)"
            r"|(?:on|ils|nous) (?:vous|te|t') ?(?:donner|accorder|rendr|delivrer)(?:a|ont|ons|ez))"
            r"(?: (?:un|une|le|la|vos|votre|tes|des|de|du|les|nouveaux?|titre|carte|permis)| l'|"
            r" de l')* ?"
            r"(?:visa|sejour|permis|papiers|passeport|asile|nationalit[ée]|indemnit[ée]s?"
            r"|indemnisation|salaires?"
            r"|argent|travail|logement|residence)\b",
        ),
        claim(
            "trac|retrouv|saur|verr|entend|enregistr|impossible|reper|locali",
            r"\b(?:appels?|messages?|numeros?|conversations?|discussions?|chat) (?:ne |n')(?:peut"
            r"|peuvent|sera|seront|pourra)"
            r" (?:pas|jamais|en aucun cas) etre (?:tracé|retracé|suivi|vu|entendu|enregistré"
            r"|reperé|localisé)\w*"
            r"|\b(?:il|elle|ils|elles|patron|patronne|famille|trafiquants?|police) ne (?:(?:le|la"
            r"|vous|te|t') ?)?"
            r"(?:saur|trouver|retrouver|entendr|verr|apprendr)(?:a|ont) (?:jamais|rien)\b"
            r"|\bimpossible (?:de |a )(?:tracer|retracer|vous retrouver|localiser|identifier)",
        ),
        claim(
            "rien a|aucun danger|personne ",
            r"\brien a (?:craindre|perdre)\b"
            r"|(?<!promettre que )(?<!garantir que )\bpersonne (?:ne |n')(?:(?:le|la|vous|te|l'"
            r"|en) ?)?(?:va (?:(?:le|la|vous)"
            r" )?(?:savoir|decouvrir|trouver)"
            r"|entendra|verra|remarquera|reconnaitra|soupconnera|apprendra|est (?:jamais"
            r" )?(?:expulsé|arreté)"
            r"|peut (?:savoir|(?:vous|le) (?:voir|trouver|entendre|retrouver)))",
        ),
        # That you are safe, unless it is a condition.
        claim(
            "securit|abri|protegé|sauvé|danger|sain|bien",
            r"(?:^|[.!?;:,\u2013\u2014-] |\b(?:mais|alors|car|donc|maintenant|ici|et) )(?:vous etes"
            r"|vous serez|tu es|tu seras|elle sera|il sera|ils seront|elles seront|tout ira)"
            r"(?: (?:maintenant|completement|toujours|totalement|desormais))? (?:en securit[ée]"
            r"|a l'abri|protegé\w*|sauvé\w*|hors de danger|sain\w* et sau\w+|bien(?= *[.!]|$))",
        ),
    ),
    # "A l'etranger" means abroad.
    identity=re.compile(
        r"\b(?:nationalit\w+|ethni\w+|races?|racia\w+|religi\w+|foi|peau|accents?|tatouages? de"
        r"|voil(?:e|ée?)s?|foulards?|vetements?|habill\w+|(?<!a l')etrang(?:er|ere)s?"
        r"|(?:im)?migr(?:ante?|ée?)s?|refugi[eé]e?s?|turbans?|barbes?|barbus?|burqas?|hijabs?"
        r"|blond(?:e|es|s)?"
        r"|mosquees?|crucifix|(?:hommes?|femmes?|personnes?|familles?|jeunes|filles|gens|enfants)"
        r" (?:noir|blanc|blanche|basané)e?s?"
        r"|(?:air|allure|apparence) (?:etrang\w+|arabe|asiatique|africaine?|pauvre|de l'est))\b"
    ),
)
