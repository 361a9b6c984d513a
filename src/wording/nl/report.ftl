# Het verslag dat in een browser opent. Waarden: $n een aantal.

report-title = Verslag
report-contents = Onderdelen van het verslag
report-skip = Naar de inhoud
report-theme = Licht of donker
report-close = Sluiten
report-no-script = Dit verslag wordt door de browser zelf opgebouwd: sta JavaScript toe voor dit bestand. Het maakt nergens verbinding mee.
report-made-by = Gemaakt met
report-yes = ja
report-no = nee

# Onderdelen
report-overview = Overzicht
report-frequencies = Frequenties
report-cooccurrence = Samen voorkomen
report-transcripts = Transcripten
report-codebook = Codeboek
report-agreement = Overeenstemming
report-agreement-of-pairs = Overeenstemming tussen telkens twee codeurs
report-saturation = Verzadiging
report-crosstabs = Kruistabellen
# $variable: de naam van een variabele van de casussen
report-codes-by = Codes naar { $variable }

# Overzicht
report-counted-in = Geteld in
report-codings = Coderingen
# $coder: van wie, $accepted: hoeveel een mens maakte of goedkeurde
report-codings-of = { $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
} van { $coder }, waarvan { $accepted } door een mens gemaakt of aanvaard
report-the-rules = de regels
report-rejected = Afgekeurd en weggelaten
report-whose-words = Wiens woorden
report-part-participant = deelnemers
report-part-interviewer = interviewers
report-part-all = iedereen
report-coders = Codeurs
report-only-status = Alleen coderingen met status
report-only-stance = Alleen coderingen met strekking
report-codebook-hash = Hash van het codeboek
report-corpus-hash = Hash van de transcripten
report-program = Programma
report-no-text = De woorden van deelnemers zijn op verzoek uit dit verslag weggelaten.
report-remarks = Wat de aantallen verandert
report-left-out = Weggelaten bestanden
report-how-counted = Hoe er geteld is

report-lead-read = Gelezen zijn { $transcripts } met { $participants }: { $words }, waarvan { $said } door deelnemers gezegd.
# $coder: `rules` als de regels codeerden, anders staat de codeur in $name
report-lead-counted = { $coder ->
    [rules] In { $units } vonden de regels van het codeboek { $codings }.
   *[people] In { $units } staan { $codings } van { $name }.
}
report-lead-accepted = Een mens keurde er { $n } goed.
report-lead-rejected = Een mens keurde er { $n } af; die zijn weggelaten.
report-value = Groep
report-sample = Wie er spraken
report-sample-caption = Deelnemers naar kenmerk, en wat er van hen geteld is
report-counted-words = Woorden die tellen
report-status-accepted = door een mens gemaakt of aanvaard
report-status-proposed = voorgesteld, nog niet beoordeeld
report-made-of = Waaruit dit verslag gemaakt is
report-hash-note = Met hetzelfde codeboek, dezelfde transcripten en dezelfde versie van het programma komen dezelfde aantallen eruit: de hash van een bestand is een vingerafdruk, die verandert zodra er iets in verandert.

# Keuzes
report-by = Apart voor
report-everybody = iedereen
report-codes = Codes
report-themes = thema's
report-all-codes = alle codes
report-level = niveau { $level }
report-measure = Maat
report-order = Volgorde
report-order-codebook = van het codeboek
report-order-similar = gelijkende codes bij elkaar

# Citaten
report-quotes = Citaten
report-with = { $code } samen met { $other }
report-more-quotes = nog { $n }
report-words-left-out = (woorden weggelaten)
report-affirmed = bevestigend
report-negated = ontkennend
report-ceased = niet meer zo
report-normative = als norm
report-prompted = uitgelokt
# $codings: “71 coderingen”, $units: “58 antwoorden”, $participants: “20 deelnemers”
report-quotes-count = { $codings } in { $units }, bij { $participants }
# $codings: “71 coderingen”, $coder: van wie
report-quotes-by = { $codings } van { $coder }
report-quotes-cases = Niet hierbij zijn codes die een casus in verschillende transcripten heeft.
report-quotes-uncoded = { $units } zonder enige code
report-quotes-with = en
report-quotes-of = Citaten van
report-quotes-both = beide codes
# $code: de naam van een code waarvan de codering in de eenheid ervoor begon
report-quotes-runs-on = { $code }: het citaat uit de vorige eenheid loopt door in deze.
report-quotes-in-transcript = in het transcript
report-quotes-copy = Kopieer
report-quotes-is-copied = Gekopieerd
# $words: het citaat, $place: wie, transcript en beurt, tijd
report-quotes-copied = “{ $words }” ({ $place })
report-quotes-keys = Pijl omhoog en omlaag: van citaat naar citaat · Enter: in het transcript · C: kopieer
report-quotes-accepted = aanvaard
report-quotes-proposed = voorgesteld
report-quotes-unprompted = niet gevraagd
report-quotes-filter = Filter
report-quotes-filter-all = alle
report-quotes-filter-with = In dezelfde eenheid als
report-quotes-filter-variable = Variabele
report-quotes-filter-participant = Deelnemer
report-quotes-filter-stance = Strekking
report-quotes-filter-coder = Codeur
# $filter: wat er gekozen is, zoals: beroep: kok
report-quotes-filter-remove = Niet langer alleen { $filter }
report-quotes-all-coders = alle codeurs
report-quotes-by-all = door iedereen gecodeerd
report-quotes-by-some = door sommigen gecodeerd, niet door iedereen
report-quotes-only-by = alleen gecodeerd door { $coder }
report-quotes-new = Hier nieuw:
report-quotes-new-here = hier nieuw

# Paren van codes. $code, $other: namen; $units: “435 antwoorden”; $participants: “6 deelnemers”
report-pairs-view = Weergave
report-pairs-matrix = Matrix
report-pairs-network = Netwerk
report-pairs-table = Tabel
report-pairs-shape = Paren
report-pairs-shape-half = elk één keer
report-pairs-shape-whole = in beide richtingen
report-pairs-at-least = Minstens
# $value: de kleinste waarde die getekend is, $n: hoeveel paren die hebben
report-pairs-least = { $value } ({ $n ->
    [one] { $n } paar
   *[other] { $n } paren
})
report-pairs-self = { $code }: in { $n } van { $units }, bij { $participants }.
report-pairs-apart = { $code } en { $other }: in geen van { $units } samen.
report-pairs-related = { $code } en { $other } staan boven elkaar: zij zijn geen paar.
report-pairs-met = { $code } en { $other }: samen in { $both } van { $units }, bij { $participants }; op dezelfde woorden in { $same }.
report-pairs-ratios = Jaccard { $jaccard } · lift { $lift } · φ { $phi } · NPMI { $npmi } · { $expected } verwacht.
report-pairs-how-matrix = Wijs een vakje aan om te lezen wat het zegt; klik erop, of druk op Enter, voor de citaten. Pijltjestoetsen gaan van vakje naar vakje; op de diagonaal staat elke code alleen.
report-pairs-how-network = Wijs een lijn of een code aan om te lezen wat die zegt; klik erop, of druk op Enter, voor de citaten. Pijltjestoetsen gaan van code naar code en van lijn naar lijn.
report-pairs-legend = Wat de tinten betekenen
report-pairs-never = nooit samen
report-pairs-no-pair = geen paar
# $reason: waarom
report-pairs-undefined = niet bepaald: { $reason }
report-undefined = niet bepaald: { $reason }
report-not-known = niet bekend
report-not-of-row = geen getal van alle codes samen
report-no-times = het bestand noemt geen tijden
report-pairs-meaning-both = Eenheden waarin beide codes voorkomen.
report-pairs-meaning-participants-both = Deelnemers die beide codes in één eenheid hebben.
report-pairs-meaning-same-words = Eenheden waarin de twee codes alleen op dezelfde woorden berusten: daar zegt het paar iets over het codeboek, niet over de interviews.
report-pairs-meaning-jaccard = Jaccard: eenheden met beide, gedeeld door eenheden met een van beide. 0 is nooit samen, 1 altijd samen. Zeldzame paren wegen weinig: kijk ook naar de aantallen.
report-pairs-meaning-lift = Lift: hoeveel keer zo vaak samen als wanneer de codes niets met elkaar te maken hadden. 1 is zo vaak als verwacht; bij zeldzame codes wordt het al gauw heel groot.
report-pairs-meaning-phi = φ: hoe het voorkomen van de ene code samengaat met het voorkomen van de andere, van −1 tot 1; 0 is geen verband.
report-pairs-meaning-npmi = NPMI: lift op een schaal van −1, nooit samen, tot 1, alleen samen; 0 is zo vaak als verwacht.
# $codes: “12 codes”, $n: hoeveel lijnen
report-pairs-network-of = Netwerk van { $codes } en { $n ->
    [one] { $n } paar
   *[other] { $n } paren
}
report-pairs-network-key = Een cirkel is zo groot als er eenheden met de code zijn; een lijn is zo breed als haar getal. Een getal waarvoor geen plaats is, verschijnt als je de lijn aanwijst.
report-pairs-joined = { $n ->
    [one] { $n } lijn hier.
   *[other] { $n } lijnen hier.
}
report-pairs-alone = { $n ->
    [one] { $n } code zonder lijn
   *[other] { $n } codes zonder lijn
}
report-pairs-none = Geen twee van deze codes komen in dezelfde eenheid voor.
report-pairs-table-of = { $n ->
    [one] { $n } paar codes dat samen in een eenheid voorkomt
   *[other] { $n } paren codes die samen in een eenheid voorkomen; paren die er niet bij staan, komen nooit samen voor
}
report-pairs-more = nog { $n } paren

# Figuren
report-view = Weergave
report-figure = Figuur
report-table = Tabel
report-unfold-all = Alles uitklappen
report-fold-all = Alles inklappen
# $n een aantal, $all waarvan: “20 van 22 deelnemers”
report-of = { $n } van { $all }
# $what wat er geteld is, $all hoeveel er zijn: “Deelnemers, van 22”
report-of-all = { $what }, van { $all }
report-n = n = { $n }
report-count = Aantal
report-coder = codeur
report-order-frequent = meest voorkomende eerst
report-how-often = Hoe vaak elke code voorkomt
report-bars-note = Een thema telt alles mee wat eronder valt. Ontkend en gevraagd zijn aantallen coderingen. Klik op een balk om de citaten te lezen.
report-codings-note = Een thema telt alles mee wat eronder valt. Gearceerd is wat ontkend wordt; de dunne lijn onder een balk is wat op een vraag van de interviewer volgt. Klik op een balk om de citaten te lezen.
report-apart-note = Elke groep op dezelfde schaal: de balk is het aandeel, het getal het aantal. Van kleine groepen zegt een aandeel weinig. Klik op een balk om de citaten te lezen.
report-coders-note = Zonder code zijn de eenheden van de codeur van wie dit verslag de aantallen toont; maak het voor een ander met --coder NAAM.
report-axis-participants-pct = % van de deelnemers
report-axis-units-pct = % van de eenheden
report-axis-per-1000-words = coderingen per 1.000 woorden
report-spread = Spreiding over de interviews
report-spread-table = Coderingen per transcript
report-spread-note = Elke stip is een transcript met de code: hoe groter, hoe meer coderingen. DP (Gries 2008) is 0 als coderingen net zo verdeeld zijn als de woorden, en bijna 1 als één kort transcript ze allemaal heeft. Klik op een stip om de citaten te lezen.
# $fresh hoeveel codes erbij kwamen, $all hoeveel er tot dan zijn, $percent van alle
report-step = Stap { $step }, { $transcript }: { $fresh } erbij, { $all } tot nu toe ({ $percent }%)
# $fresh zoals hierboven
report-step-new = { $fresh } nieuw in { $transcript }
report-curve-note = De lijn telt de codes tot en met elk interview, de kolommen wat elk interview toevoegt. Klik op een getal om de citaten van de nieuwe codes te lezen, op een interview om het zelf te lezen.
# $alpha, $positive getallen; $all, $some eenheden
report-agreed = { $code }: alfa { $alpha }, positieve overeenstemming { $positive }; { $all } eenheden door allemaal gecodeerd, { $some } door sommigen
report-agreed-interval = 95 %-interval { $low } tot { $high }
report-agreed-intervals-note = De lijn door een stip is het 95 %-interval.
# $units: “58 antwoorden”
report-agreed-by-all = { $code }: { $units } door iedereen gecodeerd
report-agreed-by-some = { $code }: { $units } door sommigen gecodeerd, niet door iedereen
report-agreed-note = De stip is alfa van Krippendorff, de ring de overeenstemming op wat gecodeerd is. De stippellijnen staan bij 0,667 en 0,8: onder de eerste dragen de gegevens geen conclusies, ertussen hooguit voorlopige, boven de tweede betrouwbare (Krippendorff 2004). Klik op een stip om de citaten van alle codeurs te lezen, op een getal om die van zijn eenheden te lezen.
report-matrix-note = Hoe sterker de kleur, hoe groter het aandeel van de deelnemers in de groep. Van kleine groepen zegt een aandeel weinig. Klik op een vak om de citaten te lezen.

# Transcripten
report-all-transcripts = Alle transcripten
report-transcript-list = De transcripten, wat ervan bekend is en hoeveel erin gecodeerd is
report-find-transcript = Transcript zoeken
report-column-course = Verloop
report-turns = { $n ->
    [one] { $n } beurt
   *[other] { $n } beurten
}
report-turn = Beurt { $turn }
report-turn-of = beurt { $turn } van { $turns }
report-speakers = Wie er spreken
report-plays-interviewer = interviewer
report-plays-participant = deelnemer
report-plays-other = iemand anders
report-code-line = Waar in het gesprek welke code valt
report-open-is-negated = (open: ontkennend)
report-code-line-keys = Codelijn: ga met de pijltoetsen links en rechts langs een lijn, met omhoog en omlaag naar een andere lijn, en met Enter naar het fragment
report-scale-time = tijd
report-scale-turn = beurt
report-in-turns = In beurten
report-as-table = als tabel
report-show-only = Alleen dit tonen, of weer alles
report-no-codings-here = Geen codering hier voldoet aan wat je gekozen hebt.
report-show = Wat er te zien is
report-all-speakers = alle sprekers
report-all-coders = alle codeurs
report-all-stances = alle strekkingen
report-speaker = Spreker
report-show-coder = Codeur
report-stance = Strekking
report-only-coded = alleen gecodeerd
report-previous-coding = Vorige codering
report-next-coding = Volgende codering
report-nth-of = { $n } van { $all }
report-print = Afdrukken
report-find = Zoeken
report-find-in-text = Zoeken in dit transcript
report-previous-place = Vorige vindplaats
report-next-place = Volgende vindplaats
report-codings-at-turn = Coderingen in beurt { $turn }
# $coder: wie codeerde
report-coded-by = door { $coder }
report-proposed = niet nagekeken
report-accepted = aanvaard
# $line: de regel van het codeboek waarop de regel staat
report-rule-at = bestandsregel { $line } van het codeboek:
report-quotes-of-code = Alle citaten van deze code
report-in-codebook = In het codeboek

# Codeboek
report-definition = Definitie
report-include = Wel gebruiken
report-exclude = Niet gebruiken
report-examples = Voorbeelden
report-counterexamples = Tegenvoorbeelden
report-memo = Notitie
report-rules = Regels
# $n van wat er is, $all met zijn woord: 17 van 22 deelnemers
report-codebook-of = { $n } van { $all }
report-codebook-line = r. { $line }
report-codebook-rules = { $n } regels
report-codebook-themes = Thema’s van het codeboek

# Kolommen
report-column-theme = Thema
report-column-code = Code
report-column-name = Naam
report-column-case = Casus
report-column-transcript = Transcript
report-column-duration = Duur
report-column-words = Woorden
report-column-participants = Deelnemers
report-column-transcripts = Transcripten
report-column-units = Eenheden
report-column-codings = Coderingen
report-column-mentions = Vindplaatsen
report-column-negated = Ontkend
report-column-prompted = Uitgelokt
report-column-top-share = Grootste aandeel
report-column-participants-pct = % deelnemers
report-column-units-pct = % eenheden
report-column-per-1000-words = Per 1.000 woorden
report-column-dispersion = Spreiding
report-column-both = Beide
report-column-participants-both = Deelnemers met beide
report-column-same-words = Op dezelfde woorden
report-column-with = Met
report-column-expected = Verwacht
report-column-jaccard = Jaccard
report-column-lift = Lift
report-column-phi = φ
report-column-npmi = NPMI
report-column-count = Deelnemers
report-column-of = Van
report-column-column-pct = %
report-column-all = Allemaal
report-column-some = Sommigen
report-column-percent = % gelijk
report-column-alpha = α
report-column-kappa = κ
report-column-ac1 = AC1
report-column-positive = Positieve overeenstemming
report-column-step = Stap
report-column-analysed-on = Geanalyseerd op
report-column-codes = Codes
report-column-new-codes = Nieuwe codes
report-column-cumulative = Codes tot nu toe
report-column-cumulative-pct = % van alle codes
report-column-new-names = Welke nieuw zijn
