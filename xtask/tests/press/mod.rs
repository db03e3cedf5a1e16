//! The press on small books: what each mark becomes, and what each slip is called.

mod faults;
mod fixture;
mod marks;
