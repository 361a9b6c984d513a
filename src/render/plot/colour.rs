//! Colours of figures: of themes, which readers with any kind of sight tell apart, and of shades.

use crate::codebook::Codebook;

/// A colour, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// Those of Okabe & Ito (2008, <https://jfly.uni-koeln.de/color/>) but for black, which is the text's, and yellow, which white paper
/// swallows; grey is the last. Themes beyond them begin again: names tell them apart.
const PALETTE: [Colour; 7] = [
    Colour(0x00, 0x72, 0xB2),
    Colour(0xE6, 0x9F, 0x00),
    Colour(0x00, 0x9E, 0x73),
    Colour(0xCC, 0x79, 0xA7),
    Colour(0x56, 0xB4, 0xE9),
    Colour(0xD5, 0x5E, 0x00),
    Colour(0x80, 0x80, 0x80),
];

/// From nearly white to dark blue: lightness falls evenly, so that it can be printed in grey.
const SEQUENCE: [Colour; 4] =
    [Colour(0xF3, 0xF7, 0xFB), Colour(0xA6, 0xC8, 0xE6), Colour(0x3B, 0x85, 0xC0), Colour(0x08, 0x30, 0x6B)];

/// The same to dark orange, for what is less than expected.
const OPPOSITE: [Colour; 4] =
    [Colour(0xFC, 0xF6, 0xF1), Colour(0xF5, 0xC3, 0x9A), Colour(0xDB, 0x74, 0x2D), Colour(0x7F, 0x35, 0x00)];

impl Colour {
    pub(super) const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);
    /// Of text.
    pub(super) const INK: Colour = Colour(0x22, 0x22, 0x22);
    /// Of text beside what is read first; dark enough to be read on white.
    pub(super) const FAINT: Colour = Colour(0x5F, 0x5F, 0x5F);
    /// Of lines that help the eye.
    pub(super) const RULE: Colour = Colour(0xDD, 0xDD, 0xDD);
    /// Of a background that means something.
    pub(super) const SHADE: Colour = Colour(0xEE, 0xEE, 0xEE);

    /// The colour that is written `#RRGGBB`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// `#RRGGBB`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// This colour, by a share from 0 to 1 on its way to another.
    pub(super) fn toward(self, other: Self, share: f64) -> Self {
        let mix = |from: u8, to: u8| {
            let mixed = f64::from(from) + (f64::from(to) - f64::from(from)) * share.clamp(0.0, 1.0);
            mixed.round() as u8
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// What can be read on it: white or the text's own.
    pub(super) fn text(self) -> Self {
        let luma = 299 * u32::from(self.0) + 587 * u32::from(self.1) + 114 * u32::from(self.2);
        if luma < 140_000 { Self::WHITE } else { Self::INK }
    }

    /// A shade for a share from 0 to 1, the more the darker; from −1 to 0 in the opposite colour.
    pub(super) fn shade(share: f64) -> Self {
        let stops = if share < 0.0 { OPPOSITE } else { SEQUENCE };
        let at = share.abs().clamp(0.0, 1.0) * (stops.len() - 1) as f64;
        let from = (at as usize).min(stops.len() - 2);
        stops[from].toward(stops[from + 1], at - from as f64)
    }
}

/// The colour of each code, in the codebook's order: its own, else that of the nearest code above it which has one, else one that
/// its theme gets by its place.
pub(super) fn of_codes(codebook: &Codebook) -> Vec<Colour> {
    let mut colours: Vec<Colour> = Vec::with_capacity(codebook.codes.len());
    let mut themes = 0;
    for code in &codebook.codes {
        let own = code.color.as_deref().and_then(Colour::parse);
        // A parent stands before its codes.
        let above = code.parent.and_then(|parent| colours.get(parent.index()).copied());
        let by_place = PALETTE[themes % PALETTE.len()];
        themes += usize::from(above.is_none());
        colours.push(own.or(above).unwrap_or(by_place));
    }
    colours
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Code;
    use crate::ids::CodeId;

    #[test]
    fn a_code_has_its_own_colour_or_that_of_its_theme() {
        let code = |parent: Option<usize>, color: Option<&str>| Code {
            parent: parent.map(CodeId::new),
            color: color.map(str::to_owned),
            ..Code::default()
        };
        let codes =
            vec![code(None, None), code(Some(0), None), code(None, Some("#123456")), code(Some(2), Some("red"))];
        let colours = of_codes(&Codebook { codes, ..Codebook::default() });
        assert_eq!(colours, [PALETTE[0], PALETTE[0], Colour(0x12, 0x34, 0x56), Colour(0x12, 0x34, 0x56)]);
    }

    #[test]
    fn a_colour_that_is_none_is_not_read() {
        assert_eq!(Colour::parse("#0072B2").map(Colour::hex).as_deref(), Some("#0072B2"));
        for wrong in ["0072B2", "#0072B", "#0072BG", "#é072B", ""] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn shades_grow_darker_and_the_text_on_them_can_be_read() {
        let luma = |colour: Colour| u32::from(colour.0) + u32::from(colour.1) + u32::from(colour.2);
        for sign in [1.0, -1.0] {
            let shades: Vec<Colour> = (0..=10).map(|at| Colour::shade(sign * f64::from(at) / 10.0)).collect();
            assert!(shades.windows(2).all(|two| luma(two[0]) > luma(two[1])), "{shades:?}");
            assert_eq!((shades[0].text(), shades[10].text()), (Colour::INK, Colour::WHITE));
        }
    }
}
