//! What a pass says, and for how long.

mod forgery;

use proptest::prelude::*;

use super::*;

const RING: &str = "a:the signing secret of these tests,b:the retired secret of these tests";

fn ring() -> KeyRing {
    KeyRing::parse(RING).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn person() -> PersonId {
    PersonId::from_bytes([7; 16])
}

fn issued() -> Pass {
    ring()
        .issue(person(), at("2020-02-13T09:00:00.9+08:00"), [9; 7])
        .unwrap()
}

fn good_subject() -> String {
    subject(person(), [9; 7])
}

/// Claims in the right order whatever features `serde_json` was built with, as raw text.
fn signed_text(header: &str, claims: &str) -> String {
    let message = format!(
        "{}.{}",
        BASE64URL_NOPAD.encode(header.as_bytes()),
        BASE64URL_NOPAD.encode(claims.as_bytes())
    );
    let signature = jsonwebtoken::crypto::sign(
        message.as_bytes(),
        &ring().signing().unwrap().signing,
        Algorithm::EdDSA,
    )
    .unwrap();
    format!("{message}.{signature}")
}

#[test]
fn a_pass_says_whose_it_is_and_lives_sixty_seconds_from_its_whole_second() {
    let pass = issued();
    assert_eq!(pass.issued_at, at("2020-02-13T09:00:00+08:00"));
    assert_eq!(pass.expires_at, at("2020-02-13T09:01:00+08:00"));
    let verified = ring().verify(&pass.token, pass.issued_at).unwrap();
    assert_eq!(verified.person, person());
    assert_eq!(verified.serial.as_bytes(), &[9; 7]);
    assert_eq!(verified.serial.to_string(), "09090909090909");
    assert_eq!(verified.expires_at, pass.expires_at);
}

/// R30, R45.
#[test]
fn a_pass_ends_at_its_sixtieth_second_without_leeway() {
    let pass = issued();
    let last = at("2020-02-13T09:00:59.999999999+08:00");
    let verified = ring().verify(&pass.token, last).unwrap();
    assert_eq!(
        ring().verify(&pass.token, pass.expires_at),
        Err(PassFault::Expired(verified))
    );
    let years_later = at("2026-02-13T09:00:00+08:00");
    assert_eq!(
        ring().verify(&pass.token, years_later),
        Err(PassFault::Expired(verified))
    );
}

#[test]
fn a_pass_of_the_future_is_invalid_beyond_five_seconds_of_skew() {
    let pass = issued();
    assert!(
        ring()
            .verify(&pass.token, at("2020-02-13T08:59:55+08:00"))
            .is_ok()
    );
    let too_early = at("2020-02-13T08:59:54.999999999+08:00");
    assert_eq!(
        ring().verify(&pass.token, too_early),
        Err(PassFault::Invalid)
    );
    assert_eq!(
        ring().verify(&pass.token, Timestamp::MIN),
        Err(PassFault::Invalid)
    );
    assert!(matches!(
        ring().verify(&pass.token, Timestamp::MAX),
        Err(PassFault::Expired(_))
    ));
}

#[test]
fn a_rotated_key_still_verifies_and_a_dropped_one_no_longer() {
    let before = KeyRing::parse("b:the retired secret of these tests").unwrap();
    let pass = before
        .issue(person(), at("2020-02-13T09:00:00Z"), [1; 7])
        .unwrap();
    assert!(ring().verify(&pass.token, pass.issued_at).is_ok());
    let after = KeyRing::parse("a:the signing secret of these tests").unwrap();
    assert_eq!(
        after.verify(&pass.token, pass.issued_at),
        Err(PassFault::Invalid)
    );
    let same_kid = KeyRing::parse("b:another secret under the same key id").unwrap();
    assert_eq!(
        same_kid.verify(&pass.token, pass.issued_at),
        Err(PassFault::Invalid)
    );
}

#[test]
fn the_longest_token_fits_the_byte_budget() {
    for (bytes, now) in [
        (0x00, "1970-01-01T00:00:00Z"),
        (0xff, "2020-02-11T00:00:00Z"),
        (0xfb, "2286-11-20T17:45:39Z"),
    ] {
        let pass = ring()
            .issue(PersonId::from_bytes([bytes; 16]), at(now), [bytes; 7])
            .unwrap();
        assert!(pass.token.len() <= MAX_TOKEN_BYTES, "{}", pass.token.len());
        assert!(ring().verify(&pass.token, pass.issued_at).is_ok());
        let picture = crate::svg(&pass.token, crate::Frame::Green).unwrap();
        let side = 57 + 2 * (4 + 2);
        let narrower = 57 - 4 + 2 * (4 + 2);
        let width = if pass.token.len() > 180 {
            side
        } else {
            narrower
        };
        assert!(
            picture.contains(&format!("viewBox=\"0 0 {width} ")),
            "{now}"
        );
    }
    assert_eq!(issued().token.len(), MAX_TOKEN_BYTES);
}

#[test]
fn a_time_out_of_range_is_refused() {
    for now in [
        Timestamp::MIN,
        Timestamp::MAX,
        at("1969-12-31T23:59:59.9Z"),
        at("2286-11-20T17:45:40Z"),
    ] {
        assert_eq!(ring().issue(person(), now, [0; 7]), Err(IssueError::Time));
    }
}

#[test]
fn header_and_claims_are_exactly_these() {
    let pass = issued();
    let parts: Vec<String> = pass
        .token
        .split('.')
        .take(2)
        .map(|part| String::from_utf8(BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap())
        .collect();
    assert_eq!(parts[0], r#"{"alg":"EdDSA","kid":"a"}"#);
    let expected = format!(
        r#"{{"aud":"g","sub":"{}","exp":1581555660}}"#,
        good_subject()
    );
    assert_eq!(parts[1], expected);
    assert_eq!(signed_text(&parts[0], &parts[1]), pass.token);
}

#[test]
fn debug_shows_no_token() {
    let pass = issued();
    let (_, signature) = pass.token.rsplit_once('.').unwrap();
    assert!(!format!("{pass:?}").contains(signature));
}

proptest! {
    #[test]
    fn every_person_and_serial_comes_back(
        person in any::<[u8; 16]>(), serial in any::<[u8; 7]>(), second in 0_i64..9_999_999_939,
    ) {
        let now = Timestamp::from_second(second).unwrap();
        let pass = ring().issue(PersonId::from_bytes(person), now, serial).unwrap();
        prop_assert!(pass.token.len() <= MAX_TOKEN_BYTES);
        let verified = ring().verify(&pass.token, now).unwrap();
        prop_assert_eq!(verified.person.as_bytes(), &person);
        prop_assert_eq!(verified.serial.as_bytes(), &serial);
    }
}
