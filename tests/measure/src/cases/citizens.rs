//! What citizens do.

use crate::caller::{Failed, Request};
use crate::people::{application, citizen, normal_day, resident_id, with};
use serde_json::json;

use super::{DISTRICT, EMPLOYER, People, Town};

impl Town {
    /// People apply, check in, look and share.
    pub(super) async fn citizens(&mut self) -> Result<People, Failed> {
        let people = self.applications().await?;
        self.days(&people).await?;
        self.looks(&people).await?;
        self.shares(&people).await?;
        Ok(people)
    }

    async fn applications(&mut self) -> Result<People, Failed> {
        const ROUTE: &str = "POST /v1/applications";
        let apply = |body, account| Request::post("/v1/applications", body).by(&citizen(account));
        let plain = application(&resident_id(1));
        let first = apply(plain.clone(), "green");
        let green = self.cost(ROUTE, "nothing to declare", first, 201).await?;
        self.at_most(4.0, 12.0);
        let again = apply(plain.clone(), "green");
        self.cost(ROUTE, "the same again", again, 200).await?;
        let travelled = json!([{"place": "420100", "from": "2020-02-25", "to": "2020-02-26"}]);
        let red = with(application(&resident_id(2)), "travel", travelled);
        let red = apply(with(red, "employer", json!(EMPLOYER)), "red");
        let case = "a stay, a hold, an employer";
        let red = self.cost(ROUTE, case, red, 201).await?;
        self.at_most(4.0, 12.0);
        let keyed = apply(application(&resident_id(3)), "keyed").keyed("application");
        let case = "with an Idempotency-Key";
        self.cost(ROUTE, case, keyed.clone(), 201).await?;
        self.cost(ROUTE, "the same key again", keyed, 201).await?;
        let (green, red) = (green.text("/person_id")?, red.text("/person_id")?);
        let mut declared = plain;
        if let Some(body) = declared.as_object_mut() {
            body.remove("person");
        }
        let path = format!("/v1/people/{green}/reapplication");
        let again = Request::post(path, declared).by(&citizen("green"));
        let route = "POST /v1/people/{person}/reapplication";
        self.cost(route, "nothing new", again, 200).await?;
        Ok(People { green, red })
    }

    async fn days(&mut self, people: &People) -> Result<(), Failed> {
        const ROUTE: &str = "POST /v1/people/{person}/check-ins";
        let check_in = |person: &str, account| {
            let path = format!("/v1/people/{person}/check-ins");
            Request::post(path, normal_day()).by(&citizen(account))
        };
        let red = check_in(&people.red, "red");
        self.cost(ROUTE, "red, the first day", red.clone(), 201)
            .await?;
        self.caller.set_clock("2020-03-03T09:00:00+08:00").await?;
        self.cost(ROUTE, "red, a steady day", red.clone(), 201)
            .await?;
        self.at_most(1.0, 2.0);
        self.cost(ROUTE, "the day has one", red.clone(), 200)
            .await?;
        let green = check_in(&people.green, "green");
        self.cost(ROUTE, "green", green, 201).await?;
        self.at_most(1.0, 2.0);
        let apply = Request::post("/v1/applications", application(&resident_id(4)));
        let person = self.prepare(apply.by(&citizen("feverish")), 201).await?;
        let path = format!("/v1/people/{}/check-ins", person.text("/person_id")?);
        let fever = json!({"temperature_c": 38.5, "symptoms": ["fever"], "chronic": []});
        let fever = Request::post(path, fever).by(&citizen("feverish"));
        let case = "a fever turns green to yellow";
        self.cost(ROUTE, case, fever, 201).await?;
        self.caller.set_clock("2020-03-05T09:00:00+08:00").await?;
        self.cost(ROUTE, "red, after a missed day", red, 201)
            .await?;
        Ok(())
    }

    async fn looks(&mut self, people: &People) -> Result<(), Failed> {
        for (colour, person) in [("green", &people.green), ("red", &people.red)] {
            let look = Request::get(format!("/v1/people/{person}/code")).by(&citizen(colour));
            let route = "GET /v1/people/{person}/code";
            self.cost(route, colour, look, 200).await?;
            self.at_most(1.0, 0.0);
        }
        for what in ["code.svg", "code.png", "history", "scans"] {
            let path = format!("/v1/people/{}/{what}", people.red);
            let look = Request::get(path).by(&citizen("red"));
            let route = format!("GET /v1/people/{{person}}/{what}");
            self.cost(&route, "red", look, 200).await?;
        }
        let list = Request::get("/v1/people").by(&citizen("red"));
        self.cost("GET /v1/people", "one person", list, 200).await?;
        Ok(())
    }

    async fn shares(&mut self, people: &People) -> Result<(), Failed> {
        let path = format!("/v1/people/{}/shares", people.red);
        let share = Request::post(path, json!({})).by(&citizen("red"));
        let route = "POST /v1/people/{person}/shares";
        let share = self.cost(route, "always", share, 201).await?;
        let redeem = json!({"share_code": share.text("/share_code")?, "relation": "child"});
        let redeem = Request::post("/v1/shares", redeem).by(&citizen("friend"));
        let route = "POST /v1/shares";
        self.cost(route, "a good one", redeem, 201).await?;
        Ok(())
    }

    /// Files a review of the red person's colour, and gives its id.
    pub(super) async fn doubts(&mut self, people: &People) -> Result<String, Failed> {
        let body = json!({
            "ground": "not-my-travel", "statement": "这几天我一直在杭州。",
            "phone": "13800000000", "district": DISTRICT,
        });
        let path = format!("/v1/people/{}/reviews", people.red);
        let holder = citizen("red");
        let file = Request::post(path.clone(), body).by(&holder);
        let route = "POST /v1/people/{person}/reviews";
        let filed = self.cost(route, "one hold", file, 201).await?;
        self.at_most(2.0, 10.0);
        let review = filed.text("/review_id")?;
        let list = Request::get(path.clone()).by(&holder);
        let route = "GET /v1/people/{person}/reviews";
        self.cost(route, "one", list, 200).await?;
        let read = Request::get(format!("{path}/{review}")).by(&holder);
        let route = "GET /v1/people/{person}/reviews/{review}";
        self.cost(route, "open", read, 200).await?;
        Ok(review)
    }
}
