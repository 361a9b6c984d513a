# Onder de curve van verzadiging en haar schattingen.

saturation-counted = Hoeveel codes elk interview bracht die in geen eerder interview voorkwamen, in de volgorde waarin ze geanalyseerd zijn.
saturation-counted-rules = Dekking van het codeboek door de interviews: hoeveel codes van het codeboek elk interview heeft die in geen eerder interview voorkwamen, in de volgorde waarin ze geanalyseerd zijn.
saturation-rules-came-first = Dit is geen verzadiging: het codeboek en zijn regels waren er al voor het eerste interview. De curve kan dus niet laten zien of interviews nieuwe ideeën brengen, en hoeveel codes nog niet gezien zijn, is niet geschat.
saturation-counted-estimates = Wanneer interviews ophielden nieuwe codes te brengen, en hoeveel codes er kunnen zijn die in geen enkel interview voorkomen.
# $level is 0 voor codes zoals ze zijn toegekend.
saturation-level = { $level ->
    [0] Een code telt waar ze zelf is toegekend; een thema is niet nieuw doordat een code eronder dat is.
    [one] Een thema telt met alles wat eronder valt.
   *[other] Een code van het laagste niveau telt met alles wat eronder valt.
}
saturation-no-code-found = Er is geen code gevonden.
# Na hoeveel interviews er $half, 80%, 90% en alle zijn van de $n gevonden codes.
saturation-reached = { $n ->
    [one] { $n } code
   *[other] { $n } codes
} in totaal: 50% na { $half ->
    [one] { $half } interview
   *[other] { $half } interviews
}, 80% na { $most }, 90% na { $nearly }, alle na { $last }.
saturation-reached-of-codebook = Van { $of ->
    [one] { $of } code in het codeboek
   *[other] { $of } codes in het codeboek
} { $n ->
    [one] is er { $n }
   *[other] zijn er { $n }
} gevonden: 50% na { $half ->
    [one] { $half } interview
   *[other] { $half } interviews
}, 80% na { $most }, 90% na { $nearly }, alle na { $last }.
saturation-tied = { $n ->
    [one] { $n } interview is op hetzelfde moment geanalyseerd als een ander; ze staan op volgorde van hun naam.
   *[other] { $n } interviews zijn op hetzelfde moment geanalyseerd als een ander; ze staan op volgorde van hun naam.
}
saturation-uncoded = { $n ->
    [one] { $n } interview heeft geen codering en is weggelaten, als nog niet geanalyseerd.
   *[other] { $n } interviews hebben geen codering en zijn weggelaten, als nog niet geanalyseerd.
}
saturation-expected = `expected` is hoeveel codes evenveel van deze interviews gemiddeld hebben over alle volgordes (Mao Tau: Colwell, Mao & Chang 2004).
saturation-assumed = De regel van Guest, Namey en Chen (2020) deelt de nieuwe codes van een reeks door die van de basis; reeksen overlappen elkaar, en 6+2 betekent: zes interviews, en nog twee die weinig brachten. Deze uitkomst hangt af van de volgorde, net als het aantal interviews tot 80%. Chao2, de jackknives, de dekking en de volledigheid doen dat niet; ze nemen aan dat interviews onafhankelijke trekkingen zijn uit de mensen over wie het onderzoek gaat, en dat in elk interview naar elke code is gezocht. Chao2 is een ondergrens: minstens zoveel codes. Dekking is welk deel van alles wat zulke mensen noemen, valt onder gevonden codes; volledigheid is welk deel van de codes volgens Chao2 gevonden is; en een code die zoveel procent van zulke mensen zou noemen als de laatste rij zegt, is met een kans van 95% bij minstens één van zovelen te horen.

# Hoe schattingen heten.
saturation-estimate = { $estimate ->
    [in_one_interview] in één interview
    [in_two_interviews] in twee interviews
    [incidences] interview en code
    [interviews_to] interviews tot
    [guest_namey_chen] Guest, Namey en Chen
    [chao2] Chao2
    [chao2_bias_corrected] Chao2, gecorrigeerd
    [jackknife1] jackknife 1
    [jackknife2] jackknife 2
    [coverage_pct] dekking (%)
    [completeness_pct] volledigheid (%)
    [shown_prevalence_pct] prevalentie (%)
   *[other] { $estimate }
}

# Wat een schatting zegt, en waarom er geen is, als zinsdeel.
saturation-reading = { $what ->
    [codes] verschillende codes gevonden
    [in-one] codes in precies één
    [in-two] codes in precies twee
    [incidences] paren van interview en code
    [still-rising] pas bij het laatste: stijgt nog
    [near] bijna verzadigd (Squire 2024)
    [true] echt verzadigd (Squire 2024)
    [at-least] zoveel codes zijn er minstens
    [safer] veiliger als er weinig in twee zijn
    [there-are] zoveel codes zijn er
    [unfit] minder dan gevonden: ongeschikt
    [mentioned] van wat er genoemd wordt
    [of-chao2] van Chao2 is gevonden
   *[heard] van de mensen: minstens eens gehoord
}
saturation-no-reading = { $why ->
    [no-run] geen reeks bracht zo weinig
    [empty-base] de basis heeft geen code
    [single] één interview is te weinig
   *[no-code] er is geen code gevonden
}
saturation-needs = { $n ->
    [one] daarvoor is { $n } interview nodig
   *[other] daarvoor zijn { $n } interviews nodig
}
# $percent met zijn teken.
saturation-setting = basis { $base }, reeks { $run }, { $percent }
saturation-information = { $before }+{ $run }: { $new } nieuw, basis { $base }

# Waarom cellen niet gedefinieerd zijn, als zinsdeel.
saturation-no-sd = één interview heeft geen afwijking, en een interview zonder code evenmin
saturation-no-sd-of-rules = de codes van een codeboek dat er eerst was, zijn geen steekproef
saturation-nothing-new = het interview bracht geen nieuwe code
saturation-not-reached = `reading` zegt waarom

# Koppen van de curve op een scherm.
saturation-head = { $column ->
    [analysed] analyse
    [codings] coderingen
    [codes] codes
    [new] nieuw
    [total] totaal
    [share] van gevonden
   *[expected] verwacht
}
