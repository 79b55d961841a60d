//! A page, as a person reads it: headings, text, links and forms by their labels.

use reqwest::{Response, header::HeaderMap};
use scraper::{ElementRef, Html, Selector};

/// A page that came back.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it was found, after redirects.
    pub path: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The source.
    pub html: String,
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("the tests' selectors are right")
}

fn words(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<Vec<_>>()
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

impl Page {
    pub(crate) async fn read(path: &str, response: Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response
            .bytes()
            .await
            .expect("the answer comes whole")
            .to_vec();
        let html = String::from_utf8_lossy(&bytes).into_owned();
        Self {
            path: path.to_owned(),
            status,
            headers,
            bytes,
            html,
        }
    }

    fn document(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The title.
    pub fn title(&self) -> String {
        self.document()
            .select(&select("title"))
            .next()
            .map(words)
            .unwrap_or_default()
    }

    /// The main heading.
    pub fn heading(&self) -> String {
        self.document()
            .select(&select("h1"))
            .next()
            .map(words)
            .unwrap_or_default()
    }

    /// Everything that can be read in the main part.
    pub fn text(&self) -> String {
        self.document()
            .select(&select("main"))
            .next()
            .map(words)
            .unwrap_or_default()
    }

    /// The messages of the error summary.
    pub fn errors(&self) -> Vec<String> {
        self.document()
            .select(&select(".govuk-error-summary__list li"))
            .map(words)
            .collect()
    }

    /// Where a link with some words leads.
    pub fn link(&self, text: &str) -> Option<String> {
        let document = self.document();
        let links = select("a[href]");
        let found = document.select(&links).find(|a| words(*a).contains(text));
        found
            .and_then(|a| a.value().attr("href"))
            .map(str::to_owned)
    }

    /// The texts of all elements that a selector finds.
    pub fn all(&self, css: &str) -> Vec<String> {
        self.document().select(&select(css)).map(words).collect()
    }

    /// One attribute of all elements that a selector finds, where they have it.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let document = self.document();
        document
            .select(&select(css))
            .filter_map(|e| e.value().attr(name))
            .map(str::to_owned)
            .collect()
    }

    /// The page, which must be there.
    ///
    /// # Panics
    /// When the status is not 200.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "asking is often all a test wants"
    )]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, 200, "{}: {}", self.path, self.text());
        self
    }

    /// Asserts that there is no such page.
    ///
    /// # Panics
    /// When the status is not 404.
    pub fn assert_not_found(&self) {
        assert_eq!(self.status, 404, "{}: {}", self.path, self.text());
        assert_eq!(self.heading(), "Page not found");
    }

    /// The form that has a button of some words.
    ///
    /// # Panics
    /// When there is none.
    pub fn form(&self, button: &str) -> Form {
        let document = self.document();
        let (forms, buttons) = (select("form"), select("button"));
        let has = |form: &ElementRef<'_>| form.select(&buttons).any(|b| words(b).contains(button));
        let form = document.select(&forms).find(has);
        let form = form
            .unwrap_or_else(|| panic!("{} has no button {button:?}: {}", self.path, self.text()));
        let action = form
            .value()
            .attr("action")
            .filter(|a| !a.is_empty())
            .unwrap_or(&self.path)
            .to_owned();
        let mut fields = Vec::new();
        for field in form.select(&select("input, select, textarea")) {
            fields.extend(value_of(field));
        }
        let pressed = form.select(&buttons).find(|b| words(*b).contains(button));
        if let Some((name, value)) =
            pressed.and_then(|b| Some((b.value().attr("name")?, b.value().attr("value")?)))
        {
            fields.push((name.to_owned(), value.to_owned()));
        }
        Form {
            action,
            fields,
            labels: labels(form),
        }
    }
}

/// What a field would send as it stands.
fn value_of(field: ElementRef<'_>) -> Option<(String, String)> {
    let element = field.value();
    let name = element.attr("name")?.to_owned();
    let value = match element.name() {
        "select" => {
            let options = select("option");
            let chosen = field
                .select(&options)
                .find(|o| o.value().attr("selected").is_some());
            let option = chosen.or_else(|| field.select(&options).next())?;
            option.value().attr("value").unwrap_or_default().to_owned()
        }
        "textarea" => field.text().collect(),
        _ => match element.attr("type") {
            Some("radio" | "checkbox") => {
                element.attr("checked")?;
                element.attr("value").unwrap_or("on").to_owned()
            }
            _ => element.attr("value").unwrap_or_default().to_owned(),
        },
    };
    Some((name, value))
}

/// A labelled choice or field of a form.
#[derive(Clone, Debug)]
struct Label {
    text: String,
    /// The words of the fieldset around it.
    legend: String,
    name: String,
    /// The value that is sent when it is chosen; none for a field to be typed into.
    choice: Option<String>,
    /// The options of a select, by their words.
    options: Vec<(String, String)>,
    many: bool,
}

fn labels(form: ElementRef<'_>) -> Vec<Label> {
    let (fields, option) = (select("input, select, textarea"), select("option"));
    form.select(&select("label[for]"))
        .filter_map(|label| {
            let id = label.value().attr("for")?;
            let field = form
                .select(&fields)
                .find(|f| f.value().attr("id") == Some(id))?;
            let kind = field.value().attr("type");
            let is_choice = matches!(kind, Some("radio" | "checkbox"));
            let options = field.select(&option);
            Some(Label {
                text: words(label),
                legend: legend_of(label),
                name: field.value().attr("name")?.to_owned(),
                choice: is_choice.then(|| field.value().attr("value").unwrap_or("on").to_owned()),
                options: options
                    .map(|o| {
                        (
                            words(o),
                            o.value().attr("value").unwrap_or_default().to_owned(),
                        )
                    })
                    .collect(),
                many: kind == Some("checkbox"),
            })
        })
        .collect()
}

fn legend_of(label: ElementRef<'_>) -> String {
    let fieldset = label
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(|e| e.value().name() == "fieldset");
    let legend = select("legend");
    fieldset
        .and_then(|f| f.select(&legend).next())
        .map(words)
        .unwrap_or_default()
}

/// A form as it would be sent.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// What it sends.
    pub fields: Vec<(String, String)>,
    labels: Vec<Label>,
}

impl Form {
    /// Types into the field of a label, or chooses the option of a label. `("Organisation", "Northside")` chooses in a
    /// select; `("Contract: Agency", "")` the radio "Agency" under the legend "Contract"; `("Agency", "")` by its words
    /// alone; `("=name", "value")` sets a field by its name.
    ///
    /// # Panics
    /// When there is no such label.
    #[must_use]
    pub fn fill(mut self, fill: &[(&str, &str)]) -> Self {
        for (wanted, value) in fill {
            if let Some(name) = wanted.strip_prefix('=') {
                self.set(name, value);
                continue;
            }
            let known: Vec<_> = self.labels.iter().map(|l| l.text.clone()).collect();
            let label = self.labels.iter().find(|l| l.fits(wanted)).cloned();
            let label = label
                .unwrap_or_else(|| panic!("no field is labelled {wanted:?}; there are {known:?}"));
            match &label.choice {
                Some(choice) if label.many => {
                    self.fields.push((label.name.clone(), choice.clone()));
                }
                Some(choice) => self.set(&label.name, choice),
                None => {
                    let option = label
                        .options
                        .iter()
                        .find(|(words, _)| words == value)
                        .map(|(_, v)| v.as_str());
                    self.set(&label.name, option.unwrap_or(value));
                }
            }
        }
        self
    }

    fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.to_owned(), value.to_owned()));
    }
}

impl Label {
    fn fits(&self, wanted: &str) -> bool {
        self.text == wanted || wanted == format!("{}: {}", self.legend, self.text)
    }
}
