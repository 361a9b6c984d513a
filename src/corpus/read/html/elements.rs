//! Elements: which are paragraphs, which say nothing, and which end when others begin.

/// Elements that have no end, and so no content.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements that begin on a line of their own.
pub(super) fn is_block(name: &[u8]) -> bool {
    is_heading(name)
        || matches!(
            name,
            b"address"
                | b"article"
                | b"aside"
                | b"blockquote"
                | b"body"
                | b"caption"
                | b"center"
                | b"dd"
                | b"details"
                | b"dialog"
                | b"dir"
                | b"div"
                | b"dl"
                | b"dt"
                | b"fieldset"
                | b"figcaption"
                | b"figure"
                | b"footer"
                | b"form"
                | b"header"
                | b"hgroup"
                | b"hr"
                | b"html"
                | b"legend"
                | b"li"
                | b"main"
                | b"menu"
                | b"nav"
                | b"ol"
                | b"p"
                | b"pre"
                | b"search"
                | b"section"
                | b"summary"
                | b"table"
                | b"tbody"
                | b"td"
                | b"tfoot"
                | b"th"
                | b"thead"
                | b"tr"
                | b"ul"
        )
}

pub(super) fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}

/// Why the words of a page's head are left out.
pub(super) const HEAD: &str = "the page's title";

/// Why the words of an element are left out, whatever is in it.
pub(super) fn left_out(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"script" | b"style" | b"noscript" | b"template" => "scripts and styles",
        b"head" | b"title" => HEAD,
        b"nav" => "navigation",
        b"button" | b"select" | b"textarea" | b"datalist" => "buttons and forms",
        b"svg" | b"math" | b"iframe" | b"object" | b"audio" | b"video" | b"canvas" | b"noembed" | b"noframes" => {
            "pictures, films and pages within the page"
        }
        b"del" => "deleted with tracked changes",
        b"rt" | b"rp" => "readings beside the words",
        // As LibreOffice writes page numbers.
        b"sdfield" => "page numbers",
        _ => return None,
    })
}

/// Whether an element is one of some, by its name.
type Those = fn(&[u8]) -> bool;

/// Which open elements end where an element begins, and how far outward they are looked for.
pub(super) fn ended_by(name: &[u8]) -> Option<(Those, Those)> {
    const CELL: Those = |open| matches!(open, b"td" | b"th" | b"caption" | b"table");
    Some(match name {
        b"li" => (|open| open == b"li", |open| matches!(open, b"ul" | b"ol" | b"menu" | b"dir") || CELL(open)),
        b"dt" | b"dd" => (|open| matches!(open, b"dt" | b"dd"), |open| open == b"dl" || CELL(open)),
        b"td" | b"th" => (|open| matches!(open, b"td" | b"th" | b"caption"), |open| matches!(open, b"tr" | b"table")),
        b"tr" => (|open| matches!(open, b"tr" | b"caption"), |open| open == b"table"),
        b"tbody" | b"thead" | b"tfoot" => {
            (|open| matches!(open, b"tbody" | b"thead" | b"tfoot" | b"caption"), |open| open == b"table")
        }
        b"body" => (|open| open == b"head", |open| open == b"html"),
        _ if is_block(name) => (|open| open == b"p", CELL),
        _ => return None,
    })
}

/// How far outward an element is looked for that an end tag ends: not out of a cell, but by a table's own.
pub(super) fn bounds(name: &[u8]) -> Those {
    match name {
        b"table" | b"html" | b"body" => |_| false,
        b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot" | b"caption" => |open| open == b"table",
        _ => |open| matches!(open, b"td" | b"th" | b"caption" | b"table"),
    }
}
