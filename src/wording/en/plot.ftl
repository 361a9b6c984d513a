# Figures. Values: $measure, $size, $part, $unit, $axis and $line a word of the program; $level 0 for all levels; $n a count.

plot-freq-title = { $measure ->
   *[participants] How many participants speak of each code
    [transcripts] In how many transcripts each code is found
    [units] In how many units each code is found
    [codings] How often each code was given
    [mentions] How many mentions each code rests on
}
plot-freq-bars = { $measure ->
   *[participants] Bars: participants of whose words the code, or one below it, covers at least one.
    [transcripts] Bars: transcripts with a coding of the code or of one below it.
    [units] Bars: units in which the code, or one below it, is present.
    [codings] Bars: codings of the code and of those below it.
    [mentions] Bars: mentions, that is matches of rules, of the code and of those below it.
}
plot-freq-axis = { $measure ->
   *[participants] participants
    [transcripts] transcripts
    [units] units
    [codings] codings
    [mentions] mentions
}
plot-freq-told-apart = Hatched: negated. White stripe: in an answer to a question that names the code itself. A coding may be both.
plot-freq-not-asked = People's codings do not say whether they are negated or prompted.
plot-freq-undefined = { $measure ->
    [mentions] – means that there is no such number: people's codings rest on a passage, not on mentions.
   *[other] – means that there is no such number.
}
plot-freq-level = Codes down to level { $level }; those below it count with the one above them.
plot-cooc-title = Which codes come up together
plot-cooc-cells = Cells: units in which both codes are present; on the diagonal the units of the code itself.
plot-cooc-darker = The darker, the more.
plot-cooc-shade = { $measure ->
    [participants] The number is of units, the shade of participants whose own words carry both codes in one unit.
    [jaccard] The lower number, and the shade, is Jaccard: the units with both of those with either.
    [lift] The lower number, and the shade, is lift: the units with both over those expected by chance; orange is less than expected.
    [phi] The lower number, and the shade, is Yule's φ; orange is less than expected by chance.
   *[npmi] The lower number, and the shade, is the normalised pointwise mutual information; orange is less than expected by chance.
}
plot-cooc-legend = { $measure ->
    [participants] participants with both
    [jaccard] Jaccard
    [lift] lift
    [phi] φ
    [npmi] npmi
   *[both] units with both
}
plot-cooc-few = Pairs in fewer than { $n } units have no ratio; hatched cells have none that is defined.
plot-cooc-similarity = Codes that share units stand together (average linkage on 1 − Jaccard).
plot-pair = Two codes are together in a unit when each has a coding that covers at least one word of it; a code and one above it are no pair.
plot-absent = { $n ->
    [one] { $n } code that was not found is left out.
   *[other] { $n } codes that were not found are left out.
}
plot-network-title = Which codes come up together
plot-network-nodes = { $size ->
    [units] Circles: codes, their area by the units in which they are present.
   *[participants] Circles: codes, their area by the participants who speak of them.
}
plot-network-edges = { $n ->
    [one] Lines: pairs of codes that have a unit in common, with their number.
   *[other] Lines: pairs of codes that have at least { $n } units in common, with their number.
}
plot-network-places = Where a code stands follows from its lines alone; distances are no measure.
plot-codeline-title = Where in the interview which code falls
plot-codeline-marks = { $axis ->
    [words] Marks: codings, where they stand in the transcript, in words of everybody. Grey: words that count.
   *[percent] Marks: codings, where they stand in the transcript, in per cent of the words of everybody. Grey: words that count.
}
plot-codeline-negated = White marks: negated.
plot-codeline-absent = { $n ->
    [one] { $n } code that was not found has no line.
   *[other] { $n } codes that were not found have no line.
}
plot-saturation-title = New codes by interview
plot-saturation-title-rules = Coverage of the codebook by interview
plot-saturation-counted = How many codes each interview brought that no earlier one had, and how many were there by then.
plot-saturation-counted-rules = How many codes of the codebook each interview has that no earlier one had, and how many were found by then. This is no saturation: the codebook and its rules were there before the first interview.
plot-saturation-level = { $level ->
    [0] A code counts where it was given itself; a theme is not new because a code below it is.
    [one] A theme counts with everything below it.
   *[other] A code of level { $level } counts with everything below it.
}
plot-saturation-expected = The average over all orders does not depend on the order of analysis (Mao Tau: Colwell, Mao & Chang 2004).
plot-saturation-sd = The band around it is one standard deviation to either side.
plot-saturation-tied = { $n } interviews were analysed at the same time as another; they stand in the order of their names.
plot-saturation-uncoded = { $n ->
    [one] { $n } interview has no coding and is left out, as not analysed yet.
   *[other] { $n } interviews have no coding and are left out, as not analysed yet.
}
plot-saturation-key = { $line ->
    [new] new codes
    [orders] average over all orders
   *[all] all codes by then
}
plot-saturation-axis = interviews, in the order in which they were analysed
plot-unit = { $unit ->
    [answer] The unit is the answer: what a participant says until the interviewer's next substantive turn.
    [sentence] The unit is the sentence.
    [turn] The unit is the turn.
    [paragraph] The unit is the paragraph.
    [window] The unit is a window of { $words } words within a turn.
    [transcript] The unit is the whole transcript.
   *[case] The unit is the case: everything that one person, site or group says.
}
plot-over = { $participants }, { $transcripts }, { $units }.
plot-apart = Each value of { $by } stands apart.
plot-whose = { $part ->
    [interviewer] Only the words of interviewers count.
    [all] Everybody's words count.
   *[participant] Only the words of participants count.
}
plot-whose-where = { $part ->
    [interviewer] Only the words of interviewers count, where { $condition }.
    [all] Everybody's words count, where { $condition }.
   *[participant] Only the words of participants count, where { $condition }.
}
plot-rules = rules
plot-any-of = any of { $names }
plot-codings-by = { $codings } by { $coder }, of which { $accepted } made or accepted by a person.
plot-codings = { $codings }, of which { $accepted } made or accepted by a person.
plot-only-status = { $status ->
    [accepted] Only codings that a person made or accepted.
   *[proposed] Only codings that nobody has reviewed.
}
plot-only-stance = { $stance ->
    [affirmed] Only affirmed codings.
    [negated] Only negated codings.
    [ceased] Only ceased codings.
   *[normative] Only normative codings.
}
plot-unreadable = { $n ->
    [one] { $n } transcript could not be read and was skipped.
   *[other] { $n } transcripts could not be read and were skipped.
}
plot-codebook = Codebook { $codebook }; kantlijn { $version }.
