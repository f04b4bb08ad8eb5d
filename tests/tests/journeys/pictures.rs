//! `GET /v1/people/{person}/code.svg` and `code.png`: what is drawn can be scanned.

use image::{GrayImage, Luma};
use rqrr::PreparedImage;

use crate::support::{World, application, resident_id, verification, with};

/// Pixels a module when an SVG is drawn.
const SCALE: u32 = 4;

/// The text of the QR code in a picture.
fn read(picture: &GrayImage) -> String {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = picture.as_raw();
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = prepared.detect_grids();
    grids
        .first()
        .expect("a QR code")
        .decode()
        .expect("it reads")
        .1
}

/// The modules of an SVG as a picture: the rectangles `Mx yhWv1h-Wz` of its last path.
fn drawn(svg: &str) -> GrayImage {
    let path = svg.rsplit("<path").next().unwrap();
    let path = path
        .split("d=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mut picture = GrayImage::from_pixel(100 * SCALE, 100 * SCALE, Luma([255]));
    for rectangle in path.split('M').skip(1) {
        let (corner, rest) = rectangle.split_once('h').unwrap();
        let (x, y) = corner.split_once(' ').unwrap();
        let (x, y): (u32, u32) = (x.parse().unwrap(), y.parse().unwrap());
        let width: u32 = rest.split_once('v').unwrap().0.parse().unwrap();
        for column in x * SCALE..(x + width) * SCALE {
            for row in y * SCALE..(y + 1) * SCALE {
                picture.put_pixel(column, row, Luma([0]));
            }
        }
    }
    picture
}

#[tokio::test]
async fn the_png_and_the_svg_of_a_code_carry_passes_that_verify() {
    let world = World::at("2020-02-11T09:00:00").await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;

    let png = citizen.get(&format!("/v1/people/{person}/code.png")).await;
    png.is(200);
    assert_eq!(
        (png.header("content-type"), png.header("cache-control")),
        ("image/png", "no-store")
    );
    let from_png = read(&image::load_from_memory(&png.body).unwrap().to_luma8());

    let svg = citizen.get(&format!("/v1/people/{person}/code.svg")).await;
    svg.is(200);
    assert_eq!(
        (svg.header("content-type"), svg.header("cache-control")),
        ("image/svg+xml", "no-store")
    );
    let from_svg = read(&drawn(&svg.text()));

    assert_ne!(from_png, from_svg, "each is a fresh pass");
    for token in [from_png, from_svg] {
        let answer = gate
            .asks(&with(&verification("metro"), "/token", token))
            .await;
        assert_eq!(
            (answer["outcome"].as_str(), answer["colour"].as_str()),
            (Some("admit"), Some("green"))
        );
    }
}

#[tokio::test]
async fn a_picture_shows_the_colour_and_its_word_and_nothing_of_the_person() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let green = application(&resident_id(1));
    let yellow = with(
        &application(&resident_id(2)),
        "/contact/quarantined_cohabitant",
        true,
    );
    let red = with(
        &application(&resident_id(3)),
        "/contact/confirmed_case",
        true,
    );
    for (body, word) in [(green, "绿码"), (yellow, "黄码"), (red, "红码")] {
        let person = citizen.applied(&body).await;
        let svg = citizen
            .get(&format!("/v1/people/{person}/code.svg"))
            .await
            .text();
        assert!(
            svg.contains(word) && !svg.contains('鲍') && !svg.contains(&person),
            "{word}"
        );
    }
}

#[tokio::test]
async fn the_keys_of_the_passes_are_public() {
    let world = World::at("2020-02-11T09:00:00").await;
    let keys = world
        .anonymous()
        .get("/.well-known/jwks.json")
        .await
        .is(200);
    let keys = keys["keys"].as_array().unwrap();
    assert!(!keys.is_empty());
    for key in keys {
        assert_eq!(
            (key["kty"].as_str(), key["crv"].as_str()),
            (Some("OKP"), Some("Ed25519"))
        );
        assert!(key["kid"].is_string() && key["x"].is_string() && key["d"].is_null());
    }
}
