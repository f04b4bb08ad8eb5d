//! The roles of `template.yaml` grant what the functions use, and nothing besides.
//!
//! That they grant enough, every journey shows: the bundle runs each function under its own role, and
//! what that refuses fails. That they grant no more is shown here.

use crate::sunset::{A_DAY_LATER, ALL_OVER, END, NOTICED, run, town::Town};
use crate::support::World;

#[tokio::test]
async fn every_grant_on_a_table_is_used_by_a_city_from_its_first_day_to_its_end() {
    let world = World::at("2020-05-30T09:00:00").await;
    Town::live(&world).await;
    for moment in [END, NOTICED, ALL_OVER, A_DAY_LATER] {
        world.set(moment);
        run(&world).await.is(200);
    }
    assert_eq!(world.bundle.roles.unused(), [""; 0]);
}
