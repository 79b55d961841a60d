//! One's own account: password, second factor, where one is signed in.

use super::limits::Limit;
use crate::password::Passwords;
use domain::{
    access::{ChangeOwnAccount, Permit, SeePerson, Target},
    calendar,
    people::password,
};
use leptos::prelude::*;
use store::{
    employer_sign_in::links_of,
    people::{
        self, Account, SignIn, account, begin_sign_in, end_other_sign_ins, set_password, sign_ins,
    },
};
use ui::{
    ui::{
        Autocomplete, BannerKind, Button, ButtonKind, CaptionKind, Column, Content, Field, Link,
        Narrow, NotificationBanner, PageHeading, PasswordInput, SummaryList, SummaryRow, Table,
        TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, left, see, sign_in_cookie, sign_in_token},
};

struct Own {
    permit: Permit<ChangeOwnAccount>,
    account: Account,
    sign_ins: Vec<SignIn>,
    employers: Vec<String>,
}

async fn own(visit: &Visit) -> Result<Own, Problem> {
    let permit = visit.permit(ChangeOwnAccount {
        person: visit.person()?,
    })?;
    let id = visit.account()?;
    let account = account(visit.services(), id)
        .await?
        .ok_or(Problem::SignInNeeded)?;
    let sign_ins = sign_ins(visit.services(), &permit, id, sign_in_token(visit)).await?;
    let seen = visit.permit(SeePerson {
        target: Target::person(account.person),
    })?;
    let employers = links_of(visit.services(), &seen).await?;
    Ok(Own {
        permit,
        account,
        sign_ins,
        employers: employers
            .into_iter()
            .map(|link| link.organisation_name)
            .collect(),
    })
}

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    let own = own(&visit).await?;
    let said = match visit.query.text("done") {
        "password" => Some("Your password is changed. You have been signed out everywhere else."),
        "signed-out" => Some("You have been signed out everywhere else."),
        _ => None,
    };
    Ok(page(own, said, [None, None]))
}

fn page(own: Own, said: Option<&'static str>, [current, new]: [Option<String>; 2]) -> Answer {
    let current = Field::new("current")
        .label("Current password")
        .error(current);
    let new = Field::new("password")
        .label("New password")
        .hint("12 characters or more. Three random words make a good one")
        .error(new);
    let summary = [current.clone(), new.clone()];
    Page::new("Your account", move || {
        let Own { account, sign_ins, employers, .. } = own;
        let rows = sign_ins.iter().map(sign_in_row).collect::<Vec<_>>();
        let head = vec![Column::new("Browser"), Column::new("Signed in"), Column::new("Last used")];
        let has_password = account.password_hash.is_some();
        let mut list = vec![
            SummaryRow::new("Name", account.name),
            SummaryRow::new("E-mail", account.email.unwrap_or_else(|| "None".to_owned())),
            second_factor(account.totp_confirmed_at.is_some()),
        ];
        if !employers.is_empty() {
            list.push(SummaryRow::new("Signs in with the employer", Content::lines(employers)));
        }
        view! {
            <TwoThirds>
                {said.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> })}
                <PageHeading text="Your account"/>
                <SummaryList rows=list/>
                <p class="govuk-body"><a class="govuk-link" href="/account/data">"See and download all that is held about you"</a></p>
                <p class="govuk-body"><a class="govuk-link" href="/account/calendar">"Your sessions in your own calendar"</a></p>
                {has_password.then(|| view! {
                    <h2 class="govuk-heading-m">"Change your password"</h2>
                    <Form action="/account/password">
                        <PasswordInput field=current/>
                        <PasswordInput field=new autocomplete=Autocomplete::NewPassword/>
                        <Button text="Change password"/>
                    </Form>
                })}
                <h2 class="govuk-heading-m">"Where you are signed in"</h2>
                <Table caption="Your sign-ins" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
                <Form action="/account/sign-ins">
                    <Button text="Sign out everywhere else" kind=ButtonKind::Secondary/>
                </Form>
            </TwoThirds>
        }
    })
    .errors(&[&summary[0], &summary[1]])
    .into()
}

fn second_factor(is_set_up: bool) -> SummaryRow {
    if is_set_up {
        SummaryRow::new("Second factor", "Set up")
            .action(Link::new("Change", "/account/second-factor").hidden_text("your second factor"))
    } else {
        SummaryRow::new("Second factor", "Not set up")
            .action(Link::new("Set up", "/account/second-factor").hidden_text("a second factor"))
    }
}

fn sign_in_row(sign_in: &SignIn) -> Vec<Content> {
    let here = if sign_in.is_present {
        " (this one)"
    } else {
        ""
    };
    vec![
        format!("{}{here}", browser(&sign_in.agent)).into(),
        calendar::moment(sign_in.signed_in_at).into(),
        calendar::moment(sign_in.seen_at).into(),
    ]
}

/// A browser's name out of its long description.
fn browser(agent: &str) -> &'static str {
    let known = [
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    known
        .into_iter()
        .find(|(part, _)| agent.contains(part))
        .map_or("Another browser", |(_, name)| name)
}

pub(super) async fn change_password(visit: Visit, passwords: Passwords) -> Result<Answer, Problem> {
    let own = own(&visit).await?;
    let limit = Limit::of(&visit, &format!("password of {}", own.account.id));
    if let Some(wait) = limit.check(&visit).await? {
        return Ok(page(own, None, [Some(wait), None]));
    }
    if !passwords
        .fits(
            visit.form.first("current"),
            own.account.password_hash.as_deref(),
        )
        .await
    {
        limit.wrong(&visit).await?;
        return Ok(page(
            own,
            None,
            [
                Some("Enter the password you sign in with now".to_owned()),
                None,
            ],
        ));
    }
    let typed = visit.form.first("password");
    let about = [
        own.account.name.as_str(),
        own.account.email.as_deref().unwrap_or_default(),
    ];
    if let Err(weak) = password(typed, &about) {
        let weak = weak.to_string();
        return Ok(page(own, None, [None, Some(weak)]));
    }
    let hash = passwords.hash(typed).await;
    set_password(visit.services(), &own.permit, own.account.id, &hash, None).await?;
    let second_factor = visit
        .signed_in
        .as_ref()
        .is_some_and(|s| s.second_factor_at.is_some());
    let token = begin_sign_in(
        visit.services(),
        own.account.id,
        second_factor,
        &visit.agent,
    )
    .await?;
    Ok(Answer::See {
        to: "/account?done=password".to_owned(),
        cookies: vec![sign_in_cookie(visit.settings(), &token)],
    })
}

pub(super) async fn sign_out_everywhere(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ChangeOwnAccount {
        person: visit.person()?,
    })?;
    end_other_sign_ins(
        visit.services(),
        &permit,
        visit.account()?,
        visit.token.as_deref(),
    )
    .await?;
    Ok(see("/account?done=signed-out"))
}

/// Asked by the warning before a sign-in runs out: being asked is what keeps it. Answers with the seconds that are left now,
/// and says when there will be no more.
pub(super) async fn stay(visit: Visit) -> Result<Answer, Problem> {
    let signed_in = visit.signed_in.as_ref().ok_or(Problem::SignInNeeded)?;
    people::seen(visit.services(), sign_in_token(&visit)).await?;
    let left = left(signed_in.signed_in_at, visit.now, visit.now);
    let word = if left.is_final { " final" } else { "" };
    Ok(Answer::Words(format!("{}{word}", left.seconds)))
}
