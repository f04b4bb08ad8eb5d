//! What the bundle says when it has started: where it is, and lines to paste.

use crate::bundle::Running;

/// A walk from red to green in lines that any shell takes as they are, with nothing but curl, sed and
/// grep. No comments among them: zsh takes a pasted `#` for a command.
const WALK: &str = r#"
BASE={base}
json='content-type: application/json'
token() { curl -s $BASE/dev/tokens -d "$1" | sed 's/.*"access_token":"\([^"]*\)".*/\1/'; }
CITIZEN="authorization: Bearer $(token '{"sub":"me","scope":"citizen"}')"
DISTRICT="authorization: Bearer $(token '{"sub":"officer","scope":"district","district":"330106"}')"
GATE="authorization: Bearer $(token '{"sub":"gate","scope":"checkpoint","district":"330106"}')"
{demo}
echo "== Applying after a stay in a high-risk area: red, 14 days (on a fresh store; once green, this person stays green)"
curl -s -X PUT $BASE/dev/clock -d '{"now":"2020-02-11T09:00:00+08:00"}'; echo
curl -s $BASE/v1/applications -H "$CITIZEN" -H "$json" -d '{"person":{"relation":"self","name":"鲍晓","phone":"13800000000","document":{"type":"passport","number":"M00000001","country":"KR"}},"presence":"in-hangzhou","district":"330106","travel":[{"place":"420100","from":"2020-02-01","to":"2020-02-05"}],"contact":{"confirmed_case":false,"quarantined_cohabitant":false},"health":{"symptoms":[],"chronic":[]},"pledge":{"accepted":true,"version":"2020-02-11"}}'; echo
PERSON=$(curl -s $BASE/v1/people -H "$CITIZEN" | sed 's/.*"person_id":"\([^"]*\)".*/\1/')
curl -s $BASE/v1/people/$PERSON/code -H "$CITIZEN"; echo
curl -s $BASE/v1/people/$PERSON/code.svg -H "$CITIZEN" -o code.svg

echo "== Fourteen days of check-ins, then five past midnight"
for day in 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do
  curl -s -o /dev/null -X PUT $BASE/dev/clock -d "{\"now\":\"2020-02-${day}T09:00:00+08:00\"}"
  curl -s $BASE/v1/people/$PERSON/check-ins -H "$CITIZEN" -H "$json" -d '{"temperature_c":36.6,"symptoms":[],"chronic":[]}' | grep -o '"remaining_days":[0-9]*'
done
curl -s -X PUT $BASE/dev/clock -d '{"now":"2020-02-25T00:05:00+08:00"}'; echo
curl -s -X POST $BASE/dev/countdown; echo

echo "== Green, and shown at a gate"
curl -s -X PUT $BASE/v1/places/gate-1 -H "$DISTRICT" -H "$json" -d '{"name":"文三路小区","type":"community","district":"330106"}'; echo
PASS=$(curl -s $BASE/v1/people/$PERSON/code -H "$CITIZEN" | sed 's/.*"pass":{[^}]*"token":"\([^"]*\)".*/\1/')
curl -s $BASE/v1/verifications -H "$GATE" -H "$json" -d "{\"place_id\":\"gate-1\",\"direction\":\"entry\",\"token\":\"$PASS\",\"presented\":[\"identity-document\"]}"; echo
"#;

/// What the demo city has to show.
const DEMO: &str = r#"
echo "== The demo city: one account, three codes; and a rule that anybody can read"
DEMO="authorization: Bearer $(token '{"sub":"demo","scope":"citizen"}')"
curl -s $BASE/v1/people -H "$DEMO"; echo
curl -s $BASE/v1/places/estate-xihu/rule -H 'accept-language: en'; echo
"#;

/// The text for standard output; `has_demo` says whether the demo city was settled.
pub fn greeting(running: &Running, has_demo: bool) -> String {
    let base = running.base_url();
    if running.has_dev_routes {
        format!(
            "Serving on {base}\n{}One citizen from red to green, to paste:\n{}",
            pages(running, ", where anybody can be logged in"),
            WALK.replace("{demo}", if has_demo { DEMO } else { "" })
                .replace("{base}", &base)
        )
    } else {
        format!(
            "Serving on {base}\n{}Not a loopback address: there are no /dev routes, and so no tokens.\n",
            pages(running, ""),
        )
    }
}

fn pages(running: &Running, who: &str) -> String {
    let Some(_) = running.pages else {
        return String::new();
    };
    format!("Pages on {}/{who}\n", running.base_url())
}
