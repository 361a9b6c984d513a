# Sheets that people fill in: to review what rules propose, and for a second coder.

review-about = A row for each coding that the rules propose: read the sentence, with those before and after it, and decide. Accept: the code fits. Reject: it does not. Recode: another code fits, which stands in recode_to. An empty decision is none.
review-only-code = Only the code { $code } and those below it.
review-open-only = What somebody has decided on is left out.
review-decided-too = What somebody has decided on is here too, with what was decided; an empty decision leaves it so.

# What one chooses from, and what is told of anything else. The program must know these words: see coding/decisions/columns.rs.
review-accept = accept
review-reject = reject
review-recode = recode
review-decisions = accept, reject or recode
review-codes = the id of a code; the worksheet codes has them all

# Names of worksheets, and the headings of columns that people look at. Those of a sheet must be known where it is read: see
# coding/decisions/columns.rs.
review-worksheet = { $sheet ->
    [review] review
    [passages] passages
    [codes] codes
   *[about] about
}
review-column = { $column }

# For a second coder. $drawn of $units.
sample-drawn = { $drawn } of { $units }, drawn at random; the unit is: { $unit ->
    [window] window:{ $words }
   *[other] { $unit }
}.
sample-how = Read the words, and write in the column codes every code of the codebook that fits, by its id, several parted by ; (for example { $example }).
sample-none = Write - where no code fits. An empty cell says that you have not looked yet.
sample-question = The question is there for the context: code what is said in answer to it.
