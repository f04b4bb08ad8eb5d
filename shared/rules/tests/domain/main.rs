//! The domain seen from outside: what a person did, and what that comes to.
//!
//! Every test says in its name what holds and which requirement it proves. The worked-out
//! cases stand in `facts`, `runs` and `shown` for what a person tells, in `travel`,
//! `contradiction`, `clinic` and `results` for what others tell, in `versions` and `published`
//! for policies, in `sunset` for the end of the service; `properties` compares random lives with
//! `naive`, a second and much simpler way to count; `orders` lets the same things happen in other
//! orders; `officers` shows what two of them can change, and that one cannot change anything; `gate` compares every passage
//! at a checkpoint with the requirements' own wording.

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
mod officers;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod person;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
#[cfg(test)]
mod results;
#[cfg(test)]
mod runs;
#[cfg(test)]
mod seen;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod some;
#[cfg(test)]
mod sunset;
#[cfg(test)]
mod travel;
#[cfg(test)]
mod versions;
