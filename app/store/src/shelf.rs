//! What has been read from the database once and never changes: versions of modules and frameworks.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};
use uuid::Uuid;

/// Documents by the id of their version. A version never changes, so every server may keep its own copy.
#[derive(Clone)]
pub(crate) struct Documents<T>(Arc<RwLock<HashMap<Uuid, Arc<T>>>>);

impl<T> Default for Documents<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> fmt::Debug for Documents<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Documents")
    }
}

impl<T> Documents<T> {
    pub fn get(&self, id: Uuid) -> Option<Arc<T>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned()
    }

    pub fn keep(&self, id: Uuid, document: T) -> Arc<T> {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(id).or_insert_with(|| Arc::new(document)))
    }
}
