# Citaten als tekst, en de matrix van casussen en codes. Waarden: $n een aantal, andere zijn bij hun gebruik genoemd.

chapter-title = Citaten
chapter-quotes = { $n ->
    [one] { $n } citaat, bij de code waar het onder valt.
   *[other] { $n } citaten, bij de codes waar ze onder vallen.
}
chapter-quotes-of = { $n ->
    [one] { $n } citaat bij “{ $code }” en wat daaronder valt.
   *[other] { $n } citaten bij “{ $code }” en wat daaronder valt.
}
chapter-quotes-with = { $n ->
    [one] { $n } citaat
   *[other] { $n } citaten
} bij “{ $code }” en wat daaronder valt, waar in { $unit ->
    [answer] hetzelfde antwoord
    [sentence] dezelfde zin
    [turn] dezelfde beurt
    [paragraph] dezelfde alinea
    [window] hetzelfde venster
    [transcript] hetzelfde transcript
   *[other] dezelfde casus
} ook “{ $with }” voorkomt.
chapter-of-each = Hoogstens { $n } per deelnemer, door loting.
chapter-drawn = Dit zijn { $n } van { $all } citaten (startgetal van de loting: { $seed }).
chapter-coded-by-rules = De regels van het codeboek hebben deze coderingen voorgesteld.
chapter-coded-by-several = Meer dan één codeur heeft gecodeerd; bij elk citaat staat wie.
chapter-coded-by = Gecodeerd door { $coder }.
chapter-numbers = Elk citaat heeft een nummer: dat van zijn codering in de tabel met alle coderingen van het onderzoek. Het is dus in elke selectie hetzelfde.
chapter-of-code = { $n ->
    [one] { $n } citaat
   *[other] { $n } citaten
}, { $participants ->
    [one] { $participants } deelnemer
   *[other] { $participants } deelnemers
}
chapter-without = Zonder citaat: { $codes }.
chapter-respondents = Respondenten
chapter-respondents-caption = { $n ->
    [one] De deelnemer die aan het woord kwam: wat bekend is, het aantal woorden en het aantal citaten hierboven.
   *[other] De { $n } deelnemers die aan het woord kwamen: wat van ieder bekend is, het aantal woorden en het aantal citaten hierboven.
}
chapter-never-quoted = Niet geciteerd
chapter-not-quoted = { $n ->
    [one] { $all ->
        [one] De deelnemer is hier niet geciteerd: { $names }.
       *[other] Van de { $all } deelnemers is er één hier niet geciteerd: { $names }.
    }
   *[other] Van de { $all } deelnemers zijn er { $n } hier niet geciteerd: { $names }.
}
chapter-all-quoted = { $all ->
    [one] De deelnemer is geciteerd.
   *[other] Alle { $all } deelnemers zijn geciteerd.
}

chapter-column-participant = deelnemer
chapter-column-transcripts = transcripten
chapter-column-words = woorden
chapter-column-quotes = citaten

stance = { $stance ->
    [affirmed] bevestigend
    [negated] ontkend
    [ceased] niet meer zo
   *[normative] als norm
}
coder-rules = regels
turn = beurt { $n }
characters = tekens { $start }–{ $end }
without-a-name = zonder naam
made-with = Codeboek { $codebook }; kantlijn { $version }.

whose-words = { $part ->
    [participant] Alleen de woorden van deelnemers tellen mee: van iedereen die niet als interviewer is herkend.
    [interviewer] Alleen de woorden van interviewers tellen mee.
   *[all] Ieders woorden tellen mee, ook die van interviewers.
}
whose-words-where = { $part ->
    [participant] Alleen de woorden van deelnemers tellen mee, dus van iedereen die niet als interviewer is herkend,
    [interviewer] Alleen de woorden van interviewers tellen mee,
   *[all] Ieders woorden tellen mee, ook die van interviewers,
} waarvoor geldt: { $condition }.
only-status = { $status ->
    [accepted] Alleen coderingen die iemand heeft gemaakt of aanvaard, zijn opgenomen.
   *[proposed] Alleen coderingen die niemand heeft beoordeeld, zijn opgenomen.
}
only-stance = { $stance ->
    [affirmed] Alleen bevestigende coderingen zijn opgenomen.
    [negated] Alleen ontkende coderingen zijn opgenomen.
    [ceased] Alleen coderingen van wat niet meer zo is, zijn opgenomen.
   *[normative] Alleen coderingen als norm zijn opgenomen.
}

matrix-counted = { $cells ->
    [quotes] Wat er gezegd is, met een rij per { $rows } en een kolom per code met alles wat daaronder valt; achter elk fragment staan transcript, beurt en tijd. Een fragment waarop verscheidene codes van een kolom op slaan, staat er één keer.
    [count] Het aantal coderingen, met een rij per { $rows } en een kolom per code met alles wat daaronder valt.
   *[units] Het aantal eenheden met de code, met een rij per { $rows } en een kolom per code met alles wat daaronder valt.
}
matrix-rows-of-value = waarde van “{ $by }”
matrix-nothing-said = er is geen fragment
matrix-more = … { $n ->
    [one] en nog { $n } fragment, dat niet in een cel van Excel past
   *[other] en nog { $n } fragmenten, die niet in een cel van Excel passen
}
matrix-sheet = matrix
matrix-codes = codes
matrix-about = toelichting
chapter-column-code = code
chapter-column-name = naam
chapter-column-definition = definitie
