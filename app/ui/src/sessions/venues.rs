//! The venues of the organisations whose training one leads: kept once, chosen for each session.

use super::whose::{ask, led, named};
use crate::{
    ui::{
        Autocomplete, BackLink, BannerKind, Button, ButtonGroup, ButtonKind, ButtonLink,
        CheckboxSize, Checkboxes, Choice, Column, Content, Field, InputType, InsetText, LabelKind,
        Narrow, NotificationBanner, PageHeading, Size, Spellcheck, Table, Tag, TagColour,
        TextInput, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{prose, required, wrong},
    },
};
use domain::{
    access::{KeepVenues, Permit},
    catalogue::web_address,
    ids::{OrganisationId, VenueId},
    sessions::Venue,
};
use leptos::prelude::*;
use store::{StoreError, sessions};

/// The longest answer, in characters.
const LONGEST: usize = 1000;

const SMALL: LabelKind = LabelKind::Sized(Size::Small);

pub(super) async fn list(visit: Visit) -> Result<Answer, Problem> {
    let led = led(&visit).await?;
    let ids: Vec<_> = led.iter().map(|(id, _)| *id).collect();
    let venues = sessions::list_venues(visit.services(), &ids).await?;
    let is_kept = visit.query.text("done") == "kept";
    Ok(
        Page::new("Venues", move || list_view(&led, &venues, is_kept))
            .section("/sessions")
            .before(|| view! { <BackLink href="/sessions" text="Sessions"/> })
            .into(),
    )
}

fn list_view(led: &[(OrganisationId, String)], venues: &[Venue], is_kept: bool) -> AnyView {
    let banner = is_kept.then(
        || view! { <NotificationBanner kind=BannerKind::Success text="The venue has been saved."/> },
    );
    let whose = |venue: &Venue| {
        let own = led.iter().find(|(id, _)| *id == venue.organisation);
        own.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let row = |venue: &Venue| {
        let (to, name) = (format!("/venues/{}", venue.id), venue.name.clone());
        let tag = (!venue.is_in_use)
            .then(|| view! { " " <Tag text="No longer used" colour=TagColour::Grey/> });
        let name = view! { <a class="govuk-link" href=to>{name}</a> {tag} }.into_any();
        vec![
            Content::from(name),
            Content::lines(venue.address.lines().map(str::to_owned)),
            whose(venue).into(),
        ]
    };
    let rows: Vec<_> = venues.iter().map(row).collect();
    let list = if rows.is_empty() {
        view! { <InsetText>"There is no venue yet. Add one, and choose it for each session there."</InsetText> }
            .into_any()
    } else {
        let head = ["Venue", "Address", "Organisation"]
            .map(Column::new)
            .to_vec();
        view! { <Table caption="Venues" caption_kind=crate::ui::CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/> }
            .into_any()
    };
    view! {
        {banner}
        <PageHeading text="Venues"/>
        <p class="govuk-body">
            "What helps people to get there and take part is shown with every session at the venue."
        </p>
        <ButtonLink text="Add a venue" href="/venues/new" kind=ButtonKind::Secondary/>
        {list}
    }
    .into_any()
}

/// The questions about a venue with what was answered.
#[derive(Clone)]
struct VenueForm {
    name: Field,
    address: Field,
    map_link: Field,
    rooms: Field,
    access: Field,
    parking: Field,
    transport: Field,
    unused: Field,
}

impl VenueForm {
    fn of(text: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(text(name));
        Self {
            name: field("name", "Name of the venue"),
            address: field("address", "Address").hint("With the postcode"),
            map_link: field("map_link", "Link to a map (optional)").hint("It begins with https://"),
            rooms: field("rooms", "Rooms (optional)").hint("One a line"),
            access: field("access", "Access (optional)")
                .hint("Step-free access, hearing loop, toilets, quiet room, prayer room"),
            parking: field("parking", "Parking (optional)").hint("Also for Blue Badge holders"),
            transport: field("transport", "Public transport (optional)"),
            unused: field("unused", ""),
        }
    }

    fn typed(fields: &Fields) -> Self {
        Self::of(|name| fields.first(name).trim().to_owned())
    }

    fn kept(venue: &Venue) -> Self {
        Self::of(|name| match name {
            "name" => venue.name.clone(),
            "address" => venue.address.clone(),
            "map_link" => venue.map_link.clone(),
            "rooms" => venue.rooms.clone(),
            "access" => venue.access.clone(),
            "parking" => venue.parking.clone(),
            "transport" => venue.transport.clone(),
            _ if venue.is_in_use => String::new(),
            _ => "1".to_owned(),
        })
    }

    fn fields(&self) -> [&Field; 7] {
        [
            &self.name,
            &self.address,
            &self.map_link,
            &self.rooms,
            &self.access,
            &self.parking,
            &self.transport,
        ]
    }

    /// The venue; none when something is wrong, which the fields then say.
    fn check(&mut self, id: VenueId, organisation: OrganisationId) -> Option<Venue> {
        let link = self.map_link.current().to_owned();
        if !link.is_empty()
            && let Err(refusal) = web_address(&link)
        {
            wrong(&mut self.map_link, refusal.to_string());
        }
        let venue = Venue {
            id,
            organisation,
            name: required(&mut self.name, "Name", "Enter the name of the venue"),
            address: prose(&mut self.address, "Address", LONGEST),
            map_link: link,
            rooms: prose(&mut self.rooms, "Rooms", LONGEST),
            access: prose(&mut self.access, "Access", LONGEST),
            parking: prose(&mut self.parking, "Parking", LONGEST),
            transport: prose(&mut self.transport, "Public transport", LONGEST),
            is_in_use: self.unused.current().is_empty(),
        };
        if venue.address.is_empty() {
            wrong(&mut self.address, "Enter the address");
        }
        let is_right = self.fields().iter().all(|field| field.error.is_none());
        is_right.then_some(venue)
    }
}

pub(super) async fn empty(visit: Visit) -> Result<Answer, Problem> {
    let Some(organisation) = named(&visit)? else {
        return Ok(ask(&visit, "/venues/new").await?.into());
    };
    visit.permit(KeepVenues { organisation })?;
    let form = VenueForm::typed(&Fields::default());
    Ok(shown(form, "Add a venue", organisation).into())
}

pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let organisation = named(&visit)?.ok_or(Problem::NotFound)?;
    let permit = visit.permit(KeepVenues { organisation })?;
    let mut form = VenueForm::typed(&visit.form);
    if let Some(venue) = form.check(VenueId::NOTHING, organisation) {
        match sessions::add_venue(visit.services(), &permit, &venue).await {
            Ok(_) => return Ok(see("/venues?done=kept")),
            Err(StoreError::Conflict) => is_there(&mut form),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(shown(form, "Add a venue", organisation).into())
}

fn is_there(form: &mut VenueForm) {
    wrong(
        &mut form.name,
        "Your organisation has a venue of this name already",
    );
}

/// The venue in the address, for those who keep it.
async fn found(visit: &Visit) -> Result<(Venue, Permit<KeepVenues>), Problem> {
    let venue = sessions::find_venue(visit.services(), visit.param("venue")?).await?;
    let venue = venue.ok_or(Problem::NotFound)?;
    let organisation = venue.organisation;
    let permit = visit.permit(KeepVenues { organisation })?;
    Ok((venue, permit))
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (venue, _) = found(&visit).await?;
    Ok(shown(
        VenueForm::kept(&venue),
        "Change a venue",
        venue.organisation,
    )
    .into())
}

pub(super) async fn change(visit: Visit) -> Result<Answer, Problem> {
    let (before, permit) = found(&visit).await?;
    let mut form = VenueForm::typed(&visit.form);
    if let Some(venue) = form.check(before.id, before.organisation) {
        match sessions::change_venue(visit.services(), &permit, &venue).await {
            Ok(()) => return Ok(see("/venues?done=kept")),
            Err(StoreError::Conflict) => is_there(&mut form),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(shown(form, "Change a venue", before.organisation).into())
}

fn shown(form: VenueForm, title: &'static str, organisation: OrganisationId) -> Page {
    let errors_of = form.clone();
    let page = Page::new(title, move || view(form, title, organisation))
        .section("/sessions")
        .before(|| view! { <BackLink href="/venues" text="Venues"/> });
    page.errors(&errors_of.fields())
}

fn view(form: VenueForm, title: &'static str, organisation: OrganisationId) -> AnyView {
    let unused = vec![
        Choice::new("1", "This venue is no longer used")
            .hint("It is not offered for further sessions. Those that are on stay as they are"),
    ];
    let unused = (title == "Change a venue")
        .then(|| view! { <Checkboxes field=form.unused choices=unused size=CheckboxSize::Small/> });
    view! {
        <TwoThirds>
            <PageHeading text=title/>
            <Form>
                <input type="hidden" name="organisation" value=organisation.to_string()/>
                <TextInput field=form.name autocomplete=Autocomplete::Off label=SMALL/>
                <Textarea field=form.address rows=4 spellcheck=Spellcheck::Off label=SMALL/>
                <TextInput field=form.map_link kind=InputType::Url autocomplete=Autocomplete::Off label=SMALL/>
                <Textarea field=form.rooms rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <Textarea field=form.access rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <Textarea field=form.parking rows=2 spellcheck=Spellcheck::On label=SMALL/>
                <Textarea field=form.transport rows=2 spellcheck=Spellcheck::On label=SMALL/>
                {unused}
                <ButtonGroup>
                    <Button text="Save"/>
                    <a class="govuk-link" href="/venues">"Cancel"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}
