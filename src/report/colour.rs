//! The colours of codes: the codebook's own, else some that the colour-blind can tell apart.

use crate::codebook::Codebook;
use crate::ids::CodeId;

/// The scheme “muted” of Paul Tol (Colour Schemes, SRON/EPS/TN/09-002, issue 3.2, 2021), made to be told apart with any
/// colour vision, in the order in which neighbours differ most.
const MUTED: [u32; 9] =
    [0x33_22_88, 0xcc_66_77, 0x11_77_33, 0xdd_cc_77, 0x88_cc_ee, 0x88_22_55, 0x44_aa_99, 0x99_99_33, 0xaa_44_99];

/// The colour of every code as `#rrggbb`, in the codebook's order: its own, else that of the code above it, else one of a
/// palette by the place of its theme.
///
/// Beyond nine themes the palette comes again, lighter and then darker: nobody tells dozens of colours apart, so that a name
/// always stands beside.
///
/// ```
/// use kantlijn::codebook::{Code, Codebook};
/// use kantlijn::report::colours;
///
/// let own = Code { id: "work".into(), color: Some("#B5651D".into()), ..Code::default() };
/// let codes = vec![Code { id: "shame".into(), ..Code::default() }, own];
/// assert_eq!(colours(&Codebook { codes, ..Codebook::default() }), ["#332288", "#b5651d"]);
/// ```
#[must_use]
pub fn colours(codebook: &Codebook) -> Vec<String> {
    let mut colours: Vec<String> = Vec::with_capacity(codebook.codes.len());
    let mut themes = 0;
    for code in &codebook.codes {
        let place = themes;
        themes += usize::from(code.parent.is_none());
        let of_parent = code.parent.map(CodeId::index).and_then(|parent| colours.get(parent).cloned());
        let own = code.color.as_deref().filter(|colour| is_colour(colour)).map(str::to_ascii_lowercase);
        colours.push(own.or(of_parent).unwrap_or_else(|| of_theme(place)));
    }
    colours
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn of_theme(place: usize) -> String {
    let colour = MUTED[place % MUTED.len()];
    // Of a hundred parts so many white, or black.
    let (towards, parts) = [(0, 0), (255, 35), (0, 35)][place / MUTED.len() % 3];
    let mixed = |shift: u32| (((colour >> shift) & 255) * (100 - parts) + towards * parts) / 100;
    format!("#{:02x}{:02x}{:02x}", mixed(16), mixed(8), mixed(0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::colours;
    use crate::codebook::{Code, Codebook};
    use crate::ids::CodeId;

    #[test]
    fn a_code_has_its_own_colour_else_that_of_the_code_above() {
        let code = |parent: Option<u32>, color: Option<&str>| Code {
            parent: parent.map(CodeId),
            color: color.map(str::to_owned),
            ..Code::default()
        };
        let codes =
            vec![code(None, None), code(Some(0), None), code(Some(1), Some("#ABCDEF")), code(None, Some("red"))];
        let found = colours(&Codebook { codes, ..Codebook::default() });
        assert_eq!(found, ["#332288", "#332288", "#abcdef", "#cc6677"]);
    }

    #[test]
    fn twenty_seven_themes_have_as_many_colours() {
        let themes = Codebook { codes: vec![Code::default(); 27], ..Codebook::default() };
        assert_eq!(colours(&themes).into_iter().collect::<BTreeSet<_>>().len(), 27);
    }
}
