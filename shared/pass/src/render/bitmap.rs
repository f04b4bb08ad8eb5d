//! The picture as PNG: 8 pixels a module, 16 colours, so that a phone on a bad line has it
//! at once and no resampler finds a half-lit module.

use ab_glyph::{Font, FontRef, Glyph, OutlinedGlyph, ScaleFont, point};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::{BAND, EM, FRAME, Frame, INK, Modules, PAPER, QUIET, RenderError, Rgb};

/// Pixels on a module's side.
const SCALE: usize = 8;
/// The glyphs of the three words; see `assets/README.md`.
const WORDS: &[u8] = include_bytes!("../../assets/words.otf");

/// The palette: ink, paper, then the way from the frame's colour to its word's in steps,
/// for smooth letters.
const DARK: u8 = 0;
const LIGHT: u8 = 1;
const BAND_COLOUR: u8 = 2;
const STEPS: u8 = 13;

/// Draws `token` as a PNG file of about 5 KB, 552 × 640 pixels for a pass.
///
/// # Errors
/// [`RenderError::TooLong`] for a text that no QR code holds at level M; the others mean a
/// broken build.
pub fn png(token: &str, frame: Frame) -> Result<Vec<u8>, RenderError> {
    let modules = Modules::of(token)?;
    let mut canvas = Canvas::new(modules.picture_width(), modules.picture_height());
    let paper = modules.side + 2 * QUIET;
    canvas.fill(FRAME, FRAME, paper, paper, LIGHT);
    for (row, y) in modules.rows().zip(FRAME + QUIET..) {
        for (x, _) in (FRAME + QUIET..).zip(row).filter(|(_, dark)| **dark) {
            canvas.fill(x, y, 1, 1, DARK);
        }
    }
    write_word(&mut canvas, frame.word(), FRAME + paper)?;
    encode(&canvas, frame)
}

/// Pixels as palette indices.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    /// All of the frame's colour; sizes in modules.
    fn new(width: usize, height: usize) -> Self {
        let (width, height) = (width * SCALE, height * SCALE);
        Self {
            width,
            height,
            pixels: vec![BAND_COLOUR; width * height],
        }
    }

    /// Fills a rectangle; all in modules.
    fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, index: u8) {
        for row in self
            .pixels
            .chunks_mut(self.width)
            .skip(y * SCALE)
            .take(height * SCALE)
        {
            row.iter_mut()
                .skip(x * SCALE)
                .take(width * SCALE)
                .for_each(|pixel| *pixel = index);
        }
    }

    /// Sets one pixel of the band by how much of it a glyph covers; outside is ignored.
    fn cover(&mut self, x: usize, y: usize, coverage: f32) {
        if x >= self.width {
            return;
        }
        if let Some(pixel) = self.pixels.get_mut(y * self.width + x) {
            *pixel = (*pixel).max(BAND_COLOUR + step(coverage));
        }
    }

    /// Two pixels a byte, as the file has them.
    fn packed(&self) -> Vec<u8> {
        self.pixels
            .chunks(self.width)
            .flat_map(|row| row.chunks(2))
            .map(|pair| (pair[0] << 4) | pair.get(1).copied().unwrap_or(0))
            .collect()
    }
}

/// Coverage in 0..=1 as one of the palette's steps.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=STEPS"
)]
fn step(coverage: f32) -> u8 {
    (coverage.clamp(0.0, 1.0) * f32::from(STEPS)).round() as u8
}

/// Writes `word` into the middle of the band that starts at row `top`, in modules.
#[expect(
    clippy::cast_precision_loss,
    reason = "a picture has a few hundred pixels"
)]
fn write_word(canvas: &mut Canvas, word: &str, top: usize) -> Result<(), RenderError> {
    let font = FontRef::try_from_slice(WORDS).map_err(|_| RenderError::Font)?;
    let glyphs = set_line(&font, word);
    let (left, right, highest, lowest) = extent(&glyphs);
    let shift_x = (canvas.width as f32 - (right - left)) / 2.0 - left;
    let shift_y =
        (top * SCALE) as f32 + ((BAND * SCALE) as f32 - (lowest - highest)) / 2.0 - highest;
    for glyph in &glyphs {
        let bounds = glyph.px_bounds();
        let (x0, y0) = (whole(bounds.min.x + shift_x), whole(bounds.min.y + shift_y));
        glyph.draw(|x, y, coverage| canvas.cover(x0 + x as usize, y0 + y as usize, coverage));
    }
    Ok(())
}

/// A position on the canvas, never negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped at 0"
)]
fn whole(position: f32) -> usize {
    position.round().max(0.0) as usize
}

/// The glyphs of a line whose baseline starts at (0, 0), in pixels.
#[expect(clippy::cast_precision_loss, reason = "an em has 72 pixels")]
fn set_line(font: &FontRef<'_>, word: &str) -> Vec<OutlinedGlyph> {
    // ab_glyph's scale is the line's height, not the em.
    let em = font.units_per_em().unwrap_or(1000.0);
    let scale = (EM * SCALE) as f32 * font.height_unscaled() / em;
    let scaled = font.as_scaled(scale);
    let mut x = 0.0;
    let mut glyphs = Vec::new();
    for letter in word.chars() {
        let glyph: Glyph = font
            .glyph_id(letter)
            .with_scale_and_position(scale, point(x, 0.0));
        x += scaled.h_advance(glyph.id);
        glyphs.extend(font.outline_glyph(glyph));
    }
    glyphs
}

/// Left, right, highest and lowest pixel of a line.
fn extent(glyphs: &[OutlinedGlyph]) -> (f32, f32, f32, f32) {
    glyphs.iter().map(OutlinedGlyph::px_bounds).fold(
        (f32::MAX, f32::MIN, f32::MAX, f32::MIN),
        |(left, right, highest, lowest), bounds| {
            (
                left.min(bounds.min.x),
                right.max(bounds.max.x),
                highest.min(bounds.min.y),
                lowest.max(bounds.max.y),
            )
        },
    )
}

fn encode(canvas: &Canvas, frame: Frame) -> Result<Vec<u8>, RenderError> {
    let mut file = Vec::with_capacity(8 * 1024);
    let side = |pixels: usize| u32::try_from(pixels).map_err(|_| RenderError::TooLong);
    let mut encoder = Encoder::new(&mut file, side(canvas.width)?, side(canvas.height)?);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Four);
    encoder.set_palette(palette(frame));
    encoder.set_compression(Compression::High);
    // The rows of a module are equal: left as they are, the compressor finds that.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&canvas.packed())?;
    writer.finish()?;
    Ok(file)
}

fn palette(frame: Frame) -> Vec<u8> {
    let mut colours = vec![INK, PAPER];
    colours.extend((0..=STEPS).map(|step| blend(frame.colour(), frame.ink(), step)));
    colours.concat()
}

/// The colour `step` of [`STEPS`] of the way from `from` to `to`.
fn blend(from: Rgb, to: Rgb, step: u8) -> Rgb {
    let mix = |a: u8, b: u8| {
        let sum = u16::from(a) * u16::from(STEPS - step) + u16::from(b) * u16::from(step);
        u8::try_from(sum / u16::from(STEPS)).unwrap_or(u8::MAX)
    };
    [
        mix(from[0], to[0]),
        mix(from[1], to[1]),
        mix(from[2], to[2]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_small_and_eight_pixels_a_module() {
        let file = png(&"aZ9-_".repeat(43)[..213], Frame::Yellow).unwrap();
        assert!(file.len() < 8 * 1024, "{}", file.len());
        assert_eq!(file[16..24], [0, 0, 2, 40, 0, 0, 2, 128]);
    }

    #[test]
    fn the_font_has_every_letter_of_every_word() {
        let font = FontRef::try_from_slice(WORDS).unwrap();
        for frame in [Frame::Green, Frame::Yellow, Frame::Red] {
            for letter in frame.word().chars() {
                assert_ne!(font.glyph_id(letter).0, 0, "{letter}");
            }
        }
    }

    #[test]
    fn the_longest_word_stays_inside_the_band() {
        let font = FontRef::try_from_slice(WORDS).unwrap();
        let (left, right, highest, lowest) = extent(&set_line(&font, Frame::Yellow.word()));
        assert!(right - left < 60.0 * 8.0, "{}", right - left);
        assert!(lowest - highest < 11.0 * 8.0, "{}", lowest - highest);
    }
}
