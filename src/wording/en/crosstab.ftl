# Under a crosstab. $what: participants, transcripts, units, codings.

crosstab-things = { $what ->
    [participants] participants
    [transcripts] transcripts
    [units] units
   *[codings] codings
}
crosstab-counted = { $what ->
    [participants] Participants with each code, or with anything below it, for each value.
    [transcripts] Transcripts with each code, or with anything below it, for each value.
    [units] Units with each code, or with anything below it, for each value.
   *[codings] Codings of each code and of everything below it, for each value.
}
# What shares are of; $column is the name of theirs, or none where there is one.
crosstab-share = { $column ->
    [none] Shares are
   *[other] `{ $column }` is
} { $share ->
    [row] of all { crosstab-things } with the code: a row is 100%. Large groups have large shares of everything.
    [column] of all { crosstab-things } with the value (`of`), with the code or without; one may have many codes, so a column is no 100%.
   *[total] of all { crosstab-things } of all values together.
}
crosstab-few = Values with fewer than { $n } { crosstab-things }, of which a share says little: { $values }.
crosstab-few-more = Values with fewer than { $n } { crosstab-things }, of which a share says little: { $values } and { $more } more.
crosstab-nothing-tested = No code could be tested: of each everybody has it, or nobody, or there are fewer than two values.
crosstab-missing = { $what ->
    [participants] { $n ->
        [one] { $n } participant without a value is left out.
       *[other] { $n } participants without a value are left out.
    }
    [transcripts] { $n ->
        [one] { $n } transcript without a value is left out.
       *[other] { $n } transcripts without a value are left out.
    }
    [units] { $n ->
        [one] { $n } unit without a value is left out.
       *[other] { $n } units without a value are left out.
    }
   *[codings] { $n ->
        [one] { $n } coding without a value is left out.
       *[other] { $n } codings without a value are left out.
    }
}
crosstab-assumed = Tests: for each code, { crosstab-things } with it and without it against the values (Pearson's χ² without correction, G², Cramér's V and Bergsma's corrected V). They assume that { crosstab-things } were drawn at random and answer independently of each other, which the members of one group interview do not, and interviews seldom are drawn.
crosstab-corrected = `q` is `p` after the correction of Benjamini & Hochberg (1995) for { $codes ->
    [one] { $codes } tested code
   *[other] { $codes } tested codes
}, `residual_q` that of the adjusted residuals (Haberman 1973) for { $cells ->
    [one] { $cells } cell
   *[other] { $cells } cells
}; `flag` (+ and - on a screen) says more or fewer than expected where `residual_q` is at most 0.05. A theme and the codes below it are not independent tests.
crosstab-small-cells = For { $n } of { $of ->
    [one] { $of } tested code
   *[other] { $of } tested codes
} a cell is expected below 5 (`min_expected`, `small_cells_pct`): χ² and its p are rough there, and not to be leant on.

# Why cells are undefined, as clauses.
crosstab-nothing-to-share = there is nothing to be a share of
crosstab-no-test = everybody has the code, or nobody, or there are fewer than two values; and the row `no code` is not tested
crosstab-no-residual = the code is not tested, or the value is missing or nobody's
crosstab-no-flag = nothing out of the ordinary after correction
crosstab-no-corrected = the code is not tested, or there are too few to correct
