# The report that opens in a browser. Values: $n a count.

report-title = Report
report-contents = Parts of the report
report-skip = To the contents
report-theme = Light or dark
report-close = Close
report-no-script = This report is drawn by the browser itself: allow JavaScript for this file. It makes no connection to anywhere.
report-made-by = Made by
report-yes = yes
report-no = no

# Sections
report-overview = Overview
report-frequencies = Frequencies
report-cooccurrence = Co-occurrence
report-transcripts = Transcripts
report-codebook = Codebook
report-agreement = Agreement
report-agreement-of-pairs = Agreement of every two coders
report-saturation = Saturation
report-crosstabs = Crosstabs
# $variable: the name of a variable of the cases
report-codes-by = Codes by { $variable }

# Overview
report-counted-in = Counted in
report-codings = Codings
# $coder: whose codings, $accepted: how many a person made or accepted
report-codings-of = { $n ->
    [one] { $n } coding
   *[other] { $n } codings
} by { $coder }, { $accepted } of them made or accepted by a person
report-the-rules = the rules
report-rejected = Rejected and left out
report-whose-words = Whose words
report-part-participant = participants
report-part-interviewer = interviewers
report-part-all = everybody
report-coders = Coders
report-only-status = Only codings with status
report-only-stance = Only codings with stance
report-codebook-hash = Hash of the codebook
report-corpus-hash = Hash of the transcripts
report-program = Program
report-no-text = The words of participants were left out of this report on request.
report-remarks = What changes the numbers
report-left-out = Files left out
report-how-counted = How it was counted

report-lead-read = { $transcripts } with { $participants } were read: { $words }, of which { $said } were said by participants.
# $coder: `rules` if the rules coded, else the coder is in $name
report-lead-counted = { $coder ->
    [rules] In { $units } the rules of the codebook found { $codings }.
   *[people] In { $units } there are { $codings } by { $name }.
}
report-lead-accepted = A person accepted { $n } of them.
report-lead-rejected = A person rejected a further { $n }, which are left out.
report-value = Group
report-sample = Who spoke
report-sample-caption = Participants by what they are, and what was counted of them
report-counted-words = Words that count
report-status-accepted = made or accepted by a person
report-status-proposed = proposed, not yet reviewed
report-made-of = What this report was made of
report-hash-note = The same codebook, the same transcripts and the same version of the program give the same numbers: the hash of a file is a fingerprint, which changes when anything in it does.

# Choices
report-by = Apart for
report-everybody = everybody
report-codes = Codes
report-themes = themes
report-all-codes = all codes
report-level = level { $level }
report-measure = Measure
report-order = Order
report-order-codebook = of the codebook
report-order-similar = similar codes together

# Quotes
report-quotes = Quotes
report-with = { $code } with { $other }
report-more-quotes = { $n } more
report-words-left-out = (words left out)
report-affirmed = affirmed
report-negated = negated
report-ceased = ceased
report-normative = normative
report-prompted = prompted
# $codings: “71 codings”, $units: “58 answers”, $participants: “20 participants”
report-quotes-count = { $codings } in { $units }, by { $participants }
# $codings: “71 codings”, $coder: whose
report-quotes-by = { $codings } by { $coder }
report-quotes-cases = Not here are codes that a case has in different transcripts.
report-quotes-uncoded = { $units } without any code
report-quotes-with = and
report-quotes-of = Quotes of
report-quotes-both = both codes
# $code: the name of a code whose coding began in the unit before
report-quotes-runs-on = { $code }: the quote of the unit before runs on into this one.
report-quotes-in-transcript = in the transcript
report-quotes-copy = Copy
report-quotes-is-copied = Copied
# $words: the quote, $place: who, transcript and turn, time
report-quotes-copied = “{ $words }” ({ $place })
report-quotes-keys = Arrow up and down: from quote to quote · Enter: in the transcript · C: copy
report-quotes-accepted = accepted
report-quotes-proposed = proposed
report-quotes-unprompted = not prompted
report-quotes-filter = Filter
report-quotes-filter-all = all
report-quotes-filter-with = In the same unit as
report-quotes-filter-variable = Variable
report-quotes-filter-participant = Participant
report-quotes-filter-stance = Stance
report-quotes-filter-coder = Coder
# $filter: what is chosen, as in: profession: nurse
report-quotes-filter-remove = No longer only { $filter }
report-quotes-all-coders = all coders
report-quotes-by-all = coded by all
report-quotes-by-some = coded by some, not by all
report-quotes-only-by = coded by { $coder } alone
report-quotes-new = New here:
report-quotes-new-here = new here

# Pairs of codes. $code, $other: names; $units: “435 answers”; $participants: “6 participants”
report-pairs-view = View
report-pairs-matrix = Matrix
report-pairs-network = Network
report-pairs-table = Table
report-pairs-shape = Pairs
report-pairs-shape-half = each once
report-pairs-shape-whole = in both directions
report-pairs-at-least = At least
# $value: the smallest value that is drawn, $n: how many pairs have it
report-pairs-least = { $value } ({ $n ->
    [one] { $n } pair
   *[other] { $n } pairs
})
report-pairs-self = { $code }: in { $n } of { $units }, by { $participants }.
report-pairs-apart = { $code } and { $other }: together in none of { $units }.
report-pairs-related = { $code } and { $other } stand one above the other: they are no pair.
report-pairs-met = { $code } and { $other }: together in { $both } of { $units }, by { $participants }; on the same words in { $same }.
report-pairs-ratios = Jaccard { $jaccard } · lift { $lift } · φ { $phi } · NPMI { $npmi } · { $expected } expected.
report-pairs-how-matrix = Point at a cell to know what it says; click it, or press Enter, to read the quotes. Arrow keys go from cell to cell; on the diagonal stands each code by itself.
report-pairs-how-network = Point at a line or a code to know what it says; click it, or press Enter, to read the quotes. Arrow keys go from code to code and from line to line.
report-pairs-legend = What the shades mean
report-pairs-never = never together
report-pairs-no-pair = no pair
# $reason: why, as in: one of the two codes is in no unit
report-pairs-undefined = not defined: { $reason }
report-undefined = not defined: { $reason }
report-not-known = not known
report-not-of-row = no number of all codes together
report-no-times = the file says no times
report-pairs-meaning-both = Units in which both codes are present.
report-pairs-meaning-participants-both = Participants who have both codes in one unit.
report-pairs-meaning-same-words = Units in which the two codes rest on the same words alone: there the pair says something of the codebook, not of the interviews.
report-pairs-meaning-jaccard = Jaccard: units with both, divided by units with either. 0 is never together, 1 always together. Rare pairs weigh little: look at the counts as well.
report-pairs-meaning-lift = Lift: how many times as often together as if the codes had nothing to do with each other. 1 is as often as expected; of rare codes it is soon very large.
report-pairs-meaning-phi = φ: how presence of one code goes with presence of the other, from −1 to 1; 0 is no relation.
report-pairs-meaning-npmi = NPMI: lift on a scale from −1, never together, to 1, only together; 0 is as often as expected.
# $codes: “12 codes”, $n: how many lines
report-pairs-network-of = Network of { $codes } and { $n ->
    [one] { $n } pair
   *[other] { $n } pairs
}
report-pairs-network-key = A circle is as large as there are units with the code; a line is as wide as its number. A number that finds no room is shown when you point at its line.
report-pairs-joined = { $n ->
    [one] { $n } line here.
   *[other] { $n } lines here.
}
report-pairs-alone = { $n ->
    [one] { $n } code without a line
   *[other] { $n } codes without a line
}
report-pairs-none = No two of these codes are in the same unit.
report-pairs-table-of = { $n ->
    [one] { $n } pair of codes that is together in a unit
   *[other] { $n } pairs of codes that are together in a unit; pairs that are not here never are
}
report-pairs-more = { $n } more pairs

# Figures
report-view = View
report-figure = Figure
report-table = Table
report-unfold-all = Unfold all
report-fold-all = Fold all
# $n a count, $all of what: “20 of 22 participants”
report-of = { $n } of { $all }
# $what is counted, $all how many there are: “Participants, of 22”
report-of-all = { $what }, of { $all }
report-n = n = { $n }
report-count = Count
report-coder = coder
report-order-frequent = most frequent first
report-how-often = How often each code occurs
report-bars-note = A theme counts everything below it. Negated and prompted are numbers of codings. Click a bar to read the quotes.
report-codings-note = A theme counts everything below it. Hatched is what is negated; the thin line below a bar is what follows on a question of the interviewer. Click a bar to read the quotes.
report-apart-note = Every group on one scale: the bar is the share, the number the count. Of small groups a share says little. Click a bar to read the quotes.
report-coders-note = Without a code are the units of the coder whose numbers this report shows; for another’s make it with --coder NAME.
report-axis-participants-pct = % of the participants
report-axis-units-pct = % of the units
report-axis-per-1000-words = codings per 1,000 words
report-spread = Spread over the interviews
report-spread-table = Codings by transcript
report-spread-note = Each dot is a transcript with the code: the larger, the more codings. DP (Gries 2008) is 0 when codings are spread as words are, and nearly 1 when one short transcript has them all. Click a dot to read the quotes.
# $fresh how many codes it added, $all how many there are until then, $percent of all
report-step = Step { $step }, { $transcript }: { $fresh } more, { $all } so far ({ $percent }%)
# $fresh as above
report-step-new = { $fresh } new in { $transcript }
report-curve-note = The line counts the codes up to each interview, the columns what each interview adds. Click a number to read the quotes of the codes that are new, and an interview to read it.
# $alpha, $positive numbers; $all, $some units
report-agreed = { $code }: alpha { $alpha }, positive agreement { $positive }; { $all } units coded by all, { $some } by some
report-agreed-interval = 95 % interval { $low } to { $high }
report-agreed-intervals-note = The line through a dot is its 95 % interval.
# $units: “58 answers”
report-agreed-by-all = { $code }: { $units } coded by all
report-agreed-by-some = { $code }: { $units } coded by some, not by all
report-agreed-note = The dot is Krippendorff’s alpha, the ring agreement on what was coded. The dotted lines stand at 0.667 and 0.8: below the first conclusions are not supported, between them tentative at best, above the second reliable (Krippendorff 2004). Click a dot to read the quotes of all coders, and a number to read those of its units.
report-matrix-note = The stronger the colour, the larger the share of the participants in the group. Of small groups a share says little. Click a cell to read the quotes.

# Transcripts
report-all-transcripts = All transcripts
report-transcript-list = The transcripts, what is known of them and how much of them is coded
report-find-transcript = Find a transcript
report-column-course = Course
report-turns = { $n ->
    [one] { $n } turn
   *[other] { $n } turns
}
report-turn = Turn { $turn }
report-turn-of = turn { $turn } of { $turns }
report-speakers = Who speaks
report-plays-interviewer = interviewer
report-plays-participant = participant
report-plays-other = somebody else
report-code-line = Where in the interview which code falls
report-open-is-negated = (open: negated)
report-code-line-keys = Code line: go along a line with the left and right arrow keys, to another line with up and down, and with Enter to the passage
report-scale-time = time
report-scale-turn = turn
report-in-turns = In turns
report-as-table = as a table
report-show-only = Show this alone, or everything again
report-no-codings-here = No coding here is like what you chose.
report-show = What is shown
report-all-speakers = all speakers
report-all-coders = all coders
report-all-stances = all stances
report-speaker = Speaker
report-show-coder = Coder
report-stance = Stance
report-only-coded = only coded
report-previous-coding = Previous coding
report-next-coding = Next coding
report-nth-of = { $n } of { $all }
report-print = Print
report-find = Find
report-find-in-text = Find in this transcript
report-previous-place = Previous place
report-next-place = Next place
report-codings-at-turn = Codings in turn { $turn }
# $coder: who coded
report-coded-by = by { $coder }
report-proposed = not reviewed
report-accepted = accepted
# $line: the line of the codebook on which the rule stands
report-rule-at = rule on line { $line }:
report-quotes-of-code = All quotes of this code
report-in-codebook = In the codebook

# Codebook
report-definition = Definition
report-include = Use it
report-exclude = Do not use it
report-examples = Examples
report-counterexamples = Counterexamples
report-memo = Note
report-rules = Rules
# $n of those there are, $all with its word: 17 of 22 participants
report-codebook-of = { $n } of { $all }
report-codebook-line = l. { $line }
report-codebook-rules = { $n } rules
report-codebook-themes = Themes of the codebook

# Columns
report-column-theme = Theme
report-column-code = Code
report-column-name = Name
report-column-case = Case
report-column-transcript = Transcript
report-column-duration = Duration
report-column-words = Words
report-column-participants = Participants
report-column-transcripts = Transcripts
report-column-units = Units
report-column-codings = Codings
report-column-mentions = Mentions
report-column-negated = Negated
report-column-prompted = Prompted
report-column-top-share = Largest share
report-column-participants-pct = % participants
report-column-units-pct = % units
report-column-per-1000-words = Per 1,000 words
report-column-dispersion = Dispersion
report-column-both = Both
report-column-participants-both = Participants with both
report-column-same-words = On the same words
report-column-with = With
report-column-expected = Expected
report-column-jaccard = Jaccard
report-column-lift = Lift
report-column-phi = φ
report-column-npmi = NPMI
report-column-count = Participants
report-column-of = Of
report-column-column-pct = %
report-column-all = All
report-column-some = Some
report-column-percent = % equal
report-column-alpha = α
report-column-kappa = κ
report-column-ac1 = AC1
report-column-positive = Positive agreement
report-column-step = Step
report-column-analysed-on = Analysed on
report-column-codes = Codes
report-column-new-codes = New codes
report-column-cumulative = Codes so far
report-column-cumulative-pct = % of all codes
report-column-new-names = Which are new
