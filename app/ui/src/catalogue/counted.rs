//! What counts in a board's area: all training, or only what the board has ratified.

use crate::{
    ui::{
        BackLink, BannerKind, Button, ButtonGroup, ButtonKind, InsetText, NotificationBanner,
        PageHeading, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{Permit, Role, SetBoard},
    calendar,
    ids::BoardId,
};
use leptos::prelude::*;
use store::{
    catalogue::{self, Counted, Strictness},
    organisations,
};

/// The board in the address, or the only one of somebody who manages one.
async fn board(visit: &Visit) -> Result<(Permit<SetBoard>, String), Problem> {
    let boards = organisations::boards(visit.services()).await?;
    let own = visit.actor()?.boards();
    let id: BoardId = match (visit.query.text("board"), own.as_slice()) {
        ("", [first, ..]) => *first,
        (id, _) => id.parse().map_err(|_| Problem::NotFound)?,
    };
    let permit = visit.permit(SetBoard { board: id })?;
    let board = boards.into_iter().find(|board| board.id == id);
    Ok((permit, board.ok_or(Problem::NotFound)?.name))
}

/// Where somebody comes from, and the words of the way back.
fn origin(visit: &Visit, board: BoardId) -> (String, &'static str) {
    let manages = visit
        .actor()
        .is_ok_and(|actor| actor.has(Role::BusinessManager));
    if manages {
        (
            format!("/board/ratifications?board={board}"),
            "Ratified training",
        )
    } else {
        (format!("/board?board={board}"), "Board settings")
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (permit, name) = board(&visit).await?;
    let strictness = catalogue::strictness(visit.services(), &permit).await?;
    let (back, words) = origin(&visit, permit.act().board);
    let is_done = visit.query.text("done") == "set";
    Ok(Page::new("What counts in your area", move || {
        view(strictness, name, is_done)
    })
    .section("/board")
    .before(move || view! { <BackLink href=back text=words/> })
    .into())
}

/// Sets it. The same form posted twice sets it once.
pub(super) async fn set(visit: Visit) -> Result<Answer, Problem> {
    let (permit, _) = board(&visit).await?;
    let counted = match visit.form.text("counted") {
        "ratified" => Counted::RatifiedOnly,
        "everything" => Counted::Everything,
        _ => return Err(Problem::NotFound),
    };
    catalogue::set_counted(visit.services(), &permit, counted).await?;
    let board = permit.act().board;
    Ok(see(format!("/board/counted?board={board}&done=set")))
}

fn view(strictness: Strictness, name: String, is_done: bool) -> AnyView {
    let banner = is_done
        .then(|| view! { <NotificationBanner kind=BannerKind::Success text="What counts has been changed."/> });
    let (now, effect) = (now(&strictness), effect(&strictness));
    let (value, button, kind) = if strictness.since.is_some() {
        (
            "everything",
            "Count all training again",
            ButtonKind::Secondary,
        )
    } else {
        (
            "ratified",
            "Count ratified training only",
            ButtonKind::Warning,
        )
    };
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="What counts in your area" caption=name/>
            <p class="govuk-body-l">{now}</p>
            <p class="govuk-body">
                "It is about what people need for their posts in your area. A person\u{2019}s record stays whole either
                way, and in the areas of other boards the same training may count."
            </p>
            <InsetText>{effect}</InsetText>
            <Form>
                <input type="hidden" name="counted" value=value/>
                <ButtonGroup>
                    <Button text=button kind=kind/>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn now(strictness: &Strictness) -> String {
    match strictness.since {
        Some(day) => format!(
            "Since {} only ratified training counts.",
            calendar::day(day)
        ),
        None => "All training counts, whether your board has ratified it or not.".to_owned(),
    }
}

/// What the button would do, in figures.
fn effect(strictness: &Strictness) -> String {
    let of = format!(
        "{} of {} levels completed by people who work in your area",
        strictness.unratified, strictness.completions
    );
    let people = match strictness.people {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    match (strictness.since, strictness.unratified) {
        (_, 0) => "Everything that people in your area have completed is ratified, so nothing changes for them today.".to_owned(),
        (Some(_), _) => format!("{of} do not count now. They would count again, for {people}."),
        (None, _) => format!("{of} are of training that your board has not ratified. They would no longer count, for {people}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_button_does_is_said_in_figures_before_it_is_pressed() {
        let open = Strictness {
            since: None,
            completions: 40,
            unratified: 12,
            people: 1,
        };
        assert_eq!(
            effect(&open),
            "12 of 40 levels completed by people who work in your area are of training that your board has not ratified. \
             They would no longer count, for 1 person."
        );
        let strict = Strictness {
            since: chrono::NaiveDate::from_ymd_opt(2026, 11, 22),
            people: 9,
            ..open
        };
        assert!(effect(&strict).ends_with("They would count again, for 9 people."));
        assert!(now(&strict).contains("22 November 2026"));
        let all = Strictness {
            unratified: 0,
            ..open
        };
        assert!(effect(&all).contains("nothing changes"));
    }
}
