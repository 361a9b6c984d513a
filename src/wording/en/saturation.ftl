# Under the curve of saturation and its estimates.

saturation-counted = How many codes each interview brought that no earlier one had, in the order in which they were analysed.
saturation-counted-rules = Coverage of the codebook over interviews: how many of its codes each interview has that no earlier one had, in the order in which they were analysed.
saturation-rules-came-first = This is no saturation: the codebook and its rules were there before the first interview, so the curve cannot show whether interviews bring new ideas, and how many codes are unseen is not estimated.
saturation-counted-estimates = When interviews stopped bringing new codes, and how many codes there may be that none of them has.
# $level is 0 for codes as they were given.
saturation-level = { $level ->
    [0] A code counts where it was given itself, and a theme is not new because a code below it is.
    [one] A theme counts with everything below it.
   *[other] A code of the lowest level counts with everything below it.
}
saturation-no-code-found = No code was found.
# After how many interviews there is $half, 80%, 90%, all of the $n codes that were found.
saturation-reached = { $n ->
    [one] { $n } code
   *[other] { $n } codes
} in all: 50% after { $half ->
    [one] { $half } interview
   *[other] { $half } interviews
}, 80% after { $most }, 90% after { $nearly }, all after { $last }.
saturation-reached-of-codebook = Of { $of ->
    [one] { $of } code of the codebook
   *[other] { $of } codes of the codebook
} { $n ->
    [one] { $n } was
   *[other] { $n } were
} found: 50% after { $half ->
    [one] { $half } interview
   *[other] { $half } interviews
}, 80% after { $most }, 90% after { $nearly }, all after { $last }.
saturation-tied = { $n ->
    [one] { $n } interview was analysed at the same time as another; they stand in the order of their names.
   *[other] { $n } interviews were analysed at the same time as another; they stand in the order of their names.
}
saturation-uncoded = { $n ->
    [one] { $n } interview has no coding and is left out, as not analysed yet.
   *[other] { $n } interviews have no coding and are left out, as not analysed yet.
}
saturation-expected = `expected` is how many codes so many of these interviews have on average over all orders (Mao Tau: Colwell, Mao & Chang 2004).
saturation-assumed = The rule of Guest, Namey & Chen (2020) divides the new codes of a run by those of the base; runs overlap, and 6+2 reads: six interviews, and two more that brought little. It depends on the order, as the interviews to 80% do. Chao2, jackknives, coverage and completeness do not; they assume that interviews are independent draws from the people of whom the study speaks, and that each code was looked for in every interview. Chao2 is a lower bound: at least so many codes. Coverage is the share of all that such people mention which is of codes found, completeness that of Chao2's codes which were found; and a code that `shown_prevalence_pct` of such people would mention is heard from at least one of so many with probability 95%.

# What estimates are called; in English as files have it.
saturation-estimate = { $estimate }

# What an estimate says, and why one does not exist, as clauses.
saturation-reading = { $what ->
    [codes] different codes found
    [in-one] codes in exactly one
    [in-two] codes in exactly two
    [incidences] pairs of interview and code
    [still-rising] only with the last: still rising
    [near] near saturation (Squire 2024)
    [true] true saturation (Squire 2024)
    [at-least] codes there are at least
    [safer] safer where few are in two
    [there-are] codes there are
    [unfit] below what was found: unfit
    [mentioned] of what is mentioned
    [of-chao2] of Chao2 was found
   *[heard] of people: heard once or more
}
saturation-no-reading = { $why ->
    [no-run] no run brought so little
    [empty-base] the base has no code
    [single] one interview is too few
   *[no-code] no code was found
}
saturation-needs = { $n ->
    [one] it needs { $n } interview
   *[other] it needs { $n } interviews
}
# $percent with its sign.
saturation-setting = base { $base }, run { $run }, { $percent }
saturation-information = { $before }+{ $run }: { $new } new, base { $base }

# Why cells are undefined, as clauses.
saturation-no-sd = one interview has no deviation, and neither has one without a code
saturation-no-sd-of-rules = the codes of a codebook that came first are no sample
saturation-nothing-new = the interview brought no new code
saturation-not-reached = `reading` says why

# Heads of the curve on a screen.
saturation-head = { $column ->
    [analysed] analysed
    [codings] codings
    [codes] codes
    [new] new
    [total] total
    [share] of found
   *[expected] expected
}
