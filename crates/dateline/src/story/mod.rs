//! Which articles are about one event.
//!
//! In: the [`Marked`] articles of a heap and their [`Trace`]. Out: a [`Clustering`]: stories, articles that stay
//! alone, near misses with their reasons. A pair's probability comes from typed evidence (lead, names, numbers, dates,
//! title); groups merge by average linkage with a quorum.
//!
//! Does not split on one kind of evidence alone, and does not know a minimum size: the median story has two articles.

mod cluster;

pub use cluster::{
    Clustering, EventProfile, NearMiss, Reason, ReasonKind, StoryCluster, Unplaced, cluster, profile, why,
};
