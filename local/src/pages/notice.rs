//! What stands at `/` while there are no pages yet: why, in both languages, on one page that needs nothing
//! else and comes back by itself.

use super::Notice;

/// Seconds after which the browser asks again.
const AGAIN_SECONDS: u32 = 2;

/// The page, as HTML.
pub fn page(notice: &Notice) -> String {
    let (chinese, english, reason) = match notice {
        Notice::Failed(reason) => (
            "网页未能生成。接口照常服务。",
            "The pages could not be built. The API is served all the same.",
            format!("<pre>{}</pre>", escaped(reason)),
        ),
        _ => (
            "正在生成网页，请稍候。完成后本页会自动打开；首次约需一两分钟。",
            "The pages are being built. They open here by themselves; the first time takes a minute or two.",
            String::new(),
        ),
    };
    format!(
        r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{AGAIN_SECONDS}">
<title>杭州健康码 · Hangzhou health code</title>
<style>
body {{ margin: 0 auto; padding: 2rem 1rem; max-width: 40rem; font: 1.125rem/1.6 system-ui, sans-serif; color: #1f2329; }}
pre {{ padding: 1rem; background: #f2f3f5; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }}
</style>
</head>
<body>
<main>
<h1>杭州健康码</h1>
<p role="status">{chinese}</p>
<p lang="en">{english}</p>
{reason}
</main>
</body>
</html>
"#
    )
}

/// Text as HTML shows it.
pub fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut html, letter| {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
        html
    })
}
