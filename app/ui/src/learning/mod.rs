//! Modules, their screens, and the quiz.

mod activity;
mod catalogue;
mod facts;
mod hand_in;
mod question;
mod quiz;
mod result;
pub mod routes;
mod screen;
mod texts;
