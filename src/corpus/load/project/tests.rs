//! Projects as their texts.
