# Quotes as text, and the matrix of cases and codes. Values: $n a count, others named where they are used.

chapter-title = Quotes
chapter-quotes = { $n ->
    [one] { $n } quote, under the code that it is of.
   *[other] { $n } quotes, under the codes that they are of.
}
chapter-quotes-of = { $n ->
    [one] { $n } quote of “{ $code }” and what stands below it.
   *[other] { $n } quotes of “{ $code }” and what stands below it.
}
# $unit: answer, sentence, turn, paragraph, window, transcript, case.
chapter-quotes-with = { $n ->
    [one] { $n } quote
   *[other] { $n } quotes
} of “{ $code }” and what stands below it, where the same { $unit ->
    [answer] answer
    [sentence] sentence
    [turn] turn
    [paragraph] paragraph
    [window] window
    [transcript] transcript
   *[other] case
} also holds “{ $with }”.
chapter-of-each = At most { $n } of each participant, drawn at random.
chapter-drawn = These are { $n } of { $all } quotes (seed { $seed }).
chapter-coded-by-rules = The rules of the codebook proposed these codings.
chapter-coded-by-several = Several coders coded; each quote says who did.
chapter-coded-by = Coded by { $coder }.
chapter-numbers = Each quote has a number, that of its coding in the table of all codings of the study, so that it is the same in every selection.
chapter-of-code = { $n ->
    [one] { $n } quote
   *[other] { $n } quotes
}, { $participants ->
    [one] { $participants } participant
   *[other] { $participants } participants
}
chapter-without = No quotes for: { $codes }.
chapter-respondents = Respondents
chapter-respondents-caption = { $n ->
    [one] The participant who was heard: what is known, words said, and quotes above.
   *[other] The { $n } participants who were heard: what is known of each, words said, and quotes above.
}
chapter-never-quoted = Not quoted
chapter-not-quoted = { $n ->
    [one] { $all ->
        [one] The participant is not quoted here: { $names }.
       *[other] Of the { $all } participants one is not quoted here: { $names }.
    }
   *[other] Of the { $all } participants { $n } are not quoted here: { $names }.
}
chapter-all-quoted = { $all ->
    [one] The participant is quoted.
   *[other] All { $all } participants are quoted.
}

chapter-column-participant = participant
chapter-column-transcripts = transcripts
chapter-column-words = words
chapter-column-quotes = quotes

# $stance: affirmed, negated, ceased, normative.
stance = { $stance ->
    [affirmed] affirmed
    [negated] negated
    [ceased] ceased
   *[normative] normative
}
coder-rules = rules
turn = turn { $n }
characters = characters { $start }–{ $end }
without-a-name = without a name
made-with = Codebook { $codebook }; kantlijn { $version }.

# $part: participant, interviewer, all.
whose-words = { $part ->
    [participant] Only the words of participants count: of everybody but recognised interviewers.
    [interviewer] Only the words of interviewers count.
   *[all] Everybody’s words count, interviewers’ too.
}
whose-words-where = { $part ->
    [participant] Only the words of participants count, that is of everybody but recognised interviewers,
    [interviewer] Only the words of interviewers count,
   *[all] Everybody’s words count, interviewers’ too,
} where { $condition }.
# $status: accepted, proposed.
only-status = { $status ->
    [accepted] Only codings that somebody made or accepted are included.
   *[proposed] Only codings that nobody has reviewed are included.
}
only-stance = { $stance ->
    [affirmed] Only affirmed codings are included.
    [negated] Only negated codings are included.
    [ceased] Only ceased codings are included.
   *[normative] Only normative codings are included.
}

# $cells: quotes, count, units. $rows: what matrix-rows says.
matrix-counted = { $cells ->
    [quotes] What was said, a row for each { $rows } and a column for each code with everything below it; behind each passage its transcript, turn and time. A passage that several codes of a column cover stands there once.
    [count] The number of codings, a row for each { $rows } and a column for each code with everything below it.
   *[units] The number of units with the code, a row for each { $rows } and a column for each code with everything below it.
}
matrix-rows-of-value = value of “{ $by }”
matrix-nothing-said = there is no such passage
matrix-more = … { $n ->
    [one] and { $n } more passage, which does not fit in a cell of Excel
   *[other] and { $n } more passages, which do not fit in a cell of Excel
}
matrix-sheet = matrix
matrix-codes = codes
matrix-about = about
chapter-column-code = code
chapter-column-name = name
chapter-column-definition = definition
