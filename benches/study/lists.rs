//! Words of the made-up interviews. None of them is a term, `vol` or `alleen`.

/// First and second halves of the terms.
pub const HEADS: &[&str] = &[
    "schaam", "schuld", "rouw", "zorg", "steun", "angst", "vertrouw", "herstel", "huis", "gezins", "school", "buurt",
    "geld", "werk", "team", "wijk", "kracht", "eigen", "stilte", "woede", "paniek", "crisis", "nood", "leer",
    "spiegel", "grens", "macht", "rol", "taal", "klacht", "oordeel", "familie", "mantel", "pijn", "slaap", "weekend",
    "afscheid", "droom", "moed", "hoop",
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
