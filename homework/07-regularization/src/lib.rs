//! Homework for chapter 7: another rule for stopping, mixed examples, and prices on more than one weight at a time.
//!
//! | exercise | what you write |
//! |---|---|
//! | [`ex07_1_lost_ground`] | a rule that stops when a share of what was gained is lost again |
//! | [`ex07_2_three_prices`] | pen and paper: one weight under three penalties |
//! | [`ex07_3_neighbours`] | find the bug: a price on the difference of neighbouring weights |
//! | [`ex07_4_mixup`] | examples that are two examples at once, and their loss |
//! | [`ex07_5_groups`] | a price on groups, which switches whole inputs off |

pub mod ex07_1_lost_ground;
pub mod ex07_2_three_prices;
pub mod ex07_3_neighbours;
pub mod ex07_4_mixup;
pub mod ex07_5_groups;
