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
report-axis-participants-pct = % of the participants
report-axis-units-pct = % of the units
report-axis-per-1000-words = codings per 1,000 words
report-spread = Spread over the interviews
report-spread-table = Codings by transcript
report-spread-note = Each dot is a transcript with the code: the larger, the more codings. DP (Gries 2008) is 0 when codings are spread as words are, and nearly 1 when one short transcript has them all. Click a dot to read the quotes.
# $fresh how many codes it added, $all how many there are until then, $percent of all
report-step = Step { $step }, { $transcript }: { $fresh } more, { $all } so far ({ $percent } %)
report-curve-note = The line counts the codes up to each interview, the columns what each interview adds. Click an interview to read it.
# $alpha, $positive numbers; $all, $some units
report-agreed = { $code }: alpha { $alpha }, positive agreement { $positive }; { $all } units coded by all, { $some } by some
report-agreed-note = The dot is Krippendorff’s alpha, the ring agreement on what was coded. The dotted lines stand at 0.667 and 0.8: below the first conclusions are not supported, between them tentative at best, above the second reliable (Krippendorff 2004). Click a dot to read the quotes of all coders.
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
report-coder = Coder
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
