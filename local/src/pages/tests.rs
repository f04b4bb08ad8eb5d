//! Pages are what is there and nothing besides, with the headers that the template gives them.

use http_body_util::BodyExt;
use serde_json::{Value, json};

use super::*;

/// A folder with pages, gone when this is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = format!("health-code-pages-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(folder.join("assets")).unwrap();
        for (file, text) in [
            ("index.html", "<title>pages</title>"),
            ("sw.js", "// worker"),
            ("workbox-1a2b.js", "// library"),
            ("manifest.webmanifest", "{}"),
            ("icon.svg", "<svg/>"),
            ("assets/main-1a2b.js", &"x".repeat(1000)),
            ("assets/reader.wasm", "wasm"),
            ("stamp", "nobody's business"),
            ("settings.json", "{}"),
        ] {
            std::fs::write(folder.join(file), text).unwrap();
        }
        Self(folder)
    }

    fn pages(&self) -> Pages {
        Pages::of(&Source::Folder(self.0.clone())).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn ask(pages: &Pages, method: Method, path: &str) -> Response {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT_ENCODING, "gzip")
        .body(Body::empty());
    let router = pages.clone().router();
    router.oneshot(request.unwrap()).await.unwrap()
}

fn header_of<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

async fn text(response: Response) -> String {
    let body = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&body).into_owned()
}

#[tokio::test]
async fn pages_have_their_types_their_lifetimes_and_the_headers_of_all() {
    let folder = Folder::new("files");
    let pages = folder.pages();
    let year = "public, max-age=31536000, immutable";
    for (path, kind, lasts) in [
        ("/", "text/html", "no-cache"),
        ("/index.html", "text/html", "no-cache"),
        ("/sw.js", "text/javascript", "no-cache"),
        ("/workbox-1a2b.js", "text/javascript", "no-cache"),
        (
            "/manifest.webmanifest",
            "application/manifest+json",
            "no-cache",
        ),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/assets/main-1a2b.js", "text/javascript", year),
        ("/assets/reader.wasm", "application/wasm", year),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let response = ask(&pages, method, path).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(header_of(&response, "content-type"), kind, "{path}");
            assert_eq!(header_of(&response, "cache-control"), lasts, "{path}");
            for (name, value) in SECURITY {
                assert_eq!(header_of(&response, name), value, "{path}");
            }
        }
    }
    let response = ask(&pages, Method::GET, "/assets/main-1a2b.js").await;
    assert_eq!(header_of(&response, "content-encoding"), "gzip");
}

#[tokio::test]
async fn whatever_is_no_page_is_the_gateways_404() {
    let folder = Folder::new("others");
    let pages = folder.pages();
    for (method, path) in [
        (Method::GET, "/stamp"),
        (Method::GET, "/settings.json"),
        (Method::GET, "/nowhere"),
        (Method::GET, "/v1/nowhere"),
        (Method::GET, "/assets"),
        (Method::GET, "/assets/"),
        (Method::GET, "/assets/nowhere.js"),
        (Method::GET, "/assets/../stamp"),
        (Method::GET, "/assets/%2e%2e/stamp"),
        (Method::GET, "/assets/..%2fstamp"),
        (Method::GET, "/workbox-..%2fstamp.js"),
        (Method::GET, "/workbox-none.js"),
        (Method::POST, "/"),
        (Method::OPTIONS, "/assets/main-1a2b.js"),
    ] {
        let response = ask(&pages, method.clone(), path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{method} {path}");
        let body: Value = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(body, json!({"message": "Not Found"}), "{method} {path}");
    }
}

#[tokio::test]
async fn while_pages_are_built_whoever_asks_is_told_and_comes_back_by_itself() {
    let folder = Folder::new("building");
    let pages = folder.pages();
    pages.say(Notice::Building);
    let response = ask(&pages, Method::GET, "/").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header_of(&response, "cache-control"), "no-cache");
    let page = text(response).await;
    assert!(page.contains("http-equiv=\"refresh\"") && page.contains("正在生成网页"));

    pages.say(Notice::Failed("no <Node>".into()));
    assert_eq!(
        ask(&pages, Method::GET, "/").await.status(),
        StatusCode::OK,
        "older pages are better than none"
    );
    std::fs::remove_file(folder.0.join("index.html")).unwrap();
    let page = text(ask(&pages, Method::GET, "/").await).await;
    assert!(page.contains("no &lt;Node&gt;"), "{page}");

    std::fs::write(folder.0.join("index.html"), "new").unwrap();
    pages.say(Notice::None);
    let response = ask(&pages, Method::GET, "/").await;
    assert_eq!(response.status(), StatusCode::OK);
}

#[test]
fn pages_come_from_the_project_a_folder_or_nowhere() {
    assert_eq!("own".parse(), Ok(Source::Own));
    assert_eq!("none".parse(), Ok(Source::None));
    let folder = Folder::new("given");
    let path = folder.0.to_str().unwrap();
    assert_eq!(path.parse(), Ok(Source::Folder(path.into())));
    let other = format!("{path}/assets");
    assert!(other.parse::<Source>().is_err(), "no pages in it");
    assert!(Pages::of(&Source::None).is_none());
    let own = Pages::of(&Source::Own).unwrap();
    assert!(own.sources().unwrap().join("../template.yaml").is_file());
}

/// What the distribution adds to every page, by `template.yaml`: names in lower case, and values.
fn headers_of_the_distribution() -> Vec<(String, String)> {
    let template: yaml_serde::Value =
        yaml_serde::from_str(include_str!("../../../template.yaml")).unwrap();
    let policy =
        &template["Resources"]["PagesHeaders"]["Properties"]["ResponseHeadersPolicyConfig"];
    let security = &policy["SecurityHeadersConfig"];
    let text = |value: &yaml_serde::Value| value.as_str().unwrap().to_owned();
    let mut headers = vec![
        (
            "content-security-policy".to_owned(),
            text(&security["ContentSecurityPolicy"]["ContentSecurityPolicy"]),
        ),
        ("x-content-type-options".to_owned(), "nosniff".to_owned()),
        (
            "referrer-policy".to_owned(),
            text(&security["ReferrerPolicy"]["ReferrerPolicy"]),
        ),
    ];
    for item in policy["CustomHeadersConfig"]["Items"]
        .as_sequence()
        .unwrap()
    {
        headers.push((text(&item["Header"]).to_lowercase(), text(&item["Value"])));
    }
    assert!(
        security["ContentTypeOptions"]["Override"]
            .as_bool()
            .unwrap()
    );
    let year = &security["StrictTransportSecurity"]["AccessControlMaxAgeSec"];
    assert!(year.as_u64().unwrap() >= 31_536_000);
    assert_eq!(security.as_mapping().unwrap().len(), 4);
    headers
}

#[test]
fn pages_have_the_headers_here_that_they_have_when_deployed() {
    let here: Vec<_> = SECURITY
        .iter()
        .map(|&(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert_eq!(headers_of_the_distribution(), here);
}
