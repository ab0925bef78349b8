//! Cues: the words that introduce what somebody says, thinks or wants.

use rustc_hash::FxHashMap;

/// What kind of attitude a cue tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueClass {
    /// Speech: said, announced.
    Say,
    /// A question: asked, wondered.
    Ask,
    /// Belief and feeling: thinks, fears.
    Think,
    /// Will and intention: wants, urges.
    Want,
    /// Praise and blame: hailed, accused.
    Judge,
    /// A document or a poll: shows.
    Show,
    /// An impression without an owner: seems.
    Seem,
    /// A source named by a preposition: according to.
    Source,
    /// A noun for something said: slogan, chants of.
    Noun,
}

/// What the content of a cue looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// Words in quotation marks.
    Quote,
    /// A clause, with or without "that".
    That,
    /// A clause opened by whether, how, what.
    Wh,
    /// An infinitive.
    To,
    /// An object, to the end of the clause.
    Object,
    /// An addressee may stand before the content.
    Addressee,
    /// In the passive: the whole clause is the content.
    Passive,
    /// The whole clause is the content.
    Clause,
    /// What follows this preposition.
    After(&'static str),
}

/// One line of the cue table.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Base form of the first word.
    pub lemma: &'static str,
    /// Words that must follow it.
    pub particles: Vec<&'static str>,
    /// Its kind.
    pub class: CueClass,
    /// What may follow.
    pub frames: Vec<Frame>,
}

impl Cue {
    /// Whether its content can look like that.
    pub fn takes(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }
}

/// The cues of a language, found by any form of their first word.
#[derive(Debug, Default)]
pub struct CueTable {
    cues: Vec<Cue>,
    /// Form in lower case → indexes into `cues`, those with more particles first.
    by_form: FxHashMap<String, Vec<u16>>,
}

impl CueTable {
    /// From the content of a cue file: see its head for the columns.
    pub fn parse(table: &'static str) -> Self {
        let mut out = Self::default();
        for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let mut columns = line.split('|').map(str::trim);
            let (words, class) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            let (frames, forms) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            let Some((cue, class)) = words.split(' ').next().zip(class_named(class)) else { continue };
            let particles = words.split(' ').skip(1).collect();
            let frames = frames.split_whitespace().map(frame_named).collect();
            out.add(Cue { lemma: cue, particles, class, frames }, forms);
        }
        out
    }

    fn add(&mut self, cue: Cue, irregular: &'static str) {
        let number = self.cues.len() as u16;
        let forms = regular_forms(cue.lemma).into_iter().chain(irregular.split_whitespace().map(str::to_owned));
        for form in forms {
            let list = self.by_form.entry(form).or_default();
            if !list.contains(&number) {
                list.push(number);
            }
            list.sort_by_key(|&at| {
                let particles = self.cues.get(at as usize).map_or(cue.particles.len(), |known| known.particles.len());
                (std::cmp::Reverse(particles), at)
            });
        }
        self.cues.push(cue);
    }

    /// The cues whose first word has the form `word` (in lower case), those of more words first.
    pub fn of_form(&self, word: &str) -> impl Iterator<Item = &Cue> {
        self.by_form.get(word).into_iter().flatten().map(|&at| &self.cues[at as usize])
    }
}

fn class_named(name: &str) -> Option<CueClass> {
    Some(match name {
        "say" => CueClass::Say,
        "ask" => CueClass::Ask,
        "think" => CueClass::Think,
        "want" => CueClass::Want,
        "judge" => CueClass::Judge,
        "show" => CueClass::Show,
        "seem" => CueClass::Seem,
        "source" => CueClass::Source,
        "noun" => CueClass::Noun,
        _ => return None,
    })
}

fn frame_named(name: &'static str) -> Frame {
    match name {
        "quote" => Frame::Quote,
        "that" => Frame::That,
        "wh" => Frame::Wh,
        "to" => Frame::To,
        "np" => Frame::Object,
        "addr" => Frame::Addressee,
        "ed" => Frame::Passive,
        "clause" => Frame::Clause,
        preposition => Frame::After(preposition),
    }
}

/// The forms that the rules of English give a verb.
fn regular_forms(lemma: &str) -> Vec<String> {
    let consonant_y = lemma.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| lemma.ends_with(end));
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let mut out = vec![lemma.to_owned(), format!("{stem}ing"), format!("{stem}ed"), format!("{lemma}s")];
    if consonant_y {
        let stem = &lemma[..lemma.len() - 1];
        out.extend([format!("{stem}ied"), format!("{stem}ies")]);
    }
    if lemma.ends_with(['s', 'x', 'h']) {
        out.push(format!("{lemma}es"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_derived_and_longer_cues_come_first() {
        let table =
            CueTable::parse("# head\nreply|say|quote that\ncall|say|np for\ncall out|judge|np\ntell|say|addr|told\n");
        assert_eq!(table.of_form("replied").next().map(|cue| cue.lemma), Some("reply"));
        assert_eq!(table.of_form("told").count(), 1);
        let calls: Vec<usize> = table.of_form("called").map(|cue| cue.particles.len()).collect();
        assert_eq!(calls, [1, 0]);
        assert!(table.of_form("calling").any(|cue| cue.takes(Frame::After("for"))));
    }
}
