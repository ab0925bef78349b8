//! [`Dice`]: chance that is the same on every run.

/// Numbers that look random (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The same numbers for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let a = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        b ^ (b >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// One of a list.
    pub(crate) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len() as u64) as usize]
    }

    /// Some of a list; one may come twice.
    pub(crate) fn some(&mut self, list: &[&'static str], number: usize) -> Vec<&'static str> {
        (0..number).map(|_| *self.pick(list)).collect()
    }

    /// A name of two or three syllables.
    pub(crate) fn name(&mut self) -> String {
        const HEADS: &[&str] = &[
            "Bar", "Cel", "Dor", "Fen", "Gal", "Hel", "Jor", "Kas", "Lem", "Mir", "Nov", "Or", "Pel", "Ros", "Sel",
            "Tor", "Ul", "Vel", "Wes", "Zan",
        ];
        const TAILS: &[&str] = &[
            "a", "dan", "eth", "ik", "imo", "lan", "mir", "nova", "ola", "rin", "sen", "ta", "uk", "var", "wen", "yan",
            "ez", "ovic", "berg", "son",
        ];
        let middle =
            if self.below(2) == 0 { "" } else { *self.pick(&["an", "el", "ir", "os", "ut", "av", "em", "il"]) };
        format!("{}{middle}{}", self.pick(HEADS), self.pick(TAILS))
    }
}
