# Het verslag dat in een browser opent. Waarden: $n een aantal.

report-title = Verslag
report-contents = Onderdelen van het verslag
report-skip = Naar de inhoud
report-theme = Licht of donker
report-close = Sluiten
report-no-script = Dit verslag wordt door de browser zelf getekend: sta JavaScript toe voor dit bestand. Het maakt nergens verbinding mee.
report-made-by = Gemaakt met
report-yes = ja
report-no = nee

# Onderdelen
report-overview = Overzicht
report-frequencies = Frequenties
report-cooccurrence = Samen genoemd
report-transcripts = Transcripten
report-codebook = Codeboek
report-agreement = Overeenstemming
report-agreement-of-pairs = Overeenstemming van telkens twee codeurs
report-saturation = Verzadiging
report-crosstabs = Kruistabellen
# $variable: de naam van een variabele van de casussen
report-codes-by = Codes naar { $variable }

# Overzicht
report-read = Gelezen
report-by-participants = Gezegd door deelnemers
report-counted-in = Geteld in
report-codings = Coderingen
# $coder: van wie, $accepted: hoeveel een mens maakte of goedkeurde
report-codings-of = { $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
} van { $coder }, waarvan { $accepted } door een mens gemaakt of goedgekeurd
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
report-ceased = voorbij
report-normative = zoals het hoort
report-prompted = gevraagd
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
report-quotes-accepted = goedgekeurd
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

# Transcripten
report-all-transcripts = Alle transcripten

# Codeboek
report-definition = Definitie
report-include = Wel gebruiken
report-exclude = Niet gebruiken
report-examples = Voorbeelden
report-counterexamples = Tegenvoorbeelden
report-memo = Notitie
report-rules = Regels

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
report-column-prompted = Gevraagd
report-column-top-share = Grootste aandeel
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
