//! Providing what the commands need from the machine.
//!
//! Each file is about one thing: it finds it, and where it is missing fetches it or
//! says what to install.

pub mod apt;
pub mod beforehand;
pub mod chromium;
mod debian_toolchain;
pub mod node;
pub mod postgres;
pub mod python;
pub mod readers;
pub mod wasm_target;
