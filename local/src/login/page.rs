//! The log-in as a page: in both languages at once, without a script, readable at 320 pixels and by ear.

use std::collections::BTreeMap;

use rules::{identity::District, policy::LocalText};
use serde_json::Value;

use super::account::{Entered, Fault};
use super::asked::Asked;
use crate::{demo, pages::escaped};

const STYLE: &str = "
*{box-sizing:border-box}
body{margin:0;background:#f2f3f5;color:#1f2329;font:1rem/1.6 system-ui,-apple-system,'PingFang SC','Noto Sans CJK SC',sans-serif}
main{max-width:32rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.3;margin:1rem 0 .25rem}
h2{font-size:1.125rem;margin:0 0 .75rem}
[lang=en]{color:#4a4f57}
button [lang=en],.fault [lang=en]{color:inherit}
h1 [lang=en],h2 [lang=en]{display:block;font-size:.875rem;font-weight:400}
section{background:#fff;border-radius:.75rem;padding:1rem;margin:1rem 0}
form+form{margin-top:.75rem}
label{display:block;margin:.75rem 0 .25rem}
input,select,button{width:100%;min-height:3rem;font:inherit;border-radius:.5rem;padding:.5rem .75rem}
input,select{border:1px solid #767b84;background:#fff;color:inherit}
[aria-invalid]{border:2px solid #b3261e}
button{margin-top:1rem;border:1px solid #1a5fb4;background:#1a5fb4;color:#fff;cursor:pointer}
button.second{background:#fff;color:#1a5fb4}
:focus-visible{outline:3px solid #f5a623;outline-offset:2px}
.fault{color:#b3261e;margin:.25rem 0 0}
p{margin:.25rem 0}
";

/// The form. What was entered stands in the part that was sent; a fault, beside its field.
pub fn form(
    asked: &Asked,
    entered: &Entered,
    fault: Option<Fault>,
    districts: &BTreeMap<District, LocalText>,
) -> String {
    let form = Form {
        hidden: hidden(asked),
        entered,
        fault,
        districts,
    };
    let whole = match fault {
        Some(Fault::Role) => complaint("fault", "请选择一种身份。", "Choose one of these."),
        _ => String::new(),
    };
    document(&format!(
        "<h1>杭州健康码 · 登录<span lang=\"en\">Hangzhou health code · Log in</span></h1>
<p>这是本机的演示服务：您填写的是谁，登录的就是谁，不发短信，不核验。</p>
<p lang=\"en\">This service runs on this machine. You are whoever you say you are; nothing is sent or checked.</p>
{whole}{citizen}{checkpoint}{district}{city}",
        citizen = form.citizen(),
        checkpoint = form.officer("checkpoint", ("卡口人员", "Checkpoint staff"), true),
        district = form.officer("district", ("区县工作人员", "District officer"), true),
        city = form.officer("city", ("市级工作人员", "City officer"), false),
    ))
}

/// Why nobody can log in from where they come.
pub fn refusal(reason: &str) -> String {
    let reason = escaped(reason);
    document(&format!(
        "<h1>无法登录<span lang=\"en\">No log-in</span></h1>
<p>请回到打开网页的地址重新登录。</p>
<p lang=\"en\">Go back to where the pages are, and log in from there: {reason}.</p>"
    ))
}

struct Form<'a> {
    hidden: String,
    entered: &'a Entered,
    fault: Option<Fault>,
    districts: &'a BTreeMap<District, LocalText>,
}

impl Form<'_> {
    fn citizen(&self) -> String {
        let (hidden, phone) = (&self.hidden, escaped(&self.entered.phone));
        let (marks, complaint) = self.marks("citizen", "phone", Fault::Phone);
        format!(
            "<section aria-labelledby=\"citizen\"><h2 id=\"citizen\">市民<span lang=\"en\">Citizen</span></h2>
<form method=\"post\" action=\"/dev/login\">{hidden}
<label for=\"phone\">手机号码 <span lang=\"en\">Phone number</span></label>
<input id=\"phone\" name=\"phone\" type=\"tel\" autocomplete=\"tel\" value=\"{phone}\" required{marks}>{complaint}
<button name=\"role\" value=\"citizen\">登录 <span lang=\"en\">Log in</span></button></form>
<form method=\"post\" action=\"/dev/login\">{hidden}
<button class=\"second\" name=\"role\" value=\"demo\">以演示账号登录 <span lang=\"en\">Log in as the demo’s account</span></button></form></section>
"
        )
    }

    fn officer(&self, role: &str, (chinese, english): (&str, &str), has_district: bool) -> String {
        let hidden = &self.hidden;
        let is_sent = self.entered.role == role;
        let name = if is_sent {
            escaped(&self.entered.name)
        } else {
            String::new()
        };
        let field = format!("{role}-name");
        let (marks, complaint) = self.marks(role, &field, Fault::Name);
        let district = if has_district {
            self.district(role)
        } else {
            String::new()
        };
        format!(
            "<section aria-labelledby=\"{role}\"><h2 id=\"{role}\">{chinese}<span lang=\"en\">{english}</span></h2>
<form method=\"post\" action=\"/dev/login\">{hidden}
<label for=\"{field}\">姓名（换个姓名就是另一人）<span lang=\"en\">Name; another name is another person</span></label>
<input id=\"{field}\" name=\"name\" autocomplete=\"off\" maxlength=\"60\" value=\"{name}\" required{marks}>{complaint}
{district}<button name=\"role\" value=\"{role}\">登录 <span lang=\"en\">Log in</span></button></form></section>
"
        )
    }

    fn district(&self, role: &str) -> String {
        let field = format!("{role}-district");
        let (marks, complaint) = self.marks(role, &field, Fault::District);
        // Before anything is chosen, where the demo's places are.
        let chosen = if self.entered.role == role {
            self.entered.district.as_str()
        } else {
            demo::DISTRICT
        };
        let options: Vec<String> = self
            .districts
            .iter()
            .map(|(code, name)| {
                let code = code.to_string();
                let chosen = if code == chosen { " selected" } else { "" };
                let (chinese, english) = (escaped(&name.zh), escaped(&name.en));
                format!("<option value=\"{code}\"{chosen}>{chinese} {english}</option>")
            })
            .collect();
        let options = options.concat();
        format!(
            "<label for=\"{field}\">区、县（市）<span lang=\"en\">District</span></label>
<select id=\"{field}\" name=\"district\" required{marks}>{options}</select>{complaint}
"
        )
    }

    /// What a field with this fault has besides, and what is written under it.
    fn marks(&self, role: &str, field: &str, fault: Fault) -> (String, String) {
        if self.entered.role != role || self.fault != Some(fault) {
            return (String::new(), String::new());
        }
        let id = format!("{field}-fault");
        let (chinese, english) = match fault {
            Fault::Phone => (
                "请填写手机号码，例如 138 0000 0000。",
                "A phone number, for example 138 0000 0000.",
            ),
            Fault::District => ("请选择区县。", "Choose a district."),
            _ => ("请填写姓名，60 字以内。", "A name, of 60 letters at most."),
        };
        let marks = format!(" aria-invalid=\"true\" aria-describedby=\"{id}\" autofocus");
        (marks, complaint(&id, chinese, english))
    }
}

fn complaint(id: &str, chinese: &str, english: &str) -> String {
    format!(
        "<p class=\"fault\" id=\"{id}\" role=\"alert\">{chinese} <span lang=\"en\">{english}</span></p>"
    )
}

/// The request itself goes with every part of the form.
fn hidden(asked: &Asked) -> String {
    let Ok(Value::Object(parameters)) = serde_json::to_value(asked) else {
        return String::new();
    };
    parameters
        .iter()
        .filter_map(|(name, value)| Some((name, escaped(value.as_str()?))))
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"))
        .collect::<Vec<_>>()
        .concat()
}

fn document(body: &str) -> String {
    format!(
        "<!doctype html>
<html lang=\"zh-CN\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>登录 · Log in</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"
    )
}
