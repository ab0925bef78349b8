use super::numbers::number_at;
use super::{Figure, FigureScope, Page, scope};
use crate::facts::grammar::Words;
use crate::facts::quotes::quotes_in;
use crate::facts::{Mention, NameKind};
use crate::lang::{Lang, pack};
use crate::text::{Span, sentences};

fn read(text: &str) -> Vec<Figure> {
    read_in("en", text)
}

fn read_in(language: &str, text: &str) -> Vec<Figure> {
    read_with(language, text, &[])
}

/// The same with the sides that the text names.
fn read_with(language: &str, text: &str, sides: &[&str]) -> Vec<Figure> {
    let pack = pack(Some(&Lang::new(language)));
    let whole = Span::new(0, text.len());
    let inside = |before: &str, after: &str| pack.stop_stays_inside(before, after);
    let words = Words::read(text, &sentences(text, whole, &inside), language == "en");
    let quotes = quotes_in(&words, &[whole], pack, "");
    let page = Page { words: &words, pack };
    let mut names: Vec<Mention> = sides.iter().flat_map(|side| text.match_indices(side)).map(name).collect();
    names.sort_by_key(|name| name.span.start);
    super::read(page, &names, &[], scope::Places::new(page, None, &[], &quotes))
}

fn name((at, side): (usize, &str)) -> Mention {
    let span = Span::new(at, at + side.len());
    Mention { span, kind: NameKind::Organisation, entity: None, canonical: None, rule: "test" }
}

/// Compares each figure as "text | low..high unit of predicate scope".
fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

/// The same in another language.
fn check_in(language: &str, text: &str, expected: &[&str]) {
    compare(text, &read_in(language, text), expected);
}

fn compare(text: &str, figures: &[Figure], expected: &[&str]) {
    let shown: Vec<String> = figures
        .iter()
        .map(|figure| {
            let bound = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value}"));
            let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
            let scope = match figure.scope {
                FigureScope::Event => "event",
                FigureScope::Background => "background",
                FigureScope::Forecast => "forecast",
            };
            format!(
                "{} | {}..{} {} {} {} {scope}",
                figure.span.of(text),
                bound(figure.low),
                bound(figure.high),
                part(&figure.unit),
                part(&figure.of),
                part(&figure.predicate)
            )
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn casualties_with_their_hedges() {
    check(
        "At least 12 people were killed and 30 wounded when a bridge fell in Oren.",
        &["At least 12 people | 12.. - people kill event", "30 | 30..30 - people injure event"],
    );
    check(
        "The blast killed two soldiers and left nearly 40 others injured.",
        &["two soldiers | 2..2 - soldiers kill event", "nearly 40 others | 36..40 - others injure event"],
    );
    check("The death toll from the collapse has risen to 24.", &["24 | 24..24 - people kill event"]);
    check("Dozens of villagers were displaced.", &["Dozens of villagers | 24..99 - villagers displace event"]);
}

#[test]
fn money_measures_shares_and_scores() {
    check("The town will pay $4.5 million.", &["$4.5 million | 4500000..4500000 USD - - forecast"]);
    check(
        "A magnitude 6.1 quake struck 20 km from Oren.",
        &["6.1 | 6.1..6.1 magnitude - - event", "20 km | 20..20 km - - event"],
    );
    check("More than 52 percent of voters agreed.", &["More than 52 percent of voters | 52.. percent voters - event"]);
    check(
        "Ana Ruiz, 42, saw between 10 and 20 boats.",
        &["42 | 42..42 age - - event", "between 10 and 20 boats | 10..20 - boats - event"],
    );
    check("Two hundred and fifty houses burned.", &["Two hundred and fifty houses | 250..250 - houses - event"]);
}

#[test]
fn other_events_are_background() {
    check(
        "The war has killed more than 90,000 people.",
        &["more than 90,000 people | 90000.. - people kill background"],
    );
    check("In 2009, a fire at the plant killed 14 workers.", &["14 workers | 14..14 - workers kill background"]);
    check(
        "Three people died on Monday, a year after a similar attack killed 20 guards.",
        &["Three people | 3..3 - people kill event", "20 guards | 20..20 - guards kill background"],
    );
}

#[test]
fn estimates_have_their_holder() {
    let text = "The analyst Ivo Brandt estimates that up to 4,000 guards could be at the border.";
    check(text, &["up to 4,000 guards | ..4000 - guards - forecast"]);
    let holder = read(text)[0].holder.clone().map(|holder| holder.span.of(text).to_owned());
    assert_eq!(holder.as_deref(), Some("The analyst Ivo Brandt"));
}

#[test]
fn an_estimate_has_its_holder_whatever_its_verb() {
    let holder = |text: &str| read(text)[0].holder.clone().map(|holder| holder.span.of(text).to_owned());
    let text = "Ivo Brandt, who studies the border, put the number at up to 9,000.";
    check(text, &["up to 9,000 | ..9000 - - - forecast"]);
    assert_eq!(holder(text).as_deref(), Some("Ivo Brandt, who studies the border"));
    let text =
        "The size of the fleet is not known but the independent analyst Ivo Brandt estimates that up to 90 boats left.";
    check(text, &["up to 90 boats | ..90 - boats - forecast"]);
    assert_eq!(holder(text).as_deref(), Some("the independent analyst Ivo Brandt"));
    let text = "The ministry expects as many as 500 families to move.";
    check(text, &["as many as 500 families | ..500 - families - forecast"]);
    assert_eq!(holder(text).as_deref(), Some("The ministry"));
}

#[test]
fn numbers_of_earlier_days_and_other_events_stay_apart() {
    check(
        "It was the deadliest flood since 2009, when 40 people died.",
        &["40 people | 40..40 - people kill background"],
    );
    check(
        "The blast came a week after gunmen killed 12 people in Lind.",
        &["12 people | 12..12 - people kill background"],
    );
    check("The 2009 flood killed 300 people.", &["300 people | 300..300 - people kill background"]);
    check(
        "The toll rose to 31 on Tuesday from 24 a day earlier.",
        &["31 | 31..31 - people kill event", "24 | 24..24 - people kill background"],
    );
}

#[test]
fn lists_share_what_they_count() {
    check(
        "Three policemen and one civilian died.",
        &["Three policemen | 3..3 - policemen kill event", "one civilian | 1..1 - civilian kill event"],
    );
    check(
        "Two boys, aged 7 and 9, are missing.",
        &["Two boys | 2..2 - boys - event", "7 | 7..7 age - - event", "9 | 9..9 age - - event"],
    );
    check("One person is missing.", &["One person | 1..1 - person missing event"]);
}

#[test]
fn scores_and_ranges() {
    check("The vote was 52 to 48.", &["52 | 52..52 score - - event", "48 | 48..48 score - - event"]);
    check(
        "Some 10,000 to 15,000 refugees waited.",
        &["Some 10,000 to 15,000 refugees | 10000..15000 - refugees - event"],
    );
}

/// Compares the numbers of scores as "number side".
fn check_score(text: &str, expected: &[&str]) {
    let scores =
        read_with("en", text, &["Oren", "Lind", "Ana Ruiz"]).into_iter().filter(|figure| figure.rule == "figure.score");
    let shown: Vec<String> = scores
        .map(|figure| format!("{} {}", figure.span.of(text), figure.of.unwrap_or_else(|| "-".to_owned())))
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn a_score_gives_each_side_its_number() {
    check_score("Oren won 3-1 against Lind.", &["3 oren", "1 lind"]);
    check_score("Oren beat visitors Lind 2:1 after extra time.", &["2 oren", "1 lind"]);
    check_score("Oren lost 1-3 to Lind.", &["1 oren", "3 lind"]);
    check_score("Oren lost to Lind 3–1.", &["3 lind", "1 oren"]);
    check_score("Oren 3-1 Lind", &["3 oren", "1 lind"]);
    check_score("Ana Ruiz took a 102-98 win over Lind.", &["102 -", "98 lind"]);
    check_score(
        "Ana Ruiz beat Lind 6-4, 3-6 7-6.",
        &["6 ana ruiz", "4 lind", "3 ana ruiz", "6 lind", "7 ana ruiz", "6 lind"],
    );
}

#[test]
fn scores_without_a_side() {
    check_score("The game ended 0-0.", &["0 -", "0 -"]);
    check_score("They threw it away in a 2-3 defeat.", &["2 -", "3 -"]);
    check_score("It opened at 9:30 on 2-5 Lind Street with 3:1 odds.", &[]);
}

#[test]
fn the_earlier_of_two_counts_is_background() {
    check(
        "Inflation fell to 4.3 percent from 4.7 percent.",
        &["4.3 percent | 4.3..4.3 percent - - event", "4.7 percent | 4.7..4.7 percent - - background"],
    );
    check(
        "Exports hit $4 billion, up from $3 billion.",
        &[
            "$4 billion | 4000000000..4000000000 USD - - event",
            "$3 billion | 3000000000..3000000000 USD - - background",
        ],
    );
    check(
        "Police counted 24 thefts, compared with 12 a year earlier.",
        &["24 thefts | 24..24 - thefts - event", "12 | 12..12 - - - background"],
    );
    check(
        "The storm felled 30 trees, against 12 last year.",
        &["30 trees | 30..30 - trees - event", "12 | 12..12 - - - background"],
    );
}

#[test]
fn ages_stand_without_years() {
    check("He was 91.", &["91 | 91..91 age - - event"]);
    check("The pianist died at 91.", &["91 | 91..91 age - - event"]);
    check("She gave it up at the age of seven.", &["seven | 7..7 age - - event"]);
    check("She was 3 km away.", &["3 km | 3..3 km - - event"]);
}

#[test]
fn numbers_behind_a_thing_tell_which_one_it_is() {
    check("Smoke rose over warehouse 7.", &[]);
    check("Smoke rose from 7 houses.", &["7 houses | 7..7 - houses - event"]);
    check("It was minus 30 degrees.", &["minus 30 degrees | -30..-30 degree - - event"]);
}

#[test]
fn what_a_number_counts_ends_with_its_noun() {
    check("Lind won 14 of her last 15 matches.", &["14 of her last 15 matches | 14..14 - matches - event"]);
    check("She beat third seed Ida Strom.", &["third seed | 3..3 ordinal seed - event"]);
    check("She is survived by two children.", &["two children | 2..2 - children - event"]);
}

#[test]
fn german_numerals_and_their_words() {
    check_in("de", "Mindestens 12 Menschen wurden getötet.", &["Mindestens 12 Menschen | 12.. - menschen kill event"]);
    check_in(
        "de",
        "Es kostet mehr als 4,5 Millionen Euro.",
        &["mehr als 4,5 Millionen Euro | 4500000.. EUR - - event"],
    );
    check_in(
        "de",
        "Bis zu 10.000 Soldaten und 3 Prozent.",
        &["Bis zu 10.000 Soldaten | ..10000 - soldaten - event", "3 Prozent | 3..3 percent - - event"],
    );
}

#[test]
fn names_years_and_lists_are_no_figures() {
    check("Flight 370 left in 2014 with No. 5 on its list.", &[]);
    check("No one knows which one it was.", &[]);
}

#[test]
fn hostile_numbers_do_no_harm() {
    for text in ["1".repeat(100_000), "1,".repeat(50_000), "one ".repeat(20_000), "$ $5 million-".repeat(5_000)] {
        let _ = read(&text);
    }
    let english = pack(Some(&Lang::new("en")));
    let words = Words::read("", &[], true);
    assert!(number_at(Page { words: &words, pack: english }, 0).is_none());
}

#[test]
fn items_of_lists_and_tickers_count() {
    check("- 1,200 homes lost", &["1,200 homes | 1200..1200 - homes - event"]);
    check("15:20: Five people are missing", &["Five people | 5..5 - people missing event"]);
}

#[test]
fn money_in_letters_and_ranges_that_share_their_scale() {
    check("Police seized Rs 5 crore.", &["Rs 5 crore | 50000000..50000000 INR - - event"]);
    check("It cost 12 to 14 million dollars.", &["12 to 14 million dollars | 12000000..14000000 USD - - event"]);
}

#[test]
fn shares_ages_and_magnitudes_as_they_stand() {
    check("Two-thirds agreed.", &["Two-thirds | 65.7..67.7 percent - - event"]);
    check("His wife, 49, left.", &["49 | 49..49 age - - event"]);
    check("A magnitude-6.1 quake hit.", &["magnitude-6.1 | 6.1..6.1 magnitude - - event"]);
}

#[test]
fn so_many_in_ten_are_a_share() {
    check("As many as 3 in 10 children are hungry.", &["As many as 3 in 10 children | ..30 percent children - event"]);
    check("One in five voters stayed home.", &["One in five voters | 20..20 percent voters - event"]);
    check("• 1,200 homes lost", &["1,200 homes | 1200..1200 - homes - event"]);
}

#[test]
fn ranges_whose_ends_carry_their_sign_or_unit() {
    check(
        "It paid between $2.1 billion and $2.4 billion.",
        &["between $2.1 billion and $2.4 billion | 2100000000..2400000000 USD - - event"],
    );
    check("Rates stood between 4% and 5%.", &["between 4% and 5% | 4..5 percent - - event"]);
    check("Sales rose $20 to $300 in Oren.", &["$20 | 20..20 USD - - event", "$300 | 300..300 USD - - event"]);
    check(
        "Orrin paid £32m plus £6m for her.",
        &["£32m | 32000000..32000000 GBP - - event", "£6m | 6000000..6000000 GBP - - event"],
    );
}

#[test]
fn some_of_a_whole_that_has_its_own_number() {
    check("The Civic Union won 71 of the 180 seats.", &["71 of the 180 seats | 71..71 - seats - event"]);
}

#[test]
fn hours_of_a_zone_and_numbers_of_names_count_nothing() {
    check("Shares fell 7.8% at 0915 GMT.", &["7.8% | 7.8..7.8 percent - - event"]);
    check("Ruiz played her 1709 Amati in Oren.", &[]);
}

#[test]
fn the_number_before_an_earlier_one_is_of_the_event() {
    check(
        "Profit fell to $612 million from $1,040 million a year earlier.",
        &[
            "$612 million | 612000000..612000000 USD - - event",
            "$1,040 million | 1040000000..1040000000 USD - - background",
        ],
    );
    check(
        "Her party had 34.2% of the vote, against 31.8% for Ruiz.",
        &["34.2% of the vote | 34.2..34.2 percent vote - event", "31.8% | 31.8..31.8 percent - - event"],
    );
}

#[test]
fn a_number_told_again_in_another_measure_is_of_the_same_event() {
    check(
        "The company would cut around 1,200 jobs, or 6% of its workforce.",
        &[
            "around 1,200 jobs | 1080..1320 - jobs - forecast",
            "6% of its workforce | 6..6 percent workforce - forecast",
        ],
    );
}

#[test]
fn the_number_of_people_killed_is_a_toll() {
    check("The number of people killed when a ferry sank has risen to 38.", &["38 | 38..38 - people kill event"]);
    check(
        "A bridge fell and killed nine people, among them three children.",
        &["nine people | 9..9 - people kill event", "three children | 3..3 - children kill event"],
    );
    check(
        "They pulled nine people from the water, two of whom were already dead.",
        &["nine people | 9..9 - people - event", "two | 2..2 - people kill event"],
    );
}

#[test]
fn tolls_of_other_languages() {
    check_in(
        "es",
        "Al menos siete personas murieron y más de 120 resultaron heridas.",
        &["Al menos siete | 7.. - people kill event", "más de 120 | 120.. - people injure event"],
    );
    check_in("fr", "Le ministre a promis 50.000 euros.", &["50.000 euros | 50000..50000 EUR - - event"]);
}
