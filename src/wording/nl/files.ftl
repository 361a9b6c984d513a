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
definition-draws = trekkingen
definition-measure = maat
definition-cells = in de cellen
definition-a = A
definition-b = B
definition-codings-a = coderingen van A
definition-codings-b = coderingen van B
definition-appeared = verschenen
definition-vanished = verdwenen
definition-moved = verschoven
definition-changed = veranderd
definition-same = in beide hetzelfde
definition-differ = wat verschilt tussen de runs
definition-level = niveau
definition-interviews = interviews
definition-interviews-uncoded = interviews zonder codering
definition-codes-found = gevonden codes
definition-codes-of-the-codebook = codes van het codeboek
definition-transcripts-rated = beoordeelde transcripten
definition-interviews-compared = vergeleken interviews
definition-units-compared = vergeleken eenheden
definition-draw-seed = startgetal van de trekking
definition-strata = strata
definition-units-to-draw-from = eenheden om uit te trekken
definition-units-drawn = getrokken eenheden
definition-units-rated = beoordeelde eenheden
definition-units-lost = beoordeelde eenheden die hier ontbreken
definition-units-unseen = eenheden van strata waarin niets is beoordeeld
definition-held-out = apart gehouden
definition-development = ontwikkeling
definition-split-seed = startgetal van wat apart is gehouden
definition-draws-undefined = trekkingen zonder getal
definition-sought = gezocht
definition-rest-words = woorden elders
definition-least = minstens zo vaak
definition-min = minstens zoveel eenheden
definition-max-per-participant = hoogstens per deelnemer
definition-masked-places = gemaskeerde plaatsen
definition-masked-entries = regels die maskeren
# Woorden die daarachter staan. $words: hoeveel een venster er heeft.
definition-word = { $word ->
    [answer] antwoord
    [sentence] zin
    [turn] beurt
    [paragraph] alinea
    [transcript] transcript
    [case] casus
    [word] woord
    [character] teken
    [participants] deelnemers
    [transcripts] transcripten
    [units] eenheden
    [codings] coderingen
    [quotes] citaten
    [count] aantal coderingen
    [permutation] permutatie
    [fisher] toets van Fisher
    [midp] exact, mid-p
    [cmh] Cochran, Mantel en Haenszel
   *[other] { $word }
}
definition-window = venster van { $words ->
    [one] { $words } woord
   *[other] { $words } woorden
}

# Waarom een bestand of map geen transcript is: wat het dan is. $what: een bestand, de naam van een kolom, wat left-out-json zegt, of
# wat een project heeft.
left-out = { $why ->
    [link-to-nothing] een koppeling naar een bestand dat er niet is
    [link] een koppeling naar een ander bestand, waar een archief niet heen leidt
    [no-file] geen bestand, maar een apparaat of een pipe
    [study] een eigen onderzoek: er staat een { $what } in
    [run] de tabellen van een eerdere run: er staat een { $what } in
    [earlier-table] een tabel van een eerdere run
    [codes] een tabel met een kolom `{ $what }`: coderingen, een codeboek of een uitkomst
    [cases] de tabel met casussen
    [names] de lijst met namen
    [unused-cases] een tabel met casussen die niet wordt gebruikt
    [named-cases] een tabel met casussen: noem die met --cases
    [readme] een README
    [study-file] het bestand van het onderzoek
    [lock-file] een vergrendeling van een geopend document
    [sources] de bronnen van een project, die daaruit worden gelezen
    [backup] een reservekopie die QualCoder van een project heeft gemaakt
    [database] een database van een ander programma dan QualCoder of Taguette
    [packed-project] een project van een codeerprogramma in een archief: pak het archief uit en geef het project
    [packed-archive] een archief in een archief: pak het buitenste uit en geef de map
    [without-text] een project zonder tekst; het heeft: { $what }
    [doc] een oud Word-formaat: sla het op als .docx
    [pages] een document van Pages: exporteer het als .docx
    [xls] een oud Excel-formaat: sla het op als .xlsx
    [parquet] een Parquet-tabel, die deze versie niet kan lezen: sla haar op als .csv
    [json] JSON zonder transcript erin: { $what }
   *[unknown] geen formaat van transcripten dat hier bekend is
}
# $fields: namen tussen accenten grave.
left-out-json = { $shape ->
    [empty] een object zonder velden
    [object] een object met { $fields }
    [list-of-empty] een lijst van { $n }, waarvan het eerste een object zonder velden
    [list-of-objects] een lijst van { $n }, waarvan het eerste een object met { $fields }
    [list] een lijst van { $n } zonder objecten
   *[value] één enkele waarde
}
