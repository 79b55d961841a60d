//! What Cascade promises, proved over HTTP: one module for each capability, each test a story about people.

#![expect(
    clippy::unwrap_used,
    reason = "what is not there fails the test that needs it, also in its helpers"
)]

mod absences;
mod access;
mod advice;
mod arrangements;
mod audit;
mod booking_changes;
mod calendar_peers;
mod catalogue;
mod certificates;
mod cohorts;
mod costs;
mod demo;
mod deputies;
mod directory;
mod employer_sign_in;
mod evaluation;
mod framework;
mod framework_drafts;
mod imports;
mod keeping;
mod large_lists;
mod learning;
mod logos;
mod mail_server;
mod notifications;
mod organisations;
mod own_texts;
mod pages;
mod people;
mod posts;
mod processes;
mod putting_on;
mod queries;
mod records;
mod reminders;
mod reports;
mod rules;
mod second_factors;
mod session_day;
mod session_messages;
mod session_outage;
mod session_requests;
mod sessions;
mod sign_in;
mod spocs;
mod steps;
mod timeline;
mod views;
