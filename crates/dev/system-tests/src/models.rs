//! The models that are mirrored by default.

/// Every mirrored model.
pub use sync_worker::doctor::MODELS;
