//! Phrases in brackets, numbered by the chain that they should stand in.

use super::*;
use crate::clean::{Article, ArticleId, clean};
use crate::intake::{Location, given_page};
use crate::lang::Lang;
use crate::pipeline::mark_article;
use crate::text::Text;

/// Reads `[1 phrase]` brackets, marks and links the articles, and compares the chains.
fn check(written: &[&str]) {
    let (mut group, mut stretches, mut expected) = (Vec::new(), Vec::new(), Vec::new());
    for (article, written) in written.iter().enumerate() {
        let mut text = String::new();
        let mut rest = *written;
        while let Some((before, bracket)) = rest.split_once('[') {
            let (inside, after) = bracket.split_once(']').unwrap();
            let (chain, phrase) = inside.split_once(' ').unwrap();
            text.push_str(before);
            stretches.push(Stretch { article, span: Span::new(text.len(), text.len() + phrase.len()) });
            expected.push(chain.parse::<usize>().unwrap());
            text.push_str(phrase);
            rest = after;
        }
        text.push_str(rest);
        let page = given_page(&text, Location::default());
        let id = ArticleId::of_content(&text);
        group.push(mark_article(Article {
            id,
            text: Text::new(text),
            language: Some(Lang::new("en")),
            ..clean(&page)
        }));
    }
    super::super::link(&mut group.iter_mut().collect::<Vec<_>>());
    let found = chains(&group.iter().collect::<Vec<_>>(), &stretches);
    assert_eq!(found, expected);
}

#[test]
fn one_head_in_two_articles_is_one_thing() {
    check(&["[0 The old bridge] fell.", "[0 A bridge over the Oren] fell on [1 a ferry]."]);
}

#[test]
fn the_head_stands_before_its_prepositions() {
    check(&["Rain fell on [0 a mountain in the north]. [0 The mountain] shook near [1 the lake]."]);
}

#[test]
fn a_role_beside_a_name_means_its_bearer() {
    check(&["Coach [0 Amina Otieno] left the club on Monday.", "[0 The coach] said [0 she] was tired."]);
}

#[test]
fn relative_pronouns_go_to_the_phrase_before_them() {
    check(&["[0 A driver], [0 who] hit [1 a wall], slept."]);
}

#[test]
fn a_government_and_the_capital_that_speaks_for_it_are_their_country() {
    check(&["[0 The Kenyan government] denied it on Monday.", "[0 Nairobi] denied it. [0 Kenya] has time."]);
}
