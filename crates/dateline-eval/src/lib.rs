//! Corpora, scorers, pinned floors and trainers of Dateline.
