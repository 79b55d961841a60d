//! Every act there is, with its rule, in one list.

use super::{Act, Allow, Reach, Role, Target};
use crate::ids::{BoardId, OrganisationId, PersonId};
use std::fmt::Write as _;

macro_rules! acts {
    ($($(#[$doc:meta])+ $name:ident { $($field:ident: $type:ty),* } does $does:literal about $target:expr, $([$role:ident, $reach:ident]),+;)*) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Debug)]
            pub struct $name { $(#[doc = "Whom or what it is about."] pub $field: $type),* }

            impl Act for $name {
                const NAME: &'static str = stringify!($name);
                const DOES: &'static str = $does;
                const RULE: &'static [Allow] = &[$(Allow(Role::$role, Reach::$reach)),+];
                fn target(&self) -> Target {
                    let target: fn(&Self) -> Target = $target;
                    target(self)
                }
            }
        )*

        /// Name, what it does, and rule of every act.
        pub fn all() -> Vec<(&'static str, &'static str, &'static [Allow])> {
            vec![$(($name::NAME, $name::DOES, $name::RULE)),*]
        }
    };
}

acts! {
    /// Add a person with a post to an organisation, with or without an account.
    AddPerson { organisation: OrganisationId } does "add a person to an organisation" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere], [Program, Everywhere];
    /// Agree to a booking of a session, or decline it. Never one's own.
    AgreeToBooking { target: Target } does "agree to bookings of others, and decline them" about |a| a.target.clone(), [Manager, TheirPeople], [TrainingLead, TheirOrganisation];
    /// Propose that leavers of an organisation are anonymised, and agree to what another proposed.
    AnonymiseLeavers { organisation: OrganisationId } does "propose that leavers are anonymised, and agree to what another proposed" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere], [Program, Everywhere];
    /// Answer a question. The target is whoever was asked, and the board whose queue it is in.
    AnswerAdvice { target: Target } does "answer questions that people ask" about |a| a.target.clone(), [Learner, Themselves], [BusinessManager, TheirBoard];
    /// See what sessions people ask for, take a request up, or decline it.
    AnswerSessionRequests {} does "see what sessions are asked for, and take that up or decline it" about |_| Target::default(), [TrainingLead, Everywhere];
    /// Let some go first, or have a level taken again because the law changed.
    ArrangeTraining {} does "let some go first, and have a level taken again early" about |_| Target::default(), [Administrator, Everywhere];
    /// Add, rename and move the teams of an organisation.
    ArrangeTeams { organisation: OrganisationId } does "add, rename and move the teams of an organisation" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Ask somebody of the directory, or a board, for advice.
    AskForAdvice { person: PersonId } does "ask for advice" about |a| Target::person(a.person), [Learner, Themselves];
    /// Ask for a session for one's people.
    AskForSession { person: PersonId } does "ask for a session for one's people" about |a| Target::person(a.person), [Manager, Themselves], [TrainingLead, Themselves];
    /// Book a place on a session, and accept one that is offered.
    BookPlace { target: Target } does "book a place on a session" about |a| a.target.clone(), [Learner, Themselves], [Manager, TheirPeople], [TrainingLead, TheirOrganisation];
    /// Give a place on a session up. The target is whoever holds it, and the organisation that puts the session on.
    CancelPlace { target: Target } does "give a place on a session up" about |a| a.target.clone(), [Learner, Themselves], [Manager, TheirPeople], [TrainingLead, TheirOrganisation];
    /// Change one's own password, second factor and sign-ins.
    ChangeOwnAccount { person: PersonId } does "change one's own password, second factor and sign-ins" about |a| Target::person(a.person), [Learner, Themselves], [Program, Everywhere];
    /// Choose to whom one is listed in the directory, and with what.
    ChooseListing { person: PersonId } does "choose how one is listed in the directory" about |a| Target::person(a.person), [Learner, Themselves];
    /// Claim training that was done elsewhere, add to the claim, or take it back.
    ClaimTraining { target: Target } does "claim training done elsewhere" about |a| a.target.clone(), [Learner, Themselves], [TrainingLead, TheirOrganisation];
    /// Comment on a draft of the framework that has been shared.
    CommentOnFramework {} does "read and comment on shared drafts of the framework" about |_| Target::default(), [TrainingLead, Everywhere], [BusinessManager, Everywhere], [Administrator, Everywhere];
    /// Write drafts of the framework: copy, change, share, give up.
    DraftFramework {} does "write and share drafts of the framework" about |_| Target::default(), [BusinessManager, Everywhere], [Administrator, Everywhere];
    /// Change the menu of training, which is one for the whole partnership.
    EditCatalogue {} does "change the menu of training" about |_| Target::default(), [BusinessManager, Everywhere], [Administrator, Everywhere];
    /// Endorse a draft of the framework for a board, or take that back.
    EndorseFramework { board: BoardId } does "endorse a draft of the framework, and take that back" about |a| Target::board(a.board), [BusinessManager, TheirBoard];
    /// Say what a session was worth, and later what came of it.
    EvaluateSession { person: PersonId } does "say what a session was worth, and what came of it" about |a| Target::person(a.person), [Learner, Themselves];
    /// Take a board's part of the directory out as a file, with a purpose.
    ExportDirectory { board: BoardId } does "take the directory out as a file, with its purpose" about |a| Target::board(a.board), [BusinessManager, TheirBoard];
    /// Exempt people of an organisation from a level for a time, or give them a date of their own.
    ExcusePeople { organisation: OrganisationId } does "exempt people from a level, or set a date of their own" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Change a person's name and e-mail address.
    ChangePerson { target: Target } does "change a person's name and e-mail address" about |a| a.target.clone(), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Give a role to a person, or end one.
    GrantRole {} does "give and end roles" about |_| Target::default(), [Administrator, Everywhere], [Program, Everywhere];
    /// Import modules, frameworks and e-mail texts.
    ImportContent {} does "import content" about |_| Target::default(), [Program, Everywhere];
    /// Bring in the staff list of an organisation, and take it back.
    ImportStaff { organisation: OrganisationId } does "bring in a staff list and take it back" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Send someone an invitation or a reset link, or print a joining slip.
    InvitePerson { target: Target } does "invite a person: link by e-mail, or printed joining slip" about |a| a.target.clone(), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Issue certificates of a board.
    IssueCertificates { board: BoardId } does "issue certificates" about |a| Target::board(a.board), [BusinessManager, TheirBoard];
    /// Say what an organisation charges for late cancellations and for not coming, read the ledger, and waive charges.
    KeepCharges { organisation: OrganisationId } does "set what late cancellations cost, read the ledger of charges, and waive them" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation];
    /// Keep the register of a session. The target is one of its trainers, and the organisation that puts it on.
    KeepRegister { target: Target } does "keep the register of a session" about |a| a.target.clone(), [Trainer, Themselves], [TrainingLead, TheirOrganisation];
    /// Keep the venues of an organisation.
    KeepVenues { organisation: OrganisationId } does "keep the venues of an organisation" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation];
    /// Link a sign-in by the employer to a person, refuse it, or end a link.
    LinkSignIn { organisation: OrganisationId } does "link a sign-in by the employer to a person, refuse it, or end a link" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere], [Program, Everywhere];
    /// Load the demo partnership, or take it out.
    ManageDemo {} does "load the demo partnership and remove it" about |_| Target::default(), [Administrator, Everywhere], [Program, Everywhere];
    /// Add districts, boards and organisations.
    ManageOrganisations {} does "add districts, boards and organisations" about |_| Target::default(), [Administrator, Everywhere], [Program, Everywhere];
    /// Merge two records into one, and undo that. The target is what both have in common.
    MergeRecords { target: Target } does "merge two records of one person, and undo that" about |a| a.target.clone(), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Name a deputy for a line manager who is away, or end that.
    NameDeputy { target: Target } does "name a deputy for a line manager who is away" about |a| a.target.clone(), [Manager, Themselves], [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Name SPOCs of an organisation, end that, and say how many each team needs.
    NameSpoc { organisation: OrganisationId } does "name SPOCs and deputies, and say how many each team needs" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation];
    /// Let a colleague have a place on a session. The target is whoever holds it, and the organisation that puts the session on.
    PassPlaceOn { target: Target } does "let a colleague have a place on a session" about |a| a.target.clone(), [Learner, Themselves], [Manager, TheirPeople], [TrainingLead, TheirOrganisation];
    /// Say what sessions of an organisation cost, and what its budget is.
    PlanCosts { organisation: OrganisationId } does "say what sessions cost, and what the budget is" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation];
    /// Publish a draft of the framework that every board has endorsed.
    PublishFramework {} does "publish a version of the framework" about |_| Target::default(), [Administrator, Everywhere];
    /// Ratify training for a board, or withdraw that.
    RatifyTraining { board: BoardId } does "ratify training, and withdraw that" about |a| Target::board(a.board), [BusinessManager, TheirBoard];
    /// Say from when until when somebody is away from a post, and what kind of absence it is.
    RecordAbsence { organisation: OrganisationId } does "say that somebody is away from a post" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Remind people of training, by hand: those of an organisation, or those of a line manager.
    RemindPeople { target: Target } does "remind people of training by hand" about |a| a.target.clone(), [Manager, TheirPeople], [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Give somebody new attempts at a quiz.
    ResetAttempts { target: Target } does "give new attempts at a quiz" about |a| a.target.clone(), [TrainingLead, TheirOrganisation];
    /// Take away a second factor that somebody has lost.
    ResetSecondFactor { target: Target } does "take away a second factor that somebody has lost" about |a| a.target.clone(), [Administrator, Everywhere], [Program, Everywhere];
    /// Replace a certificate by a new revision, or revoke it.
    ReviseCertificate { board: BoardId } does "revise and revoke certificates" about |a| Target::board(a.board), [BusinessManager, TheirBoard];
    /// Put a session on, change and cancel it, and see who has booked and what they need.
    RunSession { organisation: OrganisationId } does "put sessions on, change and cancel them, and see who has booked" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation];
    /// Keep lists narrowed in one's own way, under a name.
    SaveView { person: PersonId } does "keep lists narrowed in one's own way" about |a| Target::person(a.person), [Learner, Themselves];
    /// Read and take out all that is held about somebody, for whoever it is about.
    SeeAllHeld { target: Target } does "take out all that is held about a person, for that person" about |a| a.target.clone(), [Learner, Themselves], [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Find people in the directory, as far as boards show them.
    SeeDirectory { person: PersonId } does "find people in the directory, as boards and people allow" about |a| Target::person(a.person), [Learner, Themselves];
    /// Read somebody's posts, needs and completions.
    SeePerson { target: Target } does "see a person's posts, training and certificates" about |a| a.target.clone(), [Learner, Themselves], [Manager, TheirPeople], [TrainingLead, TheirOrganisation], [BusinessManager, TheirBoard], [Administrator, Everywhere];
    /// See how well organisations are covered by SPOCs.
    SeeSpocCover { target: Target } does "see how well organisations are covered by SPOCs" about |a| a.target.clone(), [TrainingLead, TheirOrganisation], [BusinessManager, TheirBoard];
    /// Read what came of sessions, without names. The target is one of the trainers, or the organisation that puts them on.
    SeeSessionSummary { target: Target } does "read what came of sessions: who came, and what people said without names" about |a| a.target.clone(), [Trainer, Themselves], [TrainingLead, TheirOrganisation];
    /// Add and remove bank holidays that were proclaimed once.
    SetBankHolidays {} does "add and remove bank holidays that were proclaimed once" about |_| Target::default(), [Administrator, Everywhere];
    /// Say who is listed in a board's part of the directory, who sees it, and which level SPOCs need.
    SetDirectory { board: BoardId } does "set who is listed in the directory, who sees it, and which level SPOCs need" about |a| Target::board(a.board), [BusinessManager, TheirBoard];
    /// Change a board's contacts, signatory, and whether only ratified training counts.
    SetBoard { board: BoardId } does "set a board's contacts and signatory, and whether only ratified training counts" about |a| Target::board(a.board), [BusinessManager, TheirBoard], [Administrator, Everywhere];
    /// Say whether line managers of an organisation agree to bookings.
    SetBookings { organisation: OrganisationId } does "say whether line managers agree to bookings" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation];
    /// Say how the people of an organisation sign in at their employer.
    SetEmployerSignIn { organisation: OrganisationId } does "set up sign-in by the employer for an organisation" about |a| Target::organisation(a.organisation), [Administrator, Everywhere];
    /// Add, change and end posts in an organisation; the roles held for it may end with a post.
    SetPost { organisation: OrganisationId } does "add, change and end posts in an organisation, and end roles for it with a post" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere], [Program, Everywhere];
    /// Switch the reminders of an organisation on and off, level by level.
    SetReminders { organisation: OrganisationId } does "switch reminders of an organisation on and off" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere];
    /// Say for how long an organisation keeps its leavers by name.
    SetRetention { organisation: OrganisationId } does "say for how long an organisation keeps its leavers by name" about |a| Target::organisation(a.organisation), [Administrator, Everywhere];
    /// End offers of places that have run out, and offer what is free to the next.
    SettleSessions {} does "end offers of places that have run out, and offer places to the next" about |_| Target::default(), [Program, Everywhere];
    /// Sign in to a part of a session by the code in the room.
    SignInToSession { person: PersonId } does "sign in to a part of a session by the code in the room" about |a| Target::person(a.person), [Learner, Themselves];
    /// Sort the posts of all organisations: rules of the whole partnership.
    SortAllPosts {} does "sort posts into cohorts by rules of the whole partnership" about |_| Target::default(), [Administrator, Everywhere], [Program, Everywhere];
    /// Sort the posts of an organisation: rules, answers about people, decisions by hand.
    SortPosts { organisation: OrganisationId } does "sort the posts of an organisation into cohorts" about |a| Target::organisation(a.organisation), [TrainingLead, TheirOrganisation], [Administrator, Everywhere], [Program, Everywhere];
    /// Stop reminders to a person's e-mail address, and lift that.
    StopMail { target: Target } does "stop reminders to an e-mail address, and lift that" about |a| a.target.clone(), [TrainingLead, TheirOrganisation], [Administrator, Everywhere], [Program, Everywhere];
    /// Read screens, answer, and take the quiz of a module.
    TakeModule { person: PersonId } does "take a module and its quiz" about |a| Target::person(a.person), [Learner, Themselves];
    /// Verify, refuse or ask back about a claim, and withdraw what was verified. Never one's own.
    VerifyClaim { target: Target } does "verify and refuse claims of others" about |a| a.target.clone(), [TrainingLead, TheirOrganisation], [BusinessManager, TheirBoard];
}

/// The table of roles and acts, as Markdown, for `docs/access.md`.
pub fn table() -> String {
    let roles = [
        Role::Learner,
        Role::Manager,
        Role::Trainer,
        Role::TrainingLead,
        Role::BusinessManager,
        Role::Administrator,
        Role::Program,
    ];
    let mut text = String::from("| Act | What it does |");
    for role in roles {
        let _ = write!(text, " {} |", role.title());
    }
    let _ = writeln!(text, "\n|---|---|{}", "---|".repeat(roles.len()));
    for (name, does, rule) in all() {
        let _ = write!(text, "| `{name}` | {does} |");
        for role in roles {
            let reaches: Vec<_> = rule
                .iter()
                .filter(|a| a.0 == role)
                .map(|a| a.1.title())
                .collect();
            let _ = write!(
                text,
                " {} |",
                if reaches.is_empty() {
                    "–".to_owned()
                } else {
                    reaches.join(", ")
                }
            );
        }
        text.push('\n');
    }
    text
}
