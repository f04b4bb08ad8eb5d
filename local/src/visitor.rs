//! Who may use what only a developer may: programs and pages of this machine.
//!
//! A loopback address keeps other machines out, but not other people's pages in a browser of this one: they
//! can send it forms, and let a name of their own point to it. So the name by which a request found the bundle
//! has to be this machine's, and so has the page that it comes from, if it comes from one.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    StatusCode, Uri,
    header::{HOST, HeaderName, ORIGIN},
    uri::Authority,
};

/// The names of this machine.
const HOSTS: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Lets this machine's own requests through, and no other.
pub async fn only_ours(request: Request, next: Next) -> Response {
    if is_ours(&request) {
        return next.run(request).await;
    }
    let reason = "only programs and pages of this machine may use this";
    (StatusCode::FORBIDDEN, reason).into_response()
}

fn is_ours(request: &Request) -> bool {
    let text = |name: HeaderName| {
        let value = request.headers().get(name);
        value.map(|value| value.to_str().unwrap_or_default())
    };
    let host = text(HOST).or_else(|| request.uri().authority().map(Authority::as_str));
    host.is_none_or(|host| origin(&format!("http://{host}/")).is_some())
        && text(ORIGIN).is_none_or(|from| origin(from).is_some())
}

/// The origin of an address of this machine; none of any other, and of no address with more than a path.
pub fn origin(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let authority = uri.authority()?;
    let is_plain = !address.contains(['?', '#', '@', '\\']);
    let is_ours = uri.scheme_str() == Some("http") && HOSTS.contains(&authority.host());
    let port = authority.port_u16().map(|port| format!(":{port}"));
    let ours = format!("{}{}", authority.host(), port.unwrap_or_default());
    // A port that is no number does not come back.
    (is_ours && is_plain && ours == authority.as_str()).then(|| format!("http://{ours}"))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn a_page_of_another_site_and_a_name_of_its_own_are_strangers() {
        for (host, from, ours) in [
            (Some("127.0.0.1:9000"), None, true),
            (Some("localhost:9000"), Some("http://localhost:9000"), true),
            (None, None, true),
            (Some("127.0.0.1:9000"), Some("http://example.org"), false),
            (Some("127.0.0.1:9000"), Some("null"), false),
            (Some("example.org:9000"), None, false),
            (
                Some("example.org:9000"),
                Some("http://example.org:9000"),
                false,
            ),
        ] {
            let mut request = Request::builder().uri("/dev/tokens");
            for (name, value) in [(HOST, host), (ORIGIN, from)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let request = request.body(Body::empty()).unwrap();
            assert_eq!(is_ours(&request), ours, "{host:?} {from:?}");
        }
    }

    #[test]
    fn an_address_of_this_machine_has_its_name_and_at_most_a_number_for_a_port() {
        for (address, of) in [
            ("http://127.0.0.1:9000/", Some("http://127.0.0.1:9000")),
            ("http://localhost:5173/", Some("http://localhost:5173")),
            ("http://localhost/", Some("http://localhost")),
            ("http://localhost", Some("http://localhost")),
            ("http://[::1]:9000/", Some("http://[::1]:9000")),
            ("https://127.0.0.1:9000/", None),
            ("http://example.org/", None),
            ("http://127.0.0.1.example.org/", None),
            ("http://localhost@example.org/", None),
            ("http://me@localhost/", None),
            ("http://127.0.0.1:9000/?x=1", None),
            ("http://127.0.0.1:9000/#x", None),
            ("http://127.0.0.1:/", None),
            ("http://127.0.0.1:x/", None),
            ("http://127.0.0.1:80;script-src/", None),
            ("http://127.0.0.1:80,example.org/", None),
            ("javascript:alert(1)", None),
            ("null", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(origin(address).as_deref(), of, "{address}");
        }
    }
}
