# What `kantlijn explain` says. Values: $words, $by, $left, $right passages between quotation marks; $part a part of a rule between
# backticks, or what explain-a-part says; $line a line of the codebook; $n a count.

explain-no-rule = No rule holds.
explain-tried = Tried, and did not hold
explain-no-words = None of their words are in the text
explain-more = { $n ->
    [one] { $n } more rule found some of their words and not the others; --code CODE shows those of one code.
   *[other] { $n } more rules found some of their words and not the others; --code CODE shows those of one code.
}
explain-line = line { $line }
explain-a-part = a part of the rule

# What became of a match: $stance is affirmed where nothing needs to be said; $cue a passage, where there is one.
explain-mention = { $words }: { $fate }
explain-mention-stance = { $words }, { $stance }: { $fate }
explain-mention-cue = { $words }, { $stance } by { $cue }: { $fate }
explain-is-mention = a mention
explain-joins = the same words as the rule of line { $line }
explain-not-affirmed = dropped, since the rule wants stance = "affirmed"
explain-loses = dropped in favour of { $words } by the rule of line { $line }
explain-nested = dropped, since it lies inside { $words } of { $code } and overlap = "longest"

# Why a rule does not hold. $why: Universe, Part, Speaker, Where, Language.
explain-out-of-scope = { $why ->
    [universe] { $words } is out of scope: --part or --where leaves these words out
    [part] { $words } is out of scope: its part is another
    [speaker] { $words } is out of scope: its speaker is another
    [where] { $words } is out of scope: its condition does not hold
   *[language] { $words } is out of scope: its language is another
}
explain-absent = nothing matches { $part }
explain-incomplete = { $words } is there, the rest of { $part } is not
# $within: sentence, turn, answer, paragraph, transcript.
explain-apart = { $within ->
    [sentence] { $words }: nothing matches { $part } in the same sentence
    [turn] { $words }: nothing matches { $part } in the same turn
    [answer] { $words }: nothing matches { $part } in the same answer
    [paragraph] { $words }: nothing matches { $part } in the same paragraph
   *[transcript] { $words }: nothing matches { $part } in the same transcript
}
explain-excluded-by = { $words } is excluded by { $by } ({ $part })
explain-excluded = { $words } is excluded by { $part }
explain-excepted = { $words } is excepted by { $by } ({ $part })
explain-too-near = { $words } has { $by } { $n ->
    [one] { $n } word
   *[other] { $n } words
} away; more than { $limit ->
    [one] { $limit } was needed
   *[other] { $limit } were needed
}
explain-too-far = { $left } and { $right } are { $n ->
    [one] { $n } word
   *[other] { $n } words
} apart; at most { $limit } may lie between
explain-wrong-order = { $left } comes after { $right }, not before
explain-never-together = both sides of { $part } are there, but in different turns or on the same words
explain-too-wide = all of { $part } are there, but within { $n ->
    [one] { $n } word
   *[other] { $n } words
}; at most { $limit ->
    [one] { $limit } was asked
   *[other] { $limit } were asked
}
# $most: how many there are; $wanted: a number with a sign before it.
explain-count = { $part } counts { $most } at most in one context; the rule wants { $wanted }
