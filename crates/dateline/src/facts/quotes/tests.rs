use crate::facts::grammar::Words;
use crate::facts::quotes::{Quote, QuoteKind, quotes_in};
use crate::lang::{Lang, pack};
use crate::text::{Span, sentences};

/// Reads `text` (a line is a paragraph) and compares each quotation as "kind speaker | cue | content".
fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

/// The quotations of a text under a headline; a line is a paragraph.
pub(super) fn read(language: &str, title: &str, text: &str) -> Vec<Quote> {
    let pack = pack(Some(&Lang::new(language)));
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        paragraphs.push(Span::new(at, at + line.len()));
        at += line.len() + 1;
    }
    let inside = |before: &str, after: &str| pack.stop_stays_inside(before, after);
    let sentences: Vec<Span> = paragraphs.iter().flat_map(|&span| sentences(text, span, &inside)).collect();
    let words = Words::read(text, &sentences, language == "en");
    quotes_in(&words, &paragraphs, pack, title)
}

/// The same in another language.
pub(super) fn check_in(language: &str, text: &str, expected: &[&str]) {
    let found = read(language, "", text);
    let shown: Vec<String> = found
        .iter()
        .map(|quote| {
            let kind = match quote.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Indirect => "indirect",
                QuoteKind::Mixed => "mixed",
            };
            let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| speaker.span.of(text));
            let cue = quote.cue.map_or("-", |cue| cue.of(text));
            let chain: Vec<&str> = quote.chain.iter().map(|one| one.span.of(text)).collect();
            let chain = if chain.is_empty() { String::new() } else { format!(" < {}", chain.join(" < ")) };
            format!("{kind} {speaker}{chain} | {cue} | {}", quote.span.of(text))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn the_verb_stands_before_behind_and_between() {
    check("“The dam is safe,” Mayor Ana Ruiz said on Tuesday.", &["direct Mayor Ana Ruiz | said | “The dam is safe,”"]);
    check(
        "\"The dam is safe,\" said Ana Ruiz, the mayor of Oren. \"We checked it.\"",
        &[
            "direct Ana Ruiz, the mayor of Oren | said | \"The dam is safe,\" said Ana Ruiz, the mayor of Oren. \"We checked it.\"",
        ],
    );
    check("Ruiz told reporters: “The dam is safe.”", &["direct Ruiz | told | “The dam is safe.”"]);
    check("“The dam,” she added, “is safe.”", &["direct she | added | “The dam,” she added, “is safe.”"]);
}

#[test]
fn indirect_speech_runs_to_the_end_of_its_clause() {
    check(
        "The minister said on Monday that the dam was safe, adding that engineers had checked it.",
        &[
            "indirect The minister | said | that the dam was safe",
            "indirect The minister | adding | that engineers had checked it",
        ],
    );
    check(
        "The dam was safe, according to a spokesman for the ministry.",
        &["indirect a spokesman for the ministry | according to | The dam was safe"],
    );
}

#[test]
fn mixed_speech_keeps_its_marks() {
    check(
        "Ruiz called the plan “a gift to the poor” and left.",
        &["mixed Ruiz | called | the plan “a gift to the poor” and left"],
    );
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    check(
        "“The dam is safe,” Ruiz said. “We checked it.\n“We will check it again.”",
        &["direct Ruiz | said | “The dam is safe,” Ruiz said. “We checked it.\n“We will check it again.”"],
    );
}

#[test]
fn scare_quotes_are_no_quotation() {
    check("The so-called “Green Line” opened in May.", &[]);
}

#[test]
fn who_reports_whose_words_is_told_apart() {
    check(
        "Spokesman Otto Lind said Ana Ruiz told the council that the dam was safe.",
        &[
            "indirect Spokesman Otto Lind | said | Ana Ruiz told the council that the dam was safe",
            "indirect Ana Ruiz < Spokesman Otto Lind | told | that the dam was safe",
        ],
    );
    check(
        "A transcript released by the council quoted Ruiz as saying that the dam was safe.",
        &["indirect Ruiz < A transcript released by the council | saying | that the dam was safe"],
    );
    check(
        "Ruiz was quoted by the agency as saying: “The dam is safe.”",
        &["direct Ruiz < the agency | saying | “The dam is safe.”"],
    );
}

#[test]
fn an_impression_ends_where_somebody_else_speaks() {
    check(
        "The cost is not known but Ivo Brandt estimates that it will double.",
        &["indirect nobody | known | The cost is not known", "indirect Ivo Brandt | estimates | that it will double"],
    );
}

#[test]
fn the_place_beside_the_marks_tells_the_speaker() {
    check(
        "“It was dark,” Ruiz, who has lived in Oren since 2001, told reporters.",
        &["direct Ruiz, who has lived in Oren since 2001 | told | “It was dark,”"],
    );
    check("“It was dark,” a spokesman for Lind said.", &["direct a spokesman for Lind | said | “It was dark,”"]);
    check("“Run!” One guard shouted, “Stop!”", &["direct One guard | shouted | “Stop!”"]);
    check("Said Ana Ruiz, a farmer: “It was dark.”", &["direct Ana Ruiz, a farmer | Said | “It was dark.”"]);
    check("She put it this way: “It was dark out there.”", &["direct She | put it | “It was dark out there.”"]);
    check("Ana Ruiz: “It was dark out there.”", &["direct Ana Ruiz | - | “It was dark out there.”"]);
    check("“It was dark,” according to Ruiz.", &["direct Ruiz | according to | “It was dark,”"]);
    check(
        "“Come,” he said, waving. “We will be late for it.”",
        &["direct he | said | “Come,”", "direct he | - | “We will be late for it.”"],
    );
}

#[test]
fn a_stretch_with_its_own_speaker_leaves_the_clause_around_it() {
    check(
        "Lind said the dam was safe, but Ruiz replied, “It leaks.”",
        &["indirect Lind | said | the dam was safe", "direct Ruiz | replied | “It leaks.”"],
    );
    check("When Lind claimed the dam was safe, Ruiz left.", &["indirect Lind | claimed | the dam was safe"]);
    check("Lind, who said the dam was safe, left early.", &["indirect who | said | the dam was safe"]);
}

#[test]
fn chants_and_slogans_are_quotations() {
    check(
        "The miners answered with chants of “Not one more day!”",
        &["direct The miners | chants of | “Not one more day!”"],
    );
    check("“Not one more day!” came shouts from the crowd.", &["direct the crowd | came | “Not one more day!”"]);
}

#[test]
fn headlines_quote_before_and_behind_a_colon() {
    check("‘The dam is safe’: Ruiz", &["direct Ruiz | : | ‘The dam is safe’"]);
    check("Ana Ruiz: ‘The dam is safe’", &["direct Ana Ruiz | - | ‘The dam is safe’"]);
    check("Dam is ‘safe’, says Ruiz", &["mixed Ruiz | says | Dam is ‘safe’"]);
}

#[test]
fn a_clause_may_begin_outside_the_marks() {
    check(
        "Lind said the dam “is no longer safe for anyone.”",
        &["mixed Lind | said | the dam “is no longer safe for anyone.”"],
    );
    check(
        "A new dam “would not help the town,” Lind said.",
        &["mixed Lind | said | A new dam “would not help the town,”"],
    );
    check("Lind promised to “open all the gates.”", &["mixed Lind | promised | to “open all the gates.”"]);
}

#[test]
fn a_clause_between_cue_and_marks_changes_no_speaker() {
    check(
        "Ruiz said in the spring, when the story broke, “I did not open the dam.”",
        &["direct Ruiz | said | “I did not open the dam.”"],
    );
    check("Then Ruiz said, and I quote, “It was the rain.”", &["direct Ruiz | said | “It was the rain.”"]);
}

#[test]
fn a_source_named_first_passes_the_words_on() {
    check(
        "According to Lind, Ruiz told the council that the dam was unsafe.",
        &[
            "indirect Lind | According to | Ruiz told the council that the dam was unsafe",
            "indirect Ruiz < Lind | told | that the dam was unsafe",
        ],
    );
    check(
        "According to Lind, Ruiz told the council: “The dam is not safe.”",
        &["direct Ruiz < Lind | told | “The dam is not safe.”"],
    );
}

#[test]
fn who_cuts_in_speaks_next() {
    check(
        "“I promised her a picture,” Ruiz said, and the mayor broke in. “Do not forget the frame.”",
        &["direct Ruiz | said | “I promised her a picture,”", "direct the mayor | - | “Do not forget the frame.”"],
    );
}

#[test]
fn several_words_in_small_letters_are_somebodys() {
    check(
        "Lind spoke. A barrier “built to hold back any flood at all” rose.",
        &["direct A barrier | - | “built to hold back any flood at all”"],
    );
}

#[test]
fn titles_and_scare_quotes_stay_what_they_are() {
    check("Ruiz, author of “Tides,” left the so-called “summit” early.", &[]);
    check("The “Green Line” opened in May.", &[]);
}

#[test]
fn a_past_form_behind_a_name_is_a_verb() {
    check("He also hailed “a great victory.”", &["direct He | hailed | “a great victory.”"]);
}

#[test]
fn other_languages_have_their_marked_speech() {
    check_in(
        "de",
        "„Der Damm ist völlig sicher“, sagte Ana Ruiz am Montag.",
        &["direct Ana Ruiz | sagte | „Der Damm ist völlig sicher“"],
    );
    check_in(
        "fr",
        "« Le barrage est sûr », a déclaré Ana Ruiz.",
        &["direct Ana Ruiz | déclaré | « Le barrage est sûr »"],
    );
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for unit in
        ["\"", "“a” ", "he said ", "said: “A.” ", ": “A b c d e f.” ", "“A,” he said, ", "“A.” ", "a", "\u{200d}", "🙂"]
    {
        let text = unit.repeat(100_000 / unit.len());
        let whole = Span::new(0, text.len());
        let english = pack(Some(&Lang::new("en")));
        let words = Words::read(&text, &sentences(&text, whole, &|_, _| false), true);
        for quote in quotes_in(&words, &[whole], english, "") {
            assert!(text.get(quote.span.range()).is_some(), "{unit}");
        }
    }
}

#[test]
fn positions_hold_among_joiners_and_right_to_left_letters() {
    check(
        "“e\u{301}te\u{301} 🙂 \u{200d}شكرا everyone,” Ruiz said.",
        &["direct Ruiz | said | “e\u{301}te\u{301} 🙂 \u{200d}شكرا everyone,”"],
    );
}

#[test]
fn a_gerund_behind_a_comma_is_that_of_the_main_clause() {
    check(
        "In May, Rep. Ana Ruiz (R-Oren) left the room, saying, “The dam is not safe.”",
        &["direct Rep. Ana Ruiz | saying | “The dam is not safe.”"],
    );
    check(
        "Ruiz bristled at the suggestion that he was absent, saying, “I was there all night.”",
        &["direct Ruiz | saying | “I was there all night.”"],
    );
}

#[test]
fn the_object_of_a_relative_clause_does_not_speak() {
    check(
        "An aide who stayed to guard the bridge said on Monday, “The dam is not safe.”",
        &["direct An aide | said | “The dam is not safe.”"],
    );
}

#[test]
fn a_letter_before_a_colon_is_whose_it_is() {
    check("From Ruiz’s letter: “The dam is not safe.”", &["direct Ruiz’s letter | - | “The dam is not safe.”"]);
}

#[test]
fn a_verb_that_the_tagger_misses_is_one_behind_a_pronoun() {
    check("He also reportedly hailed progress at the talks.", &["indirect He | hailed | progress at the talks"]);
}

#[test]
fn a_gerund_that_opens_the_sentence_is_that_of_the_subject_behind_the_marks() {
    check("Citing “duties at home,” Ana Ruiz left.", &["direct Ana Ruiz | Citing | “duties at home,”"]);
}

#[test]
fn a_pronoun_behind_the_leading_clause_speaks() {
    check(
        "When Ruiz was asked about the dam, he laughed and said, “It will not fall.”",
        &["direct he | said | “It will not fall.”"],
    );
}

#[test]
fn a_quotation_in_other_marks_inside_one_is_somebody_elses() {
    check(
        "\"Berg told me 'we will win,'\" Otieno said.",
        &["direct Otieno | said | \"Berg told me 'we will win,'\"", "direct Berg < Otieno | told | 'we will win,'"],
    );
    check(
        "“He is tired of the ‘iron gate’ and of us,” Otieno said.",
        &["direct Otieno | said | “He is tired of the ‘iron gate’ and of us,”"],
    );
}

#[test]
fn what_is_reported_of_another_ones_words_has_its_chain() {
    check(
        "Voss said Otieno had promised “a full inquiry”.",
        &[
            "mixed Voss | said | Otieno had promised “a full inquiry”",
            "direct Otieno < Voss | promised | “a full inquiry”",
        ],
    );
}

#[test]
fn a_stretch_left_open_has_the_speaker_of_the_paragraph_that_goes_on() {
    check(
        "She left. \"I am here, and I stay for good.\n\"Nobody will move me,\" said Tom Reyes.",
        &[
            "direct Tom Reyes | - | \"I am here, and I stay for good.",
            "direct Tom Reyes | said | \"Nobody will move me,\"",
        ],
    );
}

#[test]
fn what_a_group_calls_itself_is_a_name() {
    check("The group, which calls itself \"Free Norland\", fled.", &[]);
}

#[test]
fn the_clock_of_a_ticker_is_no_part_of_what_is_said() {
    check(
        "15:10 \"All is lost,\" says firefighter Tom Reyes",
        &["direct firefighter Tom Reyes | says | \"All is lost,\""],
    );
    check("15.20: Five people are missing, police say", &["indirect police | say | Five people are missing"]);
}

#[test]
fn who_asks_somebody_behind_a_question_speaks() {
    check(
        "“Was that meant as a joke?” Reyes asked the dairy farm owner.",
        &["direct Reyes | asked | “Was that meant as a joke?”"],
    );
}

#[test]
fn when_asked_is_no_cue() {
    check(
        "Maria Lind told the council when asked on Monday: “The harbour stays open for all.”",
        &["direct Maria Lind | told | “The harbour stays open for all.”"],
    );
}

#[test]
fn the_town_before_a_colon_says_nothing() {
    check(
        "LINDAU: At least four people died, police chief Tom Reyes said.",
        &["indirect police chief Tom Reyes | said | At least four people died"],
    );
}

#[test]
fn headlines_quote_their_speakers() {
    check("‘We will rebuild,’ says Ruiz\n", &["direct Ruiz | says | ‘We will rebuild,’"]);
    check("Ana Ruiz: 'This dam was never safe'\n", &["direct Ana Ruiz | - | 'This dam was never safe'"]);
    check("Ana Ruiz on dam failure: ‘Nobody warned us’\n", &["direct Ana Ruiz | - | ‘Nobody warned us’"]);
    check(
        "“It was a bomb”: Ana Ruiz recalls night of the blast\n",
        &["direct Ana Ruiz | : | “It was a bomb”", "indirect Ana Ruiz | recalls | night of the blast"],
    );
    check(
        "'It sounded like thunder' - eyewitness Ana Ruiz\n",
        &["direct eyewitness Ana Ruiz | - | 'It sounded like thunder'"],
    );
}

#[test]
fn headlines_of_other_languages_quote_without_a_speaker() {
    check_in("fr", "« Le barrage a cédé » : des habitants racontent", &["direct nobody | : | « Le barrage a cédé »"]);
    check_in("de", "„Der Damm ist gebrochen“: Lage in Oren", &["direct nobody | : | „Der Damm ist gebrochen“"]);
    check_in("de", "„Geisterschiff“: Was man weiß", &[]);
}

#[test]
fn scare_quotes_of_headlines_are_nobodys_words() {
    check("Minister under fire for ‘lavish’ trip\n", &[]);
    check("‘Ghost ship’ found off Oren\n", &[]);
}

#[test]
fn what_nobody_says_is_not_passed_on() {
    check("Ruiz said that nobody had warned the town.", &["indirect Ruiz | said | that nobody had warned the town"]);
}

#[test]
fn the_date_line_is_said_by_nobody() {
    let text = "OREN, Norland, June 19 (ANE) — Rain fell all night, police said.";
    let past = text.find("Rain").unwrap();
    let pack = pack(Some(&Lang::new("en")));
    let words = Words::read(text, &[Span::new(0, text.len())], true);
    let found = quotes_in(&words, &[Span::new(past, text.len())], pack, "");
    assert_eq!(found[0].span.of(text), "Rain fell all night");
}

#[test]
fn the_only_verb_behind_a_name_accuses() {
    check(
        "Ana Ruiz accused Holt of “selling the harbours to the highest bidder”.",
        &["mixed Ana Ruiz | accused | Holt of “selling the harbours to the highest bidder”"],
    );
    check(
        "Opposition leader Ana Ruiz accused Lind of “selling the harbours of the country to the highest bidder”.",
        &[
            "mixed Opposition leader Ana Ruiz | accused | Lind of “selling the harbours of the country to the highest bidder”",
        ],
    );
}

#[test]
fn verbs_of_speech_that_say_nothing() {
    check("The Dockers' Union called a strike.", &[]);
    check("Three people confirmed dead in harbour blast", &[]);
    check(
        "The Dockers' Union called the plan a scandal.",
        &["indirect The Dockers' Union | called | the plan a scandal"],
    );
}

#[test]
fn pictures_part_words_and_names_in_other_scripts_speak() {
    check("everything burns 🔥🔥 mayor ruiz says “stay inside”", &["direct mayor ruiz | says | “stay inside”"]);
    check("דוד כהן, a teacher, said: “We are tired.”", &["direct דוד כהן, a teacher | said | “We are tired.”"]);
}

#[test]
fn what_commas_or_a_gerund_add_to_a_subject_does_not_speak() {
    check(
        "Councillor Ana Ruiz, at a later press meeting, said, “We have been told about the flood.”",
        &["direct Councillor Ana Ruiz, at a later press meeting | said | “We have been told about the flood.”"],
    );
    check(
        "Ana Ruiz, who lost her only house during the great flood in Oren, Norland, in July 2030, said that nobody came.",
        &[
            "indirect Ana Ruiz, who lost her only house during the great flood in Oren, Norland, in July 2030 | said | that nobody came",
        ],
    );
    check(
        "Farmers walking through the streets chanted “What water?” and went home.",
        &["direct Farmers | chanted | “What water?”"],
    );
    check(
        "She waved to her son and repeatedly said, “Do not do it now,” until it was over.",
        &["direct She | said | “Do not do it now,”"],
    );
}

#[test]
fn a_name_behind_a_dash_signs_what_stands_before_it() {
    check(
        "“During the flood he said we live in mud. He knows nothing of our lives.”― Pamela Ruiz",
        &["direct Pamela Ruiz | ― | “During the flood he said we live in mud. He knows nothing of our lives.”"],
    );
}

#[test]
fn a_missing_closing_mark_does_not_hide_who_speaks() {
    check("“The dam is safe, Ruiz said.", &["direct Ruiz | said | “The dam is safe,"]);
    check(
        "“The dam was not safe in the early years, said Lind, whose office pays for the repairs.",
        &["direct Lind, whose office pays for the repairs | said | “The dam was not safe in the early years,"],
    );
}

#[test]
fn french_attributions_stand_inside_the_marks() {
    check_in(
        "fr",
        "« Nous avons tout perdu, explique Anne Ruiz, et personne ne nous aide. »",
        &["direct Anne Ruiz | explique | « Nous avons tout perdu, explique Anne Ruiz, et personne ne nous aide. »"],
    );
    check_in("fr", "Le film « La nuit, dit-on » sort lundi.", &[]);
}

#[test]
fn what_a_paragraph_leaves_open_has_the_speaker_of_the_next() {
    check_in(
        "de",
        "„Das Wasser kam in der Nacht über den Deich.\n„Dann fiel der Strom aus“, erzählt Anna Ruiz.",
        &[
            "direct Anna Ruiz | - | „Das Wasser kam in der Nacht über den Deich.",
            "direct Anna Ruiz | - | „Dann fiel der Strom aus“",
        ],
    );
}

#[test]
fn a_verb_without_a_subject_goes_on_with_who_spoke_in_its_paragraph() {
    check_in(
        "es",
        "«El agua llegó de noche», dijo Ana Ruiz el lunes. «La oímos antes de verla», añadió.",
        &["direct Ana Ruiz | dijo | «El agua llegó de noche»", "direct Ana Ruiz | añadió | «La oímos antes de verla»"],
    );
    check_in(
        "es",
        "«El agua llegó de noche», dijo Ana Ruiz el lunes. «La oímos antes de verla», lamentó la maestra.",
        &["direct Ana Ruiz | dijo | «El agua llegó de noche»", "direct nobody | lamentó | «La oímos antes de verla»"],
    );
}
