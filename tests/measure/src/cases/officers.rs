//! What officers and institutions do, and what the night leaves.

use crate::caller::{Failed, Request};
use crate::people::{citizen, officer, resident_id};
use serde_json::{Value, json};

use super::{DISTRICT, EMPLOYER, People, Town};

/// A policy of usual length.
const POLICY: &str = include_str!("../../../../shared/rules/policies/2020-03-01.json");

impl Town {
    /// Officers answer, order, judge and publish; institutions tell.
    pub(super) async fn officers(&mut self, people: &People) -> Result<(), Failed> {
        let review = self.doubts(people).await?;
        self.answers(&review).await?;
        self.orders().await?;
        self.tellings().await?;
        self.findings().await?;
        self.policies().await?;
        let employer = json!({"sub": "hr", "scope": "employer", "org": EMPLOYER});
        let roster = Request::get(format!("/v1/employers/{EMPLOYER}/roster")).by(&employer);
        let route = "GET /v1/employers/{credit_code}/roster";
        self.cost(route, "one person", roster, 200).await?;
        Ok(())
    }

    async fn answers(&mut self, review: &str) -> Result<(), Failed> {
        let (one, two) = (officer("one", DISTRICT), officer("two", DISTRICT));
        let city = json!({"sub": "team", "scope": "city"});
        let queue = Request::get("/v1/reviews?status=open").by(&one);
        self.cost("GET /v1/reviews", "one open", queue, 200).await?;
        let path = format!("/v1/reviews/{review}");
        let post = |what: &str, body: Value, by: &Value| {
            Request::post(format!("{path}/{what}"), body).by(by)
        };
        let transfer = |to: &str| post("transfer", json!({"district": to}), &city);
        let route = "POST /v1/reviews/{review}/transfer";
        let away = transfer("330105");
        self.cost(route, "to another district", away, 200).await?;
        self.prepare(transfer(DISTRICT), 200).await?;
        let look = Request::get(path.clone()).by(&one);
        let route = "GET /v1/reviews/{review}";
        self.cost(route, "with the look's entry", look, 200).await?;
        let amend = json!({
            "outcome": "amend", "close_holds": ["h1"], "reply": "已核实，予以更正。",
        });
        let amend = post("proposal", amend, &one);
        let route = "POST /v1/reviews/{review}/proposal";
        self.cost(route, "to close one hold", amend, 200).await?;
        let approve = post("approval", json!({}), &two);
        let route = "POST /v1/reviews/{review}/approval";
        self.cost(route, "turns green", approve, 200).await?;
        Ok(())
    }

    async fn orders(&mut self) -> Result<(), Failed> {
        let (one, two) = (officer("one", DISTRICT), officer("two", DISTRICT));
        let body = json!({
            "colour": "red", "days": 14, "isolation": "home",
            "legal_ground": "infectious-disease-law-39", "evidence": "流调报告 1",
            "statement": "同一车厢的密切接触者。", "documents": [resident_id(3), resident_id(900)],
        });
        let propose = Request::post("/v1/orders", body).by(&one);
        let case = "two people, one of them without a code";
        let order = self.cost("POST /v1/orders", case, propose, 201).await?;
        let order = order.text("/order_id")?;
        let list = Request::get("/v1/orders").by(&two);
        self.cost("GET /v1/orders", "one waits", list, 200).await?;
        let read = Request::get(format!("/v1/orders/{order}")).by(&two);
        self.cost("GET /v1/orders/{order}", case, read, 200).await?;
        let approve = Request::post(format!("/v1/orders/{order}/approval"), json!({})).by(&two);
        let route = "POST /v1/orders/{order}/approval";
        self.cost(route, case, approve, 200).await?;
        Ok(())
    }

    async fn tellings(&mut self) -> Result<(), Failed> {
        const ROUTE: &str = "POST /v1/evidence";
        let registry = json!({"sub": "rail", "scope": "registry", "org": "rail"});
        let contact = |id: &str, n| {
            let body = json!({
                "id": id, "kind": "contact", "document": resident_id(n), "degree": "close",
                "on": "2020-03-04", "observed_at": "2020-03-05T08:00:00+08:00",
            });
            Request::post("/v1/evidence", body).by(&registry)
        };
        let case = "of somebody without a code";
        self.cost(ROUTE, case, contact("c-1", 901), 202).await?;
        let case = "a hold on somebody green";
        self.cost(ROUTE, case, contact("c-2", 1), 202).await?;
        let case = "told before";
        self.cost(ROUTE, case, contact("c-2", 1), 202).await?;
        Ok(())
    }

    async fn findings(&mut self) -> Result<(), Failed> {
        let registry = json!({"sub": "rail", "scope": "registry", "org": "rail"});
        let (one, two) = (officer("one", DISTRICT), officer("two", DISTRICT));
        let record = json!({
            "id": "t-1", "kind": "travel-record", "document": resident_id(4), "place": "330302",
            "from": "2020-03-01", "to": "2020-03-01", "observed_at": "2020-03-05T08:00:00+08:00",
        });
        let tell = Request::post("/v1/evidence", record).by(&registry);
        let case = "a record that contradicts a declaration";
        self.cost("POST /v1/evidence", case, tell, 202).await?;
        let list = Request::get("/v1/integrity-cases").by(&one);
        let route = "GET /v1/integrity-cases";
        let list = self.cost(route, "one open", list, 200).await?;
        let path = format!("/v1/integrity-cases/{}", list.text("/cases/0/case_id")?);
        let read = Request::get(path.clone()).by(&one);
        let route = "GET /v1/integrity-cases/{case}";
        self.cost(route, "with the look's entry", read, 200).await?;
        let finding = json!({
            "finding": "serious", "credit_referral": true, "statement": "同行记录与申报不符。",
        });
        let propose = Request::post(format!("{path}/proposal"), finding).by(&one);
        let route = "POST /v1/integrity-cases/{case}/proposal";
        self.cost(route, "serious", propose, 200).await?;
        let approve = Request::post(format!("{path}/approval"), json!({})).by(&two);
        let route = "POST /v1/integrity-cases/{case}/approval";
        self.cost(route, "serious", approve, 200).await?;
        Ok(())
    }

    async fn policies(&mut self) -> Result<(), Failed> {
        let city = |account| json!({"sub": account, "scope": "city"});
        let policy = serde_json::from_str::<Value>(POLICY);
        let mut policy = policy.map_err(|error| Failed::Unreadable(error.to_string()))?;
        policy["version"] = json!("2020-03-20");
        policy["effective_from"] = json!("2020-03-20");
        let propose = Request::post("/v1/policies", policy).by(&city("city-1"));
        let case = "as long as the shipped one";
        self.cost("POST /v1/policies", case, propose, 201).await?;
        let approve = Request::post("/v1/policies/2020-03-20/approval", json!({}));
        let route = "POST /v1/policies/{version}/approval";
        self.cost(route, "always", approve.by(&city("city-2")), 200)
            .await?;
        for (case, version) in [
            ("published by the city", "2020-03-20"),
            ("shipped", "2020-03-01"),
        ] {
            let read = Request::get(format!("/v1/policies/{version}"));
            self.cost("GET /v1/policies/{version}", case, read, 200)
                .await?;
        }
        Ok(())
    }

    /// The night seals a root, of which everybody gets a proof.
    pub(super) async fn night(&mut self, people: &People) -> Result<(), Failed> {
        let night = Request::post("/dev/countdown", Value::Null);
        self.prepare(night, 200).await?;
        let roots = Request::get("/v1/roots");
        let roots = self.cost("GET /v1/roots", "one", roots, 200).await?;
        let day = roots.text("/roots/0/day")?;
        let root = Request::get(format!("/v1/roots/{day}"));
        self.cost("GET /v1/roots/{day}", "always", root, 200)
            .await?;
        let read = Request::get("/v1/statistics").by(&json!({"sub": "team", "scope": "city"}));
        let route = "GET /v1/statistics";
        self.cost(route, "a day and an hour", read, 200).await?;
        let path = format!("/v1/people/{}/history/proof", people.green);
        let proof = Request::get(path).by(&citizen("green"));
        let route = "GET /v1/people/{person}/history/proof";
        self.cost(route, "of a small town", proof, 200).await?;
        Ok(())
    }
}
