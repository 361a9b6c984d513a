# Under tables of agreement. Names between backticks are columns. $coders, $reference, $who name coders, the rules among them.

agreement-rules = rules
agreement-counted = How far { $coders } agree, code by code.
agreement-counted-pairs = How far every two coders agree, code by code: { $coders }.
agreement-counted-detection = How well others find what { $reference } found, code by code.

agreement-unit-word = The unit is the word.
agreement-unit-character = The unit is the character: a code point of a turn, spaces and stops included.

# $units and $shared, of transcripts or cases, are counts with their words; $each who rated how many. $everywhere: yes or no.
agreement-compared = Compared are { $units } of { $shared } that at least two coders rated. Of { $transcripts } each rated: { $each }; { $everywhere ->
    [yes] whoever has no coding in one is taken to have found nothing in it.
   *[no] where a coder has no coding at all, their judgement is missing.
}
agreement-compared-with = Compared are { $units } of { $shared } that { $reference } and at least one other rated. Of { $transcripts } each rated: { $each }; { $everywhere ->
    [yes] whoever has no coding in one is taken to have found nothing in it.
   *[no] where a coder has no coding at all, their judgement is missing.
}

agreement-measures = `all` and `some` are units that all who rated them coded, or only some. `percent` is the share of pairs of judgements that are the same, of a hundred, every unit weighing alike: high for any rare code. `alpha` is Krippendorff's (2011), nominal; `ac1` is Gwet's (2008); `positive` is agreement on units that were coded (Fleiss 1971).
agreement-kappa-of-two = `kappa` is Cohen's (1960).
agreement-kappa-of-more = `kappa` is Fleiss' (1971), where ratings are missing as Gwet (2014) has it.
agreement-further = `none` are units that nobody coded; `pairable` are judgements that stand beside another one. `prevalence` and `bias` are the indices of Byrt, Bishop and Carlin (1993), of two coders. `brennan_prediger` takes chance to be a half. `u_alpha` and its kin (Krippendorff, Mathet, Bouvry and Widlöcher 2016) compare where passages begin and end, in characters of the admitted text, whatever the unit: `u_alpha` of a code with those below it as values, `binary_u_alpha` of whatever is below it, `cu_alpha` of the value where two coded, `ku_alpha` of the code among those of its theme.
agreement-together-of-two = All codes together take each code by itself, without those below it: as a pool of yes and no (kappa: De Vries and others 2008), and as the set of codes that a unit has, with alpha by the distance of Jaccard and by MASI (Passonneau 2006).
agreement-together-of-more = All codes together take each code by itself, without those below it: as the set of codes that a unit has, with alpha by the distance of Jaccard and by MASI (Passonneau 2006).
agreement-pairs = `both`, `only_a`, `only_b` and `neither` are units that both rated. `kappa` is Cohen's (1960); `positive` is agreement on units that were coded (Fleiss 1971).
# What other programs would say.
agreement-compat = { $program ->
    [nvivo] `nvivo_kappa` is 1 where nobody coded, as NVivo has it; it counts characters (-u character), file by file.
    [maxqda] `maxqda_kappa` leaves out what nobody coded and takes chance to be one over the number of codes; MAXQDA counts coded segments, here they are units.
    [atlas] `atlas_percent` and `atlas_holsti` are as ATLAS.ti's manual has them; it counts characters (-u character).
   *[holsti] `holsti` is Holsti's (1969) coefficient of what was coded.
}
# The rows of all codes together.
agreement-all-codes = { $how ->
    [pooled] all codes (pooled)
    [jaccard] all codes (Jaccard)
    [masi] all codes (MASI)
    [micro] all codes (micro)
   *[macro] all codes (macro)
}
agreement-unused = { $n ->
    [one] { $n } code that nobody used there has no row.
   *[other] { $n } codes that nobody used there have no row.
}

agreement-detection = `tp` are units that the coder and the reference both coded, `fp` the coder alone, `fn` the reference alone. `precision` is tp / (tp + fp), `recall` tp / (tp + fn), `f1` their harmonic mean, 2 tp / (2 tp + fp + fn). Kappa comes near f1 as a code gets rare (Hripcsak and Rothschild 2005).
agreement-detection-of-drawn = `tp` are rated units that the coder and the reference both coded, `fp` the coder alone, `fn` the reference alone; `tp_all`, `fp_all` and `fn_all` estimate how many such units there are, drawn or not, in the interviews that both rated. `precision` is tp_all / (tp_all + fp_all), `recall` tp_all / (tp_all + fn_all), `f1` their harmonic mean.
agreement-detection-together = All codes together take each code by itself, without those below it: micro sums units, macro is the mean over codes of which a number exists.
agreement-left-out = Codes without a number, left out of the macro means ({ $who }): precision { $precision }, recall { $recall }, f1 { $f }.
agreement-score-intervals = Intervals of precision and recall are 95% score intervals (Wilson 1927), which take units to be independent; those of f1 are drawn.
agreement-intervals-of-drawn = All intervals are drawn, of interviews in which a unit was rated, weights as they are: few interviews make them too narrow.
# $draws is a number; $undefined how many draws gave none, in so many $intervals.
agreement-drawing = Intervals are 95%: the same numbers of { $draws } draws of as many interviews, with replacement, seed { $seed }; { $undefined ->
    [one] { $undefined } draw
   *[other] { $undefined } draws
} in { $intervals ->
    [one] the interval
   *[other] all { $intervals } intervals
} gave no number and { $undefined ->
    [one] was
   *[other] were
} left out. They say what other interviews of the kind might have given, as far as these were drawn at random.

# $seed is none where they were named.
agreement-parts = { $seed ->
    [none] Held out
   *[other] Held out, drawn with seed { $seed }
}: { $held }. Development: { $development }. Believe what is measured on interviews that no rule was written from.
agreement-part = { $part ->
    [held-out] held-out
   *[development] development
}

agreement-disagreements = Every disagreement with the reference: what a coder found alone (fp), and what only the reference has (fn).
agreement-disagreements-with = Every disagreement with the reference: what a coder found alone (fp), and what only the reference has (fn). The reference is { $reference }; there are { $n }.
agreement-disagreements-columns = `rules` and `matched` say what made a coding by rules; `missed` are words of the reference's quote that no rule of the code matched anywhere here, without short ones and those that stand in most transcripts.
agreement-stratum = `stratum` is the rarest code that a unit had when it was drawn, none where it had no code; `weight` is how many units it stands for.
# On the screen of disagreements.
agreement-no-rule-knows = no rule knows: { $words }
# A line of a codebook, by its number as text.
codebook-line = line { $n }

# Units that were drawn. $names who rated them, $drawn how many were drawn.
agreement-drawn-compared = Compared are { $units } of { $transcripts }: those that { $names } rated of the { $drawn } that were drawn, seed { $seed }; all others say nothing.
agreement-drawn-others = Of the transcripts that they were drawn from each rated: { $each }; where a coder has no coding at all, their judgement is missing.
agreement-drawn-from = They were drawn from { $units } in { $strata ->
    [one] one stratum
   *[other] { $strata } strata
}, by the rarest code of a unit or by none: { $drawn } of { $of }.
agreement-range = { $least } to { $most }
agreement-drawn-unweighted = Units of rare codes were drawn more often, and nothing is weighted here: these numbers are of the units drawn, not of the study.
agreement-drawn-weights = Each unit stands for N / n of the N units of its stratum, n of which are rated ({ $stands }): sums of these weights estimate without bias what all units hold (Horvitz and Thompson 1952), ratios of sums nearly so.
agreement-drawn-missing = { $n ->
    [one] { $n } unit that was drawn has no rating here; the rated ones of the same stratum stand for it, which takes them to be alike.
   *[other] { $n } units that were drawn have no rating here; the rated ones of the same stratum stand for them, which takes them to be alike.
}
agreement-drawn-unseen = Nothing is rated of { $units } ({ $strata }): the estimates leave them out, and are of the other { $others }.
# $here are units with their word, $all a number, $elsewhere how many rated ones are not here.
agreement-drawn-here = { $elsewhere ->
    [0] Here are { $here }, and { $all } were there to draw from: the estimates are of those { $all }.
    [one] Here are { $here }, and { $all } were there to draw from, { $elsewhere } rated one of which is not here: the estimates are of those that are.
   *[other] Here are { $here }, and { $all } were there to draw from, { $elsewhere } rated ones of which are not here: the estimates are of those that are.
}

# Why cells are undefined, as clauses.
agreement-undefined = Some numbers do not exist: { $reasons }.
agreement-no-rules = people's codings are no rule's
agreement-nothing-missed = no rule was to find these words
agreement-no-code = the unit had no code when it was drawn
agreement-endless = a whole transcript or case is not repeated
# Why a number does not exist, of any table.
why-undefined = { $why ->
    [empty] there is nothing to divide by
    [zero_frequency] it does not occur
    [single_part] there is only one transcript
    [single] there is only one where two are needed
    [no_variation] everybody said the same of everything, so chance would agree as well
    [no_pairs] no unit was rated by two coders
    [zero_margin] one of the two never occurs, or always does
    [too_few_cells] fewer than two rows or columns hold anything
   *[overlap] passages of one coder with different codes overlap
}
