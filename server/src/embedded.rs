//! The files inside the program; written by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
