//! The picture as SVG: one path for the modules, so that no seams show between them.

use std::fmt::{self, Write};

use super::{BAND, EM, FRAME, Frame, INK, Modules, PAPER, QUIET, RenderError, Rgb};

/// System fonts that have the Chinese words, then whatever there is.
const FONTS: &str = "'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC',\
                     'Noto Sans SC','Source Han Sans SC',system-ui,sans-serif";

/// Draws `token` as an SVG document of about 12 KB, with one module as its unit.
///
/// It has no size of its own and fills its container; it loads and runs nothing.
///
/// # Errors
/// [`RenderError::TooLong`] for a text that no QR code holds at level M.
pub fn svg(token: &str, frame: Frame) -> Result<String, RenderError> {
    let modules = Modules::of(token)?;
    let mut out = String::with_capacity(12 * 1024);
    write_document(&mut out, &modules, frame)?;
    Ok(out)
}

fn write_document(out: &mut String, modules: &Modules, frame: Frame) -> fmt::Result {
    let (width, height) = (modules.picture_width(), modules.picture_height());
    let paper = modules.side + 2 * QUIET;
    let word = frame.word();
    write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" shape-rendering=\"crispEdges\"><title>{word}</title>\
         <path fill=\"{colour}\" d=\"M0 0h{width}v{height}h-{width}z\"/>\
         <path fill=\"{PAPER}\" d=\"M{FRAME} {FRAME}h{paper}v{paper}h-{paper}z\"/>",
        colour = Hex(frame.colour()),
        PAPER = Hex(PAPER),
    )?;
    write!(out, "<path fill=\"{}\" d=\"", Hex(INK))?;
    write_modules(out, modules)?;
    out.write_str("\"/>")?;
    // Capitals and ideographs both reach about 0.36 em above the middle of the line.
    let centre = FRAME + paper;
    let baseline = as_tenths(10 * centre + 5 * BAND + 36 * EM / 10);
    write!(
        out,
        "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{EM}\" font-weight=\"700\" \
         font-family=\"{FONTS}\" text-anchor=\"middle\" fill=\"{ink}\">{word}</text></svg>",
        x = as_tenths(5 * width),
        ink = Hex(frame.ink()),
    )
}

/// Every run of dark modules in a row is one rectangle of the path.
fn write_modules(out: &mut String, modules: &Modules) -> fmt::Result {
    for (row, y) in modules.rows().zip(FRAME + QUIET..) {
        let mut x = FRAME + QUIET;
        for run in row.chunk_by(|a, b| a == b) {
            let length = run.len();
            if run.first() == Some(&true) {
                write!(out, "M{x} {y}h{length}v1h-{length}z")?;
            }
            x += length;
        }
    }
    Ok(())
}

fn as_tenths(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A colour as CSS writes it.
struct Hex(Rgb);

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_named_and_has_one_path_of_modules() {
        let text = svg(&"a".repeat(213), Frame::Yellow).unwrap();
        assert!(text.contains("viewBox=\"0 0 69 80\""));
        assert!(text.contains("role=\"img\""));
        assert!(text.contains("<title>黄码 YELLOW</title>"));
        assert!(text.contains(">黄码 YELLOW</text>"));
        assert_eq!(text.matches("<path").count(), 3);
        assert!(text.len() < 16 * 1024, "{}", text.len());
    }

    #[test]
    fn the_text_of_the_token_is_never_markup() {
        let text = svg("<script>&\"", Frame::Red).unwrap();
        assert!(!text.contains("script"));
    }
}
