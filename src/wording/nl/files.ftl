# Wat om tabellen heen staat in bestanden die mensen openen: werkmappen, Word-bestanden, pagina's, artikelen.

# Waarom cellen van kolommen niet bepaald zijn. $columns de koppen, $why een zinsdeel.
undefined-in = “–” in { $columns }: { $why }.
# Hetzelfde waar zo'n cel leeg is.
empty-in = Leeg in { $columns }: { $why }.

# Namen van werkbladen: hoogstens 31 tekens, zonder [ ] : * ? / \
sheet-frequencies = frequenties
sheet-cooccurrence = samen voorkomen
sheet-cooccurrence-matrix = matrix
sheet-codings = coderingen
sheet-mentions = vindplaatsen
sheet-quotes = citaten
sheet-definition = toelichting
sheet-relations = paren van coderingen
sheet-relations-matrix = matrix
sheet-configurations = combinaties
sheet-crosstab = kruistabel
sheet-saturation = verzadiging
sheet-saturation-estimates = schattingen
sheet-keyness = woorden
sheet-kwic = in context
sheet-comparison = vergelijking
sheet-comparison-summary = samenvatting
sheet-agreement = overeenstemming
sheet-agreement-pairs = paren van codeurs
sheet-detection = herkenning
sheet-disagreements = verschillen
sheet-turns = beurten
sheet-comments = opmerkingen
sheet-transcripts = transcripten

# In het blad met citaten.
back-to-frequencies = terug naar de frequenties
quotes-above = De woorden achter de aantallen, code voor code. Een aantal in “{ $frequencies }” leidt hierheen: naar de code en alles eronder.

# Het blad dat zegt wat de aantallen betekenen.
definition-title = Wat deze aantallen betekenen
definition-counted = geteld
definition-unit = eenheid
definition-part = wiens woorden
definition-where = alleen waar
definition-coder = wiens coderingen
definition-status = status van coderingen
definition-stance = strekking van coderingen
definition-relation = verband
definition-relation-word = verband, als woord
definition-by = apart voor
definition-units = eenheden
definition-participants = deelnemers
definition-transcripts = transcripten
definition-words = woorden
definition-codings = coderingen
definition-codings-reviewed = nagelezen coderingen
definition-codings-rejected = afgewezen coderingen
definition-codings-outside = coderingen buiten deze woorden
definition-codings-without-a-word = coderingen zonder een heel woord
definition-transcripts-unreadable = onleesbare transcripten
definition-codebook = codeboek
definition-codebook-version = versie van het codeboek
definition-codebook-hash = hash van het codeboek (BLAKE3)
definition-corpus-hash = hash van de transcripten (BLAKE3)
definition-program = programma
definition-program-version = versie van het programma
definition-sample = getrokken
definition-sampled-from = getrokken uit
definition-seed = startgetal
definition-test = toets
definition-draws = permutaties
