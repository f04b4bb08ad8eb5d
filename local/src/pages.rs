//! The pages of `web/` at `/`, beside the API and never in front of it: what no route of the template has
//! is a file of theirs, or 404 as ever.
//!
//! On AWS a distribution stands in front of both (`template.yaml`, `PagesDistribution`), so that pages ask
//! their own origin only. Here the same addresses, the same headers and the same lifetimes in caches hold, so
//! that a page which breaks a header's rule breaks on its author's machine.

pub mod build;
mod headers;
mod notice;
mod stamp;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, RwLock};

use axum::{
    Router,
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, Request, StatusCode, header};
use tower::{Layer, ServiceExt};
use tower_http::{CompressionLevel, compression::CompressionLayer, services::ServeDir};

use crate::gateway::not_found;

pub use headers::SECURITY;
pub(crate) use notice::escaped;

/// The project's own pages, as they lay when this binary was compiled.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../web");

/// The page that all others are on.
const INDEX: &str = "index.html";
/// Names in `assets/` change with what is in them.
const FOR_A_YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Which pages a bundle serves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Source {
    /// Those of `web/`, which the program (not [`crate::start`]) builds when they are not of today's sources.
    #[default]
    Own,
    /// Those in this folder, as they are.
    Folder(PathBuf),
    /// None: the API only.
    None,
}

impl FromStr for Source {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "own" => Ok(Self::Own),
            "none" => Ok(Self::None),
            folder if Path::new(folder).join(INDEX).is_file() => Ok(Self::Folder(folder.into())),
            folder => Err(format!("there is no {INDEX} in {folder}")),
        }
    }
}

/// What there is to say instead of the pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Notice {
    /// Nothing: the files are served as they are.
    #[default]
    None,
    /// They are being built, and whoever asks is served when that is done.
    Building,
    /// They cannot be built, and why.
    Failed(String),
}

/// The pages that a bundle serves. Clones share what is said of them.
#[derive(Debug, Clone)]
pub struct Pages {
    folder: PathBuf,
    sources: Option<PathBuf>,
    notice: Arc<RwLock<Notice>>,
}

impl Pages {
    /// The pages of this source, if it has any.
    pub fn of(source: &Source) -> Option<Self> {
        let (folder, sources) = match source {
            Source::None => return None,
            Source::Folder(folder) => (folder.clone(), None),
            Source::Own => (Path::new(OWN).join(build::MADE), Some(OWN.into())),
        };
        Some(Self {
            folder,
            sources,
            notice: Arc::default(),
        })
    }

    /// Where they are built from, if they are this project's own.
    pub fn sources(&self) -> Option<&Path> {
        self.sources.as_deref()
    }

    /// Says this from now on.
    pub fn say(&self, notice: Notice) {
        if let Ok(mut said) = self.notice.write() {
            *said = notice;
        }
    }

    /// What answers wherever no route does.
    pub fn router(self) -> Router {
        Router::new().fallback(answer).with_state(self)
    }

    fn notice(&self) -> Notice {
        self.notice
            .read()
            .map_or_else(|_| Notice::None, |said| said.clone())
    }
}

async fn answer(State(pages): State<Pages>, request: Request<Body>) -> Response {
    let path = request.uri().path();
    if ![Method::GET, Method::HEAD].contains(request.method()) || !is_page(path) {
        return not_found().await;
    }
    let lasts = if path.starts_with("/assets/") {
        FOR_A_YEAR
    } else {
        ASK_AGAIN
    };
    let mut response = match instead(&pages, path) {
        Some(notice) => notice,
        None => match file(&pages.folder, request).await {
            Some(file) => file,
            None => return not_found().await,
        },
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, lasts);
    for (name, value) in SECURITY {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What stands in the folder beside the pages is none.
fn is_page(path: &str) -> bool {
    let is_library = |name: &str| {
        let hash = name
            .strip_prefix("workbox-")
            .and_then(|rest| rest.strip_suffix(".js"));
        hash.is_some_and(|hash| hash.bytes().all(|letter| letter.is_ascii_alphanumeric()))
    };
    matches!(
        path,
        "/" | "/index.html" | "/sw.js" | "/manifest.webmanifest" | "/icon.svg"
    ) || path.starts_with("/assets/")
        || path.strip_prefix('/').is_some_and(is_library)
}

/// What is said at `/` instead of the pages. If they cannot be built, older ones are better than none.
fn instead(pages: &Pages, path: &str) -> Option<Response> {
    if path != "/" {
        return None;
    }
    let notice = pages.notice();
    let is_needed = match notice {
        Notice::None => false,
        Notice::Building => true,
        Notice::Failed(_) => !pages.folder.join(INDEX).is_file(),
    };
    let text = is_needed.then(|| notice::page(&notice))?;
    Some((StatusCode::SERVICE_UNAVAILABLE, axum::response::Html(text)).into_response())
}

/// The file of this folder, smaller where the browser can undo that.
async fn file(folder: &Path, mut request: Request<Body>) -> Option<Response> {
    if request.uri().path() == "/" {
        *request.uri_mut() = http::Uri::from_static("/index.html");
    }
    let files = ServeDir::new(folder).append_index_html_on_directories(false);
    // At the least cost: what is near needs it least, and a build for tests is slow at it.
    let smaller = CompressionLayer::new().quality(CompressionLevel::Fastest);
    let files = smaller.layer(files);
    let Ok(response) = files.oneshot(request).await;
    let is_there = response.status() != StatusCode::NOT_FOUND;
    is_there.then(|| response.map(Body::new))
}

#[cfg(test)]
mod tests;
