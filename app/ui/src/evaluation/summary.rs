//! What came of one session, on one page: who had booked, who came, what it cost, what people found, learned and did.

use super::{
    said::{counts, impact_view, learned, texts},
    talks,
    words::{mean, share},
};
use crate::{
    costs::facts,
    sessions::{found, href, when_it_was},
    ui::{
        BackLink, BannerKind, NotificationBanner, PageHeading, Stat, Stats, SummaryList, SummaryRow,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{Permit, PlanCosts, RunSession, SeeSessionSummary, Target},
    costs::SessionCosts,
    evaluation::{Access, Pace, Reaction, Stage, Turnout},
};
use leptos::prelude::*;
use store::{
    costs,
    evaluation::{self, Summary, Talks, Which},
    sessions::{self, SessionRow},
};

/// What the page shows.
struct Shown {
    row: SessionRow,
    summary: Summary,
    /// For those who run the session.
    costs: Option<SessionCosts>,
    talks: Vec<Talks>,
    done: Option<&'static str>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let row = found(&visit).await?;
    let permit = may_read(&visit, &row).await?;
    let services = visit.services();
    let which = Which::Session(row.id);
    let summaries = evaluation::list_summaries(services, &permit, which).await?;
    let organisation = row.organisation;
    let costs = match visit.permit(PlanCosts { organisation }) {
        Ok(permit) => Some(costs::costs_of(services, &permit, row.id).await?),
        Err(_) => None,
    };
    let talks = match visit.permit(RunSession { organisation }) {
        Ok(permit) => evaluation::list_talks(services, &permit, row.id).await?,
        Err(_) => Vec::new(),
    };
    let shown = Shown {
        summary: summaries.into_iter().next().ok_or(Problem::NotFound)?,
        costs,
        talks,
        done: (visit.query.text("done") == "told")
            .then_some("It is noted that they have told you."),
        row,
    };
    let back = href(shown.row.id);
    Ok(Page::new("What came of it", move || view(shown))
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="The session"/> })
        .into())
}

/// The leave to read it, for its trainers and those who run it.
async fn may_read(visit: &Visit, row: &SessionRow) -> Result<Permit<SeeSessionSummary>, Problem> {
    let trainers = sessions::trainers(visit.services(), row).await?;
    let own = visit.person()?;
    let is_trainer = trainers.iter().any(|trainer| trainer.id == own.0);
    let target = Target {
        person: is_trainer.then_some(own),
        ..Target::organisation(row.organisation)
    };
    visit.permit(SeeSessionSummary { target })
}

fn view(shown: Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let summary = &shown.summary;
    let (caption, when) = (shown.row.title.clone(), when_it_was(&shown.row));
    let (stats, turnout) = (stats(summary), turnout(summary.turnout));
    let costs = shown
        .costs
        .as_ref()
        .map(|costs| costs_view(&shown.row, costs, summary.turnout.came()));
    let reaction = reaction(summary);
    let learned = learned("What people learned", &summary.learned, Stage::After);
    let impacts = summary
        .impacts
        .iter()
        .map(|(stage, impact)| impact_view(*stage, impact))
        .collect_view();
    let action = format!("{}/summary", href(shown.row.id));
    let talks = talks::table(&action, shown.talks);
    view! {
        {banner}
        <PageHeading text="What came of it" caption=caption/>
        <p class="govuk-body">{when}</p>
        {stats}
        <h2 class="govuk-heading-m">"Who came"</h2>
        {turnout}
        {costs}
        {reaction}
        {learned}
        {impacts}
        {talks}
    }
    .into_any()
}

fn stats(summary: &Summary) -> AnyView {
    let turnout = summary.turnout;
    let (answered, came) = (summary.reaction.answered, turnout.came());
    let items = vec![
        Stat::new(turnout.booked.to_string(), "Booked"),
        Stat::new(turnout.attended.to_string(), "Attended"),
        Stat::new(turnout.no_shows.to_string(), "Did not come"),
        Stat::new(answered.to_string(), "Answered").sentence(share(answered, came.max(answered))),
    ];
    view! { <Stats items=items/> }.into_any()
}

fn turnout(turnout: Turnout) -> AnyView {
    let marked = turnout.came() + turnout.excused + turnout.no_shows;
    let with_place = turnout.booked + turnout.unscheduled;
    let rows = [
        ("There for some of it", turnout.in_part),
        ("Came without having booked", turnout.unscheduled),
        ("Excused", turnout.excused),
        ("Not marked yet", with_place.saturating_sub(marked)),
        ("Gave up in time, or left the waiting list", turnout.in_time),
        ("Gave up late", turnout.late),
        (
            "Ended by the organiser or a line manager",
            turnout.by_others,
        ),
        (
            "Offers not taken, provisional places released",
            turnout.passed_on,
        ),
        ("Most who waited at once", turnout.peak),
    ];
    let rows = rows.map(|(key, number)| SummaryRow::new(key, number.to_string()));
    view! { <SummaryList rows=rows.into()/> }.into_any()
}

fn costs_view(row: &SessionRow, costs: &SessionCosts, came: usize) -> AnyView {
    let to = format!("{}/costs", href(row.id));
    let facts = facts(costs, came);
    view! {
        <h2 class="govuk-heading-m">"What it cost"</h2>
        {facts}
        <p class="govuk-body"><a class="govuk-link" href=to>"Costs of the session"</a></p>
    }
    .into_any()
}

/// How people found it, and what they have written.
fn reaction(summary: &Summary) -> AnyView {
    let Reaction {
        relevance,
        trainer,
        pace,
        access,
        will_do,
        more,
        ..
    } = &summary.reaction;
    let mut rows = vec![
        SummaryRow::new("Relevant to their work", mean(*relevance)),
        SummaryRow::new("How well it was taught", mean(*trainer)),
        SummaryRow::new("Pace", counts(pace, Pace::title)),
        SummaryRow::new("Could take part", counts(access, Access::title)),
    ];
    if summary.would_tell + summary.have_told > 0 {
        let said = format!(
            "{} asked for it, {} have told somebody",
            summary.would_tell + summary.have_told,
            summary.have_told
        );
        rows.push(SummaryRow::new("Another way than the form", said));
    }
    let (will_do, more) = (
        texts("One thing they will do differently", will_do),
        texts("What else they have written", more),
    );
    view! {
        <h2 class="govuk-heading-m">"How people found it"</h2>
        <SummaryList rows=rows/>
        {will_do}
        {more}
    }
    .into_any()
}
