"""English phrases."""

import re

from takeaction.packs.rules.phrases.frames import Frames, Phrases, claim

# Objects: the people and things that a verb is about.

_EXPLOITER = (
    r"(?:traffickers?|suspects?|exploiters?|drivers?|boss(?:es)?|managers?|owners?|employers?"
    r"|supervisors?|foremen|foreman|landlords?|landlady|recruiters?|agents?|brokers?|smugglers?"
    r"|gangs?|gangsters?|pimps?|madams?|abusers?|offenders?|perpetrators?|criminals?|captors?"
    r"|kidnappers?|handlers?|controllers?|minders?|guards?|buyers?|sellers?|clients?|customers?"
    r"|men|man|guys?|dealers?|contractors?|boyfriend|husband|couple|lady)"
)
_PERSON = (
    rf"(?:{_EXPLOITER}|person|persons|people|victims?|survivors?|workers?|labou?rers?|child"
    r"|children|kids?|teens?|teenagers?|youths?|minors?|baby|babies|women|woman|girls?|boys?"
    r"|employees?|members?|strangers?|family|families|parents?|mothers?|fathers?|partners?"
    r"|friends?|neighbou?rs?|passengers?|maids?|nann(?:y|ies)|cleaners?|crew|captain|farmers?"
    r"|groups?|individuals?|migrants?|refugees?|colleagues?|staff|beggars?|students?|patients?"
    r"|slaves?|ladies|runaways?|fugitives?)"
)
# Not a person: the first half of a compound ("workers' rights", "survivor-led").
_END = (
    r"(?![\w-])(?!'s? ?\w)(?! (?:rights|funds?|cent(?:er|re)s?|organi[sz]ations?|unions?|networks?"
    r"|speakers?|services?|care|protection|policy|policies|page|account|stories|voices|led)\b)"
)
_DET = (
    r"(?:the|a|an|any|this|that|these|those|each|every|all|some|both|two|three|\d+|your|their|his"
    r"|her|my|our|its|other|another|whichever|whatever)"
)
# Words between an article and its noun; no word that begins another phrase.
_MOD = (
    r"(?:(?!(?:of|for|to|in|on|at|by|with|from|that|who|which|and|or|about|as|than|after|before"
    r"|when|if|into|is|are|was|will|can|he|she|they|you|we|it)\b)[\w-]+(?:'s?)? )"
)
_PLURAL = r"(?=\w+(?:s|en|ople|ids)\b)"
_HER = (
    r"her(?=[.,;:!?\x29\"]|$| (?:home|to|and|or|when|if|until|as|in|from|with|into|at|on|after"
    r"|before|away|back|out|now|then|there|inside|so|for|while|without|through|yourself|by"
    r"|directly|about"
    r"|everywhere|wherever|off|up|across|over|around|past|yourselves|online|money|go|free|a|stay"
    r"|not|never|come|hop|ride|along|on|some|what|press|report"
    r"|sleep|live|escape|run|flee|get|leave|again|alone"
    r"|\w+ly)\b)"
)
_THEM = (
    rf"(?:them|him|{_HER}|someone|somebody|anyone|anybody|everyone|everybody|whoever|whomever"
    r"|(?:one|all|both|any|some) of them|those who|the ones? (?:who|that))\b"
)


def _noun(noun: str) -> str:
    """Return a noun with its article and adjectives; in the plural it needs no article."""
    return rf"(?:{_DET} {_MOD}{{0,3}}?{noun}{_END}|{_MOD}{{0,2}}?{_PLURAL}{noun}{_END})"


_AFTER_VERB = r"(?: (?:\w+ly|just|then|also|straight|even|down|up|off|back|both|in secret))?"
_SOMEBODY = rf"(?:{_THEM}|{_noun(_PERSON)})"
_SOMEBODY_BAD = rf"(?:{_THEM}|{_noun(_EXPLOITER)})"
_A_PERSON = rf"(?:{_THEM}|{_DET} {_MOD}{{0,3}}?{_PERSON}{_END})"
_VEHICLE = (
    rf"{_DET} {_MOD}{{0,2}}?(?:vans?|cars?|trucks?|lorry|lorries|vehicles?|taxis?|cabs?|bus|buses"
    r"|minibus(?:es)?|coach|motorbikes?|motorcycles?|scooters?|suvs?|pickups?|boats?)\b"
)
_POSS = rf"(?:her|his|their|the|a|any|someone's|somebody's|{_DET} {_MOD}{{0,2}}?{_PERSON}(?:'s|s'))"
_NOT_ONLINE = (
    r"(?![^.!?]{0,40}\b(?:online|social media|instagram|facebook|twitter|youtube|tiktok|accounts?"
    r"|newsletter|podcast|feed|page)\b)"
)
_HOME = r"(?:home|house|flat|apartment|place|room|car|garage|basement|cellar|church|sofa|couch)"
_HELP_LINES = (
    r"(?:the |any |a |an |your |local |national |emergency |trafficking )*(?:police|cops|helplines?"
    r"|hotlines?|authorities|emergency (?:number|services?|line)|911|112|999|social services"
    r"|social workers?|law enforcement|officers?|embassy|embassies|consulate|inspectorate"
    r"|labou?r inspect\w+|sheriff|charity|charities|ngos?|for help)\b"
)
_WITH_A_REASON = (
    r"(?!,? (?:unless|without|against|from (?:their|her|his|the (?:boss|employer)|a (?:shared"
    r"|work))|in front|while|when|for (?:them|him|her|someone)|near"
    r"|your|who|where|what|on (?:their|her|his) behalf|only|just to|if (?:she|he|they|the|it|that"
    r"|doing|you think it)|first))"
)

_VICTIM = (
    rf"(?:him\b|{_HER}|(?:the|that|this|those|these|a) {_MOD}{{0,2}}?(?:victims?|girls?|wom[ae]n"
    rf"|child(?:ren)?|kids?|boys?|workers?|bab(?:y|ies)|maids?|teenagers?|minors?|nann(?:y|ies)"
    rf"|person|people|survivors?|persons){_END})"
)
_CULPRIT = (
    r"(?:(?:the|a|an|any|this|that|these|those|each|her|his|their|every) (?:[\w-]+ ){0,2}?"
    r"(?:traffickers?|suspects?|exploiters?|pimps?|captors?|kidnappers?|abusers?|smugglers?"
    r"|madams?|gangs?|perpetrators?|offenders?|criminals?|minders?|guards?|handlers?|boss(?:es)?"
    rf"|drivers?|man|men|guys?){_END})"
)
_WHOSE = (
    rf"(?:her|his|their|someone's|somebody's|anyone's|(?:the|that|those|a|any) {_MOD}{{0,2}}?"
    rf"{_PERSON}(?:'s?)?)"
)
_PLACE = (
    r"(?:the|that|their|his|her|this|a) (?:[\w-]+ ){0,2}?(?:house|flat|apartment|brothel|factory"
    r"|farm|massage parlou?r|warehouse|hotel|nail salon|salon|building|gate|motel)\b"
)
_RIDE = r"(?:bus|train|plane|taxi|cab|car|van|boat|ferry|flight|coach|boot|trunk)"
_OWN_CHOICE = (
    r"(?:testify|give evidence|press charges|go to (?:court|trial)|report (?:it|him|her|them|your"
    r"|what (?:he|she|they)"
    r"|what happened)\b(?![^.!?]{0,60}\b(?:by law|the law))|go to (?:the )?(?:police|court)"
    r"|co-?operate|forgive|tell (?:your|her|his|their) story|tell (?:the police|us|them|you)"
    r" everything|(?:make|give) a statement|speak out|come forward|face (?:him|her|them|your)"
    r"|leave (?:him|now|today|at once|immediately)|name (?:him|your|the trafficker))\b"
)

_THINGS = (
    r"(?:\w+ )?(?:(?:hand)?bags?|purse|wallet|backpack|phones?|rooms?|pockets?|luggage|suitcases?"
    r"|belongings|things|drawers"
    r"|rubbish|trash|computer|laptop|messages)\b(?! numbers?\b)"
)
_THOSE_WHO_HELP = (
    r"(?:police|officers?|authorities|helplines?|hotlines?|advisers?|staff|teams?|charity|charities"
    r"|governments?|embassy|embassies|judges?|courts?|they|we|shelters?|lawyers?|immigration)"
)

_FOLLOWED = rf"(?:{_SOMEBODY}|{_VEHICLE})"
_frame = Frames(
    _FOLLOWED,
    _SOMEBODY,
    _SOMEBODY_BAD,
    _A_PERSON,
    _VEHICLE,
    _VICTIM,
    _CULPRIT,
    _WHOSE,
    _PLACE,
    _OWN_CHOICE,
    _POSS,
    _HELP_LINES,
    _WITH_A_REASON,
)

_FRAMES = (
    _frame(
        "confront accuse threaten intimidate blackmail attack punish beat arrest intercept ambush"
        " corner apprehend restrain disarm overpower lure entrap detain interrogate handcuff",
        rf"{_AFTER_VERB} {_SOMEBODY}",
    ),
    _frame(
        "face challenge question grab tackle hold stop block trap hit fight trick approach"
        " provoke warn scold shame expose",
        rf"{_AFTER_VERB} {_SOMEBODY_BAD}",
        needs_advice=True,
    ),
    _frame("question interview search", rf" {_A_PERSON}", needs_advice=True),
    _frame("stand", rf" up to {_SOMEBODY_BAD}"),
    _frame(
        "bargain haggle argue fight plead reason negotiate",
        rf" (?:directly )?(?:with|against) {_SOMEBODY}",
    ),
    _frame(
        "demand",
        r" (?:that|her|his|their|the) [^.!?;:]{0,30}(?:passports?|papers|freedom|release|go)",
    ),
    _frame("tell order ask force", rf" {_SOMEBODY_BAD} to (?:let|free|release|give|hand|stop)"),
    _frame(
        "follow chase pursue track trail tail shadow stalk",
        rf"{_AFTER_VERB} (?:{_SOMEBODY}|{_VEHICLE}){_NOT_ONLINE}",
    ),
    _frame("block stop ram pull cut flag", rf"(?: over| off| down)? {_VEHICLE}", needs_advice=True),
    _frame(
        "share post publish send",
        r" (?:her|his|their) (?:\w+ )?(?:photo|picture|face|video)s?\b",
        needs_advice=True,
    ),
    _frame("set lay", rf" (?:a |up a )?traps? for {_SOMEBODY}"),
    _frame("walk go step run", rf" (?:right |straight )?up to {_SOMEBODY_BAD}", needs_advice=True),
    _frame("go run drive walk", rf" after (?:{_SOMEBODY}|{_VEHICLE})", needs_advice=True),
    _frame(
        "film photograph videotape",
        rf"{_AFTER_VERB} (?:[^.!?;:]{{0,40}}? and )?(?:{_SOMEBODY}|{_POSS} (?:\w+ )?(?:faces?"
        rf"|house))",
    ),
    _frame("record snap tape", rf"{_AFTER_VERB} (?:{_A_PERSON}|{_POSS} faces?)", needs_advice=True),
    _frame(
        "take get snap shoot make post publish upload secretly share send",
        r" (?:\w+ ){0,3}?(?:pictures?|photos?|photographs?|videos?|footage|selfies?)"
        rf" (?:of|with) (?:[^.!?;:]{{0,60}}?(?: and|,|&| or) (?:of )?)?"
        rf"(?:{_SOMEBODY}|{_POSS} (?:\w+ )?faces?)",
    ),
    _frame("rescue liberate", rf"{_AFTER_VERB} {_SOMEBODY}"),
    _frame("free", rf" {_A_PERSON}"),
    _frame(
        "save",
        rf" (?!the children\b(?! from)|them\b(?! (?:from|yourself|before|now)|!)){_SOMEBODY}"
        r"(?! (?:time|money|the trouble|from having))",
    ),
    _frame(
        "help assist aid let make have persuade convince encourage urge advise tell",
        rf" {_SOMEBODY}(?: to)? (?:escape|run away|run off|flee|break (?:out|free)|sneak|get (?:out"
        r"|away)(?! of (?:debt|poverty))|climb|leave (?:secretly|in secret|the house|at night"
        r"|tonight|now|at once|without)|slip (?:out|away))\b",
        needs_advice=True,
    ),
    _frame(
        "plan arrange organise organize", r" (?:\w+ ){0,2}(?:escape|rescue)\b", needs_advice=True
    ),
    _frame(
        "get break pull smuggle sneak bring take drag carry steal move drive fetch transport",
        rf" {_SOMEBODY}(?: \w+ly)? (?:out\b(?! of (?:debt|poverty|work))|away\b|home\b|back to your"
        r"|to (?:your|my|our)\b|to safety|to a safe|to another|across)",
        needs_advice=True,
    ),
    _frame(
        "take bring",
        rf" (?:him|her|them|{_DET} (?:\w+ )?(?:victim|girl|woman|child|boy|worker)s?)"
        r" (?:with you|in)\b(?! \w)",
        needs_advice=True,
    ),
    _frame(
        "drive transport smuggle ferry fly",
        rf" {_SOMEBODY} (?:to|home|away|out|over|across|from)\b",
        needs_advice=True,
    ),
    _frame(
        "give offer",
        rf" {_SOMEBODY} (?:a|an|your|some) (?:\w+ )?(?:lift|ride|bed|room|couch|sofa|place to"
        r" (?:stay|sleep|hide|live)|home|shelter|weapon|knife)\b",
        needs_advice=True,
    ),
    _frame(
        "offer open give",
        r" (?:a|an|your|up your) (?:\w+ )?(?:bed|room|couch|sofa|home|house|flat|lift|ride|shelter"
        rf"|place to (?:stay|sleep|hide|live)) (?:to|for) {_SOMEBODY}",
        needs_advice=True,
    ),
    _frame(
        "hide shelter lodge house harbour harbor conceal accommodate",
        rf" {_SOMEBODY}",
        needs_advice=True,
    ),
    _frame(
        "keep let have invite bring take put move allow hide shelter host",
        rf" {_SOMEBODY}(?: \w+){{0,4}} (?:(?:in|at|to|into|inside|on|under) your(?: own)?"
        rf"(?: \w+)? {_HOME}|at your own)\b",
        needs_advice=True,
    ),
    _frame(
        "let have invite keep put",
        rf" {_SOMEBODY} (?:to )?(?:stay|sleep|live|move in|hide|up)\b(?: (?:with|at|in|for|until"
        r"|there|here|on)\b|[.,;!]|$)",
        needs_advice=True,
    ),
    _frame(
        "buy purchase",
        rf" (?:back )?(?:{_POSS} (?:freedom|way out|release|liberty)|{_SOMEBODY}(?: \w+){{0,2}}"
        r" (?:free|out|back|from))\b",
    ),
    _frame(
        "pay settle clear cover repay",
        rf"(?: off| back| for)? {_POSS} (?:\w+ )?(?:debts?|ransom|bond|freedom|release"
        r"|fee to (?:free|release))\b",
        needs_advice=True,
    ),
    _frame(
        "pay bribe",
        rf"(?: off)? {_DET} {_MOD}{{0,2}}?(?:traffickers?|pimps?|smugglers?|captors?|kidnappers?"
        r"|madams?|recruiters?|boss|exploiters?|guards?)\b",
        needs_advice=True,
    ),
    _frame("offer give pay raise collect", r" (?:a |the |them a )?(?:ransom|bribe)\b"),
    _frame("offer give pay slip hand", rf" {_SOMEBODY_BAD} (?:\w+ )?(?:money|cash|ransom|bribe)\b"),
    _frame("offer", r" (?:money|cash|to pay) (?:for|to) (?:her|his|their|the|release|free|a)\b"),
    _frame("pretend", r" (?:to be|you are|that you are) (?:a |an |one )"),
    _frame("go", r" (?:undercover|in(?:side)? (?:alone|yourself|by yourself))\b"),
    _frame(
        "enter storm raid search break sneak force",
        rf"(?: in| into)?(?: your way into)? {_DET} {_MOD}{{0,2}}?(?:house|flat|apartment|brothel"
        r"|building|factory|premises|farm|rooms?|van|truck|warehouse|massage parlou?r)\b",
        needs_advice=True,
    ),
    _frame(
        "investigate",
        r"(?: \w+){0,4} (?:yourself|alone|on your own|by yourself)\b",
        needs_advice=True,
    ),
    _frame("play", r" detective\b"),
    # Going up to an exploiter, or into a place.
    _frame(
        "walk go step run head come",
        rf"(?: right| straight| directly)? (?:over to|towards?|close to|closer to|up and talk to)"
        rf" {_SOMEBODY_BAD}",
        needs_advice=True,
    ),
    _frame("talk speak chat meet", rf"(?: up)?(?: to| with)? {_CULPRIT}", needs_advice=True),
    _frame(
        "ask",
        rf" {_CULPRIT}(?: directly| openly)? (?:why|where|who|what|how|whether|if|about|for)\b",
        needs_advice=True,
    ),
    _frame(
        "knock bang ring",
        r" (?:on|at)?(?: )?(?:the|a|that|their|his|her|every)(?: [\w-]+){0,2}? (?:door|gate"
        r"|doorbell|bell|window)s?\b",
        needs_advice=True,
    ),
    _frame(
        "demand insist",
        rf" (?:(?:to (?:see|meet)|on (?:seeing|meeting)|to (?:speak|talk) (?:to|with)|on"
        rf" (?:speaking"
        rf"|talking) (?:to|with)) {_SOMEBODY}|(?:to be|on being|that they) let\b|entry\b|to (?:come"
        rf"|go|get) in\b|to search\b)",
        needs_advice=True,
    ),
    _frame(
        "go walk climb get slip look peek peer push",
        rf"(?: back| straight| right)? (?:into|inside|in through|through|over)"
        rf" {_DET} {_MOD}{{0,2}}?(?:house|flat|apartment|brothel|building|factory|premises|farm"
        r"|rooms?|warehouse|massage parlou?r|windows?|fence|wall|gate|container|compound)\b",
        needs_advice=True,
    ),
    _frame(
        "break kick force smash pry pick cut",
        r"(?: down| open| in| through)? (?:the|a|any|that|their|his) (?:\w+ ){0,2}?(?:doors?|locks?"
        r"|(?<!private )windows?|gates?|chains?|padlocks?|container|trunk)\b",
        needs_advice=True,
    ),
    _frame("tap touch", rf" {_SOMEBODY_BAD} on\b", needs_advice=True),
    _frame(
        "tell",
        rf" {_SOMEBODY_BAD} (?:that )?you (?:know|have seen|saw|are watching|will call)\b",
        needs_advice=True,
    ),
    _frame(
        "sit stand stay",
        rf"(?: down)? (?:beside|next to|close to|with) {_CULPRIT}",
        needs_advice=True,
    ),
    _frame("start begin strike", rf"(?: up)? a conversation with {_CULPRIT}", needs_advice=True),
    # Watching somebody.
    _frame(
        "park wait sit stand hide",
        r"(?: your car)? (?:across|over|outside|opposite|nearby|round|around|in front|down)"
        r"(?: the (?:road|street|corner))? and (?:note|watch|write|count|see|film|look|observe)\b",
        needs_advice=True,
    ),
    _frame(
        "drive walk ride stay keep run cycle travel",
        rf"(?: \w+){{0,3}}? behind {_FOLLOWED}",
        needs_advice=True,
    ),
    _frame("keep", rf" (?:up with|sight of|track of) {_VEHICLE}", needs_advice=True),
    _frame("stake", r" out\b"),
    _frame("spy", rf" on {_SOMEBODY}"),
    _frame("keep", rf" (?:an eye|a watch|watch) (?:on|over) {_PLACE}", needs_advice=True),
    _frame("watch observe monitor", rf" {_PLACE}", needs_advice=True),
    _frame(
        "wait hide park sit stand stay hang lurk",
        rf"(?: \w+){{0,3}}? (?:outside|in front of|opposite|across from|near) {_PLACE}"
        r"(?![^.!?;]{0,30} (?:police|help|officers|ambulance)\b)",
        needs_advice=True,
    ),
    _frame(
        "put attach stick place plant hide install fix wear carry use",
        r" (?:a |an |your )?(?:\w+ )?(?:trackers?|tracking device|airtag|bugs?|wire|(?:hidden"
        r"|secret"
        r"|spy) (?:cameras?|microphones?|recorders?))\b",
        needs_advice=True,
    ),
    _frame("hack", r" (?:into )?(?:the|her|his|their|its|a)\b", needs_advice=True),
    # Pictures, names and addresses.
    _frame(
        "put upload tweet",
        r" (?:her|his|their) (?:\w+ )?(?:photo|picture|face|video)s? (?:in|on|up|to)\b",
        needs_advice=True,
    ),
    _frame(
        "tweet",
        r" (?:the|his|her|their) (?:\w+ ){0,2}?(?:names?|address(?:es)?|faces?|plates?)\b",
    ),
    _frame(
        "take get snap shoot",
        rf" {_WHOSE} (?:\w+ )?(?:pictures?|photos?|photographs?)\b",
        needs_advice=True,
    ),
    _frame("film videotape livestream", r" (?:what|how|everything|it all|inside)\b"),
    _frame(
        "record tape",
        r" (?:the|your|a|every|all|their|his|her) (?:\w+ )?(?:conversations?|talks?|calls? with)\b",
        needs_advice=True,
    ),
    _frame(
        "share post publish put upload spread print",
        rf" {_WHOSE} (?:\w+ ){{0,2}}?(?:names?|address(?:es)?|faces?|phone number|number plate"
        rf"|plate"
        r"|profile|location|identity)\b(?! (?:with|to) (?:the )?(?:police|helpline|hotline|operator"
        r"|authorities))",
        needs_advice=True,
    ),
    _frame(
        "share post publish put upload spread",
        r" (?:the|its|this|that) (?:\w+ ){0,2}?(?:names?|address(?:es)?|faces?|plates?|numbers?)"
        r"(?: [\w']+){0,6}? (?:online|on (?:facebook|social|instagram|the (?:internet|web)|twitter"
        r"|tiktok|whatsapp|your)|in (?:a|your|the) (?:\w+ )?(?:group|chat))\b",
        needs_advice=True,
    ),
    _frame("name", rf" (?:and shame )?{_SOMEBODY_BAD} (?:online|publicly|in public|on)\b"),
    # Taking somebody along, and holding somebody.
    _frame("grab snatch seize", rf" {_VICTIM}", needs_advice=True),
    _frame(
        "ask tell persuade convince invite urge get let order beg help encourage",
        rf" {_VICTIM} (?:to )?(?:come|get|go|hop|ride|leave|run|jump|travel|climb|move|walk)"
        r"(?: \w+){0,2}? (?:with you|to your|into your|in your|in (?:the|a) car|to (?:the|a) car"
        r"|into (?:the|a) (?:car|taxi))\b",
        needs_advice=True,
    ),
    _frame(
        "take bring carry",
        rf" {_VICTIM} (?:along|with you|by the hand|and run)\b",
        needs_advice=True,
    ),
    _frame(
        "put", rf" {_VICTIM} (?:on|in|into) (?:a|the|your) (?:\w+ )?{_RIDE}\b", needs_advice=True
    ),
    _frame("pick", rf" (?:up )?{_VICTIM}(?: up)? (?:and|in|with) ", needs_advice=True),
    _frame(
        "buy book get",
        rf" {_VICTIM} (?:a|an) (?:\w+ )?(?:ticket|flight|passport)\b",
        needs_advice=True,
    ),
    _frame(
        "lock shut tie", rf"(?: up)? {_SOMEBODY} (?:in|inside|up|down|out|to)\b", needs_advice=True
    ),
    _frame("lock tie", rf" up {_SOMEBODY}", needs_advice=True),
    _frame(
        "sit pin hold keep",
        rf"(?: on| down)? {_SOMEBODY_BAD}(?: \w+){{0,2}} until\b",
        needs_advice=True,
    ),
    _frame(
        "stop prevent keep block",
        rf" {_SOMEBODY_BAD} (?:from (?:leaving|driving|going|getting|running)|inside|talking)\b",
        needs_advice=True,
    ),
    _frame(
        "block bar",
        r"(?: off| up)? (?:the|their|his|her|every) (?:\w+ )?(?:doors?|exits?|gates?|road|way"
        r"|driveway|street|entrance)\b(?! (?:of|to) your)",
        needs_advice=True,
    ),
    # "Lock the door" keeps a reader safe.
    _frame(
        "lock close shut",
        r" (?:the|every) (?:\w+ )?(?:doors?|gates?) (?:so (?:that )?(?:he|she|they|nobody)|behind"
        r" (?:him|her|them))\b",
        needs_advice=True,
    ),
    _frame("make", r" a citizens?'?s?'? arrest\b", needs_advice=True),
    _frame("slash deflate puncture", r" (?:the|their|his|her|its) (?:\w+ ){0,2}?ty?i?res?\b"),
    # Searching.
    _frame(
        "search rummage look go dig",
        rf"(?: through| in| inside)? {_WHOSE} {_THINGS}",
        needs_advice=True,
    ),
    _frame("search rummage", rf"(?: through| in)? the {_THINGS}", needs_advice=True),
    _frame(
        "check read open unlock take steal copy grab photograph",
        rf" {_WHOSE} (?:\w+ )?(?:bags?|pockets?|phones?|messages|texts|e?mails?|diary|luggage"
        r"|documents|papers|passports?|files|keys|contracts|ids?)\b(?! numbers?\b)",
        needs_advice=True,
    ),
    _frame(
        "collect gather get find obtain look",
        r" (?:(?:for|some|more|the|your|own|hard|any|enough|as much|solid) )*(?:evidence|proof)\b",
        needs_advice=True,
    ),
    _frame(
        "check inspect search look explore",
        r"(?: in| through| around| inside)? (?:the|every|each|their|his|her) (?:\w+ )?(?:kitchens?"
        r"|cellars?|basements?|attic|bedrooms?|shed|trailer|back rooms?) for\b",
        needs_advice=True,
    ),
    # Meeting an exploiter, and buying.
    _frame(
        "answer reply respond",
        r"(?: to)? (?:the|an|that|their|his) (?:\w+ )?(?:ad|advert|advertisement|listing)s?"
        r" (?:as|like|and|pretending|to)\b",
        needs_advice=True,
    ),
    _frame("ask", r" for an? (?:date|meeting|hour|session) with\b", needs_advice=True),
    _frame(
        "chat flirt",
        rf" (?:with|to) (?:{_CULPRIT}|(?:the|a|any|that|this) (?:\w+ )?(?:recruiter|buyer)s?\b)",
        needs_advice=True,
    ),
    _frame(
        "slip hand give",
        rf" (?:{_VICTIM}|her) (?:\w+ ){{0,2}}?(?:dollars|euros|pounds|pesos|banknotes?)\b",
        needs_advice=True,
    ),
    _frame(
        "arrange agree offer plan set propose",
        rf"(?: up)? (?:to meet(?: up)?(?: with)?|(?:a |an )?(?:\w+ )?(?:meeting|date|appointment)"
        rf" with) (?:{_CULPRIT}|him\b|them\b|{_HER})",
        needs_advice=True,
    ),
    _frame("pose", r" as "),
    _frame(
        "act",
        r" as (?:a |an )?(?:\w+ )?(?:customer|client|buyer|bait|decoy)s?\b",
        needs_advice=True,
    ),
    _frame(
        "pretend",
        r" (?:to|(?:that )?you)(?: (?:want|need|wish|are looking|look|are)(?: to| for)?)?"
        r" (?:buy|book|hire|meet|like|interested|work|girls|a girl|a customer|a client)\b",
    ),
    _frame(
        "book order hire buy",
        r" (?:(?:a|an|some|one) )?(?:session|massage|girl|escort|hour|woman|sex|time with"
        r"|(?:her|his|their) services|services from|one of the (?:girls|women))\b",
        needs_advice=True,
    ),
    _frame(
        "create make open set use",
        r"(?: up)? (?:a |an )?(?:\w+ )?(?:fake|false) (?:\w+ )?(?:profile|account|identity|advert"
        r"|ad"
        r"|website)s?\b",
        needs_advice=True,
    ),
    _frame("chat", rf" up {_SOMEBODY}", needs_advice=True),
    _frame("flirt", rf" with {_SOMEBODY}"),
    _frame("befriend", rf" {_SOMEBODY_BAD}", needs_advice=True),
    _frame(
        "gain win earn",
        rf" (?:the )?(?:trust|confidence) of {_SOMEBODY_BAD}",
        needs_advice=True,
    ),
    # Money and weapons.
    _frame(
        "offer give lend hand slip send promise",
        rf" {_VICTIM} (?:(?:some|a little|enough|the|your|more) )?(?:money|cash|a loan)\b",
        needs_advice=True,
    ),
    _frame("pay", rf" {_SOMEBODY_BAD} (?:to (?:let|free|release|leave)|off)\b", needs_advice=True),
    _frame(
        "pay settle clear cover repay",
        r"(?: off| back)? (?:what(?:ever)? (?:she|he|they) owes?|the money (?:she|he|they)"
        r" owes?)\b",
        needs_advice=True,
    ),
    _frame(
        "raise collect",
        r" (?:money|funds|cash) (?:to (?:buy|ransom|pay off)|for) (?:her|his|their|the) (?:\w+ )?"
        r"(?:freedom|release|debts?|ransom|out)\b",
        needs_advice=True,
    ),
    _frame(
        "carry bring take",
        r" (?:a |your )?(?:weapons?|knife|gun|bat|pepper spray)\b",
        needs_advice=True,
    ),
    # What survivors have to decide themselves.
    _frame(
        "you she he they survivors victims",
        rf" (?:must|have to|has to|need to|needs to|should|ought to|are (?:required|obliged) to)"
        rf" (?:\w+ly )?{_OWN_CHOICE}",
        needs_advice=True,
    ),
    _frame(
        "make get force push pressure convince persuade order urge tell",
        rf" {_SOMEBODY} (?:to |into )?{_OWN_CHOICE}",
        needs_advice=True,
    ),
    # Silence, and help refused.
    _frame(
        "keep hide conceal",
        r" (?:it|this|that|everything|what (?:\w+ ){1,4}?)(?: (?:a )?(?:secret|hidden|away))?"
        r" ?from (?:the |your |her |his"
        r" |their |any )?(?:police|family|parents|mother|father|helplines?|hotlines?|authorities"
        r"|teachers?|school|everyone|everybody|social workers?)\b",
        needs_advice=True,
    ),
    _frame(
        "tell ask advise warn urge persuade convince beg",
        rf" {_SOMEBODY} (?:not|never) to (?:tell|call|talk|speak|trust|contact|go|report|inform"
        r"|involve)\b[^.!?;:]{0,30}\b(?:police|helplines?|hotlines?|family|parents|authorities"
        r"|teachers?)\b",
        needs_advice=True,
    ),
    _frame(
        "keep hide",
        r" (?:your|the|this|that|her|his|their) (?:\w+ ){1,2}?(?:hidden |secret |quiet |away )?from"
        r" (?:the |your |her |his |their )?(?:police|family|parents|mother|father|helplines?"
        r"|hotlines?|authorities|teachers?)\b",
        needs_advice=True,
    ),
    _frame("make let have", rf" {_SOMEBODY} (?:promise|swear)\b", needs_advice=True),
    _frame(
        "leave keep",
        r" (?:the )?(?:police|authorities|helplines?|hotlines?|family|parents) out\b",
        needs_advice=True,
    ),
    _frame(
        "avoid ignore distrust",
        r" (?:the |any |all )?(?:police|helplines?|hotlines?|authorities)(?=[.,;!]|$| and )",
        needs_advice=True,
    ),
    _frame("stay keep", rf" away from {_HELP_LINES}", needs_advice=True),
    _frame("lie", rf" to {_HELP_LINES}", needs_advice=True),
    _frame(
        "handle settle solve sort deal fix resolve",
        r"(?: with)? (?:it|this|things|the (?:matter|problem|situation))(?: out)? (?:yourself"
        r"|yourselves|on your own|alone|without (?:the )?(?:police|authorities|anyone))\b",
        needs_advice=True,
    ),
    _frame(
        "mention",
        r" (?:it|this|that|anything|a word|what (?:\w+ ){1,4}?)(?: about (?:it|this))? ?to"
        r" (?:anyone|anybody|a soul|the police|(?:a|the|any) (?:helpline|hotline)"
        r"|your (?:family|parents|mother|father|teachers?|friends))",
        when_negated=True,
    ),
    _frame(
        "call phone ring dial contact tell alert inform notify involve trust text use report go"
        " speak talk turn calling phoning ringing contacting telling alerting informing notifying"
        " involving reporting going speaking talking trusting bother",
        rf"(?: it| this| them| him| her| anything| anyone| what you (?:saw|know)| out| with)?"
        rf"(?: to| with| on)? {_HELP_LINES}{_WITH_A_REASON}",
        when_negated=True,
    ),
    _frame(
        "wait",
        r" for (?:the |any )?(?:police|help\b|officers|authorities|emergency)",
        when_negated=True,
    ),
    _frame(
        "tell inform talk speak say",
        r"(?: (?:to|with|anything to|a word to|about (?:it|this) to))? (?:anyone|anybody|a soul"
        r"|your (?:family|parents|mother|father|friends|teachers?|school)|other people|others)"
        r"(?: else| about (?:it|this)| what (?:you saw|happened))?(?=[.,;!]|$| (?:and|or|until)\b)",
        when_negated=True,
    ),
    _frame(
        "tell inform speak talk say",
        r"(?: nothing)?(?: to| with| about (?:it|this) to)? (?:nobody|no one|no-one)"
        r"(?: about (?:it|this))?(?: (?:about )?what (?:you (?:saw|know)|happened))?"
        r"(?=[.,;!]|$| (?:and|or|until)\b)",
    ),
    _frame("say", r" nothing(?: to (?:anyone|anybody)| about (?:it|this))?(?=[.,;!]|$)"),
    _frame(
        "keep",
        r" (?:it|this|that|everything|what (?:you (?:saw|know)|happened)) (?:a )?(?:secret|quiet"
        r"|to yourself|between)\b",
        needs_advice=True,
    ),
    _frame("keep stay", r" (?:quiet|silent)(?: about| and tell|[.,;!]|$)", needs_advice=True),
)

# The words before a verb.

_SKIP = (
    r"(?:(?:ever|even|yourself|alone|directly|openly|physically|personally|also|to|please"
    r"|under any circumstances|in any case|at any time|on your own|try(?:ing)?(?: and)?"
    r"|attempt(?:ing)?|offer(?:ing)?|start(?:ing)?|go(?: and| out and)?|seek|agree|have|need|dare"
    r"|intend|plan|aim|(?!on)\w+ly),? )"
)
_NOT = (
    r"(?:\b(?:(?:do|does|did|should|must|could|may|would|will|shall|ought|dare|need)"
    r"(?: ?n'?t| not)|dont|cannot|can'?t|can not|never|avoid|refrain from|without|instead of"
    r"|under no circumstances|on no account|in no case|rather than|nor|neither|let'?s not"
    r"|(?:better|best|please|told|asked|warned|careful|sure"
    r"|and|or|but) not|(?:nobody|no one|no-one|nobody else|no amateur)(?: \w+)? (?:should|may"
    r"|must|can|has|needs)|no (?:need|reason|call)|none of you)\b|(?:^|[,:(] ?)not\b)"
)
_TURNS = (
    r"(?!(?:but|then|just|instead|until|so|because|hesitate|wait|waiting|forget|afraid|fear|fail"
    r"|worry|matter|only|scared|shy|delay|doubt|ignore|simply|merely|postpone|think twice"
    r"|hold back|stop|let|look away|miss)\b)"
)
_ACT = (
    r"(?:confront|accuse|threaten|attack|follow|chase|track|film|photograph|record|rescue|free|save"
    r"|hide|shelter|help|pay|buy|bargain|negotiate|argue|approach|enter|touch|question|interrogate"
    r"|talk|speak|intervene|interfere|step|walk|run|drive|go|get|take|move|act|lure|detain|face"
    r"|challenge|warn|try|call|contact|tell|ring|phone|alert|inform|arrest|pursue|post|share"
    r"|provoke|ask|give|offer|promise|visit|search|stare|shout|come)"
)
_NEGATED = re.compile(
    rf"{_NOT}(?: do:)?,?:? (?:- )?{_SKIP}{{0,4}}(?:"
    # A list of acts: "do not confront anyone, film them or".
    rf"{_TURNS}{_ACT}\b(?:,? {_TURNS}[\w'-]+){{0,14}},? (?:or|nor|and|/) {_SKIP}{{0,2}}"
    # Anything else, with "or", which goes on with the negation in English.
    rf"|(?:{_TURNS}[\w'-]+ ){{1,14}}(?:or|nor) {_SKIP}{{0,2}}"
    r")?$"
)
_DISCOURAGED = re.compile(
    r"(?:(?<!not )(?<!n't )(?<!never )(?<!not so )(?<!less )\b(?:dangerous|unsafe|risky|harmful"
    r"|wrong|illegal|unwise|reckless|mistake|bad idea|against the law|forbidden|a crime|harm)"
    r"|(?:not|never|n't)(?: be| always)? (?:your (?:job|role|task|duty|place|business)|safe|wise"
    r"|a good idea|advisable|allowed|for you|up to you|recommended|possible|ok|okay|right|help)"
    r"|tempt\w+|may want|might want|urge|temptation"
    r")(?: \w+){0,3}? to (?:\w+ or )?$"
)
_WHO = (
    r"(?:they|who|which|that|it|she|he|i|police|officers?|traffickers?|exploiters?|recruiters?"
    r"|employers?|boss(?:es)?|abusers?|gangs?|victims?|workers?|women|men|man|woman|children"
    r"|child|girls?|boys?|survivors?|staff|helplines?|hotlines?|lines?|charity|charities"
    r"|organi[sz]ations?|groups?|services?|authorities|lawyers?|advocates?|advisers?|teams?"
    r"|investigators?|inspectors?|agents?|agency|agencies|families|those|some|many|most|laws?"
    r"|program(?:me)?s?|shelters?|ngos?|company|companies|buyers?|guards?|drivers?|owners?"
    r"|managers?|landlords?|strangers?|others|friends|partners?|parents?|relatives|volunteers"
    r"|centres?|centers?|foundation|network|shops?|brands?|products?|labels?|debts?|governments?"
    r"|person|customers?|clients?|contractors?|schools?|hospitals?|tools?|apps?)"
)
_AUX = (
    r"(?: (?:do|does|did|can|could|may|might|will|would|must|should|shall|(?:have|has|had|need"
    r"|needs|want|wants|try|tries|tried|aim|aims|work|works|used|able|are|is|were|was) to|also"
    r"|often|sometimes|then|never|not|cannot|always|usually|only|even|just|is|are|be|who|that"
    r"|n't|don't|can't|won't|doesn't|help(?:s)?(?: to)?|(?:is|are|be) (?:trained|able|paid|ready"
    r"|allowed|asked|told|made|forced) to|\w+ly|and|or))"
)
_BY_OTHERS = re.compile(
    r"(?:\b(?:groups|people|those|men) (?:that|who) (?:\w+, ){0,3}\w+,(?: or| and)?"
    rf"|\b{_WHO}{_AUX}{{0,5}}|^(?:the |a |some )?{_WHO}\b[^,:]* (?:and|or)"
    r"|\b(?:a|an|the|this|your|their|our|my|its|his)"
    r"|\bwe(?: (?:do|did|also|often|then|never|not|help|always|only|work to|try to|aim to|don't"
    r"|cannot|can't|will not|won't))*"
    r"|\b(?:do|does|did|if|when|that|whether|where|why|how|can|could|may|might|will) (?:someone"
    rf"|somebody|anyone|anybody|people|others|a person|the person){_AUX}{{0,4}}"
    r"|\b(?:if|when|because|as|since|although|though|who|why|while|whether|where) you(?: \w+)?"
    r"(?: (?:do not|don't|cannot|can't|never|may not|might not|not|did not|didn't|n't))"
    r"|\b(?:trained|forced|made|told|ordered|used|paid|hired|sent|refus\w+|fail\w*|threat\w*|legal"
    r"|laws?|power|powers|fund\w*|mission|aims?|exists?|founded|helps?|tries|tried|wants|wanted"
    r"|plans|police|officers?|authorities|helpline|teams?|lawyers?|works|working|seeks|begins"
    r"|calls|someone else|a way|ways|tools?|us|attempts?|offers|promises?|order) to"
    r") $"
)
_ADVISED = re.compile(
    r"(?:^|[,:(\"'/-] ?|\b(?:and|or|then|first|next|please|just|always|instead|also|but|so|simply"
    r"|quietly|secretly|quickly|immediately|yourself|now|let's|lets|why not|only|never|not|don't"
    r"|dont|\w+ly|you (?:can|could|should|must|may|might|need to|have to|ought to|will|are able to)"
    r"|(?:can|should|must|could) (?:you|we|people|everyone|anyone|someone)|we (?:should|must|can"
    r"|need to|have to|recommend to)|(?:people|everyone|someone|somebody|anyone|neighbours"
    r"|neighbors|citizens|viewers|readers|one) (?:should|must|can|could|needs to|has to)"
    r"|(?:try|tries|hesitate|afraid|feel free|sure|remember|forget|how|offer|better|best|time|wait"
    r"|fail|dare|decide|want|ready|need|is|allowed|brave enough|okay|ok|fine|safe|possible|good"
    r"|idea|easy|easiest|important|duty|job|up to you|right|way|able|option|money|welcome|free"
    r"|plan|choose|agree|promise|helps|help|wise|enough|everyone|advise you|ask you|urge you"
    r"|encourage you|recommend you) to|try and|go and|go out and|help|do) ?) ?$"
)

ENGLISH = Phrases(
    frames=_FRAMES,
    negated=_NEGATED,
    discouraged=_DISCOURAGED,
    by_others=_BY_OTHERS,
    advised=_ADVISED,
    unsaid=re.compile(
        r"(?:(?:not|n't|never|cannot) (?:\w+ )?(?:have|need|want|wish|like|forced|required|obliged"
        r"|asked|able|expected) to|no (?:need|reason|call) to) $"
        r"|(?:^|[,:;-] ?)(?:if|when|because|since|as|although|where|while|people|those)\b[^,:;]*$"
    ),
    listed=re.compile(r"[^.!?;:]{0,80}? (?:or|nor) "),
    either="or",
    # John with a word after it is taken for a name.
    stigma=claim(
        "john|prostitut|pimp|whore|hooker|slave|street kid|throw|illegal",
        r"\b(?:johns?(?! \w)|prostitut\w+|pimps?|whores?|hookers?|slave[- ]free"
        r"|(?:freed|former|sex) slaves?|street kids?|throw-?away (?:kids|children|youth)"
        r"|illegal (?:aliens?|immigrants?|migrants?|workers?)|illegals)\b",
    ),
    promises=(
        # Adverbs and percentages that nobody can vouch for.
        claim(
            "certainly|proven|slavery|100|hundred",
            r"\b(?:certainly|proven) (?:safe|clean|free of)\b|\bslavery[- ]free\b"
            r"|\b(?:100|(?:a|one) hundred) ?(?:%|per ?cent) (?:\w+ly )?(?:safe|confidential|ethical"
            r"|anonymous|secure|private|sure|certain|reliable|clean|fair|free of)"
            r"|\b(?:safe|anonymous|confidential|secure) (?:at |to )?(?:100|a hundred) ?(?:%|per"
            r" ?cent)",
        ),
        claim(
            "safe|anonymous|secure|untraceable|risk|confidential|private|secret",
            r"(?<!not )(?<!never )(?<!n't )\b(?:completely|totally|absolutely|entirely|perfectly"
            r"|always|fully|forever) (?:safe|anonymous|secure|untraceable|risk[- ]free|confidential"
            r"|private|secret)\b"
            r"|\brisk-free\b|\bwithout (?:any )?risk\b|\bzero risk\b"
            r"|\bno risk (?:at all|to you|for you|whatever)",
        ),
        claim(
            "guarantee",
            r"(?<!not )(?<!no )(?<!never )(?<!cannot )(?<!can't )(?<!nor )(?<!nobody can )"
            r"(?<!no one can )(?<!nothing is )(?<!nobody is )(?<!neither )(?<!without )"
            r"(?<!doesn't )(?<!don't )\b(?:guaranteed\b"
            r"(?! (?:minimum|price|wage|hours|income|fair|by (?:the )?law))|guarantee(?:s|ing)?"
            r" (?:you|that|her|his|their|them|success|safety|it|this|to|everyone))",
        ),
        claim(
            "promise|never fails|always|cannot fail",
            r"\b(?:i|we) promise\b|\bnever fails\b|\balways (?:works|succeeds)\b|\bcannot fail\b",
        ),
        # What somebody will do for you.
        claim(
            " will|'ll| going to| shall",
            r"\b(?:they|we|police|officers?|authorities|helplines?|hotlines?|advisers?|someone"
            r"|somebody|staff|team|charity|it|call|government|embassy|line)"
            r"(?: will|'ll| are going to| is going to| shall)(?:(?: (?:always|surely|certainly"
            r"|definitely|then|immediately|quickly|soon|come and|come to|be able to|go and)){0,2}"
            r" (?:rescue|save|free|protect|liberate|believe|get|keep|bring)"
            r" (?:you|her|him|them|everyone|everybody|victims?|people|whoever|the \w+|every \w+"
            r"|your family)\b(?! (?:informed|updated|in touch|to an?|privacy|details|posted|waiting"
            r"|anonymous))| (?:always|certainly|definitely|surely) (?:help|answer|come|work|succeed"
            r"|find|solve)\b)"
            r"|\b(?:police|officers|authorities|embassy|government)(?: will|'ll)(?: \w+ly| always)?"
            r" (?:help|be on your side|solve|come|fix|take care)\b",
        ),
        # What cannot happen to you.
        claim(
            "deport|arrest|punish|charged|fined|sent |detained|found|harmed|hurt|trouble|traced"
            "|identified|prosecuted|removed|recogni|fired|expelled",
            r"\b(?:you|she|he|they|victims|survivors|workers|migrants|the (?:person|victim|worker"
            r"|caller)) (?:cannot|can't|can not|can never|could never|will not|won't|will never"
            r"|are not going to|never will|'ll never)(?: ever)? (?:be|get) (?:deported|arrested"
            r"|punished|charged|fined|sent (?:back|home|away)|detained|found|harmed|hurt"
            r"|in (?:any )?trouble|into trouble|traced|identified|prosecuted|removed|recogni[sz]ed"
            r"|fired|expelled)",
        ),
        claim(
            "nobody|no one|no-one|nothing",
            r"(?<!promise )(?<!promise that )(?<!guarantee )(?<!guarantee that )"
            r"\b(?:nobody|no one|no-one|nothing)(?: will| can| could| is going to|'ll)(?: ever)?"
            r" (?:know|find (?:out|you)|hurt|harm|deport|arrest|touch|happen|trace|punish|go"
            r" wrong)",
        ),
        # What the police, a helpline or we always do, or never.
        claim(
            "always|never|not |n't|cannot",
            rf"\b{_THOSE_WHO_HELP} (?:(?:will |'ll |would |can )?(?:always|never)(?: ever)?"
            r"|will not|won't|cannot|can't|do not|don't|does not|doesn't|are not going to)"
            r"(?: \w+ly)? (?:(?:arrest|deport|detain|punish|jail|imprison|expel|prosecute)s?\b"
            r"(?! (?:minors|buyers|traffickers))"
            r"|sends? (?:you|her|him|them|victims|people|anyone|workers) (?:back|home|away)"
            r"|let you down|turns? you (?:away|in))",
        ),
        claim(
            "always|never fail",
            rf"\b{_THOSE_WHO_HELP} (?:will |'ll )?(?:always|never fails? to)(?: \w+ly)?"
            r" (?:helps?|protects?|believes?|rescues?|saves?|comes?|finds?|supports?|(?:is|are|be)"
            r" (?:there|on your side|right|kind|safe))\b",
        ),
        claim(
            " will |'ll ",
            rf"\b{_THOSE_WHO_HELP}(?: will|'ll)(?: \w+ly| always| soon)? (?:(?:arrest|catch|stop"
            rf"|jail"
            r"|punish|lock up|convict|put)(?: \w+ly)? (?:him|her|them|the |your |his |every|all "
            r"|whoever|traffickers)|make sure (?:that )?(?:you|she|he|they|nothing|nobody|no one)"
            r"(?: are| is| will)? ?(?:safe|happens?|free|get|hurts?)|take (?:you|her|him|them) to"
            r" safety)",
        ),
        claim(
            "will be |'ll be ",
            r"\b(?:he|they|boss|trafficker|traffickers|employer|pimp|abuser|recruiter|man|men"
            r"|family)"
            r"(?: will|'ll) (?:surely |certainly |definitely |all |soon )?be (?:arrested|jailed"
            r"|caught"
            r"|punished|convicted|locked up|in prison)\b",
        ),
        # What you will get, and what nobody will know.
        claim(
            "visa|residen|permit|papers|passport|asylum|citizen|compensation|green card|status"
            "|wages"
            "|money| job|house|flat",
            r"\b(?:you|victims|survivors|workers|she|he|they)(?: will|'ll|'re going to| are going"
            r" to"
            r"| is going to)(?: \w+ly| always| soon| all| then)? (?:get|receive|obtain|win|be"
            r" (?:given"
            r"|granted))(?: back)? (?:(?:a|an|your|the|her|his|their|all|of|new|legal|permanent"
            r"|full|free|to stay) )*(?:visas?|residen\w+|permits?|papers|passports?|asylum"
            r"|citizenship|compensation|green card|status|wages|money|jobs?|house|flat)\b",
        ),
        claim(
            "trace|track|found|find|know|recogni|identif|record|hear|see",
            r"\b(?:calls?|chats?|messages?|numbers?|it|you|this)(?: can never| cannot| can't"
            r"| will never| won't| will not)(?: ever)? be (?:traced|tracked|seen|heard|recorded"
            r"|overheard|noticed)\b"
            r"|\b(?:he|she|they|boss|employer|traffickers?|family|police|anyone)(?: will|'ll| can)"
            r" never (?:know|find|see|learn|hear|trace|track|reach|touch|hurt|recogni[sz]e)\b"
            r"|\bimpossible (?:for (?:him|them|anyone|anybody|your \w+) )?to (?:trace|track|find"
            r" you"
            r"|identify)",
        ),
        claim(
            "nothing to|no danger|nobody|no one|no-one",
            r"\bnothing to (?:fear|worry about|lose|be afraid of)\b|(?<!if )(?<!when )(?<!once"
            r" )\bthere is no danger\b"
            r"|\b(?:nobody|no one|no-one)(?: will| can| could| is going to|'ll| is| gets| ever)+"
            r" (?:ever )?(?:hear|see|learn|suspect|notice|recogni[sz]e|identify|deported|arrested"
            r"|be (?:told|able to|deported|arrested)|gets? (?:deported|arrested))\b",
        ),
        # That you are safe, unless it is a condition.
        claim(
            "safe|protected|fine|rescued|okay| ok|all right|danger",
            r"(?:^|[.!?;:,\u2013\u2014-] |\b(?:but|then|because|so|now|here|there|promise|know"
            r"|and) )"
            r"(?:you are|you're|(?:you|she|he|they|everything)(?: will|'ll) be)(?: (?:now"
            r"|completely"
            r"|always|perfectly|totally|quite|then|soon))? (?:safe|protected|fine|rescued|okay|ok"
            r"|all right|out of danger)\b(?! (?:to|if|when|enough|and can|from charges))",
        ),
    ),
    identity=re.compile(
        r"\b(?:nationalit\w+|ethnic\w*|rac(?:e|ial)|religio\w+|faith|skin|accents?|tattoos? of"
        r"|headscar\w+|clothes|clothing|dressed|foreign(?:er)?s?|migrants?|immigrants?|refugees?"
        r"|asylum[- ]seekers?|(?:dark|fair|light|brown|black|olive)-skinned|turbans?|hijabs?"
        r"|burqas?"
        r"|burkas?|niqabs?|veil(?:s|ed)?|beard(?:s|ed)?|blond(?:e|es|s)?|crucifix\w*|mosques?"
        r"|look(?:s|ing)? (?:foreign|poor|arab\w*|asian|african|latin\w*|eastern|muslim|like an?"
        r" (?:foreigner|immigrant|gypsy|prostitute))|(?:black|white|brown|coloured|colored)"
        r" (?:men|women|people|man|woman|person|boys?|girls?|youths?|families|family|workers?))\b"
    ),
)
