//! The bookings of one session, and what may become of them.

use super::{Ask, BookingRefusal, By, Cut, Method, State, Terms, TermsRefusal, notice::is_late};
use crate::ids::{BookingId, PersonId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// A booking that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub id: BookingId,
    /// Whose.
    pub person: PersonId,
    /// Its place in the order of asking.
    pub asked: u32,
    /// How it stands.
    pub state: State,
    /// Until when a place is kept for it, while an answer is waited for: to an offer, or from a line manager.
    pub offered_until: Option<DateTime<Utc>>,
    /// On what footing it was asked for.
    pub ask: Ask,
}

impl Place {
    /// Its turn: whoever has priority comes first, and then whoever asked first.
    fn turn(&self) -> (bool, u32) {
        (!self.ask.has_priority, self.asked)
    }
}

/// Something that has become of a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Add(Place),
    /// It has come from one state to another.
    Move {
        /// Which.
        id: BookingId,
        /// How it stood.
        from: State,
        /// How it stands.
        to: State,
        /// Until when a place is kept for it, where an answer is waited for.
        until: Option<DateTime<Utc>>,
    },
}

impl Change {
    /// Which booking, and how it stands now.
    pub fn now(&self) -> (BookingId, State) {
        match self {
            Self::Add(place) => (place.id, place.state),
            Self::Move { id, to, .. } => (*id, *to),
        }
    }

    /// What the person's calendar is told.
    pub fn entry(&self) -> Option<Method> {
        match self {
            Self::Add(place) => Method::of(None, place.state),
            Self::Move { from, to, .. } => Method::of(Some(*from), *to),
        }
    }

    /// How many more places are taken.
    pub fn places(&self) -> i32 {
        match self {
            Self::Add(place) => i32::from(place.state.takes_place()),
            Self::Move { from, to, .. } => {
                i32::from(to.takes_place()) - i32::from(from.takes_place())
            }
        }
    }
}

impl Serialize for Change {
    /// For the audit trail: which booking, and how it stands now.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (id, state) = self.now();
        (id, state.code()).serialize(serializer)
    }
}

/// How somebody comes onto the register who is in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetIn {
    /// By the booking for which a place was kept.
    KeptPlace(BookingId),
    /// As a walk-in, who takes no place.
    WalkIn,
}

impl LetIn {
    /// The booking that there was.
    pub fn booking(self) -> Option<BookingId> {
        match self {
            Self::KeptPlace(booking) => Some(booking),
            Self::WalkIn => None,
        }
    }
}

/// All bookings of a session that are not over, in the order of their turns. Walk-ins take no place and stand beside them.
#[derive(Clone, Debug)]
pub struct Roll {
    terms: Terms,
    places: Vec<Place>,
    walk_ins: Vec<PersonId>,
    asked: u32,
    changes: Vec<Change>,
}

impl Roll {
    /// The bookings of a session; `asked` is the last number that was given in the order of asking.
    pub fn new(terms: Terms, mut places: Vec<Place>, asked: u32) -> Self {
        places.sort_by_key(Place::turn);
        Self {
            terms,
            places,
            walk_ins: Vec::new(),
            asked,
            changes: Vec::new(),
        }
    }

    /// With the people who came without a booking and are on the register.
    #[must_use]
    pub fn with_walk_ins(mut self, walk_ins: Vec<PersonId>) -> Self {
        self.walk_ins = walk_ins;
        self
    }

    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The bookings that are not over.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// How many places are taken.
    pub fn taken(&self) -> u32 {
        count(&self.places, |place| place.state.takes_place())
    }

    /// Which place on the waiting list a booking has, counted from 1.
    pub fn position(&self, id: BookingId) -> Option<usize> {
        let waiting = self.places.iter().filter(|p| p.state == State::Waiting);
        waiting
            .map(|p| p.id)
            .position(|one| one == id)
            .map(|place| place + 1)
    }

    /// What has changed since this was last asked.
    pub fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// Ends offers whose time is over and places to which nobody agreed in time, and offers what is free to the first who
    /// may have it. Comes before everything else, so that nobody jumps in.
    pub fn settle(&mut self, now: DateTime<Utc>) {
        let run_out = |place: &Place| {
            let is_over = place.offered_until.is_none_or(|until| until <= now);
            let to = place.state.run_out().filter(|_| is_over)?;
            Some((place.id, to))
        };
        let over: Vec<_> = self.places.iter().filter_map(run_out).collect();
        for (id, to) in over {
            self.bring(id, to, None);
        }
        while let Some(id) = self.next_in_line(now) {
            let until = self.terms.offer_until(now);
            self.bring(id, State::Offered, Some(until));
        }
    }

    /// The first who waits and may have a place that is free.
    fn next_in_line(&self, now: DateTime<Utc>) -> Option<BookingId> {
        self.terms.may_book(now).ok()?;
        let mut waiting = self.places.iter().filter(|p| p.state == State::Waiting);
        let next = waiting.find(|place| self.has_room(place.ask.is_favoured, now));
        next.map(|place| place.id)
    }

    /// Whether a place is free for somebody. Those for whom places are reserved take these first.
    pub(super) fn has_room(&self, is_favoured: bool, now: DateTime<Utc>) -> bool {
        let taken = self.taken();
        if taken >= self.terms.places {
            return false;
        }
        let reserved = self.terms.reserved_at(now);
        let by_favoured = count(&self.places, |p| p.state.takes_place() && p.ask.is_favoured);
        let open = taken - by_favoured.min(reserved);
        is_favoured || open < self.terms.places - reserved
    }

    /// Books a place, or joins the end of the waiting list.
    ///
    /// # Errors
    /// The first [`BookingRefusal`] that applies.
    pub fn book(
        &mut self,
        id: BookingId,
        person: PersonId,
        ask: Ask,
        now: DateTime<Utc>,
    ) -> Result<State, BookingRefusal> {
        self.settle(now);
        self.terms.may_book(now)?;
        self.is_new(person)?;
        let (state, until) = if self.has_room(ask.is_favoured, now) {
            self.granted(ask, now)
        } else {
            (State::Waiting, None)
        };
        self.add((id, person), ask, (state, until));
        Ok(state)
    }

    /// That somebody neither has a booking nor came without one.
    pub(super) fn is_new(&self, person: PersonId) -> Result<(), BookingRefusal> {
        let has_booked = self.places.iter().any(|place| place.person == person);
        if has_booked || self.walk_ins.contains(&person) {
            Err(BookingRefusal::Already)
        } else {
            Ok(())
        }
    }

    /// How whoever gets a place holds it: at once, or until a line manager has agreed.
    pub(super) fn granted(&self, ask: Ask, now: DateTime<Utc>) -> (State, Option<DateTime<Utc>>) {
        if ask.needs_approval {
            (State::ToApprove, Some(self.terms.approve_until(now)))
        } else {
            (State::Booked, None)
        }
    }

    /// Adds a booking, with the next number in the order of asking.
    pub(super) fn add(
        &mut self,
        (id, person): (BookingId, PersonId),
        ask: Ask,
        (state, until): (State, Option<DateTime<Utc>>),
    ) {
        self.asked += 1;
        let place = Place {
            id,
            person,
            asked: self.asked,
            state,
            offered_until: until,
            ask,
        };
        self.changes.push(Change::Add(place.clone()));
        self.places.push(place);
        self.places.sort_by_key(Place::turn);
    }

    /// Lets somebody onto the register who came without a place. A place that is kept for an answer is theirs; whoever
    /// waits, waits no more.
    ///
    /// # Errors
    /// [`BookingRefusal::Already`] when they are on the register.
    pub fn let_in(
        &mut self,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<LetIn, BookingRefusal> {
        self.settle(now);
        if self.walk_ins.contains(&person) {
            return Err(BookingRefusal::Already);
        }
        let own = self.places.iter().find(|place| place.person == person);
        match own.map(|place| (place.id, place.state)) {
            Some((id, State::Offered | State::ToApprove)) => {
                self.bring(id, State::Booked, None);
                Ok(LetIn::KeptPlace(id))
            }
            Some((id, State::Waiting)) => {
                self.bring(id, State::Cancelled, None);
                Ok(LetIn::WalkIn)
            }
            Some(_) => Err(BookingRefusal::Already),
            None => Ok(LetIn::WalkIn),
        }
    }

    /// Accepts an offered place. Where a line manager has to agree, it is held until then.
    ///
    /// # Errors
    /// [`BookingRefusal::OfferOver`] when none is offered any more.
    pub fn accept(&mut self, id: BookingId, now: DateTime<Utc>) -> Result<State, BookingRefusal> {
        self.settle(now);
        let offered = self.place(id).filter(|p| p.state == State::Offered);
        let ask = offered.ok_or(BookingRefusal::OfferOver)?.ask;
        let (to, until) = self.granted(ask, now);
        self.bring(id, to, until);
        Ok(to)
    }

    /// Gives a booking up: a place, an offer, or a place on the waiting list. What is freed is offered to the next.
    ///
    /// # Errors
    /// [`BookingRefusal`] when it is over, or the session has begun.
    pub fn give_up(
        &mut self,
        id: BookingId,
        by: By,
        now: DateTime<Utc>,
        proclaimed: &[NaiveDate],
    ) -> Result<State, BookingRefusal> {
        self.settle(now);
        if now >= self.terms.starts_at {
            return Err(BookingRefusal::Begun);
        }
        let (starts_at, notice) = (self.terms.starts_at, self.terms.notice_days);
        let is_late = is_late(now, starts_at, notice, proclaimed);
        let state = self.state_of(id);
        let Some(to) = state.and_then(|state| state.given_up(by, is_late)) else {
            return Err(BookingRefusal::Over);
        };
        self.bring(id, to, None);
        self.settle(now);
        Ok(to)
    }

    /// Releases a provisional place, because what has to come first was missed. Whether there was one.
    pub fn release(&mut self, id: BookingId, now: DateTime<Utc>) -> bool {
        let is_ahead = self.state_of(id).is_some_and(State::is_ahead);
        if is_ahead {
            self.bring(id, State::Released, None);
        }
        self.settle(now);
        is_ahead
    }

    /// Cancels the whole session: every booking that is still ahead ends, at nobody's charge.
    pub fn cancel_session(&mut self) {
        self.terms.is_cancelled = true;
        let ahead = self.places.iter().filter(|place| place.state.is_ahead());
        let ids: Vec<_> = ahead.map(|place| place.id).collect();
        for id in ids {
            self.bring(id, State::SessionCancelled, None);
        }
    }

    /// Has it on other terms. Bookings for which there is no place any more end or wait, as was chosen: nobody is dropped
    /// unasked. What that frees is offered to those who wait.
    ///
    /// # Errors
    /// [`TermsRefusal`] with the reason; then nothing is changed but what time alone changes.
    pub fn change_terms(
        &mut self,
        terms: Terms,
        cut: &Cut,
        now: DateTime<Utc>,
    ) -> Result<(), TermsRefusal> {
        self.settle(now);
        let is_cut = |place: &&Place| {
            let state = place.state;
            state.takes_place() && state.is_ahead() && cut.bookings.contains(&place.id)
        };
        let ids: Vec<_> = self.places.iter().filter(is_cut).map(|p| p.id).collect();
        let left = self.taken() - count(&self.places, is_cut);
        self.terms.may_become(&terms, left, now)?;
        for id in ids {
            self.bring(id, cut.to.state(), None);
        }
        self.terms = terms;
        self.settle(now);
        Ok(())
    }

    /// Notes what the register says of a booking that holds a place.
    pub fn note_outcome(&mut self, id: BookingId, outcome: State) {
        let was = self.state_of(id);
        if was.is_some_and(|state| {
            state != outcome && !matches!(state, State::Waiting | State::Offered | State::ToApprove)
        }) {
            self.bring(id, outcome, None);
        }
    }

    /// A booking that is not over.
    pub fn place(&self, id: BookingId) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    pub(super) fn state_of(&self, id: BookingId) -> Option<State> {
        self.place(id).map(|place| place.state)
    }

    pub(super) fn bring(&mut self, id: BookingId, to: State, until: Option<DateTime<Utc>>) {
        let Some(place) = self.places.iter_mut().find(|place| place.id == id) else {
            return;
        };
        let from = place.state;
        place.state = to;
        place.offered_until = until;
        self.places.retain(|place| !place.state.is_over());
        self.changes.push(Change::Move {
            id,
            from,
            to,
            until,
        });
    }
}

fn count(places: &[Place], which: impl Fn(&&Place) -> bool) -> u32 {
    u32::try_from(places.iter().filter(which).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "roll_tests.rs"]
mod tests;
