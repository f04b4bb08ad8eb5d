//! The picture of a pass: the code inside a frame of its colour, with the word below.
//!
//! Dark modules on white with the full quiet zone of ISO/IEC 18004 (4 modules), so that
//! every scanner reads it; around it a thin frame, because everything that widens the
//! picture costs pixels a module on a small screen: at 200 pixels a module still has 2.9.
//! The colour is never shown by colour alone: the band says it in Chinese and English,
//! with a contrast of at least 4.5 : 1 (WCAG 2.1, 1.4.3), and reads in greyscale too.
//!
//! What admits a person is the scan. The frame is for the holder's eyes.

mod bitmap;
mod vector;

use qrcode::bits::Bits;
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode, Version};
use thiserror::Error;

pub use bitmap::png;
pub use vector::svg;

/// The quiet zone on each side, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;
/// The frame's breadth on each side, in modules.
const FRAME: usize = 2;
/// The band's height below the quiet zone, in modules; it includes the frame's lower edge.
const BAND: usize = 13;
/// The size of the words, in modules an em. The longest word then fills four fifths of the
/// band, and a wider system font still fits.
const EM: usize = 9;

/// An sRGB colour.
type Rgb = [u8; 3];
/// Dark modules, and the words on yellow.
const INK: Rgb = [0x11, 0x14, 0x18];
/// Light modules, the quiet zone, and the words on green and red.
const PAPER: Rgb = [0xff, 0xff, 0xff];

/// The colour around the code and its word below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// 绿码 GREEN.
    Green,
    /// 黄码 YELLOW.
    Yellow,
    /// 红码 RED.
    Red,
}

/// Why a code could not be drawn.
#[derive(Debug, Error)]
pub enum RenderError {
    /// More text than the largest QR code holds at level M: 2331 bytes.
    #[error("the text is too long for a QR code")]
    TooLong,
    /// The font of the words could not be read.
    #[error("the font of the words could not be read")]
    Font,
    /// The SVG could not be written.
    #[error("the picture could not be written")]
    Svg(#[from] std::fmt::Error),
    /// The PNG could not be written.
    #[error("the picture could not be written")]
    Png(#[from] png::EncodingError),
}

impl Frame {
    /// The word in both languages.
    fn word(self) -> &'static str {
        match self {
            Self::Green => "绿码 GREEN",
            Self::Yellow => "黄码 YELLOW",
            Self::Red => "红码 RED",
        }
    }

    /// The colour of frame and band.
    fn colour(self) -> Rgb {
        match self {
            Self::Green => [0x0a, 0x7a, 0x3c],
            Self::Yellow => [0xff, 0xc8, 0x00],
            Self::Red => [0xc8, 0x10, 0x1e],
        }
    }

    /// The colour of the word on the band.
    fn ink(self) -> Rgb {
        match self {
            Self::Green | Self::Red => PAPER,
            Self::Yellow => INK,
        }
    }
}

/// The modules of a code, without quiet zone.
struct Modules {
    /// Modules on a side.
    side: usize,
    /// Row by row, true = dark.
    dark: Vec<bool>,
}

impl Modules {
    /// The smallest code at level M that holds `text` in byte mode.
    ///
    /// Byte mode is chosen here and not by the library's optimiser, so that the size
    /// depends on the length of the text and on nothing else.
    fn of(text: &str) -> Result<Self, RenderError> {
        let code = (1..=40)
            .find_map(|version| in_byte_mode(text, Version::Normal(version)).ok())
            .ok_or(RenderError::TooLong)?;
        let side = code.width();
        let dark = code
            .into_colors()
            .into_iter()
            .map(|colour| colour == Color::Dark)
            .collect();
        Ok(Self { side, dark })
    }

    fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks(self.side)
    }

    /// The picture's width in modules.
    fn picture_width(&self) -> usize {
        self.side + 2 * (QUIET + FRAME)
    }

    /// The picture's height in modules.
    fn picture_height(&self) -> usize {
        FRAME + self.side + 2 * QUIET + BAND
    }
}

fn in_byte_mode(text: &str, version: Version) -> Result<QrCode, QrError> {
    let mut bits = Bits::new(version);
    bits.push_byte_data(text.as_bytes())?;
    bits.push_terminator(EcLevel::M)?;
    QrCode::with_bits(bits, EcLevel::M)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAMES: [Frame; 3] = [Frame::Green, Frame::Yellow, Frame::Red];

    fn luminance(colour: Rgb) -> f64 {
        let [r, g, b] = colour.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn every_word_stands_out_from_its_band() {
        for frame in FRAMES {
            let ratio = contrast(frame.ink(), frame.colour());
            assert!(ratio >= 4.5, "{frame:?} {ratio:.2}");
        }
        assert!(contrast(INK, PAPER) >= 15.0);
    }

    #[test]
    fn the_byte_budget_is_version_10_and_not_a_byte_more() {
        assert_eq!(Modules::of(&"a".repeat(213)).unwrap().side, 57);
        assert_eq!(Modules::of(&"a".repeat(214)).unwrap().side, 61);
        assert_eq!(Modules::of(&"1".repeat(213)).unwrap().side, 57);
    }

    #[test]
    fn the_largest_code_is_drawn_and_more_is_refused() {
        assert_eq!(Modules::of("").unwrap().side, 21);
        assert_eq!(Modules::of(&"a".repeat(2331)).unwrap().side, 177);
        let refused = svg(&"a".repeat(2332), Frame::Green);
        assert!(matches!(refused, Err(RenderError::TooLong)));
    }
}
