//! Codes as scanners read them: passes drawn as the service draws them, shrunk to a small phone's two
//! hundred pixels, and given to two decoders that share no code with each other or with the drawing.
//!
//! A code counts as read if the decoder says exactly the token. Nothing here depends on the machine.

mod decoders;
mod pictures;

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Parser;
use measure::program::{Found, end};
use measure::table::Table;

use decoders::{Read, by_rqrr, by_zbar};
use pictures::{Drawn, Folder, Kind};

/// Measures how many codes are read.
#[derive(Debug, Parser)]
struct Options {
    /// Passes that are drawn.
    #[arg(long, default_value_t = 1000)]
    passes: u32,
    /// Width of the small pictures, in pixels.
    #[arg(long, default_value_t = 200)]
    width: u32,
}

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The pass could not be issued; the fixed key and time are good ones.
    #[error("a pass: {0}")]
    Pass(String),
    /// A picture could not be drawn.
    #[error(transparent)]
    Drawing(#[from] pass::RenderError),
    /// A picture could not be read back or written.
    #[error(transparent)]
    Picture(#[from] image::ImageError),
    /// The folder of the pictures.
    #[error(transparent)]
    Folder(#[from] std::io::Error),
    /// A program that is needed is not there, or does not work.
    #[error("{0} does not run ({1}); on Debian: apt-get install {2}")]
    Missing(&'static str, std::io::Error, &'static str),
    /// A program said that it failed.
    #[error("{0} failed: {1}")]
    Program(&'static str, String),
}

fn main() -> ExitCode {
    end(run(&Options::parse()))
}

fn run(options: &Options) -> Result<Found, Failed> {
    let drawn = pictures::drawn(options.passes)?;
    let mut found = Found::default();
    let mut versions = BTreeMap::<usize, usize>::new();
    let mut table = Table::new(["picture", "pixels a module", "read by rqrr", "read by zbar"]);
    for kind in Kind::ALL {
        let folder = Folder::new()?;
        let mut pixels = 0.0;
        let mut rqrr = Vec::new();
        for (number, pass) in drawn.iter().enumerate() {
            let picture = folder.add(number, pass, kind, options.width)?;
            let read = by_rqrr(&picture);
            if let Some(Read { version, .. }) = &read {
                *versions.entry(*version).or_default() += 1;
                pixels = f64::from(picture.width()) / pictures::modules_across(*version);
            }
            rqrr.push(read.map(|read| read.text));
        }
        let zbar = by_zbar(&folder, drawn.len())?;
        let of = |read: &[Option<String>]| rate(&drawn, read);
        if kind.is_promised() {
            let all = [("rqrr", &rqrr), ("zbar", &zbar)];
            let less = all.into_iter().filter(|(_, read)| of(read) < drawn.len());
            let complaints =
                less.map(|(decoder, _)| format!("{decoder} misses some: {}", kind.name()));
            found.complaints.extend(complaints);
        }
        let shown = |read: &[Option<String>]| percent(of(read), drawn.len());
        table.row([
            kind.name().to_owned(),
            format!("{pixels:.1}"),
            shown(&rqrr),
            shown(&zbar),
        ]);
    }
    found.printed = format!("{}\n{table}", sizes(&drawn, &versions));
    Ok(found)
}

/// How many were read as what they say.
fn rate(drawn: &[Drawn], read: &[Option<String>]) -> usize {
    let is_right = |(pass, text): &(&Drawn, &Option<String>)| text.as_ref() == Some(&pass.token);
    drawn.iter().zip(read).filter(is_right).count()
}

#[expect(clippy::cast_precision_loss, reason = "counts of pictures are small")]
fn percent(read: usize, of: usize) -> String {
    let percent = 100.0 * read as f64 / of.max(1) as f64;
    format!("{percent:.1} % ({read} of {of})")
}

/// How long the tokens are, and how large the codes, as rqrr found them.
fn sizes(drawn: &[Drawn], versions: &BTreeMap<usize, usize>) -> String {
    let lengths = drawn.iter().map(|pass| pass.token.len());
    let (shortest, longest) = (lengths.clone().min(), lengths.max());
    let mut table = Table::new(["tokens", "characters", "version", "modules"]);
    let versions: Vec<_> = versions.keys().collect();
    let each = |of: &dyn Fn(usize) -> String| {
        let all: Vec<_> = versions.iter().map(|&&version| of(version)).collect();
        all.join(", ")
    };
    let modules = |version| {
        let side = pictures::modules_on_a_side(version);
        format!("{side} × {side}")
    };
    let characters = match (shortest, longest) {
        (Some(shortest), Some(longest)) if shortest < longest => format!("{shortest} to {longest}"),
        (shortest, _) => shortest.unwrap_or_default().to_string(),
    };
    table.row([
        drawn.len().to_string(),
        characters,
        each(&|version| version.to_string()),
        each(&modules),
    ]);
    table.to_string()
}
