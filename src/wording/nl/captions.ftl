# Onderschriften van tabellen: wat er is geteld, waarin, van wie. Waarden: $n een aantal, andere zijn bij hun gebruik genoemd; `namen`
# tussen accenten zijn van kolommen, en worden getoond als de kop erboven.

# Wat een tabel telt.
caption-frequencies = Hoe vaak elke code, met alles wat eronder valt, is gevonden: eerst deelnemers, dan transcripten, eenheden en coderingen.
caption-cooccurrence = Welke codes, elk met alles wat eronder valt, in dezelfde eenheden voorkomen.
caption-matrix = Eenheden waarin beide codes voorkomen; op de diagonaal de eenheden met de code zelf.
caption-codings = Elke codering: een code die een codeur aan een fragment heeft gegeven.
caption-mentions = Elke vindplaats: één treffer van één regel, waarop een codering berust.
caption-quotes = De woorden van de coderingen.
caption-uncoded = De woorden van eenheden zonder enige code.
caption-kwic = Treffers van { $rule } met de woorden eromheen, binnen één beurt.
caption-transcripts = Hoe elk transcript is gelezen. Wat hier niet klopt, is te verhelpen in kantlijn.toml, onder [transcripts].
caption-comments = Wat mensen in de kantlijn van het bestand hebben geschreven, met de woorden waar het over gaat; zulke opmerkingen coderen niets.

# Wat de aantallen betekenen.
caption-relation = Twee codes komen samen voor in een eenheid als elk een codering heeft die minstens één heel woord ervan beslaat; een code en een code erboven vormen geen paar.
caption-same-words = `same_words` telt de eenheden waarin alles waarop een van beide codes berust, overlapt met waar de andere op berust: daar zegt het paar iets over de regels, niet over de interviews.
caption-intervals = De intervallen zijn score-intervallen van 95% (Wilson 1927). Ze veronderstellen dat deelnemers en eenheden onafhankelijk van elkaar en aselect getrokken zijn, wat bij interviews zelden zo is; eenheden uit één interview lijken op elkaar, zodat hun intervallen te smal zijn.
caption-dispersion = `dispersion` is DP (Gries 2008) over de transcripten: 0 als de coderingen net zo verdeeld zijn als de woorden, bijna 1 als één kort transcript ze allemaal heeft.
caption-dispersions = `dispersion_norm` is DP gedeeld door de grootst mogelijke waarde ervan (Lijffijt & Gries 2012). Bij de andere maten, over dezelfde transcripten berekend zoals Gries (2008) ze geeft, is 1 een gelijkmatige spreiding: D van Juilland, D2 van Carroll, S van Rosengren. In hoeveel transcripten de code voorkomt (de range), staat onder `transcripts`.
caption-interval-of-a-rate = Dat van een aantal per 1.000 woorden is exact voor een poissonproces (Garwood 1936): het veronderstelt dat coderingen onafhankelijk van elkaar optreden en in alle woorden even vaak.

# Waarin, en wiens woorden.
caption-unit = { $unit ->
    [answer] De eenheid is het antwoord: wat een deelnemer zegt tot de volgende inhoudelijke beurt van de interviewer.
    [sentence] De eenheid is de zin.
    [turn] De eenheid is de beurt: wat één spreker zegt tot een ander spreekt.
    [paragraph] De eenheid is de alinea.
    [window] { $words ->
        [one] De eenheid is een venster van { $words } woord binnen een beurt.
       *[other] De eenheid is een venster van { $words } woorden binnen een beurt.
    }
    [transcript] De eenheid is het hele transcript.
   *[case] De eenheid is de casus: alles wat één persoon, plaats of groep in alle transcripten zegt.
}
caption-words = { $part ->
    [participant] Alleen de woorden van deelnemers tellen mee: van iedereen die niet als interviewer is herkend.
    [interviewer] Alleen de woorden van interviewers tellen mee.
   *[all] Ieders woorden tellen mee, ook die van interviewers.
}
caption-words-where = { $part ->
    [participant] Alleen de woorden van deelnemers tellen mee (van iedereen die niet als interviewer is herkend) waarvoor geldt: { $condition }.
    [interviewer] Alleen de woorden van interviewers tellen mee waarvoor geldt: { $condition }.
   *[all] Ieders woorden tellen mee, ook die van interviewers, waarvoor geldt: { $condition }.
}

# Hoeveel er zijn.
caption-counts = { $participants ->
    [one] { $participants } deelnemer
   *[other] { $participants } deelnemers
}, { $transcripts ->
    [one] { $transcripts } transcript
   *[other] { $transcripts } transcripten
}, { $units ->
    [one] { $units } eenheid
   *[other] { $units } eenheden
}, { $words ->
    [one] { $words } woord
   *[other] { $words } woorden
}.
caption-counts-without-units = { $participants ->
    [one] { $participants } deelnemer
   *[other] { $participants } deelnemers
}, { $transcripts ->
    [one] { $transcripts } transcript
   *[other] { $transcripts } transcripten
}, { $words ->
    [one] { $words } woord
   *[other] { $words } woorden
}.
caption-counts-of = { $value }: { $counts }
caption-coders-apart = De codeurs staan apart; allen hadden dezelfde woorden voor zich.
caption-values-apart = De waarden van `{ $by }` staan apart: eenheden, woorden en deelnemers zijn die van sprekers met die waarde.

# Wiens coderingen.
caption-rules = regels
caption-any-of = een of meer van { $names }
caption-by-nobody = { $n ->
    [one] { $n } codering, waarvan { $accepted } door een mens gemaakt of aanvaard{ $stances }.
   *[other] { $n } coderingen, waarvan { $accepted } door een mens gemaakt of aanvaard{ $stances }.
}
caption-by = { $n ->
    [one] { $n } codering door { $coder }, waarvan { $accepted } door een mens gemaakt of aanvaard{ $stances }.
   *[other] { $n } coderingen door { $coder }, waarvan { $accepted } door een mens gemaakt of aanvaard{ $stances }.
}
caption-by-nobody-and-rejected = { $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
}, waarvan { $accepted } door een mens gemaakt of aanvaard { $more ->
    [one] (nog { $more } is afgewezen en weggelaten)
   *[other] (nog { $more } zijn afgewezen en weggelaten)
}{ $stances }.
caption-by-and-rejected = { $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
} door { $coder }, waarvan { $accepted } door een mens gemaakt of aanvaard { $more ->
    [one] (nog { $more } is afgewezen en weggelaten)
   *[other] (nog { $more } zijn afgewezen en weggelaten)
}{ $stances }.
caption-reviewed = { $n ->
    [one] { $n } codering door { $coder }, waarvan { $reviewed } beoordeeld ({ $accepted } aanvaard; geen afgewezen){ $stances }.
   *[other] { $n } coderingen door { $coder }, waarvan { $reviewed } beoordeeld ({ $accepted } aanvaard; geen afgewezen){ $stances }.
}
caption-reviewed-and-rejected = { $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
} door { $coder }, waarvan { $reviewed } beoordeeld ({ $accepted } aanvaard; { $more } afgewezen en weggelaten, zodat { $left ->
    [one] er { $left } meetelt
   *[other] er { $left } meetellen
}){ $stances }.
caption-stances = ; { $list }, meegeteld als de andere
caption-negated = { $n } ontkend
caption-ceased = { $n } niet meer zo
caption-normative = { $n } als norm

# Wat is weggelaten.
caption-only-status = Alleen coderingen met de status “{ $status }”.
caption-only-stance = Alleen coderingen met de strekking “{ $stance }”.
caption-only-status-and-stance = Alleen coderingen met de status “{ $status }” en de strekking “{ $stance }”.
caption-outside = { $n ->
    [one] Weggelaten: { $n } codering buiten deze woorden.
   *[other] Weggelaten: { $n } coderingen buiten deze woorden.
}
caption-wordless = { $n ->
    [one] Weggelaten: { $n } codering die geen heel woord beslaat.
   *[other] Weggelaten: { $n } coderingen die geen heel woord beslaan.
}
caption-unreadable = { $n ->
    [one] { $n } transcript kon niet worden gelezen en is overgeslagen.
   *[other] { $n } transcripten konden niet worden gelezen en zijn overgeslagen.
}
caption-sampled = { $n } van { $all }, aselect getrokken met startgetal { $seed }.
caption-at-most-of-each = { $n ->
    [one] Hoogstens { $n } citaat per deelnemer.
   *[other] Hoogstens { $n } citaten per deelnemer.
}

# Hoe één transcript is gelezen.
caption-read = { $name }: { $format }{ $encoding }{ $labels }; interviewer: { $interviewer }{ $comments }.
caption-read-without-interviewer = { $name }: { $format }{ $encoding }{ $labels }; geen interviewer herkend{ $comments }.
caption-read-encoding = , { $text }
caption-read-labels = ; sprekers: { $text }
caption-read-comments = ; { $n ->
    [one] { $n } opmerking ({ $authors })
   *[other] { $n } opmerkingen ({ $authors })
}
caption-memo = Memo bij { $of }: “{ $memo }”.
caption-memo-on-case = Memo bij de casus { $of }: “{ $memo }”.

# Waarom cellen niet gedefinieerd zijn: zinsdelen.
why-not-asked = coderingen door mensen zeggen daar niets over
why-no-mentions = coderingen door mensen berusten op een fragment, niet op vindplaatsen
why-no-codings = een code zonder coderingen bij deelnemers heeft geen aandelen
why-no-code-row = de rij `geen code` telt alleen eenheden, deelnemers en transcripten
why-no-units = een van beide codes, of allebei, komt in geen enkele eenheid voor
why-nothing-there = zulke eenheden, deelnemers of woorden zijn er niet
why-no-dispersion = een code zonder coderingen, of één enkel transcript, heeft geen spreiding
why-no-text = de woorden van deelnemers zijn op verzoek weggelaten
why-no-memo = memo's zijn weggelaten met de woorden van deelnemers, die ze kunnen aanhalen
why-no-times = het bestand heeft geen tijden
why-zipped = het bestandsformaat legt de tekenset zelf vast

# Een groep eenheden.
units-without-code = eenheden zonder enige code

# Hoe een transcript is gelezen: waaraan sprekers en interviewers zijn herkend.
labels = { $manner ->
    [colon] aanduiding met dubbele punt aan het begin van de regel
    [bracket] aanduiding tussen haken aan het begin van de regel
    [alone-time] aanduiding en tijd alleen op een regel
    [heading] aanduiding als kop
    [alone] aanduiding alleen op een regel
    [change] aanduiding met dubbele punt waar de spreker wisselt
    [voice] stemlabels: `<v Naam>`
    [chat] hoofdregels als `*ABC:`
    [column] een kolom van een tabel
    [bold] vragen in vet of cursief
    [channel] een kanaal per spreker
    [tag] spreker bij elk woord
    [none] geen sprekers
    [no-tier] geen laag met woorden
    [paragraph] geen aanduidingen van sprekers: één alinea
   *[no-column] geen kolom voor sprekers
}
labels-paragraphs = geen aanduidingen van sprekers: elk van de { $n } alinea's is een beurt
labels-column = kolom { $column }
labels-text-in = { $speaker }, tekst in { $texts }
labels-tiers = lagen { $tiers }
interviewer-by-label = aanduiding { $labels }{ $why ->
    [parts] , volgens `[transcripts] parts`
    [role] , volgens het bestand
   *[usual] {""}
}
interviewer-by-questions = { $names } stelt { $n } van { $all } vragen
interviewer-by-layout = { $n ->
    [one] { $n } vraag in vet of cursief
   *[other] { $n } vragen in vet of cursief
}
