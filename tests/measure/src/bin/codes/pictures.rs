//! Passes, and their pictures in the sizes in which scanners meet them.

use std::env::temp_dir;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::process::{Command, id};
use std::sync::atomic::{AtomicU32, Ordering};

use image::imageops::{FilterType, resize};
use image::{DynamicImage, RgbImage, load_from_memory};
use jiff::{SignedDuration, Timestamp};
use pass::{Frame, KeyRing};
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};
use rules::identity::PersonId;

use crate::Failed;

/// Frames, in turn.
const FRAMES: [Frame; 3] = [Frame::Green, Frame::Yellow, Frame::Red];
/// Modules of quiet zone and frame on both sides together, around the code.
const AROUND: usize = 12;

/// A pass.
pub struct Drawn {
    /// What its code says.
    pub token: String,
    frame: Frame,
}

/// So many passes of different people, seconds, and serials, the same ones every time.
pub fn drawn(count: u32) -> Result<Vec<Drawn>, Failed> {
    let failed = |error: &dyn std::fmt::Display| Failed::Pass(error.to_string());
    let ring = KeyRing::parse("a:a key that signs pictures and nothing else");
    let ring = ring.map_err(|error| failed(&error))?;
    let start: Timestamp = "2020-02-11T09:00:00+08:00"
        .parse()
        .map_err(|error: jiff::Error| failed(&error))?;
    let mut random = SmallRng::seed_from_u64(1);
    let frames = FRAMES.into_iter().cycle();
    let issue = |(second, frame): (u32, Frame)| {
        let person: [u8; 16] = random.random();
        let serial: [u8; 7] = random.random();
        let now = start + SignedDuration::from_secs(second.into());
        let pass = ring.issue(PersonId::from_bytes(person), now, serial);
        let token = pass.map_err(|error| failed(&error))?.token;
        Ok(Drawn { token, frame })
    };
    (0..count).zip(frames).map(issue).collect()
}

/// Modules on a side of a code of this version (ISO/IEC 18004).
pub fn modules_on_a_side(version: usize) -> usize {
    17 + 4 * version
}

/// Modules across the whole picture.
#[expect(clippy::cast_precision_loss, reason = "at most 189")]
pub fn modules_across(version: usize) -> f64 {
    (modules_on_a_side(version) + AROUND) as f64
}

/// How a picture comes to the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The PNG as it is served.
    Full,
    /// The PNG made small by taking the nearest pixel, as browsers do that are told not to smooth.
    Nearest,
    /// The PNG made small by a triangle filter, as browsers do.
    Smoothed,
    /// The PNG made small by Lanczos' filter, as picture viewers do.
    Lanczos,
    /// The SVG, drawn small.
    Vector,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Full,
        Self::Vector,
        Self::Nearest,
        Self::Smoothed,
        Self::Lanczos,
    ];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "PNG as it is served",
            Self::Nearest => "PNG made small, nearest pixel",
            Self::Smoothed => "PNG made small, triangle filter",
            Self::Lanczos => "PNG made small, Lanczos",
            Self::Vector => "SVG drawn small",
        }
    }

    /// Whether every decoder has to read it; a simple one may fail on what was smoothed.
    pub fn is_promised(self) -> bool {
        matches!(self, Self::Full | Self::Nearest | Self::Vector)
    }

    fn picture(self, pass: &Drawn, width: u32) -> Result<RgbImage, Failed> {
        if self == Self::Vector {
            return rasterised(&pass::svg(&pass.token, pass.frame)?, width);
        }
        let full = load_from_memory(&pass::png(&pass.token, pass.frame)?)?.to_rgb8();
        let filter = match self {
            Self::Full | Self::Vector => return Ok(full),
            Self::Nearest => FilterType::Nearest,
            Self::Smoothed => FilterType::Triangle,
            Self::Lanczos => FilterType::Lanczos3,
        };
        let height = width * full.height() / full.width();
        Ok(resize(&full, width, height, filter))
    }
}

/// The SVG in pixels, by librsvg.
fn rasterised(svg: &str, width: u32) -> Result<RgbImage, Failed> {
    use std::io::Write as _;
    use std::process::Stdio;
    const PROGRAM: &str = "rsvg-convert";
    let missing = |error| Failed::Missing(PROGRAM, error, "librsvg2-bin");
    let mut child = Command::new(PROGRAM)
        .args(["--width", &width.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(missing)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(svg.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    Ok(load_from_memory(&output.stdout)?.to_rgb8())
}

/// A folder of pictures of this program's own, gone with this value.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty one.
    pub fn new() -> Result<Self, Failed> {
        static FOLDERS: AtomicU32 = AtomicU32::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let path = temp_dir().join(format!("codes-{}-{number}", id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &PathBuf {
        &self.0
    }

    /// The name of the picture of this number.
    pub fn name(number: usize) -> String {
        format!("{number:05}.png")
    }

    /// Draws a pass into it, and gives the picture.
    pub fn add(
        &self,
        number: usize,
        pass: &Drawn,
        kind: Kind,
        width: u32,
    ) -> Result<RgbImage, Failed> {
        let picture = kind.picture(pass, width)?;
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(picture.clone()).write_to(&mut bytes, image::ImageFormat::Png)?;
        fs::write(self.0.join(Self::name(number)), bytes.into_inner())?;
        Ok(picture)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
