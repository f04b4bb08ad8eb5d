//! What a browser is told of every page: it may load, ask and be shown nothing that is not ours.
//!
//! The distribution's response headers policy in `template.yaml` says the same, which a test compares. Only
//! `Strict-Transport-Security` is the distribution's alone: here there is no certificate.

/// Name and value of each header of a page.
pub const SECURITY: [(&str, &str); 5] = [
    (
        "content-security-policy",
        // A token lies in the browser's storage, so that no script but ours may ever run. WebAssembly reads
        // codes under the camera; libraries of parts set styles of their own.
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; \
         frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        // What a checkpoint scans with, and nothing else that can watch, hear, find or pay.
        "camera=(self), accelerometer=(), display-capture=(), encrypted-media=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
];
