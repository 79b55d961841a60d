//! The program `cascade`: configuration, router, signing in, jobs, mail, command line.

#![recursion_limit = "256"]

pub mod assets;
pub mod commands;
pub mod config;
pub mod content_files;
pub mod demo;
mod embedded;
pub mod jobs;
pub mod mailer;
pub mod password;
pub mod sign_in;
pub mod site;
pub mod totp;
