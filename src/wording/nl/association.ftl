# Paren en combinaties van codes, en de woorden die typerend zijn voor fragmenten of mensen.

# Maten van samenhang en hun toetsen.
association-measures = `expected` is `units_a` · `units_b` / alle eenheden, `lift` is `both` / `expected`; `phi` is Yules φ (1912), `npmi` is de genormaliseerde puntsgewijze wederzijdse informatie (Bouma 2009), `g2` is de log-likelihoodratio (Dunning 1993); bij `odds_ratio` is aan elke cel een half toegevoegd (Haldane 1956), `odds_low` tot `odds_high` is het 95%-betrouwbaarheidsinterval daarvan. Lift en oddsratio vallen bij zeldzame codes hoog uit: lees ze naast `both`.
association-test = { $test ->
    [midp] `p` is hoe waarschijnlijk zoveel eenheden met beide, of meer, bij toeval zouden zijn: de eenzijdige exacte toets met mid-p (Lancaster 1961).
    [fisher] `p` is hoe waarschijnlijk zoveel eenheden met beide, of meer, bij toeval zouden zijn: de eenzijdige exacte toets van Fisher (1935).
    [permutation] `p` is hoe vaak er zoveel eenheden met beide, of meer, uitkomen als een van de codes over de eenheden van elk transcript wordt gepermuteerd.
   *[cmh] `p` is de eenzijdige toets van Cochran (1954), Mantel en Haenszel (1959), zonder correctie, over transcripten: eenheden worden alleen binnen elk transcript vergeleken. `odds_common` is de oddsratio over alle transcripten samen, met het 95%-betrouwbaarheidsinterval van Robins, Breslow en Greenland (1986). p is een benadering, en te klein waar weinig eenheden beide codes hebben: permutaties zijn exact.
}
association-independent = De toets neemt aan dat eenheden onafhankelijk van elkaar zijn en aselect getrokken. Eenheden van één interview hangen samen, zodat p te klein is, en interviews zijn geen aselecte steekproef; een toets binnen interviews verhelpt het eerste.
association-within = Dat het ene interview meer over iets gaat dan het andere, telt zo niet mee; de toets neemt aan dat de eenheden binnen een interview verwisselbaar zijn, en interviews zijn nog altijd geen aselecte steekproef.
# $draws is het aantal $n zoals het ook in de formule staat.
association-shuffles-counted = Alle permutaties zijn geteld, geen enkele is getrokken.
association-shuffles-drawn = { $n ->
    [one] { $draws } permutatie is
   *[other] { $draws } permutaties zijn
} getrokken met startgetal { $seed }, en p is (r + 1) / ({ $draws } + 1).
association-shuffles-both = Alle permutaties zijn geteld, behalve bij { $pairs ->
    [one] { $pairs } paar
   *[other] { $pairs } paren
} met te veel permutaties: daar { $n ->
    [one] is { $draws } permutatie
   *[other] zijn { $draws } permutaties
} getrokken met startgetal { $seed }, en is p gelijk aan (r + 1) / ({ $draws } + 1).
association-corrected = `q` is p na Benjamini en Hochberg (1995) over { $n ->
    [one] het { $n } paar dat
   *[other] de { $n } paren die
} te toetsen { $n ->
    [one] was
   *[other] waren
}.
# $others paren waren niet te toetsen, $why is een zinsdeel.
association-corrected-others = `q` is p na Benjamini en Hochberg (1995) over { $n ->
    [one] het { $n } paar dat
   *[other] de { $n } paren die
} te toetsen { $n ->
    [one] was
   *[other] waren
}; { $others } { $others ->
    [one] was dat
   *[other] waren dat
} niet: { $why }.
association-least = Een `p` van 1e-300 staat voor dat getal of iets kleiners.
association-no-units = er zijn geen eenheden
association-no-unit = een van de twee codes komt in geen enkele eenheid voor
association-no-freedom = een van de twee codes komt in geen enkele eenheid voor, of in alle
association-no-freedom-within = in elk transcript is een van de twee codes in geen eenheid, of in alle
association-no-npmi = een van de twee codes komt in geen enkele eenheid voor, of beide komen in alle voor
association-no-odds = geen transcript heeft zowel eenheden met alleen de ene als eenheden met alleen de andere code
association-no-interval = geen transcript heeft zowel eenheden met alleen de ene als eenheden met alleen de andere code, of geen heeft zowel eenheden met beide als eenheden zonder beide

# Paren van coderingen.
relations-counted = Paren van coderingen, één van elke code, in hetzelfde transcript en door dezelfde codeur.
relations-matrix = Paren van coderingen, één van elke code, in hetzelfde transcript en door dezelfde codeur; op de diagonaal de coderingen van de code zelf.
relations-classes = Elk paar valt in één klasse: `equal` op hetzelfde fragment, `a_in_b` en `b_in_a` het ene fragment helemaal in een langer, `crossing` anderszins overlappend, `apart` zonder overlap. `participants_both` zijn deelnemers van wie beide coderingen van een paar minstens één eigen woord beslaan. Coderingen tellen mee met alles onder hun code; een code en een code erboven zijn geen paar.
relations-coefficient = `c` is de c-coëfficiënt van ATLAS.ti, `pairs` / (`codings_a` + `codings_b` − `pairs`). Het is geen aandeel: waar verscheidene coderingen van de ene code dezelfde van de andere overlappen, valt c buiten het bereik van 0 tot 1, en `c_out_of_range` zegt dat.
relations-out-of-range = Buiten het bereik valt c in { $n } van de rijen.
relations-no-test = Zulke paren zijn geen onafhankelijke waarnemingen, en worden nooit getoetst.
relations-no-codings = er zijn geen coderingen buiten de paren om door te delen
relations-overlap = Twee coderingen zijn een paar als hun fragmenten minstens één teken delen; fragmenten die elkaar raken, overlappen niet.
relations-contains = Twee coderingen zijn een paar als het ene fragment in het andere ligt of eraan gelijk is.
relations-equal = Twee coderingen zijn een paar als hun fragmenten op dezelfde plaatsen beginnen en eindigen.
relations-within-words = Twee coderingen zijn een paar als er hoogstens { $n ->
    [one] { $n } woord van het transcript, wie het ook zegt, tussen hun fragmenten staat
   *[other] { $n } woorden van het transcript, wie ze ook zegt, tussen hun fragmenten staan
}; waar ze elkaar raken of overlappen, staat er geen.
relations-within-characters = Twee coderingen zijn een paar als er hoogstens { $n ->
    [one] { $n } teken van de tekst van het transcript tussen hun fragmenten staat
   *[other] { $n } tekens van de tekst van het transcript tussen hun fragmenten staan
}; waar ze elkaar raken of overlappen, staat er geen.
relations-within-paragraphs = Twee coderingen zijn een paar als het fragment dat later begint, hoogstens { $n ->
    [one] { $n } alinea
   *[other] { $n } alinea's
} begint na de alinea waarin het andere eindigt; 0 is dezelfde alinea, en overlappende fragmenten zijn een paar.

# Combinaties van codes.
configurations-counted = Combinaties van twee of meer codes, elk met alles wat daaronder valt, die alles zijn wat in een eenheid voorkomt.
configurations-columns = `units` hebben precies deze codes, `units_at_least` deze en misschien ook andere; `participants` zijn deelnemers van wie de eigen woorden ze in één van `units` allemaal dragen.
configurations-most-special = Van een code en de codes erboven noemt een combinatie de meest specifieke.
configurations-rare = Weggelaten: { $n ->
    [one] { $n } combinatie
   *[other] { $n } combinaties
} in minder dan { $least ->
    [one] { $least } eenheid
   *[other] { $least } eenheden
}.

# Woorden.
keyness-counted = Hoeveel meer, of minder, elk woord hier wordt gebruikt dan elders; woorden staan zonder hoofdletters en accenten.
keyness-in-codings = woorden in coderingen van { $code }
keyness-of-group = woorden van wie voldoet aan { $condition }
# $sought is een van de twee hierboven.
keyness-sides = Hier: { $sought }, { $words }; elders: de andere { $others }.
keyness-rare = Weggelaten: { $n ->
    [one] { $n } verschillend woord dat
   *[other] { $n } verschillende woorden die
} in totaal minder dan { $least } keer { $n ->
    [one] voorkomt
   *[other] voorkomen
}.
keyness-by-rules = Regels kozen deze fragmenten, op woorden die ze zoeken: die staan dus vanzelf bovenaan.
keyness-read = `g2` is de log-likelihood over twee cellen van Rayson & Garside (2000), negatief waar het woord hier zeldzamer is; `log_ratio` is die van Hardie (2014): elke stap is een verdubbeling, en een aantal van 0 geldt als een half. Dit is om te verkennen: woorden van één interview zijn niet onafhankelijk, dus er is hier geen kans berekend, en een woord kan de gewoonte van één persoon zijn: kijk met kwic.
keyness-no-words = er zijn hier geen woorden, of elders geen
