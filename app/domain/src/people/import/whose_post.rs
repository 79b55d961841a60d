//! Which post of somebody a row is about, once it is known who it is.

use super::{
    Column, KnownPost, Place, StaffLine, Wrong,
    matching::{Found, Matching, is_alike},
};
use crate::{
    ids::{OrganisationId, PersonId},
    people::folded,
};
use std::collections::HashSet;

impl Matching<'_> {
    /// Which of the posts that go under one number it is.
    pub(super) fn of_posts(
        &self,
        person: PersonId,
        posts: &[(usize, &KnownPost)],
        line: &StaffLine,
    ) -> Found {
        let with = |assignment: Option<&String>| {
            let mut fitting = posts.iter().filter(|(place, post)| {
                post.assignment.as_ref() == assignment && !self.posts.contains_key(place)
            });
            let first = fitting.next();
            first.filter(|_| fitting.next().is_none())
        };
        match (&line.assignment, posts) {
            (Some(own), _) => {
                let same = posts
                    .iter()
                    .find(|(_, post)| post.assignment.as_ref() == Some(own));
                same.or_else(|| with(None))
                    .map_or(Found::NewPost(person), |(place, _)| Found::Post(*place))
            }
            (None, [(place, _)]) => Found::Post(*place),
            (None, several) => self.fault(
                Column::StaffNumber,
                line.staff_number.as_deref().unwrap_or_default(),
                &Wrong::SeveralPosts(several.len()),
            ),
        }
    }

    /// Which post of somebody it is, or that it is another one.
    pub(super) fn of_person(
        &self,
        person: PersonId,
        organisation: OrganisationId,
        line: &StaffLine,
    ) -> Found {
        let held: Vec<_> = self.current(self.known.held_by(person)).collect();
        let is_free = |post: &KnownPost| {
            let key = post.staff_number.clone();
            key.is_none_or(|number| !self.numbers.contains(&(post.organisation, number)))
        };
        let here: Vec<_> = held
            .iter()
            .filter(|(_, post)| post.organisation == organisation)
            .collect();
        let may_be = |post: &KnownPost| {
            line.staff_number.is_none() || post.staff_number == line.staff_number || is_free(post)
        };
        match here.as_slice() {
            [] => {
                // Where another row names the same person, they have stayed.
                let has_left = |post: &KnownPost| {
                    !self.named_at.contains(&(post.organisation, person)) && is_free(post)
                };
                let mut left = held.iter().filter(|(_, post)| has_left(post));
                match (left.next(), left.next()) {
                    (Some((place, _)), None) if self.is_covered(*place) => Found::Post(*place),
                    _ => Found::NewPost(person),
                }
            }
            [(place, post)] if may_be(post) => Found::Post(*place),
            [_] => Found::NewPost(person),
            several => {
                let job = folded(&line.job_title);
                let mut same = several
                    .iter()
                    .filter(|(_, post)| folded(&post.job_title) == job && may_be(post));
                match (same.next(), line.staff_number.is_some()) {
                    (Some((place, _)), _) => Found::Post(*place),
                    (None, true) => Found::NewPost(person),
                    (None, false) => self.fault(
                        Column::Email,
                        line.email.as_deref().unwrap_or_default(),
                        &Wrong::SeveralPosts(several.len()),
                    ),
                }
            }
        }
    }

    /// Whether the list is about the organisation of a post, so that somebody can move from there.
    fn is_covered(&self, place: usize) -> bool {
        let organisation = self.known.posts()[place].organisation;
        let mut at = self.asked.at.iter();
        at.any(|at| matches!(at, Place::At(covered, _) if *covered == organisation))
    }

    /// Somebody whose number the list has in another of its organisations now.
    pub(super) fn elsewhere_before(
        &self,
        organisation: OrganisationId,
        line: &StaffLine,
    ) -> Option<Found> {
        let number = line.staff_number.as_ref()?;
        let others: HashSet<OrganisationId> = self
            .asked
            .at
            .iter()
            .filter_map(|at| match at {
                Place::At(other, _) if *other != organisation => Some(*other),
                _ => None,
            })
            .collect();
        let left = others
            .into_iter()
            .filter(|other| !self.numbers.contains(&(*other, number.clone())));
        let mut posts = left
            .flat_map(|other| self.current(self.known.numbered(other, number)))
            .filter(|(_, post)| is_alike(self.known.name(post.person), line));
        match (posts.next(), posts.next()) {
            (Some((place, _)), None) => Some(Found::Post(place)),
            _ => None,
        }
    }
}
