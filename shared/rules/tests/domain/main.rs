//! The domain seen from outside: what a person did, and what that comes to.
//!
//! Every test says in its name what holds and which requirement it proves. The worked-out
//! cases stand in `facts`, `runs`, `shown` and `versions`; `properties` compares random lives
//! with `naive`, a second and much simpler way to count; `gate` compares every passage at a
//! checkpoint with the requirements' own wording.

#[cfg(test)]
mod bearing;
#[cfg(test)]
mod clinic;
#[cfg(test)]
mod contradiction;
#[cfg(test)]
mod days;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod lives;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod person;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
#[cfg(test)]
mod runs;
#[cfg(test)]
mod seen;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod some;
#[cfg(test)]
mod travel;
#[cfg(test)]
mod versions;
