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
report-pairs-undefined = undefined: { $reason }
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
