//! Identifiers of stories that stay when the heap is grouped again.
//!
//! An online heap is grouped anew over its window whenever articles arrive, early, late or undated: the result after
//! the last article is that of the batch. What must not change without need is a story's name; that is decided here,
//! from the members alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::ArticleId;

/// A story under the identifier by which it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Identifier.
    pub id: String,
    /// Its articles.
    pub members: Vec<ArticleId>,
}

/// Stories of a new grouping with their identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// The stories, in the order given.
    pub stories: Vec<Named>,
    /// Identifiers that no story bears any more, each with the one that holds most of its articles.
    pub redirects: BTreeMap<String, String>,
}

/// Gives the stories of a new grouping the identifiers of the earlier one: each keeps the name of the story that most of
/// its articles were in. Of two stories that claim one name the one with more of its articles gets it; the other, like
/// every new story, keeps the identifier it comes with, or gets one after its members where an earlier story bears it.
pub fn carry(earlier: &[Named], found: Vec<Named>) -> Carried {
    let was_in = places(earlier.iter().map(|story| &story.members));
    let mut claims: Vec<(usize, usize, usize)> = Vec::new();
    for (story, Named { members, .. }) in found.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for &before in members.iter().filter_map(|member| was_in.get(member)) {
            *shared.entry(before).or_default() += 1;
        }
        claims.extend(shared.into_iter().map(|(before, count)| (count, before, story)));
    }
    claims.sort_by(|a, b| {
        let names = earlier[a.1].id.cmp(&earlier[b.1].id);
        b.0.cmp(&a.0).then(names).then_with(|| first(&found[a.2].members).cmp(&first(&found[b.2].members)))
    });
    let mut names: Vec<Option<&str>> = vec![None; found.len()];
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (_, before, story) in claims {
        if names[story].is_none() && taken.insert(before) {
            names[story] = Some(&earlier[before].id);
        }
    }
    let mut used: BTreeSet<String> = earlier.iter().map(|story| story.id.clone()).collect();
    let named = found.into_iter().zip(names).map(|(story, name)| Named {
        id: name.map_or_else(|| unused(&story, &mut used), str::to_owned),
        members: story.members,
    });
    let stories: Vec<Named> = named.collect();
    let redirects = redirects(earlier, &stories, &taken);
    Carried { stories, redirects }
}

/// The story that each article is in.
fn places<'a>(stories: impl Iterator<Item = &'a Vec<ArticleId>>) -> BTreeMap<&'a ArticleId, usize> {
    stories.enumerate().flat_map(|(story, members)| members.iter().map(move |member| (member, story))).collect()
}

fn first(members: &[ArticleId]) -> Option<&ArticleId> {
    members.iter().min()
}

/// The name of a new story whose first article in time is this.
pub fn name_after(first: &ArticleId) -> String {
    format!("s-{}", &ArticleId::of_content(&first.0).0[..12])
}

/// The name a story comes with, or, where an earlier story bears it, one after all its members.
fn unused(story: &Named, used: &mut BTreeSet<String>) -> String {
    let mut name = story.id.clone();
    let mut members: String = story.members.iter().map(|member| format!("{} ", member.0)).collect();
    while !used.insert(name.clone()) {
        name = name_after(&ArticleId(members.clone()));
        members.push('+');
    }
    name
}

fn redirects(earlier: &[Named], stories: &[Named], taken: &BTreeSet<usize>) -> BTreeMap<String, String> {
    let is_in = places(stories.iter().map(|story| &story.members));
    let mut out = BTreeMap::new();
    for (_, gone) in earlier.iter().enumerate().filter(|(before, _)| !taken.contains(before)) {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for &now in gone.members.iter().filter_map(|member| is_in.get(member)) {
            *shared.entry(now).or_default() += 1;
        }
        let most = shared.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(stories[b.0].id.cmp(&stories[a.0].id)));
        if let Some((now, _)) = most {
            out.insert(gone.id.clone(), stories[now].id.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(names: &str) -> Vec<ArticleId> {
        names.split_whitespace().map(|name| ArticleId(name.into())).collect()
    }

    fn known(id: &str, names: &str) -> Named {
        Named { id: id.into(), members: members(names) }
    }

    /// Names after a new grouping whose stories all come as `s1`, `?` for one that no earlier story bore.
    fn check(earlier: &[Named], found: &[&str], expected: &[&str]) -> Carried {
        let found = found.iter().map(|names| known("s1", names)).collect();
        let carried = carry(earlier, found);
        let old = |id: &str| earlier.iter().any(|story| story.id == id);
        let names: Vec<&str> =
            carried.stories.iter().map(|story| if old(&story.id) { story.id.as_str() } else { "?" }).collect();
        assert_eq!(names, expected);
        carried
    }

    #[test]
    fn a_story_that_grows_keeps_its_name() {
        check(&[known("s1", "a b")], &["c", "a b d"], &["?", "s1"]);
    }

    #[test]
    fn merged_stories_redirect_to_the_larger() {
        let carried = check(&[known("s1", "a"), known("s2", "b c")], &["a b c"], &["s2"]);
        assert_eq!(carried.redirects, BTreeMap::from([("s1".into(), "s2".into())]));
    }

    #[test]
    fn the_larger_part_of_a_split_story_keeps_its_name() {
        let carried = check(&[known("s1", "a b c")], &["a", "b c"], &["?", "s1"]);
        assert!(carried.redirects.is_empty());
    }

    #[test]
    fn grouping_again_changes_nothing() {
        let earlier = [known("s1", "a b"), known("s2", "c")];
        assert_eq!(check(&earlier, &["a b", "c"], &["s1", "s2"]).stories, earlier);
    }
}
