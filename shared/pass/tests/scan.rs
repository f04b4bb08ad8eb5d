//! What is drawn can be read: by a decoder that shares no code with the encoder, at full
//! size and scaled to 200 pixels, in all three frames. The measuring program `codes` does the same with
//! many more, a second decoder, and the SVG.

#![expect(clippy::unwrap_used, reason = "what the tests share")]

use image::imageops::{FilterType, resize};
use image::{GrayImage, load_from_memory};
use jiff::Timestamp;
use pass::{Frame, KeyRing};
use rqrr::PreparedImage;
use rules::identity::PersonId;

const FRAMES: [Frame; 3] = [Frame::Green, Frame::Yellow, Frame::Red];

/// Tokens whose persons and serials differ in every byte.
fn tokens(count: u8) -> Vec<String> {
    let ring = KeyRing::parse("a:the signing secret of these tests").unwrap();
    let now: Timestamp = "2020-02-13T09:00:00+08:00".parse().unwrap();
    (0..count)
        .map(|n| {
            let first = n.wrapping_mul(37);
            let person = [0_u8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
                .map(|place| first.wrapping_add(place * 11));
            ring.issue(PersonId::from_bytes(person), now, [n ^ 0xa5; 7])
                .unwrap()
                .token
        })
        .collect()
}

fn picture(token: &str, frame: Frame) -> GrayImage {
    load_from_memory(&pass::png(token, frame).unwrap())
        .unwrap()
        .to_luma8()
}

/// Scaled to `width` pixels, as a browser would.
fn scaled(picture: &GrayImage, width: u32, filter: FilterType) -> GrayImage {
    resize(
        picture,
        width,
        width * picture.height() / picture.width(),
        filter,
    )
}

fn read(picture: &GrayImage) -> Option<String> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = picture.as_raw();
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = prepared.detect_grids();
    let (_, text) = grids.first()?.decode().ok()?;
    Some(text)
}

#[test]
fn every_frame_is_read_at_full_size() {
    for (token, frame) in tokens(12).iter().zip(FRAMES.into_iter().cycle()) {
        assert_eq!(
            read(&picture(token, frame)).as_ref(),
            Some(token),
            "{frame:?}"
        );
    }
}

#[test]
fn every_frame_is_read_at_two_hundred_pixels() {
    for (token, frame) in tokens(12).iter().zip(FRAMES.into_iter().cycle()) {
        let picture = scaled(&picture(token, frame), 200, FilterType::Nearest);
        assert_eq!(read(&picture).as_ref(), Some(token), "{frame:?}");
    }
}

/// Smoothing to 2.9 pixels a module is beyond this decoder; zbar reads that too.
#[test]
fn every_frame_is_read_smoothed_to_four_pixels_a_module() {
    for filter in [FilterType::Triangle, FilterType::Lanczos3] {
        for (token, frame) in tokens(3).iter().zip(FRAMES.into_iter().cycle()) {
            let picture = scaled(&picture(token, frame), 276, filter);
            assert_eq!(read(&picture).as_ref(), Some(token), "{frame:?} {filter:?}");
        }
    }
}
