//! Adding a course to the menu, and changing one.

use super::{LevelsForm, course::found};
use crate::{
    ui::{
        Autocomplete, BackLink, Button, ButtonGroup, Choice, DateInput, Field, InputMode,
        InputType, InputWidth, LabelKind, PageHeading, RadioLayout, Radios, Size, Spellcheck,
        TextInput, Textarea,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, day_field, line, lines, optional, required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{
    access::EditCatalogue,
    catalogue::{Course, Mode, Origin, Price, SignOff, web_address},
    framework::Level,
};
use leptos::prelude::*;
use store::{
    StoreError,
    catalogue::{self, Changed, CourseRow},
    framework::in_force,
};

/// The questions with what was answered.
#[derive(Clone)]
struct CourseForm {
    title: Field,
    origin: Field,
    provider: Field,
    mode: Field,
    minutes: Field,
    aim: Field,
    objectives: Field,
    price: Field,
    levels: LevelsForm,
    web: Field,
    plan_by: Field,
    plan_on: Field,
    withdrawn_on: Field,
}

/// The longest aim, and the longest list of objectives, in characters.
const LONGEST: usize = 1000;

impl CourseForm {
    fn of(
        value: impl Fn(&str) -> String,
        levels: LevelsForm,
        plan_on: Field,
        withdrawn_on: Field,
    ) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            title: field("title", "Title"),
            origin: field("origin", "Who runs it?"),
            provider: field("provider", "Provider").hint("The body, not a person"),
            mode: field("mode", "How is it delivered?"),
            minutes: field("minutes", "Length in minutes (optional)")
                .hint("Leave it empty if the provider does not say"),
            aim: field("aim", "Aim").hint("What it is for, in a sentence or two"),
            objectives: field("objectives", "Objectives (optional)").hint(
                "What people can do afterwards, one a line. Each completes \u{201c}You can\u{201d}",
            ),
            price: field("price", "Price of a place in pounds (optional)")
                .hint("0 if it is free. Leave it empty if the provider does not say"),
            levels,
            web: field("web", "Web address (optional)").hint("It begins with https://"),
            plan_by: field("plan_by", "Who has checked the lesson plan? (optional)"),
            plan_on: plan_on.label("When was it signed off? (optional)"),
            withdrawn_on: withdrawn_on
                .label("From when is it no longer offered? (optional)")
                .hint("What was completed before that day still counts"),
        }
    }

    fn typed(levels: &[Level], fields: &Fields) -> Self {
        let rows = LevelsForm::typed(levels, fields);
        Self::of(
            |name| fields.first(name).trim().to_owned(),
            rows,
            date_field(fields, "plan_on"),
            date_field(fields, "withdrawn_on"),
        )
    }

    fn kept(levels: &[Level], course: &Course) -> Self {
        let pounds = |price: Price| format!("{}.{:02}", price.0 / 100, price.0 % 100);
        let plan = course.lesson_plan.as_ref();
        let value = |name: &str| match name {
            "title" => course.title.clone(),
            "origin" => course.origin.code().to_owned(),
            "provider" => course.provider.clone(),
            "mode" => course.mode.code().to_owned(),
            "minutes" => course.minutes.map(|m| m.to_string()).unwrap_or_default(),
            "aim" => course.aim.clone(),
            "objectives" => course.objectives.join("\n"),
            "price" => course.price.map(pounds).unwrap_or_default(),
            "web" => course.web.clone().unwrap_or_default(),
            _ => plan.map(|plan| plan.by.clone()).unwrap_or_default(),
        };
        Self::of(
            value,
            LevelsForm::kept(levels, &course.satisfies),
            day_field("plan_on", plan.map(|plan| plan.on)),
            day_field("withdrawn_on", course.withdrawn_on),
        )
    }

    /// All fields in the order of the page.
    fn fields(&self) -> Vec<&Field> {
        let before = [
            &self.title,
            &self.origin,
            &self.provider,
            &self.mode,
            &self.minutes,
            &self.aim,
            &self.objectives,
            &self.price,
        ];
        let after = [&self.web, &self.plan_by, &self.plan_on, &self.withdrawn_on];
        let levels = self.levels.fields();
        before.into_iter().chain(levels).chain(after).collect()
    }

    /// The course to keep; none when something is wrong, which the fields then say.
    fn check(&mut self, today: NaiveDate) -> Option<Course> {
        let title = required(&mut self.title, "Title", "Enter the title of the course");
        let origin = Origin::from_code(self.origin.current());
        if origin.is_none() {
            wrong(&mut self.origin, "Select who runs the course");
        }
        let provider = required(
            &mut self.provider,
            "Provider",
            "Enter who provides the course",
        );
        let mode = Mode::from_code(self.mode.current());
        if mode.is_none() {
            wrong(&mut self.mode, "Select how the course is delivered");
        }
        let minutes = minutes(&mut self.minutes);
        let aim = aim(&mut self.aim);
        let objectives = lines(self.objectives.current());
        if self.objectives.current().chars().count() > LONGEST {
            let error = format!("Objectives must be {LONGEST} characters or fewer");
            wrong(&mut self.objectives, error);
        }
        let price = price(&mut self.price);
        let satisfies = self.levels.check();
        let web = web(&mut self.web);
        let lesson_plan = self.lesson_plan(today);
        let withdrawn_on = date(&mut self.withdrawn_on, "Date of withdrawal");
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        Some(Course {
            title,
            origin: origin?,
            provider,
            mode: mode?,
            minutes,
            aim,
            objectives,
            price,
            satisfies,
            web,
            lesson_plan,
            withdrawn_on,
        })
    }

    /// Who signed the lesson plan off, and when: both or neither.
    fn lesson_plan(&mut self, today: NaiveDate) -> Option<SignOff> {
        let by = optional(&mut self.plan_by, "Name");
        let on = date(&mut self.plan_on, "Date of sign-off");
        match on {
            Some(day) if day > today => {
                wrong(
                    &mut self.plan_on,
                    "Date of sign-off must be today or in the past",
                );
            }
            Some(_) if by.is_empty() => {
                wrong(&mut self.plan_by, "Enter who has checked the lesson plan");
            }
            None if !by.is_empty() => {
                wrong(
                    &mut self.plan_on,
                    "Enter the day on which the lesson plan was signed off",
                );
            }
            _ => {}
        }
        on.filter(|_| !by.is_empty()).map(|on| SignOff { by, on })
    }
}

fn minutes(field: &mut Field) -> Option<u32> {
    if field.current().is_empty() {
        return None;
    }
    let minutes = field.current().parse().ok();
    let minutes = minutes.filter(|minutes| (1..=60_000).contains(minutes));
    if minutes.is_none() {
        wrong(
            field,
            "Length must be a whole number of minutes, such as 90",
        );
    }
    minutes
}

fn aim(field: &mut Field) -> String {
    let aim = line(field.current());
    if aim.is_empty() {
        wrong(field, "Enter what the course is for");
    }
    if aim.chars().count() > LONGEST {
        wrong(field, format!("Aim must be {LONGEST} characters or fewer"));
    }
    aim
}

fn price(field: &mut Field) -> Option<Price> {
    if field.current().is_empty() {
        return None;
    }
    match field.current().parse() {
        Ok(price) => Some(price),
        Err(refusal) => {
            let refusal: domain::catalogue::PriceRefusal = refusal;
            wrong(field, refusal.to_string());
            None
        }
    }
}

fn web(field: &mut Field) -> Option<String> {
    if field.current().is_empty() {
        return None;
    }
    match web_address(field.current()) {
        Ok(address) => Some(address),
        Err(refusal) => {
            wrong(field, refusal.to_string());
            None
        }
    }
}

/// The levels of the framework in force.
async fn levels(visit: &Visit) -> Result<Vec<Level>, Problem> {
    let framework = in_force(visit.services(), visit.today).await?;
    let levels = framework.map(|f| f.framework.levels.clone());
    levels.ok_or_else(|| {
        Problem::refused(
            "No training framework is in force yet",
            "A course satisfies levels of a framework. Come back when there is one.",
            ("Go to the training menu", "/menu"),
        )
    })
}

pub(super) async fn empty(visit: Visit) -> Result<Answer, Problem> {
    visit.permit(EditCatalogue {})?;
    let form = CourseForm::typed(&levels(&visit).await?, &Fields::default());
    Ok(shown(form, None).into())
}

/// Adds a course. The same form posted twice adds one, because no two courses have the same title and provider.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(EditCatalogue {})?;
    let mut form = CourseForm::typed(&levels(&visit).await?, &visit.form);
    let Some(course) = form.check(visit.today) else {
        return Ok(shown(form, None).into());
    };
    match catalogue::add(visit.services(), &permit, &course).await {
        Ok(id) => Ok(see(format!("/menu/{id}?done=added"))),
        Err(StoreError::Conflict) => Ok(shown(is_there(form), None).into()),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let row = found(&visit).await?;
    let form = CourseForm::kept(&levels(&visit).await?, &row.course);
    Ok(shown(form, Some(row)).into())
}

pub(super) async fn change(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(EditCatalogue {})?;
    let row = found(&visit).await?;
    let href = format!("/menu/{}", row.id);
    if visit.form.read("number") != Some(row.number) {
        return Err(meanwhile(&href));
    }
    let mut form = CourseForm::typed(&levels(&visit).await?, &visit.form);
    let Some(course) = form.check(visit.today) else {
        return Ok(shown(form, Some(row)).into());
    };
    let is_same = course.is_same_training(&row.course);
    match catalogue::change(visit.services(), &permit, &row, &course).await {
        Ok(Changed::Done) if is_same => Ok(see(format!("{href}?done=changed"))),
        Ok(Changed::Done) => Ok(see(format!("{href}?done=edition"))),
        Ok(Changed::Nothing) => Ok(see(href)),
        Ok(Changed::Meanwhile) => Err(meanwhile(&href)),
        Err(StoreError::Conflict) => Ok(shown(is_there(form), Some(row)).into()),
        Err(error) => Err(error.into()),
    }
}

/// Says that the menu has such a course.
fn is_there(mut form: CourseForm) -> CourseForm {
    let said = "There is a course of this title by this provider already. Change that one, or tell the two apart";
    wrong(&mut form.title, said);
    form
}

fn meanwhile(href: &str) -> Problem {
    Problem::refused(
        "This course has been changed meanwhile",
        "Somebody else changed it after you opened it. Look at what it says now, then make your change again.",
        ("See the course", href),
    )
}

/// The form for a new course, or for one that is on the menu.
fn shown(form: CourseForm, row: Option<CourseRow>) -> Page {
    let errors_of = form.clone();
    let (title, back) = match &row {
        Some(row) => ("Change a course", format!("/menu/{}", row.id)),
        None => ("Add a course", "/menu".to_owned()),
    };
    let cancel = back.clone();
    let page = Page::new(title, move || view(form, title, row.as_ref(), cancel))
        .section("/learn")
        .before(move || view! { <BackLink href=back/> });
    page.errors(&errors_of.fields())
}

fn view(form: CourseForm, title: &'static str, row: Option<&CourseRow>, cancel: String) -> AnyView {
    let (caption, number) = match row {
        Some(row) => (row.course.title.clone(), row.number.to_string()),
        None => ("Training menu".to_owned(), String::new()),
    };
    let number =
        (!number.is_empty()).then(|| view! { <input type="hidden" name="number" value=number/> });
    let origins = Origin::ALL.map(|one| Choice::new(one.code(), one.title()));
    let modes = Mode::ALL.map(|one| Choice::new(one.code(), one.title()));
    let levels = form.levels.view("Which levels does it satisfy?");
    view! {
        <PageHeading text=title caption=caption/>
        <Form>
            {number}
            <div class="govuk-grid-row">
                <div class="govuk-grid-column-two-thirds">
                    <TextInput field=form.title autocomplete=Autocomplete::Off label=SMALL/>
                    <Radios field=form.origin choices=origins.to_vec() legend=SMALL layout=RadioLayout::Small/>
                    <TextInput field=form.provider autocomplete=Autocomplete::Off label=SMALL/>
                    <Radios field=form.mode choices=modes.to_vec() legend=SMALL layout=RadioLayout::Small/>
                    <TextInput field=form.minutes inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                    <Textarea field=form.aim rows=3 spellcheck=Spellcheck::On label=SMALL/>
                    <Textarea field=form.objectives rows=5 spellcheck=Spellcheck::On label=SMALL/>
                    <TextInput field=form.price inputmode=InputMode::Decimal width=InputWidth::Chars10 prefix="£" label=SMALL/>
                </div>
            </div>
            {levels}
            <div class="govuk-grid-row">
                <div class="govuk-grid-column-two-thirds">
                    <TextInput field=form.web kind=InputType::Url autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off label=SMALL/>
                    <TextInput field=form.plan_by autocomplete=Autocomplete::Off label=SMALL/>
                    <DateInput field=form.plan_on legend=SMALL/>
                    <DateInput field=form.withdrawn_on legend=SMALL/>
                    <p class="govuk-body">
                        "Changing what people learn, from whom, how, for how long or towards which level makes another
                        edition, which boards ratify anew."
                    </p>
                    <ButtonGroup>
                        <Button text="Save"/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </div>
            </div>
        </Form>
    }
    .into_any()
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::testing::levels;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    const RIGHT: &str = "title=Half+a+day&origin=partnership&provider=The+board&mode=face_to_face&minutes=180&\
                         aim=Safe+conversations&objectives=Record%0D%0AListen&price=45.50&worth_FP=level&\
                         web=https%3A%2F%2Fboard.example%2Fhalf-day&plan_by=Quality+officer&plan_on_day=1&\
                         plan_on_month=3&plan_on_year=2026";

    fn with(changes: &[(&str, &str)]) -> (CourseForm, Option<Course>) {
        let fields = Fields::parse(&Fields::parse(RIGHT).with(changes));
        let mut form = CourseForm::typed(&levels(&["FP"]), &fields);
        let course = form.check(TODAY);
        (form, course)
    }

    #[test]
    fn a_course_with_everything_right_can_be_kept_and_comes_back_as_it_was() {
        let course = with(&[]).1.unwrap();
        assert_eq!(course.price, Some(Price(4550)));
        assert_eq!(course.objectives, ["Record", "Listen"]);
        let mut again = CourseForm::kept(&levels(&["FP"]), &course);
        assert_eq!(again.check(TODAY), Some(course));
    }

    #[test]
    fn what_a_provider_does_not_say_may_be_left_empty() {
        let changes = [
            "minutes",
            "price",
            "web",
            "plan_by",
            "plan_on_day",
            "plan_on_month",
            "plan_on_year",
        ]
        .map(|name| (name, ""));
        let course = with(&changes).1.unwrap();
        assert_eq!((course.minutes, course.price), (None, None));
        assert_eq!((course.web, course.lesson_plan), (None, None));
    }

    #[test]
    fn a_lesson_plan_is_signed_off_by_somebody_on_a_day_that_has_come() {
        let error = |changes: &[(&str, &str)]| {
            let form = with(changes).0;
            form.plan_by.error.or(form.plan_on.error).unwrap()
        };
        assert_eq!(
            error(&[("plan_by", "")]),
            "Enter who has checked the lesson plan"
        );
        assert_eq!(
            error(&[("plan_on_year", "2027")]),
            "Date of sign-off must be today or in the past"
        );
        assert!(
            error(&[
                ("plan_on_day", ""),
                ("plan_on_month", ""),
                ("plan_on_year", "")
            ])
            .contains("signed off")
        );
    }

    #[test]
    fn every_fault_is_said_at_once() {
        let mut form = CourseForm::typed(
            &levels(&["FP"]),
            &Fields::parse("minutes=x&price=free&web=board.example"),
        );
        assert_eq!(form.check(TODAY), None);
        let wrong: Vec<_> = form
            .fields()
            .into_iter()
            .filter(|field| field.error.is_some())
            .map(|field| field.name.as_str())
            .collect();
        assert_eq!(
            wrong,
            [
                "title", "origin", "provider", "mode", "minutes", "aim", "price", "worth_FP", "web"
            ]
        );
    }
}
