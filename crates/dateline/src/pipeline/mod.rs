//! The rooms in order: pages in, public documents out.
