# Wat `kantlijn explain` zegt. Waarden: $words, $by, $left, $right fragmenten tussen aanhalingstekens; $part een deel van een regel
# tussen accenten, of wat explain-a-part zegt; $line de regel van het codeboek waarop een regel staat; $n een aantal.

explain-no-rule = Geen enkele regel gaat op.
explain-tried = Geprobeerd, maar niet van toepassing
explain-no-words = Geen van hun woorden staat in de tekst
explain-more = { $n ->
    [one] Nog { $n } regel vond een deel van zijn woorden en de rest niet; --code CODE toont die van één code.
   *[other] Nog { $n } regels vonden een deel van hun woorden en de rest niet; --code CODE toont die van één code.
}
explain-line = bestandsregel { $line }
explain-a-part = een deel van de regel

# Wat er van een treffer is geworden.
explain-mention = { $words }: { $fate }
explain-mention-stance = { $words }, { $stance }: { $fate }
explain-mention-cue = { $words }, { $stance } door { $cue }: { $fate }
explain-is-mention = een vindplaats
explain-joins = dezelfde woorden als de regel op bestandsregel { $line }
explain-not-affirmed = vervallen, want de regel vraagt stance = "affirmed"
explain-loses = vervallen ten gunste van { $words } door de regel op bestandsregel { $line }
explain-nested = vervallen, want het ligt binnen { $words } van { $code } en overlap = "longest"

# Waarom een regel niet opgaat.
explain-out-of-scope = { $why ->
    [universe] { $words } valt erbuiten: --part of --where laat deze woorden weg
    [part] { $words } valt erbuiten: de regel is voor een andere rol
    [speaker] { $words } valt erbuiten: de regel is voor een andere spreker
    [where] { $words } valt erbuiten: de voorwaarde van de regel gaat niet op
   *[language] { $words } valt erbuiten: de regel is voor een andere taal
}
explain-absent = niets voldoet aan { $part }
explain-incomplete = { $words } staat er, de rest van { $part } niet
explain-apart = { $within ->
    [sentence] { $words }: niets in dezelfde zin voldoet aan { $part }
    [turn] { $words }: niets in dezelfde beurt voldoet aan { $part }
    [answer] { $words }: niets in hetzelfde antwoord voldoet aan { $part }
    [paragraph] { $words }: niets in dezelfde alinea voldoet aan { $part }
   *[transcript] { $words }: niets in hetzelfde transcript voldoet aan { $part }
}
explain-excluded-by = { $words } is uitgesloten door { $by } ({ $part })
explain-excluded = { $words } is uitgesloten door { $part }
explain-excepted = { $words } is uitgezonderd door { $by } ({ $part })
explain-too-near = { $words } heeft { $by } op { $n ->
    [one] { $n } woord
   *[other] { $n } woorden
} afstand; dat moesten er meer dan { $limit } zijn
explain-too-far = tussen { $left } en { $right } staan { $n ->
    [one] { $n } woord
   *[other] { $n } woorden
}; toegestaan zijn er hoogstens { $limit }
explain-wrong-order = { $left } komt na { $right }, niet ervoor
explain-never-together = beide kanten van { $part } staan er, maar in verschillende beurten of op dezelfde woorden
explain-too-wide = alles van { $part } staat er, maar binnen { $n ->
    [one] { $n } woord
   *[other] { $n } woorden
}; gevraagd was hoogstens { $limit }
explain-count = { $part } telt er hoogstens { $most } in één context; de regel vraagt { $wanted }
