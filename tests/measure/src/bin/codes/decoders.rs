//! The two decoders: rqrr, in this process, and zbar, the one that Linux and many scanners come with.

use std::process::Command;

use image::{DynamicImage, RgbImage};
use rqrr::PreparedImage;

use crate::Failed;
use crate::pictures::Folder;

/// What a code says, and how large it is.
pub struct Read {
    /// The text.
    pub text: String,
    /// The version of the code, 1 to 40.
    pub version: usize,
}

/// What rqrr reads in a picture; nothing where it finds no code or cannot mend it.
pub fn by_rqrr(picture: &RgbImage) -> Option<Read> {
    let grey = DynamicImage::ImageRgb8(picture.clone()).to_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let pixels = grey.as_raw();
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = prepared.detect_grids();
    let (found, text) = grids.first()?.decode().ok()?;
    Some(Read {
        text,
        version: found.version.0,
    })
}

/// What zbar reads in each of the folder's pictures.
pub fn by_zbar(folder: &Folder, pictures: usize) -> Result<Vec<Option<String>>, Failed> {
    const PROGRAM: &str = "zbarimg";
    let names: Vec<_> = (0..pictures).map(Folder::name).collect();
    let output = Command::new(PROGRAM)
        .args([
            "--quiet",
            "--xml",
            "--nodbus",
            "-Sdisable",
            "-Sqrcode.enable",
        ])
        .args(&names)
        .current_dir(folder.path())
        .output()
        .map_err(|error| Failed::Missing(PROGRAM, error, "zbar-tools"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    // 4: no code in some picture, which is a result and not a failure.
    if !matches!(output.status.code(), Some(0 | 4)) {
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failed::Program(PROGRAM, why));
    }
    Ok(names.iter().map(|name| said_of(&told, name)).collect())
}

/// The text of the picture's one code, in zbar's XML: a source for each picture, with the text as CDATA.
fn said_of(told: &str, name: &str) -> Option<String> {
    let source = told
        .split("<source ")
        .find(|part| part.starts_with(&format!("href='{name}'")))?;
    let (_, text) = source.split_once("<![CDATA[")?;
    let (text, _) = text.split_once("]]>")?;
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "<barcodes xmlns='http://zbar.sourceforge.net/2008/barcode'>\n\
        <source href='00000.png'>\n<index num='0'>\n<symbol type='QR-Code' quality='1'>\
        <data><![CDATA[HC1.first]]></data></symbol>\n</index>\n</source>\n\
        <source href='00002.png'>\n<index num='0'>\n<symbol type='QR-Code' quality='1'>\
        <data><![CDATA[HC1.third]]></data></symbol>\n</index>\n</source>\n</barcodes>\n";

    #[test]
    fn each_picture_has_its_own_text() {
        assert_eq!(said_of(TOLD, "00000.png").as_deref(), Some("HC1.first"));
        assert_eq!(said_of(TOLD, "00002.png").as_deref(), Some("HC1.third"));
    }

    #[test]
    fn a_picture_without_a_code_has_none() {
        assert_eq!(said_of(TOLD, "00001.png"), None);
    }
}
