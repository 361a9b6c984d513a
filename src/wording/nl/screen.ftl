# Het scherm van `kantlijn code`. Waarden: $n een aantal, andere zijn bij hun gebruik genoemd.

# Wat er is gelezen.
screen-read = { $n ->
    [one] { $n } transcript gelezen: { $participants }, { $words }, waarvan { $own } van deelnemers.
   *[other] { $n } transcripten gelezen: { $participants }, { $words }, waarvan { $own } van deelnemers.
}
screen-read-of = { $n } van { $all } transcripten gelezen: { $participants }, { $words }, waarvan { $own } van deelnemers.
screen-left-out = Overgeslagen: { $files }.
screen-and-more = { $names } en nog { $n }
screen-unlabelled = { $n ->
    [one] { $n } transcript zonder aanduiding van sprekers: de alinea's ervan zijn als beurten gelezen.
   *[other] { $n } transcripten zonder aanduiding van sprekers: de alinea's ervan zijn als beurten gelezen.
}

# Hoe er is geteld.
screen-how = Geteld in { $units }, in { $whose }: { $codings } { $by }; { $reviewed }{ $negated }.
screen-answers = { $n ->
    [one] { $n } antwoord (alles wat een deelnemer zegt tot de volgende echte vraag van de interviewer)
   *[other] { $n } antwoorden (alles wat een deelnemer zegt tot de volgende echte vraag van de interviewer)
}
screen-windows = { $n ->
    [one] { $n } venster
   *[other] { $n } vensters
} van { $words ->
    [one] { $words } woord
   *[other] { $words } woorden
}
screen-whose = { $part ->
    [participant] de woorden van deelnemers
    [interviewer] de woorden van interviewers
   *[all] ieders woorden
}
screen-whose-where = { $part ->
    [participant] de woorden van deelnemers waarvoor geldt { $condition }
    [interviewer] de woorden van interviewers waarvoor geldt { $condition }
   *[all] ieders woorden waarvoor geldt { $condition }
}
screen-by-rules = voorgesteld door de regels van het codeboek
screen-by = door { $coder }
screen-not-reviewed = niemand heeft ze beoordeeld
screen-all-accepted = { $n } ervan door een mens beoordeeld en aanvaard
screen-reviewed = { $n } ervan door een mens beoordeeld ({ $accepted } aanvaard; { $rejected } afgewezen en weggelaten, zodat { $left ->
    [one] er { $left } meetelt
   *[other] er { $left } meetellen
})
screen-by-people = { $n } door een mens gemaakt of aanvaard
screen-negated = ; ontkende tellen mee en staan ook apart
screen-alone-in-files = Hier alleen { $coder }; in de bestanden staat { $others } apart.
screen-alone = Hier alleen { $coder }; `freq` toont { $others } apart, en --coder kiest.

# De tabel.
screen-participants = deelnemers
screen-codings = coderingen
screen-negated-ones = ontkend
screen-prompted-ones = uitgelokt
screen-units = { $unit ->
    [answer] antwoorden
    [sentence] zinnen
    [turn] beurten
    [paragraph] alinea's
    [window] { $words ->
        [one] vensters van { $words } woord
       *[other] vensters van { $words } woorden
    }
    [transcript] transcripten
   *[case] casussen
}
screen-other-themes = Andere thema's (deelnemers): { $themes }.
screen-of-all-in-percent = { $n } van { $all } ({ $percent }%)

# Paren.
screen-together = { $unit ->
    [answer] Samen in hetzelfde antwoord
    [sentence] Samen in dezelfde zin
    [turn] Samen in dezelfde beurt
    [paragraph] Samen in dezelfde alinea
    [window] { $words ->
        [one] Samen in hetzelfde venster van { $words } woord
       *[other] Samen in hetzelfde venster van { $words } woorden
    }
    [transcript] Samen in hetzelfde transcript
   *[case] Samen in dezelfde casus
}
screen-same-words = zelfde woorden
screen-no-pairs = Er zijn geen twee thema's die samen voorkomen.
screen-few-units = Paren in minder dan drie eenheden zijn toeval tot ze gelezen zijn.

# Citaten, en wat erna komt.
screen-quotes = In hun woorden (getrokken met startgetal { $seed })
screen-stance = { $stance }:
screen-not-shown = Wat dit niet laat zien
screen-not-shown-unknown = Uitdrukkingen die de regels niet kennen: lees iets van wat ze ongecodeerd lieten (hieronder).
screen-not-shown-weight = Hoeveel een thema ertoe doet: vaak is niet hetzelfde als belangrijk, en interviews zijn geen aselecte steekproef.
screen-next = Verder
