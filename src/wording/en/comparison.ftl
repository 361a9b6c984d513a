# Two runs side by side.

comparison-counted = Every coding that is not the same in both runs: it appeared or vanished, moved to a passage that overlaps the old one, or changed in its status, stance, prompting, memo or rules.
comparison-summary = How many codings of each code are in one run or both. `both` are on the same passage, `changed` are those of them that differ otherwise, `moved` are on another passage and not in `both`.
# $a and $b are what the runs are called.
comparison-runs = A is { $a }, with { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}; B is { $b }, with { $others }.
comparison-changes = { $appeared } appeared, { $vanished } vanished, { $moved } moved, { $changed } changed, { $same ->
    [one] { $same } is
   *[other] { $same } are
} the same in both.
comparison-edited = In transcripts whose text differs between the runs, codings on the same words belong together, in their order, and have moved where they stand elsewhere.
comparison-without-rules = Rules are not compared: the codebooks differ, and their lines are all that is known of them.
comparison-last-row = The last row is of all codes together.
comparison-codebook = the codebook { $name }

# What differs between how two runs were made. $name is what it is called in run.json.
comparison-fact = { $name }: { $a } in A, { $b } in B.
comparison-empty = empty
comparison-none = none
comparison-codebooks = The codebooks differ.
comparison-only-in = Only in { $run }: { $n ->
    [one] { $n } transcript
   *[other] { $n } transcripts
} ({ $names }).
comparison-files = The file differs of { $n ->
    [one] { $n } transcript
   *[other] { $n } transcripts
} ({ $names }).
comparison-rules = Of the rules, { $a ->
    [one] { $a } is
   *[other] { $a } are
} only in A, { $b } only in B, and { $both } in both.
comparison-names-and-more = { $names } and { $n } more

# Why cells are undefined, as clauses.
comparison-one-sided = a coding that only one run has stands nowhere in the other
comparison-no-change = nothing but the passage differs, or only one run has the coding
comparison-no-rules = no rule made the coding
comparison-all-codes = the last row is of all codes together

# Behind a rule that only one of the runs has.
comparison-only-a = only in A
comparison-only-b = only in B
