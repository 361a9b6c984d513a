# Words that are masked, in captions.

masked-words = Namen en andere woorden van een lijst zijn onleesbaar gemaakt: { $places ->
    [one] 1 plek
   *[other] { $places } plekken
}, met { $entries ->
    [one] 1 regel
   *[other] { $entries } regels
} van de lijst. De getallen zijn die van de woorden zelf.
masked-some = Namen en andere woorden van een lijst zijn onleesbaar gemaakt.
masked-nothing = Namen en andere woorden van een lijst zouden onleesbaar worden gemaakt; geen ervan komt in deze transcripten voor.
