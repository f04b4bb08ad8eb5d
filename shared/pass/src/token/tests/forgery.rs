//! What is no pass: forged, foreign, changed, or written in another way (R45).

use jsonwebtoken::EncodingKey;
use proptest::prelude::*;
use serde_json::json;

use super::*;

/// R45: even the right key cannot make a pass out of other claims or another header.
#[test]
fn what_is_not_written_as_a_pass_is_invalid_even_under_our_key() {
    let header = r#"{"alg":"EdDSA","kid":"a"}"#;
    let sub = good_subject();
    let good = format!(r#"{{"aud":"g","sub":"{sub}","exp":1581555660}}"#);
    let now = issued().issued_at;
    assert!(ring().verify(&signed_text(header, &good), now).is_ok());
    for claims in [
        format!(r#"{{"aud":"h","sub":"{sub}","exp":1581555660}}"#),
        format!(r#"{{"aud":["g"],"sub":"{sub}","exp":1581555660}}"#),
        format!(r#"{{"sub":"{sub}","exp":1581555660}}"#),
        r#"{"aud":"g","exp":1581555660}"#.to_owned(),
        format!(r#"{{"aud":"g","sub":"{sub}"}}"#),
        format!(r#"{{"aud":"g","sub":"{sub}","exp":1581555660.0}}"#),
        format!(r#"{{"aud":"g","sub":"{sub}","exp":"1581555660"}}"#),
        format!(r#"{{"aud":"g","sub":"{sub}","exp":1581555660,"a":1}}"#),
        format!(r#"{{"aud":"g","sub":"{sub}","exp":1581555660,"exp":1581555660}}"#),
        format!(r#"{{"sub":"{sub}","aud":"g","exp":1581555660}}"#),
        format!(r#"{{"aud":"g", "sub":"{sub}","exp":1581555660}}"#),
        format!(r#"{{"aud":"\u0067","sub":"{sub}","exp":1581555660}}"#),
        format!(r#"{{"aud":"g","sub":"{sub}=","exp":1581555660}}"#),
        format!(r#"{{"aud":"g","sub":"{}","exp":1581555660}}"#, &sub[..30]),
        format!(r#"{{"aud":"g","sub":"{}","exp":1581555660}}"#, &sub[..27]),
        r#"{"aud":"g","sub":"","exp":1581555660}"#.to_owned(),
        "[]".to_owned(),
        String::new(),
    ] {
        assert_eq!(
            ring().verify(&signed_text(header, &claims), now),
            Err(PassFault::Invalid),
            "{claims}"
        );
    }
    for header in [
        r#"{"alg":"EdDSA","kid":"b"}"#,
        r#"{"alg":"EdDSA","kid":"c"}"#,
        r#"{"alg":"EdDSA"}"#,
        r#"{"kid":"a","alg":"EdDSA"}"#,
        r#"{"typ":"JWT","alg":"EdDSA","kid":"a"}"#,
        r#"{"alg":"none","kid":"a"}"#,
        r#"{"alg":"Ed25519","kid":"a"}"#,
        r#"{"alg":"HS256","kid":"a"}"#,
    ] {
        assert_eq!(
            ring().verify(&signed_text(header, &good), now),
            Err(PassFault::Invalid),
            "{header}"
        );
    }
}

#[test]
fn a_token_signed_with_the_public_key_as_hmac_secret_is_invalid() {
    let public = ring().jwks()["keys"][0]["x"].as_str().unwrap().to_owned();
    let key = EncodingKey::from_secret(&BASE64URL_NOPAD.decode(public.as_bytes()).unwrap());
    let mut header = ring().signing().unwrap().header.clone();
    header.alg = Algorithm::HS256;
    let claims = json!({"aud": "g", "sub": good_subject(), "exp": 1_581_555_660});
    let forged = jsonwebtoken::encode(&header, &claims, &key).unwrap();
    assert_eq!(
        ring().verify(&forged, issued().issued_at),
        Err(PassFault::Invalid)
    );
}

#[test]
fn a_negative_or_endless_expiry_is_invalid() {
    let sub = good_subject();
    for exp in [
        "-1",
        "-9223372036854775808",
        "9223372036854775807",
        "18446744073709551615",
        "1e300",
    ] {
        let claims = format!(r#"{{"aud":"g","sub":"{sub}","exp":{exp}}}"#);
        let token = signed_text(r#"{"alg":"EdDSA","kid":"a"}"#, &claims);
        assert_eq!(
            ring().verify(&token, issued().issued_at),
            Err(PassFault::Invalid),
            "{exp}"
        );
    }
}

/// The last character of the signature carries four bits that mean nothing; only zero counts.
#[test]
fn every_single_changed_character_makes_a_pass_invalid() {
    let pass = issued();
    for position in 0..pass.token.len() {
        for letter in ('!'..='~').filter(|letter| !pass.token[position..].starts_with(*letter)) {
            let mut changed = pass.token.clone();
            changed.replace_range(position..=position, &letter.to_string());
            assert_eq!(
                ring().verify(&changed, pass.issued_at),
                Err(PassFault::Invalid),
                "{position} {letter}"
            );
        }
    }
}

/// A signature (R, S) also satisfies the equation as (R, S + L); RFC 8032 says S < L.
#[test]
fn the_second_form_of_a_signature_is_invalid() {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let pass = issued();
    let (message, signature) = pass.token.rsplit_once('.').unwrap();
    let mut bytes = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let mut carry = 0;
    for (byte, order) in bytes[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    let second = format!("{message}.{}", BASE64URL_NOPAD.encode(&bytes));
    assert_eq!(
        ring().verify(&second, pass.issued_at),
        Err(PassFault::Invalid)
    );
}

proptest! {
    #[test]
    fn any_text_is_invalid_and_never_a_panic(text in any::<String>()) {
        prop_assert_eq!(ring().verify(&text, issued().issued_at), Err(PassFault::Invalid));
    }

    #[test]
    fn any_three_parts_are_invalid(parts in "[A-Za-z0-9_=-]{0,60}\\.[A-Za-z0-9_-]{0,99}\\.[A-Za-z0-9_-]{0,90}") {
        prop_assert_eq!(ring().verify(&parts, issued().issued_at), Err(PassFault::Invalid));
    }

    #[test]
    fn a_pass_with_anything_cut_or_added_is_invalid(
        at in 0_usize..=213, cut in 0_usize..4, added in "\\PC{0,3}",
    ) {
        let pass = issued();
        let end = (at + cut).min(pass.token.len());
        let mut changed = pass.token.clone();
        changed.replace_range(at..end, &added);
        prop_assume!(changed != pass.token);
        prop_assert_eq!(ring().verify(&changed, pass.issued_at), Err(PassFault::Invalid));
    }
}
