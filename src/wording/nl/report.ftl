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
report-column-prompted = Gevraagd
report-column-top-share = Grootste aandeel
report-column-dispersion = Spreiding
report-column-both = Beide
report-column-participants-both = Deelnemers met beide
report-column-same-words = Op dezelfde woorden
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
