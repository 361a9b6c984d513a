# What stands around tables in files that people open: workbooks, Word files, pages, articles.

# Why cells of columns are undefined. $columns their headings, $why a clause.
undefined-in = “–” in { $columns }: { $why }.
# The same where such a cell is empty.
empty-in = Empty in { $columns }: { $why }.

# Names of worksheets: no more than 31 characters, without [ ] : * ? / \
sheet-frequencies = frequencies
sheet-cooccurrence = co-occurrence
sheet-cooccurrence-matrix = matrix
sheet-codings = codings
sheet-mentions = mentions
sheet-quotes = quotes
sheet-definition = definition
sheet-relations = pairs of codings
sheet-relations-matrix = matrix
sheet-configurations = combinations
sheet-crosstab = crosstab
sheet-saturation = saturation
sheet-saturation-estimates = estimates
sheet-keyness = words
sheet-kwic = in context
sheet-comparison = comparison
sheet-comparison-summary = summary
sheet-agreement = agreement
sheet-agreement-pairs = pairs of coders
sheet-detection = detection
sheet-disagreements = disagreements
sheet-turns = turns
sheet-comments = comments
sheet-transcripts = transcripts

# In the sheet of quotes.
back-to-frequencies = back to frequencies
quotes-above = The words behind the numbers, code by code. A number in “{ $frequencies }” leads here: to the code and everything below it.

# The sheet that says what the numbers mean.
definition-title = What these numbers mean
definition-counted = counted
definition-unit = unit
definition-part = whose words
definition-where = only where
definition-coder = whose codings
definition-status = status of codings
definition-stance = stance of codings
definition-relation = relation
definition-relation-word = relation, as a word
definition-by = apart for
definition-units = units
definition-participants = participants
definition-transcripts = transcripts
definition-words = words
definition-codings = codings
definition-codings-reviewed = codings reviewed
definition-codings-rejected = codings rejected
definition-codings-outside = codings outside these words
definition-codings-without-a-word = codings without a whole word
definition-transcripts-unreadable = unreadable transcripts
definition-codebook = codebook
definition-codebook-version = version of the codebook
definition-codebook-hash = hash of the codebook (BLAKE3)
definition-corpus-hash = hash of the transcripts (BLAKE3)
definition-program = program
definition-program-version = version of the program
definition-sample = drawn
definition-sampled-from = drawn from
definition-seed = seed
definition-test = test
definition-draws = draws
definition-measure = measure
definition-cells = in the cells
definition-a = A
definition-b = B
definition-codings-a = codings of A
definition-codings-b = codings of B
definition-appeared = appeared
definition-vanished = vanished
definition-moved = moved
definition-changed = changed
definition-same = the same in both
definition-differ = what differs between the runs
definition-level = level
definition-interviews = interviews
definition-interviews-uncoded = interviews without a coding
definition-codes-found = codes found
definition-codes-of-the-codebook = codes of the codebook
definition-transcripts-rated = transcripts rated
definition-interviews-compared = interviews compared
definition-units-compared = units compared
definition-draw-seed = seed of the draw
definition-strata = strata
definition-units-to-draw-from = units to draw from
definition-units-drawn = units drawn
definition-units-rated = units rated
definition-units-lost = units rated that are not here
definition-units-unseen = units of strata in which none is rated
definition-held-out = held out
definition-development = development
definition-split-seed = seed of what is held out
definition-draws-undefined = draws without a number
definition-sought = sought
definition-rest-words = words elsewhere
definition-least = at least so often
definition-min = at least so many units
definition-max-per-participant = at most of each participant
definition-masked-places = masked places
definition-masked-entries = entries that mask
# Words that stand behind these, as files have them. $words: how many a window has.
definition-word = { $word }
definition-window = window of { $words ->
    [one] { $words } word
   *[other] { $words } words
}

# Why a file or folder is no transcript, as what it is. $what: a file, the name of a column, what left-out-json says, or what a
# project has.
left-out = { $why ->
    [link-to-nothing] a link to a file that is not there
    [link] a link to another file, which an archive does not lead to
    [no-file] no file, but a device or a pipe
    [study] a study of its own: it has a { $what }
    [run] the tables of an earlier run: it has a { $what }
    [earlier-table] a table of an earlier run
    [codes] a table with a column `{ $what }`: codings, a codebook or a result
    [cases] the table of cases
    [names] the list of names
    [unused-cases] a table of cases that is not used
    [named-cases] a table of cases: name it with --cases
    [readme] a README
    [study-file] the study file
    [lock-file] a lock file of an opened document
    [sources] the sources of a project, which are read through it
    [backup] a backup that QualCoder has made of a project
    [database] a database of another program than QualCoder or Taguette
    [packed-project] a project of a coding program in an archive: unpack the archive and give the project
    [packed-archive] an archive in an archive: unpack the outer one and give the folder
    [without-text] a project without a text: it has { $what }
    [doc] an old Word format: save it as .docx
    [pages] a Pages document: export it as .docx
    [xls] an old Excel format: save it as .xlsx
    [parquet] a Parquet table, for which this build has no reader: save it as .csv
    [json] JSON without a transcript in it: { $what }
   *[unknown] no format of transcripts that is known here
}
# $fields: names between backticks.
left-out-json = { $shape ->
    [empty] an object without fields
    [object] an object with { $fields }
    [list-of-empty] a list of { $n }, the first of them an object without fields
    [list-of-objects] a list of { $n }, the first of them an object with { $fields }
    [list] a list of { $n } without objects
   *[value] a single value
}
