# The paragraphs on coding of a methods section: sober, and without a judgement. Values: $n a count, others named where they are used.

methods-title = Coding
# $what: what the author has to fill in.
methods-open = [… to be filled in: { $what }]

methods-material = { $n ->
    [one] The material is { $n } transcript of { $words } words.
   *[other] The material is { $n } transcripts of { $words } words in all.
}
methods-formats = The files were read as: { $formats }.
# $format: as the program names the formats of transcripts.
methods-format = { $format ->
    [text] plain text
    [markdown] Markdown
    [word] Word
    [opendocument] OpenDocument
    [rtf] rich text
    [html] web page
    [pdf] PDF
    [webvtt] WebVTT captions
    [subrip] SubRip captions
    [table] table
    [project] project of a coding program
   *[other] { $format }
}
methods-counted-words = { $n ->
    [0] These are { $words } words.
    [one] These are { $words } words of { $n } participant.
   *[other] These are { $words } words of { $n } participants.
}
methods-open-participants = who the participants are, how they were recruited, and why these
methods-open-interviews = how and by whom the interviews were held, recorded and transcribed

# $themes, $codes: counts.
methods-codebook = The codebook “{ $name }” was used, with { $themes ->
    [one] { $themes } theme
   *[other] { $themes } themes
} and { $codes ->
    [0] no codes below
    [one] { $codes } code below
   *[other] { $codes } codes below
} { $themes ->
    [one] it
   *[other] them
}.
methods-no-codebook = { $n ->
    [one] There is no separate codebook; the code is the one that the codings name.
   *[other] There is no separate codebook; the codes are the { $n } that the codings name.
}
# $span: sentence, mention, turn, answer.
methods-rules = { $n ->
    [one] It has { $n } rule:
   *[other] It has { $n } rules:
} words, phrases and combinations of them within a given distance. Where a rule matches, it proposes its code for { $span ->
    [sentence] the sentence that holds the words found
    [mention] the words found
    [turn] the turn that holds the words found
   *[answer] the answer that holds the words found
}.
methods-open-codebook = how and by whom the codebook was developed, from theory, from the material or both

methods-proposed = { $n ->
    [one] The rules were applied to all transcripts with the program kantlijn, version { $version }, and proposed { $n } coding.
   *[other] The rules were applied to all transcripts with the program kantlijn, version { $version }, and proposed { $n } codings.
}
methods-not-reviewed = None of these proposals was reviewed by a person.
# $accepted, $rejected: counts; $recoded: how often another code was chosen; $by: names.
methods-reviewed = Of these, { $n } { $n ->
    [one] was
   *[other] were
} reviewed by { $by }: { $accepted } accepted{ $recoded ->
    [0] {""}
   *[other] {" "}(some of them under another code)
} and { $rejected } rejected; what was rejected is in no count.
methods-stances = Among the rules’ codings these are not plainly affirmed, and counted like the others: { $stances }.
# $transcripts: a count.
methods-person = { $name } ({ $n ->
    [one] { $n } coding
   *[other] { $n } codings
} in { $transcripts ->
    [one] { $transcripts } transcript
   *[other] { $transcripts } transcripts
})
methods-people = { $n ->
    [one] By hand coded { $people }.
   *[other] { $n } coders coded by hand: { $people }.
}
methods-open-coders = who the coders and reviewers are, their training, and whether they knew of each other’s work

# $size: words of a window.
methods-unit = { $unit ->
    [answer] The unit of analysis is the answer: what a participant says until the interviewer’s next substantive turn.
    [sentence] The unit of analysis is the sentence.
    [turn] The unit of analysis is the turn: what one speaker says until another speaks.
    [paragraph] The unit of analysis is the paragraph.
    [window] The unit of analysis is a window of { $size } words within a turn.
    [transcript] The unit of analysis is the whole transcript.
   *[case] The unit of analysis is the case: what one person, site or group says in all transcripts.
}
methods-units = { $n ->
    [one] There is { $units }.
   *[other] There are { $units }.
}
methods-presence = A code is present in a unit when a coding of it, or of a code below it, covers at least one whole word; a participant counts once, also with several interviews.

methods-chosen-coder = Only the codings by { $coder } are used; agreement between coders was not computed here.
methods-one-coder = There is one coder, so agreement between coders was not computed.
methods-drawn-units = A second coder rated units that were drawn; agreement on these is not computed here.
methods-open-agreement = agreement on the units that were drawn
methods-the-rules = the rules
methods-nothing-shared = No transcript was coded by two of { $coders }, so there is no agreement to compute.
methods-compared = Agreement between { $coders } was computed over { $units } of { $n ->
    [one] the { $n } transcript
   *[other] the { $n } transcripts
} that at least two of them coded.
methods-compared-cases = Agreement between { $coders } was computed over { $units }, { $n ->
    [one] which
   *[other] each of which
} at least two of them coded.
methods-alpha = Over all codes together, Krippendorff’s α is { $alpha }, with the Jaccard distance between the sets of codes that coders gave to a unit.
methods-no-alpha = Over all codes together, Krippendorff’s α does not exist: { $why }.
methods-interval = Its 95% interval, from interviews drawn again and again, is { $low } to { $high }.
methods-no-interval = It has no interval: { $why }.
methods-alphas = For the { $n } codes of which it exists, α ranges from { $low } ({ $least }) to { $high } ({ $most }).
methods-alpha-of = For the code { $code } α is { $alpha }.
methods-undefined = { $why ->
    [no_variation] all judgements are the same, so that chance would agree as well
    [no_pairs] no unit was rated by two coders
    [single] there is one where two are needed
   *[other] there is nothing to compute it from
}
methods-open-differences = what was done with differences between coders

methods-unreadable = { $n ->
    [one] { $n } transcript could not be read and is left out.
   *[other] { $n } transcripts could not be read and are left out.
}
methods-unread = { $n ->
    [one] { $n } file of the study was not read as a transcript.
   *[other] { $n } files of the study were not read as transcripts.
}
methods-without-case = { $n ->
    [one] { $n } transcript has no row in the table of cases; its speakers are counted as participants of whom nothing is known.
   *[other] { $n } transcripts have no row in the table of cases; their speakers are counted as participants of whom nothing is known.
}
methods-outside = { $n ->
    [one] { $n } coding of other words is left out.
   *[other] { $n } codings of other words are left out.
}
methods-wordless = { $n ->
    [one] { $n } coding that covers no whole word is left out.
   *[other] { $n } codings that cover no whole word are left out.
}

methods-open-position = the researchers’ position towards the subject and the participants
methods-open-ethics = ethical review, informed consent, and how data are kept

methods-again = To do it again
# $corpus, $codebook: beginnings of hashes.
methods-provenance = kantlijn { $version }; the transcripts have the hash { $corpus }… (BLAKE3).
methods-provenance-codebook = kantlijn { $version }; the codebook has the hash { $codebook }…, the transcripts { $corpus }… (BLAKE3).
