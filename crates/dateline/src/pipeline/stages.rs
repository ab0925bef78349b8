//! The list of stages.

/// One stage of the pipeline.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// Its room.
    pub name: &'static str,
    /// Raised when its output changes: what is stored of it is then computed again.
    pub version: u32,
    /// The types it reads.
    pub reads: &'static [&'static str],
    /// The types it gives.
    pub gives: &'static [&'static str],
    /// The `eval` task that judges it.
    pub score: &'static str,
}

/// Every stage, in the order the data walks.
pub const STAGES: &[Stage] = &[
    Stage { name: "intake", version: 2, reads: &["bytes"], gives: &["Page"], score: "reading" },
    Stage { name: "clean", version: 4, reads: &["Page"], gives: &["Article"], score: "reading" },
    Stage { name: "date", version: 4, reads: &["Article"], gives: &["Timex", "Dating"], score: "times" },
    Stage { name: "facts", version: 5, reads: &["Article", "Timex"], gives: &["Marks"], score: "quotes" },
    Stage { name: "reuse", version: 2, reads: &["Article"], gives: &["Trace"], score: "copies" },
    Stage { name: "story", version: 4, reads: &["Marked", "Trace"], gives: &["Clustering"], score: "stories" },
    Stage {
        name: "compare",
        version: 3,
        reads: &["Clustering", "Marked", "Trace"],
        gives: &["Comparison"],
        score: "brief",
    },
    Stage {
        name: "report",
        version: 3,
        reads: &["Comparison", "Marked"],
        gives: &["Brief", "Timeline"],
        score: "brief",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_reads_what_an_earlier_one_gives() {
        let mut given = vec!["bytes", "Marked"];
        for stage in STAGES {
            for read in stage.reads {
                assert!(given.contains(read), "{} reads {read}, which no earlier stage gives", stage.name);
            }
            given.extend(stage.gives);
        }
    }
}
