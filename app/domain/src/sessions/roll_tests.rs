//! Stories about bookings, and the whole state machine by chance.

use super::{Change, LetIn, Place, Roll};
use crate::ids::{BookingId, PersonId};
use crate::sessions::{
    Ask, BookingRefusal, By, Cause, ChargeEntry, Cut, IfFull, Reserved, State, Surplus, Terms,
    TermsRefusal, Transfer, charge_entry, is_late, transfer,
};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, day, hour, 0, 0).unwrap()
}

fn terms(places: u32) -> Terms {
    Terms {
        places,
        reserved: None,
        opens_at: at(1, 0),
        closes_at: at(20, 0),
        starts_at: at(21, 9),
        ends_at: at(21, 12),
        notice_days: 5,
        is_cancelled: false,
    }
}

fn roll(places: u32) -> Roll {
    Roll::new(terms(places), Vec::new(), 0)
}

fn booking(number: u32) -> BookingId {
    BookingId(Uuid::from_u128(number.into()))
}

fn person(number: u32) -> PersonId {
    PersonId(Uuid::from_u128(number.into()))
}

/// Somebody books; the booking has their number.
fn books(roll: &mut Roll, number: u32, now: DateTime<Utc>) -> State {
    roll.book(booking(number), person(number), Ask::default(), now)
        .unwrap()
}

const NEEDS_APPROVAL: Ask = Ask {
    is_favoured: false,
    needs_approval: true,
    has_priority: false,
};

const FAVOURED: Ask = Ask {
    is_favoured: true,
    needs_approval: false,
    has_priority: false,
};

/// One place, held until a line manager agrees.
fn roll_of_one_to_approve() -> Roll {
    let mut roll = roll(1);
    let held = roll.book(booking(1), person(1), NEEDS_APPROVAL, at(2, 9));
    assert_eq!(held, Ok(State::ToApprove));
    roll
}

fn state(roll: &Roll, number: u32) -> Option<State> {
    roll.state_of(booking(number))
}

#[test]
fn the_last_place_goes_to_whoever_asked_first_and_the_others_wait_in_order() {
    let mut roll = roll(1);
    let states: Vec<_> = (1..=3).map(|n| books(&mut roll, n, at(2, 9))).collect();
    assert_eq!(states, [State::Booked, State::Waiting, State::Waiting]);
    assert_eq!(roll.position(booking(2)), Some(1));
    assert_eq!(roll.position(booking(3)), Some(2));
    assert_eq!(
        roll.book(booking(9), person(3), Ask::default(), at(2, 9)),
        Err(BookingRefusal::Already)
    );
}

#[test]
fn a_freed_place_is_offered_to_the_first_who_waits_and_nobody_jumps_in() {
    let mut roll = roll(1);
    for number in 1..=3 {
        books(&mut roll, number, at(2, 9));
    }
    let gave = roll.give_up(booking(1), By::Holder, at(3, 9), &[]);
    assert_eq!(gave, Ok(State::Cancelled));
    assert_eq!(state(&roll, 2), Some(State::Offered));
    assert_eq!(books(&mut roll, 4, at(3, 9)), State::Waiting);
    assert_eq!(
        roll.accept(booking(3), at(3, 9)),
        Err(BookingRefusal::OfferOver)
    );
    assert_eq!(roll.accept(booking(2), at(3, 10)), Ok(State::Booked));
    assert_eq!(state(&roll, 2), Some(State::Booked));
}

#[test]
fn an_offer_that_runs_out_or_is_declined_goes_on_to_the_next() {
    let mut roll = roll(1);
    for number in 1..=4 {
        books(&mut roll, number, at(2, 9));
    }
    roll.give_up(booking(1), By::Holder, at(3, 9), &[]).unwrap();
    assert_eq!(
        roll.accept(booking(2), at(4, 9)),
        Err(BookingRefusal::OfferOver)
    );
    assert_eq!(state(&roll, 2), None);
    assert_eq!(state(&roll, 3), Some(State::Offered));
    let declined = roll.give_up(booking(3), By::Holder, at(4, 10), &[]);
    assert_eq!(declined, Ok(State::Declined));
    assert_eq!(state(&roll, 4), Some(State::Offered));
}

#[test]
fn a_walk_in_takes_no_place_and_waits_no_more() {
    let mut roll = roll(1);
    for number in 1..=3 {
        books(&mut roll, number, at(2, 9));
    }
    assert_eq!(
        roll.let_in(person(1), at(20, 1)),
        Err(BookingRefusal::Already)
    );
    assert_eq!(roll.let_in(person(2), at(20, 1)), Ok(LetIn::WalkIn));
    assert_eq!(roll.let_in(person(9), at(20, 1)), Ok(LetIn::WalkIn));
    assert_eq!((state(&roll, 2), roll.taken()), (None, 1));
    // Whoever is offered a place takes that one.
    roll.give_up(booking(1), By::Holder, at(3, 9), &[]).unwrap();
    assert_eq!(state(&roll, 3), Some(State::Offered));
    let offered = LetIn::KeptPlace(booking(3));
    assert_eq!(roll.let_in(person(3), at(3, 10)), Ok(offered));
    assert_eq!((state(&roll, 3), roll.taken()), (Some(State::Booked), 1));
    // So does whoever waits for a line manager.
    let mut held = roll_of_one_to_approve();
    let kept = LetIn::KeptPlace(booking(1));
    assert_eq!(held.let_in(person(1), at(3, 9)), Ok(kept));
    assert_eq!(state(&held, 1), Some(State::Booked));
    // Once on the register, nobody is let in again, and nobody books.
    let mut roll = roll.with_walk_ins(vec![person(9)]);
    let now = at(3, 11);
    assert_eq!(roll.let_in(person(9), now), Err(BookingRefusal::Already));
    let booked = roll.book(booking(9), person(9), Ask::default(), now);
    assert_eq!(booked, Err(BookingRefusal::Already));
}

#[test]
fn nothing_is_offered_after_closing() {
    let mut roll = roll(1);
    books(&mut roll, 1, at(2, 9));
    books(&mut roll, 2, at(2, 9));
    roll.give_up(booking(1), By::Holder, at(20, 0), &[])
        .unwrap();
    assert_eq!(state(&roll, 2), Some(State::Waiting));
    assert_eq!(
        roll.book(booking(3), person(3), Ask::default(), at(20, 0)),
        Err(BookingRefusal::Closed { at: at(20, 0) })
    );
}

#[test]
fn giving_a_place_up_is_late_within_the_notice_and_only_for_whoever_holds_it() {
    let mut roll = roll(3);
    for number in 1..=4 {
        books(&mut roll, number, at(2, 9));
    }
    let gave = |roll: &mut Roll, number, by| roll.give_up(booking(number), by, at(15, 9), &[]);
    assert_eq!(gave(&mut roll, 4, By::Holder), Ok(State::Cancelled));
    assert_eq!(gave(&mut roll, 1, By::Holder), Ok(State::CancelledLate));
    assert_eq!(gave(&mut roll, 2, By::Organiser), Ok(State::Cancelled));
    let begun = roll.give_up(booking(3), By::Holder, at(21, 9), &[]);
    assert_eq!(begun, Err(BookingRefusal::Begun));
}

#[test]
fn reserved_places_wait_for_their_people_until_their_day() {
    let reserved = Reserved {
        places: 1,
        until: at(10, 0),
    };
    let terms = Terms {
        reserved: Some(reserved),
        ..terms(2)
    };
    let mut roll = Roll::new(terms, Vec::new(), 0);
    assert_eq!(books(&mut roll, 1, at(2, 9)), State::Booked);
    assert_eq!(books(&mut roll, 2, at(2, 9)), State::Waiting);
    let theirs = |roll: &mut Roll, n| roll.book(booking(n), person(n), FAVOURED, at(2, 9));
    let mut other = roll.clone();
    assert_eq!(theirs(&mut other, 3), Ok(State::Booked));
    assert_eq!(theirs(&mut other, 4), Ok(State::Waiting));
    roll.settle(at(10, 0));
    assert_eq!(state(&roll, 2), Some(State::Offered));
}

#[test]
fn a_cancelled_session_ends_every_booking_at_nobodys_charge() {
    let mut roll = roll(1);
    books(&mut roll, 1, at(2, 9));
    books(&mut roll, 2, at(2, 9));
    roll.take_changes();
    roll.cancel_session();
    let ended = roll.take_changes();
    assert!(ended.iter().all(|c| c.now().1 == State::SessionCancelled));
    assert_eq!((ended.len(), roll.taken()), (2, 0));
    assert_eq!(
        roll.book(booking(3), person(3), Ask::default(), at(2, 10)),
        Err(BookingRefusal::SessionCancelled)
    );
}

#[test]
fn a_provisional_place_is_released_for_the_next() {
    let mut roll = roll(1);
    books(&mut roll, 1, at(2, 9));
    books(&mut roll, 2, at(2, 9));
    assert!(roll.release(booking(1), at(3, 9)));
    assert_eq!(state(&roll, 2), Some(State::Offered));
    assert!(!roll.release(booking(1), at(3, 9)));
}

#[test]
fn fewer_places_end_or_move_the_bookings_that_were_chosen_and_no_other() {
    for (to, then) in [(Surplus::End, None), (Surplus::Wait, Some(State::Waiting))] {
        let mut roll = roll(3);
        for number in 1..=4 {
            books(&mut roll, number, at(2, 9));
        }
        let fewer = Terms {
            places: 2,
            ..roll.terms().clone()
        };
        let nobody = Cut::default();
        assert_eq!(
            roll.change_terms(fewer.clone(), &nobody, at(3, 9)),
            Err(TermsRefusal::Surplus { taken: 3 })
        );
        let cut = Cut {
            bookings: vec![booking(3)],
            to,
        };
        assert_eq!(roll.change_terms(fewer, &cut, at(3, 9)), Ok(()));
        assert_eq!(state(&roll, 3), then);
        assert_eq!(state(&roll, 2), Some(State::Booked));
        assert_eq!((state(&roll, 4), roll.taken()), (Some(State::Waiting), 2));
        // Whoever was moved asked before those who waited.
        let first = if to == Surplus::Wait { 3 } else { 4 };
        assert_eq!(roll.position(booking(first)), Some(1));
    }
}

#[test]
fn a_place_that_waits_for_a_line_manager_is_cut_like_any_other() {
    let mut roll = roll(2);
    books(&mut roll, 1, at(2, 9));
    let held = roll.book(booking(2), person(2), NEEDS_APPROVAL, at(2, 9));
    assert_eq!(held, Ok(State::ToApprove));
    let fewer = Terms {
        places: 1,
        ..roll.terms().clone()
    };
    let cut = Cut {
        bookings: vec![booking(2)],
        to: Surplus::Wait,
    };
    assert_eq!(roll.change_terms(fewer, &cut, at(2, 10)), Ok(()));
    assert_eq!((state(&roll, 2), roll.taken()), (Some(State::Waiting), 1));
}

#[test]
fn a_place_that_needs_approval_is_held_for_three_days_and_then_goes_to_the_next() {
    let mut roll = roll(2);
    for number in 1..=2 {
        let held = roll.book(booking(number), person(number), NEEDS_APPROVAL, at(2, 9));
        assert_eq!(held, Ok(State::ToApprove));
    }
    books(&mut roll, 3, at(2, 10));
    assert_eq!(roll.approve(booking(1), at(3, 9)), Ok(()));
    assert_eq!(state(&roll, 1), Some(State::Booked));
    roll.settle(at(5, 9));
    assert_eq!(
        (state(&roll, 2), state(&roll, 3)),
        (None, Some(State::Offered))
    );
    assert_eq!(
        roll.approve(booking(2), at(5, 9)),
        Err(BookingRefusal::ApprovalOver)
    );
}

#[test]
fn an_accepted_offer_waits_for_approval_and_a_declined_one_goes_to_the_next() {
    let mut roll = roll(1);
    books(&mut roll, 1, at(2, 9));
    for number in 2..=3 {
        let waits = roll.book(booking(number), person(number), NEEDS_APPROVAL, at(2, 9));
        assert_eq!(waits, Ok(State::Waiting));
    }
    roll.give_up(booking(1), By::Holder, at(3, 9), &[]).unwrap();
    assert_eq!(roll.accept(booking(2), at(3, 10)), Ok(State::ToApprove));
    assert_eq!(roll.refuse(booking(2), at(3, 11)), Ok(()));
    assert_eq!(state(&roll, 3), Some(State::Offered));
}

#[test]
fn a_colleague_takes_a_place_over_and_nobody_who_waits_is_passed_over() {
    let mut roll = roll(1);
    books(&mut roll, 1, at(2, 9));
    books(&mut roll, 2, at(2, 9));
    let now = at(21, 8);
    let over = |roll: &mut Roll, whose, who| {
        roll.substitute(
            booking(whose),
            (booking(who), person(who)),
            Ask::default(),
            now,
        )
    };
    assert_eq!(over(&mut roll, 2, 5), Err(BookingRefusal::HoldsNoPlace));
    assert_eq!(over(&mut roll, 1, 2), Err(BookingRefusal::Already));
    assert_eq!(over(&mut roll, 1, 5), Ok(State::Booked));
    assert_eq!(
        (state(&roll, 1), state(&roll, 2), roll.taken()),
        (None, Some(State::Waiting), 1)
    );
    let begun = roll.substitute(
        booking(5),
        (booking(6), person(6)),
        Ask::default(),
        at(21, 9),
    );
    assert_eq!(begun, Err(BookingRefusal::Begun));
}

#[test]
fn whoever_moves_to_another_date_keeps_the_old_place_until_there_is_a_new_one() {
    let (mut old, mut other) = (roll(1), roll(1));
    books(&mut old, 1, at(2, 9));
    books(&mut old, 2, at(2, 9));
    books(&mut other, 9, at(2, 9));
    let moves = |old: &mut Roll, other: &mut Roll, if_full, now| {
        let how = Transfer {
            id: booking(1),
            new: booking(11),
            ask: Ask::default(),
            if_full,
            by: By::Holder,
        };
        transfer(old, other, how, now, &[])
    };
    let stays = moves(&mut old, &mut other, IfFull::Stay, at(3, 9));
    assert_eq!(stays, Err(BookingRefusal::Full));
    assert_eq!(state(&old, 1), Some(State::Booked));
    let (mut late, mut there) = (old.clone(), roll(1));
    assert_eq!(
        moves(&mut late, &mut there, IfFull::Stay, at(15, 9)),
        Ok((State::CancelledLate, State::Booked))
    );
    assert_eq!(
        moves(&mut old, &mut other, IfFull::Wait, at(3, 9)),
        Ok((State::Transferred, State::Waiting))
    );
    assert_eq!(state(&old, 2), Some(State::Offered));
}

#[test]
fn whoever_lost_a_place_with_a_cancelled_session_waits_before_the_others_in_the_order_of_asking() {
    let mut roll = roll(1);
    for number in 1..=2 {
        books(&mut roll, number, at(2, 9));
    }
    let priority = Ask {
        has_priority: true,
        ..Ask::default()
    };
    for number in 3..=4 {
        let waits = roll.book(booking(number), person(number), priority, at(2, 10));
        assert_eq!(waits, Ok(State::Waiting));
    }
    let position = |number| roll.position(booking(number));
    assert_eq!(
        (position(3), position(4), position(2)),
        (Some(1), Some(2), Some(3))
    );
    roll.give_up(booking(1), By::Holder, at(3, 9), &[]).unwrap();
    assert_eq!(state(&roll, 3), Some(State::Offered));
}

/// Something that somebody does.
#[derive(Clone, Copy, Debug)]
enum Step {
    Book {
        person: u32,
        ask: Ask,
    },
    Accept(usize),
    GiveUp(usize, By),
    Approve(usize),
    Refuse(usize),
    Substitute(usize, u32, Ask),
    /// Moves to another date that is full or not.
    Leave(usize, IfFull, By, bool),
    /// Comes from another date.
    Come(u32, IfFull, Ask),
    Release(usize),
    /// The register says that somebody did not come, or that they did.
    Mark(usize, State),
    Places(u32),
    Wait(i64),
    CancelSession,
}

fn ask() -> impl Strategy<Value = Ask> {
    any::<[bool; 3]>().prop_map(|[is_favoured, needs_approval, has_priority]| Ask {
        is_favoured,
        needs_approval,
        has_priority,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let by = || prop_oneof![Just(By::Holder), Just(By::Organiser)];
    let if_full = || prop_oneof![Just(IfFull::Stay), Just(IfFull::Wait)];
    prop_oneof![
        8 => (0u32..30, ask()).prop_map(|(person, ask)| Step::Book { person, ask }),
        5 => (0usize..40).prop_map(Step::Accept),
        5 => (0usize..40, by()).prop_map(|(place, by)| Step::GiveUp(place, by)),
        3 => (0usize..40).prop_map(Step::Approve),
        1 => (0usize..40).prop_map(Step::Refuse),
        2 => (0usize..40, 0u32..30, ask()).prop_map(|(place, who, ask)| Step::Substitute(place, who, ask)),
        2 => (0usize..40, if_full(), by(), any::<bool>()).prop_map(|(place, if_full, by, full)| Step::Leave(place, if_full, by, full)),
        2 => (0u32..30, if_full(), ask()).prop_map(|(who, if_full, ask)| Step::Come(who, if_full, ask)),
        1 => (0usize..40).prop_map(Step::Release),
        1 => (0usize..40, prop_oneof![Just(State::NoShow), Just(State::Excused)])
            .prop_map(|(place, mark)| Step::Mark(place, mark)),
        1 => (1u32..8).prop_map(Step::Places),
        3 => (1i64..20).prop_map(Step::Wait),
        1 => Just(Step::CancelSession),
    ]
}

/// The session, its clock, and all bookings that were ever made as the changes tell of them.
struct World {
    roll: Roll,
    now: DateTime<Utc>,
    known: BTreeMap<BookingId, Place>,
    /// What is due in the ledger.
    due: BTreeSet<(BookingId, Cause)>,
    next: u32,
}

impl World {
    fn id(&self, place: usize) -> BookingId {
        let places = self.roll.places();
        places
            .get(place % places.len().max(1))
            .map_or(BookingId::NOTHING, |place| place.id)
    }

    fn new_id(&mut self) -> BookingId {
        self.next += 1;
        booking(1000 + self.next)
    }

    /// The same place has another holder: none is freed.
    fn substitute(&mut self, place: usize, who: u32, ask: Ask) {
        let (id, new) = (self.id(place), self.new_id());
        self.roll.settle(self.now);
        let taken = self.roll.taken();
        let done = self.roll.substitute(id, (new, person(who)), ask, self.now);
        assert!(self.roll.taken() >= taken);
        assert_eq!(done.is_ok(), self.roll.place(new).is_some());
    }

    /// To another date of one place; what is refused leaves the booking as it was.
    fn leave(&mut self, place: usize, (if_full, by): (IfFull, By), is_full: bool) {
        let (id, new) = (self.id(place), self.new_id());
        let mut other = roll(1);
        if is_full {
            let _ = other.book(booking(1), person(99), Ask::default(), at(1, 0));
        }
        self.roll.settle(self.now);
        let before = self.roll.place(id).cloned();
        let how = Transfer {
            id,
            new,
            ask: Ask::default(),
            if_full,
            by,
        };
        match transfer(&mut self.roll, &mut other, how, self.now, &[]) {
            Ok((_, begun)) => {
                assert_eq!(begun == State::Waiting, is_full);
                assert!(!is_full || if_full == IfFull::Wait);
                assert_eq!(self.roll.place(id), None);
            }
            Err(_) => assert_eq!(self.roll.place(id), before.as_ref()),
        }
    }

    /// From another date, on which the place is given up only for one here, or for a place in the line.
    fn come(&mut self, who: u32, if_full: IfFull, ask: Ask) {
        let new = self.new_id();
        let mut other = roll(1);
        books(&mut other, who, at(1, 0));
        let how = Transfer {
            id: booking(who),
            new,
            ask,
            if_full,
            by: By::Organiser,
        };
        let done = transfer(&mut other, &mut self.roll, how, self.now, &[]);
        assert_eq!(done.is_ok(), other.place(booking(who)).is_none());
        let begun = self.roll.place(new).map(|place| place.state);
        assert_eq!(done.ok().map(|(_, begun)| begun), begun);
        assert!(if_full == IfFull::Wait || begun != Some(State::Waiting));
    }

    fn take(&mut self, step: Step) {
        let now = self.now;
        match step {
            Step::Book { person: who, ask } => {
                let id = self.new_id();
                let _ = self.roll.book(id, person(who), ask, now);
            }
            Step::Approve(place) => {
                let _ = self.roll.approve(self.id(place), now);
            }
            Step::Refuse(place) => {
                let _ = self.roll.refuse(self.id(place), now);
            }
            Step::Substitute(place, who, ask) => self.substitute(place, who, ask),
            Step::Leave(place, if_full, by, is_full) => self.leave(place, (if_full, by), is_full),
            Step::Come(who, if_full, ask) => self.come(who, if_full, ask),
            Step::Accept(place) => {
                let _ = self.roll.accept(self.id(place), now);
            }
            Step::GiveUp(place, by) => {
                let _ = self.roll.give_up(self.id(place), by, now, &[]);
            }
            Step::Release(place) => {
                self.roll.release(self.id(place), now);
            }
            Step::Mark(place, mark) => self.roll.note_outcome(self.id(place), mark),
            Step::Places(places) => {
                let after = Terms {
                    places,
                    ..self.roll.terms().clone()
                };
                // Whoever asked last loses the place, and waits or goes.
                let holds = |p: &&Place| p.state.takes_place() && p.state.is_ahead();
                let surplus = self.roll.taken().saturating_sub(places) as usize;
                let latest = self.roll.places().iter().rev().filter(holds).take(surplus);
                let cut = Cut {
                    bookings: latest.map(|place| place.id).collect(),
                    to: if places % 2 == 0 {
                        Surplus::Wait
                    } else {
                        Surplus::End
                    },
                };
                let _ = self.roll.change_terms(after, &cut, now);
            }
            Step::Wait(hours) => {
                self.now += TimeDelta::hours(hours);
                self.roll.settle(self.now);
            }
            Step::CancelSession => {
                if self.next > 60 {
                    self.roll.cancel_session();
                }
            }
        }
    }

    /// Takes the changes into what is known, each from the state in which the booking was.
    fn learn(&mut self, step: Step) -> Result<(), TestCaseError> {
        for change in self.roll.take_changes() {
            match change {
                Change::Add(place) => {
                    let last = self.known.values().map(|p| p.asked).max().unwrap_or(0);
                    prop_assert_eq!(place.asked, last + 1);
                    prop_assert!(place.state != State::Booked || !place.ask.needs_approval);
                    self.known.insert(place.id, place);
                }
                Change::Move {
                    id,
                    from,
                    to,
                    until,
                } => {
                    self.check_move(step, from, to, until)?;
                    let is_new = match charge_entry(from, to) {
                        Some(ChargeEntry::Add(cause)) => self.due.insert((id, cause)),
                        Some(ChargeEntry::Drop(cause)) => self.due.remove(&(id, cause)),
                        None => true,
                    };
                    prop_assert!(is_new);
                    let place = self.known.get_mut(&id).expect("it was added");
                    prop_assert_eq!(place.state, from);
                    prop_assert!(!from.is_over());
                    (place.state, place.offered_until) = (to, until);
                    prop_assert!(
                        to != State::Booked || from != State::Offered || !place.ask.needs_approval
                    );
                    if to == State::Offered {
                        self.check_order(id)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Nothing is charged without cause, and no offer outlives booking.
    fn check_move(
        &self,
        step: Step,
        from: State,
        to: State,
        until: Option<DateTime<Utc>>,
    ) -> Result<(), TestCaseError> {
        let terms = self.roll.terms();
        if to == State::CancelledLate {
            let by_holder = matches!(
                step,
                Step::GiveUp(_, By::Holder) | Step::Leave(_, _, By::Holder, _)
            );
            prop_assert!(by_holder);
            prop_assert_eq!(from, State::Booked);
            prop_assert!(is_late(self.now, terms.starts_at, terms.notice_days, &[]));
        }
        prop_assert!(to != State::NoShow || matches!(step, Step::Mark(..)));
        if let Some(until) = until {
            let latest = if to == State::Offered {
                terms.closes_at
            } else {
                terms.starts_at
            };
            prop_assert!(until > self.now && until <= latest);
        }
        // Nobody holds a place for good who needs approval, but by approval.
        if to == State::Booked {
            prop_assert!(matches!(
                (step, from),
                (Step::Accept(_), State::Offered) | (Step::Approve(_), State::ToApprove)
            ));
        }
        Ok(())
    }

    /// Whoever is offered a place asked before all who wait and could have had it.
    fn check_order(&self, id: BookingId) -> Result<(), TestCaseError> {
        let offered = &self.known[&id];
        let is_passed_over = |place: &&Place| {
            place.state == State::Waiting
                && place.turn() < offered.turn()
                && (place.ask.is_favoured || !offered.ask.is_favoured)
        };
        prop_assert_eq!(self.known.values().find(is_passed_over), None);
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let live: Vec<_> = self.known.values().filter(|p| !p.state.is_over()).collect();
        prop_assert!(self.roll.taken() <= self.roll.terms().places);
        let people: HashSet<_> = live.iter().map(|place| place.person).collect();
        prop_assert_eq!(people.len(), live.len());
        prop_assert_eq!(live.len(), self.roll.places().len());
        // What is due is what was given up late and who did not come, once each.
        let cause = |place: &Place| match place.state {
            State::CancelledLate => Some((place.id, Cause::LateCancellation)),
            State::NoShow => Some((place.id, Cause::NoShow)),
            _ => None,
        };
        let caused: BTreeSet<_> = self.known.values().filter_map(cause).collect();
        prop_assert_eq!(&caused, &self.due);
        // While booking is open nobody waits for a place that is free for them.
        prop_assert_eq!(self.roll.next_in_line(self.now), None);
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    /// However people book, accept, agree, give up, take over, move and wait, in 50 times 200 steps: no place is given
    /// twice, the order of asking is kept, nobody is on the roll twice, nothing is charged without cause, and whoever needs
    /// approval has it.
    #[test]
    fn ten_thousand_steps_keep_places_order_and_charges(
        places in 1u32..6,
        reserved in 0u32..3,
        steps in prop::collection::vec(step(), 200),
    ) {
        let reserved = Reserved { places: reserved, until: at(8, 0) };
        let terms = Terms { reserved: Some(reserved), ..terms(places) };
        let mut world = World {
            roll: Roll::new(terms, Vec::new(), 0),
            now: at(1, 0),
            known: BTreeMap::new(),
            due: BTreeSet::new(),
            next: 0,
        };
        for step in steps {
            world.take(step);
            world.learn(step)?;
            world.check()?;
        }
    }
}
