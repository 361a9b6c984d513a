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
definition-draws = shuffles
