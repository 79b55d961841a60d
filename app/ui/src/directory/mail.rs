//! The mails about questions. None of them shows an address.

use crate::web::Site;
use store::{
    directory::{AdviceMail, AdviceTold},
    notifications::Mail,
};

/// The mail that tells somebody of a question or of its answer.
pub fn advice_mail(site: &Site, told: &AdviceTold) -> Mail {
    let (url, id) = (&site.settings().public_url, told.advice);
    let link = format!("{url}/directory/questions/{id}");
    let mut words = vec![
        ("name", told.name.as_str()),
        ("about", &told.about),
        ("link", &link),
    ];
    let (text, key) = match &told.what {
        AdviceMail::Asked => (
            "advice-asked",
            format!("advice {id} asked {}", told.address),
        ),
        AdviceMail::PassedOn { board } => {
            words.push(("board", board));
            ("advice-passed-on", format!("advice {id} passed on"))
        }
        AdviceMail::Answered { by, answer } => {
            words.extend([("by", by.as_str()), ("answer", answer)]);
            ("advice-answered", format!("advice {id} answered"))
        }
    };
    site.mail(text, &words, key, (&told.name, &told.address))
}
