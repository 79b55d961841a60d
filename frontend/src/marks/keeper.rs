//! What keeps the marks in the browser.

use super::Clash;
use crate::post::{is_signed_out, post, words};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, Storage, UrlSearchParams};

/// How often what has not arrived is sent again.
const AGAIN: Duration = Duration::from_secs(15);

/// What the island shows, and what is chosen in it.
#[derive(Clone, Copy)]
pub(super) struct Signals {
    pub say: WriteSignal<String>,
    pub end: WriteSignal<bool>,
    pub clash: WriteSignal<Vec<Clash>>,
    pub chosen: ReadSignal<Option<(String, bool)>>,
}

/// A mark that has not arrived.
#[derive(Clone, PartialEq, Eq)]
struct Kept {
    seen: String,
    mark: String,
}

struct Keeper {
    form: HtmlFormElement,
    name: String,
    signals: Signals,
    kept: RefCell<BTreeMap<String, Kept>>,
    clashes: RefCell<Vec<Clash>>,
    is_sending: Cell<bool>,
}

pub(super) fn watch(form: String, name: String, signals: Signals) {
    Effect::new(move |_| {
        let found = document()
            .get_element_by_id(&form)
            .and_then(|f| f.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = found else { return };
        let keeper = Rc::new(Keeper {
            form,
            name: name.clone(),
            signals,
            kept: RefCell::default(),
            clashes: RefCell::default(),
            is_sending: Cell::new(false),
        });
        keeper.recall();
        keeper.listen();
        send(&keeper);
    });
}

/// Sends what is kept, unless it is being sent already.
fn send(keeper: &Rc<Keeper>) {
    if !keeper.is_sending.replace(true) {
        spawn_local(Rc::clone(keeper).send_all());
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

impl Keeper {
    /// Takes up what was kept when the page was left.
    fn recall(&self) {
        let text = storage().and_then(|kept| kept.get_item(&self.name).ok()?);
        let text = text.unwrap_or_default();
        for row in text.lines() {
            let mut cells = row.split('\t').map(str::to_owned);
            let (Some(line), Some(seen), Some(mark)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            if self.check(&line, &mark) {
                self.kept.borrow_mut().insert(line, Kept { seen, mark });
            }
        }
    }

    /// Keeps on the device what has not arrived. Without room for it, it is kept in the page.
    fn store(&self) {
        let kept = self.kept.borrow();
        let rows = kept
            .iter()
            .map(|(line, one)| format!("{line}\t{}\t{}\n", one.seen, one.mark));
        if let Some(storage) = storage() {
            let _ = if kept.is_empty() {
                storage.remove_item(&self.name)
            } else {
                storage.set_item(&self.name, &rows.collect::<String>())
            };
        }
    }

    fn listen(self: &Rc<Self>) {
        let keeper = Rc::clone(self);
        let changed = window_event_listener(ev::change, move |event| {
            let input = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input.filter(|input| keeper.form.contains(Some(input))) {
                keeper.keep(&input);
                send(&keeper);
            }
        });
        let keeper = Rc::clone(self);
        let submitted = window_event_listener(ev::submit, move |event| {
            let form = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlFormElement>().ok());
            if form.is_some_and(|form| form == keeper.form) {
                event.prevent_default();
                send(&keeper);
            }
        });
        let keeper = Rc::clone(self);
        let online = window_event_listener(ev::online, move |_| send(&keeper));
        let keeper = Rc::clone(self);
        let again = set_interval_with_handle(move || send(&keeper), AGAIN).ok();
        let keeper = Rc::clone(self);
        let chosen = self.signals.chosen;
        Effect::new(move |_| {
            if let Some((line, is_mine)) = chosen.get() {
                keeper.choose(&line, is_mine);
                send(&keeper);
            }
        });
        on_cleanup(move || {
            changed.remove();
            submitted.remove();
            online.remove();
            if let Some(again) = again {
                again.clear();
            }
        });
    }

    /// Keeps a mark that was chosen, with what was seen before.
    fn keep(&self, input: &HtmlInputElement) {
        let name = input.name();
        let Some(line) = name.strip_prefix("mark_") else {
            return;
        };
        self.settled(line);
        let one = Kept {
            seen: self.seen(line).map(|seen| seen.value()).unwrap_or_default(),
            mark: input.value(),
        };
        self.kept.borrow_mut().insert(line.to_owned(), one);
        self.show();
    }

    fn input(&self, css: &str) -> Option<HtmlInputElement> {
        let found = self.form.query_selector(css).ok()??;
        found.dyn_into().ok()
    }

    /// The hidden field that holds the mark that was seen.
    fn seen(&self, line: &str) -> Option<HtmlInputElement> {
        self.input(&format!("input[name=\"seen_{line}\"]"))
    }

    fn have_seen(&self, line: &str, mark: &str) {
        if let Some(seen) = self.seen(line) {
            seen.set_value(mark);
        }
    }

    /// Ticks a mark, if the register has this line.
    fn check(&self, line: &str, mark: &str) -> bool {
        let css = format!("input[name=\"mark_{line}\"][value=\"{mark}\"]");
        let found = self.input(&css);
        if let Some(radio) = &found {
            radio.set_checked(true);
        }
        found.is_some()
    }

    /// What a mark is called.
    fn title(&self, line: &str, mark: &str) -> String {
        let css = format!("input[name=\"mark_{line}\"][value=\"{mark}\"] + label");
        let label = self.form.query_selector(&css).ok().flatten();
        label
            .and_then(|label| label.text_content())
            .map_or_else(|| mark.to_owned(), |text| text.trim().to_owned())
    }

    /// Sends until nothing has been chosen meanwhile, or it does not arrive.
    async fn send_all(self: Rc<Self>) {
        loop {
            let going = self.going();
            if going.is_empty() {
                break;
            }
            let outcome = match self.fields(&going) {
                Ok(fields) => post(&self.form.action(), &fields, None).await,
                Err(error) => Err(error),
            };
            self.signals.end.set(is_signed_out(&outcome));
            let is_refused = matches!(&outcome, Ok(response) if response.status() >= 400);
            let said = match outcome {
                Ok(response) if response.ok() => words(&response).await,
                _ => None,
            };
            let Some(said) = said else {
                self.signals.say.set(not_arrived(going.len(), is_refused));
                break;
            };
            self.arrived(&going, &said);
        }
        self.is_sending.set(false);
    }

    /// What is kept and does not wait for a choice.
    fn going(&self) -> BTreeMap<String, Kept> {
        let clashes = self.clashes.borrow();
        let waits = |line: &String| clashes.iter().any(|clash| clash.line == *line);
        let kept = self.kept.borrow();
        let going = kept.iter().filter(|(line, _)| !waits(line));
        going
            .map(|(line, one)| (line.clone(), one.clone()))
            .collect()
    }

    fn fields(&self, going: &BTreeMap<String, Kept>) -> Result<UrlSearchParams, JsValue> {
        let token = FormData::new_with_form(&self.form)?.get("form_token");
        let fields = UrlSearchParams::new()?;
        fields.append("form_token", &token.as_string().unwrap_or_default());
        fields.append("save", "1");
        for (line, one) in going {
            fields.append(&format!("seen_{line}"), &one.seen);
            fields.append(&format!("mark_{line}"), &one.mark);
        }
        Ok(fields)
    }

    /// What the server has answered: a sentence, then a row for everybody whom somebody else has marked otherwise, with the
    /// line, the name and the mark.
    fn arrived(&self, sent: &BTreeMap<String, Kept>, said: &str) {
        let mut rows = said.lines();
        let sentence = rows.next().unwrap_or_default().to_owned();
        let clashes: Vec<Clash> = rows.filter_map(|row| self.clash(row)).collect();
        let clashes_with = |line: &String| clashes.iter().any(|clash| clash.line == *line);
        for (line, one) in sent.iter().filter(|(line, _)| !clashes_with(line)) {
            self.have_seen(line, &one.mark);
            let mut kept = self.kept.borrow_mut();
            if kept.get(line) == Some(one) {
                kept.remove(line);
            } else if let Some(later) = kept.get_mut(line) {
                later.seen.clone_from(&one.mark);
            }
        }
        self.clashes.borrow_mut().extend(clashes);
        self.signals.say.set(sentence);
        self.show();
    }

    fn clash(&self, row: &str) -> Option<Clash> {
        let mut cells = row.split('\t');
        let (line, name, theirs) = (cells.next()?, cells.next()?, cells.next()?);
        let mine = self.kept.borrow().get(line)?.mark.clone();
        Some(Clash {
            line: line.to_owned(),
            name: name.to_owned(),
            mine: self.title(line, &mine),
            theirs: (theirs.to_owned(), self.title(line, theirs)),
        })
    }

    /// Keeps on the device what is left, and shows who waits for a choice.
    fn show(&self) {
        self.store();
        self.signals.clash.set(self.clashes.borrow().clone());
    }

    /// Takes the clash about a line away, with the mark that is on the register.
    fn settled(&self, line: &str) -> Option<String> {
        let mut clashes = self.clashes.borrow_mut();
        let place = clashes.iter().position(|clash| clash.line == line)?;
        let (theirs, _) = clashes.remove(place).theirs;
        self.have_seen(line, &theirs);
        Some(theirs)
    }

    /// The mark chosen here is sent over the one on the register, or given up for it.
    fn choose(&self, line: &str, is_mine: bool) {
        let Some(theirs) = self.settled(line) else {
            return;
        };
        if is_mine {
            if let Some(one) = self.kept.borrow_mut().get_mut(line) {
                one.seen = theirs;
            }
        } else {
            self.kept.borrow_mut().remove(line);
            self.check(line, &theirs);
        }
        self.show();
    }
}

/// What is said while marks have not arrived.
fn not_arrived(marks: usize, is_refused: bool) -> String {
    let (marks, are) = match marks {
        1 => ("1 mark".to_owned(), "is"),
        many => (format!("{many} marks"), "are"),
    };
    if is_refused {
        format!(
            "{marks} {are} kept on this device. The register did not take them: reload this page."
        )
    } else {
        format!("{marks} {are} kept on this device, and sent as soon as there is signal.")
    }
}
