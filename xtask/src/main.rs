//! House tasks: `test`, `ci`, `tidy`, generated pages.
fn main() {}
