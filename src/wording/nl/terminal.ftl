# Wat in een terminal om tabellen heen staat. Waarden: $n een aantal, andere zijn bij hun gebruik genoemd.

terminal-nothing = Niets gevonden.
terminal-no-difference = Er is geen verschil.
terminal-columns-not-shown = Niet getoond, want te breed: { $columns } (verbreed de terminal, of gebruik -f csv).
terminal-columns-do-not-fit = De kolommen { $from } tot en met { $to } passen niet: verbreed de terminal, of gebruik -f csv.
terminal-words-between = … { $n ->
    [one] ertussen nog { $n } woord: -f csv geeft ze allemaal
   *[other] ertussen nog { $n } woorden: -f csv geeft ze allemaal
}
# $columns: hun koppen.
terminal-of-cells = Van elke cel heeft -f csv ook: { $columns }.
terminal-all-codes = alle codes
# Woorden van koppen, en waar elk afgebroken mag worden.
terminal-breaks = deel-nemers ant-woorden code-ringen uit-gelokt tran-scripten
# $units zoals de kop boven hun aantallen ze noemt.
terminal-bars = De balken tonen { $units }.
