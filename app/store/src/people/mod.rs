//! Persons, posts, roles, accounts, and how people sign in.

mod absences;
mod accounts;
mod administrator;
mod changes;
mod deputies;
mod entities;
mod grants;
mod guesses;
pub mod imports;
mod posts;
mod reads;
mod second_factors;
mod secret;
mod sign_ins;
mod slips;
mod timeline;
mod told;
mod writes;

pub use absences::{
    AbsenceShown, NewAbsence, absences, add_absence, change_absence, remove_absence,
};
pub use accounts::{
    Account, AccountState, LINK_WORKS, Purpose, account, account_by_email, account_by_staff_number,
    account_state, confirm_totp, has_accounts, link, offer_totp, open_account, send_link,
    set_password, use_recovery_code, use_totp_step,
};
pub(crate) use accounts::{has_accounts_on, open_account_on};
pub use administrator::{NewAdministrator, make_administrator};
pub use changes::{Address, Changed, change_person};
pub use deputies::{
    DeputyShown, StandIn, deputies, end_deputy, find_deputies, name_deputy, standing_in,
};
pub(crate) use entities::{account, joining_slip, person, post, role_grant};
pub use grants::{Ended, HeldGrant, NewGrant, end_grant, grant_role, grants_of};
pub use guesses::{clear_guesses, guesses, wrong_guess};
pub use posts::{PostChange, add_post, change_post, end_post, find_managers};
pub use reads::{Filter, Listed, PAGE_SIZE, PersonPage, PostRow, list, name_of, posts, target_of};
pub(crate) use reads::{stamp, stamps, within};
pub use second_factors::{
    give_up_second_factor, recovery_codes_left, renew_recovery_codes, reset_second_factor,
};
pub use secret::hashed;
pub use sign_ins::{
    SignIn, SignedIn, begin_sign_in, end_other_sign_ins, end_sign_in, note_second_factor, seen,
    sign_ins, visit,
};
pub use slips::{SLIP_WORKS, Slip, print_slip, use_slip};
pub use timeline::{Event, timeline};
pub use writes::{NewPerson, NewPost, Taken, add_person, taken};
