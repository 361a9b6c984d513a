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
report-read = Read
report-by-participants = Said by participants
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

# Transcripts
report-all-transcripts = All transcripts

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
