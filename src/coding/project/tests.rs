//! Hand coding of projects.
