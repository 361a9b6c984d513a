# Onder een kruistabel. $what: participants, transcripts, units, codings.

crosstab-things = { $what ->
    [participants] deelnemers
    [transcripts] transcripten
    [units] eenheden
   *[codings] coderingen
}
crosstab-counted = { $what ->
    [participants] Bij hoeveel deelnemers elke code voorkomt, of iets daaronder, voor elke waarde.
    [transcripts] In hoeveel transcripten elke code voorkomt, of iets daaronder, voor elke waarde.
    [units] In hoeveel eenheden elke code voorkomt, of iets daaronder, voor elke waarde.
   *[codings] Hoeveel coderingen er zijn van elke code en alles daaronder, voor elke waarde.
}
# Waarvan percentages zijn genomen; $column is de naam van hun kolom, of none waar er één is.
crosstab-share = { $column ->
    [none] Percentages zijn berekend
   *[other] `{ $column }` is berekend
} { $share ->
    [row] over alle { crosstab-things } met de code: een rij is samen 100%. Grote groepen hebben van alles een groot aandeel.
    [column] over alle { crosstab-things } met de waarde (`of`), met of zonder de code; bij elk kunnen meer codes horen, dus een kolom is samen geen 100%.
   *[total] over alle { crosstab-things } van alle waarden samen.
}
crosstab-few = Waarden met minder dan { $n } { crosstab-things }, waarvan een percentage weinig zegt: { $values }.
crosstab-few-more = Waarden met minder dan { $n } { crosstab-things }, waarvan een percentage weinig zegt: { $values } en nog { $more }.
crosstab-nothing-tested = Geen code kon worden getoetst: van elke code geldt dat iedereen haar heeft of niemand, of er zijn minder dan twee waarden.
crosstab-missing = { $what ->
    [participants] { $n ->
        [one] { $n } deelnemer zonder waarde is weggelaten.
       *[other] { $n } deelnemers zonder waarde zijn weggelaten.
    }
    [transcripts] { $n ->
        [one] { $n } transcript zonder waarde is weggelaten.
       *[other] { $n } transcripten zonder waarde zijn weggelaten.
    }
    [units] { $n ->
        [one] { $n } eenheid zonder waarde is weggelaten.
       *[other] { $n } eenheden zonder waarde zijn weggelaten.
    }
   *[codings] { $n ->
        [one] { $n } codering zonder waarde is weggelaten.
       *[other] { $n } coderingen zonder waarde zijn weggelaten.
    }
}
crosstab-assumed = Toetsen: voor elke code { crosstab-things } met en zonder die code tegenover de waarden (χ² van Pearson zonder correctie, G², V van Cramér en de gecorrigeerde V van Bergsma). Ze nemen aan dat { crosstab-things } aselect zijn getrokken en onafhankelijk van elkaar antwoorden; dat laatste doen deelnemers aan één groepsgesprek niet, en interviews zijn zelden aselect getrokken.
crosstab-corrected = `q` is `p` na de correctie van Benjamini en Hochberg (1995) voor { $codes ->
    [one] { $codes } getoetste code
   *[other] { $codes } getoetste codes
}, `residual_q` is die van de aangepaste residuen (Haberman 1973) voor { $cells ->
    [one] { $cells } cel
   *[other] { $cells } cellen
}; `flag` (+ en - op het scherm) zegt meer of minder dan verwacht waar `residual_q` hoogstens 0,05 is. Een thema en de codes daaronder zijn geen onafhankelijke toetsen.
crosstab-small-cells = Voor { $n } van { $of ->
    [one] { $of } getoetste code
   *[other] { $of } getoetste codes
} is in een cel minder dan 5 verwacht (`min_expected`, `small_cells_pct`): χ² en de p daarvan zijn daar ruw, en geen basis voor een conclusie.

# Waarom cellen niet gedefinieerd zijn, als zinsdeel.
crosstab-nothing-to-share = er is niets om een percentage van te nemen
crosstab-no-test = iedereen heeft de code, of niemand, of er zijn minder dan twee waarden; en de rij `geen code` is niet getoetst
crosstab-no-residual = de code is niet getoetst, of de waarde ontbreekt of niemand heeft haar
crosstab-no-flag = niets opvallends na correctie
crosstab-no-corrected = de code is niet getoetst, of er zijn er te weinig om te corrigeren
