# Onder tabellen van overeenstemming. Namen tussen accenten grave zijn kolommen. $coders, $reference, $who noemen codeurs, ook de regels.

agreement-rules = de regels
agreement-counted = In hoeverre { $coders } het met elkaar eens zijn, code voor code.
agreement-counted-pairs = In hoeverre telkens twee codeurs het met elkaar eens zijn, code voor code: { $coders }.
agreement-counted-detection = In hoeverre anderen vinden wat { $reference } vond, code voor code.

agreement-unit-word = De eenheid is het woord.
agreement-unit-character = De eenheid is het teken: een codepunt van een beurt, spaties en leestekens inbegrepen.

# $units en $shared, van transcripten of casussen, zijn aantallen met hun woord; $each wie er hoeveel beoordeelde. $everywhere: yes of no.
agreement-compared = De vergelijking gaat over { $units } van { $shared }, die minstens twee codeurs hebben beoordeeld. Van { $transcripts } beoordeelde ieder zoveel: { $each }; { $everywhere ->
    [yes] wie ergens geen codering heeft, wordt geacht daar niets te hebben gevonden.
   *[no] waar een codeur geen enkele codering heeft, ontbreekt diens oordeel.
}
agreement-compared-with = De vergelijking gaat over { $units } van { $shared }, die { $reference } en minstens één ander hebben beoordeeld. Van { $transcripts } beoordeelde ieder zoveel: { $each }; { $everywhere ->
    [yes] wie ergens geen codering heeft, wordt geacht daar niets te hebben gevonden.
   *[no] waar een codeur geen enkele codering heeft, ontbreekt diens oordeel.
}

agreement-measures = `all` en `some` zijn eenheden die alle beoordelaars codeerden, of alleen sommigen. `percent` is het percentage paren van gelijke oordelen, waarin elke eenheid even zwaar weegt: hoog bij elke zeldzame code. `alpha` is die van Krippendorff (2011), nominaal; `ac1` die van Gwet (2008); `positive` is de overeenstemming over eenheden die gecodeerd zijn (Fleiss 1971).
agreement-kappa-of-two = `kappa` is die van Cohen (1960).
agreement-kappa-of-more = `kappa` is die van Fleiss (1971); waar oordelen ontbreken, berekend volgens Gwet (2014).
agreement-further = `none` zijn eenheden die niemand codeerde; `pairable` zijn oordelen waar een ander oordeel tegenover staat. `prevalence` en `bias` zijn de indexen van Byrt, Bishop en Carlin (1993), bij twee codeurs. `brennan_prediger` stelt het toeval op een half. `u_alpha` en haar verwanten (Krippendorff, Mathet, Bouvry en Widlöcher 2016) vergelijken waar fragmenten beginnen en eindigen, in tekens van de tekst die meetelt, wat de eenheid ook is: `u_alpha` van een code met de codes daaronder als waarden, `binary_u_alpha` van alles daaronder samen, `cu_alpha` van de waarde waar twee codeurs codeerden, `ku_alpha` van de code te midden van de andere van haar thema.
agreement-together-of-two = In de rijen van alle codes telt elke code op zichzelf, zonder de codes daaronder: samengevoegd als ja en nee (κ: De Vries e.a. 2008), en als de verzameling codes die een eenheid heeft, met α volgens de afstand van Jaccard en volgens MASI (Passonneau 2006).
agreement-together-of-more = In de rijen van alle codes telt elke code op zichzelf, zonder de codes daaronder: als de verzameling codes die een eenheid heeft, met α volgens de afstand van Jaccard en volgens MASI (Passonneau 2006).
agreement-pairs = `both`, `only_a`, `only_b` en `neither` zijn eenheden die beiden beoordeelden. `kappa` is die van Cohen (1960); `positive` is de overeenstemming over eenheden die gecodeerd zijn (Fleiss 1971).
# Wat andere programma's zouden zeggen.
agreement-compat = { $program ->
    [nvivo] `nvivo_kappa` is 1 waar niemand codeerde, zoals in NVivo; dat telt tekens (-u character), bestand voor bestand.
    [maxqda] `maxqda_kappa` laat weg wat niemand codeerde en stelt het toeval op één gedeeld door het aantal codes; MAXQDA telt gecodeerde segmenten, hier zijn dat eenheden.
    [atlas] `atlas_percent` en `atlas_holsti` zijn zoals in de handleiding van ATLAS.ti; dat telt tekens (-u character).
   *[holsti] `holsti` is de coëfficiënt van Holsti (1969) over wat gecodeerd is.
}
# De rijen van alle codes samen.
agreement-all-codes = { $how ->
    [pooled] alle codes (samengevoegd)
    [jaccard] alle codes (Jaccard)
    [masi] alle codes (MASI)
    [micro] alle codes (micro)
   *[macro] alle codes (macro)
}
agreement-unused = { $n ->
    [one] { $n } code die daar door niemand is gebruikt, heeft geen rij.
   *[other] { $n } codes die daar door niemand zijn gebruikt, hebben geen rij.
}

agreement-detection = `tp` zijn eenheden die de codeur en de referentie allebei codeerden, `fp` die alleen de codeur, `fn` die alleen de referentie codeerde. `precision` is `tp` / (`tp` + `fp`), `recall` is `tp` / (`tp` + `fn`), `f1` is hun harmonisch gemiddelde, 2 `tp` / (2 `tp` + `fp` + `fn`). κ nadert F1 naarmate een code zeldzamer is (Hripcsak en Rothschild 2005).
agreement-detection-of-drawn = `tp` zijn beoordeelde eenheden die de codeur en de referentie allebei codeerden, `fp` die alleen de codeur, `fn` die alleen de referentie codeerde; `tp_all`, `fp_all` en `fn_all` schatten hoeveel van zulke eenheden er zijn, getrokken of niet, in de interviews die beiden beoordeelden. `precision` is `tp_all` / (`tp_all` + `fp_all`), `recall` is `tp_all` / (`tp_all` + `fn_all`), `f1` is hun harmonisch gemiddelde.
agreement-detection-together = In de rijen van alle codes telt elke code op zichzelf, zonder de codes daaronder: micro telt eenheden op, macro is het gemiddelde over de codes waarvoor een getal bestaat.
agreement-left-out = Codes zonder getal, niet in de macrogemiddelden ({ $who }): precisie { $precision }, recall { $recall }, F1 { $f }.
agreement-score-intervals = De intervallen van precisie en recall zijn 95%-score-intervallen (Wilson 1927), die aannemen dat eenheden onafhankelijk zijn; die van F1 komen uit trekkingen.
agreement-intervals-of-drawn = Alle intervallen komen uit trekkingen van interviews waarin een eenheid is beoordeeld, met de gewichten zoals ze zijn: bij weinig interviews zijn ze te smal.
# $draws is een getal; $undefined hoeveel trekkingen geen getal gaven, in zoveel $intervals.
agreement-drawing = Intervallen zijn 95%-betrouwbaarheidsintervallen: dezelfde getallen bij { $draws } trekkingen van evenveel interviews, met teruglegging, startgetal { $seed }; { $undefined ->
    [one] { $undefined } trekking
   *[other] { $undefined } trekkingen
} voor { $intervals ->
    [one] het interval
   *[other] alle { $intervals } intervallen samen
} { $undefined ->
    [one] gaf geen getal en is
   *[other] gaven geen getal en zijn
} weggelaten. Ze zeggen wat andere interviews van deze soort hadden kunnen opleveren, voor zover deze aselect zijn getrokken.

# $seed is none waar ze met name genoemd zijn.
agreement-parts = { $seed ->
    [none] Apart gehouden
   *[other] Apart gehouden, getrokken met startgetal { $seed }
}: { $held }. Ontwikkeling: { $development }. Vertrouw op wat gemeten is aan interviews die bij het schrijven van de regels niet zijn gebruikt.
agreement-part = { $part ->
    [held-out] apart gehouden
   *[development] ontwikkeling
}

agreement-disagreements = Elk verschil met de referentie: wat alleen een codeur vond (onterecht gevonden, fp), en wat alleen de referentie heeft (gemist, fn).
agreement-disagreements-with = Elk verschil met de referentie: wat alleen een codeur vond (onterecht gevonden, fp), en wat alleen de referentie heeft (gemist, fn). De referentie: { $reference }; het aantal verschillen: { $n }.
agreement-disagreements-columns = `rules` en `matched` zeggen waaruit een codering door regels voortkwam; `missed` zijn woorden uit het citaat van de referentie die geen regel van de code hier ergens vond, zonder korte woorden en woorden die in de meeste transcripten staan.
agreement-stratum = `stratum` is de zeldzaamste code die een eenheid had toen ze werd getrokken, leeg waar ze geen code had; `weight` is voor hoeveel eenheden ze staat.
# Op het scherm met verschillen.
agreement-no-rule-knows = geen regel kent: { $words }
# Een regel van een codeboekbestand, met zijn nummer als tekst.
codebook-line = bestandsregel { $n }

# Getrokken eenheden. $names wie ze beoordeelden, $drawn hoeveel er getrokken zijn.
agreement-drawn-compared = De vergelijking gaat over { $units } van { $transcripts }: wat { $names } van de { $drawn } getrokken eenheden (startgetal { $seed }) heeft beoordeeld; alle andere zeggen niets.
agreement-drawn-others = Van de transcripten waaruit ze zijn getrokken, beoordeelde ieder zoveel: { $each }; waar een codeur geen enkele codering heeft, ontbreekt diens oordeel.
agreement-drawn-from = Ze zijn getrokken uit { $units } in { $strata ->
    [one] één stratum
   *[other] { $strata } strata
}, naar de zeldzaamste code van een eenheid of naar het ontbreken van een code: { $drawn } van { $of }.
agreement-range = { $least } tot { $most }
agreement-drawn-unweighted = Eenheden met zeldzame codes zijn vaker getrokken en er is hier niet gewogen: deze getallen gelden voor de getrokken eenheden, niet voor het hele onderzoek.
agreement-drawn-weights = Elke eenheid staat voor N / n van de N eenheden van haar stratum, waarvan er n zijn beoordeeld ({ $stands }): sommen van deze gewichten schatten zuiver wat in alle eenheden samen voorkomt (Horvitz en Thompson 1952), verhoudingen van sommen bijna zuiver.
agreement-drawn-missing = { $n ->
    [one] { $n } getrokken eenheid is hier niet beoordeeld; de beoordeelde eenheden van hetzelfde stratum vertegenwoordigen haar mede, op de aanname dat ze op elkaar lijken.
   *[other] { $n } getrokken eenheden zijn hier niet beoordeeld; de beoordeelde eenheden van hetzelfde stratum vertegenwoordigen ze mede, op de aanname dat ze op elkaar lijken.
}
agreement-drawn-unseen = Niets is beoordeeld van { $units } ({ $strata }): de schattingen laten ze weg en gelden voor de andere { $others }.
# $here zijn eenheden met hun woord, $all een getal, $elsewhere hoeveel beoordeelde hier niet zijn.
agreement-drawn-here = { $elsewhere ->
    [0] Hier staan { $here }, en er viel uit { $all } te trekken: de schattingen gelden voor die { $all }.
    [one] Hier staan { $here }, en er viel uit { $all } te trekken, waarvan { $elsewhere } beoordeelde hier ontbreekt: de schattingen gelden voor de eenheden die er wel zijn.
   *[other] Hier staan { $here }, en er viel uit { $all } te trekken, waarvan { $elsewhere } beoordeelde hier ontbreken: de schattingen gelden voor de eenheden die er wel zijn.
}

# Waarom cellen niet gedefinieerd zijn, als zinsdeel.
agreement-undefined = Sommige getallen zijn niet gedefinieerd: { $reasons }.
agreement-no-rules = coderingen door mensen komen niet van een regel
agreement-nothing-missed = geen regel hoefde deze woorden te vinden
agreement-no-code = de eenheid had geen code toen ze werd getrokken
agreement-endless = een heel transcript of een hele casus wordt niet herhaald
# Waarom een getal niet bestaat, in welke tabel ook.
why-undefined = { $why ->
    [empty] er is niets om door te delen
    [zero_frequency] het komt niet voor
    [single_part] er is maar één transcript
    [single] er is er maar één waar er twee nodig zijn
    [no_variation] iedereen zei over alles hetzelfde, zodat het toeval even goed zou overeenstemmen
    [no_pairs] geen eenheid is door twee codeurs beoordeeld
    [zero_margin] een van de twee komt nooit voor, of altijd
    [too_few_cells] minder dan twee rijen of kolommen bevatten iets
   *[overlap] fragmenten van één codeur met verschillende codes overlappen elkaar
}
