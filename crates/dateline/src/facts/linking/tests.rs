//! Articles are written as text with names in brackets: `[P Amina Otieno]` a person, `L` a place, `O` an organisation.

use super::link;
use crate::clean::{Article, ArticleId, clean};
use crate::date::date_article;
use crate::facts::{Marked, Marks, Mention, NameKind, Quote, QuoteKind, Speaker};
use crate::intake::{Location, given_page};
use crate::lang::Lang;
use crate::text::{Span, Text};

fn article(text: &str) -> Article {
    let page = given_page(text, Location::default());
    let id = ArticleId::of_content(text);
    Article { id, text: Text::new(text), language: Some(Lang::new("en")), ..clean(&page) }
}

/// Reads the brackets; each line is a sentence.
fn marked(written: &str) -> Marked {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = written.trim();
    while let Some((before, bracket)) = rest.split_once('[') {
        let (inside, after) = bracket.split_once(']').unwrap();
        let (kind, name) = inside.split_once(' ').unwrap();
        text.push_str(before);
        let start = text.len();
        text.push_str(name);
        let kind = match kind {
            "P" => NameKind::Person,
            "L" => NameKind::Place,
            _ => NameKind::Organisation,
        };
        names.push(Mention { span: Span::new(start, text.len()), kind, entity: None, canonical: None, rule: "test" });
        rest = after;
    }
    text.push_str(rest);
    let mut sentences = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        sentences.push(Span::new(at, at + line.len()).trimmed(&text));
        at += line.len();
    }
    let article = article(&text);
    let dating = date_article(&article, &mut []);
    let marks = Marks { sentences, names, ..Marks::default() };
    Marked { article, times: Vec::new(), dating, marks }
}

/// Links the articles and compares the entity of every name, in order.
fn check(articles: &[&str], expected: &[&str]) {
    let mut group: Vec<Marked> = articles.iter().map(|written| marked(written)).collect();
    link(&mut group.iter_mut().collect::<Vec<_>>());
    let names = group.iter().flat_map(|marked| &marked.marks.names);
    let found: Vec<&str> = names.map(|name| name.entity.as_ref().unwrap().0.as_str()).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_bare_name_goes_to_the_full_name_of_the_group() {
    check(&["[P Amina Otieno] spoke. [P Otieno] left.", "President [P Otieno] came."], &["person:amina-otieno"; 3]);
}

#[test]
fn spellings_of_one_person_are_joined() {
    let articles = ["[P Khalid al-Masri] met [P Masri].", "[P Khaled Masri] left.", "[P al-Masri] said so."];
    let mut group: Vec<Marked> = articles.iter().map(|written| marked(written)).collect();
    link(&mut group.iter_mut().collect::<Vec<_>>());
    let mut entities: Vec<_> = group.iter().flat_map(|marked| &marked.marks.names).map(|name| &name.entity).collect();
    entities.dedup();
    assert_eq!(entities.len(), 1);
}

#[test]
fn different_given_names_keep_two_people_apart() {
    check(
        &["[P John Okafor] met [P Grace Okafor]. [P Okafor] smiled."],
        &["person:john-okafor", "person:grace-okafor", "person:grace-okafor"],
    );
}

#[test]
fn initials_stand_for_their_organisation() {
    check(
        &["The [O Lake Fisheries Board] met. The [O LFB] voted.", "The [O LFB] denied it. The [O U.N.] waits."],
        &[
            "organisation:lake-fisheries-board",
            "organisation:lake-fisheries-board",
            "organisation:lake-fisheries-board",
            "organisation:united-nations",
        ],
    );
}

#[test]
fn places_resolve_to_the_gazetteer() {
    let mut one = marked("Floods hit [L Mombasa] and the [L Black Sea]. [L Nowheretown] stayed dry.");
    link(&mut [&mut one]);
    let found: Vec<&str> = one.marks.names.iter().map(|name| name.entity.as_ref().unwrap().0.as_str()).collect();
    assert!(found[0].starts_with("place:1"), "{found:?}");
    assert_eq!(found[1..], ["place:black-sea", "place:nowheretown"]);
}

fn with_speaker(written: &str, speaker: &str) -> Marked {
    let mut one = marked(written);
    let start = one.article.text.as_str().rfind(speaker).unwrap();
    let span = Span::new(start, start + speaker.len());
    let speaker = Some(Speaker { span, entity: None, canonical: None });
    one.marks.quotes.push(Quote {
        span: Span::new(0, 1),
        parts: Vec::new(),
        kind: QuoteKind::Direct,
        speaker,
        cue: None,
        chain: Vec::new(),
        rule: "test",
    });
    link(&mut [&mut one]);
    one
}

#[test]
fn a_role_means_the_person_who_has_it() {
    let one = with_speaker(
        "Kenyan President [P Amina Otieno] met [P Lars Holm].\nThe Kenyan leader said it rained.",
        "The Kenyan leader",
    );
    let speaker = one.marks.quotes[0].speaker.as_ref().unwrap();
    assert_eq!(speaker.canonical.as_deref(), Some("Amina Otieno"));
    let role = &one.marks.roles[0];
    assert_eq!(role.span.of(one.article.text.as_str()), "Kenyan leader");
}

#[test]
fn a_counterpart_has_the_role_of_the_one_who_is_met() {
    let met = "Kenyan President [P Amina Otieno] met her Ugandan counterpart [P Lars Holm].\n";
    let speaker = |role: &str| {
        let one = with_speaker(&format!("{met}{role} said it rained."), role);
        one.marks.quotes[0].speaker.as_ref().unwrap().canonical.clone()
    };
    assert_eq!(speaker("The Ugandan leader").as_deref(), Some("Lars Holm"));
    assert_eq!(speaker("The Kenyan leader").as_deref(), Some("Amina Otieno"));
    assert_eq!(speaker("The Norwegian leader"), None);
}

#[test]
fn a_pronoun_means_the_subject_before_it() {
    let one = with_speaker("[P Amina Otieno] met [P Lars Holm].\n“It rained,” she said.", "she");
    assert_eq!(one.marks.quotes[0].speaker.as_ref().unwrap().canonical.as_deref(), Some("Amina Otieno"));
}

#[test]
fn an_owner_is_not_the_speaker() {
    let one =
        with_speaker("[P Amina Otieno]’s spokesman [P Lars Holm] denied it.", "Amina Otieno’s spokesman Lars Holm");
    assert_eq!(one.marks.quotes[0].speaker.as_ref().unwrap().canonical.as_deref(), Some("Lars Holm"));
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let texts = ["[P J. Okafor] left.", "[P John Okafor] came.", "[P Jane Okafor] stayed.", "[P Okafor] slept."];
    let entities = |order: &[usize]| {
        let mut group: Vec<Marked> = order.iter().map(|&at| marked(texts[at])).collect();
        link(&mut group.iter_mut().collect::<Vec<_>>());
        let mut found: Vec<_> = group.iter().map(|one| (one.article.id.clone(), one.marks.names.clone())).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    };
    assert_eq!(entities(&[0, 1, 2, 3]), entities(&[3, 1, 0, 2]));
}

#[test]
fn a_name_missed_in_one_article_is_found_through_the_others() {
    let texts = ["The [O Lake Fisheries Board] met in [L Mombasa].", "On Monday the Lake Fisheries Board voted again."];
    let mut group: Vec<Marked> = texts.iter().map(|written| marked(written)).collect();
    link(&mut group.iter_mut().collect::<Vec<_>>());
    let found = &group[1].marks.names[0];
    assert_eq!(found.span.of(group[1].article.text.as_str()), "Lake Fisheries Board");
    assert_eq!((found.rule, &found.entity), ("names.story", &group[0].marks.names[0].entity));
}

#[test]
fn a_word_that_the_text_writes_small_is_no_missed_name() {
    let often = "[P Ana Rose] met [P Ana Rose]. [P Rose] smiled.";
    let mut group = [marked(often), marked("A rose fell. Rose bushes burnt.")];
    link(&mut group.iter_mut().collect::<Vec<_>>());
    assert!(group[1].marks.names.is_empty());
}

#[test]
fn short_forms_of_given_names_mean_one_person() {
    check(
        &["[P Maurice Okafor] left.", "[P Mo Okafor] came. [P Okafor] smiled."],
        &["person:maurice-okafor", "person:maurice-okafor", "person:maurice-okafor"],
    );
}

#[test]
fn a_hundred_thousand_bare_names_between_two_bearers_take_linear_time() {
    let text = "[P John Okafor] met [P Grace Okafor].".to_owned() + &" [P Okafor]".repeat(50_000);
    let mut one = marked(&text);
    link(&mut [&mut one]);
    let last = one.marks.names.last().and_then(|name| name.entity.clone());
    assert_eq!(last.unwrap().0, "person:grace-okafor");
}

#[test]
fn a_role_means_the_person_whom_its_own_article_puts_it_beside() {
    let texts = ["President [P Amina Otieno] spoke. Later the president left.", "President [P Lars Holm] came."];
    let mut group: Vec<Marked> = texts.iter().map(|written| marked(written)).collect();
    link(&mut group.iter_mut().collect::<Vec<_>>());
    let roles: Vec<_> = group[0].marks.roles.iter().map(|role| role.canonical.as_deref()).collect();
    assert_eq!(roles, [Some("Amina Otieno")]);
}

#[test]
fn a_title_tells_people_of_one_family_name_apart() {
    check(
        &["Senator [P Maria Lind] met [P Tom Lind], a farmer. Sen. [P Lind] left."],
        &["person:maria-lind", "person:tom-lind", "person:maria-lind"],
    );
}

#[test]
fn a_title_means_who_has_it_in_another_article() {
    check(
        &["Senator [P Maria Lind] left.", "[P Tom Lind], a farmer, met Sen. [P Lind]."],
        &["person:maria-lind", "person:tom-lind", "person:maria-lind"],
    );
}

#[test]
fn the_first_of_two_family_names_is_a_bare_name() {
    check(&["[P Ana Ruiz Otero] left. President [P Ruiz] came."], &["person:ana-ruiz-otero"; 2]);
}

#[test]
fn a_town_is_in_what_stands_behind_its_comma() {
    let id = |name: &str, country: &str| {
        let place = crate::facts::places::lookup_in(name, country).unwrap();
        format!("place:{}", place.geonames)
    };
    let (paris, london) = (id("Paris", "US"), id("London", "CA"));
    check(&["He left [L Paris], [L Texas]."], &[&paris, "place:texas"]);
    check(&["She left [L London], [L Ontario]."], &[&london, "place:ontario"]);
    check(&["They left [L Paris]."], &[&id("Paris", "FR")]);
    check(&["He left [L Atlanta], [L Georgia]."], &[&id("Atlanta", "US"), "place:georgia"]);
}

#[test]
fn a_small_town_is_not_guessed() {
    check(&["The mayor of [L Norland] left."], &["place:norland"]);
}

/// The descriptions of an article, each with whom it means.
fn check_described(written: &str, expected: &[(&str, &str)]) {
    let mut one = marked(written);
    link(&mut [&mut one]);
    let text = one.article.text.as_str();
    let found: Vec<(&str, &str)> =
        one.marks.roles.iter().map(|role| (role.span.of(text), role.canonical.as_deref().unwrap_or("-"))).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_description_means_the_one_whom_the_article_gives_it() {
    check_described("The actor [P Tom Reyes] was hurt. The actor was in hospital.", &[("actor", "Tom Reyes")]);
    check_described("Billionaire [P Ivo Lind] met [P Ana Ruiz]. The billionaire left.", &[("billionaire", "Ivo Lind")]);
    check_described("[P Ana Ruiz], 42, was held. The 42-year-old denied it.", &[("42-year-old", "Ana Ruiz")]);
    check_described(
        "[P Jan Holt] met his counterpart, [P Ana Ruiz]. Holt and his counterpart spoke.",
        &[("counterpart", "Ana Ruiz")],
    );
    check_described("[P Ana Ruiz], the mayor of Oren, came. The mayor said no.", &[("mayor", "Ana Ruiz")]);
    check_described("The carmaker [O Velko] cut jobs. The company declined to comment.", &[("company", "Velko")]);
    check_described("[O Dockers' Union] met. The union said no.", &[("union", "Dockers' Union")]);
    check_described(
        "[O Velko] spokesman [P Ivo Lind] came. The [O Velko] spokesperson left.",
        &[("Velko spokesperson", "Ivo Lind")],
    );
}

#[test]
fn a_description_that_could_mean_two_means_nobody() {
    check_described("Actor [P Tom Reyes] met actor [P Ana Ruiz]. The actor left.", &[]);
    check_described("Actor [P Tom Reyes] met a second actor. The actor left.", &[]);
    check_described("The actor left. It was actor [P Tom Reyes].", &[]);
    check_described("The carmaker [O Velko] cut jobs. The company that sold it failed.", &[]);
    check_described("[O Dockers' Union] met. The union hall burned.", &[]);
    check_described("[O Velko] spokesman [P Ivo Lind] came. The [O Oren] spokesman left.", &[]);
}

#[test]
fn who_speaks_for_or_about_somebody_is_somebody_else() {
    let speaker =
        |text: &str, said: &str| with_speaker(text, said).marks.quotes[0].speaker.as_ref().unwrap().canonical.clone();
    assert_eq!(speaker("An aide to [P Ana Ruiz] said it rained.", "An aide to Ana Ruiz"), None);
    assert_eq!(speaker("Analysts polled by [O Velko] said no.", "Analysts polled by Velko"), None);
    let spokesman = speaker("A spokesman for [P Ana Ruiz] said it rained.", "A spokesman for Ana Ruiz");
    assert_eq!(spokesman.as_deref(), Some("Ana Ruiz"));
}

#[test]
fn people_of_one_name_are_apart_where_what_they_are_and_where_from_excludes_it() {
    check(
        &["Mayor [P Ivo Brandt] of [L Quillon] said no. Mayor [P Brandt] left.\n\n\
           [P Ivo Brandt], a 19-year-old student from [L Lund], was hurt. [P Brandt] is in hospital.\n\n[P Brandt] will speak."],
        &[
            "person:ivo-brandt",
            "place:quillon",
            "person:ivo-brandt",
            "person:ivo-brandt-2",
            &lund(),
            "person:ivo-brandt-2",
            "person:ivo-brandt",
        ],
    );
}

fn lund() -> String {
    format!("place:{}", crate::facts::places::lookup("Lund").unwrap().geonames)
}

#[test]
fn people_of_one_name_are_apart_across_articles() {
    let apart =
        ["Mayor [P Ivo Brandt] spoke. [P Brandt] left.", "[P Ivo Brandt], 17, a pupil, was hurt. [P Brandt] fell."];
    let mut group: Vec<Marked> = apart.iter().map(|written| marked(written)).collect();
    link(&mut group.iter_mut().collect::<Vec<_>>());
    let of = |article: usize| -> Vec<_> { group[article].marks.names.iter().map(|name| &name.entity).collect() };
    assert_eq!(of(0)[0], of(0)[1]);
    assert_eq!(of(1)[0], of(1)[1]);
    assert_ne!(of(0)[0], of(1)[0]);
}

#[test]
fn one_unlike_thing_alone_makes_no_second_person() {
    let same = |written: &str, count: usize| check(&[written], &vec!["person:ivo-brandt"; count]);
    same("Mayor [P Ivo Brandt] came. [P Ivo Brandt], a lawyer, is 52. [P Ivo Brandt], 52, left.", 3);
    same("Mayor [P Ivo Brandt] came. [P Ivo Brandt], a 52-year-old lawyer, left.", 2);
    same("Mayor [P Ivo Brandt] came. [P Ivo Brandt], a 45-year-old baker, was hurt.", 2);
    same("[P Ivo Brandt], 25, a nurse, came. [P Ivo Brandt], 52, left.", 2);
    same("[P Ivo Brandt], then 19, a student, won. Mayor [P Ivo Brandt], 60, spoke.", 2);
    same("Mayor [P Ivo Brandt] spoke. [P Ivo Brandt], a former student, left.", 2);
    same("Senator [P Ivo Brandt] Jr. spoke. [P Ivo Brandt] left.", 2);
}

#[test]
fn father_and_son_of_one_name_are_two() {
    check(
        &["[P Ivo Brandt Sr.] founded it. [P Ivo Brandt Jr.] runs it. [P Ivo Brandt Sr.] died."],
        &["person:ivo-brandt-sr", "person:ivo-brandt-jr-2", "person:ivo-brandt-sr"],
    );
    check(&["[P Ivo Brandt] and his son, [P Ivo Brandt], came."], &["person:ivo-brandt", "person:ivo-brandt-2"]);
    check(
        &["[P Karl Holt] and his son, [P Ivo Brandt], came. [P Ivo Brandt] left."],
        &["person:karl-holt", "person:ivo-brandt", "person:ivo-brandt"],
    );
}

#[test]
fn the_text_says_that_another_one_is_meant() {
    let two = ["person:ivo-brandt", "person:ivo-brandt-2"];
    check(&["[P Ivo Brandt] spoke. [P Ivo Brandt], no relation, left."], &two);
    check(&["[P Ivo Brandt] spoke. [P Ivo Brandt] (no relation to the mayor) left."], &two);
    check(&["[P Ivo Brandt] spoke. He met his namesake, [P Ivo Brandt]."], &two);
    check(&["[P Ivo Brandt] spoke. The other [P Ivo Brandt] left."], &two);
    check(
        &["[P Ana Brandt] and [P Ivo Brandt] spoke. [P Ivo Brandt], no relation, left."],
        &["person:ana-brandt", "person:ivo-brandt", "person:ivo-brandt"],
    );
}
