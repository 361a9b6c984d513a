# Bladen die mensen invullen: om te beoordelen wat regels voorstellen, en voor een tweede codeur.

review-about = Een rij voor elke codering die de regels voorstellen: lees de zin, met de zinnen ervoor en erna, en neem een besluit. Aanvaarden: de code past. Afwijzen: de code past niet. Hercoderen: een andere code past, en staat onder “andere code”. Een leeg besluit is geen besluit.
review-only-code = Alleen de code { $code } en de codes daaronder.
review-open-only = Waarover al een besluit is genomen, is weggelaten.
review-decided-too = Waarover al een besluit is genomen, staat er ook, met dat besluit; een leeg besluit laat het zo.

# Waaruit men kiest, en wat er gezegd wordt van iets anders. Het programma moet deze woorden kennen: zie coding/decisions/columns.rs.
review-accept = aanvaarden
review-reject = afwijzen
review-recode = hercoderen
review-decisions = aanvaarden, afwijzen of hercoderen
review-codes = de id van een code; het werkblad codes heeft ze allemaal

# Namen van werkbladen, en de koppen van kolommen waar mensen naar kijken. Die van een blad moeten bekend zijn waar het wordt gelezen: zie
# coding/decisions/columns.rs.
review-worksheet = { $sheet ->
    [review] beoordeling
    [passages] fragmenten
    [codes] codes
   *[about] toelichting
}
review-column = { $column ->
    [speaker] spreker
    [name] naam
    [before] zin ervoor
    [sentence] zin
    [after] zin erna
    [decision] besluit
    [recode_to] andere code
    [decided] eerder besluit
    [place] plaats
    [question] vraag
    [words] woorden
    [definition] definitie
    [include] wel gebruiken
    [exclude] niet gebruiken
   *[other] { $column }
}

# Voor een tweede codeur. $drawn van $units.
sample-drawn = { $drawn } van { $units }, aselect getrokken; de eenheid is { $unit ->
    [answer] het antwoord
    [sentence] de zin
    [turn] de beurt
    [paragraph] de alinea
    [window] een venster van { $words } woorden
    [transcript] het hele transcript
   *[case] de casus
}.
sample-how = Lees de woorden, en zet in de kolom codes elke code van het codeboek die past, met haar id; zet ; tussen verscheidene (bijvoorbeeld { $example }).
sample-none = Zet een - waar geen code past. Een lege cel zegt dat je nog niet hebt gekeken.
sample-question = De vraag staat er voor de context: codeer wat erop geantwoord is.
