# Twee runs naast elkaar.

comparison-counted = Elke codering die niet in beide runs dezelfde is: ze is verschenen of verdwenen, verschoven naar een fragment dat het oude overlapt, of veranderd in status, strekking, uitlokking, memo of regels.
comparison-summary = Hoeveel coderingen van elke code in één run of in beide voorkomen. `both` zijn er op hetzelfde fragment, `changed` zijn die daarvan die anderszins verschillen, `moved` staan op een ander fragment en niet onder `both`.
# $a en $b zijn hoe de runs heten.
comparison-runs = A is { $a }, met { $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
}; B is { $b }, met { $others }.
comparison-changes = { $appeared } verschenen, { $vanished } verdwenen, { $moved } verschoven, { $changed } veranderd; { $same ->
    [one] { $same } is
   *[other] { $same } zijn
} in beide hetzelfde.
comparison-edited = In transcripten waarvan de tekst verschilt tussen de runs, horen coderingen op dezelfde woorden bij elkaar, in hun volgorde, en zijn ze verschoven waar ze elders staan.
comparison-without-rules = Regels zijn niet vergeleken: de codeboeken verschillen, en van de regels is alleen bekend op welke regel van het bestand ze staan.
comparison-last-row = De laatste rij is van alle codes samen.
comparison-codebook = het codeboek { $name }

# Wat verschilt in hoe twee runs zijn gemaakt. $name is hoe het in run.json heet.
comparison-fact = { $name }: { $a } in A, { $b } in B.
comparison-empty = leeg
comparison-none = geen
comparison-codebooks = De codeboeken verschillen.
comparison-only-in = Alleen in { $run }: { $n ->
    [one] { $n } transcript
   *[other] { $n } transcripten
} ({ $names }).
comparison-files = Het bestand verschilt van { $n ->
    [one] { $n } transcript
   *[other] { $n } transcripten
} ({ $names }).
comparison-rules = Van de regels { $a ->
    [one] staat er { $a }
   *[other] staan er { $a }
} alleen in A, { $b } alleen in B, en { $both } in beide.
comparison-names-and-more = { $names } en nog { $n }

# Waarom cellen niet gedefinieerd zijn, als zinsdeel.
comparison-one-sided = een codering die maar één run heeft, staat in de andere nergens
comparison-no-change = alleen het fragment verschilt, of maar één run heeft de codering
comparison-no-rules = geen regel maakte de codering
comparison-all-codes = de laatste rij is van alle codes samen

# Achter een regel die maar een van de runs heeft.
comparison-only-a = alleen in A
comparison-only-b = alleen in B
