//! `dateline/article/1`.

use super::{basis_name, bound, date_range, event_range, evidence, text_sha256};
use crate::clean::{Article, ParagraphKind, Removed, RemovedKind};
use crate::date::Published;
use crate::facts::places::{Place, PlaceKind, resolved};
use crate::facts::{
    Answer, Figure, FigureScope, Marked, Mention, NameKind, Quote, QuoteKind, Speaker, headline, main_event, stands_for,
};
use crate::public;
use crate::text::Span;

/// The article alone, as `read` prints it.
pub fn article_document(marked: &Marked, heap: &[Marked]) -> public::ArticleDocument {
    let article = &marked.article;
    public::ArticleDocument {
        schema: "dateline/article/1".to_owned(),
        id: article.id.0.clone(),
        page: page_json(article),
        publisher: public::PublisherJson {
            name: article.publisher.name.clone(),
            domain: article.publisher.domain.clone(),
        },
        title: article.title.clone(),
        deck: deck(article),
        byline: article.byline.clone(),
        agency: article.credit.as_ref().map(|credit| credit.agency.clone()),
        dateline: article.dateline.as_ref().map(|line| public::DateLineJson {
            place: line.place.clone(),
            text: article.text.slice(line.span).to_owned(),
        }),
        language: article.language.as_ref().map(|lang| lang.code().to_owned()),
        published: published_json(&marked.dating.published, article, heap),
        modified: article.stated_dates.iter().find(|stated| stated.is_change()).map(|stated| stated.value.clone()),
        text: article.text.as_str().to_owned(),
        text_sha256: text_sha256(article.text.as_str()),
        paragraphs: article.paragraphs.iter().map(|graf| article.text.code_points(graf.span)).collect(),
        removed: article.removed.iter().map(removed_json).collect(),
        skipped: article.not_an_article.map(str::to_owned),
        notes: article.notes.iter().chain(&marked.dating.notes).cloned().collect(),
        sentences: None,
        names: None,
        times: None,
        quantities: None,
        quotes: None,
        headline: None,
        roles: None,
        main_event: None,
        event_date: None,
    }
}

fn deck(article: &Article) -> Option<String> {
    let lines = article.paragraphs.iter().filter(|graf| graf.kind == ParagraphKind::Deck);
    let deck = lines.map(|graf| article.text.slice(graf.span)).collect::<Vec<_>>().join("\n");
    Some(deck).filter(|deck| !deck.is_empty())
}

/// The article with its marks, as `mark` prints it.
pub fn marked_document(marked: &Marked, heap: &[Marked]) -> public::ArticleDocument {
    let (article, marks) = (&marked.article, &marked.marks);
    public::ArticleDocument {
        sentences: Some(marks.sentences.iter().map(|&span| article.text.code_points(span)).collect()),
        names: Some(names_json(article, &marks.names)),
        times: Some(times_json(marked)),
        quantities: Some(quantities_json(marked)),
        quotes: Some(quotes_json(marked)),
        roles: Some(names_json(article, &marks.roles)),
        headline: headline(marked).as_ref().map(headline_json),
        main_event: Some(main_event_json(marked)),
        event_date: Some(event_range(&marked.dating.event, article, heap)),
        ..article_document(marked, heap)
    }
}

/// The marks of a headline that was read as a text of its own.
fn headline_json(headline: &Marked) -> public::HeadlineJson {
    public::HeadlineJson {
        names: names_json(&headline.article, &headline.marks.names),
        times: times_json(headline),
        quantities: quantities_json(headline),
        quotes: quotes_json(headline),
        roles: names_json(&headline.article, &headline.marks.roles),
    }
}

fn names_json(article: &Article, names: &[Mention]) -> Vec<public::NameJson> {
    names.iter().map(|name| name_json(article, name)).collect()
}

fn quantities_json(marked: &Marked) -> Vec<public::QuantityJson> {
    marked.marks.figures.iter().map(|figure| quantity_json(&marked.article, figure)).collect()
}

fn quotes_json(marked: &Marked) -> Vec<public::QuoteJson> {
    marked.marks.quotes.iter().map(|quote| quote_json(&marked.article, quote)).collect()
}

fn main_event_json(marked: &Marked) -> public::MainEventJson {
    let article = &marked.article;
    let answer = |answer: Answer| {
        let (start, end) = if answer.in_title {
            let points = |to: u32| article.title[..to as usize].chars().count();
            (points(answer.span.start), points(answer.span.end))
        } else {
            article.text.code_points(answer.span)
        };
        let within = if answer.in_title { "title" } else { "text" };
        let from = if answer.in_title { article.title.as_str() } else { article.text.as_str() };
        public::AnswerJson { start, end, text: answer.span.of(from).to_owned(), within: within.to_owned() }
    };
    let event = main_event(marked);
    public::MainEventJson {
        who: event.who.map(answer),
        what: event.what.map(answer),
        when: event.when.map(answer),
        place: event.place.map(answer),
    }
}

pub(super) fn page_json(article: &Article) -> public::PageJson {
    public::PageJson {
        path: article.location.path.clone(),
        url: article.url.clone(),
        canonical_url: article.canonical_url.clone(),
        record: article.location.record,
        raw_sha256: article.raw_sha256.clone(),
    }
}

pub(super) fn published_json(published: &Published, article: &Article, heap: &[Marked]) -> public::PublishedJson {
    let range = date_range(None, published.days, Vec::new());
    public::PublishedJson {
        value: published.value.clone(),
        earliest: range.earliest,
        latest: range.latest,
        confidence: published.confidence,
        basis: basis_name(published.basis).to_owned(),
        evidence: evidence(&published.evidence, article, heap),
    }
}

pub(super) fn removed_json(removed: &Removed) -> public::RemovedJson {
    let kind = match removed.kind {
        RemovedKind::Comment => "comment",
        RemovedKind::Caption => "caption",
        RemovedKind::Teaser => "teaser",
        RemovedKind::Widget => "widget",
        RemovedKind::Share => "share",
        RemovedKind::Notice => "notice",
        RemovedKind::Navigation => "navigation",
        RemovedKind::Repeat => "repeat",
        RemovedKind::Furniture | RemovedKind::Other => "other",
    };
    public::RemovedJson { kind: kind.to_owned(), text: removed.text.clone(), rule: removed.rule.to_owned() }
}

fn name_json(article: &Article, name: &Mention) -> public::NameJson {
    let kind = match name.kind {
        NameKind::Person => "person",
        NameKind::Place => "place",
        NameKind::Organisation => "organisation",
        NameKind::Other => "other",
    };
    let (start, end) = article.text.code_points(name.span);
    public::NameJson {
        start,
        end,
        text: article.text.slice(name.span).to_owned(),
        kind: kind.to_owned(),
        entity: name.entity.as_ref().map(|entity| entity.0.clone()),
        canonical: name.canonical.clone(),
        place: (name.kind == NameKind::Place).then(|| resolved(name)).flatten().map(place_json),
        stands_for: stands_for(article, name)
            .map(|(entity, canonical)| public::StandsForJson { entity: entity.0, canonical: canonical.to_owned() }),
        rule: name.rule.to_owned(),
    }
}

fn place_json(place: Place) -> public::PlaceJson {
    let kind = match place.kind {
        PlaceKind::Country => "country",
        PlaceKind::Region => "region",
        PlaceKind::Continent => "continent",
        PlaceKind::Water => "water",
        PlaceKind::Town => "town",
    };
    public::PlaceJson {
        kind: kind.to_owned(),
        geonames: Some(place.geonames).filter(|&number| number > 0),
        country: place.country.map(str::to_owned),
        lat: place.lat,
        lon: place.lon,
    }
}

fn times_json(marked: &Marked) -> Vec<public::TimeJson> {
    let text = &marked.article.text;
    let one = |time: &crate::date::Timex| {
        let (start, end) = text.code_points(time.span);
        public::TimeJson {
            start,
            end,
            text: text.slice(time.span).to_owned(),
            kind: time.kind.name().to_owned(),
            value: time.value.clone(),
            modifier: time.modifier.map(str::to_owned),
            earliest: time.days.and_then(|days| bound(days.earliest)),
            latest: time.days.and_then(|days| bound(days.latest)),
            rule: time.rule.to_owned(),
        }
    };
    marked.times.iter().map(one).collect()
}

fn quantity_json(article: &Article, figure: &Figure) -> public::QuantityJson {
    let scope = match figure.scope {
        FigureScope::Event => "event",
        FigureScope::Background => "background",
        FigureScope::Forecast => "forecast",
    };
    let (start, end) = article.text.code_points(figure.span);
    public::QuantityJson {
        start,
        end,
        text: article.text.slice(figure.span).to_owned(),
        value: figure.value,
        low: figure.low,
        high: figure.high,
        unit: figure.unit.clone(),
        of: figure.of.clone(),
        approx: figure.approx,
        predicate: figure.predicate.clone(),
        scope: scope.to_owned(),
        holder: figure.holder.as_ref().map(|speaker| speaker_json(article, speaker)),
        rule: figure.rule.to_owned(),
    }
}

fn quote_json(article: &Article, quote: &Quote) -> public::QuoteJson {
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    };
    let (start, end) = article.text.code_points(quote.span);
    public::QuoteJson {
        start,
        end,
        text: article.text.slice(quote.span).to_owned(),
        kind: kind.to_owned(),
        speaker: quote.speaker.as_ref().map(|speaker| speaker_json(article, speaker)),
        cue: quote.cue.map(|span| span_text(article, span)),
        chain: quote.chain.iter().map(|speaker| speaker_json(article, speaker)).collect(),
        rule: quote.rule.to_owned(),
    }
}

fn speaker_json(article: &Article, speaker: &Speaker) -> public::SpeakerJson {
    let public::SpanText { start, end, text } = span_text(article, speaker.span);
    public::SpeakerJson {
        start,
        end,
        text,
        entity: speaker.entity.as_ref().map(|entity| entity.0.clone()),
        canonical: speaker.canonical.clone(),
    }
}

fn span_text(article: &Article, span: Span) -> public::SpanText {
    let (start, end) = article.text.code_points(span);
    public::SpanText { start, end, text: article.text.slice(span).to_owned() }
}
