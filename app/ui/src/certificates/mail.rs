//! The mail that takes a certificate to its holder.

use crate::web::Site;
use domain::{certificates::CertificateFacts, ids::CertificateId};
use store::notifications::Mail;

/// Where anyone can check the certificate with a code.
pub fn check_url(public_url: &str, code: &str) -> String {
    format!("{public_url}/check/{code}")
}

/// The mail from the text `certificate` or `certificate-revised`, with the certificate attached. `to` is the name and the
/// address of the holder.
pub fn certificate_mail(
    site: &Site,
    text: &str,
    facts: &CertificateFacts,
    to: (&str, &str),
    id: CertificateId,
) -> Mail {
    let training = format!("{}/my-training", site.settings().public_url);
    let words = [
        ("name", facts.learner_name.as_str()),
        ("course", &facts.course),
        ("board", &facts.board_name),
        ("serial", &facts.serial),
        ("check", &facts.check_url),
        ("training", &training),
    ];
    Mail {
        certificate: Some(id),
        ..site.mail(text, &words, format!("certificate {id}"), to)
    }
}
