# Pairs and combinations of codes, and the words that are typical of some passages or people.

# Measures of association and their tests.
association-measures = `expected` is units_a · units_b / units, `lift` both / expected; `phi` is Yule's φ (1912), `npmi` the normalised pointwise mutual information (Bouma 2009), `g2` the log-likelihood ratio (Dunning 1993); `odds_ratio` has one half added to each cell (Haldane 1956), `odds_low` to `odds_high` is its 95% interval. Lift and odds ratio favour rare codes: read them beside `both`.
association-test = { $test ->
    [midp] `p` is how probable so many units with both, or more, would be by chance: the one-sided exact test with mid-p (Lancaster 1961).
    [fisher] `p` is how probable so many units with both, or more, would be by chance: the one-sided exact test of Fisher (1935).
    [permutation] `p` is how often so many units with both, or more, come out when one of the codes is shuffled over the units of each transcript.
   *[cmh] `p` is the one-sided test of Cochran (1954), Mantel and Haenszel (1959), without correction, over transcripts: units are compared within each transcript alone. `odds_common` is the odds ratio over all transcripts together, with the 95% interval of Robins, Breslow and Greenland (1986). p is approximate, and too small where few units hold both: shuffles are exact.
}
association-independent = It takes units to be independent of one another and drawn at random. Units of one interview are dependent, so that p is too small, and interviews are no random sample; a test within interviews answers the first.
association-within = So what one interview speaks of more than another does not count; it takes the units within an interview to be exchangeable, and interviews are still no random sample.
# $draws is the number $n as it stands in the formula too.
association-shuffles-counted = All shuffles were counted, none drawn.
association-shuffles-drawn = { $n ->
    [one] { $draws } shuffle was
   *[other] { $draws } shuffles were
} drawn with seed { $seed }, and p is (r + 1) / ({ $draws } + 1).
association-shuffles-both = All shuffles were counted but for { $pairs ->
    [one] { $pairs } pair
   *[other] { $pairs } pairs
}, of which there are too many: there { $n ->
    [one] { $draws } shuffle was
   *[other] { $draws } shuffles were
} drawn with seed { $seed }, and p is (r + 1) / ({ $draws } + 1).
association-corrected = `q` is p after Benjamini and Hochberg (1995) over the { $n ->
    [one] { $n } pair
   *[other] { $n } pairs
} that could be tested.
# $others pairs could not be tested, $why is a clause.
association-corrected-others = `q` is p after Benjamini and Hochberg (1995) over the { $n ->
    [one] { $n } pair
   *[other] { $n } pairs
} that could be tested; { $others } could not: { $why }.
association-least = A `p` of 1e-300 stands for that or anything smaller.
association-no-units = there are no units
association-no-unit = one of the two codes is in no unit
association-no-freedom = one of the two codes is in no unit, or in all
association-no-freedom-within = in every transcript one of the two codes is in no unit, or in all
association-no-npmi = one of the two codes is in no unit, or both are in all
association-no-odds = no transcript has units with each of the two codes alone
association-no-interval = no transcript has units with each of the two codes alone, or none has units with both and with neither

# Pairs of codings.
relations-counted = Pairs of codings, one of each code, in the same transcript and by the same coder.
relations-matrix = Pairs of codings, one of each code, in the same transcript and by the same coder; on the diagonal the codings of the code itself.
relations-classes = Each pair is in one class: `equal` on the same passage, `a_in_b` and `b_in_a` one wholly in a longer one, `crossing` overlapping otherwise, `apart` not overlapping. `participants_both` are those of whose own words both codings of a pair cover at least one. Codings are counted with everything below their code; a code and its own ancestor are no pair.
relations-coefficient = `c` is the c-coefficient of ATLAS.ti, pairs / (codings_a + codings_b − pairs). It is no share: where several codings of one code overlap the same one of the other it leaves the range from 0 to 1, and `c_out_of_range` says so.
relations-out-of-range = It is out of range in { $n } of the rows.
relations-no-test = Such pairs are not independent observations, and are never tested.
relations-no-codings = there are no codings beyond the pairs to divide by
relations-overlap = Two codings are a pair when their passages share at least one character; passages that touch do not overlap.
relations-contains = Two codings are a pair when one passage lies in the other or is equal to it.
relations-equal = Two codings are a pair when their passages begin and end at the same places.
relations-within-words = Two codings are a pair when at most { $n ->
    [one] { $n } word of the transcript, whoever says it, stands
   *[other] { $n } words of the transcript, whoever says them, stand
} between their passages; none does where they touch or overlap.
relations-within-characters = Two codings are a pair when at most { $n ->
    [one] { $n } character of the transcript's text stands
   *[other] { $n } characters of the transcript's text stand
} between their passages; none does where they touch or overlap.
relations-within-paragraphs = Two codings are a pair when the passage that begins later begins at most { $n ->
    [one] { $n } paragraph
   *[other] { $n } paragraphs
} behind the one in which the other ends; 0 is the same paragraph, overlapping passages are a pair.

# Combinations of codes.
configurations-counted = Combinations of two codes and more, each with everything below it, that are all that some unit holds.
configurations-columns = `units` hold exactly these codes, `units_at_least` these and perhaps others; `participants` are those whose own words carry all of them in one of `units`.
configurations-most-special = Of a code and those above it a combination names the most special one.
configurations-rare = Left out: { $n ->
    [one] { $n } combination
   *[other] { $n } combinations
} in fewer than { $least ->
    [one] { $least } unit
   *[other] { $least } units
}.

# Words.
keyness-counted = How much more, or less, each word is used here than elsewhere; words are folded: without capitals and accents.
keyness-in-codings = words in codings of { $code }
keyness-of-group = words of those with { $condition }
# $sought is one of the two above.
keyness-sides = Here: { $sought }, { $words }; elsewhere: the other { $others }.
keyness-rare = Left out: { $n ->
    [one] { $n } different word that occurs
   *[other] { $n } different words that occur
} fewer than { $least ->
    [one] { $least } time
   *[other] { $least } times
} in all.
keyness-by-rules = Rules chose these passages, by words that they look for: those come first by construction.
keyness-read = `g2` is the two-cell log-likelihood of Rayson & Garside (2000), negative where the word is rarer here; `log_ratio` is that of Hardie (2014): each step is a doubling, and a count of 0 is taken for half a one. This is for exploring: words of one interview are not independent, so there is no probability here, and a word may be the habit of one person: look with kwic.
keyness-no-words = there are no words here, or none elsewhere
