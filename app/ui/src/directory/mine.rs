//! How one is listed: to whom, and with what.
//!
//! Rules Y3, Y4 and Y7 of `docs/rules/directory.md`.

use super::{
    entry::{Asking, table},
    framework, pages, sight,
};
use crate::{
    ui::{
        Autocomplete, BannerKind, Button, CheckboxSize, Checkboxes, Choice as Offer, Field,
        InputType, InputWidth, InsetText, LabelKind, NotificationBanner, PageHeading, Radios, Size,
        TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{optional, wrong},
    },
};
use domain::{
    access::{ChooseListing, Permit},
    directory::{Listed, Topic},
    framework::Framework,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::directory::{self, Choice, Entry};

/// The questions with what was answered.
#[derive(Clone)]
struct ListingForm {
    listed: Field,
    phone: Field,
    topics: Field,
    languages: Field,
}

impl ListingForm {
    fn of(listed: &str, phone: &str, topics: Vec<String>, languages: &str) -> Self {
        Self {
            listed: Field::new("listed")
                .label("Who may find you?")
                .value(listed),
            phone: Field::new("phone")
                .label("Telephone at work (optional)")
                .value(phone),
            topics: Field::new("topics")
                .label("What can you be asked about? (optional)")
                .values(topics),
            languages: Field::new("languages")
                .label("Which languages do you speak besides English? (optional)")
                .hint("For example, Polish and Welsh")
                .value(languages),
        }
    }

    fn typed(typed: &Fields) -> Self {
        let topics = typed.all("topics").map(str::to_owned).collect();
        let text = |name| typed.text(name);
        Self::of(text("listed"), text("phone"), topics, text("languages"))
    }

    fn kept(choice: &Choice) -> Self {
        let topics = choice.topics.iter().map(|topic| topic.code().to_owned());
        let topics = topics.collect();
        Self::of(
            choice.listed.code(),
            &choice.phone,
            topics,
            &choice.languages,
        )
    }

    fn fields(&self) -> [&Field; 4] {
        [&self.listed, &self.phone, &self.topics, &self.languages]
    }

    /// The choice; none when something is wrong, which the fields then say.
    fn check(&mut self) -> Option<Choice> {
        let listed = Listed::from_code(self.listed.current());
        if listed.is_none() {
            wrong(&mut self.listed, "Select who may find you");
        }
        let phone = optional(&mut self.phone, "Telephone");
        let is_number = phone.is_empty() || phone.chars().filter(char::is_ascii_digit).count() > 3;
        if !is_number {
            wrong(
                &mut self.phone,
                "Enter a telephone number, such as 01632 960 001",
            );
        }
        let languages = optional(&mut self.languages, "Languages");
        let topics = self.topics.values.iter();
        let topics = topics.filter_map(|code| Topic::from_code(code)).collect();
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        Some(Choice {
            listed: listed?,
            phone,
            topics,
            languages,
        })
        .filter(|_| is_whole)
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = permit(&visit)?;
    let kept = directory::choice_of(visit.services(), &permit).await?;
    shown(&visit, &permit, &ListingForm::kept(&kept)).await
}

fn permit(visit: &Visit) -> Result<Permit<ChooseListing>, Problem> {
    let person = visit.person()?;
    visit.permit(ChooseListing { person })
}

pub(super) async fn choose(visit: Visit) -> Result<Answer, Problem> {
    let permit = permit(&visit)?;
    let mut form = ListingForm::typed(&visit.form);
    let Some(choice) = form.check() else {
        return shown(&visit, &permit, &form).await;
    };
    directory::choose(visit.services(), &permit, &choice).await?;
    Ok(see("/directory/mine?done=saved"))
}

async fn shown(
    visit: &Visit,
    permit: &Permit<ChooseListing>,
    form: &ListingForm,
) -> Result<Answer, Problem> {
    let sight = sight(visit).await?;
    let own = directory::own_entries(visit.services(), permit, &sight).await?;
    let framework = framework(visit).await?;
    let is_saved = visit.query.text("done") == "saved";
    let (pages, fields) = (pages(visit, "/directory/mine")?, form.clone());
    Ok(Page::new("How I am listed", move || {
        view(fields, (&own, framework), pages, is_saved)
    })
    .section("/directory")
    .errors(&form.fields())
    .into())
}

fn view(
    form: ListingForm,
    (own, framework): (&[Entry], Option<Arc<Framework>>),
    pages: AnyView,
    is_saved: bool,
) -> AnyView {
    let banner = is_saved.then(|| {
        view! { <NotificationBanner kind=BannerKind::Success text="Your choice has been saved."/> }
    });
    let entry = if own.is_empty() {
        view! {
            <InsetText>
                "You are not listed now. People are listed who are in date with training that the board of their district \
                 chooses. What you choose here holds once you are."
            </InsetText>
        }
        .into_any()
    } else {
        let table = table(own, framework.as_deref(), ("Your entry", Asking::Own));
        view! { <h2 class="govuk-heading-m">"Your entry"</h2> {table} }.into_any()
    };
    let legend = || LabelKind::Sized(Size::Small);
    view! {
        {banner}
        <PageHeading text="How I am listed"/>
        {pages}
        {entry}
        <TwoThirds>
            <p class="govuk-body">
                "An entry holds your name, job title, organisation, district, address and telephone at work, training, and what \
                 you choose here. It leaves the directory when your post ends."
            </p>
            <Form>
                <Radios field=form.listed choices=offers() legend=legend()/>
                <TextInput field=form.phone kind=InputType::Telephone width=InputWidth::Chars20 label=legend() autocomplete=Autocomplete::Off/>
                <Checkboxes field=form.topics choices=topics() legend=legend() size=CheckboxSize::Small/>
                <TextInput field=form.languages label=legend() autocomplete=Autocomplete::Off/>
                <Button text="Save"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn offers() -> Vec<Offer> {
    let hint = |listed| match listed {
        Listed::Everyone => "Everybody who may see your district",
        Listed::Spocs => "SPOCs, and the office of your board",
        Listed::Nobody => "Nobody. You can still be named as a SPOC by your organisation",
    };
    let offer = |listed: Listed| Offer::new(listed.code(), listed.title()).hint(hint(listed));
    Listed::ALL.map(offer).to_vec()
}

fn topics() -> Vec<Offer> {
    Topic::ALL
        .map(|topic| Offer::new(topic.code(), topic.title()))
        .to_vec()
}
