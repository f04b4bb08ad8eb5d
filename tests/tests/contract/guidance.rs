//! Every code word that a reader of the API can meet is in the guidance, in both languages: what
//! can be met is read from the OpenAPI document, from `docs/errors.md` and from the events.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    document::generated,
    events::problems,
    world::{World, sent},
};

const ERRORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/errors.md");

/// Words that nobody with symptoms should read (R42).
const PHARMACY: [&str; 7] = [
    "药店",
    "药房",
    "药品",
    "购药",
    "pharmac",
    "drugstore",
    "chemist",
];

#[tokio::test]
async fn r78_every_enum_of_the_document_is_a_vocabulary_of_the_guidance() {
    let known = vocabularies(&guidance().await);
    let document = generated();
    let mut seen = 0;
    for (schema, definition) in document["components"]["schemas"].as_object().unwrap() {
        let Some(words) = definition["enum"].as_array() else {
            continue;
        };
        let words: BTreeSet<_> = words.iter().map(text).collect();
        assert_eq!(known.get(&kebab(schema)), Some(&words), "{schema}");
        seen += 1;
    }
    assert!(seen >= 20, "the document has {seen} enums");
}

#[tokio::test]
async fn r78_the_problems_and_faults_of_the_guidance_are_those_of_the_errors_page() {
    let known = vocabularies(&guidance().await);
    let page = std::fs::read_to_string(ERRORS).unwrap();
    assert_eq!(known["problem"], coded(&page, "## Problems", 1));
    assert_eq!(known["fault"], coded(&page, "## Faults", 0));
}

#[tokio::test]
async fn r78_a_problem_is_told_in_the_words_of_the_guidance() {
    let guidance = guidance().await;
    let known = vocabularies(&guidance);
    let mut seen = BTreeSet::new();
    for problem in problems().await {
        let code = text(&problem["code"]);
        let told = word(&guidance, "problem", &code);
        assert_eq!(problem["title"], told["title"]["zh"], "{code}");
        for fault in problem["errors"].as_array().unwrap() {
            let code = text(&fault["code"]);
            let is_known = ["fault", "policy-fault"]
                .iter()
                .any(|name| known[*name].contains(&code));
            assert!(is_known, "{fault}");
        }
        seen.insert(code);
    }
    assert!(seen.len() >= 8, "{seen:?}");
}

#[tokio::test]
async fn r78_every_text_is_there_in_chinese_and_in_english() {
    for (place, told) in texts(&guidance().await) {
        let (zh, en) = (text(&told["zh"]), text(&told["en"]));
        assert!(zh.chars().any(is_han), "{place}: {zh}");
        let is_english = !en.trim().is_empty() && !en.chars().any(is_chinese);
        assert!(is_english, "{place}: {en}");
    }
}

#[tokio::test]
async fn r78_words_and_questions_have_names_of_their_own() {
    let guidance = guidance().await;
    let codes = names(&guidance["codes"], |word| {
        format!("{}/{}", word["vocabulary"], word["code"])
    });
    let questions = names(&guidance["questions"], |question| text(&question["id"]));
    let help = names(&guidance["help"], |help| text(&help["id"]));
    for id in questions.iter().chain(&help) {
        assert!(
            id.split('-').all(|part| !part.is_empty()
                && part
                    .chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())),
            "{id}"
        );
    }
    assert!(codes.len() > 100 && questions.len() >= 17, "{questions:?}");
}

#[tokio::test]
async fn r78_the_hotline_comes_last() {
    let guidance = guidance().await;
    let phones: Vec<_> = guidance["help"].as_array().unwrap().iter().collect();
    assert_eq!(phones.last().unwrap()["phone"], "12345");
    assert_eq!(
        guidance.to_string().matches("12345").count(),
        1,
        "no other text sends people there"
    );
}

#[tokio::test]
async fn r42_symptoms_lead_to_a_fever_clinic_and_nothing_leads_to_a_pharmacy() {
    let guidance = guidance().await;
    let words = guidance["codes"].as_array().unwrap();
    let mut about_symptoms: Vec<_> = words
        .iter()
        .filter(|word| word["vocabulary"] == "symptom")
        .collect();
    assert_eq!(about_symptoms.len(), 9);
    for (vocabulary, code) in [
        ("rule", "symptoms"),
        ("reason", "temperature-high"),
        ("day-result", "abnormal"),
        ("calendar-day", "abnormal"),
    ] {
        about_symptoms.push(word(&guidance, vocabulary, code));
    }
    for word in about_symptoms {
        let step = &word["next_step"];
        let is_clinic =
            text(&step["zh"]).contains("发热门诊") && text(&step["en"]).contains("fever clinic");
        assert!(is_clinic, "{word}");
    }
    let all = guidance.to_string().to_lowercase();
    for pharmacy in PHARMACY {
        assert!(!all.contains(pharmacy), "{pharmacy}");
    }
}

async fn guidance() -> Value {
    let world = World::start().await;
    let (status, guidance) = sent(world.request("GET", "/v1/guidance")).await;
    assert_eq!(status, 200);
    guidance
}

/// The guidance's words by vocabulary.
fn vocabularies(guidance: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut known: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for word in guidance["codes"].as_array().unwrap() {
        let words = known.entry(text(&word["vocabulary"])).or_default();
        words.insert(text(&word["code"]));
    }
    known
}

fn word<'a>(guidance: &'a Value, vocabulary: &str, code: &str) -> &'a Value {
    let words = guidance["codes"].as_array().unwrap();
    let found = words
        .iter()
        .find(|word| word["vocabulary"] == vocabulary && word["code"] == code);
    found.unwrap_or_else(|| panic!("{vocabulary}/{code} is not in the guidance"))
}

/// Every object with texts, and where it is.
fn texts(value: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) if members.contains_key("zh") => {
            found.push((String::new(), value));
        }
        Value::Object(members) => {
            for (name, value) in members {
                found.extend(under(name, value));
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                found.extend(under(&index.to_string(), value));
            }
        }
        _ => {}
    }
    found
}

fn under<'a>(name: &str, value: &'a Value) -> impl Iterator<Item = (String, &'a Value)> {
    texts(value)
        .into_iter()
        .map(move |(place, text)| (format!("/{name}{place}"), text))
}

/// The names of a list's items, which are all different.
fn names(list: &Value, name: impl Fn(&Value) -> String) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in list.as_array().unwrap() {
        assert!(
            names.insert(name(item)),
            "{} stands there twice",
            name(item)
        );
    }
    names
}

/// The codes in one column of the tables of a section.
fn coded(page: &str, section: &str, column: usize) -> BTreeSet<String> {
    let (_, rest) = page.split_once(section).expect("the section");
    let section = rest.split("\n## ").next().unwrap();
    let cells = section
        .lines()
        .filter_map(|line| line.strip_prefix('|')?.split('|').nth(column));
    cells
        .filter_map(|cell| cell.trim().strip_prefix('`')?.strip_suffix('`'))
        .map(str::to_owned)
        .collect()
}

/// `ReviewGround` as `review-ground`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// Han, or the punctuation that goes with it.
fn is_chinese(letter: char) -> bool {
    is_han(letter)
        || ('\u{3000}'..='\u{303f}').contains(&letter)
        || ('\u{ff00}'..='\u{ffef}').contains(&letter)
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
