//! The HTTP test suite is one binary: `tests/suite/main.rs`.
