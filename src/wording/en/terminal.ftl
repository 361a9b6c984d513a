# What stands around tables on a terminal. Values: $n a count, others named where they are used.

terminal-nothing = Nothing found.
terminal-no-difference = Nothing differs.
# $columns: their headings.
terminal-columns-not-shown = Not shown for want of width: { $columns } (widen the terminal, or -f csv).
# $from to $to: numbers of columns.
terminal-columns-do-not-fit = Columns { $from } to { $to } do not fit: widen the terminal, or -f csv.
terminal-words-between = … { $n ->
    [one] { $n } word between: -f csv has them all
   *[other] { $n } words between: -f csv has them all
}
