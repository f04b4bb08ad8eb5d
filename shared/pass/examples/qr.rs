//! Writes pictures of passes, and what they must say, for a scanner to read:
//! `cargo run -p pass --example qr -- FOLDER COUNT`.
//!
//! Files `0001-green.png`, `0001-green.svg` and `0001-green.txt`, the frames in turn.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use jiff::{SignedDuration, Timestamp};
use pass::{Frame, KeyRing};
use rules::identity::PersonId;

const FRAMES: [(Frame, &str); 3] = [
    (Frame::Green, "green"),
    (Frame::Yellow, "yellow"),
    (Frame::Red, "red"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: qr FOLDER COUNT")?);
    let count: u64 = arguments.next().ok_or("usage: qr FOLDER COUNT")?.parse()?;
    fs::create_dir_all(&folder)?;

    let ring = KeyRing::parse("a:an example secret and not one to be used")?;
    let start: Timestamp = "2020-02-11T09:00:00+08:00".parse()?;
    for (number, (frame, name)) in (1..=count).zip(FRAMES.into_iter().cycle()) {
        let (person, serial) = scattered(number);
        let now = start + SignedDuration::from_secs(i64::try_from(number)?);
        let pass = ring.issue(PersonId::from_bytes(person), now, serial)?;
        let file = folder.join(format!("{number:04}-{name}"));
        fs::write(file.with_extension("png"), pass::png(&pass.token, frame)?)?;
        fs::write(file.with_extension("svg"), pass::svg(&pass.token, frame)?)?;
        fs::write(file.with_extension("txt"), pass.token)?;
    }
    Ok(())
}

/// Bytes that differ in every place from one number to the next, the same every time
/// (the multiplier of Knuth's MMIX generator).
fn scattered(number: u64) -> ([u8; 16], [u8; 7]) {
    let mut state = number;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (
        std::array::from_fn(|_| next()),
        std::array::from_fn(|_| next()),
    )
}
