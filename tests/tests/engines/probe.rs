//! Asks the engines, and holds what they say against the documentation and the list of deviations.

use local::database::Storage;
use tests::engine;

use crate::deviations::DEVIATIONS;
use crate::room::Room;

/// What is asked, and what AWS's documentation makes us expect.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The probe's name: a sentence with underscores.
    pub name: &'static str,
    /// What a probe writes down where it is as documented.
    pub documented: &'static str,
}

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Embedded,
    Second,
}

impl Asked {
    /// Asks every engine that is there.
    pub async fn check(self, ask: impl AsyncFn(Room) -> String) {
        let mut faults = Vec::new();
        faults.extend(self.compare(
            Engine::Embedded,
            &ask(Room::on(&Storage::Memory).await).await,
        ));
        if engine::endpoint().is_some() {
            let answer = ask(Room::on(&engine::fresh()).await).await;
            faults.extend(self.compare(Engine::Second, &answer));
        }
        assert!(faults.is_empty(), "{}: {}", self.name, faults.join("; "));
    }

    /// What is wrong with this answer, if anything is.
    fn compare(self, engine: Engine, answer: &str) -> Option<String> {
        let listed = DEVIATIONS.iter().find(|row| row.probe == self.name);
        let expected = match (listed, engine) {
            (None, _) => self.documented,
            (Some(row), Engine::Embedded) => row.embedded,
            (Some(row), Engine::Second) => row.second,
        };
        (answer != expected).then(|| {
            let whose = if expected == self.documented {
                "as documented"
            } else {
                "as listed"
            };
            format!("{engine:?} says `{answer}`, and not `{expected}`, {whose}")
        })
    }
}

/// Makes a test of each probe, and the list of what is asked.
macro_rules! probes {
    ($($name:ident => $documented:literal,)*) => {
        /// What is asked here.
        pub const ASKED: &[crate::probe::Asked] = &[
            $(crate::probe::Asked { name: stringify!($name), documented: $documented },)*
        ];

        mod asked {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    let asked = super::ASKED.iter().find(|asked| asked.name == stringify!($name));
                    asked.unwrap().check(super::$name).await;
                }
            )*
        }
    };
}
pub(crate) use probes;
