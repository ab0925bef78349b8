//! The headline as a text of its own, with what the article below it knows.
//!
//! In most pages the headline stands in a field and not in the text, so its quotations and figures need positions of
//! their own: those of [`crate::clean::Article::title`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::grammar::{Tag, Words};
use super::people::can_speak;
use super::{Marked, Marks, NameKind, QuoteKind, Speaker, linking, marks_of};
use crate::date::{resolve, timexes};
use crate::lang;
use crate::text::{Span, sentences};

/// The headline with everything found in it, as an article whose text it is; `None` where there is none. Names,
/// roles and speakers are those of the article, which is linked already.
pub fn headline(marked: &Marked) -> Option<Marked> {
    let article = marked.article.headline()?;
    let title = article.text.as_str();
    let mut times = timexes(&article);
    resolve(&article, &mut times, marked.dating.published.days);
    let pack = lang::pack_of(article.language.as_ref(), marked.article.text.as_str());
    let inside = |before: &str, after: &str| pack.stop_stays_inside(before, after);
    let sentences = sentences(title, article.text.whole(), &inside);
    let cased = in_running_case(title, marked);
    let mut words = Words::read(&cased, &sentences, pack.code == "en");
    let names = marked.marks.title_names.clone();
    let mut marks = marks_of(&article, &mut words, &times, Marks { sentences, names, ..Marks::default() }, pack);
    settle_quotes(&words, &mut marks);
    let mut headline = Marked { article, times, dating: marked.dating.clone(), marks };
    linking::link_headline(&mut headline, marked);
    Some(headline)
}

/// Leaves out what is no speech in the clipped grammar of headlines: "Rebels attack town", whose content is no clause, and
/// "Oren: New bridge opens", whose colon names a topic.
fn settle_quotes(words: &Words, marks: &mut Marks) {
    let Marks { names, quotes, .. } = marks;
    quotes.retain_mut(|quote| {
        let run = |span: Span| words.at_byte(span.start)..words.at_byte(span.end);
        // "Oren win cup: ‘…’" quotes somebody else than the team, "Ruiz visits site: ‘…’" Ruiz.
        let in_clause = |speaker: Span| words.at_byte(quote.span.start).saturating_sub(words.at_byte(speaker.end)) > 2;
        let is_somebody = |speaker: &Speaker| {
            let speaks = |kind: NameKind| match kind {
                NameKind::Person => true,
                NameKind::Organisation => !in_clause(speaker.span),
                NameKind::Place | NameKind::Other => false,
            };
            names.iter().any(|name| speaks(name.kind) && name.span.overlaps(speaker.span))
                || run(speaker.span).any(|at| can_speak(words.low(at)))
        };
        let colon = matches!(quote.rule, "headline.colon" | "quote.colon" | "quote.headline");
        let topic = colon && quote.speaker.as_ref().is_some_and(|speaker| !is_somebody(speaker));
        quote.speaker = quote.speaker.take().filter(|_| !topic);
        let verb = |at: usize| words.tag(at).is_finite() || (words.low(at) == "to" && words.tag(at + 1) == Tag::Base);
        match (quote.kind, quote.rule) {
            (_, "headline.colon") => quote.speaker.is_some(),
            (QuoteKind::Indirect, "speech.before-cue") => true,
            (QuoteKind::Direct, _) if topic => run(quote.span).any(verb),
            (QuoteKind::Indirect, _) => run(quote.span).any(verb) || !words.tagged,
            _ => true,
        }
    });
}

/// A headline without small letters, without capitals or with a capital on every word, in the case of running text,
/// byte for byte: words of its names and of those of the text have a capital, others none.
pub(super) fn in_running_case<'a>(title: &'a str, marked: &Marked) -> Cow<'a, str> {
    let shouted = !title.chars().any(char::is_lowercase);
    let small = !title.chars().any(char::is_uppercase);
    if !(shouted || small || is_title_case(title)) {
        return Cow::Borrowed(title);
    }
    let text = marked.article.text.as_str();
    let of_title = marked.marks.title_names.iter().filter(|_| !shouted && !small).map(|name| name.span.of(title));
    let of_text = marked.marks.names.iter().map(|name| name.span.of(text));
    let words = of_title.chain(of_text).flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let telling = |word: &&str| word.starts_with(char::is_uppercase) || word.len() > SHORT_WORD;
    let named: BTreeSet<String> = words.filter(telling).map(str::to_ascii_lowercase).collect();
    let mut out = title.to_ascii_lowercase();
    let mut at = 0;
    for piece in title.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let opens = at == 0 && !small;
        let acronym = !shouted && word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if acronym {
            out.replace_range(at..at + word.len(), word);
        } else if (opens || named.contains(&word.to_ascii_lowercase()))
            && let Some(first) = out.get_mut(at..at + 1)
        {
            first.make_ascii_uppercase();
        }
        at += piece.len();
    }
    Cow::Owned(out)
}

/// Letters of a word that stands in many names of pages typed without capitals ("the", "of").
const SHORT_WORD: usize = 3;

/// Words that a headline must have for its capitals to tell how it is set.
const SHORTEST_TITLE: usize = 4;

/// Whether every word that is no short one has a capital.
fn is_title_case(title: &str) -> bool {
    let words = || title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > SHORT_WORD);
    words().count() >= SHORTEST_TITLE && words().all(|word| !word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{Article, clean};
    use crate::intake::{Location, given_page};
    use crate::lang::Lang;
    use crate::pipeline::mark_article;

    const BODY: &str = "The ferry sank off the coast on Tuesday with 212 people on board.\n\n\
        \"We heard a bang and then the lights went out,\" said Ana Ruiz, a teacher. President Ivo Brandt promised an \
        inquiry. Karel Novak, the head of the Dockers' Union, blamed the owners.";

    /// Compares the quotations of a headline above [`BODY`] as "kind entity or words of the speaker: content".
    fn check(title: &str, expected: &[&str]) {
        let article = clean(&given_page(BODY, Location::default()));
        let marked = mark_article(Article { title: title.to_owned(), language: Some(Lang::new("en")), ..article });
        let headline = headline(&marked).expect("the page has a headline");
        let text = headline.article.text.as_str();
        let shown = headline.marks.quotes.iter().map(|quote| {
            let speaker = quote.speaker.as_ref().map_or("nobody", |one| {
                one.entity.as_ref().map_or_else(|| one.span.of(text), |entity| entity.0.as_str())
            });
            format!("{:?} {speaker}: {}", quote.kind, quote.span.of(text))
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{title}");
    }

    #[test]
    fn words_in_marks_are_those_of_who_stands_beside_them() {
        check("‘We failed’: Ivo Brandt on the ferry disaster", &["Direct person:ivo-brandt: ‘We failed’"]);
        check("Brandt on ferry disaster: 'We failed'", &["Direct person:ivo-brandt: 'We failed'"]);
        check("'It is a miracle' — survivor's story", &["Direct survivor: 'It is a miracle'"]);
        check("‘Shame on you’: crowd heckles Brandt", &["Direct crowd: ‘Shame on you’"]);
        check("Brandt promises 'full inquiry'", &["Direct person:ivo-brandt: 'full inquiry'"]);
        check("Divers ‘may need weeks’, says union boss", &["Mixed union boss: Divers ‘may need weeks’"]);
    }

    #[test]
    fn words_that_nobody_beside_them_said_have_no_speaker() {
        check(
            "Ferry disaster: 'My sister called me one last time'",
            &["Direct nobody: 'My sister called me one last time'"],
        );
        check("‘We thought we would die’: inside the ferry", &["Direct nobody: ‘We thought we would die’"]);
        check("Ferry owners 'knew of the leak for months'", &["Direct nobody: 'knew of the leak for months'"]);
    }

    #[test]
    fn scare_quotes_and_works_are_nobodys_words() {
        check("‘Ghost ship’: what we know so far", &[]);
        check("Why the 'unsinkable' ferry sank", &[]);
        check("Review: 'The Drowned' is a masterpiece", &[]);
    }

    #[test]
    fn a_colon_without_marks_tells_who_says_so() {
        check("Novak: Owners put profit first", &["Indirect person:karel-novak: Owners put profit first"]);
        check("Brandt tells owners: pay up or go", &["Indirect person:ivo-brandt: pay up or go"]);
        check("Study: Ferries sink more often", &["Indirect Study: Ferries sink more often"]);
        check("Ferry disaster: what we know so far", &[]);
    }

    #[test]
    fn who_says_so_may_stand_behind_the_colon() {
        check("Three held over ferry disaster: police", &["Indirect police: Three held over ferry disaster"]);
        check("Ferry disaster: police", &[]);
    }

    #[test]
    fn events_and_topics_are_no_speech() {
        check("Rebels attack ferry port", &[]);
        check("Nairobi: New ferry terminal opens", &[]);
        check("New trailer: ‘The Drowned’", &[]);
        check("Brandt aide calls ferry owners ‘criminals’", &["Mixed Brandt aide: ferry owners ‘criminals’"]);
    }

    #[test]
    fn the_verbs_of_a_headline_share_its_subject() {
        check("Novak blames owners, says they ‘lied’", &["Mixed person:karel-novak: they ‘lied’"]);
    }

    #[test]
    fn capitals_on_every_word_tell_nothing() {
        check(
            "Novak Slams Ferry Owners: 'This Was No Accident'",
            &["Direct person:karel-novak: 'This Was No Accident'"],
        );
        check("FERRY PORT TO STAY CLOSED, UNION SAYS", &["Indirect UNION: FERRY PORT TO STAY CLOSED"]);
    }

    #[test]
    fn figures_of_a_headline_are_read() {
        let article = clean(&given_page(BODY, Location::default()));
        let title = "At least 48 dead as ferry sinks".to_owned();
        let marked = mark_article(Article { title, language: Some(Lang::new("en")), ..article });
        let headline = headline(&marked).expect("the page has a headline");
        let [figure] = headline.marks.figures.as_slice() else { panic!("{:?}", headline.marks.figures) };
        assert_eq!((figure.value, figure.predicate.as_deref()), (48.0, Some("kill")));
        assert_eq!(figure.span.of(headline.article.text.as_str()), "At least 48");
    }
}
