//! The next article glued to this one: a place below which everything is another article's.
//!
//! A model weighs each place where one could begin: what the lines above and below it have in common, how much of the
//! headline comes again below, whether a byline, a date or the opening of a report stands there. Long features,
//! interviews and round-ups turn to other subjects too, so that it is asked only of texts that have told something
//! above the place and go on below it, and all below it goes or nothing.

use super::cohesion::Cohesion;
use super::crossing::{Crossing, Sides, ratio};
use super::is_certain;
use super::line::Line;
use crate::clean::head::{byline, calendar, kind};
use crate::clean::model::{Lexicon, LineModel, Rows};
use crate::clean::shape::{SHAPE_WIDTH, Shape};
use crate::clean::verdict::Verdict;
use crate::clean::{RemovedKind, dateline};
use crate::text::Span;

/// Paragraphs that stand above the place, and at or below it.
const PARAGRAPHS_ABOVE: usize = 3;
const PARAGRAPHS_BELOW: usize = 2;

/// Share of the poorer side's words that stand on the other side, from which both are one text: none of the glued
/// development texts had more.
const SHARED_AT_MOST: f32 = 0.6;

/// Share of the short words below that stand above; fewer do in another language, and a translation of the article is
/// no other article.
const SMALL_SHARED: f32 = 0.25;

/// Lines below the place in which a byline, a date, an opening stand.
const HEAD_LINES: usize = 5;

/// Lines above and below the place that are compared by themselves.
const WINDOW: usize = 5;

/// Paragraphs to a subhead; with more subheads above it a line like a headline is likely another one.
const SUBHEADED: u32 = 4;

/// Numbers of a place.
const WIDTH: usize = SHAPE_WIDTH + 45;

/// A text seen as a whole.
struct Whole<'l, 't> {
    lines: &'l [Line<'t>],
    grammar: &'l [Verdict],
    title: Option<usize>,
    cohesion: Cohesion,
    crossing: Crossing,
    /// Paragraphs above each line, and in all.
    paragraphs: Vec<u32>,
    /// Short lines without an end mark above each line.
    labels: Vec<u32>,
    /// Share of short words below each place that stand above it.
    small: Vec<f32>,
    /// Weights of the headline's stems, each with the first line below the first paragraph that has it.
    headline: Vec<(f32, usize)>,
}

/// The places where another article could begin, by the line below them, and the rows of these places.
pub(in crate::clean) fn places(
    lines: &[Line<'_>],
    title: Option<usize>,
    grammar: &[Verdict],
    rarity: &Lexicon,
) -> (Vec<usize>, Rows) {
    let Some(whole) = Whole::of(lines, title, grammar, rarity) else { return (Vec::new(), Rows::new(WIDTH)) };
    whole.places()
}

/// The line with which another article begins, the first one where the model is sure.
pub(in crate::clean) fn begins(
    lines: &[Line<'_>],
    title: Option<usize>,
    grammar: &[Verdict],
    model: &LineModel,
) -> Option<usize> {
    let whole = Whole::of(lines, title, grammar, &model.rarity)?;
    let (places, rows) = whole.places();
    let answers = model.next.probabilities(&rows);
    let is_sure = |at: usize, answer: f32| {
        let thresholds = model.thresholds;
        answer >= if whole.is_headed(at) { thresholds.next_headed } else { thresholds.next }
    };
    places.into_iter().zip(answers).find(|(at, answer)| is_sure(*at, *answer)).map(|(at, _)| at)
}

/// Takes out all from the line on with which another article begins.
pub(super) fn mark(
    lines: &[Line<'_>],
    title: Option<usize>,
    model: &LineModel,
    grammar: &[Verdict],
    verdicts: &mut [Verdict],
) {
    let Some(begins) = begins(lines, title, grammar, model) else { return };
    for (at, verdict) in verdicts.iter_mut().enumerate().skip(begins) {
        if !(verdict.is_dropped() && is_certain(*verdict)) {
            let rule = if at == begins { "next-article-begins" } else { "next-article" };
            *verdict = Verdict::Drop(RemovedKind::Teaser, rule);
        }
    }
}

fn is_own_paragraph(lines: &[Line<'_>], grammar: &[Verdict], at: usize) -> bool {
    !grammar[at].is_dropped() && lines[at].is_paragraph()
}

impl<'l, 't> Whole<'l, 't> {
    /// None of a text that is too short to hold two articles, or says that it has many subjects.
    fn of(lines: &'l [Line<'t>], title: Option<usize>, grammar: &'l [Verdict], rarity: &Lexicon) -> Option<Self> {
        let all = (0..lines.len()).filter(|at| is_own_paragraph(lines, grammar, *at)).count();
        let heads = lines.first().into_iter().chain(title.map(|at| &lines[at]));
        let many = heads.map(|line| line.text).any(kind::is_of_many_subjects);
        if many || all < PARAGRAPHS_ABOVE + PARAGRAPHS_BELOW {
            return None;
        }
        // What the grammars only guess of may be a headline.
        let heard = |verdict: &Verdict| if is_certain(*verdict) { *verdict } else { Verdict::Open };
        let cohesion = Cohesion::of(lines, &grammar.iter().map(heard).collect::<Vec<_>>(), rarity);
        let crossing = Crossing::of(&cohesion, lines.len());
        let count = |is: &dyn Fn(usize) -> bool| {
            let mut counted = 0;
            let above = (0..=lines.len()).map(|at| {
                let above = counted;
                counted += u32::from(at < lines.len() && is(at));
                above
            });
            above.collect::<Vec<u32>>()
        };
        let paragraphs = count(&|at| is_own_paragraph(lines, grammar, at));
        let labels = count(&|at| !grammar[at].is_dropped() && lines[at].is_short_and_open());
        let small = small_shared(&cohesion, lines.len());
        let mut whole =
            Self { lines, grammar, title, cohesion, crossing, paragraphs, labels, small, headline: Vec::new() };
        whole.headline = whole.headline_below();
        Some(whole)
    }

    fn places(&self) -> (Vec<usize>, Rows) {
        let mut rows = Rows::new(WIDTH);
        let first = self.title.map_or(0, |at| at + 1);
        let places: Vec<usize> = (first..self.lines.len()).filter(|at| self.can_begin(*at)).collect();
        let mut shares: Vec<f32> = places.iter().map(|at| self.crossing.sides[*at].share()).collect();
        shares.sort_by(f32::total_cmp);
        for &at in &places {
            self.push(at, &shares, &mut rows.values);
            debug_assert_eq!(rows.values.len() % WIDTH, 0);
        }
        (places, rows)
    }

    /// Whether a line reads as a headline, and is not one more subhead of a text with many.
    fn is_headed(&self, at: usize) -> bool {
        let opening = self.paragraph_from(self.title.map_or(0, |title| title + 1)).unwrap_or(at);
        let subheads = self.labels[at] - self.labels[opening.min(at)];
        !self.lines[at].is_paragraph() && !self.lines[at].ends && subheads * SUBHEADED <= self.paragraphs[at]
    }

    fn headline_below(&self) -> Vec<(f32, usize)> {
        let Some(title) = self.title else { return Vec::new() };
        let first = self.paragraph_from(title + 1).map_or(self.lines.len(), |opening| opening + 1);
        let mut found: Vec<(f32, usize)> =
            self.cohesion.stems(title).iter().map(|stem| (self.cohesion.rarity(*stem), usize::MAX)).collect();
        for line in first..self.lines.len() {
            for (stem, found) in self.cohesion.stems(title).iter().zip(&mut found) {
                if found.1 == usize::MAX && self.cohesion.stems(line).binary_search(stem).is_ok() {
                    found.1 = line;
                }
            }
        }
        found
    }

    /// Share of the headline that comes again between the first paragraph and a place.
    fn headline_above(&self, at: usize) -> f32 {
        let all: f32 = self.headline.iter().map(|(weight, _)| weight).sum();
        let known: f32 = self.headline.iter().filter(|(_, line)| *line < at).map(|(weight, _)| weight).sum();
        if all > 0.0 { known / all } else { -1.0 }
    }

    /// Whether another article could begin with a line.
    fn can_begin(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let above = self.paragraphs[at] as usize;
        let below = self.paragraphs[self.lines.len()] as usize - above;
        let is_open = !is_certain(self.grammar[at]);
        let sides = above >= PARAGRAPHS_ABOVE && below >= PARAGRAPHS_BELOW;
        sides
            && is_open
            && !line.bullet
            && !line.text.starts_with(char::is_lowercase)
            && self.crossing.sides[at].share() <= SHARED_AT_MOST
            && self.small[at] >= SMALL_SHARED
    }

    fn push(&self, at: usize, shares: &[f32], row: &mut Vec<f32>) {
        row.extend_from_slice(Shape::of(self.lines[at].text).row());
        self.push_sides(at, shares, row);
        self.push_own(at, row);
        self.push_head(at, row);
        self.push_place(at, row);
    }

    /// What the sides have in common, here and around. (20)
    fn push_sides(&self, at: usize, shares: &[f32], row: &mut Vec<f32>) {
        let place = |offset: isize| {
            at.checked_add_signed(offset).and_then(|at| self.crossing.sides.get(at)).copied().unwrap_or_default()
        };
        let here = place(0);
        let quantile = |share: f32| shares.get((shares.len() as f32 * share) as usize).copied().unwrap_or(1.0);
        let rank = shares.partition_point(|share| *share < here.share()) as f32 / shares.len().max(1) as f32;
        let of = |sides: Sides| [ratio(sides.both, sides.above), ratio(sides.both, sides.below)];
        row.push(here.share());
        row.extend(of(here));
        row.extend([
            ratio(here.key_above_known, here.key_above),
            ratio(here.key_below_known, here.key_below),
            ratio(here.key_both, here.key_above.min(here.key_below)),
            ratio(here.key_above, here.above),
            ratio(here.key_below, here.below),
            here.above.ln_1p(),
            here.below.ln_1p(),
            here.both.ln_1p(),
            here.key_both.ln_1p(),
            rank,
            quantile(0.0),
            quantile(0.5),
        ]);
        row.extend([-4, -2, 1, 3].map(|offset| place(offset).share() - here.share()));
        row.push(self.window_share(at));
    }

    /// Share of the words of the lines right below that stand in the lines right above.
    fn window_share(&self, at: usize) -> f32 {
        let above = at.saturating_sub(WINDOW)..at;
        let below = at..(at + WINDOW).min(self.lines.len());
        below.map(|line| self.cohesion.share_with(line, above.clone())).fold(-1.0, f32::max)
    }

    /// How the line, the paragraph below it, the article's headline and its first paragraph stand to both sides. (9)
    fn push_own(&self, at: usize, row: &mut Vec<f32>) {
        let share = |line: usize, place: usize, is_above: bool| {
            self.crossing.share_of_line(&self.cohesion, line, place, is_above)
        };
        let lead = self.paragraph_from(at);
        let opening = self.paragraph_from(self.title.map_or(0, |title| title + 1));
        let either =
            |line: Option<usize>, place: usize, is_above: bool| line.map_or(-1.0, |line| share(line, place, is_above));
        row.extend([
            share(at, at, true),
            share(at, at + 1, false),
            either(lead, at, true),
            lead.map_or(-1.0, |line| share(line, line + 1, false)),
            lead.filter(|lead| *lead != at).map_or(-1.0, |line| self.cohesion.share_with(at, line..line + 1)),
            either(self.title, at, false),
            self.headline_above(at),
            either(opening, at, false),
            self.small[at],
        ]);
    }

    /// What tells that an article begins: a byline, a date, the opening of a report, and what stands above. (8)
    fn push_head(&self, at: usize, row: &mut Vec<f32>) {
        let lead = self.paragraph_from(at).unwrap_or(at);
        let head = at..lead.min(at + HEAD_LINES);
        let any = |is: &dyn Fn(&str) -> bool| f32::from(head.clone().any(|line| is(self.lines[line].text)));
        let text = self.lines[lead].text;
        let opens = dateline::opening(text, Span::new(0, text.len())).is_some();
        let above = at.saturating_sub(HEAD_LINES)..at;
        let since = self.lines[..at].iter().rev().take(20).position(Line::is_paragraph).unwrap_or(20);
        row.extend([
            any(&|line| byline::is_byline(line)),
            any(&|line| calendar::is_dated_line(line)),
            f32::from(opens),
            (lead - at).min(9) as f32,
            since as f32,
            above.clone().filter(|line| self.grammar[*line].is_dropped()).count() as f32,
            above.filter(|line| self.lines[*line].is_short_and_open()).count() as f32,
            f32::from(self.paragraph_from(lead + 1) == Some(lead + 1)),
        ]);
    }

    /// Where in the text the place is. (8)
    fn push_place(&self, at: usize, row: &mut Vec<f32>) {
        let all = self.lines.len();
        let (above, labels) = (self.paragraphs[at] as f32, self.labels[at] as f32);
        let below = self.paragraphs[all] as f32 - above;
        row.extend([
            at as f32 / all as f32,
            above,
            below,
            labels / above.max(1.0),
            (self.labels[all] as f32 - labels) / below.max(1.0),
            self.lines[at].blanks_before.min(3) as f32,
            f32::from(self.lines[at].is_paragraph()),
            self.title.map_or(-1.0, |title| f32::from(self.lines[title].text.contains(|c: char| c.is_ascii_digit()))),
        ]);
    }

    /// The first paragraph from a line on.
    fn paragraph_from(&self, at: usize) -> Option<usize> {
        let above = *self.paragraphs.get(at)?;
        let next = self.paragraphs.partition_point(|counted| *counted <= above);
        (next <= self.lines.len()).then(|| next - 1)
    }
}

/// Share of the short words below each place that stand above it too; 1 where there is none.
fn small_shared(cohesion: &Cohesion, lines: usize) -> Vec<f32> {
    let mut ends: Vec<Option<(usize, usize)>> = vec![None; cohesion.number_of_stems()];
    for line in 0..lines {
        for word in cohesion.small(line) {
            let (_, last) = ends[*word as usize].get_or_insert((line, line));
            *last = line;
        }
    }
    let (mut below, mut both) = (vec![0i32; lines + 2], vec![0i32; lines + 2]);
    for (first, last) in ends.into_iter().flatten() {
        below[0] += 1;
        below[last + 1] -= 1;
        both[first + 1] += 1;
        both[last + 1] -= 1;
    }
    let (mut all, mut known) = (0, 0);
    let shares = below[..=lines].iter().zip(&both).map(|(below, both)| {
        (all, known) = (all + below, known + both);
        ratio(known as f32, all as f32)
    });
    shares.collect()
}

#[cfg(test)]
mod tests {
    use crate::clean::{RemovedKind, clean};
    use crate::intake::{Location, scrape_page};

    const FERRY: &[&str] = &[
        "Ferry runs aground off Northport harbour in heavy fog",
        "A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.",
        "Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.",
        "Passengers waited on the deck of the ferry for two hours before the coast guard reached them in the fog.",
        "The harbour master of Northport said that the captain had asked for a pilot, but none was free that morning.",
        "The coast guard will look at the logs of the ferry, and the captain will be heard in Southport on Friday.",
        "The ferry company said that passengers would get their money back, and that another ferry would sail on Thursday.",
    ];
    const SCHOOL: &[&str] = &[
        "Council votes for a new roof on the Oldham school",
        "By Anna Writer",
        "The council of Oldham voted on Monday evening for a new roof on the primary school, the mayor said.",
        "Parents and teachers had asked for the roof since last winter, when rain came into three classrooms.",
        "The roof of the school will cost 1.2 million crowns, and the council pays for it with a loan of ten years.",
        "Teachers said that the classrooms would be closed in May, and that lessons would be held in the town hall.",
        "The mayor said that parents would be told by letter, and that the council would look at the gym next.",
    ];

    /// The text of an article and the rules that took lines out of it.
    fn read(parts: &[&[&str]]) -> (String, Vec<(RemovedKind, &'static str)>) {
        let lines: Vec<&str> = parts.iter().flat_map(|part| part.iter().copied()).collect();
        let article = clean(&scrape_page(&lines.join("\n\n"), Location::default()));
        (article.text.as_str().to_owned(), article.removed.iter().map(|one| (one.kind, one.rule)).collect())
    }

    #[test]
    fn the_next_article_goes_with_its_headline_and_byline() {
        let (text, rules) = read(&[FERRY, SCHOOL]);
        assert_eq!(text, FERRY[1..].join("\n\n"));
        assert!(rules.contains(&(RemovedKind::Teaser, "next-article-begins")), "{rules:?}");
        assert!(rules.contains(&(RemovedKind::Teaser, "next-article")), "{rules:?}");
    }

    #[test]
    fn two_further_articles_go_both() {
        let storm: &[&str] = &[
            "Storm tears down power lines across the southern valleys",
            "A storm tore down power lines across the southern valleys on Sunday, and 4,000 homes had no light.",
            "Engineers repaired the lines to Westbrook by midnight, the power company said, but not those to Eastbrook.",
            "Forecasters expect another storm on Wednesday, with winds as strong, and warn people to stay at home.",
        ];
        let (text, _) = read(&[FERRY, SCHOOL, storm]);
        assert_eq!(text, FERRY[1..].join("\n\n"));
    }

    #[test]
    fn a_part_of_the_same_story_under_a_subhead_stays() {
        let more: &[&str] = &[
            "Why the pilot did not come",
            "The pilot of Northport harbour was on another ship that morning, and the fog kept him from the ferry.",
            "The coast guard says that the captain of the ferry should have waited for him outside the harbour.",
            "Passengers say that the captain told them nothing of a pilot when the ferry left Southport in the dark.",
        ];
        let (text, _) = read(&[FERRY, more]);
        assert_eq!(text, [&FERRY[1..], more].concat().join("\n\n"));
    }

    #[test]
    fn an_interview_and_a_look_at_another_place_stay() {
        let talk: &[&str] = &[
            "How do they do it in Norland?",
            "In Norland every ferry has a pilot of its own, and the captain may not leave a harbour without one.",
            "And who pays for the pilot there?",
            "The passengers pay, with a small part of each ticket, and nobody in Norland has complained about it yet.",
        ];
        let (text, _) = read(&[FERRY, talk]);
        assert_eq!(text, [&FERRY[1..], talk].concat().join("\n\n"));
    }

    #[test]
    fn a_round_up_stays_whole() {
        let items = [&["News in brief"], &FERRY[..5], &SCHOOL[..1], &SCHOOL[2..6]];
        let (text, rules) = read(&items);
        assert!(text.ends_with(SCHOOL[5]), "{rules:?}");
    }

    #[test]
    fn the_same_article_in_another_language_stays() {
        let translated: &[&str] = &[
            "Fähre läuft im Nebel vor dem Hafen auf Grund",
            "Eine Fähre mit 212 Menschen an Bord ist am Dienstag vor dem Hafen auf Grund gelaufen, sagte die Küstenwache.",
            "Niemand wurde verletzt, und der Hafenmeister sagte, dass die Fähre bis zum Abend geschleppt werde.",
            "Die Reisenden warteten zwei Stunden auf dem Deck, bevor die Küstenwache sie im Nebel erreichte.",
        ];
        let (text, _) = read(&[FERRY, translated]);
        assert!(text.ends_with(translated[3]), "{text}");
    }
}
