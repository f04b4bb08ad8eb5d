//! Puts the parts together: database, clock, keys, functions, gateway; one value owns them all.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{Router, middleware::from_fn};
use edge::Clock;
use edge::log::{Log, keep_panics_short};
use jiff::Timestamp;
use pass::KeyRing;
use store::{Pepper, Store, Tables};
use tokio::{net::TcpListener, task::JoinSet};

use crate::{
    authorizer::Authorizer,
    database::{Database, DatabaseError},
    demo, dev,
    gateway::{Admission, UnknownFunction, gateway},
    issuer::Issuer,
    login,
    options::Options,
    pages::Pages,
    role::Roles,
    template::{self, TemplateError},
    visitor::only_ours,
};

/// Fixed, so that a store file can be opened again. They are in the source for everybody to read
/// and protect nothing; deployed ones are made by the secrets manager.
const PEPPER: &str = "local-pepper-that-protects-nothing-0000000000000000000000000000";
const PASS_KEYS: &str = "a:local-pass-key-a-that-protects-nothing-000000000000000000000000,\
                         b:local-pass-key-b-that-protects-nothing-000000000000000000000000";

/// The first morning of the first policy.
const FIRST_DAY: &str = "2020-02-11T08:00:00+08:00";

/// Why the bundle does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not this machine's.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The template cannot be read.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The template names a function that is not in this binary.
    #[error(transparent)]
    Function(#[from] UnknownFunction),
    /// The store does not open.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The fixed keys or the shipped policies are refused; a build that passed its tests has none.
    #[error("keys or policies are refused: {0}")]
    State(String),
    /// The demo city cannot be settled.
    #[error("the demo city: {0}")]
    Demo(String),
}

/// A bundle that serves, until this value is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Whether the `/dev` routes are there: on a loopback address only.
    pub has_dev_routes: bool,
    /// The bundle's clock, the same that `/dev/clock` sets.
    pub clock: Clock,
    /// What the functions work with, but with the right to everything, for tests that look behind the
    /// counter. What a function does is done on [`Running::state_of`] it.
    pub state: edge::State,
    /// What each function may do, and which of it was used.
    pub roles: Roles,
    /// The tables, for tests that look behind the counter.
    pub database: Database,
    /// The pages at `/`, if there are to be any.
    pub pages: Option<Pages>,
    server: JoinSet<std::io::Result<()>>,
}

impl Running {
    /// `http://` and the address, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What this function works with, under its own role.
    pub fn state_of(&self, function: &str) -> edge::State {
        under_role(&self.roles, function, &self.state)
    }

    /// The routers of all functions that have routes, by folder name, each under its own role.
    pub fn functions(&self) -> BTreeMap<&'static str, Router> {
        functions(&self.roles, &self.state)
    }

    /// Returns when the server has ended, which it does by an error only.
    pub async fn ended(&mut self) {
        self.server.join_next().await;
    }
}

/// Starts a bundle. It serves when this returns.
///
/// # Errors
/// [`StartError`], each with its reason.
pub async fn start(options: Options) -> Result<Running, StartError> {
    keep_panics_short();
    let issuer = Issuer::start();
    let template = template::shipped()?;
    let failed = |error| StartError::Listen(options.listen, error);
    let listener = TcpListener::bind(options.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;

    let database = Database::open_at(&options.store, &template.tables, options.dynamodb).await?;
    let clock = match options.now {
        Some(now) if options.stands => Clock::standing_at(now),
        Some(now) => Clock::starting_at(now),
        None => Clock::system(),
    };
    let state = state(&database, clock.clone(), options.log())?;

    let has_dev_routes = address.ip().is_loopback();
    let roles = Roles::of(&template);
    let functions = functions(&roles, &state);
    if !options.empty {
        seed(&roles, &state, options.now).await?;
    }
    let mut router = gateway(
        &template.routes,
        &functions,
        &Authorizer::new(issuer.clone()),
        &Admission::new(options.at_once.into()),
    )?;
    if has_dev_routes {
        let login = login::router(issuer.clone(), state.clone());
        let dev = dev::router(issuer, clock.clone(), roles.clone(), state.clone());
        let tools = login.merge(dev).layer(from_fn(only_ours));
        router = router.merge(tools);
    }
    let pages = Pages::of(&options.pages);
    if let Some(pages) = &pages {
        router = router.fallback_service(pages.clone().router());
    }
    let mut server = JoinSet::new();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    server.spawn(async move { axum::serve(listener, service).await });

    Ok(Running {
        address,
        has_dev_routes,
        clock,
        state,
        roles,
        database,
        pages,
        server,
    })
}

/// What functions work with over this database, without a server: for work that no request asks for.
///
/// # Errors
/// [`StartError::State`], which a build that passed its tests does not give.
pub fn state(database: &Database, clock: Clock, log: Log) -> Result<edge::State, StartError> {
    let tables = Tables {
        people: "People".into(),
        identities: "Identities".into(),
        scans: "Scans".into(),
        ledger: "Ledger".into(),
    };
    let pepper = Pepper::parse(PEPPER).map_err(refused)?;
    let ring = KeyRing::parse(PASS_KEYS).map_err(refused)?;
    let store = Store::new(database.client.clone(), tables, pepper);
    Ok(edge::State {
        store,
        ring,
        clock,
        log,
    })
}

/// Settles the demo city on the day on which the clock starts; without one, on the first day of
/// the first policy, where the printed walk sets the clock to.
async fn seed(
    roles: &Roles,
    state: &edge::State,
    now: Option<Timestamp>,
) -> Result<(), StartError> {
    let first_day = FIRST_DAY.parse().map_err(refused)?;
    let state = edge::State {
        clock: Clock::starting_at(now.unwrap_or(first_day)),
        log: Log::off(),
        ..state.clone()
    };
    demo::seed(&functions(roles, &state), &state)
        .await
        .map_err(StartError::Demo)
}

fn refused(error: impl std::fmt::Display) -> StartError {
    StartError::State(error.to_string())
}

/// `state` as this function has it: with the rights of its role. Policies and places that were read
/// are kept together, so that what one function changes the others know at once.
pub(crate) fn under_role(roles: &Roles, function: &str, state: &edge::State) -> edge::State {
    let role = roles.role(function);
    edge::State {
        store: state.store.through(|client| role.assume(client)),
        ..state.clone()
    }
}

/// The routers of all functions that have routes, by folder name, each under its own role.
pub fn functions(roles: &Roles, state: &edge::State) -> BTreeMap<&'static str, Router> {
    let of = |function| under_role(roles, function, state);
    BTreeMap::from([
        ("apply", apply::router(of("apply"))),
        ("check-in", check_in::router(of("check-in"))),
        ("code", code::router(of("code"))),
        ("evidence", evidence::router(of("evidence"))),
        ("registry", registry::router(of("registry"))),
        ("review", review::router(of("review"))),
        ("verify", verify::router(of("verify"))),
    ])
}
