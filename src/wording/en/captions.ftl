# Captions of tables: what was counted, in what, of whom. Values: $n a count, others named where they are used; `names` between
# backticks are of columns, and are shown as the headings above them.

# What a table counts.
caption-frequencies = How often each code, with everything below it, was found: people first, then transcripts, units and codings.
caption-cooccurrence = Which codes, each with everything below it, are present in the same units.
caption-matrix = Units in which both codes are present; on the diagonal the units of the code itself.
caption-codings = Every coding: a code applied to a passage by a coder.
caption-mentions = Every mention: one match of one rule, the evidence of a coding.
caption-quotes = The words of codings.
caption-uncoded = The words of units without any code.
caption-kwic = Matches of { $rule } with the words around them, within one turn.
caption-transcripts = How each transcript was read. What is wrong here is mended in kantlijn.toml, [transcripts].
caption-comments = What people wrote in the margin of the file, each with the words that it is about; comments code nothing.

# What its numbers mean.
caption-relation = Two codes co-occur in a unit when each has a coding that covers at least one whole word of it; a code and its own ancestor are no pair.
caption-same-words = `same_words` counts units in which all evidence of either code overlaps evidence of the other: there the pair says something of the rules, not of the interviews.
caption-intervals = Intervals are 95% score intervals (Wilson 1927). They assume that participants and units are independent and drawn at random, which interviews seldom are; units of one interview resemble one another, so that their intervals are too narrow.
caption-dispersion = `dispersion` is DP (Gries 2008) over the transcripts: 0 when codings are spread like words are, near 1 when one short transcript has them all.
caption-dispersions = `dispersion_norm` is DP over its greatest possible value (Lijffijt & Gries 2012). Of the others, over the same transcripts as Gries (2008) gives them, 1 is even: Juilland's D, Carroll's D2, Rosengren's S. How many transcripts have the code, its range, is under `transcripts`.
caption-interval-of-a-rate = That of a rate is exact for a Poisson process (Garwood 1936): it assumes that codings come independently and at one rate in all words.

# In what, and whose words. $unit: answer, sentence, turn, paragraph, window (of $words), transcript, case.
caption-unit = { $unit ->
    [answer] The unit is the answer: what a participant says until the interviewer's next substantive turn.
    [sentence] The unit is the sentence.
    [turn] The unit is the turn: what one speaker says until another speaks.
    [paragraph] The unit is the paragraph.
    [window] { $words ->
        [one] The unit is a window of { $words } word within a turn.
       *[other] The unit is a window of { $words } words within a turn.
    }
    [transcript] The unit is the whole transcript.
   *[case] The unit is the case: everything that one person, site or group says in all transcripts.
}
# $part: participant, interviewer, all.
caption-words = { $part ->
    [participant] Only the words of participants count: everybody but recognised interviewers.
    [interviewer] Only the words of interviewers count.
   *[all] Everybody's words count, also interviewers'.
}
caption-words-where = { $part ->
    [participant] Only the words of participants count: everybody but recognised interviewers, where { $condition }.
    [interviewer] Only the words of interviewers count, where { $condition }.
   *[all] Everybody's words count, also interviewers', where { $condition }.
}

# How many there are.
caption-counts = { $participants ->
    [one] { $participants } participant
   *[other] { $participants } participants
}, { $transcripts ->
    [one] { $transcripts } transcript
   *[other] { $transcripts } transcripts
}, { $units ->
    [one] { $units } unit
   *[other] { $units } units
}, { $words ->
    [one] { $words } word
   *[other] { $words } words
}.
caption-counts-without-units = { $participants ->
    [one] { $participants } participant
   *[other] { $participants } participants
}, { $transcripts ->
    [one] { $transcripts } transcript
   *[other] { $transcripts } transcripts
}, { $words ->
    [one] { $words } word
   *[other] { $words } words
}.
# $value: of a variable. $counts: the sentence above.
caption-counts-of = { $value }: { $counts }
caption-coders-apart = Each coder stands apart; all had the same words before them.
caption-values-apart = Each value of `{ $by }` stands apart: units, words and participants are those of speakers with that value.

# Whose codings. $coder: a name, or what the two that follow say; $stances: what stands below.
caption-rules = rules
caption-any-of = any of { $names }
caption-by-nobody = { $n ->
    [one] { $n } coding, of which { $accepted } made or accepted by a person{ $stances }.
   *[other] { $n } codings, of which { $accepted } made or accepted by a person{ $stances }.
}
caption-by = { $n ->
    [one] { $n } coding by { $coder }, of which { $accepted } made or accepted by a person{ $stances }.
   *[other] { $n } codings by { $coder }, of which { $accepted } made or accepted by a person{ $stances }.
}
# $more: the rejected ones.
caption-by-nobody-and-rejected = { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}, of which { $accepted } made or accepted by a person { $more ->
    [one] ({ $more } more was rejected, and is left out)
   *[other] ({ $more } more were rejected, and are left out)
}{ $stances }.
caption-by-and-rejected = { $n ->
    [one] { $n } coding
   *[other] { $n } codings
} by { $coder }, of which { $accepted } made or accepted by a person { $more ->
    [one] ({ $more } more was rejected, and is left out)
   *[other] ({ $more } more were rejected, and are left out)
}{ $stances }.
caption-reviewed = { $n ->
    [one] { $n } coding by { $coder }, { $reviewed } of them reviewed ({ $accepted } accepted; none rejected){ $stances }.
   *[other] { $n } codings by { $coder }, { $reviewed } of them reviewed ({ $accepted } accepted; none rejected){ $stances }.
}
# $left: those that count.
caption-reviewed-and-rejected = { $n ->
    [one] { $n } coding
   *[other] { $n } codings
} by { $coder }, { $reviewed } of them reviewed ({ $accepted } accepted; { $more } rejected and left out, so that { $left ->
    [one] { $left } counts
   *[other] { $left } count
}){ $stances }.
# $list: any of the three that follow, between semicolons.
caption-stances = ; { $list }, counted like the others
caption-negated = { $n } negated
caption-ceased = { $n } ceased
caption-normative = { $n } normative

# What is left out.
caption-only-status = Only codings with status { $status }.
caption-only-stance = Only codings with stance { $stance }.
caption-only-status-and-stance = Only codings with status { $status } and stance { $stance }.
caption-outside = { $n ->
    [one] Left out: { $n } coding outside these words.
   *[other] Left out: { $n } codings outside these words.
}
caption-wordless = { $n ->
    [one] Left out: { $n } coding covering no whole word.
   *[other] Left out: { $n } codings covering no whole word.
}
caption-unreadable = { $n ->
    [one] { $n } transcript could not be read and was skipped.
   *[other] { $n } transcripts could not be read and were skipped.
}
caption-sampled = { $n } of { $all }, drawn at random with seed { $seed }.
caption-at-most-of-each = { $n ->
    [one] At most { $n } quote of each participant.
   *[other] At most { $n } quotes of each participant.
}

# How one transcript was read. $encoding, $labels and $comments: with what comes before them, where there are any.
caption-read = { $name }: { $format }{ $encoding }{ $labels }; interviewer: { $interviewer }{ $comments }.
caption-read-without-interviewer = { $name }: { $format }{ $encoding }{ $labels }; no interviewer recognised{ $comments }.
caption-read-encoding = , { $text }
caption-read-labels = ; speakers: { $text }
# $authors: names, each with its number.
caption-read-comments = ; { $n ->
    [one] { $n } comment ({ $authors })
   *[other] { $n } comments ({ $authors })
}
caption-memo = Memo on { $of }: “{ $memo }”.
caption-memo-on-case = Memo on the case { $of }: “{ $memo }”.

# Why cells are undefined: clauses.
why-not-asked = people's codings do not say
why-no-mentions = people's codings rest on a passage, not on mentions
why-no-codings = a code without codings by participants has no shares
why-no-code-row = the row `no code` counts units, participants and transcripts alone
why-no-units = one of the two codes, or both, are in no unit
why-nothing-there = there are no such units, participants or words
why-no-dispersion = a code without codings, or a single transcript, has no dispersion
why-no-text = the words of participants were left out on request
why-no-memo = memos were left out with the words of participants, which they may quote
why-no-times = the file has no times
why-zipped = the format holds its own encoding

# A group of units.
units-without-code = units without any code

# How one transcript was read: by what speakers were told apart, and interviewers recognised. English has it as files do.
labels = { $manner }
labels-paragraphs = no speaker labels: each of { $n } paragraphs is a turn
labels-column = column { $column }
labels-text-in = { $speaker }, text in { $texts }
labels-tiers = tiers { $tiers }
interviewer-by-label = label { $labels } ({ $why })
interviewer-by-questions = { $names } asks { $n } of { $all } questions
interviewer-by-layout = { $n } questions set in bold or italics
