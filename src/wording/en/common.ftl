# Words that many places need. Values: $n a count.

and = and
no-code = no code
participants = { $n ->
    [one] { $n } participant
   *[other] { $n } participants
}
transcripts = { $n ->
    [one] { $n } transcript
   *[other] { $n } transcripts
}
words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
codings = { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}
mentions = { $n ->
    [one] { $n } mention
   *[other] { $n } mentions
}
codes = { $n ->
    [one] { $n } code
   *[other] { $n } codes
}
units = { $n ->
    [one] { $n } unit
   *[other] { $n } units
}
# A count of units by the name of the unit. $unit: answer, sentence, turn, paragraph, window, transcript, case.
units-of = { $unit ->
    [answer] { $n ->
        [one] { $n } answer
       *[other] { $n } answers
    }
    [sentence] { $n ->
        [one] { $n } sentence
       *[other] { $n } sentences
    }
    [turn] { $n ->
        [one] { $n } turn
       *[other] { $n } turns
    }
    [paragraph] { $n ->
        [one] { $n } paragraph
       *[other] { $n } paragraphs
    }
    [window] { $n ->
        [one] { $n } window
       *[other] { $n } windows
    }
    [transcript] { $n ->
        [one] { $n } transcript
       *[other] { $n } transcripts
    }
    [case] { $n ->
        [one] { $n } case
       *[other] { $n } cases
    }
   *[other] { $n ->
        [one] { $n } unit
       *[other] { $n } units
    }
}
# $n of $all, as in: 17 of 24
of-all = { $n } of { $all }
