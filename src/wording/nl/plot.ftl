# Figuren. Waarden: $measure, $size, $part, $unit, $axis en $line een woord van het programma; $level 0 voor alle niveaus; $n een aantal.

plot-freq-title = { $measure ->
   *[participants] Hoeveel deelnemers het over elke code hebben
    [transcripts] In hoeveel transcripten elke code voorkomt
    [units] In hoeveel eenheden elke code voorkomt
    [codings] Hoe vaak elke code is toegekend
    [mentions] Op hoeveel vindplaatsen elke code berust
}
plot-freq-bars = { $measure ->
   *[participants] Balken: deelnemers bij wie de code, of een code eronder, minstens één woord beslaat.
    [transcripts] Balken: transcripten met een codering van de code of van een code eronder.
    [units] Balken: eenheden waarin de code, of een code eronder, voorkomt.
    [codings] Balken: coderingen van de code en van de codes eronder.
    [mentions] Balken: vindplaatsen (treffers van regels) van de code en van de codes eronder.
}
plot-freq-axis = { $measure ->
   *[participants] deelnemers
    [transcripts] transcripten
    [units] eenheden
    [codings] coderingen
    [mentions] vindplaatsen
}
plot-freq-told-apart = Gearceerd: ontkend. Witte streep: in antwoord op een vraag die de code zelf noemt. Een codering kan allebei zijn.
plot-freq-not-asked = Coderingen door mensen zeggen niet of ze ontkend of uitgelokt zijn.
plot-freq-undefined = { $measure ->
    [mentions] – betekent dat het getal niet bestaat: coderingen door mensen berusten op een passage, niet op vindplaatsen.
   *[other] – betekent dat het getal niet bestaat.
}
plot-freq-level = Codes tot en met niveau { $level }; codes daaronder tellen mee met de code erboven.
plot-cooc-title = Welke codes samen voorkomen
plot-cooc-cells = Cellen: eenheden waarin beide codes voorkomen; op de diagonaal de eenheden van de code zelf.
plot-cooc-darker = Hoe donkerder, hoe meer.
plot-cooc-shade = { $measure ->
    [participants] Het getal is het aantal eenheden, de kleur het aantal deelnemers bij wie beide codes in één eenheid voorkomen.
    [jaccard] Het onderste getal, en de kleur, is Jaccard: de eenheden met beide codes van die met minstens één van de twee.
    [lift] Het onderste getal, en de kleur, is lift: de eenheden met beide codes gedeeld door het aantal dat je bij toeval verwacht; oranje is minder dan verwacht.
    [phi] Het onderste getal, en de kleur, is Yules φ; oranje is minder dan je bij toeval verwacht.
   *[npmi] Het onderste getal, en de kleur, is de genormaliseerde puntsgewijze wederzijdse informatie (npmi); oranje is minder dan je bij toeval verwacht.
}
plot-cooc-legend = { $measure ->
    [participants] deelnemers met beide
    [jaccard] Jaccard
    [lift] lift
    [phi] φ
    [npmi] npmi
   *[both] eenheden met beide
}
plot-cooc-few = Paren in minder dan { $n } eenheden hebben geen verhoudingsgetal; in gearceerde cellen bestaat het niet.
plot-cooc-similarity = Codes die eenheden delen, staan bij elkaar (average linkage op 1 − Jaccard).
plot-pair = Twee codes komen samen voor in een eenheid als elk een codering heeft die er minstens één woord van beslaat; een code en een code erboven zijn geen paar.
plot-absent = { $n ->
    [one] { $n } code die niet gevonden is, is weggelaten.
   *[other] { $n } codes die niet gevonden zijn, zijn weggelaten.
}
plot-network-title = Welke codes samen voorkomen
plot-network-nodes = { $size ->
    [units] Cirkels: codes, met een oppervlak naar het aantal eenheden waarin ze voorkomen.
   *[participants] Cirkels: codes, met een oppervlak naar het aantal deelnemers dat het erover heeft.
}
plot-network-edges = { $n ->
    [one] Lijnen: paren codes die een eenheid delen, met het aantal.
   *[other] Lijnen: paren codes die minstens { $n } eenheden delen, met het aantal.
}
plot-network-places = Waar een code staat, volgt alleen uit haar lijnen; afstanden zijn geen maat.
plot-codeline-title = Waar in het interview welke code valt
plot-codeline-marks = { $axis ->
    [words] Streepjes: coderingen, waar ze in het transcript staan, in woorden van iedereen. Grijs: woorden die meetellen.
   *[percent] Streepjes: coderingen, waar ze in het transcript staan, in procenten van de woorden van iedereen. Grijs: woorden die meetellen.
}
plot-codeline-negated = Witte streepjes: ontkend.
plot-codeline-absent = { $n ->
    [one] { $n } code die niet gevonden is, heeft geen lijn.
   *[other] { $n } codes die niet gevonden zijn, hebben geen lijn.
}
plot-saturation-title = Nieuwe codes per interview
plot-saturation-title-rules = Dekking van het codeboek per interview
plot-saturation-counted = Hoeveel codes elk interview bracht die in geen eerder interview voorkwamen, en hoeveel er tot dan toe waren.
plot-saturation-counted-rules = Hoeveel codes van het codeboek elk interview heeft die in geen eerder interview voorkwamen, en hoeveel er tot dan toe gevonden zijn. Dit is geen verzadiging: het codeboek en zijn regels waren er al voor het eerste interview.
plot-saturation-level = { $level ->
    [0] Een code telt waar ze zelf is toegekend; een thema is niet nieuw doordat een code eronder dat is.
    [one] Een thema telt met alles wat eronder valt.
   *[other] Een code van niveau { $level } telt met alles wat eronder valt.
}
plot-saturation-expected = Het gemiddelde over alle volgordes hangt niet af van de volgorde van analyse (Mao Tau: Colwell, Mao & Chang 2004).
plot-saturation-sd = De band eromheen is één standaarddeviatie naar beide kanten.
plot-saturation-tied = { $n } interviews zijn op hetzelfde moment geanalyseerd als een ander; ze staan op volgorde van hun naam.
plot-saturation-uncoded = { $n ->
    [one] { $n } interview heeft geen codering en is weggelaten, als nog niet geanalyseerd.
   *[other] { $n } interviews hebben geen codering en zijn weggelaten, als nog niet geanalyseerd.
}
plot-saturation-key = { $line ->
    [new] nieuwe codes
    [orders] gemiddelde over alle volgordes
   *[all] alle codes tot dan toe
}
plot-saturation-axis = interviews, in de volgorde waarin ze geanalyseerd zijn
plot-unit = { $unit ->
    [answer] De eenheid is het antwoord: wat een deelnemer zegt tot de volgende inhoudelijke beurt van de interviewer.
    [sentence] De eenheid is de zin.
    [turn] De eenheid is de beurt.
    [paragraph] De eenheid is de alinea.
    [window] De eenheid is een venster van { $words } woorden binnen een beurt.
    [transcript] De eenheid is het hele transcript.
   *[case] De eenheid is de casus: alles wat één persoon, plek of groep zegt.
}
plot-over = { $participants }, { $transcripts }, { $units }.
plot-apart = Elke waarde van { $by } staat apart.
plot-whose = { $part ->
    [interviewer] Alleen de woorden van interviewers tellen.
    [all] Ieders woorden tellen.
   *[participant] Alleen de woorden van deelnemers tellen.
}
plot-whose-where = { $part ->
    [interviewer] Alleen de woorden van interviewers tellen mee, waarvoor geldt: { $condition }.
    [all] Ieders woorden tellen mee, waarvoor geldt: { $condition }.
   *[participant] Alleen de woorden van deelnemers tellen mee, waarvoor geldt: { $condition }.
}
plot-rules = regels
plot-any-of = een van { $names }
plot-codings-by = { $codings } door { $coder }, waarvan { $accepted } door een mens gemaakt of aanvaard.
plot-codings = { $codings }, waarvan { $accepted } door een mens gemaakt of aanvaard.
plot-only-status = { $status ->
    [accepted] Alleen coderingen die een mens heeft gemaakt of aanvaard.
   *[proposed] Alleen coderingen die niemand heeft beoordeeld.
}
plot-only-stance = { $stance ->
    [affirmed] Alleen bevestigende coderingen.
    [negated] Alleen ontkende coderingen.
    [ceased] Alleen coderingen van wat niet meer zo is.
   *[normative] Alleen coderingen als norm.
}
plot-unreadable = { $n ->
    [one] { $n } transcript kon niet worden gelezen en is overgeslagen.
   *[other] { $n } transcripten konden niet worden gelezen en zijn overgeslagen.
}
plot-codebook = Codeboek { $codebook }; kantlijn { $version }.
