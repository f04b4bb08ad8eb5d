//! The same night by a worker that is killed again and again, and what is different in the end.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use local::database::Database;
use measure::caller::Failed;
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};

use crate::worker;

/// Items read at a time.
const PAGE: i32 = 1000;

/// What differs by chance: the name of the attempt that wrote an item.
const ATTEMPT: &str = "w";

/// A night with kills.
#[derive(Debug, Default)]
pub struct Killed {
    /// Workers that were killed while they worked.
    pub kills: u32,
    /// Items that are the same in both cities.
    pub same: u64,
    /// The keys of the first item that is not.
    pub different: Option<String>,
}

/// Does the night with workers of whom so many are killed, each at a random moment of a night that
/// would take `seconds`, and the last one is left to end.
pub async fn work(endpoint: &str, due: u64, kills: u32, seconds: f64) -> Result<u32, Failed> {
    let mut random = SmallRng::seed_from_u64(u64::from(kills));
    let mut killed = 0;
    for _ in 0..kills {
        let mut worker = worker::start(endpoint, due)?;
        // All of them together live about as long as one that is not killed.
        let longest = 2.0 * seconds / f64::from(kills);
        let lives = random.random_range(0.0..longest);
        tokio::time::sleep(Duration::from_secs_f64(lives)).await;
        let failed = |error| Failed::File("the worker".to_owned(), error);
        if worker.try_wait().map_err(failed)?.is_none() {
            worker.kill().map_err(failed)?;
            killed += 1;
        }
        worker.wait().map_err(failed)?;
    }
    worker::ended(worker::start(endpoint, due)?).await?;
    Ok(killed)
}

/// Compares all items of two cities, without what is different by chance.
pub async fn compare(one: &Database, other: &Database, kills: u32) -> Result<Killed, Failed> {
    let mut found = Killed {
        kills,
        ..Killed::default()
    };
    for table in local::template::shipped()?.tables {
        let mut one = Walk::through(&one.client, &table.name);
        let mut other = Walk::through(&other.client, &table.name);
        loop {
            match (one.next().await?, other.next().await?) {
                (None, None) => break,
                (one, other) if one == other => found.same += 1,
                (one, other) => {
                    let item = one.or(other).unwrap_or_default();
                    let key = |name| item.get(name).and_then(|key| key.as_s().ok());
                    found.different = Some(format!("{:?} {:?}", key("pk"), key("sk")));
                    return Ok(found);
                }
            }
        }
    }
    Ok(found)
}

type Item = HashMap<String, AttributeValue>;

/// All items of a table, page after page, in the engine's own order.
struct Walk<'a> {
    client: &'a Client,
    table: &'a str,
    page: VecDeque<Item>,
    after: Option<Item>,
    is_over: bool,
}

impl<'a> Walk<'a> {
    fn through(client: &'a Client, table: &'a str) -> Self {
        Self {
            client,
            table,
            page: VecDeque::new(),
            after: None,
            is_over: false,
        }
    }

    async fn next(&mut self) -> Result<Option<Item>, Failed> {
        while self.page.is_empty() && !self.is_over {
            let scan = self.client.scan().table_name(self.table).limit(PAGE);
            let scan = scan.set_exclusive_start_key(self.after.take());
            let answer = scan.send().await;
            let answer = answer.map_err(|error| Failed::Unreadable(error.to_string()))?;
            self.after = answer.last_evaluated_key;
            self.is_over = self.after.is_none();
            self.page.extend(answer.items.unwrap_or_default());
        }
        let mut item = self.page.pop_front();
        if let Some(item) = &mut item {
            item.remove(ATTEMPT);
        }
        Ok(item)
    }
}
