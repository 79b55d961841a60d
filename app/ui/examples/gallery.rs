//! Every component on one page, to look at.
//!
//! ```text
//! node frontend/build.mjs --out /tmp/gallery/assets
//! cargo run -p ui --example gallery -- /tmp/gallery
//! ```
//!
//! writes `index.html`, `error.html` and `interruption.html` beside `assets`. Serve that folder
//! by HTTP to see the scripts at work.

use leptos::prelude::*;
use std::path::PathBuf;
use ui::ui::{
    Account, Alert, AlertKind, Alternative, Assets, Autocomplete, BackLink, BannerKind,
    Breadcrumbs, Button, ButtonGroup, ButtonKind, ButtonLink, CallOut, CallOutKind, CaptionKind,
    CheckboxSize, Checkboxes, Choice, Column, Content, ContentsList, DateInput, DatePart, Details,
    ErrorItem, ErrorSummary, Field, Fieldset, FileUpload, FilterGroup, FilterLayout, Here,
    IdentityBar, InputMode, InputType, InputWidth, InsetText, Journey, LabelKind, Letters, Level,
    Link, ListPages, Narrow, NavItem, NotificationBanner, PageHeading, PageLink, PageState,
    Pagination, Panel, PanelKind, PanelLink, PasswordInput, Picture, Pixels, ProgressBar, Prose,
    RadioLayout, Radios, Select, ShellProps, Size, Spellcheck, Stat, Stats, Step, StepState,
    SubNavigation, SummaryCard, SummaryList, SummaryRow, Table, Tag, TagColour, Task, TaskList,
    TaskStatus, TextInput, Textarea, Timeline, TimelineItem, TwoThirds, WarningText, page_shell,
};

fn main() {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .expect("the folder to write to is given"),
    );
    let manifest = std::fs::read_to_string(folder.join("assets/manifest.json"))
        .expect("the styles were built into `assets` in that folder");
    let assets = Assets::from_manifest(&manifest, "assets/").expect("the manifest is complete");
    let pages = [
        ("index.html", gallery(), "Every component", PageState::Fine),
        (
            "error.html",
            faulty_form(),
            "Add a person",
            PageState::Invalid,
        ),
        (
            "interruption.html",
            interruption(),
            "Before you read on",
            PageState::Fine,
        ),
    ];
    for (file, content, title, state) in pages {
        let html = Owner::new().with(|| {
            let mut page = ShellProps::new(title, assets.clone(), "gallery", content);
            page.state = state;
            page.navigation = vec![
                NavItem::new("My training", "#").here(Here::Section),
                NavItem::new("Sessions", "#"),
                NavItem::new("Certificates", "#"),
                NavItem::new("People", "#"),
            ];
            page.account = Some(Account {
                name: "Siân O’Connor-Nwachukwu".to_owned(),
                href: "#".to_owned(),
                sign_out: view! {
                    <form method="post" action="#">
                        <Button text="Sign out" kind=ButtonKind::Link/>
                    </form>
                }
                .into_any(),
            });
            page.notice = Some("Demonstration: the people on these pages are invented.".to_owned());
            page.before = Some(match state {
                PageState::Fine => trail(),
                PageState::Invalid => view! { <BackLink href="#"/> }.into_any(),
            });
            page.footer_note =
                Some("Run by the Northmoor Safeguarding Adults Partnership.".to_owned());
            page_shell(page).into_view().to_html()
        });
        std::fs::write(folder.join(file), html).expect("the folder can be written to");
    }
}

fn trail() -> AnyView {
    let above = vec![
        Link::new("My training", "#"),
        Link::new("Modern slavery awareness", "#"),
    ];
    view! { <Breadcrumbs items=above current="Spotting the signs"/> }.into_any()
}

fn gallery() -> AnyView {
    view! {
        <NotificationBanner
            kind=BannerKind::Success
            text="You have booked a place on Modern slavery: first responders."
        >
            <p class="govuk-body">
                "We have sent the details to sian@northmoor.example. "
                <a class="govuk-notification-banner__link" href="#">
                    "See your sessions"
                </a>
            </p>
        </NotificationBanner>
        <TwoThirds>
            <PageHeading text="Your training" caption="Siân O’Connor-Nwachukwu"/>
            <ProgressBar label="Training completed" done=3 of=8/>
            {tasks()}
            {learning()}
            {forms()}
        </TwoThirds>
        {casework()}
        <TwoThirds>{messages()}</TwoThirds>
    }
    .into_any()
}

fn tasks() -> impl IntoView {
    let tag = |colour, text: &str| TaskStatus::Tag(colour, text.to_owned());
    let items = vec![
        Task::new(
            "Modern slavery awareness",
            TaskStatus::Plain("Completed".to_owned()),
        )
        .href("#")
        .hint("Completed on 4 March 2027. Valid until 4 March 2030."),
        Task::new(
            "Modern slavery: first responder",
            tag(TagColour::Blue, "In progress"),
        )
        .href("#")
        .hint("Due by 30 June 2027, because you work in adult social care."),
        Task::new(
            "Trauma-informed conversations",
            tag(TagColour::Red, "Overdue"),
        )
        .href("#")
        .hint("Was due on 31 January 2027."),
        Task::new(
            "Train the trainer",
            TaskStatus::CannotStart("Cannot start yet".to_owned()),
        )
        .hint("Complete the first responder module before this one."),
    ];
    view! {
        <h2 class="govuk-heading-m">"What you need to do"</h2>
        <TaskList items=items/>
        <p class="govuk-body">
            <Tag text="In date" colour=TagColour::Green/>
            " "
            <Tag text="Due soon" colour=TagColour::Orange/>
            " "
            <Tag text="Waiting" colour=TagColour::Yellow/>
            " "
            <Tag text="Withdrawn" colour=TagColour::Grey/>
            " "
            <Tag text="Issued" colour=TagColour::Magenta/>
            " "
            <Tag text="With trainer" colour=TagColour::Purple/>
            " "
            <Tag text="New" colour=TagColour::Teal/>
        </p>
    }
}

const PROSE: &str = "<p class=\"govuk-body\">A car wash seems busy and cheap. The same four men \
    work there every day, and one man takes all the money.</p>\
    <h2 class=\"govuk-heading-m\">What you might see</h2>\
    <ul class=\"govuk-list govuk-list--bullet\"><li>People who look <strong>tired or hurt</strong> \
    and avoid talking</li><li>Somebody who answers for them</li></ul>\
    <p>None of these proves anything. <a href=\"#\">Tell your safeguarding lead</a>.</p>\
    <div class=\"app-callout app-callout--important\"><p class=\"govuk-body app-callout__label\">\
    <strong>Important</strong></p><p class=\"govuk-body\">Do not confront anybody.</p></div>\
    <table class=\"govuk-table\"><thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">\
    <th scope=\"col\" class=\"govuk-table__header\">Sign</th>\
    <th scope=\"col\" class=\"govuk-table__header\">What else it may be</th></tr></thead><tbody>\
    <tr class=\"govuk-table__row\"><td class=\"govuk-table__cell\">No passport</td>\
    <td class=\"govuk-table__cell\">It was lost</td></tr></tbody></table>";

fn learning() -> impl IntoView {
    let steps = vec![
        Step::new("Why this matters", "#", StepState::Done).detail("2 minutes"),
        Step::new("A morning’s work", "#", StepState::Done).detail("3 minutes"),
        Step::new("Spotting the signs", "#", StepState::Current).detail("3 minutes"),
        Step::new("What to do", "#", StepState::Open).detail("4 minutes"),
        Step::new("Quiz", "#", StepState::Locked).detail("10 questions"),
    ];
    let signs = Field::new("spot")
        .label("Which of these is a reason to speak to your safeguarding lead?")
        .hint("Select one.");
    let answers = vec![
        Choice::new("a", "One person holds everybody’s passports"),
        Choice::new("b", "A colleague has an accent"),
        Choice::new("c", "Someone works nights").hint("Many people do, by choice."),
    ];
    view! {
        <PageHeading text="Spotting the signs" caption="Screen 3 of 9" size=Size::Large/>
        <Prose html=PROSE/>
        <Picture
            src="assets/../picture.svg"
            alternative=Alternative::Text("A car wash: four workers, one man watching.".to_owned())
            size=Some(Pixels { width: 640, height: 240 })
            caption="What do you notice first?"
        />
        <CallOut kind=CallOutKind::Important title="In an emergency">
            <p class="govuk-body">"If somebody is in danger now, call 999."</p>
        </CallOut>
        <CallOut kind=CallOutKind::Tip title="Trust your instinct" level=Level::H3>
            <p class="govuk-body">"You do not need proof to tell somebody."</p>
        </CallOut>
        <CallOut title="Did you know?" level=Level::H3>
            <p class="govuk-body">"Most referrals in the UK are of UK nationals."</p>
        </CallOut>
        <CallOut kind=CallOutKind::Support title="If this affected you" level=Level::H3>
            <p class="govuk-body">"You can stop at any time. Your place is kept."</p>
        </CallOut>
        <Radios field=signs choices=answers legend=LabelKind::Sized(Size::Medium)/>
        <ButtonGroup>
            <Button text="Check your answer"/>
            <a class="govuk-link" href="#">
                "Stop for now"
            </a>
        </ButtonGroup>
        <Pagination
            previous=Some(PageLink::new("#").text("Previous").label("A morning’s work"))
            next=Some(PageLink::new("#").text("Next").label("What to do"))
            label="Screens"
        />
        <h2 class="govuk-heading-m">"In this module"</h2>
        <ContentsList label="Screens of this module" steps=steps/>
        <Details summary="Why we ask you to do this">
            "Your board asks everyone who meets the public to know the signs."
        </Details>
        <InsetText>"You can leave at any time and come back to the same screen."</InsetText>
        <WarningText text="You can try the quiz three times. After that, ask your training lead."/>
    }
}

fn forms() -> impl IntoView {
    let organisations = vec![
        Choice::new("", "Select an organisation"),
        Choice::new("1", "Northmoor Council"),
        Choice::new("2", "Riverside NHS Trust"),
    ];
    let needs = vec![
        Choice::new("step_free", "Step-free access"),
        Choice::new("bsl", "British Sign Language").hint("We book an interpreter."),
        Choice::divider("or"),
        Choice::new("none", "None of these").exclusive(),
    ];
    let yes_no = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    view! {
        <h2 class="govuk-heading-l">"Forms"</h2>
        <TextInput
            field=Field::new("work_email").label("Work e-mail").hint("We send certificates here.")
            kind=InputType::Email
            autocomplete=Autocomplete::Email
            spellcheck=Spellcheck::Off
        />
        <TextInput
            field=Field::new("pass_mark").label("Pass mark").value("80")
            width=InputWidth::Chars3
            suffix="%"
            inputmode=InputMode::Numeric
        />
        <PasswordInput field=Field::new("password").label("Password")/>
        <TextInput
            field=Field::new("code").label("Code from your app").value("123456")
            width=InputWidth::Chars10
            letters=Letters::Spaced
            autocomplete=Autocomplete::OneTimeCode
            inputmode=InputMode::Numeric
        />
        <Textarea field=Field::new("notes").label("Anything we should know?") rows=3/>
        <Select
            field=Field::new("organisation").label("Organisation").value("2")
            choices=organisations
        />
        <Checkboxes
            field=Field::new("needs").label("What do you need on the day?").values(["bsl"])
            choices=needs
            legend=LabelKind::Sized(Size::Medium)
        />
        <Radios
            field=Field::new("attended").label("Did she attend?").value("yes")
            choices=yes_no
            layout=RadioLayout::Inline
        />
        <DateInput field=Field::new("started_on")
            .label("When did she start?")
            .hint("For example, 27 3 2027.")
            .date("27", "3", "")/>
        <Fieldset text="Where is the training?" legend=LabelKind::Sized(Size::Medium)>
            <TextInput field=Field::new("building").label("Building") width=InputWidth::TwoThirds/>
            <TextInput
                field=Field::new("postcode").label("Postcode")
                width=InputWidth::Chars10
                autocomplete=Autocomplete::Postcode
            />
        </Fieldset>
        <FileUpload field=Field::new("people").label("List of people (CSV)") accept=".csv"/>
        <ButtonGroup>
            <Button text="Save and continue"/>
            <Button text="Save as a draft" kind=ButtonKind::Secondary/>
            <Button text="Remove this person" kind=ButtonKind::Warning/>
            <Button text="Show the letters" kind=ButtonKind::Link/>
        </ButtonGroup>
        <ButtonLink text="Start the module" href="#" journey=Journey::Starts/>
    }
}

fn casework() -> impl IntoView {
    let pages = vec![
        NavItem::new("Training", "#").here(Here::Page),
        NavItem::new("Certificates", "#"),
        NavItem::new("Posts", "#"),
        NavItem::new("History", "#"),
    ];
    let stats = vec![
        Stat::new("66%", "in date").sentence("41 of 62 staff, on 30 June 2027"),
        Stat::new("12", "due soon")
            .sentence("within the next 60 days")
            .href("#"),
        Stat::new("9", "overdue").href("#"),
    ];
    let change = |what: &str| Link::new("Change", "#").hidden_text(what);
    let facts = vec![
        SummaryRow::new("Name", "Bartholomew Ó Súilleabháin").action(change("name")),
        SummaryRow::new(
            "Works at",
            Content::lines(["Riverside NHS Trust", "Acute medicine"]),
        )
        .action(change("place of work"))
        .action(Link::new("End", "#").hidden_text("this post")),
        SummaryRow::new("Cohort", "Front-line practitioners"),
    ];
    let card = SummaryCard::new("Certificate NM-2027-000123")
        .level(Level::H3)
        .action(Link::new("Download", "#"))
        .action(Link::new("Revoke", "#"));
    let card_facts = vec![
        SummaryRow::new("Issued", "4 March 2027"),
        SummaryRow::new("Valid until", "4 March 2030"),
    ];
    let events = vec![
        TimelineItem::new(
            "Certificate issued",
            "4 March 2027 at 2:15pm",
            "2027-03-04T14:15:00Z",
        )
        .by("Gwen Abara, business manager")
        .detail("Number NM-2027-000123."),
        TimelineItem::new(
            "Module passed",
            "3 March 2027 at 10:42am",
            "2027-03-03T10:42:00Z",
        )
        .detail("9 of 10 questions right, at the first attempt."),
    ];
    view! {
        <IdentityBar title="Bartholomew Ó Súilleabháin" detail="Ward manager, Riverside NHS Trust">
            <Tag text="In date" colour=TagColour::Green/>
        </IdentityBar>
        <SubNavigation label="This person" items=pages/>
        <Alert kind=AlertKind::Success title="The certificate has been issued"/>
        <Alert kind=AlertKind::Warning title="Two people have no e-mail address">
            <p class="govuk-body">
                "Give them their joining slips on paper. " <a href="#">"Print the slips"</a>
            </p>
        </Alert>
        <Alert title="The framework changes on 1 September"/>
        <Alert kind=AlertKind::Error title="Three rows could not be read"/>
        <Stats items=stats/>
        <SummaryList rows=facts/>
        <SummaryList rows=card_facts card=card/>
        <Timeline items=events level=Level::H3/>
        {people()}
    }
}

fn people() -> impl IntoView {
    let person = |name: &str, cohort: &str, done: &str, colour, status: &str| {
        let link = view! { <a class="govuk-link" href="#">{name.to_owned()}</a> };
        let status = view! { <Tag text=status.to_owned() colour=colour/> };
        vec![
            link.into_any().into(),
            cohort.into(),
            done.into(),
            Content::from(status.into_any()),
        ]
    };
    let rows = vec![
        person(
            "Asha Ramgoolam",
            "Front-line practitioners",
            "8",
            TagColour::Green,
            "In date",
        ),
        person("Ben Thorne", "All staff", "1", TagColour::Red, "Overdue"),
        person(
            "Chidi Eze",
            "Managers and commissioners",
            "11",
            TagColour::Orange,
            "Due soon",
        ),
    ];
    let head = vec![
        Column::new("Name"),
        Column::new("Cohort"),
        Column::numeric("Completed"),
        Column::new("Status"),
    ];
    let selected = vec![FilterGroup::new(
        "Status",
        vec![Link::new("Overdue", "#"), Link::new("Due soon", "#")],
    )];
    let filters = view! {
        <TextInput field=Field::new("name_like").label("Name") kind=InputType::Search/>
        <Checkboxes
            field=Field::new("status").label("Status").values(["overdue", "soon"])
            choices=vec![
                Choice::new("overdue", "Overdue"),
                Choice::new("soon", "Due soon"),
                Choice::new("in_date", "In date"),
            ]
            size=CheckboxSize::Small
            legend=LabelKind::Sized(Size::Small)
        />
    };
    view! {
        <FilterLayout
            action="#"
            filters=filters.into_any()
            selected=selected
            clear_href="#"
        >
            <Table
                caption="62 people at Riverside NHS Trust"
                caption_kind=CaptionKind::Sized(Size::Medium)
                head=head
                rows=rows
                narrow=Narrow::Scroll
            />
            <ListPages current=3 last=12 href=Box::new(|page| format!("?page={page}"))/>
        </FilterLayout>
    }
}

fn messages() -> impl IntoView {
    view! {
        <Panel title="Place booked" level=Level::H2>
            "Your reference is" <br/> <strong>"NM-4821"</strong>
        </Panel>
    }
}

fn faulty_form() -> AnyView {
    let email = Field::new("work_email")
        .label("Work e-mail")
        .value("sian@northmoor")
        .error(Some(
            "Enter an e-mail address in the correct format, like name@example.org",
        ));
    let post = Field::new("kind")
        .label("What kind of contract does she have?")
        .error(Some("Select the kind of contract"));
    let started = Field::new("started_on")
        .label("When did she start?")
        .hint("For example, 27 3 2027.")
        .date("27", "13", "2027")
        .error(Some("The start date must include a real month"))
        .wrong_parts([DatePart::Month]);
    let errors = ErrorItem::of([&email, &post, &started]);
    let kinds = vec![
        Choice::new("staff", "Employee"),
        Choice::new("agency", "Agency worker"),
    ];
    view! {
        <TwoThirds>
            <ErrorSummary errors=errors/>
            <PageHeading text="Add a person"/>
            <form method="post" novalidate>
                <TextInput field=email kind=InputType::Email/>
                <Radios field=post choices=kinds/>
                <DateInput field=started/>
                <Textarea field=Field::new("notes").label("Notes").error(Some("Enter notes"))/>
                <Button text="Save and continue"/>
            </form>
        </TwoThirds>
    }
    .into_any()
}

fn interruption() -> AnyView {
    let actions = view! {
        <ButtonLink text="Go on" href="#" kind=ButtonKind::Inverse/>
        <PanelLink text="Stop for now" href="#"/>
    };
    view! {
        <Panel
            title="The next screen describes violence"
            kind=PanelKind::Interruption
            actions=actions.into_any()
        >
            <p class="govuk-body">
                "It tells what a young man went through. You can skip it, or come back another day."
            </p>
        </Panel>
    }
    .into_any()
}
