//! What each room did with a page, in words.
