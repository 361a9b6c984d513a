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
# $columns: their headings.
terminal-of-cells = Of each cell, -f csv also has: { $columns }.
terminal-all-codes = all codes
# Words of headings, and where each may be broken.
terminal-breaks = partici-pants para-graphs tran-scripts
# $units as the heading above their numbers has them.
terminal-bars = The bars show { $units }.
