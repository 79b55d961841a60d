//! The program under test.

use crate::{Browser, PersonBuilder, database};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use content::EmailText;
use domain::{
    access::{Actor, ManageOrganisations, SortPosts, permit},
    framework::{Asked, AskedOf, ClassificationRule, Pattern, RuleChange},
    ids::{BoardId, ClassificationRuleId, DistrictId, OrganisationId},
    organisations::{LocalContacts, OrganisationKind, typed_teams},
};
use server::{
    assets::Files, config::Options, demo, jobs, mailer::Mailer, password::Passwords, site,
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};
use store::{
    Clock,
    framework::{
        cohorts::{change_rules, preview},
        in_force,
    },
    organisations::{
        NewBoard, NewOrganisation, add_district, add_organisation, boards, organisations, set_board,
    },
};
use tokio::{net::TcpListener, task::JoinHandle};
use ui::web::Site;

static NUMBER: AtomicU32 = AtomicU32::new(0);
/// Read once for all tests, with all the content they are part of.
static EMAILS: LazyLock<Vec<EmailText>> =
    LazyLock::new(|| site::emails().expect("the content is right"));

/// The instant at which the clock of tests stands: ten o'clock on 22 November 2026, or `CASCADE_TEST_NOW`, which is a day
/// such as `2028-02-29`, then at ten o'clock, or an instant such as `2027-03-28T00:59:30Z`.
pub(crate) fn start() -> DateTime<Utc> {
    let now = std::env::var("CASCADE_TEST_NOW").unwrap_or_else(|_| "2026-11-22".to_owned());
    if let Ok(instant) = now.parse::<DateTime<Utc>>() {
        return instant;
    }
    let day: NaiveDate = now
        .parse()
        .expect("CASCADE_TEST_NOW is a day or an instant in UTC");
    day.and_time(NaiveTime::from_hms_opt(10, 0, 0).expect("ten o'clock"))
        .and_utc()
}

/// A mail that went out.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The whole message, as it went out.
    pub raw: String,
}

impl Mail {
    /// Whether it went to an address.
    pub fn is_to(&self, address: &str) -> bool {
        self.raw
            .lines()
            .any(|line| line.starts_with("To:") && line.contains(address))
    }

    /// The first web address in it that contains some text, put together again where a line was broken.
    pub fn link(&self, containing: &str) -> Option<String> {
        let text = self.raw.replace("=\r\n", "").replace("=3D", "=");
        let words = text.split(|c: char| c.is_whitespace() || "<>\"()[]".contains(c));
        words
            .filter(|word| word.starts_with("http"))
            .find(|word| word.contains(containing))
            .map(str::to_owned)
    }
}

/// The program, serving on a port of this machine, with its own database, clock and mail.
pub struct TestApp {
    /// Database, clock, jobs.
    pub site: Site,
    /// Hashes passwords, quickly.
    pub passwords: Passwords,
    address: SocketAddr,
    mailer: Mailer,
    folder: PathBuf,
    mail: PathBuf,
    database_url: String,
    server: JoinHandle<()>,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl TestApp {
    /// Starts it on a fresh database with the content and nobody in it.
    pub async fn start() -> Self {
        Self::start_with(Options::default()).await
    }

    /// Starts it with options of the test's own, such as the address under which people reach it. Database and data
    /// folder are the test's in any case.
    pub async fn start_with(options: Options) -> Self {
        Self::start_by(Clock::held_at(start()), options).await
    }

    /// Starts it by the machine's clock, so that processes can serve the same database beside it.
    pub async fn start_by_the_machines_clock() -> Self {
        Self::start_by(Clock::system(), Options::default()).await
    }

    async fn start_by(clock: Clock, options: Options) -> Self {
        let database_url = database::fresh().await;
        let services = database::open(&database_url, clock).await;
        let folder =
            database::folder().join(format!("app-{}", NUMBER.fetch_add(1, Ordering::SeqCst)));
        let options = Options {
            data: Some(folder.display().to_string()),
            ..options
        };
        let config = options
            .into_config()
            .expect("the tests' configuration is right");
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("the listener has an address");
        let files = Files::load();
        let site = site::site(services, &config, &files, address, EMAILS.clone());
        let passwords = Passwords::with_memory(site.ids.clone(), 64);
        let router = site::router(&site, files, &passwords);
        let server = tokio::spawn(async move {
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            axum_serve(listener, service).await;
        });
        let mailer = Mailer::new(&config.mail, &folder).expect("mail is written into files");
        Self {
            site,
            passwords,
            address,
            mailer,
            mail: folder.join("mail"),
            folder,
            database_url,
            server,
        }
    }

    /// Starts it with the demo partnership.
    pub async fn with_demo() -> Self {
        let app = Self::start().await;
        demo::import(app.site.services(), &app.passwords, 400)
            .await
            .expect("the demo can be loaded");
        app
    }

    /// The folder into which mail goes.
    pub fn mail_folder(&self) -> &Path {
        &self.mail
    }

    /// The folder in which it keeps what is not in the database.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The address of its database.
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// Where it serves: `http://127.0.0.1:…`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A browser in which nobody has signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(self.url())
    }

    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        self.site.clock.advance(by);
    }

    /// Runs the jobs until there is nothing left to do.
    pub async fn run_jobs(&self) {
        jobs::until_done(&self.site, &self.mailer)
            .await
            .expect("the jobs run");
    }

    /// Runs the jobs and gives all mail that has gone out so far.
    pub async fn mails(&self) -> Vec<Mail> {
        self.run_jobs().await;
        let mut files: Vec<_> = std::fs::read_dir(&self.mail)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .collect();
        files.sort();
        files
            .iter()
            .filter_map(|file| std::fs::read_to_string(file).ok())
            .map(|raw| Mail { raw })
            .collect()
    }

    /// The mails to one address.
    pub async fn mails_to(&self, address: &str) -> Vec<Mail> {
        self.mails()
            .await
            .into_iter()
            .filter(|mail| mail.is_to(address))
            .collect()
    }

    /// Somebody without a role.
    pub fn learner(&self) -> PersonBuilder<'_> {
        PersonBuilder::new(self, None)
    }

    /// A line manager.
    pub fn manager(&self) -> PersonBuilder<'_> {
        PersonBuilder::new(self, Some(domain::access::Role::Manager))
    }

    /// A trainer.
    pub fn trainer(&self) -> PersonBuilder<'_> {
        PersonBuilder::new(self, Some(domain::access::Role::Trainer))
    }

    /// A training lead, of the organisation where they work.
    pub fn training_lead(&self) -> PersonBuilder<'_> {
        PersonBuilder::new(self, Some(domain::access::Role::TrainingLead))
    }

    /// A business manager, of the board in whose area they work.
    pub fn business_manager(&self) -> PersonBuilder<'_> {
        PersonBuilder::new(self, Some(domain::access::Role::BusinessManager))
    }

    /// An administrator.
    pub fn administrator(&self) -> PersonBuilder<'_> {
        PersonBuilder::new(self, Some(domain::access::Role::Administrator))
    }

    /// The organisation of a name, made with its own district and board where there is none. "Northside" works in the
    /// district "Northside district" with the board "Northside Board".
    pub async fn organisation(&self, name: &str) -> OrganisationId {
        let services = self.site.services();
        let known = organisations(services)
            .await
            .expect("organisations can be read");
        if let Some(known) = known.into_iter().find(|o| o.name == name) {
            return known.id;
        }
        self.organisation_in(name, name).await
    }

    /// An organisation in the district of another name, so that two can share a board.
    pub async fn organisation_in(&self, name: &str, district: &str) -> OrganisationId {
        let services = self.site.services();
        let permit = permit(&Actor::Program, ManageOrganisations {}).expect("the program may");
        let (district, _) = self.district(district).await;
        let new = NewOrganisation {
            district,
            name: name.to_owned(),
            kind: OrganisationKind::Council,
            first_responder: true,
            teams: typed_teams("Team one"),
        };
        add_organisation(services, &permit, &new)
            .await
            .expect("the organisation can be added")
    }

    /// The board in whose area an organisation of a name works.
    pub async fn board(&self, name: &str) -> BoardId {
        self.organisation(name).await;
        self.district(name).await.1
    }

    /// A rule, asked before the others, that sorts posts of a job title in an organisation: these questions are answered
    /// yes, all others no.
    pub async fn rule(
        &self,
        organisation: &str,
        title: &str,
        yes: &[&str],
    ) -> ClassificationRuleId {
        let services = self.site.services();
        let organisation = self.organisation(organisation).await;
        let may = permit(&Actor::Program, SortPosts { organisation }).expect("the program may");
        let in_force = in_force(services, services.today()).await;
        let framework = in_force
            .expect("the framework can be read")
            .expect("there is one")
            .framework;
        let questions = framework
            .questions
            .iter()
            .filter(|q| q.asked_of == AskedOf::Post);
        let rule = ClassificationRule {
            id: services.new_id(),
            organisation: Some(organisation),
            job_title: Pattern::new(title),
            team: Pattern::new(""),
            answers: questions
                .map(|q| (q.code.clone(), yes.contains(&q.code.as_str())))
                .collect(),
            decided_by: None,
            decided_at: services.now(),
        };
        let id = rule.id;
        let change = RuleChange::Add(rule, Asked::First);
        let moving = preview(services, &may, &change)
            .await
            .expect("posts can be sorted");
        change_rules(services, &may, &change, &moving.people)
            .await
            .expect("the rule can be kept");
        id
    }

    async fn district(&self, name: &str) -> (DistrictId, BoardId) {
        let services = self.site.services();
        let board_name = format!("{name} Board");
        let known = boards(services).await.expect("boards can be read");
        if let Some(board) = known.iter().find(|b| b.name == board_name) {
            return (district_of(services, board.id).await, board.id);
        }
        let manage = permit(&Actor::Program, ManageOrganisations {}).expect("the program may");
        let number = known.len();
        let prefix = format!("T{}", char::from(b'A' + u8::try_from(number).unwrap_or(0)));
        let new = NewBoard {
            district: format!("{name} district"),
            name: board_name,
            prefix,
        };
        let ids = add_district(services, &manage, &new)
            .await
            .expect("the district can be added");
        self.set_contacts(ids.1).await;
        ids
    }

    /// Gives a board a signatory and contacts, as an administrator.
    async fn set_contacts(&self, board: BoardId) {
        let services = self.site.services();
        let known = boards(services).await.expect("boards can be read");
        let before = known
            .iter()
            .find(|b| b.id == board)
            .expect("the board was just added");
        let administrator = Actor::Person {
            person: services.new_id(),
            account: services.new_id(),
            name: "Test".to_owned(),
            grants: vec![domain::access::Grant {
                role: domain::access::Role::Administrator,
                organisation: None,
                board: None,
                whose: None,
            }],
        };
        let permit = permit(&administrator, domain::access::SetBoard { board })
            .expect("an administrator may");
        let contacts = LocalContacts {
            adults: "01632 960 001".to_owned(),
            children: "01632 960 002".to_owned(),
            police: "01632 960 003".to_owned(),
            office: "office@board.example".to_owned(),
        };
        let signatory = ("Imani Whitlock", "Independent Chair");
        set_board(services, &permit, before, signatory, &contacts)
            .await
            .expect("the board can be set");
    }
}

async fn district_of(services: &store::Services, board: BoardId) -> DistrictId {
    store::organisations::district_of(services, board)
        .await
        .expect("districts can be read")
        .expect("the board has one")
}

async fn axum_serve(
    listener: TcpListener,
    service: axum::extract::connect_info::IntoMakeServiceWithConnectInfo<axum::Router, SocketAddr>,
) {
    axum::serve(listener, service)
        .await
        .expect("serving does not end by itself");
}
