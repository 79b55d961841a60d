//! Who may ask for what: every route, as a visitor and in every role, about one's own people and about others.

use crate::steps::{
    changed, comes_from_employer, everything, first_id, has_passed, linked_to_employer,
    set_up_employer, to_see, token, with,
};
use domain::{access::Role, records::EvidenceKind};
use std::{collections::BTreeMap, fmt::Write as _};
use store::{
    certificates::of_person,
    records::{Claimed, NewClaim, NewEvidence, claim_training, steps},
};
use testkit::{Browser, Page, Someone, TestApp};
use ui::web::{
    Method::{self, Get, Post},
    Route, Who,
};
use uuid::Uuid;

/// What a route is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// Nobody in particular.
    Nobody,
    /// Oneself, whoever it is.
    Oneself,
    /// The person in the address.
    Person,
    /// The certificate in the address, through the board's desk.
    Certificate,
    /// The certificate in the address: the board's, the holder's and of those who may see the holder.
    File,
    /// A certificate of one's own.
    OwnCertificate,
    /// The completion in the address.
    Completion,
    /// The order in the address.
    Order,
    /// The claim in the address, as its holder and those see it who may see the holder.
    Claim,
    /// What the holder and the training lead do: claim, add to a claim, take it back.
    Claiming,
    /// The claim in the address, for those who decide on it.
    ToVerify,
    /// The deputies of the person in the address; a manager has none but their own.
    Deputy,
    /// The rule in the address, which is of the person's organisation.
    Rule,
    /// The sign-in by the employer in the address, which waits.
    Identity,
    /// The organisation in the address.
    Organisation,
    /// The staff list in the address.
    StaffList,
    /// The session in the address, which is for everybody.
    Session,
    /// The session in the address, for those who run it, or train on it.
    RunSession,
    /// A session that somebody else asks for, as every training lead sees it.
    AskedFor,
    /// The booking in the address, as its holder and those see it who may see the holder.
    Booking,
    /// What the holder, their line manager and the training lead do with a booking.
    HoldBooking,
    /// A booking of one's own.
    OwnBooking,
    /// The question in the address, which the person asked of the board.
    Advice,
    /// The line in the address, of the budget of the person's organisation.
    BudgetLine,
    /// Something that is there for nobody in this test: the first run, a demo, a link that does not exist.
    Gone,
}

const LEARNER: &str = "learner";
const MANAGER: &str = "manager";
const TRAINER: &str = "trainer";
const LEAD: &str = "training lead";
const BUSINESS: &str = "business manager";
const ADMIN: &str = "administrator";

const ALL: &[&str] = &[LEARNER, MANAGER, TRAINER, LEAD, BUSINESS, ADMIN];
const LOOK_AFTER: &[&str] = &[MANAGER, LEAD, BUSINESS, ADMIN];
const ADD: &[&str] = &[LEAD, ADMIN];
const DEPUTE: &[&str] = &[MANAGER, LEAD, ADMIN];
const REMIND: &[&str] = &[MANAGER, LEAD, ADMIN];
const VERIFY: &[&str] = &[LEAD, BUSINESS];
const EDIT: &[&str] = &[BUSINESS, ADMIN];
const DRAFT: &[&str] = &[BUSINESS, ADMIN];
const READ_DRAFTS: &[&str] = &[LEAD, BUSINESS, ADMIN];

/// A row of this test's own table: what the route is about, which roles come through, and what a form sends.
struct Row(
    Method,
    &'static str,
    About,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

/// Long enough to be the key of a form.
const KEY: (&str, &str) = (
    "form_key",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
);

const TABLE: &[Row] = &[
    Row(Get, "/", About::Oneself, ALL, &[]),
    Row(Get, "/accessibility", About::Nobody, ALL, &[]),
    Row(Get, "/privacy", About::Nobody, ALL, &[]),
    Row(Get, "/about", About::Nobody, ALL, &[]),
    Row(Get, "/health", About::Nobody, ALL, &[]),
    Row(Get, "/my-training", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/my-training/certificates/{certificate}",
        About::OwnCertificate,
        ALL,
        &[],
    ),
    Row(Get, "/claims", About::Nobody, VERIFY, &[]),
    Row(Get, "/claims/new", About::Oneself, ALL, &[]),
    Row(Post, "/claims/new", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/claims/new?person={person}",
        About::Claiming,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/claims/new?person={person}",
        About::Claiming,
        ALL,
        &[],
    ),
    Row(Get, "/claims/{claim}", About::Claim, ALL, &[]),
    Row(
        Get,
        "/claims/{claim}/evidence/{step}",
        About::Claim,
        ALL,
        &[],
    ),
    Row(Get, "/claims/{claim}/verify", About::ToVerify, VERIFY, &[]),
    Row(Post, "/claims/{claim}/verify", About::ToVerify, VERIFY, &[]),
    Row(Get, "/claims/{claim}/ask", About::ToVerify, VERIFY, &[]),
    Row(Post, "/claims/{claim}/ask", About::ToVerify, VERIFY, &[]),
    Row(Get, "/claims/{claim}/refuse", About::ToVerify, VERIFY, &[]),
    Row(Post, "/claims/{claim}/refuse", About::ToVerify, VERIFY, &[]),
    Row(
        Get,
        "/claims/{claim}/withdraw",
        About::ToVerify,
        VERIFY,
        &[],
    ),
    Row(
        Post,
        "/claims/{claim}/withdraw",
        About::ToVerify,
        VERIFY,
        &[],
    ),
    Row(Get, "/claims/{claim}/add", About::Claiming, ALL, &[]),
    Row(Post, "/claims/{claim}/add", About::Claiming, ALL, &[]),
    Row(Get, "/claims/{claim}/take-back", About::Claiming, ALL, &[]),
    Row(Post, "/claims/{claim}/take-back", About::Claiming, ALL, &[]),
    Row(Get, "/menu", About::Oneself, ALL, &[]),
    Row(Get, "/menu/new", About::Nobody, EDIT, &[]),
    Row(Post, "/menu/new", About::Nobody, EDIT, &[]),
    Row(Get, "/menu/{course}", About::Nobody, ALL, &[]),
    Row(Get, "/menu/{course}/change", About::Nobody, EDIT, &[]),
    Row(Post, "/menu/{course}/change", About::Nobody, EDIT, &[]),
    Row(Get, "/menu/{course}/history", About::Nobody, EDIT, &[]),
    Row(Get, "/sessions", About::Oneself, ALL, &[]),
    Row(Get, "/sessions/new", About::Nobody, &[LEAD], &[]),
    Row(Post, "/sessions/new", About::Nobody, &[LEAD], &[]),
    Row(
        Get,
        "/sessions/approvals",
        About::Nobody,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(Get, "/sessions/charges", About::Nobody, &[LEAD], &[]),
    Row(
        Get,
        "/sessions/charges/amounts",
        About::Nobody,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/charges/amounts",
        About::Nobody,
        &[LEAD],
        &[],
    ),
    Row(Get, "/sessions/charges/list", About::Nobody, &[LEAD], &[]),
    Row(
        Get,
        "/sessions/charges/{charge}/waive",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/charges/{charge}/waive",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(Get, "/sessions/settings", About::Nobody, &[LEAD], &[]),
    Row(Post, "/sessions/settings", About::Nobody, &[LEAD], &[]),
    Row(Get, "/sessions/file", About::Nobody, &[LEAD], &[]),
    Row(Post, "/sessions/file", About::Nobody, &[LEAD], &[]),
    Row(Post, "/sessions/file/confirm", About::Nobody, &[LEAD], &[]),
    Row(Get, "/sessions/file/template", About::Nobody, &[LEAD], &[]),
    Row(Get, "/sessions/month", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/sessions/requests",
        About::Oneself,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/requests/new",
        About::Oneself,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/requests/new",
        About::Oneself,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/requests/{request}",
        About::AskedFor,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/requests/{request}/take",
        About::AskedFor,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/requests/{request}/decline",
        About::AskedFor,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/requests/{request}/decline",
        About::AskedFor,
        &[LEAD],
        &[],
    ),
    Row(Get, "/sessions/{session}", About::Session, ALL, &[]),
    Row(Get, "/sessions/{session}/book", About::Session, ALL, &[]),
    Row(Post, "/sessions/{session}/book", About::Session, ALL, &[]),
    Row(
        Post,
        "/sessions/{session}/book/confirm",
        About::Session,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/people",
        About::Session,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/people",
        About::Session,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/bookings",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/messages",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/venue",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/venue",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/venue/end",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/change",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/change",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/confirm",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/confirm",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/cancel",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/cancel",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/sheet",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/code",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/code",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/walk-ins",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/walk-ins",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/walk-ins/new",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/walk-ins/new",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(
        Get,
        "/sessions/{session}/share",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/share",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(Get, "/here", About::Oneself, ALL, &[]),
    Row(Post, "/here", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/sessions/{session}/register",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/register",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(Get, "/venues", About::Nobody, &[LEAD], &[]),
    Row(Get, "/venues/new", About::Nobody, &[LEAD], &[]),
    Row(Post, "/venues/new", About::Nobody, &[LEAD], &[]),
    Row(Get, "/venues/{venue}", About::RunSession, &[LEAD], &[]),
    Row(Post, "/venues/{venue}", About::RunSession, &[LEAD], &[]),
    Row(Get, "/sessions/summary", About::Nobody, &[LEAD], &[]),
    Row(Get, "/sessions/summary/list", About::Nobody, &[LEAD], &[]),
    Row(
        Get,
        "/sessions/{session}/summary",
        About::RunSession,
        &[TRAINER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/summary",
        About::RunSession,
        &[LEAD],
        &[("booking", "{booking}")],
    ),
    Row(
        Get,
        "/sessions/{session}/costs",
        About::RunSession,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/sessions/{session}/costs",
        About::RunSession,
        &[LEAD],
        &[("venue_planned", "180")],
    ),
    Row(Get, "/budget", About::Nobody, &[LEAD], &[]),
    Row(Get, "/budget/new", About::Nobody, &[LEAD], &[]),
    Row(Post, "/budget/new", About::Nobody, &[LEAD], &[]),
    Row(Get, "/budget/{line}", About::BudgetLine, &[LEAD], &[]),
    Row(Post, "/budget/{line}", About::BudgetLine, &[LEAD], &[]),
    Row(
        Get,
        "/bookings/{booking}/evaluation",
        About::OwnBooking,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/bookings/{booking}/evaluation",
        About::OwnBooking,
        ALL,
        &[("relevance", "5")],
    ),
    Row(
        Post,
        "/bookings/{booking}/evaluation/tell",
        About::OwnBooking,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/bookings/{booking}/follow-up",
        About::OwnBooking,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/bookings/{booking}/follow-up",
        About::OwnBooking,
        ALL,
        &[("did", "yes")],
    ),
    Row(Get, "/bookings/{booking}", About::Booking, ALL, &[]),
    Row(
        Post,
        "/bookings/{booking}/accept",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/bookings/{booking}/approval",
        About::Person,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/bookings/{booking}/approval",
        About::Person,
        &[MANAGER, LEAD],
        &[],
    ),
    Row(
        Post,
        "/bookings/{booking}/confirm",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/bookings/{booking}/substitute",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/bookings/{booking}/substitute",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/bookings/{booking}/transfer",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/bookings/{booking}/transfer",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/bookings/{booking}/cancel",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/bookings/{booking}/cancel",
        About::HoldBooking,
        ALL,
        &[],
    ),
    Row(Get, "/learn", About::Oneself, ALL, &[]),
    Row(Get, "/learn/{module}", About::Oneself, ALL, &[]),
    Row(Post, "/learn/{module}", About::Oneself, ALL, &[]),
    Row(Get, "/learn/{module}/about", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/learn/{module}/{version}/pictures/{picture}",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/learn/{module}/screens/{screen}",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/learn/{module}/screens/{screen}",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(Get, "/learn/{module}/quiz", About::Oneself, ALL, &[]),
    Row(Post, "/learn/{module}/quiz", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/learn/{module}/quiz/questions/{place}",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/learn/{module}/quiz/questions/{place}",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(Get, "/learn/{module}/quiz/check", About::Oneself, ALL, &[]),
    Row(Post, "/learn/{module}/quiz/check", About::Oneself, ALL, &[]),
    Row(Get, "/learn/{module}/result", About::Oneself, ALL, &[]),
    Row(Get, "/overview", About::Nobody, LOOK_AFTER, &[]),
    Row(Get, "/overview/figures", About::Nobody, LOOK_AFTER, &[]),
    Row(Get, "/overview/people", About::Nobody, LOOK_AFTER, &[]),
    Row(Get, "/overview/people/list", About::Nobody, LOOK_AFTER, &[]),
    Row(
        Get,
        "/framework/arrangements",
        About::Nobody,
        READ_DRAFTS,
        &[],
    ),
    Row(
        Get,
        "/framework/arrangements/waves/new",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/framework/arrangements/waves/new",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Get,
        "/framework/arrangements/waves/{wave}/end",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/framework/arrangements/waves/{wave}/end",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Get,
        "/framework/arrangements/updates/new",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/framework/arrangements/updates/new",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Get,
        "/framework/arrangements/updates/{update}/end",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/framework/arrangements/updates/{update}/end",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(Get, "/views", About::Nobody, LOOK_AFTER, &[]),
    Row(Post, "/views", About::Gone, LOOK_AFTER, &[]),
    Row(Get, "/views/{view}", About::Gone, LOOK_AFTER, &[]),
    Row(Post, "/views/{view}", About::Gone, LOOK_AFTER, &[]),
    Row(Get, "/views/{view}/remove", About::Gone, LOOK_AFTER, &[]),
    Row(Post, "/views/{view}/remove", About::Gone, LOOK_AFTER, &[]),
    Row(
        Get,
        "/people/{person}/timeline",
        About::Person,
        LOOK_AFTER,
        &[],
    ),
    Row(Get, "/people/{person}/deputies", About::Deputy, DEPUTE, &[]),
    Row(
        Post,
        "/people/{person}/deputies",
        About::Deputy,
        DEPUTE,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/deputies/{deputy}/end",
        About::Deputy,
        DEPUTE,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/deputies/{deputy}/end",
        About::Deputy,
        DEPUTE,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/posts/{post}/absences/new",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/posts/{post}/absences/new",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/posts/{post}/absences/{absence}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/posts/{post}/absences/{absence}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/posts/{post}/absences/{absence}/remove",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/posts/{post}/absences/{absence}/remove",
        About::Person,
        ADD,
        &[],
    ),
    Row(Get, "/overview/people/except", About::Nobody, REMIND, &[]),
    Row(Post, "/overview/people/except", About::Nobody, REMIND, &[]),
    Row(Get, "/overview/people/except/save", About::Nobody, ADD, &[]),
    Row(
        Post,
        "/overview/people/except/save",
        About::Nobody,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/exceptions/{exception}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/exceptions/{exception}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(Get, "/overview/people/remind", About::Nobody, REMIND, &[]),
    Row(Post, "/overview/people/remind", About::Nobody, REMIND, &[]),
    Row(Get, "/people/{person}/remind", About::Person, REMIND, &[]),
    Row(Post, "/people/{person}/remind", About::Person, REMIND, &[]),
    Row(Get, "/people/{person}/mail-stop", About::Person, ADD, &[]),
    Row(Post, "/people/{person}/mail-stop", About::Person, ADD, &[]),
    Row(Get, "/reminders", About::Nobody, ADD, &[]),
    Row(Get, "/reminders/holidays", About::Nobody, ADD, &[]),
    Row(Post, "/reminders/holidays", About::Nobody, &[ADMIN], &[]),
    Row(Get, "/reminders/log", About::Nobody, ADD, &[]),
    Row(Get, "/reminders/log/list", About::Nobody, ADD, &[]),
    Row(
        Get,
        "/reminders/{organisation}/{level}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/reminders/{organisation}/{level}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(Get, "/people", About::Nobody, LOOK_AFTER, &[]),
    Row(Get, "/people/new", About::Nobody, ADD, &[]),
    Row(Post, "/people/new", About::Nobody, ADD, &[]),
    Row(Get, "/cohorts", About::Nobody, ADD, &[]),
    Row(Get, "/cohorts/rules", About::Nobody, ADD, &[]),
    Row(Get, "/cohorts/rules/new", About::Nobody, ADD, &[]),
    Row(Post, "/cohorts/rules/new", About::Nobody, ADD, &[]),
    Row(Get, "/cohorts/rules/{rule}", About::Rule, ADD, &[]),
    Row(Post, "/cohorts/rules/{rule}", About::Rule, ADD, &[]),
    Row(Get, "/cohorts/rules/{rule}/up", About::Rule, ADD, &[]),
    Row(Post, "/cohorts/rules/{rule}/up", About::Rule, ADD, &[]),
    Row(Get, "/cohorts/rules/{rule}/retire", About::Rule, ADD, &[]),
    Row(Post, "/cohorts/rules/{rule}/retire", About::Rule, ADD, &[]),
    Row(Get, "/people/{person}/cohorts", About::Person, ADD, &[]),
    Row(
        Get,
        "/people/{person}/cohorts/{post}/answers",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/cohorts/{post}/answers",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/cohorts/{post}/decisions",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/cohorts/{post}/decisions",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/cohorts/{post}/decisions/{decision}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/cohorts/{post}/decisions/{decision}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(Get, "/people/imports", About::Nobody, ADD, &[]),
    Row(Get, "/people/imports/new", About::Nobody, ADD, &[]),
    Row(Post, "/people/imports/new", About::Nobody, ADD, &[]),
    Row(Get, "/people/imports/{import}", About::StaffList, ADD, &[]),
    Row(
        Get,
        "/people/imports/{import}/columns",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/imports/{import}/columns",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/places",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/imports/{import}/places",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/matches",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/imports/{import}/matches",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/missing",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/imports/{import}/missing",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/rows",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/file",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/confirm",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/imports/{import}/confirm",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/discard",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/imports/{import}/discard",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/imports/{import}/undo",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/imports/{import}/undo",
        About::StaffList,
        ADD,
        &[],
    ),
    Row(Get, "/people/{person}", About::Person, LOOK_AFTER, &[]),
    Row(
        Get,
        "/people/{person}/certificates/{certificate}",
        About::Person,
        LOOK_AFTER,
        &[],
    ),
    Row(Get, "/people/{person}/edit", About::Person, ADD, &[]),
    Row(Post, "/people/{person}/edit", About::Person, ADD, &[]),
    Row(Get, "/people/{person}/invite", About::Person, ADD, &[]),
    Row(Post, "/people/{person}/invite", About::Person, ADD, &[]),
    Row(Get, "/people/{person}/posts/new", About::Person, ADD, &[]),
    Row(
        Post,
        "/people/{person}/posts/new",
        About::Person,
        ADD,
        &[("organisation", "{organisation}")],
    ),
    Row(
        Get,
        "/people/{person}/posts/{post}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/posts/{post}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/posts/{post}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/posts/{post}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(Get, "/people/{person}/slip", About::Person, ADD, &[]),
    Row(Post, "/people/{person}/slip", About::Person, ADD, &[]),
    Row(
        Get,
        "/people/{person}/reset-attempts",
        About::Person,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/people/{person}/reset-attempts",
        About::Person,
        &[LEAD],
        &[("study", "{study}")],
    ),
    Row(
        Get,
        "/people/{person}/second-factor",
        About::Person,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/people/{person}/second-factor",
        About::Person,
        &[ADMIN],
        &[],
    ),
    Row(Get, "/people/{person}/roles", About::Person, &[ADMIN], &[]),
    Row(Post, "/people/{person}/roles", About::Person, &[ADMIN], &[]),
    Row(
        Get,
        "/people/{person}/roles/{grant}/end",
        About::Person,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/people/{person}/roles/{grant}/end",
        About::Person,
        &[ADMIN],
        &[],
    ),
    Row(Get, "/framework", About::Nobody, ALL, &[]),
    Row(
        Get,
        "/framework/versions/{version}",
        About::Nobody,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/framework/versions/{version}/changes",
        About::Nobody,
        ALL,
        &[],
    ),
    Row(Get, "/framework/drafts/new", About::Nobody, DRAFT, &[]),
    Row(Post, "/framework/drafts/new", About::Nobody, DRAFT, &[]),
    Row(
        Get,
        "/framework/drafts/{draft}",
        About::Nobody,
        READ_DRAFTS,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/read",
        About::Nobody,
        READ_DRAFTS,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/changes",
        About::Nobody,
        READ_DRAFTS,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/comments",
        About::Nobody,
        READ_DRAFTS,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/comments",
        About::Nobody,
        READ_DRAFTS,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/about",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/about",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/requirements",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/requirements",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/new",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/new",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/about",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/about",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/before",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/before",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/times",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/times",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/refresher",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/refresher",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/reminders",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/reminders",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/accepts",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/accepts",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/mapping",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/mapping",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/levels/{level}/remove",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/levels/{level}/remove",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/cohorts",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/cohorts",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/cohorts/new",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/cohorts/new",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/cohorts/{cohort}",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/cohorts/{cohort}",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/cohorts/{cohort}/remove",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/cohorts/{cohort}/remove",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/questions",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/questions",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/questions/new",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/questions/new",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/questions/{question}",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/questions/{question}",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/questions/{question}/remove",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/questions/{question}/remove",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/preview",
        About::Nobody,
        READ_DRAFTS,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/preview",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/transitions",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/transitions",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/share",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/share",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/endorse",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/endorse",
        About::Nobody,
        &[BUSINESS],
        &[("board", "{board}")],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/take-back",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/take-back",
        About::Nobody,
        &[BUSINESS],
        &[("board", "{board}")],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/publish",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/publish",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Get,
        "/framework/drafts/{draft}/give-up",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(
        Post,
        "/framework/drafts/{draft}/give-up",
        About::Nobody,
        DRAFT,
        &[],
    ),
    Row(Get, "/people/sign-ins", About::Nobody, ADD, &[]),
    Row(
        Get,
        "/people/sign-ins/{identity}",
        About::Identity,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/sign-ins/{identity}",
        About::Identity,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/sign-ins/{identity}/refuse",
        About::Identity,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/sign-ins/{identity}/refuse",
        About::Identity,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/sign-ins/{identity}/take-back",
        About::Identity,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/sign-ins/{identity}/take-back",
        About::Identity,
        ADD,
        &[],
    ),
    Row(Get, "/people/{person}/sign-ins", About::Person, ADD, &[]),
    Row(
        Get,
        "/people/{person}/sign-ins/{link}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/sign-ins/{link}/end",
        About::Person,
        ADD,
        &[],
    ),
    Row(Get, "/account/calendar", About::Oneself, ALL, &[]),
    Row(Post, "/account/calendar", About::Oneself, ALL, &[]),
    Row(Post, "/account/calendar/end", About::Oneself, ALL, &[]),
    Row(Get, "/calendar/{feed}", About::Gone, ALL, &[]),
    Row(Get, "/account/data", About::Oneself, ALL, &[]),
    Row(Get, "/account/data/file", About::Oneself, ALL, &[]),
    Row(Get, "/account/data/completions", About::Oneself, ALL, &[]),
    Row(Get, "/people/{person}/data", About::Person, ADD, &[]),
    Row(Post, "/people/{person}/data", About::Person, ADD, &[]),
    Row(Get, "/people/{person}/merge", About::Person, ADD, &[]),
    Row(
        Get,
        "/people/{person}/merge/{other}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/merge/{other}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/people/{person}/mergers/{merger}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/people/{person}/mergers/{merger}",
        About::Person,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/organisations/{organisation}/retention",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/organisations/{organisation}/retention",
        About::Organisation,
        ADD,
        &[("do", "propose")],
    ),
    Row(
        Get,
        "/organisations/{organisation}/retention/{proposal}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/organisations/{organisation}/retention/{proposal}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/organisations/{organisation}/retention/{proposal}/{person}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/organisations/{organisation}/retention/{proposal}/{person}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(Get, "/organisations", About::Nobody, &[ADMIN], &[]),
    Row(Get, "/organisations/new", About::Nobody, &[ADMIN], &[]),
    Row(Post, "/organisations/new", About::Nobody, &[ADMIN], &[]),
    Row(
        Get,
        "/organisations/districts/new",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/organisations/districts/new",
        About::Nobody,
        &[ADMIN],
        &[],
    ),
    Row(
        Get,
        "/organisations/{organisation}/sign-in",
        About::Organisation,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/organisations/{organisation}/sign-in",
        About::Organisation,
        &[ADMIN],
        &[],
    ),
    Row(
        Get,
        "/organisations/{organisation}/sign-in/check",
        About::Organisation,
        &[ADMIN],
        &[],
    ),
    Row(
        Post,
        "/organisations/{organisation}/sign-in/check",
        About::Organisation,
        &[ADMIN],
        &[],
    ),
    Row(Get, "/organisations/demo", About::Nobody, &[ADMIN], &[]),
    Row(Post, "/organisations/demo", About::Nobody, &[ADMIN], &[]),
    Row(
        Get,
        "/organisations/{organisation}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/organisations/{organisation}/teams/new",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/organisations/{organisation}/teams/new",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Get,
        "/organisations/{organisation}/teams/{team}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(
        Post,
        "/organisations/{organisation}/teams/{team}",
        About::Organisation,
        ADD,
        &[],
    ),
    Row(Get, "/board", About::Nobody, &[BUSINESS, ADMIN], &[]),
    Row(
        Post,
        "/board?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Get,
        "/board/logo?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Get,
        "/board/logo/picture?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Get,
        "/board/logo/remove?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Post,
        "/board/logo?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Post,
        "/board/logo/remove?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Get,
        "/board/texts?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Get,
        "/board/texts/{text}?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Post,
        "/board/texts/{text}?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(
        Post,
        "/board/texts/{text}/restore?board={board}",
        About::Nobody,
        &[BUSINESS, ADMIN],
        &[],
    ),
    Row(Get, "/board/ratifications", About::Nobody, &[BUSINESS], &[]),
    Row(
        Get,
        "/board/ratifications/{training}",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/board/ratifications/{training}",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(
        Get,
        "/board/ratifications/{training}/withdraw",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/board/ratifications/{training}/withdraw",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(
        Get,
        "/board/counted?board={board}",
        About::Nobody,
        EDIT,
        &[],
    ),
    Row(
        Post,
        "/board/counted?board={board}",
        About::Nobody,
        EDIT,
        &[("counted", "everything")],
    ),
    Row(
        Get,
        "/board/evaluation?board={board}",
        About::Nobody,
        EDIT,
        &[],
    ),
    Row(
        Post,
        "/board/evaluation?board={board}",
        About::Nobody,
        EDIT,
        &[("wanted", "asked")],
    ),
    Row(Get, "/certificates", About::Nobody, &[BUSINESS], &[]),
    Row(
        Get,
        "/certificates/confirm",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/certificates/confirm",
        About::Nobody,
        &[BUSINESS],
        &[],
    ),
    Row(Get, "/certificates/issue", About::Nobody, &[BUSINESS], &[]),
    Row(
        Post,
        "/certificates/issue",
        About::Nobody,
        &[BUSINESS],
        &[KEY],
    ),
    Row(Get, "/certificates/orders", About::Nobody, &[BUSINESS], &[]),
    Row(
        Get,
        "/certificates/orders/{batch}",
        About::Order,
        &[BUSINESS],
        &[],
    ),
    Row(Get, "/certificates/issued", About::Nobody, &[BUSINESS], &[]),
    Row(
        Get,
        "/certificates/preview/{completion}",
        About::Completion,
        &[BUSINESS],
        &[],
    ),
    Row(
        Get,
        "/certificates/{certificate}",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(
        Get,
        "/certificates/{certificate}/pdf",
        About::File,
        ALL,
        &[],
    ),
    Row(
        Get,
        "/certificates/{certificate}/revise",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/certificates/{certificate}/revise",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(
        Get,
        "/certificates/{certificate}/revise/check",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/certificates/{certificate}/revise/check",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(
        Get,
        "/certificates/{certificate}/revise/preview?name=X",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(
        Get,
        "/certificates/{certificate}/revoke",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(
        Post,
        "/certificates/{certificate}/revoke",
        About::Certificate,
        &[BUSINESS],
        &[],
    ),
    Row(Get, "/directory", About::Oneself, ALL, &[]),
    Row(Get, "/directory/mine", About::Oneself, ALL, &[]),
    Row(Post, "/directory/mine", About::Oneself, ALL, &[]),
    Row(Get, "/directory/ask", About::Oneself, ALL, &[]),
    Row(Post, "/directory/ask", About::Oneself, ALL, &[]),
    Row(Get, "/directory/questions", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/directory/questions/{advice}",
        About::Advice,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/directory/questions/{advice}",
        About::Advice,
        ALL,
        &[],
    ),
    Row(Get, "/directory/settings", About::Nobody, &[BUSINESS], &[]),
    Row(Post, "/directory/settings", About::Nobody, &[BUSINESS], &[]),
    Row(Get, "/directory/export", About::Nobody, &[BUSINESS], &[]),
    Row(Post, "/directory/export", About::Nobody, &[BUSINESS], &[]),
    Row(Get, "/spocs", About::Nobody, VERIFY, &[]),
    Row(Get, "/spocs/{organisation}", About::ToVerify, VERIFY, &[]),
    Row(
        Post,
        "/spocs/{organisation}/list",
        About::ToVerify,
        VERIFY,
        &[],
    ),
    Row(
        Get,
        "/spocs/{organisation}/name",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/spocs/{organisation}/name",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/spocs/{organisation}/terms",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/spocs/{organisation}/terms",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(
        Get,
        "/spocs/{organisation}/{spoc}/end",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(
        Post,
        "/spocs/{organisation}/{spoc}/end",
        About::Organisation,
        &[LEAD],
        &[],
    ),
    Row(Get, "/check", About::Nobody, ALL, &[]),
    Row(Get, "/check/{code}", About::Nobody, ALL, &[]),
    Row(Get, "/sign-in", About::Oneself, ALL, &[]),
    Row(Post, "/sign-in", About::Oneself, ALL, &[]),
    Row(Get, "/sign-in/staff-number", About::Oneself, ALL, &[]),
    Row(Post, "/sign-in/staff-number", About::Oneself, ALL, &[]),
    Row(Get, "/sign-in/employer", About::Oneself, ALL, &[]),
    Row(Get, "/sign-in/employer/back", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/sign-in/employer/{organisation}",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(Get, "/sign-in/code", About::Oneself, ALL, &[]),
    Row(Post, "/sign-in/code", About::Oneself, ALL, &[]),
    Row(Post, "/sign-in/demo", About::Gone, ALL, &[]),
    Row(Post, "/sign-out", About::Oneself, ALL, &[]),
    Row(Get, "/forgot-password", About::Nobody, ALL, &[]),
    Row(Post, "/forgot-password", About::Nobody, ALL, &[]),
    Row(Get, "/link/{token}", About::Nobody, ALL, &[]),
    Row(Post, "/link/{token}", About::Nobody, ALL, &[]),
    Row(Get, "/first-run", About::Gone, ALL, &[]),
    Row(Post, "/first-run", About::Gone, ALL, &[]),
    Row(Get, "/account", About::Oneself, ALL, &[]),
    Row(Post, "/account/password", About::Oneself, ALL, &[]),
    Row(Post, "/account/sign-ins", About::Oneself, ALL, &[]),
    Row(Get, "/account/stay", About::Oneself, ALL, &[]),
    Row(Get, "/account/second-factor", About::Oneself, ALL, &[]),
    Row(Post, "/account/second-factor", About::Oneself, ALL, &[]),
    Row(
        Get,
        "/account/second-factor/phone",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(
        Post,
        "/account/second-factor/phone",
        About::Oneself,
        ALL,
        &[],
    ),
    Row(Get, "/account/recovery-codes", About::Oneself, ALL, &[]),
    Row(Post, "/account/recovery-codes", About::Oneself, ALL, &[]),
];

impl Row {
    /// The path as it stands in the table of routes.
    fn path(&self) -> &'static str {
        self.1.split('?').next().unwrap_or_default()
    }
}

fn row(route: &Route) -> Option<&'static Row> {
    TABLE
        .iter()
        .find(|row| row.0 == route.method && row.path() == route.path)
}

/// Whose something is, seen from Northside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// Somebody's at Northside whom the manager manages, and who is the learner.
    Ours,
    /// Somebody's at Northside whom the manager does not manage.
    Colleague,
    /// Somebody's of another organisation under the same board.
    Neighbour,
    /// Somebody's of another board.
    Stranger,
    /// Nobody's: there is no such thing.
    Missing,
}

impl Whose {
    /// Where they work.
    fn organisation(self) -> &'static str {
        match self {
            Self::Ours | Self::Colleague | Self::Missing => "Northside",
            Self::Neighbour => "Eastside",
            Self::Stranger => "Riverside",
        }
    }
}

const WHOSE: [Whose; 5] = [
    Whose::Ours,
    Whose::Colleague,
    Whose::Neighbour,
    Whose::Stranger,
    Whose::Missing,
];

/// Whether somebody in a role at Northside may have what a row is about.
fn may(row: &Row, role: &str, whose: Whose) -> bool {
    let ours = whose == Whose::Ours;
    let at_northside = ours || whose == Whose::Colleague;
    let in_area = at_northside || whose == Whose::Neighbour;
    let there = whose != Whose::Missing;
    let sees = match role {
        MANAGER => ours,
        LEAD => at_northside,
        BUSINESS => in_area,
        ADMIN => there,
        _ => false,
    };
    let has_role = row.3.contains(&role);
    match row.2 {
        About::Gone => false,
        About::Nobody | About::Oneself => has_role,
        About::Person | About::Rule | About::Identity | About::StaffList | About::ToVerify => {
            has_role && sees
        }
        About::Deputy => has_role && sees && role != MANAGER,
        About::Organisation => has_role && (at_northside || (role == ADMIN && there)),
        About::Certificate | About::Completion | About::Order => has_role && in_area,
        About::File | About::Claim | About::Booking => sees || (role == LEARNER && ours),
        About::Claiming => (role == LEARNER && ours) || (role == LEAD && at_northside),
        About::OwnCertificate | About::OwnBooking => role == LEARNER && ours,
        About::Advice => (role == LEARNER && ours) || (role == BUSINESS && in_area),
        About::BudgetLine => has_role && at_northside,
        About::Session => has_role && there,
        About::AskedFor => role == LEAD && there,
        // The trainer trains on one session only.
        About::RunSession => {
            has_role && ((role == LEAD && at_northside) || (role == TRAINER && ours))
        }
        About::HoldBooking => {
            (ours && [LEARNER, MANAGER].contains(&role)) || (role == LEAD && at_northside)
        }
    }
}

/// What somebody has that addresses can name.
#[derive(Clone, Debug)]
struct Things {
    person: String,
    certificate: String,
    completion: String,
    batch: String,
    grant: String,
    post: String,
    decision: String,
    rule: String,
    study: String,
    organisation: String,
    team: String,
    code: String,
    claim: String,
    step: String,
    identity: String,
    link: String,
    import: String,
    absence: String,
    deputy: String,
    other: String,
    merger: String,
    proposal: String,
    session: String,
    booking: String,
    charge: String,
    venue: String,
    request: String,
    line: String,
    advice: String,
    spoc: String,
}

impl Things {
    fn missing() -> Self {
        let nothing = || Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000).to_string();
        let code = "0".repeat(64);
        Self {
            person: nothing(),
            certificate: nothing(),
            completion: nothing(),
            batch: nothing(),
            grant: nothing(),
            post: nothing(),
            decision: nothing(),
            rule: nothing(),
            study: nothing(),
            organisation: nothing(),
            team: nothing(),
            code,
            claim: nothing(),
            step: nothing(),
            identity: nothing(),
            link: nothing(),
            import: nothing(),
            absence: nothing(),
            deputy: nothing(),
            other: nothing(),
            merger: nothing(),
            proposal: nothing(),
            session: nothing(),
            booking: nothing(),
            charge: nothing(),
            venue: nothing(),
            request: nothing(),
            line: nothing(),
            advice: nothing(),
            spoc: nothing(),
        }
    }
}

/// Northside with a colleague, a neighbour under the same board and a stranger under another, all with certificates.
struct World {
    app: TestApp,
    roles: BTreeMap<&'static str, Someone>,
    things: BTreeMap<Whose, Things>,
    board: String,
    version: String,
    picture: String,
    course: String,
    framework: String,
    draft: String,
    wave: String,
    update: String,
}

impl World {
    /// `asha_has_a_role` gives the learner a role to be ended; else she stands for everybody without one.
    #[expect(clippy::too_many_lines, reason = "one story, told in order")]
    async fn new(asha_has_a_role: bool) -> Self {
        let app = TestApp::start().await;
        app.organisation("Northside").await;
        app.organisation_in("Eastside", "Northside").await;
        app.organisation("Riverside").await;
        let manager = app.manager().at("Northside").create().await;
        let asha = app
            .learner()
            .at("Northside")
            .managed_by(&manager)
            .staff_number("0001")
            .create()
            .await;
        let colleague = app.learner().at("Northside").create().await;
        let neighbour = app.learner().at("Eastside").create().await;
        let stranger = app.learner().at("Riverside").create().await;
        let business = app.business_manager().at("Northside").create().await;
        let theirs = app.business_manager().at("Riverside").create().await;
        let trainer = app.learner().at("Northside").create().await;
        let admin = app.administrator().at("Northside").create().await;
        grant(&app, &trainer, Role::Trainer).await;
        crate::steps::behind_its_back(&app, "UPDATE board SET logo = '<svg/>'").await;
        let mut things = BTreeMap::from([(Whose::Missing, Things::missing())]);
        for (whose, someone) in [
            (Whose::Ours, &asha),
            (Whose::Colleague, &colleague),
            (Whose::Neighbour, &neighbour),
            (Whose::Stranger, &stranger),
        ] {
            has_passed(&app, someone, "awareness").await;
            let desk = if whose == Whose::Stranger {
                &theirs
            } else {
                &business
            };
            let mut desk = app.sign_in(desk).await;
            let list = desk.get("/certificates").await.ok();
            let confirm = desk.submit(&list, "Continue with all", &[]).await.ok();
            let order = desk.submit(&confirm, "Issue", &[]).await.ok();
            app.run_jobs().await;
            // One more completion, without a certificate.
            has_passed(&app, someone, "procurement-and-members").await;
            let list = desk.get("/certificates").await.ok();
            let completion = list
                .attributes("input[name=completion]", "value")
                .pop()
                .expect("somebody has no certificate yet");
            let certificate = of_person(app.site.services(), &to_see(someone))
                .await
                .expect("it can be read")
                .remove(0);
            let study = crate::steps::study(&app, someone, "awareness")
                .await
                .id
                .to_string();
            let post = store::people::posts(app.site.services(), &to_see(someone))
                .await
                .expect("posts can be read")
                .remove(0);
            let teams =
                store::organisations::teams(app.site.services(), post.organisation_id.into())
                    .await
                    .expect("teams can be read");
            let team = teams.first().expect("each has one");
            let (claim, step) = claimed(&app, someone).await;
            let organisation = post.organisation_id.into();
            set_up_employer(&app, organisation).await;
            let proposal = crate::keeping::proposal(&app, organisation, someone.person).await;
            let trainers = if whose == Whose::Ours {
                vec![trainer.person]
            } else {
                Vec::new()
            };
            let (session, booking) =
                crate::sessions::booked(&app, whose.organisation(), someone, trainers).await;
            let charge = crate::booking_changes::charged(&app, &booking).await;
            let (other, merger) =
                crate::keeping::merged(&app, whose.organisation(), someone.person).await;
            things.insert(
                whose,
                Things {
                    person: someone.person.to_string(),
                    certificate: certificate.id.to_string(),
                    completion,
                    batch: order.path.rsplit('/').next().unwrap_or_default().to_owned(),
                    grant: grant(&app, someone, Role::Trainer).await,
                    post: first_id(&app, "SELECT id FROM post WHERE person_id = ", someone).await,
                    decision: first_id(&app, "SELECT c.id FROM cohort_override c JOIN post t ON t.id = c.post_id WHERE t.person_id = ", someone).await,
                    rule: app.rule(whose.organisation(), "Nobody at all", &["Q1"]).await.to_string(),
                    study,
                    organisation: post.organisation_id.to_string(),
                    team: team.id.to_string(),
                    code: certificate.code,
                    claim,
                    step,
                    identity: comes_from_employer(&app, organisation, &format!("waits {whose:?}"))
                        .await,
                    link: linked_to_employer(&app, organisation, someone).await,
                    import: crate::imports::a_list(&app, whose.organisation()).await,
                    absence: crate::steps::is_away(&app, someone).await,
                    deputy: crate::steps::has_deputy(&app, someone, &admin).await,
                    other,
                    merger,
                    proposal,
                    session,
                    booking,
                    charge,
                    request: crate::session_requests::asked(&app, someone).await,
                    venue: crate::putting_on::a_venue(&app, whose.organisation()).await.to_string(),
                    line: crate::costs::a_line(&app, organisation).await,
                    advice: crate::advice::asked(&app, someone).await,
                    spoc: crate::spocs::named(&app, someone).await,
                },
            );
        }
        let lead = app.training_lead().at("Northside").create().await;
        if !asha_has_a_role {
            let sql = format!(
                "DELETE FROM role_grant WHERE person_id = {}",
                crate::steps::id(&app, asha.person)
            );
            crate::steps::behind_its_back(&app, &sql).await;
        }
        let roles = [
            (LEARNER, asha),
            (MANAGER, manager),
            (TRAINER, trainer),
            (LEAD, lead),
            (BUSINESS, business),
            (ADMIN, admin),
        ];
        let mut writes = app.sign_in(&roles[4].1).await;
        let draft = crate::framework_drafts::shared(&mut writes).await;
        let draft = draft.rsplit('/').next().unwrap_or_default().to_owned();
        let in_force = store::framework::in_force(app.site.services(), app.site.today()).await;
        let framework = in_force
            .expect("it can be read")
            .expect("one is in force")
            .id;
        let current = crate::steps::current(&app, "awareness").await;
        let board = app.board("Northside").await.to_string();
        let picture = current.module.pictures[0].name.clone();
        let courses = store::catalogue::courses(app.site.services()).await;
        let course = courses
            .expect("courses can be read")
            .remove(0)
            .id
            .to_string();
        let (wave, update) = crate::steps::arranged(&app).await;
        Self {
            app,
            roles: BTreeMap::from(roles),
            things,
            board,
            version: current.id.to_string(),
            picture,
            course,
            framework: framework.to_string(),
            draft,
            wave,
            update,
        }
    }

    /// An address of a row about somebody's things.
    fn address(&self, row: &Row, whose: Whose) -> String {
        self.filled(row.1, whose)
    }

    fn filled(&self, text: &str, whose: Whose) -> String {
        let things = &self.things[&whose];
        let version = if text.starts_with("/framework") {
            &self.framework
        } else {
            &self.version
        };
        [
            ("{person}", things.person.as_str()),
            ("{certificate}", &things.certificate),
            ("{completion}", &things.completion),
            ("{batch}", &things.batch),
            ("{grant}", &things.grant),
            ("{post}", &things.post),
            ("{decision}", &things.decision),
            ("{rule}", &things.rule),
            // One that has ended: ending it again changes nothing.
            ("{exception}", "01980000-0000-7000-8000-000000000001"),
            ("{study}", &things.study),
            ("{organisation}", &things.organisation),
            ("{team}", &things.team),
            ("{code}", &things.code),
            ("{identity}", &things.identity),
            ("{link}", &things.link),
            ("{import}", &things.import),
            ("{absence}", &things.absence),
            ("{deputy}", &things.deputy),
            ("{wave}", &self.wave),
            ("{update}", &self.update),
            ("{text}", "session-offer"),
            // Everybody's views are their own.
            ("{view}", "01980000-0000-7000-8000-000000000002"),
            ("{other}", &things.other),
            ("{merger}", &things.merger),
            ("{proposal}", &things.proposal),
            ("{session}", &things.session),
            ("{booking}", &things.booking),
            ("{charge}", &things.charge),
            ("{venue}", &things.venue),
            ("{request}", &things.request),
            ("{line}", &things.line),
            ("{advice}", &things.advice),
            ("{spoc}", &things.spoc),
            ("{board}", &self.board),
            ("{module}", "awareness"),
            ("{version}", version),
            ("{training}", &format!("module-{}", self.version)),
            ("{course}", &self.course),
            ("{claim}", &things.claim),
            ("{step}", &things.step),
            ("{draft}", &self.draft),
            ("{level}", "AW"),
            ("{cohort}", "C1"),
            ("{question}", "Q1"),
            ("{picture}", &self.picture),
            ("{screen}", "1"),
            ("{place}", "1"),
            ("{token}", &"0".repeat(64)),
            ("{feed}", &"0".repeat(64)),
        ]
        .iter()
        .fold(text.to_owned(), |path, (name, value)| {
            path.replace(name, value)
        })
    }

    async fn ask(&self, browser: &mut Browser, row: &Row, whose: Whose) -> Page {
        let address = self.address(row, whose);
        match row.0 {
            Get => browser.get_once(&address).await,
            Post => {
                let token = token(browser).await;
                let fields = with(&[("form_token".to_owned(), token)], row.4);
                let fields: Vec<_> = fields
                    .into_iter()
                    .map(|(name, value)| (name, self.filled(&value, whose)))
                    .collect();
                browser.post_once(&address, &fields).await
            }
        }
    }
}

/// Lets somebody claim training; the claim, and its step that came with a file.
async fn claimed(app: &TestApp, someone: &Someone) -> (String, String) {
    use domain::access::{ClaimTraining, Target, permit};
    let target = Target::person(someone.person);
    let may = permit(&crate::steps::as_learner(someone), ClaimTraining { target });
    let new = NewClaim {
        course: None,
        title: "A talk".to_owned(),
        provider: "A charity".to_owned(),
        completed_on: app.site.today(),
        note: String::new(),
        evidence: NewEvidence {
            kind: EvidenceKind::Pdf,
            name: "talk.pdf".to_owned(),
            bytes: format!("%PDF-1.4 {}", someone.name).into_bytes(),
        },
    };
    let services = app.site.services();
    let may = may.expect("everybody may claim");
    let Claimed::Now(claim) = claim_training(services, &may, &new)
        .await
        .expect("it can be claimed")
    else {
        panic!("nobody has claimed it before")
    };
    let steps = steps(services, &to_see(someone), claim).await;
    let step = steps.expect("steps can be read").remove(0).id;
    (claim.to_string(), step.to_string())
}

async fn grant(app: &TestApp, someone: &Someone, role: Role) -> String {
    use domain::access::{Actor, GrantRole, permit};
    let may = permit(&Actor::Program, GrantRole {}).expect("the program may");
    let new = store::people::NewGrant {
        person: someone.person,
        role,
        organisation: None,
        board: None,
        starts_on: app.site.today(),
    };
    store::people::grant_role(app.site.services(), &may, &new)
        .await
        .expect("a role can be granted")
        .to_string()
}

/// A page without what is new in each answer.
fn plain(page: &Page) -> String {
    let mut html = page.html.clone();
    for (css, attribute) in [
        ("script[nonce]", "nonce"),
        ("input[name=form_token]", "value"),
    ] {
        for value in page.attributes(css, attribute) {
            html = html.replace(&value, "…");
        }
    }
    html
}

fn routes(app: &TestApp) -> Vec<Route> {
    server::site::routes(&app.passwords)
}

#[tokio::test]
async fn this_test_knows_every_route_and_no_other() {
    let app = TestApp::start().await;
    let routes = routes(&app);
    let unknown: Vec<_> = routes
        .iter()
        .filter(|route| row(route).is_none())
        .map(|r| format!("{r:?}"))
        .collect();
    assert!(
        unknown.is_empty(),
        "DO NOT SKIP THIS. Nobody has said yet who may use {unknown:#?}.\nTo fix it: 1. add a Row for each to TABLE in \
         tests/http/tests/suite/access.rs, with what it is about, the roles that come through, and fields a form needs; \
         2. where its address holds a new kind of id, add it to Things and World::filled; 3. run the tests of this file \
         with CASCADE_UPDATE=1 to write docs/access.md, and read the change."
    );
    let gone: Vec<_> = TABLE
        .iter()
        .filter(|row| {
            !routes
                .iter()
                .any(|r| r.method == row.0 && r.path == row.path())
        })
        .map(|r| r.1)
        .collect();
    assert!(
        gone.is_empty(),
        "these rows have no route any more; take them out: {gone:?}"
    );
}

#[tokio::test]
async fn a_visitor_is_led_to_sign_in_from_every_other_page() {
    let world = World::new(false).await;
    let before = everything(&world.app).await;
    let (mut pages, mut forms) = (0, 0);
    for route in routes(&world.app) {
        let row = row(&route).expect("this_test_knows_every_route_and_no_other");
        let mut visitor = world.app.browser();
        let page = world.ask(&mut visitor, row, Whose::Ours).await;
        if route.who == Who::Anyone {
            assert_ne!(
                page.header("location").split('?').next(),
                Some("/sign-in"),
                "{route:?} is open to anyone"
            );
        } else {
            assert_eq!(page.status, 303, "{route:?}");
            assert!(
                page.header("location").starts_with("/sign-in?back="),
                "{route:?}: {}",
                page.header("location")
            );
            assert!(page.bytes.is_empty(), "{route:?} tells nothing");
            if route.method == Get {
                pages += 1;
            } else {
                forms += 1;
            }
        }
        // Without a token, or with another visitor's, no form of anybody is taken.
        if route.method == Post {
            let address = world.address(row, Whose::Ours);
            let fields = with(&[("form_token".to_owned(), "0".repeat(64))], row.4);
            let forged = world.app.browser().post_once(&address, &fields).await;
            assert!(
                forged.status == 403 || forged.status == 303,
                "{route:?}: {}",
                forged.status
            );
        }
    }
    assert!(
        pages > 30 && forms > 15,
        "{pages} pages and {forms} forms are closed to visitors"
    );
    assert_eq!(
        changed(&before, &everything(&world.app).await),
        Vec::<&str>::new()
    );
}

/// Asks for every row in one role; what may not be had is answered as if it did not exist, and changes nothing.
async fn walk(role: &'static str) {
    let world = World::new(role != LEARNER).await;
    let someone = world.roles[role].clone();
    let mut browser = world.app.sign_in(&someone).await;
    let nowhere = plain(&browser.get_once("/no/such/page").await);
    let mut asked = [0, 0];
    // First what is refused, which must change nothing; then what is allowed, which may.
    for wanted in [false, true] {
        let before = everything(&world.app).await;
        for row in TABLE {
            for whose in WHOSE {
                let about_nobody = matches!(row.2, About::Nobody | About::Oneself | About::Gone);
                if may(row, role, whose) != wanted || (about_nobody && whose != Whose::Ours) {
                    continue;
                }
                let mut browser = world.app.sign_in(&someone).await;
                let page = world.ask(&mut browser, row, whose).await;
                asked[usize::from(wanted)] += 1;
                let what = format!("{role}, {:?} {} ({whose:?})", row.0, row.1);
                if wanted {
                    assert!(
                        [200, 303, 409, 422].contains(&page.status),
                        "{what}: {} {}",
                        page.status,
                        page.text()
                    );
                    assert!(
                        !page.header("location").starts_with("/sign-in?"),
                        "{what}: {}",
                        page.header("location")
                    );
                } else {
                    assert_eq!(page.status, 404, "{what}: {}", page.text());
                    if row.2 != About::Gone {
                        assert_eq!(
                            plain(&page),
                            nowhere,
                            "{what} is answered as any wrong address"
                        );
                    }
                }
            }
        }
        if !wanted {
            let differ = changed(&before, &everything(&world.app).await);
            assert!(
                differ.iter().all(|table| *table == "sign_in"),
                "{role} changed {differ:?} without leave"
            );
        }
    }
    assert!(asked[0] > 20 && asked[1] > 30, "{asked:?}");
}

#[tokio::test]
async fn a_learner_sees_nobody_but_herself() {
    Box::pin(walk(LEARNER)).await;
}

#[tokio::test]
async fn a_line_manager_sees_his_own_people_and_nobody_else() {
    Box::pin(walk(MANAGER)).await;
}

#[tokio::test]
async fn a_trainer_has_no_more_than_a_learner_and_the_registers_of_her_sessions() {
    Box::pin(walk(TRAINER)).await;
}

#[tokio::test]
async fn a_training_lead_sees_her_organisation_and_no_other() {
    Box::pin(walk(LEAD)).await;
}

#[tokio::test]
async fn a_business_manager_sees_the_area_of_her_board_and_no_other() {
    Box::pin(walk(BUSINESS)).await;
}

#[tokio::test]
async fn an_administrator_issues_no_certificates() {
    Box::pin(walk(ADMIN)).await;
}

#[tokio::test]
async fn every_route_is_open_to_those_it_names_and_to_nobody_else() {
    let app = TestApp::start().await;
    for route in routes(&app) {
        let Some(row) = row(&route) else { continue };
        if let Who::Holding(roles) = route.who {
            let mut titles: Vec<_> = roles
                .iter()
                .map(|role| role.title().to_lowercase())
                .collect();
            let mut expected: Vec<_> = row.3.iter().map(|role| (*role).to_owned()).collect();
            titles.sort();
            expected.sort();
            assert_eq!(titles, expected, "{route:?}");
        } else {
            assert_eq!(
                row.3.len(),
                ALL.len(),
                "{route:?} is not for some roles only"
            );
        }
    }
}

/// `docs/access.md` as the program says it.
fn document(app: &TestApp) -> String {
    let mut routes: Vec<_> = routes(app)
        .iter()
        .map(|route| {
            let method = if route.method == Get { "GET" } else { "POST" };
            (route.path, method, route.who.title())
        })
        .collect();
    routes.sort();
    let mut text = String::from(
        "# Who may do what\n\nWritten by the program, never by hand: `CASCADE_UPDATE=1 cargo test -p http-tests access`. The rules \
         behind it are in [rules/access.md](rules/access.md); `tests/http/tests/suite/access.rs` walks every route in every \
         role.\n\n## Acts\n\nEvery write, and every read about a person, asks for one of these. The cells say how far a role \
         reaches.\n\n",
    );
    text += &domain::access::table();
    text += "\n## Routes\n\nWho comes to a page at all. What they see and do there is asked again, by act.\n\n| Path | Method | Who |\n|---|---|---|\n";
    for (path, method, who) in routes {
        let _ = writeln!(text, "| `{path}` | {method} | {who} |");
    }
    text
}

#[tokio::test]
async fn the_table_of_acts_in_docs_is_that_of_the_code() {
    let app = TestApp::start().await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
    let text = document(&app);
    if std::env::var_os("CASCADE_UPDATE").is_some() {
        std::fs::write(path, &text).expect("docs/access.md can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == text,
        "docs/access.md is out of date. Run `CASCADE_UPDATE=1 cargo test -p http-tests access` and read what has changed: it \
         is who may do what."
    );
}

#[tokio::test]
async fn somebody_in_two_organisations_is_seen_by_both_leads_and_whoever_has_left_by_administrators_only()
 {
    use crate::steps::{behind_its_back, id};
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let mut leads = [
        app.training_lead().at("Northside").sign_in().await,
        app.training_lead().at("Riverside").sign_in().await,
    ];
    let path = format!("/people/{}", asha.person);
    leads[1].get(&path).await.assert_not_found();
    let post: domain::ids::PostId = app.site.new_id();
    let (post, person, riverside) = (
        id(&app, post),
        id(&app, asha.person),
        id(&app, app.organisation("Riverside").await),
    );
    let today = app.site.today();
    let sql = format!(
        "INSERT INTO post (id, person_id, organisation_id, job_title, contract, starts_on, is_main) \
         VALUES ({post}, {person}, {riverside}, 'Trustee', 'appointed', '{today}', false)"
    );
    behind_its_back(&app, &sql).await;
    for lead in &mut leads {
        let page = lead.get(&path).await.ok();
        assert!(
            page.text().contains("Trustee") && page.text().contains("Housing officer"),
            "{}",
            page.text()
        );
    }
    let yesterday = today - chrono::Days::new(1);
    behind_its_back(&app, &format!("UPDATE post SET ends_on = '{today}', starts_on = '{yesterday}' WHERE person_id = {person}")).await;
    leads[0].get(&path).await.ok();
    app.advance(chrono::TimeDelta::days(1));
    for builder in [
        app.training_lead().at("Northside"),
        app.training_lead().at("Riverside"),
        app.business_manager().at("Northside"),
    ] {
        let mut browser = builder.sign_in().await;
        browser.get(&path).await.assert_not_found();
        assert!(!browser.get("/people").await.text().contains(&asha.name));
    }
    app.administrator()
        .at("Northside")
        .sign_in()
        .await
        .get(&path)
        .await
        .ok();
}
