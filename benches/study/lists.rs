//! Words of the made-up interviews. None of them is a term, `vol` or `alleen`.

/// First and second halves of the terms. No head ends as another does, so that no term lies within another.
pub const HEADS: &[&str] = &[
    "schaam", "schuld", "rouw", "zorg", "reünie", "steun", "angst", "geheim", "herstel", "huis", "gezins", "crèche",
    "school", "buurt", "geld", "élite", "werk", "team", "wijk", "kracht", "eigen", "stilte", "woede", "paniek",
    "crisis", "nood", "leer", "spiegel", "grens", "macht", "rol", "taal", "klacht", "oordeel", "familie", "mantel",
    "pijn", "slaap", "weekend", "afscheid", "droom", "moed", "hoop", "ruïne", "scène", "poëzie", "egoïsme", "ideeën",
    "arbeid", "baan", "balans", "band", "bed", "begin", "belang", "beroep", "bezoek", "bijstand", "bloed", "bos",
    "brood", "brug", "bureau", "club", "computer", "cultuur", "dag", "dans", "dienst", "dier", "dokter", "dorp",
    "drank", "druk", "eind", "fabriek", "feit", "fiets", "film", "fonds", "fruit", "garantie", "gebouw", "geest",
    "geloof", "geluk", "gemeente", "gender", "geweld", "glas", "gracht", "groep", "haven", "hemel", "heren", "hulp",
    "humor", "inkomen", "instroom", "jaar", "jacht", "jeugd", "kamer", "kans", "kanton", "kerk", "kind", "klas",
    "klimaat", "klei", "koffie", "koor", "koorts", "kosten", "krant", "kruis", "kunst", "land", "lichaam", "liefde",
    "lijst", "lucht", "maaltijd", "markt", "media", "mens", "milieu", "misdaad", "mobiel", "model", "motor", "muziek",
    "nacht", "natuur", "noord", "olie", "ontwerp", "oorlog", "opvang", "orde", "ouder", "overlast", "pand", "park",
    "partij", "passie", "pension", "peuter", "politie", "post", "praktijk", "probatie", "psyche", "publiek", "radio",
    "raad", "rechts", "regio", "reis", "relatie", "rijks", "rooster", "ruimte", "samen", "schade", "schrijf", "sector",
    "seizoen", "sport", "spraak", "staat", "stad", "stam", "steen", "stem", "stoel", "storm", "straat", "stress",
    "studie", "systeem", "tafel", "tegen", "toekomst", "toneel", "trein", "trots", "tuin", "uitval", "vader",
    "vakantie", "veld", "venster", "verkeer", "voedsel", "volks", "vorm", "vraag", "vrede", "vriend",
];
pub const TAILS: &[&str] = &[
    "moment", "verhaal", "gesprek", "plan", "proces", "traject", "gevoel", "probleem", "bericht", "contact", "dossier",
    "gedrag", "patroon", "netwerk", "beeld", "thema", "signaal", "doel", "verlies", "besluit", "gebrek", "feest",
    "geluid", "papier", "boek",
];

pub const OPENINGS: &[&str] = &[
    "Nou,",
    "Toen zei ik dat",
    "En dan merkte je dat",
    "Ja, kijk,",
    "Het punt is dat",
    "’s Avonds dacht ik dat",
    "‘Laat maar’, zei ik, want",
    "Eerst leek het alsof",
    "Weet je,",
    "“Ga maar”, riep iemand, en",
    "Zo’n dag waarop",
    "Achteraf vind ik dat",
    "Vaak was het zo dat",
    "Mijn zus vertelde dat",
    "Ik snapte later pas dat",
    "Één ding:",
];
pub const ASKED: &[&str] = &[
    "Kunt u vertellen hoe",
    "Wat gebeurde er toen",
    "Hoe was het toen",
    "En waarom denkt u dat",
    "Klopt het dat",
    "Wanneer merkte u dat",
    "Wie zag als eerste dat",
    "Hoe kijkt u erop terug dat",
];
pub const SUBJECTS: &[&str] = &[
    "ik",
    "je",
    "we",
    "ze",
    "hij",
    "mijn moeder",
    "m’n broer",
    "die begeleider",
    "de buurvrouw",
    "iemand van het bureau",
    "de hele club",
    "een oud-collega",
    "z’n vader",
    "dat meisje",
    "de leraar",
    "die twee jongens",
    "mevrouw daar",
];
pub const VERBS: &[&str] = &[
    "liep",
    "zat te wachten",
    "keek rond",
    "vroeg om hulp",
    "zweeg",
    "belde",
    "kwam binnen",
    "stond op",
    "bleef praten",
    "dacht na over de week",
    "ging weer weg",
    "schreef alles op",
    "lachte erom",
    "wilde naar buiten",
    "zocht een kamer",
    "deed de deur open",
    "moest steeds uitleggen wat er was",
    "kookte soep",
    "reed naar de stad",
    "las de brief voor",
];
pub const WHERE: &[&str] = &[
    "aan de keukentafel",
    "in de gang",
    "bij het loket",
    "op de fiets",
    "achter in de zaal",
    "tijdens de pauze",
    "in het café op de hoek",
    "na een week of drie",
    "vóór het eten",
    "op maandag",
    "met een kop thee",
    "in die tijd",
    "om half tien",
    "tot diep in de nacht",
    "bij ons op kamers",
    "in de co-schappen",
    "ergens in maart",
    "o.a. op zondag",
    "langs het water",
    "zonder iets te zeggen",
    "met de hond erbij",
    "in een te klein zaaltje",
    "thuis op de bank",
];
pub const JOINTS: &[&str] =
    &[", want", ", maar", " en", " terwijl", " – en dat is gek –", ", zeg maar,", " omdat", "… en"];
pub const HESITATIONS: &[&str] = &["eh", "ehm", "nou ja", "hm", "zeg maar"];
pub const EVENTS: &[&str] = &["(lacht)", "[stilte]", "(zucht)"];
pub const ENDS: &[&str] = &[".", ".", ".", ".", "!", "?"];
pub const NODS: &[&str] = &["Hm hm.", "Ja.", "Oké, ja.", "Precies."];

/// What other scripts and pictures stand between words; a nod holds none that is a word.
pub const EXOTIC: &[&str] = &[
    "🙂",
    "👩‍👩‍👧",
    "❤️",
    "👍🏽",
    "نعم",
    "والله",
    "السلام عليكم",
    "谢谢",
    "我明白",
    "ありがとう",
    "カタカナ",
    "고마워",
    "привет",
];
pub const PICTURES: &[&str] = &["🙂", "👍🏽", "❤️", "👩‍👩‍👧"];
