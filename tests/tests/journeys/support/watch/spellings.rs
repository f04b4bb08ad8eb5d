//! The ways in which a text can lie in another.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use data_encoding::{BASE64, BASE64URL, HEXLOWER};

/// The text itself; escaped as JSON, once and twice; percent-coded; in base64, wherever in a longer text it
/// stood; in hexadecimal digits.
pub fn spellings(text: &str) -> BTreeSet<String> {
    let in_json = serde_json::Value::from(text).to_string();
    let in_json = in_json.trim_matches('"');
    let mut all = BTreeSet::from([text.to_owned(), HEXLOWER.encode(text.as_bytes())]);
    for escaped in [
        in_json.to_owned(),
        escaped(in_json, false),
        escaped(in_json, true),
    ] {
        all.insert(escaped.replace('\\', "\\\\"));
        all.insert(escaped);
    }
    all.extend([percent_coded(text, false), percent_coded(text, true)]);
    for before in 0..3 {
        all.extend([&BASE64, &BASE64URL].map(|code| inner(code, text, before)));
    }
    all
}

/// With every letter beyond ASCII as its number.
fn escaped(text: &str, is_upper: bool) -> String {
    let mut escaped = String::new();
    for unit in text.encode_utf16() {
        let _ = match (u8::try_from(unit), is_upper) {
            (Ok(ascii), _) if ascii.is_ascii() => write!(escaped, "{}", char::from(ascii)),
            (_, true) => write!(escaped, "\\u{unit:04X}"),
            (_, false) => write!(escaped, "\\u{unit:04x}"),
        };
    }
    escaped
}

fn percent_coded(text: &str, is_lower: bool) -> String {
    let mut coded = String::new();
    for byte in text.bytes() {
        let _ = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                write!(coded, "{}", char::from(byte))
            }
            byte if is_lower => write!(coded, "%{byte:02x}"),
            byte => write!(coded, "%{byte:02X}"),
        };
    }
    coded
}

/// The letters that the text alone decides, when so many bytes of a group of three stand before it.
fn inner(code: &data_encoding::Encoding, text: &str, before: usize) -> String {
    let bytes = [&[0; 2][..before], text.as_bytes()].concat();
    let (first, end) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
    code.encode(&bytes)[first..end].to_owned()
}
