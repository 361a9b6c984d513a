# Words that are masked, in captions.

masked-words = Names and other words of a list were masked: { $places ->
    [one] 1 place
   *[other] { $places } places
} by { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}. The numbers are those of the unmasked words.
masked-some = Names and other words of a list were masked.
masked-nothing = Names and other words of a list were to be masked; none of them occurs in these transcripts.
