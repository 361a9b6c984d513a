# De alinea's over het coderen in een methodehoofdstuk: sober en zonder oordeel. Waarden: $n een aantal, andere zijn bij hun gebruik genoemd.

methods-title = Codering
methods-open = [… in te vullen: { $what }]

methods-material = { $n ->
    [one] Het materiaal bestaat uit { $n } transcript van { $words } woorden.
   *[other] Het materiaal bestaat uit { $n } transcripten van samen { $words } woorden.
}
methods-formats = De bestanden zijn ingelezen als: { $formats }.
methods-format = { $format ->
    [text] platte tekst
    [markdown] Markdown
    [word] Word
    [opendocument] OpenDocument
    [rtf] rich text
    [html] webpagina
    [pdf] pdf
    [webvtt] WebVTT-ondertitels
    [subrip] SubRip-ondertitels
    [table] tabel
    [project] project van een codeerprogramma
   *[other] { $format }
}
methods-counted-words = { $n ->
    [0] Dat zijn { $words } woorden.
    [one] Dat zijn { $words } woorden van { $n } deelnemer.
   *[other] Dat zijn { $words } woorden van { $n } deelnemers.
}
methods-open-participants = wie de deelnemers zijn, hoe zij zijn geworven en waarom juist zij
methods-open-interviews = hoe en door wie de gesprekken zijn gevoerd, opgenomen en uitgeschreven

methods-codebook = Gecodeerd is met het codeboek “{ $name }”, met { $themes ->
    [one] { $themes } thema
   *[other] { $themes } thema's
} en { $codes ->
    [0] geen codes
    [one] { $codes } code
   *[other] { $codes } codes
} { $themes ->
    [one] daaronder
   *[other] daaronder
}.
methods-no-codebook = { $n ->
    [one] Er is geen apart codeboek; de code is de ene die de coderingen noemen.
   *[other] Er is geen apart codeboek; de codes zijn de { $n } die de coderingen noemen.
}
methods-rules = { $n ->
    [one] Het heeft { $n } regel:
   *[other] Het heeft { $n } regels:
} woorden, woordgroepen en combinaties daarvan binnen een opgegeven afstand. Waar een regel past, stelt die zijn code voor bij { $span ->
    [sentence] de zin waarin de gevonden woorden staan
    [mention] de gevonden woorden
    [turn] de beurt waarin de gevonden woorden staan
   *[answer] het antwoord waarin de gevonden woorden staan
}.
methods-open-codebook = hoe en door wie het codeboek is ontwikkeld, uit theorie, uit het materiaal of uit beide

methods-proposed = { $n ->
    [one] De regels zijn met het programma kantlijn, versie { $version }, op alle transcripten toegepast en stelden { $n } codering voor.
   *[other] De regels zijn met het programma kantlijn, versie { $version }, op alle transcripten toegepast en stelden { $n } coderingen voor.
}
methods-not-reviewed = Geen van deze voorstellen is door een mens beoordeeld.
methods-reviewed = Daarvan { $n ->
    [one] is er { $n }
   *[other] zijn er { $n }
} beoordeeld door { $by }: { $accepted } aanvaard{ $recoded ->
    [0] {""}
   *[other] {" "}(soms onder een andere code)
} en { $rejected } afgewezen; wat afgewezen is, telt nergens mee.
methods-stances = De volgende coderingen door de regels zijn niet zonder meer bevestigend, maar tellen wel mee: { $stances }.
methods-person = { $name } ({ $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
} in { $transcripts ->
    [one] { $transcripts } transcript
   *[other] { $transcripts } transcripten
})
methods-people = { $n ->
    [one] Met de hand is gecodeerd door { $people }.
   *[other] Met de hand is gecodeerd door { $n } codeurs: { $people }.
}
methods-open-coders = wie de codeurs en beoordelaars zijn, hoe zij zijn getraind en of zij elkaars werk kenden

methods-unit = { $unit ->
    [answer] De eenheid van analyse is het antwoord: wat een deelnemer zegt tot de volgende inhoudelijke beurt van de interviewer.
    [sentence] De eenheid van analyse is de zin.
    [turn] De eenheid van analyse is de beurt: wat een spreker zegt tot een ander spreekt.
    [paragraph] De eenheid van analyse is de alinea.
    [window] De eenheid van analyse is een venster van { $size } woorden binnen een beurt.
    [transcript] De eenheid van analyse is het hele transcript.
   *[case] De eenheid van analyse is de casus: wat een persoon, plek of groep in alle transcripten zegt.
}
methods-units = { $n ->
    [one] Het gaat om { $units }.
   *[other] Het gaat om { $units }.
}
methods-presence = Een code is in een eenheid aanwezig als een codering ervan, of van een code daaronder, minstens één heel woord beslaat; een deelnemer telt één keer, ook bij meer dan één gesprek.

methods-chosen-coder = Alleen de coderingen door { $coder } zijn gebruikt; overeenstemming tussen codeurs is hier niet berekend.
methods-one-coder = Er is één codeur, dus overeenstemming tussen codeurs is niet berekend.
methods-drawn-units = Een tweede codeur heeft door loting getrokken eenheden beoordeeld; de overeenstemming daarover is hier niet berekend.
methods-open-agreement = de overeenstemming over de door loting getrokken eenheden
methods-the-rules = de regels
methods-nothing-shared = Geen transcript is door twee van { $coders } gecodeerd, dus er is geen overeenstemming te berekenen.
methods-compared = De overeenstemming tussen { $coders } is berekend over { $units } van { $n ->
    [one] het { $n } transcript dat
   *[other] de { $n } transcripten die
} minstens twee van hen codeerden.
methods-compared-cases = De overeenstemming tussen { $coders } is berekend over { $units } { $n ->
    [one] die
   *[other] die elk
} door minstens twee van hen is gecodeerd.
methods-alpha = Over alle codes samen is Krippendorffs α { $alpha }, met de Jaccard-afstand tussen de verzamelingen codes die codeurs aan een eenheid gaven.
methods-no-alpha = Over alle codes samen bestaat Krippendorffs α niet: { $why }.
methods-interval = Het 95%-interval daarvan, door gesprekken telkens opnieuw te trekken, loopt van { $low } tot { $high }.
methods-no-interval = Er is geen interval: { $why }.
methods-alphas = Voor de { $n } codes waarvoor α bestaat, loopt die van { $low } ({ $least }) tot { $high } ({ $most }).
methods-alpha-of = Voor de code { $code } is α { $alpha }.
methods-undefined = { $why ->
    [no_variation] alle oordelen zijn gelijk, zodat het toeval even goed zou overeenstemmen
    [no_pairs] geen eenheid is door twee codeurs beoordeeld
    [single] er is er één waar er twee nodig zijn
   *[other] er zijn geen gegevens om mee te rekenen
}
methods-open-differences = hoe met verschillen tussen codeurs is omgegaan

methods-unreadable = { $n ->
    [one] { $n } transcript kon niet worden gelezen en is weggelaten.
   *[other] { $n } transcripten konden niet worden gelezen en zijn weggelaten.
}
methods-unread = { $n ->
    [one] { $n } bestand van het onderzoek is niet als transcript ingelezen.
   *[other] { $n } bestanden van het onderzoek zijn niet als transcript ingelezen.
}
methods-without-case = { $n ->
    [one] { $n } transcript heeft geen rij in de tabel met casussen; wie daarin spreken, tellen mee als deelnemers van wie niets bekend is.
   *[other] { $n } transcripten hebben geen rij in de tabel met casussen; wie daarin spreken, tellen mee als deelnemers van wie niets bekend is.
}
methods-outside = { $n ->
    [one] { $n } codering van andere woorden is weggelaten.
   *[other] { $n } coderingen van andere woorden zijn weggelaten.
}
methods-wordless = { $n ->
    [one] { $n } codering die geen heel woord beslaat, is weggelaten.
   *[other] { $n } coderingen die geen heel woord beslaan, zijn weggelaten.
}

methods-open-position = de positie van de onderzoekers ten opzichte van het onderwerp en de deelnemers
methods-open-ethics = ethische toetsing, toestemming, en hoe de gegevens worden bewaard

methods-again = Om het te herhalen
methods-provenance = kantlijn { $version }; de transcripten hebben de hash { $corpus }… (BLAKE3).
methods-provenance-codebook = kantlijn { $version }; het codeboek heeft de hash { $codebook }…, de transcripten { $corpus }… (BLAKE3).
