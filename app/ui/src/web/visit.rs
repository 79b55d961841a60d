//! One request, as a handler sees it.

use super::{Problem, Site, Upload};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Actor, Permit, permit},
    ids::{AccountId, PersonId},
};
use std::{net::IpAddr, ops::Deref, str::FromStr};
use store::people::SignedIn;

/// Names and values, in the order in which they came: of an address or of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// Reads `a=b&c=d`.
    pub fn parse(encoded: &str) -> Self {
        Self::of(form_urlencoded::parse(encoded.as_bytes()))
    }

    /// Names and values without the sign NUL, which PostgreSQL keeps in no text.
    pub(super) fn of(pairs: impl Iterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> Self {
        let plain = |text: &str| text.replace('\0', "");
        Self(
            pairs
                .map(|(name, value)| (plain(name.as_ref()), plain(value.as_ref())))
                .collect(),
        )
    }

    /// The first value with a name, trimmed; empty when there is none.
    pub fn text(&self, name: &str) -> &str {
        self.first(name).trim()
    }

    /// The first value with a name exactly as it was typed, for passwords; empty when there is none.
    pub fn first(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    /// Every value with a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The first value with a name, read as something.
    pub fn read<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// As the end of an address, without the empty ones and with some replaced.
    pub fn with(&self, changes: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let kept = self
            .0
            .iter()
            .filter(|(n, v)| !v.is_empty() && changes.iter().all(|(name, _)| name != n));
        query.extend_pairs(kept);
        query.extend_pairs(changes.iter().filter(|(_, v)| !v.is_empty()));
        query.finish()
    }
}

/// One request.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What all requests share.
    pub site: Site,
    /// The instant of the request; the same for everything done in it.
    pub now: DateTime<Utc>,
    /// The civil day of the request.
    pub today: NaiveDate,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// The secret of the sign-in's cookie.
    pub token: Option<String>,
    /// The token that this visitor's forms carry.
    pub form_token: String,
    /// The path.
    pub path: String,
    /// The parameters of the path.
    pub params: Fields,
    /// What follows the question mark.
    pub query: Fields,
    /// The fields of a posted form.
    pub form: Fields,
    /// The files that came with it.
    pub files: Vec<Upload>,
    /// Where the visitor comes from.
    pub address: IpAddr,
    /// The browser's own description.
    pub agent: String,
    pub(super) actor: Option<Actor>,
}

impl Visit {
    /// Who acts.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`] when nobody is signed in.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.actor.as_ref().ok_or(Problem::SignInNeeded)
    }

    /// The person signed in.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`] when nobody is.
    pub fn person(&self) -> Result<PersonId, Problem> {
        self.signed_in
            .as_ref()
            .map(|s| s.person)
            .ok_or(Problem::SignInNeeded)
    }

    /// The account signed in.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`] when none is.
    pub fn account(&self) -> Result<AccountId, Problem> {
        self.signed_in
            .as_ref()
            .map(|s| s.account)
            .ok_or(Problem::SignInNeeded)
    }

    /// The permit for an act.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when whoever is signed in may not do it.
    pub fn permit<A: Act>(&self, act: A) -> Result<Permit<A>, Problem> {
        Ok(permit(self.actor()?, act)?)
    }

    /// The file sent in a field; none when it was left empty.
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field)
    }

    /// A parameter of the path, read as something.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it cannot be.
    pub fn param<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.params.read(name).ok_or(Problem::NotFound)
    }
}

impl Deref for Visit {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}
