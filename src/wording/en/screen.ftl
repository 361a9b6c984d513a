# The screen of `kantlijn code`. Values: $n a count, others named where they are used.

# What was read. $participants, $words: counts with their words; $own: of the words those of participants.
screen-read = { $n ->
    [one] Read { $n } transcript: { $participants }, { $words }, of which { $own } by participants.
   *[other] Read { $n } transcripts: { $participants }, { $words }, of which { $own } by participants.
}
screen-read-of = Read { $n } of { $all } transcripts: { $participants }, { $words }, of which { $own } by participants.
# $files: names, each with why.
screen-left-out = Left out: { $files }.
screen-and-more = { $names } and { $n } more
screen-unlabelled = { $n ->
    [one] { $n } transcript without speaker labels: their paragraphs are read as turns.
   *[other] { $n } transcripts without speaker labels: their paragraphs are read as turns.
}

# How it was counted. $units, $whose, $codings, $by, $reviewed, $negated: what the messages below say.
screen-how = Counted in { $units }, { $whose }: { $codings } { $by }, { $reviewed }{ $negated }.
screen-answers = { $n ->
    [one] { $n } answer (all that a participant says until the interviewer's next real question)
   *[other] { $n } answers (all that a participant says until the interviewer's next real question)
}
screen-windows = { $n ->
    [one] { $n } window
   *[other] { $n } windows
} of { $words ->
    [one] { $words } word
   *[other] { $words } words
}
# $part: participant, interviewer, all.
screen-whose = { $part ->
    [participant] participants' words
    [interviewer] interviewers' words
   *[all] everybody's words
}
screen-whose-where = { $part ->
    [participant] participants' words where { $condition }
    [interviewer] interviewers' words where { $condition }
   *[all] everybody's words where { $condition }
}
screen-by-rules = proposed by the codebook's rules
screen-by = by { $coder }
screen-not-reviewed = nobody has reviewed them
screen-all-accepted = { $n } of them reviewed and accepted by a person
# $rejected: left out, so that $left count.
screen-reviewed = { $n } of them reviewed by a person ({ $accepted } accepted; { $rejected } rejected and left out, so that { $left ->
    [one] { $left } counts
   *[other] { $left } count
})
screen-by-people = { $n } made or accepted by a person
screen-negated = ; negated ones are counted, and shown apart
# Of several coders one is shown. $coder: who; $others: who not.
screen-alone-in-files = Here { $coder } alone; the files have { $others } apart.
screen-alone = Here { $coder } alone; `freq` has { $others } apart, and --coder chooses.

# The table.
screen-participants = participants
screen-codings = codings
screen-negated-ones = negated
screen-prompted-ones = prompted
# $unit: answer, sentence, turn, paragraph, window (of $words), transcript, case.
screen-units = { $unit ->
    [answer] answers
    [sentence] sentences
    [turn] turns
    [paragraph] paragraphs
    [window] { $words ->
        [one] windows of { $words } word
       *[other] windows of { $words } words
    }
    [transcript] transcripts
   *[case] cases
}
screen-other-themes = Other themes (participants): { $themes }.
screen-of-all-in-percent = { $n } of { $all } ({ $percent }%)

# Pairs.
screen-together = { $unit ->
    [answer] Together in the same answer
    [sentence] Together in the same sentence
    [turn] Together in the same turn
    [paragraph] Together in the same paragraph
    [window] { $words ->
        [one] Together in the same window of { $words } word
       *[other] Together in the same window of { $words } words
    }
    [transcript] Together in the same transcript
   *[case] Together in the same case
}
screen-same-words = same words
screen-no-pairs = No two themes come up together.
screen-few-units = Pairs in fewer than three units are chance until read.

# Quotes, and what comes after them.
screen-quotes = In their words (drawn with seed { $seed })
screen-stance = { $stance }:
screen-not-shown = What this does not show
screen-not-shown-unknown = Expressions that the rules do not know: read some of what they left uncoded (below).
screen-not-shown-weight = How much a theme matters: frequency is not importance, and interviews are not a random sample.
screen-next = Next
