//! Code pages of Windows and the Macintosh, by the numbers that rich text gives them.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The encoding of a code page; none where nobody here can read it.
pub(super) fn of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        0 | 20127 | 28591 => "windows-1252",
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 | 54936 => "gb18030",
        949 => "euc-kr",
        950 => "big5",
        1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        21866 => "koi8-u",
        28592..=28605 => return Encoding::for_label(format!("iso-8859-{}", page - 28590).as_bytes()),
        65001 => "utf-8",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font, by its character set; none where the document's own holds.
pub(super) fn of_charset(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        0 | 2 => return Some(WINDOWS_1252),
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    of_page(page)
}

#[cfg(test)]
mod tests {
    use super::{of_charset, of_page};

    #[test]
    fn pages_and_character_sets_have_their_encodings() {
        let page = |page| of_page(page).map(|encoding| encoding.name());
        assert_eq!([page(1252), page(1250), page(10000)], ["windows-1252", "windows-1250", "macintosh"].map(Some));
        assert_eq!([page(28592), page(65001), page(932)], ["ISO-8859-2", "UTF-8", "Shift_JIS"].map(Some));
        assert_eq!([page(437), page(-7), page(i32::MAX)], [None; 3]);
        let charset = |charset| of_charset(charset).map(|encoding| encoding.name());
        assert_eq!([charset(0), charset(204), charset(1)], [Some("windows-1252"), Some("windows-1251"), None]);
    }
}
