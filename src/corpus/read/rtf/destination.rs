//! Destinations: what the text in a group is for.

/// What the text in a group is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Words of the document.
    Body,
    /// Names of fonts.
    Fonts,
    /// Names of styles.
    Styles,
    /// What a comment says.
    Comment,
    /// Who wrote the comment that comes next.
    Author,
    /// The number of a comment whose words begin here.
    RangeStart,
    /// The number of a comment whose words end here.
    RangeEnd,
    /// The number of the comment that it stands in.
    CommentNumber,
    /// The old spelling of what follows in Unicode.
    OldSpelling,
    /// What is left out, and the reason under which its words are counted; without a reason it has none.
    LeftOut(Option<&'static str>),
}

use Destination::{Author, Body, Comment, CommentNumber, Fonts, LeftOut, OldSpelling, RangeEnd, RangeStart, Styles};

/// The destination that a control word begins. A word that is none of these begins one that is to be passed over when
/// `\*` stands before it.
pub(super) fn named(word: &[u8], is_optional: bool) -> Option<Destination> {
    Some(match word {
        b"fonttbl" => Fonts,
        b"stylesheet" => Styles,
        b"annotation" => Comment,
        b"atnauthor" => Author,
        b"atrfstart" => RangeStart,
        b"atrfend" => RangeEnd,
        b"atnref" => CommentNumber,
        b"upr" => OldSpelling,
        b"ud" | b"result" | b"fldrslt" => Body,
        b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf" => {
            LeftOut(Some("page headers and footers"))
        }
        b"footnote" => LeftOut(Some("footnotes and endnotes")),
        b"listtext" | b"pntext" => LeftOut(Some("numbers and bullets of lists")),
        b"xe" | b"tc" | b"tcn" | b"rxe" | b"txe" => LeftOut(Some("entries of an index")),
        b"shptxt" => LeftOut(Some("text in boxes and drawings")),
        b"colortbl" | b"filetbl" | b"info" | b"pict" | b"object" | b"objdata" | b"objclass" | b"objname"
        | b"fldinst" | b"shprslt" | b"sp" | b"nonesttables" | b"bkmkstart" | b"bkmkend" | b"atnid" | b"atndate"
        | b"atnparent" | b"atntime" | b"atnicn" | b"private" | b"template" | b"datafield" | b"formfield" => {
            LeftOut(None)
        }
        _ if is_optional => LeftOut(None),
        _ => return None,
    })
}

/// The destination of a group in one with another: what is left out stays so, but for what says that it is to be read.
pub(super) fn within(outer: Destination, inner: Destination, word: &[u8]) -> Destination {
    match (outer, inner) {
        (OldSpelling, _) if word == b"ud" => Body,
        (LeftOut(None), Body) if word == b"result" => Body,
        (LeftOut(None), LeftOut(Some(_))) if word == b"shptxt" => inner,
        // The instructions of a field in a page header are no words of it.
        (LeftOut(_), LeftOut(None)) => inner,
        (LeftOut(_) | OldSpelling, _) => outer,
        // Within a comment or a table of fonts nothing goes to the text.
        (_, Body) => outer,
        (outer, OldSpelling) if outer != Body => outer,
        _ => inner,
    }
}
