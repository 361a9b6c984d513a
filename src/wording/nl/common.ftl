# Woorden die op veel plaatsen nodig zijn. Waarden: $n een aantal.

and = en
no-code = geen code
participants = { $n ->
    [one] { $n } deelnemer
   *[other] { $n } deelnemers
}
transcripts = { $n ->
    [one] { $n } transcript
   *[other] { $n } transcripten
}
words = { $n ->
    [one] { $n } woord
   *[other] { $n } woorden
}
codings = { $n ->
    [one] { $n } codering
   *[other] { $n } coderingen
}
mentions = { $n ->
    [one] { $n } vindplaats
   *[other] { $n } vindplaatsen
}
codes = { $n ->
    [one] { $n } code
   *[other] { $n } codes
}
units = { $n ->
    [one] { $n } eenheid
   *[other] { $n } eenheden
}
# Een aantal eenheden, naar de naam van de eenheid.
units-of = { $unit ->
    [answer] { $n ->
        [one] { $n } antwoord
       *[other] { $n } antwoorden
    }
    [sentence] { $n ->
        [one] { $n } zin
       *[other] { $n } zinnen
    }
    [turn] { $n ->
        [one] { $n } beurt
       *[other] { $n } beurten
    }
    [paragraph] { $n ->
        [one] { $n } alinea
       *[other] { $n } alinea's
    }
    [window] { $n ->
        [one] { $n } venster
       *[other] { $n } vensters
    }
    [transcript] { $n ->
        [one] { $n } transcript
       *[other] { $n } transcripten
    }
    [case] { $n ->
        [one] { $n } casus
       *[other] { $n } casussen
    }
   *[other] { $n ->
        [one] { $n } eenheid
       *[other] { $n } eenheden
    }
}
# $n van $all, als in: 17 van 24
of-all = { $n } van { $all }
