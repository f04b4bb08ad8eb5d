//! Binding a further account by a share (R68, R69), and what such a binding is worth.
//!
//! Anybody can apply with anybody's document, so a binding is confirmed only where the person
//! stands behind it: the identity provider proved the account to be theirs, or an account so
//! proved shared the code. What an unconfirmed account shares is as unconfirmed as itself, or a
//! stranger could hide from the owner's claim behind a second account.

use super::{Binding, Bindings};
use crate::texts::Refusal;
use crate::words::Relation;

/// Accounts that keep one person's code at most: they live in the person's one item.
const MOST_ACCOUNTS: usize = 16;

impl Bindings {
    /// Whether the identity provider proved `account` to be the person's own.
    pub fn is_verified_self(&self, account: &str) -> bool {
        self.of(account)
            .is_some_and(|binding| binding.is_confirmed && binding.relation == Relation::Oneself)
    }

    /// Binds `account`, with which `sharer` shared the code. It is confirmed if the verified self
    /// shared; but nobody becomes the verified self by a share, only by proof.
    ///
    /// # Errors
    /// [`Refusal::TooManyAccounts`] when the person's code is kept by as many accounts as can be.
    pub fn bind_by_share(
        &mut self,
        sharer: &str,
        account: &str,
        relation: Relation,
    ) -> Result<Binding, Refusal> {
        if self.0.len() >= MOST_ACCOUNTS {
            return Err(Refusal::TooManyAccounts);
        }
        let binding = Binding {
            account: account.to_owned(),
            relation,
            is_confirmed: relation != Relation::Oneself && self.is_verified_self(sharer),
        };
        self.0.push(binding.clone());
        Ok(binding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept_by(account: &str, relation: Relation, is_confirmed: bool) -> Bindings {
        Bindings::new(vec![Binding {
            account: account.to_owned(),
            relation,
            is_confirmed,
        }])
    }

    #[test]
    fn r69_only_what_the_verified_self_shares_is_confirmed() {
        for (relation, is_confirmed, expected) in [
            (Relation::Oneself, true, true),
            (Relation::Oneself, false, false),
            (Relation::Child, true, false),
            (Relation::Child, false, false),
        ] {
            let mut bindings = kept_by("sharer", relation, is_confirmed);
            let binding = bindings.bind_by_share("sharer", "two", Relation::Parent);
            assert_eq!(binding.unwrap().is_confirmed, expected, "{relation}");
            assert!(bindings.includes("two") && bindings.includes("sharer"));
        }
    }

    #[test]
    fn r69_nobody_becomes_the_verified_self_by_a_share() {
        let mut bindings = kept_by("owner", Relation::Oneself, true);
        bindings
            .bind_by_share("owner", "two", Relation::Oneself)
            .unwrap();
        assert!(bindings.is_verified_self("owner"));
        assert!(!bindings.is_verified_self("two"));
        let third = bindings.bind_by_share("two", "three", Relation::Child);
        assert!(!third.unwrap().is_confirmed);
    }

    #[test]
    fn r68_sixteen_accounts_keep_a_code_and_no_more() {
        let mut bindings = kept_by("owner", Relation::Oneself, true);
        for n in 1..MOST_ACCOUNTS {
            let account = format!("account-{n}");
            assert!(
                bindings
                    .bind_by_share("owner", &account, Relation::Child)
                    .is_ok()
            );
        }
        let full = bindings.clone();
        let refused = bindings.bind_by_share("owner", "one too many", Relation::Child);
        assert_eq!(refused, Err(Refusal::TooManyAccounts));
        assert_eq!(bindings, full);
        bindings.confirm_self("the person");
        assert!(
            bindings.is_verified_self("the person"),
            "nobody is locked out of their own code"
        );
    }
}
