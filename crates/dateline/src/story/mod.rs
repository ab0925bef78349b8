//! Which articles are about one event.
//!
//! In: the [`Marked`](crate::facts::Marked) articles of a heap and their [`Trace`](crate::reuse::Trace). Out: a
//! [`Clustering`]: stories, articles that stay alone, near misses with their reasons.
//!
//! Each article is read for its words in their roles (lead, names, headline, numbers, the rest), its years, days and
//! weekdays; a word weighs by how rare it is in its language, by a shipped table and the heap together. Articles that
//! share rare words are compared; a logistic model turns each kind of evidence into log-odds of "one event". How
//! near an article's other neighbours are is evidence too: in a crowd of look-alikes it takes more to be of one event.
//! Groups merge by average linkage with a quorum; the tighter two groups are inside, the nearer they must be. Pages that
//! fill one template, a report of the earlier event that a story mentions, and members that tell another flight on
//! another day are kept apart on two kinds of evidence.
//!
//! Letters pages, digests and live tickers are marked and join no story; of digests without such a headline the heap tells.
//!
//! Does not split on one kind of evidence alone, and does not know a minimum size: the median story has two articles.

mod background;
mod candidates;
mod clashes;
mod cluster;
mod clustering;
mod copies;
mod days;
mod decisions;
mod digests;
mod earlier_events;
mod evidence;
mod features;
mod heap;
mod identity;
mod linkage;
mod look_alikes;
mod model;
mod near_misses;
mod no_news;
mod profile;
mod reading;
mod reasons;
mod surprise;
#[cfg(test)]
mod tests;
mod told;
mod topics;
pub mod training;
mod typed;
mod window;

pub use clashes::{Clash, clashes};
pub use cluster::{cluster, group};
pub use clustering::{Clustering, EventProfile, NearMiss, Reason, ReasonKind, StoryCluster, Unplaced};
pub use decisions::{Decision, Decisions};
pub use identity::{Carried, Named, carry, name_after};
pub use profile::{profile, story_profile};
pub use reading::{Lend, Reading, read};
pub use reasons::why;
pub use topics::{SharedName, Topic, TopicLink, topics};
pub use window::{Kept, Remembered, remember, window};
